"""What the agency's workbook is made from, gathered into one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.results import Results
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission

_NO_PLAN = Plan()


@dataclass(frozen=True)
class Form:
    """One workbook to write; ``submission`` is what is already filled in, ``remark`` a line for its cover.

    ``plan`` is what the agency carries out; ``plan_layout`` the form in which it is printed too, or empty.
    """

    layout: AgencyLayout
    agency: Agency
    round: RoundSettings
    issued: date
    submission: Submission
    results: Results
    digits: str = "arabic"
    remark: str = ""
    plan: Plan = _NO_PLAN
    plan_layout: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the agency names itself."""
        return not self.agency.code

    @property
    def threshold(self) -> Fraction:
        """What counts as weak below it (0-100)."""
        return self.results.threshold
