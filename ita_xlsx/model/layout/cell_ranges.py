"""Parse the cell addresses of a fault, such as ``B4`` or ``$B$4:C9``, and list or count the cells they cover.

Takes texts; returns row and column numbers from 1. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

from ita_xlsx.model.layout.grid import column_index

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
_COLUMNS, _ROWS = 16_384, 1_048_576


def corners(address: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row and last column from 1; None if the text is no address in a sheet."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    left, top = column_index(match[1]) + 1, int(match[2])
    right, bottom = (column_index(match[3]) + 1, int(match[4])) if match[3] else (left, top)
    left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
    return (top, left, bottom, right) if right <= _COLUMNS and bottom <= _ROWS else None


def cells_of(address: str, most: int) -> Iterator[tuple[int, int]]:
    """Return an iterator over the (row, column) of each cell of an address, at most ``most`` cells.

    The iterator is empty if the text is no address.
    """
    if (box := corners(address)) is None:
        return iter(())
    top, left, bottom, right = box
    return islice(product(range(top, bottom + 1), range(left, right + 1)), most)


def count_cells(addresses: Iterable[str]) -> int:
    """Return the number of cells that the addresses cover; a text that is no address counts as 0."""
    boxes = (corners(address) for address in addresses)
    return sum((box[2] - box[0] + 1) * (box[3] - box[1] + 1) for box in boxes if box)
