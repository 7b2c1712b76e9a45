"""What do the two sheets in front of a marked copy say?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cell_ranges import count_cells
from ita_xlsx.feedback.sheet_writer import Paper
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.layout.grid import quoted
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import thai

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_REPORT_WIDTHS = (8, 13, 19, 12, 16, 55, 38)
_SUMMARY_WIDTHS = (12, 16, 20, 95)
_ROWS, _REPAIRED, _VALUE = 1000, 30, 200
_FIRST_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::.*)?")


def numbered(letter: Letter, count: int) -> str:
    """A count in the digits the agency writes."""
    return thai(str(count)) if letter.digits == "thai" else str(count)


def dated(letter: Letter, text: str) -> str:
    """Our own words, with their numbers in the digits the agency writes."""
    return thai(text) if letter.digits == "thai" else text


def counts(letter: Letter) -> str:
    """How many items there are of each kind."""
    told = texts.COUNTS.format(errors=len(letter.must_fix), warnings=len(letter.to_check))
    return dated(letter, told)


def whom_to_ask(letter: Letter) -> str:
    """Name, telephone and mail of whoever answers questions."""
    contact = letter.contact
    phone = texts.PHONE.format(phone=contact.phone) if contact.phone else ""
    return "  ".join(part for part in (contact.name, phone, contact.email) if part)


def add_report(book: Workbook, letter: Letter, lost: Sequence[str]) -> None:
    """The first sheet: what to mend, where, and how."""
    paper = Paper(book.create_sheet(_free(book, texts.REPORT), 0), _REPORT_WIDTHS)
    _head(paper, letter)
    names = {sheet.title for sheet in book.worksheets}
    faults = (letter.must_fix + letter.to_check)[:_ROWS]
    if faults:
        paper.header(texts.REPORT_HEADERS)
        for number, fault in enumerate(faults, 1):
            _fault_row(paper, fault, numbered(letter, number), names)
        if rest := len(letter.must_fix + letter.to_check) - len(faults):
            paper.bullet(texts.MORE.format(count=numbered(letter, rest)))
    if lost:
        paper.line(texts.LOST, "heading", least=32)
        paper.bullet(" · ".join(lost))
    _repaired(paper, letter, names)
    paper.finish(_heading(letter))


def add_summary(book: Workbook, letter: Letter) -> None:
    """The second sheet: how often each rule spoke."""
    paper = Paper(book.create_sheet(_free(book, texts.SUMMARY), 1), _SUMMARY_WIDTHS)
    paper.line(texts.SUMMARY_TITLE, "title", least=34)
    paper.line(_heading(letter), "strong")
    paper.line(counts(letter), "line")
    paper.header(texts.SUMMARY_HEADERS)
    for code, faults in _by_code(letter).items():
        size = sum(count_cells(fault.cells) or 1 for fault in faults)
        first = faults[0]
        told = [code, texts.WORDS[first.severity], numbered(letter, size), first.said]
        paper.row(told, ["centre", f"word_{first.severity}", "centre", "text"])
    paper.finish(_heading(letter))


def _head(paper: Paper, letter: Letter) -> None:
    paper.line(texts.REPORT_TITLE, "title", least=34)
    paper.line(_heading(letter), "strong")
    checked = dated(letter, texts.CHECKED.format(day=thai_date(letter.issued))) if letter.issued.year > 1980 else ""
    paper.line("   ".join(part for part in (texts.FILE.format(file=letter.file), checked) if part), "muted")
    status = texts.STATUS.format(status=letter.status) if letter.status else ""
    answered = texts.ANSWERED.format(answered=letter.answered) if letter.answered else ""
    verdict = counts(letter) if letter.must_fix else f"{texts.NOTHING_TO_FIX} · {counts(letter)}"
    style = "bad" if letter.must_fix else "caution" if letter.to_check else "good"
    paper.line("   ".join(part for part in (status, verdict, answered) if part), style, least=30)
    if letter.must_fix or letter.to_check:
        paper.line(texts.HOW, "line")
    deadline = dated(letter, texts.DEADLINE.format(day=thai_date(letter.deadline))) if letter.deadline else ""
    contact = texts.CONTACT.format(contact=whom_to_ask(letter)) if letter.contact.is_known else ""
    if deadline or contact:
        paper.line("   ".join(part for part in (deadline, contact) if part), "strong")


def _heading(letter: Letter) -> str:
    year = texts.YEAR.format(year=letter.year) if letter.year else ""
    return "  ".join(part for part in (letter.agency, dated(letter, year)) if part) or letter.file


def _repaired(paper: Paper, letter: Letter, names: set[str]) -> None:
    """What asks nothing of the agency: a short table of its own."""
    if not letter.repaired:
        return
    paper.line(texts.REPAIRED, "heading", least=32)
    if not letter.must_fix + letter.to_check:
        paper.header(texts.REPORT_HEADERS)
    for number, fault in enumerate(letter.repaired[:_REPAIRED], 1):
        _fault_row(paper, fault, numbered(letter, number), names)
    if (rest := len(letter.repaired) - _REPAIRED) > 0:
        paper.bullet(texts.MORE.format(count=numbered(letter, rest)))


def _fault_row(paper: Paper, fault: Fault, number: str, names: set[str]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cells = ", ".join(fault.cells[:6]) + ("…" if len(fault.cells) > 6 else "")
    value = fault.value if len(fault.value) <= _VALUE else fault.value[: _VALUE - 1] + "…"
    first = _FIRST_CELL.fullmatch(fault.cells[0]) if fault.cells else None
    linked = first is not None and fault.sheet in names
    told = [number, texts.WORDS[fault.severity], fault.sheet or texts.WHOLE, cells, value, fault.said, fault.fix]
    styles = ["centre", f"word_{fault.severity}", "text", "link" if linked else "centre", "text", "text", "text"]
    row = paper.row(told, styles)
    if linked and first is not None:
        cell: Any = paper.sheet.cell(row, 4)
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(fault.sheet)}!{first[1]}{first[2]}")


def _by_code(letter: Letter) -> dict[str, list[Fault]]:
    order = list(Severity)
    found: dict[str, list[Fault]] = {}
    for fault in sorted(letter.faults, key=lambda fault: (order.index(fault.severity), fault.code)):
        found.setdefault(fault.code, []).append(fault)
    return found


def _free(book: Workbook, name: str) -> str:
    """A name that no sheet has yet; Excel compares them without case."""
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} {number}", number + 1
    return free
