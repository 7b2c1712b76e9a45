"""Measure the font that LibreOffice put on a page, where it is not the font that the workbooks ask for.

Takes the path of a PDF; returns the width and the height of its letters in those of our font. Reads the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ita_xlsx.model.layout.page import HOUSE, PaperFont, text_width
from ita_xlsx.office.join_pdf import family_of, is_house_family, read_pdf

# A code of a font and the letter that it stands for, in the table that a PDF keeps for searching.
_LETTER = re.compile(r"<([0-9A-Fa-f]{2,4})> <([0-9A-Fa-f]{4})>\s")
# The width of the letters of our font against our estimate of them.
_REGULAR, _BOLD = 0.96, 1.02
# The height of the box around all letters of our font, in thousandths of its size; LibreOffice leaves less room between
# lines than our rows have.
_BOX, _LINES = 1244, 0.87
# No Thai font is drawn larger than this at the same size; a box may hold signs that no text needs.
_WIDEST = 2.5


def paper_font(pdf: Path) -> PaperFont:
    """Return the widest font of a PDF in the measures of our font; our own where its pages are set in it."""
    fonts = {str(font.get("/BaseFont", "")): font for font in _fonts(pdf)}
    if any(is_house_family(family_of(name)) for name in fonts):
        return HOUSE
    widths = [_width(font) / (_BOLD if "bold" in name.lower() else _REGULAR) for name, font in fonts.items()]
    heights = [_height(font) * _LINES for font in fonts.values()]
    return PaperFont(_within(max(widths, default=1.0)), _within(max(heights, default=1.0)))


def _within(factor: float) -> float:
    return min(max(factor, 1.0), _WIDEST)


def _fonts(pdf: Path) -> Iterator[Any]:
    for page in read_pdf(pdf).pages:
        resources = page.get("/Resources")
        fonts = resources.get_object().get("/Font") if resources is not None else None
        for font in fonts.get_object().values() if fonts is not None else ():
            yield font.get_object()


def _width(font: Any) -> float:
    """Return the width of the letters of a font against our estimate of them; zero where the PDF does not tell it."""
    if "/ToUnicode" not in font or "/Widths" not in font:
        return 0.0
    widths, first = font["/Widths"].get_object(), int(font["/FirstChar"])
    actual = estimated = 0.0
    for code, letter in _LETTER.findall(font["/ToUnicode"].get_object().get_data().decode("latin-1")):
        at, ems = int(code, 16) - first, text_width(chr(int(letter, 16)))
        if 0 <= at < len(widths) and widths[at] and ems:
            actual += float(widths[at]) / 1000
            estimated += ems
    return actual / estimated if estimated else 0.0


def _height(font: Any) -> float:
    """Return the height of the box around the letters of a font in that of our font."""
    descriptor = font.get("/FontDescriptor")
    box = descriptor.get_object().get("/FontBBox") if descriptor is not None else None
    return (float(box[3]) - float(box[1])) / _BOX if box is not None else 1.0
