"""Where the tables of a definition stand in a workbook: found by header text, whatever was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout.framework_layout import TABLES, UNREAD
from ita_xlsx.model.layout.grid import Column, Table, a1

# A sheet has a handful of lines above its header; people add some more.
_HEADER_DEPTH = 100


@dataclass(frozen=True)
class TextSheet:
    """One sheet as texts, rows from zero; numbers as a person types them, lines of a cell kept apart."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def at(self, row: int, col: int) -> str:
        """The text of a cell; empty beyond the edge."""
        return self.rows[row][col] if row < len(self.rows) and col < len(self.rows[row]) else ""


@dataclass(frozen=True)
class FoundTable:
    """A table of the definition as it stands in this workbook; columns by key."""

    sheet: TextSheet
    header_row: int
    cols: Mapping[str, int]


def squash(text: str) -> str:
    """A text with white space and letter case aside."""
    return "".join(text.split()).casefold()


def find_table(sheets: Sequence[TextSheet], table: Table, key: str) -> tuple[FoundTable | None, tuple[Finding, ...]]:
    """The table with the faults of its sheet and headers; None where there is nothing to read."""
    columns = [column for column in table.columns if (key, column.key) not in UNREAD]
    tried = [(sheet, _find_header(sheet, columns)) for sheet in sheets]
    whole = [item for sheet, item in tried if item is not None and len(item.cols) == len(columns)]
    named = [item for sheet, item in tried if squash(sheet.name) == squash(table.sheet)]
    if best := next((item for item in whole if item in named), None):
        return best, ()
    if len(whole) == 1:
        return whole[0], ()
    if whole:
        names = ", ".join(item.sheet.name for item in whole)
        return None, (make_finding("D516", sheet=table.sheet, value=names),)
    if not named:
        return None, (make_finding("D514", sheet=table.sheet, value=table.sheet),)
    own = next(sheet for sheet, _ in tried if squash(sheet.name) == squash(table.sheet))
    return named[0], tuple(_missing(own, named[0], table, columns))


def _find_header(sheet: TextSheet, columns: list[Column]) -> FoundTable | None:
    """The row that holds most of the headers, the first of several."""
    wanted = {squash(column.header): column.key for column in columns}
    best: FoundTable | None = None
    for number, row in enumerate(sheet.rows[:_HEADER_DEPTH]):
        cols: dict[str, int] = {}
        for col, text in enumerate(row):
            if (header := squash(text)) in wanted:
                cols.setdefault(wanted[header], col)
        if cols and (best is None or len(cols) > len(best.cols)):
            best = FoundTable(sheet, number, cols)
    return best


def _missing(sheet: TextSheet, item: FoundTable | None, table: Table, columns: list[Column]) -> list[Finding]:
    row = item.header_row if item else table.header_row
    faults = []
    for column in columns:
        if item is None or column.key not in item.cols:
            col = table.col(column.key)
            stands = sheet.at(row, col)
            # Another column may have moved there.
            taken = item is not None and col in item.cols.values()
            value = None if taken or not stands else stands
            faults.append(make_finding("D515", sheet=sheet.name, cell=a1(row, col), value=value, field=column.header))
    return faults


def find_tables(sheets: Sequence[TextSheet]) -> tuple[dict[str, FoundTable], tuple[Finding, ...], frozenset[str]]:
    """All tables that are there, the faults of their sheets, and which of them cannot be read whole."""
    tables: dict[str, FoundTable] = {}
    faults: list[Finding] = []
    gone = set()
    for key, table in TABLES.items():
        item, told = find_table(sheets, table, key)
        if item is not None:
            tables[key] = item
        if told:
            gone.add(key)
        faults += told
    return tables, tuple(faults), frozenset(gone)
