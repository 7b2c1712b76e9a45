"""Write the list of responsible owners, and a sheet with the steps of each.

Takes a ``MeasuresReport``; owners are named as in the forms, and the list links to their sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, quoted
from ita_xlsx.model.round_measures import TrackedStep, tally
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book
from ita_xlsx.output.list_sheets import (
    FULL_WIDTH,
    LINE_HEIGHT,
    close_list,
    open_list,
    write_line,
    write_list_header,
)
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.steps import status_word
from ita_xlsx.output.sheets import day_number, short_name

_INDEX = {"number": 5, "owner": 70, "steps": 12, "done": 12, "overdue": 12, "sheet": 40}
_OWNED = {
    "number": 5, "code": 7, "name": 26, "measure": 24, "step": 41, "status": 15, "due": 14, "late": 11, "url": 24,
    "open": 7, "note": 14, "full": FULL_WIDTH,
}  # fmt: skip
# What Excel refuses in the name of a sheet (it takes ``_x0007_`` for a character), and the longest name it takes.
_REFUSED = re.compile(r"(?:[\[\]:*?/\\'\x00-\x1f\u200b-\u200f\ufeff]|_(?=x[0-9a-fA-F]{4}_))+")
_LONGEST = 31
# Nobody looks through more sheets than this, and more rows in all of them make the workbook too large.
_MOST_SHEETS, _MOST_ROWS = 60, 10_000


def write_owners(book: Book, report: MeasuresReport) -> None:
    """Write the list of owners with links, then their sheets; if they are too many, those with most steps."""
    measures = report.measures
    owners = list(measures.by_owner.items())
    table, widths = layout.owners_table(len(owners)), list(_INDEX.values())
    sheet = open_list(book, report.round_of_plan, table.sheet, texts.OWNERS_TITLE, widths)
    line = texts.OWNERS_LINE.format(count=len(owners), day=texts.as_of(measures))
    if len(owners) > _MOST_SHEETS:
        line = texts.OWNERS_LEFT.format(count=len(owners), listed=_MOST_SHEETS)
    sheet.text(2, 0, line, "beside")
    sheet.height(2, LINE_HEIGHT)
    write_list_header(sheet, table, widths)
    owner_sheets: list[tuple[str, str, Sequence[TrackedStep]]] = []
    for row, (owner, steps) in enumerate(owners, table.first_row):
        number, counts, owner_text = row - table.header_row, tally(steps), owner or texts.NOBODY
        write_line(sheet, table, row, {"owner": owner_text}, _INDEX)
        for key, value in (("steps", counts.steps), ("done", counts.done), ("overdue", counts.overdue)):
            sheet.number(row, table.col(key), value, "count")
        if number <= _MOST_SHEETS:
            name = sheet_name(number, owner_text)
            sheet.cell_link(row, table.col("sheet"), f"{quoted(name)}!A1", book.words(name), "link")
            owner_sheets.append((name, owner_text, steps))
        else:
            sheet.text(row, table.col("sheet"), "", "cut")
    close_list(sheet, report.round_of_plan, table, layout.LAST_ON_PAPER[table.sheet], frozen="owner")
    share = _MOST_ROWS if len(measures.steps) <= _MOST_ROWS else _MOST_ROWS // len(owner_sheets)
    for name, owner_text, items in owner_sheets:
        _write_owner(book, report, layout.owned_table(name, min(len(items), share)), owner_text, items)


def sheet_name(number: int, owner: str) -> str:
    """Return a sheet name that Excel accepts, such as ``01 หัวหน้ากลุ่มงาน``; the number makes it unique."""
    plain = " ".join(_REFUSED.sub(" ", owner).split())
    return f"{number:02d} {''.join(char for char in plain if char.isprintable() and char < chr(0x10000))}"[
        :_LONGEST
    ].strip()


def _write_owner(book: Book, report: MeasuresReport, table: Table, owner: str, steps: Sequence[TrackedStep]) -> None:
    measures, widths = report.measures, list(_OWNED.values())
    title = texts.OWNED_TITLE.format(owner=short_name(owner, 90))
    sheet = open_list(book, report.round_of_plan, table.sheet, title, widths)
    counts, day = tally(steps), texts.as_of(measures)
    listed = sorted(steps, key=lambda item: -item.late)[: len(table.items)]
    left = texts.OWNED_LEFT.format(listed=len(listed)) if len(listed) < len(steps) else ""
    line = f"{texts.AS_OF_LINE.format(day=day)}   {texts.STEPS_CARD} {counts.steps}   {texts.DONE_CARD} {counts.done}"
    sheet.text(2, 0, f"{line}   {texts.OVERDUE_CARD} {counts.overdue}{left}", "beside")
    sheet.height(2, LINE_HEIGHT)
    write_list_header(sheet, table, widths)
    for row, item in enumerate(listed, table.first_row):
        contents = {
            "code": AsTyped(item.agency.code), "name": report.name_of(item.agency), "measure": item.measure,
            "step": item.step, "status": status_word(item), "url": item.url, "note": item.reason,
        }  # fmt: skip
        write_line(sheet, table, row, contents, _OWNED, "code", "status")
        sheet.number(row, table.col("due"), day_number(item.due), "date")
        if item.overdue:
            sheet.number(row, table.col("late"), item.late, "count", "overdue")
        else:
            sheet.text(row, table.col("late"), "", "cut_centre")
        sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
    close_list(sheet, report.round_of_plan, table, layout.LAST_OF_OWNER)
