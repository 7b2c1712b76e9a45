"""Hold the figures of one agency in a table of all agencies. Works on values only."""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import Place
from ita_xlsx.model.submission import Answer, Submission


@dataclass(frozen=True, kw_only=True)
class AgencyRow:
    """The figures of an agency as announced figures, and its level as an announced word, each with its cell.

    ``place`` is the cell of its name.
    """

    agency: Agency
    place: Place
    announced: tuple[Answer, ...]
    words: tuple[Answer, ...] = ()

    @property
    def submission(self) -> Submission:
        """Return the figures as a submission of the agency."""
        return Submission(agency=self.agency, announced=self.announced, announced_words=self.words)
