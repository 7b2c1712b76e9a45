"""How much room a text takes in a column, and what fits a printed page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache

_NO_WIDTH = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_NARROW = frozenset("เโใไาำะๆฯ .,:;!|'()[]-/\"·«»iljtfrI")
_WIDE = frozenset("ฌญณฒฏฎฉฐฤฦฬMWmw%@")
_THAI_DIGITS = frozenset("๐๑๒๓๔๕๖๗๘๙")


@lru_cache(maxsize=1 << 15)
def text_width(text: str) -> float:
    """The width of a line in ems of the house font; Thai vowels and tone marks above have none."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> float:
    if char in _NO_WIDTH:
        return 0.0
    if char in _NARROW:
        return 0.24
    if char in _WIDE:
        return 0.52
    if char in _THAI_DIGITS:
        return 0.45
    return 0.385 if "\u0e00" <= char <= "\u0e7f" else 0.375


@lru_cache(maxsize=1 << 15)
def line_count(text: str, width: float, size: int) -> int:
    """How many lines a text takes in a column of so many characters at a font size in points.

    LibreOffice draws columns 6 per cent wider than Excel does: 6.6 pixels a character is safe in both.
    """
    em = size * 96 / 72
    room = max(6.6 * width - 0.8 * em, em)
    return sum(max(1, math.ceil(text_width(line) * em / room)) for line in text.split("\n"))


# A line of the house font in Excel, and what a row adds: 16 points make its usual row of 24.
_PITCH, _PADDING = 1.36, 3


def row_height(cells: Iterable[tuple[str, float]], size: int, least: float = 0) -> float:
    """The height in points that holds the tallest of some (text, column width) cells."""
    lines = max((line_count(text, width, size) for text, width in cells), default=1)
    return max(lines * size * _PITCH + _PADDING, least)


# Where the house font is missing LibreOffice takes Laksaman, drawn so much wider, with lines so many sizes tall.
# A line broken between words loses an em or so, in a narrow column less.
_STAND_IN_WIDER, _STAND_IN_PITCH, _LOST, _LEAST_LOST = 1.4, 1.655, 1.2, 1 / 6


def safe_height(cells: Iterable[tuple[str, float]], size: int, least: float = 0) -> float:
    """The height in points that holds (text, column width) cells also in the font that stands in for ours."""
    lines = max((_stand_in_lines(text, width, size) for text, width in cells), default=1)
    return max(math.ceil(lines * size * _STAND_IN_PITCH) + 1, least)


@lru_cache(maxsize=1 << 15)
def _stand_in_lines(text: str, width: float, size: int) -> int:
    room = max(6.6 * width / (size * 96 / 72) - 0.8, 1)
    return sum(_broken(text_width(line) * _STAND_IN_WIDER, room) for line in text.split("\n"))


def _broken(width: float, room: float) -> int:
    return 1 if width <= room else max(2, math.ceil(width / max(room - min(_LOST, room * _LEAST_LOST), 1)))


_LONG_SIDE, _SHORT_SIDE = 842.0, 595.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 0.5, 0.8, 0.5
# Programs differ by a few per cent in what they put on a page.
_SAFETY = 0.97


def column_points(width: float) -> float:
    """The points of a column of so many characters: 7 pixels each and 5 of padding."""
    return (7 * width + 5) * 0.75


# LibreOffice draws columns so much wider than Excel does.
WIDEST_COLUMNS = 1.06


def page_scale(width: float, *, portrait: bool = False) -> float:
    """How much a sheet of so many points is shrunk to be one A4 page wide; never enlarged."""
    room = (_SHORT_SIDE if portrait else _LONG_SIDE) - 2 * MARGIN_SIDE * 72
    return min(1.0, room / width)


def page_breaks(
    blocks: Iterable[tuple[int, int]],
    height_of: Callable[[int], float],
    width: float,
    repeated: float,
    *,
    portrait: bool,
) -> list[int]:
    """The rows before which an A4 page of one page's width is broken, so that no block is cut.

    ``width`` is the points of all columns, ``repeated`` those of the header rows that stand on every page but
    the first again.
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
    return breaks


def units(text: str) -> int:
    """The length of a text as Excel counts it: in halves of UTF-16, of which a rare character takes two."""
    return len(text) + sum(1 for char in text if char > "\uffff")
