"""Hold the scores of one subject over many agencies, with what is computed from all of them.

Works on values only.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from ita_xlsx.model.exact import sum_of_ratios


class ScoreColumn(tuple[Fraction | None, ...]):
    """The exact scores (0-100) of a subject, None for an agency without one; several sheets ask for their figures."""

    @cached_property
    def ratios(self) -> list[tuple[int, int]]:
        """Return numerator and denominator of each score that is there."""
        return [value.as_integer_ratio() for value in self if value is not None]

    @cached_property
    def total(self) -> Fraction:
        """Return the sum of the scores that are there."""
        return sum_of_ratios(self.ratios)
