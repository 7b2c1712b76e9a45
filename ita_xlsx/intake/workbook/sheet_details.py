"""Define what our own reader finds in a sheet: its cells, their formulas and formats, merged and hidden cells.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ita_xlsx.intake.workbook.cell_addresses import Area, Cell

if TYPE_CHECKING:
    from ita_xlsx.intake.workbook.shared_parts import Look, Run

Raw: TypeAlias = str | float | bool


@dataclass(frozen=True)
class Formula:
    """A formula in a cell; ``computed`` is True if the file holds a value that was computed for it."""

    text: str
    computed: bool


@dataclass(frozen=True, kw_only=True)
class SheetDetails:
    """The cells of a sheet as our own reader finds them; rows and columns count from zero.

    ``errors``, ``percent`` and ``dates`` are the cells with an error value, or a number shown as per cent or as a date;
    ``months`` are the dates that show no day, and their values are months in words. ``looks`` are the cells with an
    unusual look, ``runs`` the texts of which some pieces are raised, lowered or struck.
    """

    values: Mapping[Cell, Raw] = field(default_factory=dict)
    formulas: Mapping[Cell, Formula] = field(default_factory=dict)
    errors: frozenset[Cell] = frozenset()
    percent: frozenset[Cell] = frozenset()
    dates: frozenset[Cell] = frozenset()
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: tuple[tuple[int, int], ...] = ()
    months: frozenset[Cell] = frozenset()
    looks: Mapping[Cell, Look] = field(default_factory=dict)
    runs: Mapping[Cell, tuple[Run, ...]] = field(default_factory=dict)

    @cached_property
    def escaped(self) -> frozenset[Cell]:
        """Return the cells whose text looks like an escape of an XML workbook, such as ``_x000D_``."""
        return frozenset(cell for cell, value in self.values.items() if isinstance(value, str) and "_x" in value)

    @cached_property
    def has_odd_cells(self) -> bool:
        """Return True if a cell is a date or per cent, or has an unusual look or a text in several fonts."""
        return bool(self.dates or self.percent or self.looks or self.runs)

    def merged(self, row: int, col: int) -> Area | None:
        """Return the merged area that contains a cell, or None."""
        if not self.merges:
            return None
        return next((area for area in self.merges if area[0] <= row <= area[2] and area[1] <= col <= area[3]), None)

    def hides(self, row: int, col: int) -> bool:
        """Return True if a cell is in a hidden row or column."""
        return row in self.hidden_rows or any(first <= col <= last for first, last in self.hidden_cols)


NO_DETAILS = SheetDetails()
