"""Write the list of responsible owners, and a sheet with the steps of each.

Takes a ``MeasuresReport``; owners are named as in the forms, and the list links to their sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, quoted
from ita_xlsx.model.round_measures import TrackedStep, tally
from ita_xlsx.output.book import Book
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.steps import status_word
from ita_xlsx.output.sheets import day_number, fit_row, open_sheet, print_narrow, short_name

_INDEX = {"number": 6, "owner": 70, "steps": 12, "done": 12, "overdue": 12, "sheet": 34}
_OWNED = {
    "number": 6, "code": 8, "name": 32, "measure": 34, "step": 50, "status": 16, "due": 16, "late": 11, "url": 40,
    "open": 7, "note": 24,
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
    sheet = open_sheet(book, measures.province, table.sheet, texts.OWNERS_TITLE, widths)
    line = texts.OWNERS_LINE.format(count=len(owners), day=texts.as_of(measures))
    if len(owners) > _MOST_SHEETS:
        line = texts.OWNERS_LEFT.format(count=len(owners), listed=_MOST_SHEETS)
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    owner_sheets: list[tuple[str, str, Sequence[TrackedStep]]] = []
    for row, (owner, steps) in enumerate(owners, table.first_row):
        number, counts, owner_text = row - table.header_row, tally(steps), owner or texts.NOBODY
        sheet.number(row, 0, number, "count")
        sheet.text(row, table.col("owner"), owner_text, "text")
        for key, value in (("steps", counts.steps), ("done", counts.done), ("overdue", counts.overdue)):
            sheet.number(row, table.col(key), value, "count")
        if number <= _MOST_SHEETS:
            name = sheet_name(number, owner_text)
            sheet.cell_link(row, table.col("sheet"), f"{quoted(name)}!A1", name, "link")
            owner_sheets.append((name, owner_text, steps))
        else:
            sheet.text(row, table.col("sheet"), "", "text")
        fit_row(sheet, row, [(owner_text, _INDEX["owner"]), (owner_text[:_LONGEST], _INDEX["sheet"])])
    sheet.worksheet.freeze_panes(table.first_row, 0)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, measures.province, table.header_row, (table.last_row, table.last_col), rows)
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
    sheet = open_sheet(book, measures.province, table.sheet, title, widths)
    counts, day, listed = tally(steps), texts.as_of(measures), steps[: len(table.items)]
    left = texts.OWNED_LEFT.format(listed=len(listed)) if len(listed) < len(steps) else ""
    line = f"{texts.AS_OF_LINE.format(day=day)}   {texts.STEPS_CARD} {counts.steps}   {texts.DONE_CARD} {counts.done}"
    sheet.text(2, 0, f"{line}   {texts.OVERDUE_CARD} {counts.overdue}{left}", "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, item in enumerate(listed, table.first_row):
        contents = {
            "code": item.agency.code, "name": item.agency.name, "measure": item.measure, "step": item.step,
            "status": status_word(item), "note": item.reason,
        }  # fmt: skip
        sheet.number(row, 0, row - table.header_row, "count")
        for key, text in contents.items():
            sheet.text(row, table.col(key), text, "centre" if key in ("code", "status") else "text")
        sheet.number(row, table.col("due"), day_number(item.due), "date")
        if item.overdue:
            sheet.number(row, table.col("late"), item.late, "rank")
        else:
            sheet.text(row, table.col("late"), "", "centre")
        sheet.text(row, table.col("url"), item.url, "text")
        sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
        fit_row(sheet, row, [*((text, _OWNED[key]) for key, text in contents.items()), (item.url, _OWNED["url"])])
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, measures.province, table.header_row, (table.last_row, table.last_col), rows)
