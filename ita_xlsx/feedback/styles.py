"""What do our two sheets and our marks look like?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ita_xlsx.model.findings import Severity

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill

FONT = "TH Sarabun New"
TITLE, HEADING, BODY, DENSE = 22, 18, 16, 14
INK, MUTED, LINE = "1F2937", "5B6472", "B8C0CC"
HEAD, HEAD_TEXT = "1F4E79", "FFFFFF"
GOOD, BAD, CAUTION = "E3F1E3", "F8CFC8", "FFE2A8"
TINTS = {Severity.ERROR: BAD, Severity.WARNING: CAUTION}

# Size, bold, colour of the letters, colour behind, box, sideways, up and down.
_STYLES: dict[str, tuple[int, bool, str, str, bool, str, str]] = {
    "title": (TITLE, True, HEAD, "", False, "left", "center"),
    "strong": (BODY, True, INK, "", False, "left", "center"),
    "line": (BODY, False, INK, "", False, "left", "top"),
    "muted": (DENSE, False, MUTED, "", False, "left", "top"),
    "heading": (HEADING, True, HEAD, "", False, "left", "center"),
    "good": (BODY, True, INK, GOOD, True, "left", "center"),
    "bad": (BODY, True, INK, BAD, True, "left", "center"),
    "caution": (BODY, True, INK, CAUTION, True, "left", "center"),
    "header": (DENSE, True, HEAD_TEXT, HEAD, True, "center", "center"),
    "text": (DENSE, False, INK, "", True, "left", "top"),
    "centre": (DENSE, False, INK, "", True, "center", "top"),
    "word_error": (DENSE, True, INK, BAD, True, "center", "top"),
    "word_warning": (DENSE, True, INK, CAUTION, True, "center", "top"),
    "word_info": (DENSE, False, INK, "", True, "center", "top"),
    "link": (DENSE, False, HEAD, "", True, "center", "top"),
}


def size_of(style: str) -> int:
    """The size of a style's letters in points."""
    return _STYLES[style][0]


def dress(cell: Any, style: str) -> None:
    """Give a cell one of our styles."""
    font, fill, border, alignment = _parts(style)
    cell.font, cell.alignment = font, alignment
    if fill is not None:
        cell.fill = fill
    if border is not None:
        cell.border = border


@cache
def _parts(style: str) -> tuple[Font, PatternFill | None, Border | None, Alignment]:
    from openpyxl.styles import Alignment, Border, Font, Side

    size, bold, ink, behind, box, across, down = _STYLES[style]
    side = Side(style="thin", color=LINE)
    return (
        Font(name=FONT, size=size, bold=bold, color=ink, underline="single" if style == "link" else None),
        tint(behind) if behind else None,
        Border(left=side, right=side, top=side, bottom=side) if box else None,
        Alignment(horizontal=across, vertical=down, wrap_text=True, indent=int(across == "left" and box)),
    )


def tint(colour: str) -> PatternFill:
    """One colour all over."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour, bgColor=colour)
