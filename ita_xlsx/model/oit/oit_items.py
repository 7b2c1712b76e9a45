"""Hold the items of the open-data check of one agency, with score and evidence, and the days of the window.

Works on values only; ``ita_xlsx.cycle.giving_back`` collects them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.round_settings import CalendarEntry, Stage
from ita_xlsx.model.submission import StepReport

FULL_MARKS = 100


@dataclass(frozen=True, kw_only=True)
class OitItem:
    """An item of the open-data check: its wording, its score (0-100, or None), and the evidence in the form.

    ``url`` and ``display_text`` are as in ``Evidence``; ``note`` is the note beside them, ``place`` their cell.
    """

    code: str
    indicator: str
    text: str
    score: Fraction | None = None
    url: str = ""
    display_text: str = ""
    note: str = ""
    place: Place | None = None

    @property
    def is_below(self) -> bool:
        """Return True if the item has a score below full marks."""
        return self.score is not None and self.score < FULL_MARKS


@dataclass(frozen=True, kw_only=True)
class AgencyItems:
    """All items of the open-data check of an agency, in the order of the framework, and its reported steps.

    ``instrument`` is the code of the check, ``file`` the form from which scores and evidence come.
    """

    agency: Agency
    framework: Framework
    instrument: str
    file: str
    items: tuple[OitItem, ...]
    steps: tuple[StepReport, ...] = ()

    @property
    def below(self) -> tuple[OitItem, ...]:
        """Return the items with a score below full marks."""
        return tuple(item for item in self.items if item.is_below)

    @property
    def unscored(self) -> tuple[str, ...]:
        """Return the codes of the items without a score."""
        return tuple(item.code for item in self.items if item.score is None)

    @property
    def has_scores(self) -> bool:
        """Return True if at least one item has a score."""
        return len(self.unscored) < len(self.items)


@dataclass(frozen=True)
class ClarifyWindow:
    """The first and the last day on which an agency may clarify items; None for one that is not known."""

    start: date | None = None
    end: date | None = None

    @property
    def is_reversed(self) -> bool:
        """Return True if the window ends before it begins."""
        return self.start is not None and self.end is not None and self.end < self.start

    @property
    def days(self) -> int | None:
        """Return the number of days of the window, the first and the last included; None if it is not known."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


NO_WINDOW = ClarifyWindow()


def window_of(calendar: Iterable[CalendarEntry]) -> ClarifyWindow:
    """Return the window that a calendar names."""
    days = {entry.stage: entry.day for entry in calendar}
    return ClarifyWindow(days.get(Stage.CLARIFY_FROM), days.get(Stage.CLARIFY_UNTIL))
