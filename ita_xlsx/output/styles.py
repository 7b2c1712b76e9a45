"""Define the look of all workbooks: palette, font sizes, cell styles, number formats and the text of page headers.

Holds tables of constants, and one function that takes and returns a text. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ita_xlsx.model.layout.page import text_width
from ita_xlsx.model.text.writable import excel_length

FONT = "TH Sarabun New"
TITLE, HEADING, BODY, DENSE, SMALL = 22, 18, 16, 14, 12

INK, MUTED, LINE = "#1F2937", "#5B6472", "#B8C0CC"
HEAD, HEAD_TEXT, BAND = "#1F4E79", "#FFFFFF", "#EEF3F8"
INPUT, LOCKED = "#FFF9D6", "#F4F5F7"
GOOD, BAD, CAUTION = "#E3F1E3", "#FBE3DF", "#FFEBC2"
# Darker is worse, so that a matrix can be read in grey print too.
HEAT_BAD, HEAT_WORST = "#F6CFC4", "#DE8F7F"
SERIES, SERIES_OTHER, LIMIT = "#1F4E79", "#C98A1B", "#B3261E"

SCORE_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.00", "thai": "[$-D00041E]0.00"})
COUNT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0", "thai": "[$-D00041E]0"})
CHANGE_FORMAT: Mapping[str, str] = MappingProxyType(
    {
        "arabic": "+0.00;-0.00;0.00",
        "thai": "[$-D00041E]+0.00;[$-D00041E]-0.00;[$-D00041E]0.00",
    }
)
PERCENT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.0%", "thai": "[$-D00041E]0.0%"})
# Years of the Buddhist era; the 1 or D in the code sets arabic or Thai digits.
DATE_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "[$-107041E]d mmm yyyy", "thai": "[$-D07041E]d mmm yyyy"})
# The 8 also reads what is typed as a year of the Buddhist era, on a computer of any language.
TYPED_DATE_FORMAT: Mapping[str, str] = MappingProxyType(
    {"arabic": "[$-187041E]d mmm yyyy", "thai": "[$-D87041E]d mmm yyyy"}
)
# Marks that the house font has and that fit any column: Excel shows ### for a number that does not fit.
BELOW_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": '"* "0.00', "thai": '[$-D00041E]"* "0.00'})
FAR_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": '"** "0.00', "thai": '[$-D00041E]"** "0.00'})
EXACT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.000000", "thai": "[$-D00041E]0.000000"})

_BOX = {"border": 1, "border_color": LINE}
# The library drops the indent of a top-aligned cell unless it is also aligned left.
_WRAP = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
_MIDDLE = {"align": "center", "valign": "top"}
_DENSE = {"font_size": DENSE, **_BOX, "valign": "top"}
# A number wider than its column is drawn smaller, never as ###: other fonts and Thai digits are wider.
_FITTED = {"shrink": True}
_FIGURE = {**_DENSE, **_MIDDLE, **_FITTED}
_IN_HEAT = {**_DENSE, **_FITTED, "align": "center", "valign": "vcenter"}
_IN_CARD = {
    "font_size": 30, "bold": True, "font_color": HEAD, "align": "center", "valign": "vcenter", **_BOX, **_FITTED,
}  # fmt: skip
_IN_FACT = {"font_size": BODY, **_BOX, **_FITTED, "align": "center", "valign": "vcenter"}

# The properties that each style adds to the font; NUMBER_FORMATS adds number formats to some of them.
STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"font_size": TITLE, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "subtitle": {"font_size": BODY, "font_color": MUTED, "valign": "vcenter"},
        "heading": {"font_size": HEADING, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "body": {"font_size": BODY, "text_wrap": True, "valign": "top"},
        "line": {"font_size": BODY, "valign": "vcenter"},
        "strong": {"font_size": BODY, "bold": True, "valign": "vcenter"},
        "muted": {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter"},
        "wrapped": {"text_wrap": True},
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
        "score": {**_FIGURE},
        "score_strong": {**_FIGURE, "bold": True},
        "count": {**_FIGURE},
        "change": {**_FIGURE},
        "sentence": {"font_size": DENSE, "text_wrap": True, "valign": "top"},
        "plan": {**_DENSE, **_WRAP},
        "line_centre": {"font_size": BODY, "align": "center", "valign": "vcenter"},
        "helper_count": {**_FIGURE, "font_color": MUTED},
        "helper_line": {"font_size": SMALL, "font_color": MUTED, "valign": "top"},
        "flag": {**_FIGURE, "font_color": MUTED},
        "exact": {**_FIGURE, "font_color": MUTED},
        "muted_right": {"font_size": DENSE, "font_color": MUTED, "align": "right", "valign": "vcenter"},
        "threshold": {**_FIGURE, "bold": True, "bg_color": INPUT, "locked": False},
        "exact_two": {**_FIGURE, "font_color": MUTED},
        "helper": {**_DENSE, "font_color": MUTED, "text_wrap": True},
        "helper_header": {
            "font_size": SMALL, "font_color": MUTED, "text_wrap": True, "align": "center",
            "valign": "vcenter", **_BOX,
        },
        "input": {**_DENSE, **_WRAP, "bg_color": INPUT, "locked": False},
        "input_score": {**_FIGURE, "bg_color": INPUT, "locked": False},
        "input_centre": {**_DENSE, **_MIDDLE, "bg_color": INPUT, "locked": False},
        "label": {"font_size": BODY, **_BOX, "bg_color": LOCKED, "valign": "vcenter", "indent": 1},
        "locked": {
            "font_size": BODY, **_BOX, "bg_color": LOCKED, "valign": "vcenter", "align": "left", "indent": 1,
            "text_wrap": True,
        },
        "field": {
            "font_size": BODY, **_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "@", "text_wrap": True,
        },
        "field_date": {
            "font_size": BODY, **_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "[$-187041E]d mmmm yyyy",
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
        "link_centre": {"font_color": HEAD, "underline": 1},
        "rank": {**_FIGURE, "bold": True},
        "heat": _IN_HEAT,
        "heat_count": _IN_HEAT,
        "heat_name": {**_DENSE, "text_wrap": True, "valign": "vcenter", "align": "left", "indent": 1},
        "heat_part": {**_IN_HEAT, "font_color": MUTED, "italic": True},
        "heat_bad": {"bg_color": HEAT_BAD},
        "heat_worst": {"bg_color": HEAT_WORST, "bold": True},
        "heat_good": {"bg_color": GOOD, "bold": True},
        "figure": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_count": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_share": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_name": {
            **_DENSE, "bg_color": BAND, "bold": True, "align": "right", "valign": "vcenter", "indent": 1,
        },
        "date": {**_FIGURE},
        "input_date": {**_FIGURE, "bold": True, "bg_color": INPUT},
        "address": {**_DENSE, **_MIDDLE, "font_color": HEAD, "underline": 1},
        "upright": {
            "font_size": DENSE, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT, "rotation": 90,
            "text_wrap": True, "align": "center", "valign": "bottom", **_BOX,
        },
        "quiet": {"bg_color": LOCKED, "font_color": MUTED},
        "percent": {**_FIGURE},
        "card": _IN_CARD,
        "card_count": _IN_CARD,
        "card_share": _IN_CARD,
        "card_note": {
            "font_size": DENSE, "font_color": MUTED, "align": "center", "valign": "vcenter", "text_wrap": True, **_BOX,
        },
        "fact": {
            "font_size": BODY, **_BOX, "text_wrap": True, "align": "left", "valign": "vcenter", "indent": 1,
        },
        "fact_strong": {
            "font_size": BODY, "bold": True, **_BOX, "bg_color": BAND, "align": "left", "valign": "vcenter",
            "indent": 1,
        },
        "fact_centre": {"font_size": BODY, **_BOX, "text_wrap": True, "align": "center", "valign": "vcenter"},
        "fact_score": {**_IN_FACT, "bold": True},
        "fact_count": _IN_FACT,
        "fact_percent": _IN_FACT,
    }
)  # fmt: skip
NUMBER_FORMATS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "score": SCORE_FORMAT, "score_strong": SCORE_FORMAT, "input_score": SCORE_FORMAT,
        "threshold": SCORE_FORMAT, "exact_two": SCORE_FORMAT, "big": SCORE_FORMAT,
        "rank": COUNT_FORMAT, "heat": SCORE_FORMAT, "heat_count": COUNT_FORMAT, "heat_part": SCORE_FORMAT,
        "heat_bad": BELOW_FORMAT, "heat_worst": FAR_FORMAT, "heat_good": SCORE_FORMAT,
        "figure": SCORE_FORMAT, "figure_count": COUNT_FORMAT, "figure_share": PERCENT_FORMAT,
        "date": DATE_FORMAT, "input_date": TYPED_DATE_FORMAT, "percent": PERCENT_FORMAT,
        "card": SCORE_FORMAT, "card_count": COUNT_FORMAT, "card_share": PERCENT_FORMAT,
        "fact_score": SCORE_FORMAT, "fact_count": COUNT_FORMAT, "fact_percent": PERCENT_FORMAT,
        "count": COUNT_FORMAT, "helper_count": COUNT_FORMAT, "exact": EXACT_FORMAT, "change": CHANGE_FORMAT,
    }
)  # fmt: skip

# A header has 255 characters: this many are left beside fonts and page number. Width in ems beside the page number
# of a portrait page. Longest year that is kept when a name is shortened. No header has room for a longer name.
_HEADER_ROOM, _HEADER_WIDTH, _LONGEST_ENDING, _LONGEST_HEADER = 150, 34, 40, 300
_PICTURE = re.compile(r"&(?=G|\[Picture\])")


def header_text(text: str) -> str:
    """Return a text for a page header, where ``&`` begins a code and there is room for 255 characters.

    An ampersand is doubled, and what follows it is kept from being read as the code of a picture. A text that
    would reach the page number is shortened: the name loses its end, the year after two spaces stays.
    """
    name, gap, year = text.rpartition("  ")
    ending = gap + year if gap and len(year) <= _LONGEST_ENDING else ""
    # One character after the other is taken away below, which a very long name must not make slow.
    short = (name if ending else text)[:_LONGEST_HEADER]
    while _is_too_long(coded := _coded(short + ending), short + ending) and len(short) > 1:
        short = f"{short[:-2]}…"
    return coded


def _coded(text: str) -> str:
    return _PICTURE.sub("&\u200b", text.replace("&", "&&"))


def _is_too_long(coded: str, text: str) -> bool:
    return excel_length(coded) > _HEADER_ROOM or text_width(text) > _HEADER_WIDTH
