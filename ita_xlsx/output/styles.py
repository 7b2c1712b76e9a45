"""The palette, the type scale, widths and heights of text, and the print set-up: once for all workbooks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

FONT = "TH Sarabun New"
TITLE, HEADING, BODY, DENSE, SMALL = 22, 18, 16, 14, 12

INK, MUTED, LINE = "#1F2937", "#5B6472", "#B8C0CC"
HEAD, HEAD_TEXT, BAND = "#1F4E79", "#FFFFFF", "#EEF3F8"
INPUT, LOCKED = "#FFF9D6", "#F4F5F7"
GOOD, BAD, CAUTION = "#E3F1E3", "#FBE3DF", "#FFEBC2"
SERIES, SERIES_OTHER, LIMIT = "#1F4E79", "#C98A1B", "#B3261E"

SCORE_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.00", "thai": "[$-D00041E]0.00"})
COUNT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0", "thai": "[$-D00041E]0"})
CHANGE_FORMAT: Mapping[str, str] = MappingProxyType(
    {
        "arabic": "+0.00;-0.00;0.00",
        "thai": "[$-D00041E]+0.00;[$-D00041E]-0.00;[$-D00041E]0.00",
    }
)
EXACT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.000000", "thai": "[$-D00041E]0.000000"})

_BOX = {"border": 1, "border_color": LINE}
# The library drops an indent of a top-aligned cell that does not also say left.
_WRAP = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
_MIDDLE = {"align": "center", "valign": "top"}
_DENSE = {"font_size": DENSE, **_BOX, "valign": "top"}

# What each cell style adds to the font; "score", "count" and "exact" also take a number format.
STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"font_size": TITLE, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "subtitle": {"font_size": BODY, "font_color": MUTED, "valign": "vcenter"},
        "heading": {"font_size": HEADING, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "body": {"font_size": BODY, "text_wrap": True, "valign": "top"},
        "line": {"font_size": BODY, "valign": "vcenter"},
        "strong": {"font_size": BODY, "bold": True, "valign": "vcenter"},
        "muted": {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter"},
        "warning": {"font_size": BODY, "bold": True, "bg_color": CAUTION, **_BOX, **_WRAP},
        "header": {
            "font_size": DENSE, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT,
            "text_wrap": True, "align": "center", "valign": "vcenter", **_BOX,
        },
        "text": {**_DENSE, **_WRAP},
        "band": {**_DENSE, **_WRAP, "bg_color": BAND},
        "centre": {**_DENSE, **_MIDDLE, "text_wrap": True},
        "centre_middle": {**_DENSE, "align": "center", "valign": "vcenter", "text_wrap": True},
        "centre_strong": {**_DENSE, **_MIDDLE, "text_wrap": True, "bold": True},
        "code": {**_MIDDLE, "bold": True},
        "swatch_input": {"bg_color": INPUT},
        "swatch_locked": {"bg_color": LOCKED},
        "score": {**_DENSE, **_MIDDLE},
        "score_strong": {**_DENSE, **_MIDDLE, "bold": True},
        "count": {**_DENSE, **_MIDDLE},
        "change": {**_DENSE, **_MIDDLE},
        "sentence": {"font_size": DENSE, "text_wrap": True, "valign": "top"},
        "plan": {**_DENSE, **_WRAP},
        "line_centre": {"font_size": BODY, "align": "center", "valign": "vcenter"},
        "helper_count": {**_DENSE, **_MIDDLE, "font_color": MUTED},
        "helper_line": {"font_size": SMALL, "font_color": MUTED, "valign": "top"},
        "flag": {**_DENSE, **_MIDDLE, "font_color": MUTED},
        "exact": {**_DENSE, **_MIDDLE, "font_color": MUTED},
        "muted_right": {"font_size": DENSE, "font_color": MUTED, "align": "right", "valign": "vcenter"},
        "threshold": {**_DENSE, **_MIDDLE, "bold": True, "bg_color": INPUT, "locked": False},
        "exact_two": {**_DENSE, **_MIDDLE, "font_color": MUTED},
        "helper": {**_DENSE, "font_color": MUTED, "text_wrap": True},
        "helper_header": {
            "font_size": SMALL, "font_color": MUTED, "text_wrap": True, "align": "center",
            "valign": "vcenter", **_BOX,
        },
        "input": {**_DENSE, **_WRAP, "bg_color": INPUT, "locked": False},
        "input_score": {**_DENSE, **_MIDDLE, "bg_color": INPUT, "locked": False},
        "input_centre": {**_DENSE, **_MIDDLE, "bg_color": INPUT, "locked": False},
        "label": {"font_size": BODY, **_BOX, "bg_color": LOCKED, "valign": "vcenter", "indent": 1},
        "locked": {
            "font_size": BODY, **_BOX, "bg_color": LOCKED, "valign": "vcenter", "align": "left", "indent": 1,
        },
        "field": {
            "font_size": BODY, **_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "@",
        },
        "field_date": {
            "font_size": BODY, **_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "[$-107041E]d mmmm yyyy",
        },
        "field_count": {
            "font_size": BODY, **_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "#,##0",
        },
        "big": {
            "font_size": 36, "bold": True, "font_color": HEAD, "align": "center", "valign": "vcenter", **_BOX,
        },
        "big_word": {
            "font_size": 26, "bold": True, "font_color": HEAD, "align": "center", "valign": "vcenter", **_BOX,
        },
        "good": {"bg_color": GOOD},
        "bad": {"bg_color": BAD, "bold": True},
        "caution": {"bg_color": CAUTION},
        "link": {**_DENSE, "font_color": HEAD, "underline": 1},
    }
)  # fmt: skip
NUMBER_FORMATS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "score": SCORE_FORMAT, "score_strong": SCORE_FORMAT, "input_score": SCORE_FORMAT,
        "threshold": SCORE_FORMAT, "exact_two": SCORE_FORMAT, "big": SCORE_FORMAT,
        "count": COUNT_FORMAT, "helper_count": COUNT_FORMAT, "exact": EXACT_FORMAT, "change": CHANGE_FORMAT,
    }
)  # fmt: skip

_NO_WIDTH = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_NARROW = frozenset("เโใไาำะๆฯ .,:;!|'()[]-/\"·«»iljtfrI")
_WIDE = frozenset("ฌญณฒฏฎฉฐฤฦฬMWmw%@")
_THAI_DIGITS = frozenset("๐๑๒๓๔๕๖๗๘๙")


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=8192)
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


_LONG_SIDE, _SHORT_SIDE = 842.0, 595.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 0.5, 0.8, 0.5
# Programs differ by a few per cent in what they put on a page.
_SAFETY = 0.97


def column_points(width: float) -> float:
    """The points of a column of so many characters: 7 pixels each and 5 of padding."""
    return (7 * width + 5) * 0.75


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
    across, down = (_SHORT_SIDE, _LONG_SIDE) if portrait else (_LONG_SIDE, _SHORT_SIDE)
    room = across - 2 * MARGIN_SIDE * 72
    scale = min(1.0, room / width)
    page = (down - (MARGIN_TOP + MARGIN_BOTTOM) * 72) / scale * _SAFETY
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


_HEADER_ROOM = 120


def header_text(text: str) -> str:
    """A text as page headers want it; ``&`` would start a code, and a header has room for 255 characters."""
    short = text if len(text) <= _HEADER_ROOM else text[: _HEADER_ROOM - 1] + "…"
    return short.replace("&", "&&")
