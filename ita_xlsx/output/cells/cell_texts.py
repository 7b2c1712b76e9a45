"""Prepare texts for their cells: as they can be written, in which digits, and in which format.

Takes texts with their styles; returns texts and formats of the library. Works in memory only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.styles import INPUTS, is_one_line

_LIKE_FORMULAS = ("=", "+", "-", "@")
# What is read back or comes from outside keeps its digits: hidden ids, facts of the agency.
_CODES = frozenset({"helper", "locked"})
# So many texts of a sheet are kept with their formats.
_KEPT = 4096


class CellTexts:
    """The texts of one sheet with their formats; the last ones are kept, since a table holds few texts many times."""

    def __init__(self, format_of: Callable[..., Any], words: Callable[[str], str] | None) -> None:
        """Take what returns the format of styles, and what returns a text of ours in the digits of its numbers.

        Without ``words`` texts keep their digits.
        """
        self._format_of = format_of
        self._words = words
        self._digits: Callable[[str], str] = str
        self._kept: dict[tuple[str, float, tuple[str, ...]], tuple[str, Any]] = {}

    def follow_numbers(self, digits: Callable[[str], str]) -> None:
        """Write all texts from now on as ``digits`` returns them."""
        self._digits = digits
        self._kept.clear()

    def prepared(self, text: str, room: float, styles: tuple[str, ...]) -> tuple[str, Any]:
        """Return a text as it is written, and its format, in a column of ``room`` characters (0: not known)."""
        key = (text, room, styles)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = self.preparing(room, styles)(text)
        return found

    def preparing(self, room: float, styles: tuple[str, ...]) -> Callable[[str], tuple[str, Any]]:
        """Return what prepares the texts of a column, of which none is kept here."""
        follows = self._words is not None and bool(styles) and not (_CODES | INPUTS).intersection(styles)
        in_digits = self._words if self._words is not None and follows else self._digits
        may_shrink = room > 0 and not INPUTS.intersection(styles)
        formats: dict[tuple[bool, bool], Any] = {}

        def prepare(text: str) -> tuple[str, Any]:
            written = writable_text(in_digits(text))
            key = written.startswith(_LIKE_FORMULAS), may_shrink and is_one_line(written, room, styles)
            if key not in formats:
                formats[key] = self._format_of(*styles, quoted=key[0], one_line=key[1])
            return written, formats[key]

        return prepare
