"""Find a table that a form may leave empty: measures by their hidden ids, announced figures by their labels.

Takes the workbook and the layout of the table; returns the place of the table, and findings on the headers and
columns that are missing. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ita_xlsx.intake.forms.find_table import (
    LocatedTable,
    check_names,
    find_table,
    ordered,
    unread_columns,
)
from ita_xlsx.intake.forms.header_rows import HeaderRows, headers_of_keys, read_header_row
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, code_of, text_of
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.layout import Table, a1
from ita_xlsx.model.layout.agency_layout import COMPUTED
from ita_xlsx.model.text.spelling import text_key

# With fewer items in one column a table is not certain.
_FEWEST_ITEMS = 3
# On average an item stands in less than so many rows.
_MOST_REPEATED = 2
# The header stands at most so many rows above the first item.
_MOST_ROWS_ABOVE = 3
_FEWEST_HEADERS = 2


@dataclass(frozen=True, kw_only=True)
class Sought:
    """A table to find: its layout, the headers it cannot be read without, and the column that identifies its rows.

    ``is_item`` returns True for a text that identifies a row, ``count_items`` is as in ``find_table``.
    ``fits`` returns False for a value that cannot stand in the column of a key. ``other_sheets`` are the keys of the
    names of the form's other sheets, which never hold this table.
    """

    table: Table
    needed: tuple[str, ...]
    item_key: str
    is_item: Callable[[str], bool]
    count_items: Callable[[tuple[str, ...]], int]
    fits: Callable[[str, str], bool]
    other_sheets: frozenset[str] = frozenset()


def find_optional_table(
    workbook: Workbook, header_rows: HeaderRows, sought: Sought
) -> tuple[LocatedTable | None, tuple[Finding, ...]]:
    """Return the table at its place, and findings where it differs from the form.

    A column whose header was changed is read by its place (W122) if its neighbors are where the form has them; else
    it is not read (W123). Without the table, return None and W107, as a warning, unless the form holds the table with
    no row filled in.
    """
    located, findings = find_table(workbook, header_rows, sought.table, sought.needed, sought.count_items)
    if located is None:
        located = _find_by_items(workbook, sought)
        has_headers = _has_headers(workbook, header_rows, sought)
        if located is None or (has_headers and _is_empty(located, sought)):
            return None, () if has_headers else (_lost(sought.table),)
        located = replace(located, sheet=workbook.verified(located.sheet))
        findings = tuple(_check_item_header(located, sought))
    located, column_findings = read_by_place(located, sought.table, sought.fits)
    return located, (*findings, *column_findings, *unread_columns(located))


def _lost(table: Table) -> Finding:
    """Return W107 as a warning: a table that may be left empty never rejects a form."""
    return replace(make_finding(Code.SHEET_MISSING, name=table.sheet), severity=Severity.WARNING)


def _is_empty(located: LocatedTable, sought: Sought) -> bool:
    """Return True if nothing is filled in beside the items of a table."""
    cols = [col for key, col in located.cols.items() if key not in (sought.item_key, "number")]
    below = located.sheet.rows[located.header_row + 1 :]
    return not any(col < len(values) and text_of(values[col]) for values in below for col in cols)


def _has_headers(workbook: Workbook, header_rows: HeaderRows, sought: Sought) -> bool:
    """Return True if the headers of the table stand in a row of a sheet."""
    needed = headers_of_keys(sought.table, sought.needed)
    return any(header_rows.naming(sheet, needed) for sheet in workbook.sheets if sheet.name not in COMPUTED)


def _find_by_items(workbook: Workbook, sought: Sought) -> LocatedTable | None:
    """Return the table of the sheet that has the most items in one column; None if there is none.

    Each item stands once: a column that repeats them, such as the indicator of each measure, is that of another table.
    """
    best: tuple[int, LocatedTable] | None = None
    for sheet in ordered(workbook.sheets, sought.table.sheet):
        if sheet.name in COMPUTED or text_key(sheet.name) in sought.other_sheets:
            continue
        rows_by_col: dict[int, list[int]] = {}
        items_by_col: dict[int, set[str]] = {}
        for row, values in enumerate(sheet.rows):
            for col, value in enumerate(values):
                if isinstance(value, str) and value and sought.is_item(clean_text(value)):
                    rows_by_col.setdefault(col, []).append(row)
                    items_by_col.setdefault(col, set()).add(code_of(value))
        for col, rows in rows_by_col.items():
            count = len(items_by_col[col])
            if count >= max(_FEWEST_ITEMS, len(rows) / _MOST_REPEATED) and (best is None or count > best[0]):
                best = count, _table_above(sheet, rows[0], col, sought)
    return best[1] if best else None


def _table_above(sheet: SheetCells, first: int, col: int, sought: Sought) -> LocatedTable:
    """Return the table whose first item stands in a cell; its header row is the one with the most headers above."""
    rows = range(max(first - _MOST_ROWS_ABOVE, 0), first) or range(1)
    found = [(len(cols := read_header_row(sheet, row, sought.table).cols), row, cols) for row in rows]
    most, row, cols = max(found, key=lambda item: item[:2])
    if most < _FEWEST_HEADERS:
        # One header alone may be a title that says the same.
        return LocatedTable(sheet, max(first - 1, 0), {sought.item_key: col})
    return LocatedTable(sheet, row, {**cols, sought.item_key: col})


def _check_item_header(located: LocatedTable, sought: Sought) -> Iterator[Finding]:
    """Yield the findings on the name of the sheet and its headers, and W122 for a column found by its items alone."""
    cols = dict(located.cols)
    if sought.item_key not in read_header_row(located.sheet, located.header_row, sought.table).cols:
        yield _column_finding(
            Code.HEADER_READ_BY_PLACE, located, sought.table, sought.item_key, cols.pop(sought.item_key)
        )
    yield from check_names(sought.table, replace(located, cols=cols), sought.needed)


def _column_finding(code: Code, located: LocatedTable, table: Table, key: str, col: int) -> Finding:
    """Return a finding about the header in a column, where the form has that of a key."""
    return make_finding(
        code,
        sheet=located.sheet.name,
        cell=a1(located.header_row, col),
        value=text_of(located.sheet.at(located.header_row, col)) or "-",
        name=next(column.header for column in table.columns if column.key == key),
    )


def read_by_place(
    located: LocatedTable, table: Table, fits: Callable[[str, str], bool]
) -> tuple[LocatedTable, tuple[Finding, ...]]:
    """Return the table with the columns that stand where the form has them, under another header; and findings.

    Each missing header is told: W122 if its column is read, W123 if it is not. ``fits`` is as in ``Sought``.
    """
    if all(column.key in located.cols for column in table.columns):
        return located, ()
    cols, findings = dict(located.cols), []
    for column in table.columns:
        if column.key in located.cols:
            continue
        col = _place_of(located, table, column.key, fits)
        if col is not None:
            cols[column.key] = col
        code = Code.COLUMN_MISSING if col is None else Code.HEADER_READ_BY_PLACE
        header_col = _near(located, table, column.key) if col is None else col
        findings.append(_column_finding(code, located, table, column.key, header_col))
    return replace(located, cols=cols), tuple(findings)


def _place_of(located: LocatedTable, table: Table, key: str, fits: Callable[[str, str], bool]) -> int | None:
    """Return the column where the form has a key, seen from the known columns beside it; None if this is not certain.

    The columns on both sides must agree, and every value in the column must be possible there.
    """
    before = [item for item in located.cols if table.col(item) < table.col(key)]
    after = [item for item in located.cols if table.col(item) > table.col(key)]
    beside = [max(before, key=table.col)] if before else []
    beside += [min(after, key=table.col)] if after else []
    expected = {located.cols[item] + table.col(key) - table.col(item) for item in beside}
    if len(expected) != 1:
        return None
    col = expected.pop()
    if col < 0 or col in located.cols.values():
        return None
    return col if all(fits(key, text) for text in _texts_below(located, col)) else None


def _texts_below(located: LocatedTable, col: int) -> Iterator[str]:
    """Yield the texts of a column below the header row."""
    for row in range(located.header_row + 1, len(located.sheet.rows)):
        if text := text_of(located.sheet.at(row, col)):
            yield text


def _near(located: LocatedTable, table: Table, key: str) -> int:
    """Return the column with an unknown header nearest to the place of a key in the form, else that place."""
    taken = set(located.cols.values())
    header: Sequence[object] = located.sheet.rows[located.header_row]
    free = [col for col, value in enumerate(header) if value != "" and col not in taken]
    return min(free, key=lambda col: abs(col - table.col(key)), default=table.col(key))
