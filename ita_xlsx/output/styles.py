"""Define the look of all workbooks: palette, font sizes, cell styles and number formats.

Holds tables of constants, and one function that reckons with them. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ita_xlsx.model.layout.page import is_surely_short, line_count

FONT = "TH Sarabun New"
TITLE, HEADING, BODY, DENSE, SMALL = 22, 18, 16, 14, 12

# Each color stands at least 4.5 to 1 against what it is drawn on as text, 3 to 1 as the line of a chart or an input.
INK, MUTED, LINE, BOX = "#1F2937", "#5B6472", "#D5DAE1", "#727D8A"
HEAD, HEAD_TEXT, BAND = "#1F4E79", "#FFFFFF", "#EEF3F8"
# A cell that is still empty, one that is filled or open, one that may stay empty, and one that is not for typing.
TODO, INPUT, OPTIONAL, LOCKED = "#FFE58A", "#FFFBE3", "#FBFAF4", "#ECEEF1"
GOOD, BAD, CAUTION = "#DCEFDC", "#FBDDD8", "#FFE9BD"
GOOD_TEXT, BAD_TEXT, CAUTION_TEXT = "#22592B", "#A3211A", "#7A4A00"
# What a sheet is for: to be read first, to be filled in, to work with.
TAB_READ, TAB_FILL, TAB_WORK = "#1F4E79", "#E0B400", "#9AA5B1"
# Bars in cells.
BAR, PALE_BAR = "#6E93B8", "#C3D3E4"
# Darker is worse, so that a matrix can be read in grey print too.
HEAT_BAD, HEAT_WORST = "#F6CFC4", "#DE8F7F"
SERIES, SERIES_OTHER, LIMIT = "#1F4E79", "#9A6A12", "#A3211A"

SCORE_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.00", "thai": "[$-D00041E]0.00"})
YEAR_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0", "thai": "[$-D00041E]0"})
COUNT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "#,##0", "thai": "[$-D00041E]#,##0"})
# A fall has the true minus sign, which is as wide as a digit.
CHANGE_FORMAT: Mapping[str, str] = MappingProxyType(
    {
        "arabic": "+0.00;−0.00;0.00",
        "thai": "[$-D00041E]+0.00;[$-D00041E]−0.00;[$-D00041E]0.00",
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
WHOLE_PERCENT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0%", "thai": "[$-D00041E]0%"})
EXACT_FORMAT: Mapping[str, str] = MappingProxyType({"arabic": "0.000000", "thai": "[$-D00041E]0.000000"})

_BOX = {"border": 1, "border_color": LINE}
_WRAP = {"text_wrap": True, "valign": "vcenter", "align": "left", "indent": 1}
_MIDDLE = {"align": "center", "valign": "vcenter"}
_DENSE = {"font_size": DENSE, **_BOX, "valign": "vcenter"}
# A number wider than its column is drawn smaller, never as ###: other fonts and Thai digits are wider.
_FITTED = {"shrink": True}
# Figures stand to the right, so that their points are below each other.
_RIGHT = {"align": "right", "indent": 1}
_FIGURE = {**_DENSE, **_RIGHT, **_FITTED}
_IN_HEAT = {**_DENSE, **_FITTED, "align": "right"}
_IN_BOX = {"border": 1, "border_color": BOX}
# The form that is printed and signed: larger type, and a rule below each step instead of a grid.
FORM, FORM_URL = 13, 12
_RULED = {"bottom": 1, "bottom_color": LINE, "valign": "vcenter", "text_wrap": True}
_IN_CARD = {
    "font_size": 30, "bold": True, "font_color": HEAD, "align": "center", "valign": "vcenter", **_BOX, **_FITTED,
}  # fmt: skip
# What stands alone on a line of a summary page is drawn smaller where a font is wider than ours; it never wraps.
_ON_PAGE = {"valign": "vcenter", "shrink": True}
_ON_LINE = {"font_size": DENSE, **_ON_PAGE, "bottom": 1, "bottom_color": LINE}
_UNDER_HEAD = {**_ON_PAGE, "bottom": 2, "bottom_color": HEAD}
_SIDES = {"left": 1, "left_color": LINE, "right": 1, "right_color": LINE}
_POINT = {"font_size": DENSE, **_ON_PAGE, "bold": True}
_IN_HEADER = {
    "font_size": DENSE, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT, "valign": "vcenter", **_FITTED,
}  # fmt: skip
_ON_COVER = {"font_size": BODY, "valign": "vcenter", "bottom": 1, "bottom_color": LINE}
_COVER_HEAD = {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter", "bottom": 2, "bottom_color": HEAD}
_IN_ROW = {"font_size": DENSE, "valign": "vcenter", "bottom": 1, "bottom_color": LINE}

# Lines of a summary page: cards have a strong line on top, rows of panels a thin one below them.
_TILE_SIDES = {**_SIDES, "indent": 1, "valign": "vcenter", **_FITTED}
_IN_PANEL = {"font_size": DENSE, "bottom": 1, "bottom_color": LINE, "valign": "vcenter"}
_PANEL_HEAD = {"font_color": HEAD, "bottom": 2, "bottom_color": HEAD, "valign": "vcenter"}
_CARD_VALUE = {"font_size": 30, "bold": True, "font_color": HEAD, "align": "left", **_TILE_SIDES}

# The properties that each style adds to the font; NUMBER_FORMATS adds number formats to some of them.
STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"font_size": TITLE, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "subtitle": {"font_size": BODY, "font_color": MUTED, "valign": "vcenter"},
        "heading": {"font_size": HEADING, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "body": {"font_size": BODY, "text_wrap": True, "valign": "vcenter"},
        "line": {"font_size": BODY, "valign": "vcenter"},
        "strong": {"font_size": BODY, "bold": True, "valign": "vcenter"},
        "muted": {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter"},
        "muted_text": {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter", "text_wrap": True},
        "wrapped": {"text_wrap": True},
        "warning": {"font_size": BODY, "bold": True, "bg_color": CAUTION, **_BOX, **_WRAP},
        "header": {
            "font_size": DENSE, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT,
            "text_wrap": True, "align": "center", "valign": "vcenter", **_BOX,
        },
        "text": {**_DENSE, **_WRAP},
        "text_top": {**_DENSE, **_WRAP, "valign": "top"},
        "one_line": {**_DENSE, "align": "left", "indent": 1, **_FITTED},
        "band": {**_DENSE, **_WRAP, "bg_color": BAND},
        "centre": {**_DENSE, **_MIDDLE, "text_wrap": True},
        "centre_middle": {**_DENSE, "align": "center", "valign": "vcenter", "text_wrap": True},
        "code": {**_MIDDLE, "bold": True},
        "swatch_input": {"bg_color": INPUT},
        "score": {**_FIGURE},
        "score_strong": {**_FIGURE, "bold": True},
        "score_corrected": {**_FIGURE, "bold": True, "italic": True, "underline": 1},
        "count": {**_FIGURE},
        "change": {**_FIGURE},
        "sentence": {"font_size": DENSE, "text_wrap": True, "valign": "vcenter"},
        "plan": {**_DENSE, **_WRAP},
        "line_centre": {"font_size": BODY, "align": "center", "valign": "vcenter"},
        "helper_count": {**_FIGURE, "font_color": MUTED},
        # LibreOffice draws what stands in a hidden column beside the printed ones, unless its format is empty.
        "not_drawn": {"font_size": SMALL, "font_color": MUTED, "num_format": ";;;", **_FITTED},
        "helper_line": {"font_size": SMALL, "font_color": MUTED, "valign": "vcenter"},
        "flag": {**_DENSE, **_MIDDLE, **_FITTED, "font_color": MUTED},
        "exact": {**_FIGURE, "font_color": MUTED},
        "muted_right": {"font_size": DENSE, "font_color": MUTED, "align": "right", "valign": "vcenter"},
        "threshold": {**_FIGURE, "bold": True, "bg_color": INPUT, "locked": False, **_IN_BOX},
        "exact_two": {**_FIGURE, "font_color": MUTED},
        "helper": {**_DENSE, "font_color": MUTED, "text_wrap": True},
        "helper_header": {
            "font_size": SMALL, "font_color": MUTED, "text_wrap": True, "align": "center",
            "valign": "vcenter", **_BOX,
        },
        "input": {**_DENSE, **_WRAP, "bg_color": INPUT, "locked": False, **_IN_BOX},
        "input_score": {**_FIGURE, "bg_color": INPUT, "locked": False, **_IN_BOX},
        "input_centre": {**_DENSE, **_MIDDLE, "bg_color": INPUT, "locked": False, **_IN_BOX},
        "label": {"font_size": BODY, **_BOX, "bg_color": LOCKED, "valign": "vcenter", "indent": 1},
        "locked": {
            "font_size": BODY, **_IN_BOX, "bg_color": LOCKED, "valign": "vcenter", "align": "left", "indent": 1,
            "text_wrap": True,
        },
        "locked_year": {
            "font_size": BODY, **_IN_BOX, "bg_color": LOCKED, "valign": "vcenter", "align": "left", "indent": 1,
        },
        "field": {
            "font_size": BODY, **_IN_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "@", "text_wrap": True,
        },
        "field_date": {
            "font_size": BODY, **_IN_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "[$-187041E]d mmmm yyyy",
        },
        "field_count": {
            "font_size": BODY, **_IN_BOX, "bg_color": INPUT, "locked": False, "valign": "vcenter",
            "align": "left", "indent": 1, "num_format": "#,##0",
        },
        "list_title": {"font_size": BODY, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        # It spills over the cells beside it, so it must not shrink into its own.
        "list_message": {"font_size": BODY, "bold": True, "font_color": HEAD, "bg_color": BAND, "valign": "vcenter"},
        "message_due": {"bg_color": CAUTION, "font_color": CAUTION_TEXT},
        "due_text": {"font_color": BAD_TEXT, "bold": True},
        "caution_box": {"font_size": DENSE, "bg_color": CAUTION, "font_color": CAUTION_TEXT, **_WRAP},
        "cut": {**_DENSE, "align": "left", "indent": 1},
        "tile_label": {"font_size": DENSE, "font_color": MUTED, "top": 5, "top_color": HEAD, **_TILE_SIDES},
        "tile_text": _CARD_VALUE,
        "tile_score": _CARD_VALUE,
        "tile_share": _CARD_VALUE,
        "tile_line": {"font_size": DENSE, "bottom": 1, "bottom_color": LINE, **_TILE_SIDES},
        "panel_head": {"font_size": BODY, "bold": True, **_PANEL_HEAD},
        "panel_note": {"font_size": DENSE, **_PANEL_HEAD, "align": "right", "indent": 1, "font_color": MUTED},
        "panel_text": {**_IN_PANEL, **_FITTED, "align": "left"},
        "panel_score": {**_IN_PANEL, **_FITTED, **_RIGHT, "bold": True},
        "panel_count": {**_IN_PANEL, **_FITTED, "align": "center"},
        "panel_note_centre": {"font_size": DENSE, **_PANEL_HEAD, "align": "center", "font_color": MUTED},
        "proposal": {"font_size": DENSE, "bold": True, "font_color": HEAD, "valign": "vcenter", **_FITTED},
        "orders": {"font_size": DENSE, "font_color": MUTED, **_BOX, "align": "left", "valign": "top", "indent": 1},
        "panel_link": {**_IN_PANEL, **_FITTED, "bold": True, "font_color": HEAD, "underline": 1},
        "sheet_link": {"font_size": DENSE, "font_color": HEAD, "underline": 1, "valign": "vcenter", **_FITTED},
        "note_link": {"font_size": DENSE, "font_color": HEAD, "underline": 1, "valign": "vcenter"},
        # The form: the head of a sheet to fill in, bands over its rows, and the rows between thin lines.
        "cover_sentence": {
            "font_size": 20, "bold": True, "font_color": HEAD, "bg_color": BAND, "valign": "vcenter", "indent": 1,
        },
        "cover_line": {"font_size": DENSE, "bg_color": BAND, "valign": "vcenter", "indent": 1},
        "cover_title": {"font_size": BODY, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "cover_plain": {"font_size": DENSE, "valign": "vcenter"},
        "cover_heading": {**_COVER_HEAD, "font_size": BODY, "bold": True, "font_color": HEAD},
        "cover_head": _COVER_HEAD,
        "cover_head_right": {**_COVER_HEAD, "align": "right", "indent": 1},
        "cover_number": {**_ON_COVER, "font_size": HEADING, "bold": True, "font_color": HEAD, "align": "center"},
        "cover_text": _ON_COVER,
        "cover_link": {**_ON_COVER, "font_color": HEAD, "underline": 1},
        "cover_count": {**_ON_COVER, "align": "right", "indent": 1},
        "cover_share": {**_ON_COVER, "align": "right", "indent": 1},
        "cover_left": {**_ON_COVER, "bold": True, "align": "right", "indent": 1},
        "cover_swatch": {"font_size": DENSE, **_MIDDLE, **_IN_BOX},
        "example": {**_IN_ROW, "font_color": MUTED, "italic": True, "indent": 1},
        "swatch_optional": {"bg_color": OPTIONAL},
        "line_value": {**_FIGURE, "bold": True},
        "progress": {**_FIGURE, "font_color": MUTED},
        "chart_name": {**_FIGURE, "font_color": MUTED},
        "chart_ring": {**_FIGURE, "font_color": MUTED},
        # Of a result that is not there yet, only the progress is seen.
        "unseen": {"num_format": ";;;"},
        "form_code": {"font_size": HEADING, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "form_title": {"font_size": BODY, "font_color": MUTED, "valign": "vcenter", "indent": 1},
        "form_count": {"font_size": BODY, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "form_head": {**_IN_HEADER, "align": "left", "indent": 1},
        "form_head_right": {**_IN_HEADER, "align": "right", "indent": 1},
        "form_head_lines": {**_IN_HEADER, **_RIGHT, "shrink": False, "text_wrap": True},
        "form_head_centre": {**_IN_HEADER, "align": "center"},
        "form_head_other": {**_IN_HEADER, "align": "left", "indent": 1, "bg_color": LOCKED, "font_color": MUTED},
        "form_band": {
            "font_size": DENSE, "bold": True, "font_color": HEAD, "bg_color": BAND, "valign": "vcenter",
            "top": 1, "top_color": BOX, "indent": 1,
        },
        "form_band_note": {
            "font_size": DENSE, "font_color": MUTED, "bg_color": BAND, "valign": "vcenter", "indent": 1,
        },
        "form_text": {**_IN_ROW, **_WRAP},
        "form_label": {**_IN_ROW, "font_color": HEAD, "align": "right", "indent": 1},
        "form_number": {**_IN_ROW, "font_color": MUTED, "align": "right", "indent": 1, "shrink": True},
        "form_plan": {**_IN_ROW, "font_color": MUTED, "align": "left", "indent": 1},
        # Longer than its cell, a text goes on below the end of the row, where it is not seen.
        "form_input": {**_DENSE, **_WRAP, "valign": "top", "bg_color": INPUT, "locked": False, **_IN_BOX},
        "form_choice": {**_DENSE, **_MIDDLE, **_FITTED, "bg_color": INPUT, "locked": False, **_IN_BOX},
        "optional": {**_DENSE, **_WRAP, "valign": "top", "bg_color": OPTIONAL, "locked": False, **_IN_BOX},
        "optional_score": {**_FIGURE, "bg_color": OPTIONAL, "locked": False, **_IN_BOX},
        "todo": {"bg_color": TODO},
        "done": {"bg_color": GOOD, "font_color": GOOD_TEXT},
        "doing": {"bg_color": CAUTION, "font_color": CAUTION_TEXT},
        "not_yet": {"bg_color": BAD, "font_color": BAD_TEXT},
        "not_ours": {"bg_color": LOCKED, "font_color": INK},
        "good": {"bg_color": GOOD},
        "bad": {"bg_color": BAD, "bold": True},
        "caution": {"bg_color": CAUTION},
        "link": {**_DENSE, "font_color": HEAD, "underline": 1},
        "link_centre": {"font_color": HEAD, "underline": 1},
        "rank": {**_DENSE, **_MIDDLE, **_FITTED, "bold": True},
        "heat": _IN_HEAT,
        "heat_count": _IN_HEAT,
        "heat_part": {**_IN_HEAT, "italic": True},
        # A score that the officer corrected as the agency told, and what is computed from it.
        "heat_corrected": {**_IN_HEAT, "italic": True, "underline": 1},
        "heat_bad": {"bg_color": HEAT_BAD},
        "heat_worst": {"bg_color": HEAT_WORST, "bold": True},
        "heat_good": {"bg_color": GOOD, "bold": True},
        "figure": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_count": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_share": {**_IN_HEAT, "bg_color": BAND, "bold": True},
        "figure_name": {
            **_DENSE, "bg_color": BAND, "bold": True, "align": "right", "valign": "vcenter", "indent": 1,
        },
        "date": {**_DENSE, **_MIDDLE, **_FITTED},
        "input_date": {**_FIGURE, "bold": True, "bg_color": INPUT, **_IN_BOX},
        "address": {**_DENSE, **_MIDDLE, "font_color": HEAD, "underline": 1},
        "upright": {
            "font_size": DENSE, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT, "rotation": 90,
            "text_wrap": True, "align": "center", "valign": "bottom", **_BOX,
        },
        "quiet": {"bg_color": LOCKED, "font_color": MUTED},
        "percent": {**_FIGURE},
        "card_count": _IN_CARD,
        "card_share": _IN_CARD,
        "card_note": {
            "font_size": DENSE, "font_color": MUTED, "align": "center", "valign": "vcenter", "text_wrap": True, **_BOX,
        },
        "plan_title": {"font_size": 20, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "page_title": {"font_size": 20, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "summary_title": {"font_size": 20, "bold": True, "font_color": HEAD, **_ON_PAGE},
        "message": {
            "font_size": BODY, "bold": True, "font_color": HEAD, "bg_color": BAND, "indent": 1, **_ON_PAGE,
            "left": 5, "left_color": HEAD,
        },
        "hero_head": {
            "font_size": DENSE, "font_color": MUTED, "indent": 1, **_ON_PAGE, **_SIDES, "top": 5, "top_color": HEAD,
        },
        "hero_score": {
            "font_size": 30, "bold": True, "font_color": HEAD, "align": "left", "indent": 1, **_ON_PAGE, **_SIDES,
        },
        "hero_level": {"font_size": 22, "bold": True, "font_color": HEAD, "align": "left", **_ON_PAGE, **_SIDES},
        "hero_below": {"font_size": DENSE, "indent": 1, **_ON_PAGE, **_SIDES, "bottom": 1, "bottom_color": LINE},
        "no_left": {"left": 0},
        "no_right": {"right": 0},
        "section": {"font_size": BODY, "bold": True, "font_color": HEAD, **_UNDER_HEAD},
        "section_plain": {"font_size": BODY, "bold": True, "font_color": HEAD, "valign": "vcenter"},
        "section_word": {"font_size": DENSE, "font_color": MUTED, **_UNDER_HEAD},
        "section_right": {"font_size": DENSE, "font_color": MUTED, "align": "right", "indent": 1, **_UNDER_HEAD},
        "on_line": _ON_LINE,
        "on_line_muted": {**_ON_LINE, "font_color": MUTED},
        "on_line_right": {**_ON_LINE, **_RIGHT},
        "on_line_score": {**_ON_LINE, **_RIGHT, "bold": True},
        "on_line_change": {**_ON_LINE, **_RIGHT, "font_color": MUTED},
        "on_line_bar": _ON_LINE,
        "indented": {"indent": 1},
        "point": _POINT,
        "point_score": {**_POINT, **_RIGHT},
        "point_why": {"font_size": DENSE, **_ON_PAGE, "indent": 1},
        "writing_line": {"font_size": BODY, "valign": "vcenter", "bottom": 4, "bottom_color": BOX},
        "page_line": {"font_size": DENSE, "font_color": MUTED, **_ON_PAGE},
        # Marks on what is written: a fall, a score below the threshold, what is incomplete.
        "fall": {"font_color": BAD_TEXT, "bold": True},
        "below": {"font_color": BAD_TEXT},
        "alarm": {"bg_color": CAUTION, "font_color": CAUTION_TEXT},
        "lack": {"font_color": CAUTION_TEXT},
        "overdue": {"bg_color": BAD, "font_color": BAD_TEXT},
        "fitted": _FITTED,
        "cut_centre": {**_DENSE, **_MIDDLE},
        "beside": {"font_size": DENSE, "font_color": MUTED, "valign": "vcenter"},
        "paper_title": {"font_size": HEADING, "bold": True, "font_color": HEAD, "valign": "vcenter", "text_wrap": True},
        "paper_line": {"font_size": BODY, "valign": "vcenter", "text_wrap": True},
        "paper_count": {"font_size": BODY, "bold": True, "valign": "vcenter", "text_wrap": True},
        "paper_text": {"font_size": FORM, **_RULED},
        "paper_url": {"font_size": FORM_URL, **_RULED, "indent": 1},
        "paper_number": {"font_size": FORM, **_RULED, "align": "center", "font_color": MUTED},
        "paper_status": {"font_size": FORM, **_RULED, "align": "center"},
        "paper_note": {"font_size": FORM, **_RULED, "font_color": MUTED, "indent": 3},
        "paper_open": {"bottom": 0},
        "paper_band": {
            "font_size": DENSE, "bold": True, "font_color": HEAD, "bg_color": BAND, "top": 1, "top_color": BOX,
            "valign": "vcenter", "text_wrap": True,
        },
        "paper_owner": {"font_size": FORM, "bg_color": BAND, "valign": "vcenter", "text_wrap": True},
        "paper_box": {
            "font_size": FORM, **_IN_BOX, "locked": False, "valign": "vcenter", "text_wrap": True, "align": "center",
        },
        "paper_sign": {"font_size": DENSE, "valign": "vcenter", "text_wrap": True},
        "paper_done": {"font_color": GOOD_TEXT},
        "paper_doing": {"bg_color": CAUTION, "font_color": CAUTION_TEXT, "bold": True},
        "paper_not_yet": {"bg_color": BAD, "font_color": BAD_TEXT, "bold": True},
        "paper_no_duty": {"bg_color": LOCKED},
    }
)  # fmt: skip
# Cells that a person types into keep their text as it is.
INPUTS = frozenset(name for name, style in STYLES.items() if style.get("locked") is False)
NUMBER_FORMATS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "score": SCORE_FORMAT, "score_strong": SCORE_FORMAT, "input_score": SCORE_FORMAT,
        "score_corrected": SCORE_FORMAT, "optional_score": SCORE_FORMAT,
        "form_number": COUNT_FORMAT, "cover_left": COUNT_FORMAT,
        "cover_share": WHOLE_PERCENT_FORMAT, "line_value": COUNT_FORMAT, "chart_ring": COUNT_FORMAT,
        "locked_year": YEAR_FORMAT,
        "threshold": SCORE_FORMAT, "exact_two": SCORE_FORMAT,
        "rank": COUNT_FORMAT, "heat": SCORE_FORMAT, "heat_count": COUNT_FORMAT, "heat_part": SCORE_FORMAT,
        "heat_corrected": SCORE_FORMAT,
        "heat_bad": BELOW_FORMAT, "heat_worst": FAR_FORMAT, "heat_good": SCORE_FORMAT,
        "figure": SCORE_FORMAT, "figure_count": COUNT_FORMAT, "figure_share": PERCENT_FORMAT,
        "date": DATE_FORMAT, "input_date": TYPED_DATE_FORMAT, "percent": PERCENT_FORMAT,
        "card_count": COUNT_FORMAT, "card_share": PERCENT_FORMAT,
        "tile_score": SCORE_FORMAT, "tile_share": PERCENT_FORMAT,
        "panel_score": SCORE_FORMAT, "panel_count": COUNT_FORMAT,

        "count": COUNT_FORMAT, "helper_count": COUNT_FORMAT, "exact": EXACT_FORMAT, "change": CHANGE_FORMAT,
        "hero_score": SCORE_FORMAT, "on_line_bar": SCORE_FORMAT,
        "on_line_score": SCORE_FORMAT, "on_line_right": SCORE_FORMAT,
        "point_score": SCORE_FORMAT, "on_line_change": CHANGE_FORMAT, "section_right": COUNT_FORMAT,
    }
)  # fmt: skip


def is_one_line(text: str, width: float, styles: tuple[str, ...]) -> bool:
    """Return True if a text is one line in its column in our font; a wider font may then shrink it."""
    if "\n" in text:
        return False
    size = _font_size(styles)
    return is_surely_short(text, width, size) or line_count(text, width, size) == 1


@cache
def _font_size(styles: tuple[str, ...]) -> int:
    """Return the font size in points of styles that are applied one after the other."""
    sizes = [int(STYLES[style]["font_size"]) for style in styles if "font_size" in STYLES[style]]
    return sizes[-1] if sizes else BODY
