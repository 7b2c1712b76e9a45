"""Convert between Thai and Arabic digits, and from full-width characters to plain ones.

Thai offices mix both kinds of digits; East Asian keyboards type full-width characters. Works on texts only.
"""

from __future__ import annotations

_ARABIC, _THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def arabic(text: str) -> str:
    """Return the text with Arabic digits in place of Thai digits."""
    return text.translate(_TO_ARABIC)


def thai(text: str) -> str:
    """Return the text with Thai digits in place of Arabic digits."""
    return text.translate(_TO_THAI)


def narrow(text: str) -> str:
    """Return the text with plain letters, digits and signs in place of full-width ones."""
    return text if text.isascii() else text.translate(_TO_NARROW)
