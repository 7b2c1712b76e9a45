"""Define the cells of one sheet, and the functions that clean a text or turn a cell value into text.

Takes values as a reader returns them; returns clean texts, codes and header keys. Works on values only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import TypeAlias

from ita_xlsx.intake.workbook.sheet_details import NO_DETAILS, SheetDetails
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.text.spelling import fold_text

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# Characters that nobody sees: zero-width and bidirectional marks, control characters, surrogate code points.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
    + [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class SheetCells:
    """The cells of one sheet. Rows and columns count from zero; an empty cell is ``""``; a row ends at its last value.

    ``state`` is ``visible``, ``hidden`` or ``veryHidden``. ``details`` is what our own reader finds besides the values;
    it is empty for a sheet that only the fast library reader has read.
    """

    name: str
    rows: Sequence[tuple[Value, ...]]
    state: str = "visible"
    details: SheetDetails = NO_DETAILS

    def at(self, row: int, col: int) -> Value:
        """Return the value of a cell; ``""`` outside the rows that were read."""
        rows = self.rows
        if row < len(rows):
            line = rows[row]
            if col < len(line):
                return line[col]
        return ""

    def texts_below(self, row: int, col: int) -> Sequence[tuple[int, str]]:
        """Return (row number, text) for each row below a row with a text in a column; kept, as each table looks."""
        if (row, col) not in self._texts_below:
            self._texts_below[row, col] = [
                (number, text)
                for number, values in enumerate(self.rows[row + 1 :], row + 1)
                if col < len(values) and (value := values[col]) != "" and (text := text_of(value))
            ]
        return self._texts_below[row, col]

    @cached_property
    def _texts_below(self) -> dict[tuple[int, int], Sequence[tuple[int, str]]]:
        return {}


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """Return a text in Unicode form NFC, without invisible characters, with single spaces and none at its ends."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def text_of(value: Value) -> str:
    """Return a cell value as clean text, as a sheet shows it: no decimals for an integer, no midnight for a day."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float):
        # A binary number holds fifteen decimal digits; later ones are rounding errors.
        return f"{value:.15g}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value).removesuffix(" 00:00:00")


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """Return the key of a code or of another text of a cell; cached, because the same few texts repeat."""
    return code_key(text)


@lru_cache(maxsize=8192)
def header_keys(text: str) -> tuple[str, ...]:
    """Return the keys by which a header is found: its code, and the code without added brackets, colon or star.

    The result has one key if both are the same.
    """
    key, without_brackets = code_of(text), _BRACKETED.sub("", fold_text(text))
    bare = (key if without_brackets == text else code_of(without_brackets)).rstrip(":*")
    return (key,) if key == bare else (key, bare)
