"""Hold the results of earlier years under this year's subjects, and count years below the threshold.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_xlsx.model.results import Results


@dataclass(frozen=True)
class EarlierYear:
    """An earlier year: its file, and its results as far as they can be compared with this year."""

    year: int
    file: str
    results: Results


def years_below(subject: str, year: int, earlier: Iterable[EarlierYear]) -> int:
    """Return the number of years in a row, right before ``year``, in which a subject was below the threshold.

    Each earlier year is compared with the threshold of its own analysis.
    """
    by_year = {item.year: item for item in earlier}
    count = 0
    while (item := by_year.get(year - 1 - count)) and item.results.below_threshold(subject):
        count += 1
    return count
