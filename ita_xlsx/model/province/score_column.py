"""Hold the scores of one subject over many agencies, with what is computed from all of them.

Works on values only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from operator import truediv
from typing import TypeVar

from ita_xlsx.model.exact import whole_numbers

_Value = TypeVar("_Value")
_ONE = Fraction(1)


class ScoreColumn(tuple[Fraction | None, ...]):
    """The exact scores (0-100) of a subject, None for an agency without one; several sheets ask for their figures.

    The figures are computed from whole numbers, which are compared and added many times as fast as fractions.
    """

    @classmethod
    def of(cls, values: Iterable[Fraction | None]) -> ScoreColumn:
        """Return values as a column; a column is returned as it is."""
        return values if isinstance(values, cls) else cls(values)

    @cached_property
    def _whole(self) -> tuple[Sequence[int], int]:
        numbers, common = whole_numbers(value for value in self if value is not None)
        try:
            # A nation has a million scores: an array holds one in eight bytes.
            return array("q", numbers), common
        except OverflowError:
            return numbers, common

    @property
    def denominator(self) -> int:
        """Return the least common denominator of the scores."""
        return self._whole[1]

    @property
    def numerators(self) -> Sequence[int]:
        """Return the numerator over the common denominator of each score that is there."""
        return self._whole[0]

    @property
    def is_complete(self) -> bool:
        """Return True if every agency has a score."""
        return len(self.numerators) == len(self)

    def floats(self) -> Iterator[float | None]:
        """Yield each score as ``float`` returns it, or None."""
        return self.with_gaps(map(truediv, self.numerators, repeat(self.denominator)))

    def hundredths(self, factor: Fraction = _ONE) -> Iterator[int | None]:
        """Yield each score, times a factor, in hundredths, rounded as ``in_hundredths`` does; or None."""
        top, bottom = factor.numerator * 200, factor.denominator * self.denominator
        return self.with_gaps([(number * top + bottom) // (bottom * 2) for number in self.numerators])

    def rounded(self, factor: Fraction = _ONE) -> Iterator[float | None]:
        """Yield each score, times a factor, at two decimals as ``float`` returns it, or None."""
        hundredths = self.hundredths(factor)
        return (None if number is None else number / 100 for number in hundredths)

    def are_below(self, limit: Fraction) -> Iterator[bool]:
        """Yield True for each score that is below a limit, which is not rounded; False where there is none."""
        return map(bool, self.with_gaps(self._below(limit)))

    def count_below(self, limit: Fraction) -> int:
        """Return the number of scores that are below a limit, which is not rounded."""
        return sum(self._below(limit))

    def _below(self, limit: Fraction) -> Iterator[bool]:
        least = -(-limit.numerator * self.denominator // limit.denominator)
        return map(least.__gt__, self.numerators)

    @cached_property
    def mean(self) -> Fraction | None:
        """Return the exact mean of the scores that are there; None if there is none."""
        numbers = self.numerators
        return Fraction(sum(numbers), self.denominator * len(numbers)) if numbers else None

    def with_gaps(self, values: Iterable[_Value]) -> Iterator[_Value | None]:
        """Yield values of the scores that are there, in their order, and None for each agency without one."""
        present = iter(values)
        if self.is_complete:
            return present
        return (None if score is None else next(present) for score in self)
