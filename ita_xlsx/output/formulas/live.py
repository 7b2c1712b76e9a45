"""Define a formula with its value, and the parts that many formulas share: literals, rounding, range test, verdict.

Takes texts, numbers and cell addresses; returns parts of formulas, and texts as these parts write them. Works on values
only.
"""

from __future__ import annotations

from decimal import Decimal
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


def score_text(expression: str) -> str:
    """Return the expression that writes a number with two decimals inside a sentence."""
    return f'TEXT({expression},"0.00")'


def count_text(expression: str) -> str:
    """Return the expression that writes a whole number inside a sentence."""
    return f'TEXT({expression},"0")'


def signed(expression: str) -> str:
    """Return the expression that writes a change with its sign; a fall has the true minus sign."""
    return f'IF({expression}<0,"−",IF({expression}>0,"+",""))&{score_text(f"ABS({expression})")}'


def signed_words(change: Decimal) -> str:
    """Return a change as ``signed`` writes it."""
    return f"{'−' if change < 0 else '+' if change > 0 else ''}{abs(change):.2f}"


def cut(expression: str, most: int) -> str:
    """Return the expression that cuts a text to so many characters; a cut text ends with an ellipsis."""
    return f'IF(LEN({expression})>{most},LEFT({expression},{most - 1})&"…",{expression})'


def cut_words(text: str, most: int) -> str:
    """Return a text as ``cut`` writes it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def in_digits(expression: str, digits: str) -> str:
    """Return the expression that writes a count within a sentence, in Arabic or in Thai digits."""
    return f'TEXT({expression},"[$-D00041E]0")' if digits == "thai" else expression
