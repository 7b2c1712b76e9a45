"""Find a table of a form in a returned workbook, by its headers and codes, whatever the sheet is called.

Takes the workbook and the layout of the table; returns the place of the table, and findings where the workbook differs
from the form. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ita_xlsx.intake.forms.header_rows import HeaderRows, headers_of_keys, read_header_row
from ita_xlsx.intake.forms.kept_columns import columns_of_rows, texts_below
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, code_of, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH, Workbook
from ita_xlsx.model.findings import Code, Finding, about_optional, make_finding
from ita_xlsx.model.layout import Place, Table, a1, spans
from ita_xlsx.model.layout.agency_layout import ANNOUNCED, COMPUTED, OPTIONAL_MARK
from ita_xlsx.model.text.spelling import text_key

# A column further out is no column of a table; another finding names the cells.
_LAST_COL = 100


@dataclass(frozen=True)
class LocatedTable:
    """A table at its place in a returned workbook; ``cols`` are its columns by key, counted from zero."""

    sheet: SheetCells
    header_row: int
    cols: Mapping[str, int]
    _rows: dict[str, Sequence[tuple[int, str]]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def rows(self, key: str) -> Sequence[tuple[int, str]]:
        """Return (row number, text) for each row below the header with a text in the column of ``key``."""
        if key not in self._rows:
            self._rows[key] = texts_below(self.column(key), self.header_row)
        return self._rows[key]

    def column(self, key: str) -> Sequence[Value]:
        """Return the values of all rows of the sheet in the column of ``key``; empty if there is no such column."""
        col, columns, rows = self.cols.get(key), self._columns, self.sheet.rows
        if col is None or (columns is not None and col >= len(columns)):
            return [""] * len(rows)
        return [values[col] if col < len(values) else "" for values in rows] if columns is None else columns[col]

    @cached_property
    def _columns(self) -> Sequence[Sequence[Value]] | None:
        return columns_of_rows(self.sheet.rows)

    def value(self, row: int, key: str) -> Value:
        """Return the value of a row in the column of ``key``; empty if there is no such column."""
        col = self.cols.get(key)
        return "" if col is None else self.sheet.at(row, col)

    def place(self, row: int, key: str) -> Place:
        """Return the address of the cell in the column of ``key``."""
        return Place(self.sheet.name, row, self.cols[key])


def find_table(
    workbook: Workbook,
    header_rows: HeaderRows,
    table: Table,
    needed: tuple[str, ...],
    count_items: Callable[[tuple[str, ...]], int],
) -> tuple[LocatedTable | None, tuple[Finding, ...]]:
    """Return the table with the needed headers that holds the most items, and findings where it differs from the form.

    ``count_items`` returns how many of the clean texts below the first needed header name an item of the table. Of two
    equal tables, the one on the sheet with the table's name is taken. Return None if no table with these headers holds
    an item.
    """
    needed_headers = headers_of_keys(table, needed)
    candidates: list[tuple[int, LocatedTable]] = []
    has_header = False
    for sheet in ordered(workbook.sheets, table.sheet):
        if has_header and sheet.name in COMPUTED:
            continue
        for row in header_rows.naming(sheet, needed_headers):
            has_header = True
            located = LocatedTable(sheet, row, read_header_row(sheet, row, table).cols)
            if count := count_items(tuple([text for _, text in located.rows(needed[0])])):
                candidates.append((count, located))
    if not candidates:
        return None, ()
    most = max(count for count, _ in candidates)
    names = list(dict.fromkeys(located.sheet.name for count, located in candidates if count * 2 > most))
    best = next(located for count, located in candidates if count == most)
    sheet = workbook.verified(best.sheet)
    best = best if sheet is best.sheet else replace(best, sheet=sheet)
    findings = [*check_names(table, best, needed)]
    if len(names) > 1:
        sheets = ", ".join(f"«{name}»" for name in names)
        findings.append(make_finding(Code.SEVERAL_SCORE_SHEETS, sheet=names[1], name=table.sheet, sheets=sheets))
    return best, about_optional(findings) if table.sheet == ANNOUNCED else tuple(findings)


def ordered(sheets: Sequence[SheetCells], name: str) -> list[SheetCells]:
    """Return the sheets with the sheet of a name first, the others in their order."""
    return [sheets[number] for number in _order(tuple([sheet.name for sheet in sheets]), name)]


@lru_cache(maxsize=64)
def _order(names: tuple[str, ...], name: str) -> Sequence[int]:
    """Return the numbers of the sheets in that order; kept, as most forms of a round have the same sheets."""
    first = text_key(name)
    return sorted(range(len(names)), key=lambda number: text_key(names[number]) != first)


def check_names(table: Table, located: LocatedTable, needed: tuple[str, ...]) -> Iterator[Finding]:
    """Yield W114 if the sheet has another name, W117 for another header, W118 for two columns with one header."""
    sheet = located.sheet
    if sheet.name != table.sheet:
        yield make_finding(Code.TABLE_ON_OTHER_SHEET, sheet=sheet.name, value=sheet.name, name=table.sheet)
    if read_header_row(sheet, located.header_row, table).is_as_in_form:
        return
    for column in table.columns:
        if column.key not in located.cols:
            continue
        place = located.place(located.header_row, column.key)
        value = str(sheet.at(place.row, place.col))
        if clean_text(value) not in (column.header, column.header.removesuffix(OPTIONAL_MARK)):
            yield make_finding(
                Code.HEADER_READ_AS, sheet=sheet.name, cell=place.a1, value=clean_text(value), name=column.header
            )
        if column.key in needed:
            for other in _same_header(sheet, located, column.header, place.col):
                yield make_finding(
                    Code.HEADER_REPEATED, sheet=sheet.name, cell=other.a1, value=column.header, other=place.a1
                )


def unread_columns(located: LocatedTable) -> Iterator[Finding]:
    """Yield X311 for each column with an unknown header that is not empty, and X320 for one without a header."""
    read_cols = set(located.cols.values())
    sheet, header_row = located.sheet, located.header_row
    below = sheet.rows[header_row + 1 :]
    for col in range(min(max(map(len, sheet.rows[header_row:])), _LAST_COL)):
        if col in read_cols:
            continue
        texts = [text_of(values[col]) if col < len(values) else "" for values in below]
        places = [Place(sheet.name, header_row + 1 + row, col) for row, text in enumerate(texts) if text]
        if not places:
            continue
        if header := text_of(sheet.at(header_row, col)):
            yield make_finding(Code.COLUMN_NOT_READ, sheet=sheet.name, cell=a1(header_row, col), value=header)
            continue
        value = next(filter(None, texts))
        yield make_finding(
            Code.COLUMN_WITHOUT_HEADER, sheet=sheet.name, cell=spans(places), value=value, count=str(len(places))
        )


def missing_headers(workbook: Workbook, table: Table, needed: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return W119 for each needed header that is missing; W107 if the table or its header row is missing.

    The row with the most headers of the table is taken for its header row.
    """
    rows = [
        (len(cols), sheet, row, cols)
        for sheet in ordered(workbook.sheets, table.sheet)
        for row in range(len(sheet.rows[:HEADER_DEPTH]))
        if len(cols := read_header_row(sheet, row, table).cols) > 1 and _is_of(table, sheet, row, cols)
    ]
    if not rows:
        return (make_finding(Code.SHEET_MISSING, name=table.sheet),)
    _, sheet, row, cols = max(rows, key=lambda item: item[0])
    free = [col for col, value in enumerate(sheet.rows[row]) if text_of(value) and col not in cols.values()]
    findings = []
    for key in needed:
        if key in cols:
            continue
        # The unknown header nearest to the place in the form is probably the missing one, changed.
        nearest = min(free, key=lambda col: abs(col - table.col(key)), default=None)
        value = text_of(sheet.at(row, nearest)) if nearest is not None else ""
        cell = Place("", row, nearest if nearest is not None else table.col(key)).a1
        name = next(column.header for column in table.columns if column.key == key)
        findings.append(make_finding(Code.HEADER_MISSING, sheet=sheet.name, cell=cell, value=value or "-", name=name))
    return tuple(findings) or (make_finding(Code.SHEET_MISSING, name=table.sheet),)


def _is_of(table: Table, sheet: SheetCells, row: int, cols: Mapping[str, int]) -> bool:
    """Return True if the sheet holds the table, by the sheet's name or by the codes below the header."""
    if text_key(sheet.name) == text_key(table.sheet):
        return True
    codes = [code_of(text) for _, text in LocatedTable(sheet, row, cols).rows("code")] if "code" in cols else []
    return 2 * sum(code in table for code in codes) > len(table.items)


def _same_header(sheet: SheetCells, located: LocatedTable, header: str, read_col: int) -> Iterator[Place]:
    """Yield the header cells of other columns that have the same header and are not empty."""
    for col, value in enumerate(sheet.rows[located.header_row]):
        if col == read_col or not isinstance(value, str) or code_of(value) != code_of(header):
            continue
        if any(text_of(sheet.at(row, col)) for row in range(located.header_row + 1, len(sheet.rows))):
            yield Place(sheet.name, located.header_row, col)
