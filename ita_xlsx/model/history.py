"""Earlier years under this year's subjects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_xlsx.model.results import Results


@dataclass(frozen=True)
class Earlier:
    """An earlier year: the file it came from, and its results as far as they can be compared."""

    year: int
    file: str
    results: Results


def years_below(subject: str, year: int, earlier: Iterable[Earlier]) -> int:
    """How many years in a row, right before this one, a subject was under the threshold of its analysis."""
    by_year = {item.year: item for item in earlier}
    count = 0
    while (item := by_year.get(year - 1 - count)) and item.results.below_threshold(subject):
        count += 1
    return count
