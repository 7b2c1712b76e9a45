"""What an agency is told of its own workbook: the faults, in order, in words it can act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.round_settings import Contact


@dataclass(frozen=True)
class Fault:
    """One thing to mend or to look at, in Thai; ``cells`` are A1 addresses or ranges in ``sheet``."""

    severity: Severity
    code: str
    said: str
    fix: str
    sheet: str = ""
    cells: tuple[str, ...] = ()
    value: str = ""


# How a note of ours begins; what stands before it in a cell's note is the agency's own.
NOTE_MARK = "[ผลการตรวจแบบ ITA]"
_NOBODY = Contact()


@dataclass(frozen=True)
class Letter:
    """All that a marked copy and its covering text say; what is not known is empty and left out."""

    file: str
    agency: str = ""
    year: str = ""
    status: str = ""
    answered: str = ""
    faults: tuple[Fault, ...] = ()
    issued: date = date(1980, 1, 1)
    deadline: date | None = None
    contact: Contact = _NOBODY
    digits: str = "arabic"

    @property
    def must_fix(self) -> tuple[Fault, ...]:
        """The errors: with any of them left the workbook is not accepted."""
        return tuple(item for item in self.faults if item.severity is Severity.ERROR)

    @property
    def to_check(self) -> tuple[Fault, ...]:
        """The warnings."""
        return tuple(item for item in self.faults if item.severity is Severity.WARNING)

    @property
    def repaired(self) -> tuple[Fault, ...]:
        """What was read in spite of how it was written, and other remarks."""
        return tuple(item for item in self.faults if item.severity is Severity.INFO)
