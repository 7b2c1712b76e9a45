"""Write a table of all agencies as a province prints it: a title, a header of two rows, and notes below.

Takes the texts and figures of the table; returns the bytes of a workbook. The demonstration imports it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ita_xlsx.model.edition import Edition
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.list_sheets import LINE_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT, new_list
from ita_xlsx.output.texts import ASSESSMENT

PrintedCell: TypeAlias = str | int | Decimal | None

_HEADERS = 2
_WIDTH_OF_TEXT, _WIDTH_OF_FIGURE, _WIDTH_OF_NAME = 22.0, 8.0, 40.0


@dataclass(frozen=True)
class PrintedColumn:
    """A column with its header, and the group above it; a column without a group has a header of two rows."""

    header: str
    group: str = ""
    width: float = _WIDTH_OF_FIGURE


@dataclass(frozen=True, kw_only=True)
class PrintedTable:
    """A table of all agencies: its title, its columns, the rows of agencies, the row of means, and a note."""

    title: str
    sheet: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    means: tuple[PrintedCell, ...]
    note: str


def write_printed_table(table: PrintedTable, edition: Edition) -> bytes:
    """Return the bytes of a workbook with one sheet; the same table and edition give the same parts."""
    book = Book(table.title, ASSESSMENT, edition)
    sheet = new_list(book, table.sheet, [column.width for column in table.columns])
    sheet.text(0, 0, table.title, "list_title")
    sheet.height(0, TITLE_HEIGHT)
    _write_header(sheet, table.columns)
    first = 1 + _HEADERS
    for row, cells in enumerate((*table.rows, table.means), first):
        _write_row(sheet, row, cells)
    last = first + len(table.rows)
    sheet.text(last + 1, 0, table.note, "muted")
    sheet.height(last + 1, LINE_HEIGHT)
    sheet.worksheet.freeze_panes(first, 2)
    sheet.print_setup(table.title, (1, _HEADERS))
    sheet.worksheet.print_area(0, 0, last + 1, len(table.columns) - 1)
    sheet.keep_together([(row, row) for row in range(first, last - 3)] + [(last - 3, last + 1)], len(table.columns) - 1)
    return book.finish()


def _write_header(sheet: Sheet, columns: Sequence[PrintedColumn]) -> None:
    """Write the header: a group is merged over its columns, a header without a group over both rows."""
    style = sheet.book.format("header")
    col = 0
    while col < len(columns):
        group = columns[col].group
        last = col
        while group and last + 1 < len(columns) and columns[last + 1].group == group:
            last += 1
        span = (1, col, 1, last) if group else (1, col, _HEADERS, col)
        if span[:2] != span[2:]:
            sheet.worksheet.merge_range(*span, "", style)
        sheet.text(1, col, group or columns[col].header, "header")
        for position in range(col, last + 1) if group else ():
            sheet.text(_HEADERS, position, columns[position].header, "header")
        col = last + 1
    for row in range(1, 1 + _HEADERS):
        sheet.height(row, LINE_HEIGHT)


def _write_row(sheet: Sheet, row: int, cells: Sequence[PrintedCell]) -> None:
    for col, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.number(row, col, cell, "count")
        elif isinstance(cell, Decimal):
            sheet.figure(row, col, cell, "score")
        else:
            sheet.text(row, col, cell or "", "cut")
    sheet.height(row, ROW_HEIGHT)


def name_column(header: str) -> PrintedColumn:
    """Return the column of the names of agencies."""
    return PrintedColumn(header, width=_WIDTH_OF_NAME)


def text_column(header: str) -> PrintedColumn:
    """Return a column of short texts."""
    return PrintedColumn(header, width=_WIDTH_OF_TEXT)
