"""Exact sums of many rationals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum, over one denominator: far faster than adding fractions one by one."""
    pairs = [(value.numerator, value.denominator) for value in values]
    scale = lcm(*{denominator for _, denominator in pairs})
    return Fraction(sum(top * (scale // bottom) for top, bottom in pairs), scale)
