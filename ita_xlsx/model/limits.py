"""Define a limit of scores, and read one from a text or a number.

Every limit that a person can write goes through ``parse_limit``: the pass mark, the limits of levels and rules, the
threshold of a round and of the command line. Works on values only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NewType

# An exact score of 0-100 with at most two decimals.
Limit = NewType("Limit", Fraction)

# The length is limited, and exponents are not allowed: 1e999999999 would fill the memory.
_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,20}|/\d{1,12})?|\.\d{1,20})")


def parse_number(text: str) -> Fraction:
    """Return the exact number that a text holds, such as ``85.5`` or ``171/2``; raise ValueError for another text."""
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is no number")
    try:
        return Fraction(text.strip())
    except ZeroDivisionError as error:
        raise ValueError(f"{text!r} divides by zero") from error


def parse_limit(value: str | int | Decimal | Fraction) -> Limit:
    """Return a limit; raise ValueError for what is not a score of 0-100 with at most two decimals."""
    number = parse_number(str(value))
    if not 0 <= number <= 100 or (number * 100).denominator != 1:
        raise ValueError(f"{value} is no score of 0-100 with at most two decimals")
    return Limit(number)
