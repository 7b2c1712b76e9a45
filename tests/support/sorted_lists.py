"""Sort the lists of a workbook as a reader does by their filter arrows, and say what is no longer the same.

A list is the range of an automatic filter: a header row and the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from tests.libreoffice.office import Edit

# A reference in a formula: the sheet if it is another one, the sign that fixes the row, and the row.
_REFERENCE = re.compile(r"('[^']+'!)?\$?\b[A-Z]{1,3}(\$?)(\d+)\b")
_TEXT = re.compile(r'"[^"]*"')
# Numbers of another order of rows may differ by their last bits.
_DIGITS = 9


class FilteredList(NamedTuple):
    """The rows of a list below its header; rows and columns count from 1."""

    sheet: str
    first_col: int
    first_row: int
    last_col: int
    last_row: int

    @property
    def range(self) -> str:
        return f"{get_column_letter(self.first_col)}{self.first_row}:{get_column_letter(self.last_col)}{self.last_row}"


def lists_of(path: Path) -> list[FilteredList]:
    """Return the lists of the visible sheets of a workbook that have more than one row."""
    found = []
    for sheet in _visible(openpyxl.load_workbook(path)):
        if sheet.auto_filter.ref:
            box = CellRange(sheet.auto_filter.ref)
            found.append(FilteredList(sheet.title, box.min_col, box.min_row + 1, box.max_col, box.max_row))
    return [item for item in found if item.last_row > item.first_row]


def cells_beside(path: Path) -> list[str]:
    """Return the cells in the rows of a list that stand outside of its columns, and so would stay behind."""
    book, found = openpyxl.load_workbook(path), []
    for item in lists_of(path):
        for row in book[item.sheet].iter_rows(min_row=item.first_row, max_row=item.last_row):
            beside = (*row[: item.first_col - 1], *row[item.last_col :])
            found += [f"{item.sheet}!{cell.coordinate}" for cell in beside if cell.value is not None]
    return found


def references_to_other_rows(path: Path) -> list[str]:
    """Return the cells of lists whose formulas refer to a row by position, which Excel changes when it sorts."""
    book, found = openpyxl.load_workbook(path), []
    for item in lists_of(path):
        for row in book[item.sheet].iter_rows(min_row=item.first_row, max_row=item.last_row):
            found += [f"{item.sheet}!{cell.coordinate}" for cell in row if _refers_to_other_rows(cell)]
    return found


def _refers_to_other_rows(cell: Any) -> bool:
    if cell.data_type != "f":
        return False
    found = _REFERENCE.findall(_TEXT.sub("", str(cell.value)))
    return any(not fixed and (sheet or int(row) != cell.row) for sheet, fixed, row in found)


def sorts_of(path: Path, place: int) -> list[Edit]:
    """Return what sorts each list by a column in sight: the first one (``place`` 0) or another one (1)."""
    book: Any = openpyxl.load_workbook(path, data_only=True)
    edits: list[Edit] = []
    for item in lists_of(path):
        sheet = book[item.sheet]
        columns = [
            (get_column_letter(col), [sheet.cell(row, col).value for row in range(item.first_row, item.last_row + 1)])
            for col in range(item.first_col, item.last_col + 1)
            if col not in _hidden_columns(sheet)
        ]
        # What a number is before another is beyond doubt; a dash or an empty cell may stand anywhere.
        usable = [(name, values) for name, values in columns if _are_numbers(values) and len(set(values)) > 1]
        usable += [(name, values) for name, values in columns if not _are_numbers(values) and len(set(values)) > 1]
        if len(usable) > place:
            name, values = usable[place]
            is_ascending = values == (sorted(values) if _are_numbers(values) else sorted(values, key=str))
            order = "descending" if is_ascending else "ascending"
            edits.append(("sort", item.sheet, item.range, name, order, "rows"))
    return edits


def _are_numbers(values: list[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values)


def changes(before: Path, after: Path) -> Iterator[str]:
    """Yield what a reader of a sorted workbook sees otherwise: cells outside of lists, and rows inside of them.

    A hidden helper may hold in which row it found something, so only what stands on it is compared.
    """
    old, new = (openpyxl.load_workbook(path, data_only=True) for path in (before, after))
    lists = {item.sheet: item for item in lists_of(before)}
    for sheet in _visible(old):
        item = lists.get(sheet.title)
        hidden = _hidden_columns(sheet)
        rows = [_values(book[sheet.title], item, hidden) for book in (old, new)]
        if sorted(map(repr, rows[0])) != sorted(map(repr, rows[1])):
            yield f"{sheet.title}: other rows"
        for row in sheet.iter_rows():
            if item and item.first_row <= row[0].row <= item.last_row:
                continue
            for cell in (cell for cell in row if cell.column not in hidden):
                now = _rounded(new[sheet.title][cell.coordinate].value)
                if _rounded(cell.value) != now:
                    yield f"{sheet.title}!{cell.coordinate}: {cell.value!r} -> {now!r}"


def _values(sheet: Any, item: FilteredList | None, hidden: set[int]) -> list[list[Any]]:
    if item is None:
        return []
    rows = sheet.iter_rows(min_row=item.first_row, max_row=item.last_row, max_col=item.last_col)
    return [[_rounded(cell.value) for cell in row if cell.column not in hidden] for row in rows]


def _hidden_columns(sheet: Any) -> set[int]:
    spans = [item for item in sheet.column_dimensions.values() if item.hidden]
    return {col for item in spans for col in range(item.min, item.max + 1)}


def _rounded(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def _visible(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
