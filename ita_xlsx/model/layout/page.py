"""Estimate the height of texts in columns, and break printed A4 pages.

Widths of columns are in characters, heights in points. Works on values only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

_NO_WIDTH = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_NARROW = frozenset("เโใไาำะๆฯ .,:;!|'()[]-/\"·«»iljtfrI")
_WIDE = frozenset("ฌญณฒฏฎฉฐฤฦฬMWmw%@")
_THAI_DIGITS = frozenset("๐๑๒๓๔๕๖๗๘๙")
# The width of the widest letter in ems.
_WIDEST = 0.52


@dataclass(frozen=True)
class PaperFont:
    """The font that is really on the paper: its width and the height of its lines, in those of our font."""

    width: float = 1.0
    pitch: float = 1.0


# The font that the workbooks ask for, and for which their rows are sized.
HOUSE = PaperFont()


@lru_cache(maxsize=1 << 15)
def text_width(text: str) -> float:
    """Return the width of a line in ems of our Thai font; vowels and tone marks above a letter have no width."""
    return sum(map(_char_width, text))


@lru_cache(maxsize=4096)
def _char_width(char: str) -> float:
    if char in _NO_WIDTH:
        return 0.0
    if char in _NARROW:
        return 0.24
    if char in _WIDE:
        return _WIDEST
    if char in _THAI_DIGITS:
        return 0.45
    return 0.385 if "\u0e00" <= char <= "\u0e7f" else 0.375


def is_surely_short(text: str, width: float, size: int) -> bool:
    """Return True if so few letters take one line, however wide they are; much faster than measuring them."""
    em = size * 96 / 72
    return len(text) * _WIDEST * em <= 6.6 * width - 0.8 * em


@lru_cache(maxsize=1 << 15)
def line_count(text: str, width: float, size: int) -> int:
    """Return how many lines a text takes in a column; ``width`` is in characters, ``size`` in points.

    LibreOffice draws columns 6 per cent wider than Excel: 6.6 pixels per character are safe in both.
    """
    if "\n" not in text and is_surely_short(text, width, size):
        return 1
    em = size * 96 / 72
    room = max(6.6 * width - 0.8 * em, em)
    return sum(max(1, math.ceil(text_width(line) * em / room)) for line in text.split("\n"))


# The height of a line in font sizes, and the points that a row adds: Excel gives 16-point text a row of 24.
_PITCH, _PADDING = 1.32, 3


def row_height(cells: Iterable[tuple[str, float]], size: int, least: float = 0, padding: float = _PADDING) -> float:
    """Return the height in points that holds the tallest of the (text, column width) cells, with some padding."""
    lines = max((line_count(text, width, size) for text, width in cells), default=1)
    return max(lines * size * _PITCH + padding, least)


_LONG_SIDE, _SHORT_SIDE = 842.0, 595.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 0.5, 0.8, 0.5
# The programs differ by a few per cent in how much fits on a page.
_SAFETY = 0.97


def column_points(width: float) -> float:
    """Return the width of a column in points: 7 pixels per character and 5 of padding."""
    return (7 * width + 5) * 0.75


def page_scale(width: float, *, portrait: bool = False) -> float:
    """Return the print scale (at most 1) that makes a sheet one A4 page wide; ``width`` is in points."""
    room = (_SHORT_SIDE if portrait else _LONG_SIDE) - 2 * MARGIN_SIDE * 72
    return min(1.0, room / width)


# Excel repairs a sheet with more page breaks than 1,026, and cuts a row to 409.5 points.
MOST_BREAKS, TALLEST_ROW = 1022, 409.5


def page_breaks(
    blocks: Iterable[tuple[int, int]],
    height_of: Callable[[int], float],
    width: float,
    repeated: float,
    *,
    portrait: bool,
) -> list[int]:
    """Return the rows before which a new A4 page starts, so that no block of rows (first, last) is cut.

    The sheet prints one page wide. ``width`` is the width of all columns in points, ``repeated`` the height of the
    header rows that every page after the first repeats. At most ``MOST_BREAKS`` rows are returned: the programs break
    the pages after the last of them by themselves.
    """
    down = _LONG_SIDE if portrait else _SHORT_SIDE
    page = (down - (MARGIN_TOP + MARGIN_BOTTOM) * 72) / page_scale(width, portrait=portrait) * _SAFETY
    breaks: list[int] = []
    start, filled = 0, 0.0
    for first, last in blocks:
        block = sum(map(height_of, range(start, last + 1)))
        if filled + block > page and filled:
            breaks.append(first)
            filled, block = repeated, sum(map(height_of, range(first, last + 1)))
        filled += block
        start = last + 1
    return breaks[:MOST_BREAKS]
