"""Hold the measures that the sheets of the form share; write its bands and the line with the agency.

Widths are given in pixels of Excel at 100 per cent, heights in points. Changes the workbook in memory only.
"""

from __future__ import annotations

import math

from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.page import MARGIN_SIDE
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.thai_digits import thai_formula

# 38, 28, 28 and 26 pixels.
TITLE_HEIGHT, HEAD_HEIGHT, ROW_HEIGHT, NOTE_HEIGHT = 28.5, 21.0, 21.0, 19.5

# The room between the margins of an A4 page in landscape, in points.
PAGE_WIDTH = 842 - 2 * MARGIN_SIDE * 72


def chars(pixels: int) -> float:
    """Return the width in characters of a column that Excel draws so many pixels wide."""
    return math.ceil((pixels - 5) / 7 * 100) / 100


def write_agency_line(sheet: Sheet, row: int, col: int, form: Form, style: str) -> None:
    """Write the line with agency and year; it follows the name on the sheet of the agency, with its digits."""
    line = FillCountFormulas(form.layout, form.results, sheet.name).agency_line("", form.layout.framework.year)
    opening, ending = str(line.value).split(" ", 1)
    text = writable_text(f"{opening} {form.agency.name}{sheet.book.words(ending)}")
    formula = thai_formula(line.formula) if sheet.book.has_thai_texts else line.formula
    sheet.worksheet.write_formula(row, col, formula, sheet.book.format(style), text)


def write_band(sheet: Sheet, row: int, table: Table, style: str = "form_band", first: int = 0, last: int = -1) -> None:
    """Color a row over rows of a table, from the column ``first`` to ``last``, which is the table's last if below 0."""
    for col in range(first, (table.last_col if last < 0 else last) + 1):
        sheet.text(row, col, "", style)
    sheet.height(row, ROW_HEIGHT)
