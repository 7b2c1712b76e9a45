"""Where a table stands in a returned workbook: told by its headers and codes, whatever the sheet is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, code_of, header_keys, text_of
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout import Place, Table
from ita_xlsx.model.layout.agency_layout import COMPUTED


@dataclass(frozen=True)
class FoundTable:
    """A table as it stands in the returned workbook."""

    sheet: SheetCells
    header_row: int
    cols: Mapping[str, int]

    def rows(self, key: str) -> Iterator[tuple[int, str]]:
        """Row numbers below the header with the text in the column of a key, empty ones left out."""
        col = self.cols[key]
        for row, values in enumerate(self.sheet.rows[self.header_row + 1 :], self.header_row + 1):
            if col < len(values) and values[col] != "" and (text := text_of(values[col])):
                yield row, text

    def value(self, row: int, key: str) -> Value:
        """What stands in a row under a header; empty where the column is gone."""
        return self.sheet.at(row, self.cols[key]) if key in self.cols else ""

    def place(self, row: int, key: str) -> Place:
        """The address of that cell."""
        return Place(self.sheet.name, row, self.cols[key])


def find_table(
    workbook: Workbook, table: Table, needed: tuple[str, ...], known: Callable[[str], bool]
) -> tuple[FoundTable | None, tuple[Finding, ...]]:
    """The table with these headers that holds most of our items, the sheet of its own name first.

    ``known`` tells an item by its cleaned text. Findings say what stands otherwise than in the form.
    """
    headers = {code_of(column.header): column.key for column in table.columns}
    wanted = frozenset(header for header, key in headers.items() if key in needed)
    candidates: list[tuple[int, FoundTable]] = []
    there = False
    for sheet in ordered(workbook.sheets, table.sheet):
        if there and sheet.name in COMPUTED:
            continue
        for row, keys in workbook.keyed_rows(sheet):
            if not wanted <= keys:
                continue
            there = True
            at = FoundTable(sheet, row, _header_columns(sheet, row, headers))
            score = sum(known(text) for _, text in at.rows(needed[0]))
            if score:
                candidates.append((score, at))
    if not candidates:
        return None, ()
    best = max(score for score, _ in candidates)
    names = list(dict.fromkeys(at.sheet.name for score, at in candidates if score * 2 > best))
    chosen = next(at for score, at in candidates if score == best)
    chosen = replace(chosen, sheet=workbook.verified(chosen.sheet))
    findings = [*_otherwise(table, chosen, needed)]
    if len(names) > 1:
        shown = ", ".join(f"«{name}»" for name in names)
        findings.append(make_finding("W111", sheet=names[1], name=table.sheet, sheets=shown))
    return chosen, tuple(findings)


def ordered(sheets: Sequence[SheetCells], name: str) -> list[SheetCells]:
    """The sheets, the one of a name first."""
    return sorted(sheets, key=lambda sheet: clean_text(sheet.name) != name)


def _otherwise(table: Table, at: FoundTable, needed: tuple[str, ...]) -> Iterator[Finding]:
    """W114, W117, W118: the sheet's name or a header differs, or two columns have the same one."""
    sheet = at.sheet
    if sheet.name != table.sheet:
        yield make_finding("W114", sheet=sheet.name, value=sheet.name, name=table.sheet)
    for column in table.columns:
        if column.key not in at.cols:
            continue
        place = at.place(at.header_row, column.key)
        value = str(sheet.at(place.row, place.col))
        if clean_text(value) != column.header:
            yield make_finding("W117", sheet=sheet.name, cell=place.a1, value=clean_text(value), name=column.header)
        if column.key in needed:
            for other in _same_header(sheet, at, column.header, place.col):
                yield make_finding("W118", sheet=sheet.name, cell=other.a1, value=column.header, other=place.a1)


def unread_columns(at: FoundTable) -> Iterator[Finding]:
    """X311: columns under a header nobody knows that hold something."""
    known = set(at.cols.values())
    for col, value in enumerate(at.sheet.rows[at.header_row]):
        text = text_of(value)
        if col in known or not text:
            continue
        if any(text_of(at.sheet.at(row, col)) for row in range(at.header_row + 1, len(at.sheet.rows))):
            yield make_finding("X311", sheet=at.sheet.name, cell=Place("", at.header_row, col).a1, value=text)


def missing_headers(workbook: Workbook, table: Table, needed: tuple[str, ...]) -> tuple[Finding, ...]:
    """W119 at the place of each needed header where most of a table's headers stand; else W107, the sheet is gone."""
    headers = {code_of(column.header): column.key for column in table.columns}
    rows = [
        (len(cols), sheet, row, cols)
        for sheet in ordered(workbook.sheets, table.sheet)
        for row, _ in workbook.keyed_rows(sheet)
        if len(cols := _header_columns(sheet, row, headers)) > 1 and _is_of(table, sheet, row, cols)
    ]
    if not rows:
        return (make_finding("W107", name=table.sheet),)
    _, sheet, row, cols = max(rows, key=lambda item: item[0])
    free = [col for col, value in enumerate(sheet.rows[row]) if text_of(value) and col not in cols.values()]
    told = []
    for key in needed:
        if key in cols:
            continue
        # The header that was there is the unknown one nearest to its place in the form.
        at = min(free, key=lambda col: abs(col - table.col(key)), default=None)
        value = text_of(sheet.at(row, at)) if at is not None else ""
        cell = Place("", row, at if at is not None else table.col(key)).a1
        name = next(column.header for column in table.columns if column.key == key)
        told.append(make_finding("W119", sheet=sheet.name, cell=cell, value=value or "-", name=name))
    return tuple(told) or (make_finding("W107", name=table.sheet),)


def _is_of(table: Table, sheet: SheetCells, row: int, cols: Mapping[str, int]) -> bool:
    """Whether a sheet is the table's, by its name or by the codes under its header."""
    if clean_text(sheet.name) == table.sheet:
        return True
    codes = [code_of(text) for _, text in FoundTable(sheet, row, cols).rows("code")] if "code" in cols else []
    return 2 * sum(code in table for code in codes) > len(table.items)


def _same_header(sheet: SheetCells, at: FoundTable, header: str, own: int) -> Iterator[Place]:
    """Further columns with this header that hold anything."""
    for col, value in enumerate(sheet.rows[at.header_row]):
        if col == own or not isinstance(value, str) or code_of(value) != code_of(header):
            continue
        if any(text_of(sheet.at(row, col)) for row in range(at.header_row + 1, len(sheet.rows))):
            yield Place(sheet.name, at.header_row, col)


def _key_of(headers: Mapping[str, str], text: str) -> str | None:
    """The column a header names, also with a colon or a unit in brackets added."""
    return next((headers[key] for key in header_keys(text) if key in headers), None)


def _header_columns(sheet: SheetCells, row: int, headers: Mapping[str, str]) -> dict[str, int]:
    cols: dict[str, int] = {}
    for col, value in enumerate(sheet.rows[row]):
        if isinstance(value, str) and value and (key := _key_of(headers, value)):
            cols.setdefault(key, col)
    return cols
