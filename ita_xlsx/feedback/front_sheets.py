"""Write the two front sheets of a marked copy: the list of faults, and a summary by rule.

Takes the workbook of the copy and the letter to the agency; adds the sheets in memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.letter_words import (
    contact_text,
    counts_text,
    deadline_text,
    format_count,
    localize_digits,
    verdict_text,
)
from ita_xlsx.feedback.sheet_writer import SheetWriter
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.cell_ranges import count_cells
from ita_xlsx.model.layout.grid import quoted
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.text.dates import thai_date

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_REPORT_WIDTHS = (7, 13, 17, 10, 13, 69, 47)
_SUMMARY_WIDTHS = (16, 20, 115)
_ROWS, _REPAIRED, _VALUE = 1000, 30, 200
_FIRST_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::.*)?")


def add_report(book: Workbook, letter: Letter, lost: Sequence[str]) -> None:
    """Add the first sheet: each fault with its cells and the way to fix it, and what the copy does not contain."""
    writer = SheetWriter(book.create_sheet(_free_sheet_name(book, texts.REPORT), 0), _REPORT_WIDTHS)
    _write_head(writer, letter)
    names = {sheet.title for sheet in book.worksheets}
    faults = _in_order(book, letter)[:_ROWS]
    if faults:
        writer.write_header(texts.REPORT_HEADERS)
        for number, fault in enumerate(faults, 1):
            _write_fault(writer, letter, fault, number, names)
        if rest := len(letter.must_fix + letter.to_check) - len(faults):
            writer.write_list_line(texts.MORE.format(count=format_count(letter, rest)))
    if lost:
        writer.write_line(texts.LOST, "heading", least=32)
        writer.write_list_line(" · ".join(lost))
    _write_repaired(writer, letter, names)
    writer.set_up_printing(_heading(letter))


def add_summary(book: Workbook, letter: Letter) -> None:
    """Add the second sheet: for each rule the number of cells or faults and an example."""
    writer = SheetWriter(book.create_sheet(_free_sheet_name(book, texts.SUMMARY), 1), _SUMMARY_WIDTHS)
    writer.write_line(texts.SUMMARY_TITLE, "title", least=34)
    writer.write_line(_heading(letter), "strong")
    writer.write_line(counts_text(letter), "line")
    writer.write_header(texts.SUMMARY_HEADERS)
    for faults in _by_code(letter).values():
        size = sum(count_cells(fault.cells) or 1 for fault in faults)
        first = faults[0]
        cells = [label_of(first.severity), format_count(letter, size), first.problem]
        writer.write_row(cells, [f"word_{first.severity}", "center", "text"])
    writer.set_up_printing(_heading(letter))


def _write_head(writer: SheetWriter, letter: Letter) -> None:
    writer.write_line(texts.REPORT_TITLE, "title", least=34)
    checked = (
        localize_digits(letter, texts.CHECKED.format(day=thai_date(letter.issued))) if letter.issued.year > 1980 else ""
    )
    file = texts.FILE.format(file=letter.file)
    writer.write_line("   ".join(part for part in (_heading(letter), file, checked) if part), "strong", least=26)
    status = texts.STATUS.format(status=letter.status) if letter.status else ""
    answered = texts.ANSWERED.format(answered=localize_digits(letter, letter.answered)) if letter.answered else ""
    verdict = verdict_text(letter)
    style = "bad" if letter.must_fix else "caution" if letter.to_check else "good"
    deadline = deadline_text(letter, texts.DEADLINE, texts.SOON)
    writer.write_line("   ".join(part for part in (status, verdict, answered, deadline) if part), style, least=30)
    how = texts.HOW if letter.must_fix or letter.to_check else ""
    contact = texts.CONTACT.format(contact=contact_text(letter)) if letter.contact.has_details else ""
    if how or contact:
        writer.write_line("   ".join(part for part in (contact, how) if part), "muted")


def _heading(letter: Letter) -> str:
    year = texts.YEAR.format(year=letter.year) if letter.year else ""
    return "  ".join(part for part in (letter.agency, localize_digits(letter, year)) if part) or letter.file


def _in_order(book: Workbook, letter: Letter) -> list[Fault]:
    """Return the faults to be fixed, then those to be looked at, each in the order of sheets, rows and columns."""
    sheets = {sheet.title: number for number, sheet in enumerate(book.worksheets)}

    def place(fault: Fault) -> tuple[int, int, str]:
        first = _FIRST_CELL.fullmatch(fault.cells[0]) if fault.cells else None
        return sheets.get(fault.sheet, -1), int(first[2]) if first else 0, first[1].rjust(3) if first else ""

    return [*sorted(letter.must_fix, key=place), *sorted(letter.to_check, key=place)]


def _write_repaired(writer: SheetWriter, letter: Letter, names: set[str]) -> None:
    """Write a short table of the findings that need no action from the agency."""
    if not letter.repaired:
        return
    writer.write_line(texts.REPAIRED, "heading", least=32)
    if not letter.must_fix + letter.to_check:
        writer.write_header(texts.REPORT_HEADERS)
    for number, fault in enumerate(letter.repaired[:_REPAIRED], 1):
        _write_fault(writer, letter, fault, number, names)
    if (rest := len(letter.repaired) - _REPAIRED) > 0:
        writer.write_list_line(texts.MORE.format(count=format_count(letter, rest)))


def _write_fault(writer: SheetWriter, letter: Letter, fault: Fault, number: int, names: set[str]) -> None:
    """Write a row for a fault, with a link to its first cell if that sheet is in the copy."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    cells = ", ".join(fault.cells[:6]) + ("…" if len(fault.cells) > 6 else "")
    value = fault.value if len(fault.value) <= _VALUE else fault.value[: _VALUE - 1] + "…"
    first = _FIRST_CELL.fullmatch(fault.cells[0]) if fault.cells else None
    linked = first is not None and fault.sheet in names
    row_texts = [
        format_count(letter, number),
        label_of(fault.severity),
        fault.sheet or texts.WHOLE,
        cells,
        value,
        fault.problem,
        fault.fix,
    ]
    styles = ["center", f"word_{fault.severity}", "text", "link" if linked else "center", "text", "text", "text"]
    row = writer.write_row(row_texts, styles)
    if linked and first is not None:
        cell: Any = writer.sheet.cell(row, 4)
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(fault.sheet)}!{first[1]}{first[2]}")


def _by_code(letter: Letter) -> dict[str, list[Fault]]:
    """Return the faults by the code of their rule, the most severe first."""
    order = list(Severity)
    by_code: dict[str, list[Fault]] = {}
    for fault in sorted(letter.faults, key=lambda fault: (order.index(fault.severity), fault.code)):
        by_code.setdefault(fault.code, []).append(fault)
    return by_code


def _free_sheet_name(book: Workbook, name: str) -> str:
    """Return a sheet name that is not used yet; Excel compares the names without case."""
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} {number}", number + 1
    return free
