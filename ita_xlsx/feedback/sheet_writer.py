"""How is one of our own sheets filled row by row and set up for printing?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.styles import FONT, dress, size_of
from ita_xlsx.model.layout.page import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    column_points,
    page_breaks,
    row_height,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_INCH, _A4 = 1.0, 9
# Excel draws no taller rows.
_TALLEST = 405.0
_LONGEST = 1500
_HEADER_ROOM = 120
_TAIL = 3
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def writable(text: str, longest: int = _LONGEST) -> str:
    """A text as a cell can hold it: no control characters, no accidental escapes, not too long."""
    clean = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def put_text(cell: Any, text: str) -> None:
    """Write a text that stays a text, whatever it begins with."""
    cell._value = writable(text)
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


# An agency may not have the house font; the ones that stand in for it are wider and taller.
_WIDER, _TALLER = 1.25, 1.15


class Paper:
    """A sheet being filled from the top; rows count from 1."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.sheet = sheet
        self._widths = tuple(widths)
        self._heights: dict[int, float] = {}
        self._blocks: list[list[int]] = []
        self._joined = False
        self._header = 0
        for place, width in enumerate(widths):
            sheet.column_dimensions[chr(65 + place)].width = width

    def line(self, text: str, style: str, *, least: float = 0) -> None:
        """A text across the whole sheet, kept on one page with the row after it."""
        row = self._next()
        put_text(self.sheet.cell(row, 1), text)
        for col in range(1, len(self._widths) + 1):
            dress(self.sheet.cell(row, col), style)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(self._widths))
        self._height(
            row, _TALLER * row_height([(text, sum(self._widths) / _WIDER - 2)], size_of(style), least / _TALLER)
        )
        self._joined = True

    def header(self, texts: Sequence[str]) -> None:
        """The table's header, repeated on every page."""
        self._header = self._cells(texts, ["header"] * len(texts), least=28)
        self._joined = True

    def row(self, texts: Sequence[str], styles: Sequence[str]) -> int:
        """A row of the table; returns its number."""
        row = self._cells(texts, styles)
        self._joined = False
        return row

    def bullet(self, text: str) -> None:
        """A line of a list under a heading."""
        self.line(text, "line")
        self._joined = False

    def finish(self, heading: str) -> None:
        """A4 landscape, one page wide, page number on top, agency and year in the header, no row cut or left alone."""
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
        short = heading if len(heading) <= _HEADER_ROOM else heading[: _HEADER_ROOM - 1] + "…"
        sheet.oddHeader.center.text, sheet.oddHeader.center.font = "- &P -", f"{FONT},Regular"
        sheet.oddHeader.center.size = 14
        sheet.oddHeader.right.text, sheet.oddHeader.right.font = writable(short).replace("&", "&&"), f"{FONT},Regular"
        sheet.oddHeader.right.size = 12
        width = sum(map(column_points, self._widths))
        repeated = self._heights.get(self._header, 0)
        heights = list(self._heights.values())
        for first in page_breaks(self._pages(), heights.__getitem__, width, repeated, portrait=False):
            sheet.row_breaks.append(Break(id=first))
        sheet.sheet_view.showGridLines = False

    def _pages(self) -> list[tuple[int, int]]:
        """The blocks that no page may cut, counted from zero: the last few rows stay together."""
        blocks = [tuple(block) for block in self._blocks]
        while len(blocks) > 1 and blocks[-1][1] - blocks[-1][0] + 1 < _TAIL:
            blocks[-2:] = [(blocks[-2][0], blocks[-1][1])]
        return [(block[0] - 1, block[1] - 1) for block in blocks]

    def _cells(self, texts: Sequence[str], styles: Sequence[str], least: float = 0) -> int:
        row = self._next()
        for col, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
            cell = self.sheet.cell(row, col)
            put_text(cell, text)
            dress(cell, style)
        sized = [(text, width / _WIDER - 1) for text, width in zip(texts, self._widths, strict=True)]
        self._height(row, _TALLER * row_height(sized, size_of(styles[-1]), least / _TALLER))
        return row

    def _next(self) -> int:
        row = len(self._heights) + 1
        if self._joined:
            self._blocks[-1][1] = row
        else:
            self._blocks.append([row, row])
        self._heights[row] = 0
        return row

    def _height(self, row: int, points: float) -> None:
        self._heights[row] = min(points, _TALLEST)
        self.sheet.row_dimensions[row].height = self._heights[row]
