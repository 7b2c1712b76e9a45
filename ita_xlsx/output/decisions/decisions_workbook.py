"""Write a new ``decisions.xlsx``: four sheets with headers, the first rows, and lists of words to choose from.

Takes rows of texts and numbers by column; returns the bytes of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import CHOICES
from ita_xlsx.model.layout.decisions_layout import (
    CORRECTIONS_SHEET,
    FILES_SHEET,
    HEADER_ROW,
    NOTE_ROW,
    SCHEMA,
    SHEETS,
    TITLE_ROW,
    DecisionSheet,
)
from ita_xlsx.model.layout.page import TALLEST_ROW, line_count
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.decisions import texts
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.styles import DENSE, TAB_FILL, TAB_WORK

# The rows that are prepared for typing; more can be added.
_PREPARED = 12
# The last row for which words are offered, from 0.
_LAST = 2000
_LINE, _TALL = 21.0, 28.0
# Long names and cells are never broken, so a line is not filled; another font may be taller than ours.
_FILLED, _PITCH, _MARGIN = 0.72, 22.0, 4.0
Row = Mapping[str, str | Fraction]


def write_decisions(rows: Mapping[str, Sequence[Row]], framework: Framework, province: str, edition: Edition) -> bytes:
    """Return the bytes of the workbook; ``rows`` has the rows of each sheet by its name, their cells by column."""
    heading = " ".join(part for part in (texts.TITLE, province, texts.YEAR.format(year=framework.year)) if part)
    book = Book(heading, texts.TITLE, edition)
    for sheet in SHEETS:
        _write_sheet(book, sheet, rows.get(sheet.name, ()), heading)
    write_stamp(book, SCHEMA, framework, edition)
    return book.finish()


def _write_sheet(book: Book, layout: DecisionSheet, rows: Sequence[Row], heading: str) -> None:
    sheet = book.sheet(layout.name)
    widths = [column.width for column in layout.columns]
    sheet.tab(TAB_FILL if rows else TAB_WORK)
    sheet.widths(*widths)
    sheet.text(TITLE_ROW, 0, f"{layout.name}  {heading}", "list_title")
    sheet.height(TITLE_ROW, _TALL)
    sheet.text(NOTE_ROW, 0, layout.note, "muted")
    sheet.height(NOTE_ROW, _LINE)
    sheet.header(HEADER_ROW, 0, [column.header for column in layout.columns], widths)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        _write_row(sheet, layout, number, row)
    for number in range(HEADER_ROW + 1 + len(rows), HEADER_ROW + 1 + len(rows) + _PREPARED):
        _write_row(sheet, layout, number, {})
    _offer_words(sheet, layout)
    sheet.worksheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(HEADER_ROW)


def _write_row(sheet: Sheet, layout: DecisionSheet, number: int, row: Row) -> None:
    lines = 1
    for col, column in enumerate(layout.columns):
        value = row.get(column.key, "")
        if isinstance(value, Fraction):
            sheet.number(number, col, float(value), "input_score")
            continue
        sheet.text(number, col, value, "text" if column.is_ours else "input")
        lines = max(lines, line_count(value, column.width * _FILLED, DENSE))
    sheet.height(number, min(max(_LINE, lines * _PITCH + _MARGIN), TALLEST_ROW))


def _offer_words(sheet: Sheet, layout: DecisionSheet) -> None:
    if layout is FILES_SHEET:
        col = layout.keys.index("choice")
        words = [words[0] for words in CHOICES.values()]
        sheet.choices((HEADER_ROW + 1, col, _LAST, col), words, texts.CHOOSE.format(words=", ".join(words)))
    elif layout is CORRECTIONS_SHEET:
        for key in ("was", "becomes"):
            col = layout.keys.index(key)
            sheet.scores_only((HEADER_ROW + 1, col, _LAST, col), texts.SCORE)
