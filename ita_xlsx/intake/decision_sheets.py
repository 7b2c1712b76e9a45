"""Find the sheets of ``decisions.xlsx``: by name and header, else by their headers alone.

Takes the cells of all sheets; returns those that are ours, and those whose rows are not read. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.intake.workbook.cells import SheetCells, Value, text_of
from ita_xlsx.model.layout.decisions_layout import SHEETS, DecisionSheet
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from ita_xlsx.model.text.spelling import text_key

_LAST_HEADER = 20
# A sheet with so many headers of a missing one was probably that sheet.
_FEW_HEADERS = 2


@dataclass(frozen=True)
class FoundSheet:
    """A sheet of ours in a file: its cells, its columns by key, and its header row; None if it has no such row."""

    sheet: DecisionSheet
    cells: SheetCells
    cols: Mapping[str, int]
    header_row: int | None

    @property
    def is_renamed(self) -> bool:
        """Return True if only its headers say which sheet it is."""
        return not _has_name(self.cells, self.sheet)


@dataclass(frozen=True)
class SheetsOfBook:
    """The sheets of a file: those found, those of ours that are not there, and other sheets with rows.

    ``copies`` are sheets with the headers of a sheet that was found already. ``is_ours`` is True if the program made
    the file.
    """

    found: tuple[FoundSheet, ...]
    missing: tuple[DecisionSheet, ...]
    others: tuple[SheetCells, ...]
    copies: tuple[SheetCells, ...]
    is_ours: bool


def find_sheets(sheets: Sequence[SheetCells]) -> SheetsOfBook:
    """Return the sheets of a file; one of another name needs all headers of its kind, and that of the reason."""
    is_ours = any(item.name == STAMP_TABLE.sheet for item in sheets)
    unclaimed = [item for item in sheets if item.name != STAMP_TABLE.sheet]
    found: dict[str, FoundSheet] = {}
    for is_by_name in (True, False):
        for sheet in SHEETS:
            if sheet.name not in found and (item := _find(sheet, unclaimed, is_by_name)) is not None:
                found[sheet.name] = item
                unclaimed.remove(item.cells)
    for sheet in SHEETS:
        cells = next((item for item in unclaimed if sheet.name not in found and _has_name(item, sheet)), None)
        if cells is not None:
            found[sheet.name] = FoundSheet(sheet, cells, {}, None)
            unclaimed.remove(cells)
    missing = tuple(sheet for sheet in SHEETS if sheet.name not in found)
    filled = [item for item in unclaimed if _is_filled(item)]
    copies = tuple(item for item in filled if any(_header(item, sheet, with_reason=True) for sheet in SHEETS))
    others = tuple(item for item in filled if item not in copies and (is_ours or _was_one_of(item, missing)))
    return SheetsOfBook(tuple(found[sheet.name] for sheet in SHEETS if sheet.name in found), missing, others, copies,
                        is_ours)  # fmt: skip


def columns_of(row: Sequence[Value], sheet: DecisionSheet) -> dict[str, int]:
    """Return the columns whose headers stand in a row, by key; of two with one header the first."""
    keys = {text_key(header): item.key for item in sheet.columns for header in (item.header, *item.others)}
    cols: dict[str, int] = {}
    for col, value in enumerate(row):
        key = keys.get(text_key(text_of(value)))
        if key is not None:
            cols.setdefault(key, col)
    return cols


def most_headers(cells: SheetCells, sheet: DecisionSheet) -> Mapping[str, int]:
    """Return the columns of the row that has the most headers of a sheet."""
    return max((columns_of(row, sheet) for row in cells.rows[:_LAST_HEADER]), key=len, default={})


def _find(sheet: DecisionSheet, sheets: Iterable[SheetCells], is_by_name: bool) -> FoundSheet | None:
    for cells in sheets:
        if is_by_name and not _has_name(cells, sheet):
            continue
        header = _header(cells, sheet, with_reason=not is_by_name)
        if header is not None:
            return FoundSheet(sheet, cells, header[1], header[0])
    return None


def _header(cells: SheetCells, sheet: DecisionSheet, *, with_reason: bool) -> tuple[int, Mapping[str, int]] | None:
    """Return the header row and its columns; None if no row has all headers that the sheet needs."""
    needed = {*sheet.needed, *(("reason",) if with_reason else ())}
    for number, row in enumerate(cells.rows[:_LAST_HEADER]):
        cols = columns_of(row, sheet)
        if needed <= cols.keys():
            return number, cols
    return None


def _has_name(cells: SheetCells, sheet: DecisionSheet) -> bool:
    return text_key(cells.name) in map(text_key, (sheet.name, *sheet.others))


def _is_filled(cells: SheetCells) -> bool:
    return any(text_of(value) for row in cells.rows for value in row)


def _was_one_of(cells: SheetCells, missing: Iterable[DecisionSheet]) -> bool:
    return any(len(most_headers(cells, sheet)) >= _FEW_HEADERS for sheet in missing)
