"""Hold the contents of a marked copy and its letter: the faults that an agency must fix or check in its workbook.

Works on values only; ``ita_xlsx.feedback`` writes the copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.round_settings import Contact


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault to fix or to check, in Thai; ``cells`` are A1 addresses or ranges in ``sheet``."""

    severity: Severity
    code: str
    problem: str
    fix: str
    sheet: str = ""
    cells: tuple[str, ...] = ()
    value: str = ""


# The first line of our note in a cell; the text before it is the note of the agency.
NOTE_MARK = "[ผลการตรวจแบบ ITA]"
# The sheets of a marked copy that list and count the faults; a number may follow these names.
FAULTS_SHEET, SUMMARY_SHEET = "รายการแก้ไข", "สรุปข้อค้นพบ"
_NOBODY = Contact()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """All contents of a marked copy and its cover letter; a value that is not known is empty and is left out.

    ``is_held_back`` is True if the form counts only when its scores are confirmed.

    ``mends`` are the digests of the form that the copy mends and of those which that form mends, the newest first.
    """

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
    mends: tuple[str, ...] = ()
    is_held_back: bool = False

    @property
    def is_overdue(self) -> bool:
        """Return True if the deadline had passed on the day of issue; an agency cannot keep it any more."""
        return self.deadline is not None and self.deadline < self.issued

    @property
    def must_fix(self) -> tuple[Fault, ...]:
        """Return the errors; the workbook is not accepted before all of them are fixed."""
        return tuple(item for item in self.faults if item.severity is Severity.ERROR)

    @property
    def to_check(self) -> tuple[Fault, ...]:
        """Return the warnings."""
        return tuple(item for item in self.faults if item.severity is Severity.WARNING)

    @property
    def repaired(self) -> tuple[Fault, ...]:
        """Return the remarks: for example values that could be read although they were written in an unusual way."""
        return tuple(item for item in self.faults if item.severity is Severity.INFO)
