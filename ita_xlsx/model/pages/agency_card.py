"""Hold what the card of one agency says: its result, its place among its kind, and its weakest points.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.place_in_group import PlaceInGroup
from ita_xlsx.model.results import Results

# So many weak points have room on a card.
MOST_POINTS = 5


@dataclass(frozen=True, kw_only=True)
class CardPoint:
    """A weak point with its score, why it is weak, and its measure; texts that are not known are empty.

    ``is_draft`` says that the program drafted the measure.
    """

    label: str
    name: str
    score: Decimal | None
    why: str
    measure: str = ""
    owner: str = ""
    period: str = ""
    is_draft: bool = False


@dataclass(frozen=True, kw_only=True)
class AgencyCard:
    """The card of one agency.

    ``previous_year`` is the fiscal year of ``previous``. ``place`` is None for an agency with which nobody is compared;
    ``is_only_of_kind`` says that others count, but none of its kind.
    ``points`` are the weakest ones, ``weak`` is the number of all weak points.
    """

    agency: Agency
    framework: Framework
    results: Results
    previous: Results
    previous_year: int
    place: PlaceInGroup | None
    points: tuple[CardPoint, ...]
    weak: int
    is_only_of_kind: bool = False

    @property
    def is_judged(self) -> bool:
        """Return True if each indicator has a score, so that weak points can be looked for."""
        indicators = self.framework.of_kind(Kind.INDICATOR)
        return all(self.results.by_subject[node.subject].value is not None for node in indicators)
