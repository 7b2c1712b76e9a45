"""Read a clarification kit in which an agency typed its explanations.

Takes the bytes of the file; returns a value, or None for another file. The file is opened in a child, as every other
one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, text_of
from ita_xlsx.model.oit.kit_layout import KIT_SHEET, MESSAGE_ROW, SCHEMA, kit_table
from ita_xlsx.model.oit.typed_kit import TypedKit
from ita_xlsx.model.text.spelling import text_key

_LAST_HEADER = 30
_RETURN = "_x000D_"
# What a person types, and what is computed from it.
_NOT_FACTS = ("explanation", "paste")


def read_kit(data: bytes) -> TypedKit | None:
    """Return the kit in the bytes of a workbook; None if it is no kit, or cannot be read."""
    try:
        sheets = read_sheets(data)
    except UnreadableWorkbook:
        return None
    stamp = read_stamp(sheets)
    if stamp is None or stamp.schema != SCHEMA:
        return None
    located = next(((sheet, row) for sheet in _ordered(sheets) if (row := _header(sheet)) is not None), None)
    if located is None:
        return None
    sheet, header = located
    cols = _columns(sheet, header)
    explanations = tuple(_explanations(sheet, header, cols))
    facts = tuple(_facts(sheet, header, cols))
    return TypedKit(agency=stamp.agency, year=stamp.year, facts=facts, explanations=explanations)


def _ordered(sheets: tuple[SheetCells, ...]) -> list[SheetCells]:
    return sorted(sheets, key=lambda sheet: text_key(sheet.name) != text_key(KIT_SHEET))


def _header(sheet: SheetCells) -> int | None:
    """Return the number of the row with the headers of the code and the explanation; None if there is none."""
    rows = range(min(_LAST_HEADER, len(sheet.rows)))
    return next((row for row in rows if {"code", "explanation"} <= _columns(sheet, row).keys()), None)


def _columns(sheet: SheetCells, row: int) -> dict[str, int]:
    keys = {text_key(column.header): column.key for column in kit_table(()).columns}
    cols: dict[str, int] = {}
    for col, value in enumerate(sheet.rows[row]):
        if key := keys.get(text_key(text_of(value))):
            cols.setdefault(key, col)
    return cols


def _explanations(sheet: SheetCells, header: int, cols: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the code of each row with its explanation, lines kept, as far as there is one."""
    for row in range(header + 1, len(sheet.rows)):
        value = sheet.at(row, cols["explanation"])
        text = value.replace(_RETURN, "\n") if isinstance(value, str) else text_of(value)
        if text.strip():
            yield text_of(sheet.at(row, cols["code"])), "\n".join(map(clean_text, text.splitlines())).strip()


def _facts(sheet: SheetCells, header: int, cols: dict[str, int]) -> Iterator[str]:
    """Yield the texts of the cells that the program wrote, except those that change with the explanations."""
    skipped = {cols[key] for key in _NOT_FACTS if key in cols}
    for row, values in enumerate(sheet.rows):
        passed = {0} if row == MESSAGE_ROW else skipped if row > header else set[int]()
        cells = (text_of(value) for col, value in enumerate(values) if col not in passed)
        yield "\t".join(cells).rstrip("\t")
