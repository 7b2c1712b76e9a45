"""Digits of the two scripts that Thai offices mix."""

from __future__ import annotations

_ARABIC, _THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)


def arabic(text: str) -> str:
    """A text with Arabic for Thai digits."""
    return text.translate(_TO_ARABIC)


def thai(text: str) -> str:
    """A text with Thai for Arabic digits."""
    return text.translate(_TO_THAI)
