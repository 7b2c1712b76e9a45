"""Write the tables of a framework workbook, one per sheet.

Takes rows of cells; writes editable cells with lists to choose from, notes, and spare rows for new entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.framework_layout import CONFIDENCE, SETTING_ROWS, definition_table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.framework.columns import LOOKS, validation_of, validation_texts
from ita_xlsx.output.framework.definition_rows import Cells
from ita_xlsx.output.framework.texts import (
    CONFIDENCE_NOTE,
    HEADING,
    HINTS,
    NOTES,
    NUMBER_ERROR,
    SETTING_NOTES,
)
from ita_xlsx.output.styles import DENSE
from ita_xlsx.output.texts import LIST_ERROR

# So many spare rows are printed, to add lines by hand.
_PRINTED_SPARES = 3
_LEAST = 24
# The height of the empty row above a table, in points.
_GAP = 6
_FILTERED = frozenset({"questions", "measures"})


def write_definition_table(
    book: Book, framework: Framework, key: str, rows: list[Cells], counts: Mapping[str, int]
) -> None:
    """Write one table with its data validations and spare rows; ``counts`` are the rows of all tables."""
    fixed = key == "settings"
    table = definition_table(key, len(rows), *([0] if fixed else []))
    sheet = _open_table(book, framework, table, key)
    for index, item in enumerate(table.items):
        cells: Cells = rows[index] if index < len(rows) else {}
        _write_row(sheet, table, key, table.row(item), cells)
    if fixed:
        _validate_settings(sheet, table)
    else:
        for column in table.columns:
            col = table.col(column.key)
            rule = validation_of(key, column.key, counts)
            if rule["validate"] != "any" or "input_message" in rule:
                sheet.worksheet.data_validation(table.first_row, col, table.last_row, col, rule)
    if key in _FILTERED:
        sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    _finish_table(sheet, framework, table, table.header_row + len(rows) + (0 if fixed else _PRINTED_SPARES))


def _open_table(book: Book, framework: Framework, table: Table, key: str) -> Sheet:
    sheet = book.sheet(table.sheet)
    widths = [LOOKS[key][column.key].width for column in table.columns]
    sheet.widths(*widths)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 0, table.title, "title")
    sheet.height(0, 34)
    sheet.text(1, 0, HINTS[key], "muted")
    sheet.height(2, _GAP)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    return sheet


def _write_row(sheet: Sheet, table: Table, key: str, row: int, cells: Cells) -> None:
    texts = []
    for column in table.columns:
        look, value = LOOKS[key][column.key], cells.get(column.key)
        col = table.col(column.key)
        exact = _as_number(value) if isinstance(value, Fraction) else None
        if exact is not None:
            sheet.number(row, col, exact, *look.styles)
        else:
            sheet.text(row, col, "" if value is None else str(value), *look.styles)
            texts.append((str(value or ""), look.width))
    if cells:
        sheet.height(row, row_height(texts, DENSE, least=_LEAST))


def _as_number(value: Fraction) -> float | None:
    """Return the value as a number if a cell holds it exactly, else None; then it is written as text, such as 1/3."""
    number = float(value)
    return number if Fraction(f"{number:.15g}") == value else None


def _validate_settings(sheet: Sheet, table: Table) -> None:
    """Add a data validation to each setting: a list for confidence, a number for the others."""
    value, source = table.col("value"), table.col("source")
    for index, key in enumerate(SETTING_ROWS):
        row = table.first_row + index
        if key not in SETTING_NOTES:
            rule = {"validate": "list", "source": list(CONFIDENCE.values())} | validation_texts(
                CONFIDENCE_NOTE, LIST_ERROR
            )
            note = {"validate": "any"} | validation_texts(NOTES["settings", "source"], LIST_ERROR)
            sheet.worksheet.data_validation(row, source, row, source, note)
        else:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0} | validation_texts(
                SETTING_NOTES[key], NUMBER_ERROR
            )
        sheet.worksheet.data_validation(row, value, row, value, rule)


def _finish_table(sheet: Sheet, framework: Framework, table: Table, last_row: int) -> None:
    sheet.worksheet.freeze_panes(table.first_row, 0)
    sheet.print_setup(HEADING.format(year=framework.year), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, last_row, table.last_col)
    sheet.rows_together(table.first_row, last_row, table.last_col)
