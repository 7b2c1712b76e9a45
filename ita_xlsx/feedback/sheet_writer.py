"""Fill one of our own sheets in a copy row by row, and set it up for printing.

Takes an openpyxl sheet and texts; changes the sheet in memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.styles import FONT, apply_style, size_of
from ita_xlsx.model.layout.page import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    column_points,
    line_count,
    page_breaks,
    row_height,
)
from ita_xlsx.model.text.writable import excel_length, replace_unwritable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_INCH, _A4 = 1.0, 9
# Excel has no taller rows, in points.
_TALLEST = 405.0
_LONGEST = 1500
_HEADER_ROOM = 120
_LAST_ROWS_TOGETHER = 3
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def writable(text: str, longest: int = _LONGEST) -> str:
    """Return a text as a cell can hold it.

    It has no control characters and no accidental escapes, and at most ``longest`` characters.
    """
    clean = _ESCAPE.sub("_x005F_", replace_unwritable(text.replace("\r\n", "\n").replace("\r", "\n")))
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell so that it stays a text, also if it begins like a formula."""
    cell._value = writable(text)
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _page_header(heading: str) -> str:
    """Return a heading as the text of a page header, where ``&`` is doubled; it has at most 120 characters.

    Excel holds 255 in all, and fonts and page number need some of them.
    """
    text = heading if len(heading) <= _HEADER_ROOM else heading[: _HEADER_ROOM - 1] + "…"
    while excel_length(coded := writable(text).replace("&", "&&")) > _HEADER_ROOM and len(text) > 1:
        text = f"{text[:-2]}…"
    return coded


# A saved width holds the margins of a cell, in characters.
_MARGIN = 5 / 7


class SheetWriter:
    """A sheet that is filled from the top; rows are counted from 1."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Set the column widths of an empty sheet, in characters."""
        self.sheet = sheet
        self._widths = tuple(widths)
        self._heights: dict[int, float] = {}
        self._blocks: list[list[int]] = []
        self._keep_with_next = False
        self._header = 0
        for index, width in enumerate(widths):
            sheet.column_dimensions[chr(65 + index)].width = width

    def write_line(self, text: str, style: str, *, least: float = 0) -> None:
        """Write a text across all columns; the row stays on one page with the next row."""
        row = self._start_row()
        put_text(self.sheet.cell(row, 1), text)
        for col in range(1, len(self._widths) + 1):
            apply_style(self.sheet.cell(row, col), style)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(self._widths))
        self._set_height(row, row_height([(text, sum(self._widths) - 2)], size_of(style), least))
        self._keep_with_next = True

    def write_header(self, texts: Sequence[str]) -> None:
        """Write the header of the table, which is repeated on every page."""
        self._header = self._write_cells(texts, ["header"] * len(texts), least=28)
        self._keep_with_next = True

    def write_row(self, texts: Sequence[str], styles: Sequence[str]) -> int:
        """Write a row of the table, and return its number."""
        row = self._write_cells(texts, styles)
        self._keep_with_next = False
        return row

    def write_list_line(self, text: str) -> None:
        """Write a line of a list under a heading."""
        self.write_line(text, "line")
        self._keep_with_next = False

    def set_up_printing(self, heading: str) -> None:
        """Set up the sheet for A4 landscape, one page wide, with the page number and ``heading`` in the page header.

        Page breaks cut no row, and no block of rows that belong together.
        """
        from openpyxl.worksheet.pagebreak import Break

        sheet: Any = self.sheet
        last = len(self._heights)
        sheet.print_area = f"A1:{chr(64 + len(self._widths))}{last}"
        if self._header:
            sheet.print_title_rows = f"{self._header}:{self._header}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = MARGIN_SIDE * _INCH
        margins.top, margins.bottom, margins.header, margins.footer = MARGIN_TOP, MARGIN_BOTTOM, 0.3, 0.3
        sheet.oddHeader.center.text, sheet.oddHeader.center.font = "- &P -", f"{FONT},Regular"
        sheet.oddHeader.center.size = 14
        sheet.oddHeader.right.text, sheet.oddHeader.right.font = (
            _page_header(heading),
            f"{FONT},Regular",
        )
        sheet.oddHeader.right.size = 12
        width = sum(map(column_points, self._widths))
        header_height = self._heights.get(self._header, 0)
        heights = list(self._heights.values())
        for first in page_breaks(self._unbreakable_blocks(), heights.__getitem__, width, header_height, portrait=False):
            sheet.row_breaks.append(Break(id=first))
        sheet.sheet_view.showGridLines = False

    def _unbreakable_blocks(self) -> list[tuple[int, int]]:
        """Return first and last row, from 0, of each block that no page break may cut.

        The last three rows or more of the sheet form one block.
        """
        blocks = [tuple(block) for block in self._blocks]
        while len(blocks) > 1 and blocks[-1][1] - blocks[-1][0] + 1 < _LAST_ROWS_TOGETHER:
            blocks[-2:] = [(blocks[-2][0], blocks[-1][1])]
        return [(block[0] - 1, block[1] - 1) for block in blocks]

    def _write_cells(self, texts: Sequence[str], styles: Sequence[str], least: float = 0) -> int:
        row = self._start_row()
        for col, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
            cell = self.sheet.cell(row, col)
            put_text(cell, text)
            is_one_line = line_count(text, self._widths[col - 1] - _MARGIN, size_of(style)) == 1
            apply_style(cell, style, one_line=is_one_line)
        sized = [(text, width - _MARGIN) for text, width in zip(texts, self._widths, strict=True)]
        self._set_height(row, row_height(sized, size_of(styles[-1]), least))
        return row

    def _start_row(self) -> int:
        row = len(self._heights) + 1
        if self._keep_with_next:
            self._blocks[-1][1] = row
        else:
            self._blocks.append([row, row])
        self._heights[row] = 0
        return row

    def _set_height(self, row: int, points: float) -> None:
        self._heights[row] = min(points, _TALLEST)
        self.sheet.row_dimensions[row].height = self._heights[row]
