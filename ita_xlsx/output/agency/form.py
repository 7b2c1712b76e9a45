"""Define the value that the agency's workbook is written from.

Holds layout, agency, round, submission, results and plan; writes nothing. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.earlier_years.last_year import LastYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.results import Results
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission

_NO_PLAN = Plan()


@dataclass(frozen=True, kw_only=True)
class Form:
    """One agency's workbook to write.

    ``submission`` holds the answers that are already filled in; ``plan`` holds the measures of the agency.
    ``origins`` are subject, file and cell of each score of a form that was joined from several files. ``last_year`` is
    what a form is filled in with beforehand, or None.
    """

    layout: AgencyLayout
    agency: Agency
    round: RoundSettings
    edition: Edition
    submission: Submission
    results: Results
    plan: Plan = _NO_PLAN
    origins: tuple[tuple[str, str, str], ...] = ()
    last_year: LastYear | None = None

    @property
    def is_blank(self) -> bool:
        """Return True if the form is for no certain agency, so that the agency fills in its name."""
        return not self.agency.code

    @property
    def threshold(self) -> Fraction:
        """Return the threshold below which a score is weak (0-100)."""
        return self.results.threshold
