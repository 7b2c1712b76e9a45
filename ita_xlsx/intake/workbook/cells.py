"""The values of a sheet by address, and the cleaning every text gets first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from ita_xlsx.intake.workbook.sheet_xml import NO_CARE, SheetDetails
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.text.digits import narrow

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# Nobody sees these: zero-width and bidirectional marks, controls, halves of characters.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
    + [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
_ADDED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class SheetCells:
    """One sheet: rows of values, counted from zero; an empty cell is ``""``, a row ends at its last value."""

    name: str
    rows: Sequence[tuple[Value, ...]]
    state: str = "visible"
    care: SheetDetails = NO_CARE

    def at(self, row: int, col: int) -> Value:
        """The value of a cell; empty beyond the edge."""
        return self.rows[row][col] if row < len(self.rows) and col < len(self.rows[row]) else ""


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """One spelling of a text: composed, no invisible characters, single spaces, none at the ends."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def text_of(value: Value) -> str:
    """A cell's value as clean text, as a sheet shows it: a whole number has no decimals, a day no midnight."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # Beyond fifteen digits there is only what binary numbers leave over.
        return f"{value:.15g}"
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value).removesuffix(" 00:00:00")


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """A code as the framework spells it: Thai digits, full-width letters, case and a closing dot aside."""
    return code_key(narrow(clean_text(text))).replace("เเ", "แ")


@lru_cache(maxsize=8192)
def header_keys(text: str) -> tuple[str, ...]:
    """How a header is looked up: as it is spelt, then without a colon or a unit in brackets that people add."""
    key = code_of(text)
    bare = code_of(_ADDED.sub("", text)).rstrip(":*")
    return (key,) if key == bare else (key, bare)
