"""Read the addresses of cells and areas as they stand in the XML of a workbook; rows and columns count from zero.

Works on texts only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.layout.grid import column_index

Cell: TypeAlias = tuple[int, int]
Area: TypeAlias = tuple[int, int, int, int]
_MOST_ROWS, _MOST_COLS = 1_048_576, 16_384
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Za-z]{1,3}[0-9]{1,7})(?::([A-Za-z]{1,3}[0-9]{1,7}))?")


@lru_cache(maxsize=1 << 16)
def cell_of(text: str) -> Cell:
    """Return the row and column of an address: (13, 3) for ``D14``; raise UnreadableWorkbook if no sheet has it."""
    match = _CELL.fullmatch(text)
    row, col = (int(match[2]) - 1, column_index(match[1])) if match else (-1, -1)
    if not (0 <= row < _MOST_ROWS and 0 <= col < _MOST_COLS):
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=text[:40])
    return row, col


def area_of(ref: str) -> Area:
    """Return the area of a range: (13, 3, 14, 4) for ``D14:E15``; raise UnreadableWorkbook if it is no range."""
    match = _AREA.fullmatch(ref)
    if not match:
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=ref[:40])
    (top, left), (bottom, right) = cell_of(match[1]), cell_of(match[2] or match[1])
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
