"""Hold the scores of one subject over many agencies, with what is computed from all of them.

Works on values only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from math import lcm
from operator import truediv
from typing import TypeVar

_Value = TypeVar("_Value")
# The largest number that an array of the kind ``q`` holds.
_LARGEST = 2**63 - 1


class ScoreColumn(tuple[Fraction | None, ...]):
    """The exact scores (0-100) of a subject, None for an agency without one; several sheets ask for their figures.

    The figures are computed from whole numbers, which are compared and added many times as fast as fractions.
    """

    @classmethod
    def of(cls, values: Iterable[Fraction | None]) -> ScoreColumn:
        """Return values as a column; a column is returned as it is."""
        return values if isinstance(values, cls) else cls(values)

    @cached_property
    def denominator(self) -> int:
        """Return the least common denominator of the scores."""
        return lcm(*{value.denominator for value in self if value is not None})

    @cached_property
    def numerators(self) -> Sequence[int]:
        """Return the numerator over the common denominator of each score that is there."""
        common = self.denominator
        ratios = (value.as_integer_ratio() for value in self if value is not None)
        numbers = [top * (common // bottom) for top, bottom in ratios]
        # A nation has a million scores: an array holds one in eight bytes.
        return array("q", numbers) if all(abs(number) <= _LARGEST for number in numbers) else numbers

    @property
    def is_complete(self) -> bool:
        """Return True if every agency has a score."""
        return len(self.numerators) == len(self)

    def floats(self) -> Iterator[float | None]:
        """Yield each score as ``float`` returns it, or None."""
        return self.with_gaps(map(truediv, self.numerators, repeat(self.denominator)))

    def with_gaps(self, values: Iterable[_Value]) -> Iterator[_Value | None]:
        """Yield values of the scores that are there, in their order, and None for each agency without one."""
        present = iter(values)
        if self.is_complete:
            return present
        return (None if score is None else next(present) for score in self)
