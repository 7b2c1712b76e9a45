"""Make texts from outside writable: the one gate before a text goes into a workbook, and before a file is named.

Takes and returns texts. Works on values only.
"""

from __future__ import annotations

import re

# The number of UTF-16 units that a cell, or a note on it, can hold.
LONGEST_CELL = 32_767
_CUT_MARK = "…"
# Control characters and halves of characters, which XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Python keeps a byte of a file name that is no UTF-8 as a half character from here on.
_BYTES_FROM, _BYTES_TO = 0xDC80, 0xDCFF


def writable_text(text: str) -> str:
    """Return a text that a cell can hold: U+FFFD for what XML cannot hold, cut with a mark at 32,767 units."""
    # Nearly every text is so: a printable one has no character that XML cannot hold.
    if len(text) * 2 <= LONGEST_CELL and text.isprintable():
        return text
    return cut_units(replace_unwritable(text), LONGEST_CELL)


def replace_unwritable(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def excel_length(text: str) -> int:
    """Return the length of a text as Excel counts it: in UTF-16 units, of which a rare character takes two."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def cut_units(text: str, longest: int) -> str:
    """Return a text cut with a mark to at most ``longest`` units, as Excel counts them."""
    if 2 * len(text) <= longest or excel_length(text) <= longest:
        return text
    kept = text.encode("utf-16-le", "replace")[: 2 * (longest - len(_CUT_MARK))]
    return kept.decode("utf-16-le", "ignore") + _CUT_MARK


def writable_name(name: str) -> str:
    r"""Return the name of a file as it can be printed and written: ``\xNN`` for bytes that are no text.

    Two different names stay different.
    """
    return _UNWRITABLE.sub(lambda match: _as_escape(match[0]), name)


def _as_escape(char: str) -> str:
    number = ord(char)
    number = number - 0xDC00 if _BYTES_FROM <= number <= _BYTES_TO else number
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
