"""Define the fonts, colors and cell styles of our two front sheets and of the marks in a copy.

Constants, and functions that set the style of an openpyxl cell in memory.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ita_xlsx.model.findings import Severity

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill

FONT = "TH Sarabun New"
TITLE, HEADING, BODY, DENSE = 22, 18, 16, 14
TEXT_COLOR, MUTED_COLOR, LINE_COLOR = "1F2937", "5B6472", "B8C0CC"
HEADER_FILL, HEADER_TEXT = "1F4E79", "FFFFFF"
GOOD, BAD, CAUTION = "E3F1E3", "F8CFC8", "FFE2A8"
TINTS = {Severity.ERROR: BAD, Severity.WARNING: CAUTION}

# Size in points, bold, text color, fill color, border, horizontal and vertical alignment.
_STYLES: dict[str, tuple[int, bool, str, str, bool, str, str]] = {
    "title": (TITLE, True, HEADER_FILL, "", False, "left", "center"),
    "strong": (BODY, True, TEXT_COLOR, "", False, "left", "center"),
    "line": (BODY, False, TEXT_COLOR, "", False, "left", "center"),
    "muted": (DENSE, False, MUTED_COLOR, "", False, "left", "center"),
    "heading": (HEADING, True, HEADER_FILL, "", False, "left", "center"),
    "good": (BODY, True, TEXT_COLOR, GOOD, True, "left", "center"),
    "bad": (BODY, True, TEXT_COLOR, BAD, True, "left", "center"),
    "caution": (BODY, True, TEXT_COLOR, CAUTION, True, "left", "center"),
    "header": (DENSE, True, HEADER_TEXT, HEADER_FILL, True, "center", "center"),
    "text": (DENSE, False, TEXT_COLOR, "", True, "left", "center"),
    "center": (DENSE, False, TEXT_COLOR, "", True, "center", "center"),
    "word_error": (DENSE, True, TEXT_COLOR, BAD, True, "center", "center"),
    "word_warning": (DENSE, True, TEXT_COLOR, CAUTION, True, "center", "center"),
    "word_info": (DENSE, False, TEXT_COLOR, "", True, "center", "center"),
    "link": (DENSE, False, HEADER_FILL, "", True, "center", "center"),
}


def size_of(style: str) -> int:
    """Return the font size of a style in points."""
    return _STYLES[style][0]


def apply_style(cell: Any, style: str, *, one_line: bool = False) -> None:
    """Give a cell one of our styles; ``one_line`` draws a text smaller in a wider font, not on two lines."""
    font, fill, border, alignment = _parts(style, one_line)
    cell.font, cell.alignment = font, alignment
    if fill is not None:
        cell.fill = fill
    if border is not None:
        cell.border = border


@cache
def _parts(style: str, one_line: bool) -> tuple[Font, PatternFill | None, Border | None, Alignment]:
    from openpyxl.styles import Alignment, Border, Font, Side

    size, bold, text_color, fill_color, has_border, horizontal, vertical = _STYLES[style]
    side = Side(style="thin", color=LINE_COLOR)
    return (
        Font(name=FONT, size=size, bold=bold, color=text_color, underline="single" if style == "link" else None),
        solid_fill(fill_color) if fill_color else None,
        Border(left=side, right=side, top=side, bottom=side) if has_border else None,
        Alignment(
            horizontal=horizontal,
            vertical=vertical,
            wrap_text=not one_line,
            shrink_to_fit=one_line,
            indent=int(horizontal == "left" and has_border),
        ),
    )


def solid_fill(color: str) -> PatternFill:
    """Return a fill of one color."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=color, bgColor=color)
