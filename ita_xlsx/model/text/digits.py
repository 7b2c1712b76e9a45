"""Digits of the two scripts that Thai offices mix, and the full-width ones of East Asian keyboards."""

from __future__ import annotations

_ARABIC, _THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def arabic(text: str) -> str:
    """A text with Arabic for Thai digits."""
    return text.translate(_TO_ARABIC)


def thai(text: str) -> str:
    """A text with Thai for Arabic digits."""
    return text.translate(_TO_THAI)


def narrow(text: str) -> str:
    """A text with its full-width letters, digits and signs as plain ones."""
    return text if text.isascii() else text.translate(_TO_NARROW)
