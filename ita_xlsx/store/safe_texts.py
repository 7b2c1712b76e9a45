"""Make texts safe for CSV files and the database, and restore them when they are read.

Takes and returns texts. Works on values only.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Control characters except tab and line ends, and lone surrogates, which cannot be encoded.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
# Characters that a program may skip before it looks for a formula. The apostrophe is one of them, so that a text that
# began with an apostrophe keeps it when it is read back.
_IGNORED = "'\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_FORMULA_START = re.compile(rf"'*[\t\r\n]|[\s{_IGNORED}\ufffd]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
_NUMBER = re.compile(r"'*[+-]?[0-9]+(\.[0-9]+)?")


def replace_control_characters(text: str) -> str:
    """Return the text with U+FFFD instead of control characters and lone surrogates; tabs and line ends stay."""
    return _CONTROL_CHARACTERS.sub(_REPLACEMENT, text)


@lru_cache(maxsize=4096)
def escape_formula_text(text: str) -> str:
    """Return a text without control characters that no spreadsheet takes for a formula.

    A risky text gets a leading apostrophe. A text is risky if it begins, after blanks and invisible characters, with
    = + - @ in any width, or with a tab or a line end. A plain number is not risky.
    ``unescape_formula_text`` returns what ``replace_control_characters`` makes of the text.
    """
    clean = replace_control_characters(text)
    return f"'{clean}" if _is_risky(clean) else clean


def unescape_formula_text(text: str) -> str:
    """Return a text without the apostrophe that ``escape_formula_text`` added."""
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _is_risky(text: str) -> bool:
    """Return True if a spreadsheet could take the text for a formula.

    The answer is the same with and without leading apostrophes, so that adding one can be undone.
    """
    return _FORMULA_START.match(text) is not None and _NUMBER.fullmatch(text) is None
