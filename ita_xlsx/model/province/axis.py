"""Lay scores on the axis of a bar chart that does not begin at zero, so that differences can be seen.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import floor

# The axis begins at a multiple of this below the lowest score.
_STEP = 10
_END = 100


@dataclass(frozen=True)
class Axis:
    """An axis from ``start`` to 100."""

    start: int

    def place(self, value: Decimal) -> str:
        """Return where a score stands, in percent of the length of the axis, with one decimal."""
        return f"{float(value - self.start) * 100 / (_END - self.start):.1f}"


def axis_below(scores: Iterable[Decimal]) -> Axis:
    """Return the axis on which all these scores have a bar."""
    return Axis(max(0, floor((min(scores) - 1) / _STEP) * _STEP))
