"""Locate the tables of a framework definition in a workbook by their header texts, even where columns were moved.

Takes sheets as texts; returns the tables with the findings about missing sheets and headers. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.framework_layout import HELP_COLUMNS, OPTIONAL_COLUMNS, OPTIONAL_TABLES, TABLES
from ita_xlsx.model.layout.grid import Column, Table, a1
from ita_xlsx.model.text.spelling import text_key

# A sheet has a few lines above its header, and people add some more.
_HEADER_DEPTH = 100


@dataclass(frozen=True)
class TextSheet:
    """A sheet as texts; rows and columns count from zero.

    Numbers are written as a person types them. The lines of a cell stay separate.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]

    def text_at(self, row: int, col: int) -> str:
        """Return the text of a cell; empty for a cell beyond the last row or column."""
        return self.rows[row][col] if row < len(self.rows) and col < len(self.rows[row]) else ""


@dataclass(frozen=True)
class FoundTable:
    """A table of the definition as it stands in this workbook; ``cols`` holds the column numbers by key."""

    sheet: TextSheet
    header_row: int
    cols: Mapping[str, int]


def find_table(sheets: Sequence[TextSheet], table: Table, key: str) -> tuple[FoundTable | None, tuple[Finding, ...]]:
    """Return the table and the findings about its sheet and headers; None if there is nothing to read.

    A table with all its headers is preferred on the sheet with the right name, but accepted on any other sheet.
    """
    columns = [column for column in table.columns if (key, column.key) not in HELP_COLUMNS]
    needed = [column for column in columns if (key, column.key) not in OPTIONAL_COLUMNS]
    candidates = [(sheet, _find_header(sheet, columns)) for sheet in sheets]
    complete = [
        item for sheet, item in candidates if item is not None and all(column.key in item.cols for column in needed)
    ]
    on_right_sheet = [item for sheet, item in candidates if text_key(sheet.name) == text_key(table.sheet)]
    if best := next((item for item in complete if item in on_right_sheet), None):
        return best, ()
    if len(complete) == 1:
        return complete[0], ()
    if complete:
        names = ", ".join(item.sheet.name for item in complete)
        return None, (make_finding(Code.DEFINITION_SHEET_REPEATED, sheet=table.sheet, value=names),)
    if not on_right_sheet and key in OPTIONAL_TABLES:
        return None, ()
    if not on_right_sheet:
        return None, (make_finding(Code.DEFINITION_SHEET_MISSING, sheet=table.sheet, value=table.sheet),)
    right_sheet = next(sheet for sheet, _ in candidates if text_key(sheet.name) == text_key(table.sheet))
    return on_right_sheet[0], tuple(_missing_columns(right_sheet, on_right_sheet[0], table, needed))


def _find_header(sheet: TextSheet, columns: list[Column]) -> FoundTable | None:
    """Find the row with the most headers, the first of several; None if no row has any."""
    keys = {text_key(column.header): column.key for column in columns}
    best: FoundTable | None = None
    for number, row in enumerate(sheet.rows[:_HEADER_DEPTH]):
        cols: dict[str, int] = {}
        for col, text in enumerate(row):
            if (header := text_key(text)) in keys:
                cols.setdefault(keys[header], col)
        if cols and (best is None or len(cols) > len(best.cols)):
            best = FoundTable(sheet, number, cols)
    return best


def _missing_columns(sheet: TextSheet, item: FoundTable | None, table: Table, columns: list[Column]) -> list[Finding]:
    row = item.header_row if item else table.header_row
    faults = []
    for column in columns:
        if item is None or column.key not in item.cols:
            col = table.col(column.key)
            text = sheet.text_at(row, col)
            # Another column may have moved to this place.
            taken = item is not None and col in item.cols.values()
            value = None if taken or not text else text
            faults.append(
                make_finding(
                    Code.DEFINITION_COLUMN_MISSING,
                    sheet=sheet.name,
                    cell=a1(row, col),
                    value=value,
                    field=column.header,
                )
            )
    return faults


def find_tables(sheets: Sequence[TextSheet]) -> tuple[dict[str, FoundTable], tuple[Finding, ...], frozenset[str]]:
    """Return all tables that are there, the findings about them, and the keys of tables that are not complete."""
    tables: dict[str, FoundTable] = {}
    faults: list[Finding] = []
    incomplete = set()
    for key, table in TABLES.items():
        item, table_faults = find_table(sheets, table, key)
        if item is not None:
            tables[key] = item
        if table_faults:
            incomplete.add(key)
        faults += table_faults
    return tables, tuple(faults), frozenset(incomplete)
