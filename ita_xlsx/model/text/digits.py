"""Convert between Thai and Arabic digits, and from full-width characters to plain ones.

Thai offices mix both kinds of digits; East Asian keyboards type full-width characters. Works on texts only.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARABIC, _THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)
# Addresses, file names and codes such as ``o27``.
_KEPT = re.compile(
    r"https?://\S+|\S+@\S+|\S+\.(?:xlsx|xlsm|xls|ods|csv|pdf|docx?|zip|eml|msg)\b"
    r"|[A-Za-z][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*"
)
_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def arabic(text: str) -> str:
    """Return the text with Arabic digits in place of Thai digits."""
    return text.translate(_TO_ARABIC)


def thai(text: str) -> str:
    """Return the text with Thai digits in place of Arabic digits."""
    return text.translate(_TO_THAI)


class AsTyped(str):
    """A text whose digits stay as they are: a code or the name of a file."""

    __slots__ = ()


def thai_words(text: str) -> str:
    """Return a text with Thai digits, as a page for Thai readers has them; codes, addresses and file names stay."""
    return text if isinstance(text, AsTyped) else _thai_words(text)


@lru_cache(maxsize=1 << 14)
def _thai_words(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in _KEPT.finditer(text):
        pieces += (thai(text[end : match.start()]), match[0])
        end = match.end()
    return "".join((*pieces, thai(text[end:])))


def narrow(text: str) -> str:
    """Return the text with plain letters, digits and signs in place of full-width ones."""
    return text if text.isascii() else text.translate(_TO_NARROW)
