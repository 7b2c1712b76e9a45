"""Read the values that formulas had when the file was saved, and count values hidden under merged cells.

Takes the XML of a stripped sheet; returns the cached values by cell. Works in memory only.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_xlsx.feedback.package_parts import MAIN
from ita_xlsx.feedback.strip_sheet import StrippedSheet, column_number

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class CachedValue:
    """The cached value of one formula as the file stores it: the cell type (n, str, b, e) and the text."""

    kind: str
    text: str

    @property
    def value(self) -> str | float | int | bool:
        """Return the value as a Python value; an error is returned as its text."""
        if self.kind == "b":
            return self.text.strip() in ("1", "true")
        if self.kind == "n":
            number = float(self.text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        return self.text


@dataclass(frozen=True)
class CachedValues:
    """The cached values of one sheet.

    ``by_cell`` maps (row, column), both from 1, to the value of the formula there. ``covered_count`` counts the values
    that stand under merged cells, where nobody sees them.
    """

    by_cell: Mapping[tuple[int, int], CachedValue] = field(default_factory=dict)
    covered_count: int = 0


def read_cached_values(sheet: StrippedSheet) -> CachedValues:
    """Return the cached values of a sheet, read in one pass over its cells.

    A sheet without formulas and merged cells is not parsed at all.
    """
    if not (sheet.merged or _FORMULA.search(sheet.xml)):
        return CachedValues()
    by_cell: dict[tuple[int, int], CachedValue] = {}
    covered_cells = _covered_cells(sheet.merged)
    covered_count = row = col = 0
    for event, element in ET.iterparse(io.BytesIO(sheet.xml), ("start", "end")):
        if element.tag == f"{MAIN}row":
            if event == "start":
                row, col = _row_number(element, row), 0
            else:
                element.clear()
        elif element.tag == f"{MAIN}c" and event == "end":
            address = _ADDRESS.fullmatch(element.get("r", ""))
            col = column_number(address[1]) if address else col + 1
            stored_text = element.findtext(f"{MAIN}v")
            if element.find(f"{MAIN}f") is not None and stored_text is not None:
                if cached_value := _parse_value(element.get("t", "n"), stored_text):
                    by_cell[row, col] = cached_value
            elif (row, col) in covered_cells and (stored_text or element.find(f"{MAIN}is") is not None):
                covered_count += 1
    return CachedValues(by_cell, covered_count)


def _row_number(element: ET.Element, previous_row: int) -> int:
    """Return the number of a row element; a row without a number follows the previous one."""
    text = element.get("r", "")
    return int(text) if text.isdecimal() else previous_row + 1


def _parse_value(kind: str, text: str) -> CachedValue | None:
    """Return the cached value of a formula; None for an unknown type and for a number that cannot be read."""
    if kind in ("str", "e"):
        return CachedValue(kind, text)
    if kind not in ("n", "b") or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return CachedValue(kind, text.strip()) if abs(value) < float("inf") else None


def _covered_cells(merged: tuple[tuple[int, int, int, int], ...]) -> frozenset[tuple[int, int]]:
    """Return (row, column) of every merged cell except the first cell of each merge."""
    return frozenset(
        (row, col)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for col in range(left, right + 1)
        if (row, col) != (top, left)
    )
