"""Compile a pattern when it is first used, for long patterns that most runs never need.

Works on values only.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for the pattern and has all its methods; it is compiled at the first use of one."""
    return cast("re.Pattern[str]", _LatePattern(text, flags))


class _LatePattern:
    """A pattern that is not compiled yet."""

    def __init__(self, text: str, flags: int) -> None:
        """Keep what is to be compiled."""
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method or a fact of the pattern, and keep it for the next time."""
        value = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, value)
        return value
