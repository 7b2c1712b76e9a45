"""Define the frame of a plain sheet: all that its rows hold besides values, which is the same in most forms of a round.

Works on values only. What the frame alone decides is computed once for all forms that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from ita_xlsx.intake.workbook.cell_addresses import Cell
from ita_xlsx.intake.workbook.sheet_details import Formula

# No form or table reaches beyond these; a cell that lies beyond them becomes a finding.
LAST_ROW, LAST_COL = 20_000, 1_000
# The rows of a frame have at most so many places for each of its cells, or they are not kept.
_MOST_PLACES = 64
_KINDS = ("s", "str", "n")

# Returns some of the items of a sequence, in any order; those of a tuple as a tuple.
Picker: TypeAlias = Callable[[Sequence[Any]], Any]


class PlainCell(NamedTuple):
    """A cell as it is written, without its value; ``kind`` is ``s`` (shared text), ``str`` (text) or ``n`` (number).

    ``formula`` is None for a cell without one; it may be an empty text.
    """

    cell: Cell
    style: int
    kind: str
    formula: str | None


class Frame:
    """The rows of a sheet without their values; no two of its cells have one address.

    The values of a frame are kept kind by kind: shared texts, texts, numbers. ``shared``, ``texts`` and ``numbers``
    pick the values of a kind from all values as they are written. ``positions`` are the cells that have a value, in the
    order in which they are written, each with the position of its value. ``formulas`` are those of all cells, also of
    cells without a value.
    """

    def __init__(
        self, cells: Sequence[PlainCell], formulas: Mapping[Cell, Formula], hidden_rows: frozenset[int]
    ) -> None:
        """Keep the cells that have a value, the formulas, and the hidden rows."""
        kinds = [[number for number, item in enumerate(cells) if item.kind == kind] for kind in _KINDS]
        self.shared, self.texts, self.numbers = map(picker, kinds)
        self.count, self.text_count = len(cells), len(kinds[0]) + len(kinds[1])
        positions = {number: position for position, number in enumerate(chain.from_iterable(kinds))}
        self.positions: Mapping[Cell, int] = {item.cell: positions[number] for number, item in enumerate(cells)}
        self.formulas = formulas
        self.hidden_rows = hidden_rows
        self._cells = cells

    @cached_property
    def cells_by_style(self) -> Mapping[int, Sequence[PlainCell]]:
        """Return the cells that have a value by their style."""
        cells: dict[int, list[PlainCell]] = {}
        for item in self._cells:
            cells.setdefault(item.style, []).append(item)
        return cells

    @cached_property
    def has_far_cells(self) -> bool:
        """Return True if a cell lies beyond the last row or column of any table."""
        return any(row >= LAST_ROW or col >= LAST_COL for row, col in self.positions)

    @property
    def rows(self) -> Sequence[Picker]:
        """Return what picks each row from the values, behind which an empty text stands; far cells are left out."""
        return self._kept_rows if self._is_dense else self._pick_rows()

    @cached_property
    def _is_dense(self) -> bool:
        """Return False if the rows are much larger than the cells: a hostile sheet may have one cell in each row."""
        ends: dict[int, int] = {}
        for row, col in self.positions:
            ends[row] = max(ends.get(row, 0), col)
        return max(ends, default=0) + sum(ends.values()) <= _MOST_PLACES * (len(self.positions) + 1)

    @cached_property
    def _kept_rows(self) -> Sequence[Picker]:
        return tuple(self._pick_rows())

    def _pick_rows(self) -> list[Picker]:
        blank = self.count
        rows: list[list[int]] = []
        for (row, col), position in self.positions.items():
            if row >= LAST_ROW or col >= LAST_COL:
                continue
            while len(rows) <= row:
                rows.append([])
            line = rows[row]
            line += [blank] * (col + 1 - len(line))
            line[col] = position
        return [picker(line) for line in rows]


def picker(positions: Sequence[int]) -> Picker:
    """Return what picks the items at these positions."""
    if len(positions) > 1:
        return itemgetter(*positions)
    first = positions[0] if positions else 0
    return itemgetter(slice(first, first + len(positions)))
