"""Write the first sheet of a framework workbook: how to edit it, and a list of its sheets.

Takes the framework and the numbers of rows of its tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.framework_layout import GUIDE, TABLES
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.output import texts
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.framework import texts as framework_texts
from ita_xlsx.output.styles import BODY

_WIDTHS = (26, 14, 80)


def write_guide(book: Book, framework: Framework, counts: Mapping[str, int]) -> None:
    """Write the guide, with a link to each sheet."""
    sheet = book.sheet(GUIDE)
    sheet.widths(*_WIDTHS)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 0, framework_texts.TITLE.format(year=framework.year), "title")
    sheet.height(0, 36)
    sheet.text(1, 0, texts.ASSESSMENT, "subtitle")
    sheet.height(1, 25)
    row = 2
    if notice := texts.framework_notice(framework):
        row = _write_line(sheet, row, notice, "warning") + 1
    for title, lines in framework_texts.GUIDE:
        sheet.text(row, 0, title, "heading")
        sheet.height(row, 30)
        row += 1
        for line in lines:
            row = _write_line(sheet, row, line, "body")
    row = _write_contents(sheet, row + 1, counts)
    sheet.print_setup(framework_texts.HEADING.format(year=framework.year), portrait=True)
    sheet.worksheet.print_area(0, 0, row - 1, len(_WIDTHS) - 1)


def _write_line(sheet: Sheet, row: int, text: str, style: str) -> int:
    sheet.worksheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", sheet.book.format(style))
    sheet.text(row, 0, text, style)
    sheet.height(row, row_height([(text, sum(_WIDTHS))], BODY) + (4 if style == "warning" else 0))
    return row + 1


def _write_contents(sheet: Sheet, row: int, counts: Mapping[str, int]) -> int:
    sheet.text(row, 0, framework_texts.CONTENTS, "heading")
    sheet.height(row, 30)
    sheet.header(row + 1, 0, framework_texts.CONTENTS_HEADERS, _WIDTHS)
    row += 2
    for key, table in TABLES.items():
        sheet.cell_link(row, 0, f"'{table.sheet}'!A1", table.sheet, "link")
        sheet.number(row, 1, counts[key], "count")
        sheet.text(row, 2, framework_texts.HINTS[key], "text")
        sheet.height(row, 22)
        row += 1
    return row
