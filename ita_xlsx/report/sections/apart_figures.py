"""Mark the computed figures of agencies whose own report prints an announced one, and name both figures.

Takes the contents of the report of a province; returns marks and notes of its tables. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.document import Note, NoteMark
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.province_results import RankedAgency
from ita_xlsx.model.results import two_decimals
from ita_xlsx.report.contents import AnnouncedApart, ProvinceContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sentences.scored_line import joined

_MARK = "*"


class ApartFigures:
    """The announced figures of the counted agencies that are not the computed ones of the tables."""

    def __init__(self, contents: ProvinceContents) -> None:
        """Find the figures by agency."""
        self._contents = contents
        self._by_code = {item.code: item for item in contents.apart}

    def marks(self, item: RankedAgency, subject: str) -> tuple[NoteMark, ...]:
        """Return the mark of a figure beside which another one was announced; no mark for another figure."""
        apart = self._by_code.get(item.agency.code)
        return (NoteMark(_MARK),) if apart and subject in dict(apart.figures) else ()

    def notes(self, subjects: Sequence[str]) -> tuple[Note, ...]:
        """Return the note that names each agency with both figures of these subjects; none if no figure differs."""
        words = [self._agency_words(item, subjects) for item in self._contents.results.counted]
        names = joined([text for text in words if text])
        return (Note(_MARK, (texts.NOTE_APART.format(names=names),)),) if names else ()

    def _agency_words(self, item: RankedAgency, subjects: Sequence[str]) -> str:
        apart, results = self._by_code.get(item.agency.code), self._contents.results
        announced = dict(apart.figures) if apart else {}
        figures = []
        for subject in subjects:
            computed = item.summary.values[results.index[subject]]
            if subject in announced and computed is not None:
                label = announced_label(results.framework, subject)
                first, second = (f"{two_decimals(value):.2f}" for value in (announced[subject], computed))
                figures.append(texts.APART_FIGURE.format(label=label, announced=first, computed=second))
        if not figures or apart is None:
            return ""
        level = _level_words(apart, item) if OVERALL in announced else ""
        return texts.APART_AGENCY.format(agency=item.agency.name, figures=joined(figures) + level)


def _level_words(apart: AnnouncedApart, item: RankedAgency) -> str:
    """Return the level that follows from the announced figures, if it is another than that of the table."""
    return texts.APART_LEVEL.format(level=apart.level) if apart.level not in ("", item.summary.level) else ""
