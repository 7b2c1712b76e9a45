"""A formula with its value, and the few phrases all formulas share."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Live(NamedTuple):
    """``formula`` begins with ``=``; ``value`` is cached, so a reader that computes nothing sees it too."""

    formula: str
    value: float | str


def quote(text: str) -> str:
    """A text literal."""
    return '"' + text.replace('"', '""') + '"'


def number(value: Fraction) -> str:
    """A number literal."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def rounded(reference: str) -> str:
    """Two decimals half up of a cell known to hold a number.

    No score lies within 1E-9 of a tie, so every engine rounds it the same way.
    """
    return f"ROUND({reference}+1E-9,2)"


def in_range(span: str) -> str:
    """How many cells of a range hold a score, a number of 0-100."""
    return f'COUNTIFS({span},">=0",{span},"<=100")'


def verdict(score: str, threshold: str, below: str, passes: str, otherwise: str) -> str:
    """Below or not, of a cell rounded to two decimals; ``otherwise`` is an expression for no number."""
    return f"IF(ISNUMBER({score}),IF({score}<{threshold},{quote(below)},{quote(passes)}),{otherwise})"
