"""What do a sheet's formulas show, and which values stand under merged cells where nobody sees them?"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_xlsx.feedback.package_parts import MAIN
from ita_xlsx.feedback.strip_sheet import Trimmed, column_number

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Shown:
    """A cached value as the file has it: its type (n, str, b, e) and its text."""

    kind: str
    text: str

    @property
    def value(self) -> str | float | int | bool:
        """The value; an error is its own text."""
        if self.kind == "b":
            return self.text.strip() in ("1", "true")
        if self.kind == "n":
            number = float(self.text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        return self.text


@dataclass(frozen=True)
class Cached:
    """Cached values by (row, column) from 1, and how many values stand under merged cells."""

    shown: Mapping[tuple[int, int], Shown] = field(default_factory=dict)
    covered: int = 0


def read_cached(sheet: Trimmed) -> Cached:
    """Walk through the cells once, where there is anything to look for."""
    if not (sheet.merged or _FORMULA.search(sheet.xml)):
        return Cached()
    shown: dict[tuple[int, int], Shown] = {}
    under = _covered(sheet.merged)
    covered = row = col = 0
    for event, element in ET.iterparse(io.BytesIO(sheet.xml), ("start", "end")):
        if element.tag == f"{MAIN}row":
            if event == "start":
                row, col = _row_number(element, row), 0
            else:
                element.clear()
        elif element.tag == f"{MAIN}c" and event == "end":
            place = _ADDRESS.fullmatch(element.get("r", ""))
            col = column_number(place[1]) if place else col + 1
            held = element.findtext(f"{MAIN}v")
            if element.find(f"{MAIN}f") is not None and held is not None:
                if found := _shown(element.get("t", "n"), held):
                    shown[row, col] = found
            elif (row, col) in under and (held or element.find(f"{MAIN}is") is not None):
                covered += 1
    return Cached(shown, covered)


def _row_number(element: ET.Element, last: int) -> int:
    text = element.get("r", "")
    return int(text) if text.isdecimal() else last + 1


def _shown(kind: str, text: str) -> Shown | None:
    if kind in ("str", "e"):
        return Shown(kind, text)
    if kind not in ("n", "b") or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return Shown(kind, text.strip()) if abs(value) < float("inf") else None


def _covered(merged: tuple[tuple[int, int, int, int], ...]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row, col)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for col in range(left, right + 1)
        if (row, col) != (top, left)
    )
