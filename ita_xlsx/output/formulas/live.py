"""Define a formula with its value, and the parts that many formulas share: literals, rounding, range test, verdict.

Takes texts, numbers and cell addresses; returns parts of formulas. Works on values only.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Live(NamedTuple):
    """A formula, which begins with ``=``, and its value, which is cached for readers that compute nothing."""

    formula: str
    value: float | str


def quote(text: str) -> str:
    """Return a text as a literal of a formula."""
    return '"' + text.replace('"', '""') + '"'


def number(value: Fraction) -> str:
    """Return a number as a literal of a formula."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def rounded(reference: str) -> str:
    """Return the expression that rounds a cell to two decimals, half up; the cell must hold a number.

    No score lies within 1E-9 of a tie, so every program rounds it the same way.
    """
    return f"ROUND({reference}+1E-9,2)"


def in_range(span: str) -> str:
    """Return the expression that counts the cells of a range with a score, a number of 0-100."""
    return f'COUNTIFS({span},">=0",{span},"<=100")'


def verdict(score: str, threshold: str, below: str, passes: str, otherwise: str) -> str:
    """Return the expression that compares a cell of two decimals with the threshold, in words.

    ``otherwise`` is the expression for a cell without a number.
    """
    return f"IF(ISNUMBER({score}),IF({score}<{threshold},{quote(below)},{quote(passes)}),{otherwise})"
