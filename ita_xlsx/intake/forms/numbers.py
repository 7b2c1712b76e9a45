"""Parse a score as people write it into a cell.

Takes the value of a cell, with Thai or Arabic digits and with or without a unit; returns an exact number or one of the
declarations ``ไม่มีภารกิจ`` and ``ไม่ประเมิน``. Works on values only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ita_xlsx.intake.workbook.cells import Value, clean_text, text_of
from ita_xlsx.model.text.digits import arabic, narrow
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.model.text.words import declared_word

_PLAIN = re.compile(r"(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+))")
# A comma before one or two digits is a decimal comma; before three digits it may separate thousands.
# The highest score may stand beside the score: ``95.50/100``.
_WRITTEN = re.compile(
    r"['‘’]?(?:ร้อยละ|คะแนน)?\s*(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)|\d{1,3},\d{1,2})"
    r"\s*(?:%|คะแนน|เปอร์เซ็นต์|ร้อยละ)?(?:\s*(?:/|เต็ม|จาก)\s*100(?:\.0+)?\s*(?:%|คะแนน)?)?"
)
# A longer text is no score. Python also refuses to convert numbers of some thousands of digits.
_LONGEST = 200
# Of a smaller number, 15 digits show both decimals.
_LARGEST_PLAIN = 10**12


def _exact(value: float) -> Fraction:
    """Return the number as a sheet shows it, with 15 digits."""
    # Nearly all scores have two decimals, and a fraction of two integers is made faster than one of a text.
    if abs(value) < _LARGEST_PLAIN and (hundredths := round(value * 100)) / 100 == value:
        return Fraction(hundredths, 100)
    return Fraction(f"{value:.15g}")


def plain_scores(values: Sequence[Value]) -> list[tuple[Fraction | None, str]] | None:
    """Return each number or empty cell as ``parse_score`` and ``text_of`` do; None if a value is anything else."""
    numbers: Sequence[Any] = values
    if set(map(type, values)) != {float}:
        numbers = [value for value in values if value != ""]
    if not (set(map(type, numbers)) <= {float} and all(map(math.isfinite, numbers))):
        return None
    # The two zeros are equal, and are written in two ways.
    read = _zero_too if 0.0 in numbers else _plain_score
    plain_values: Sequence[Any] = values
    return list(map(read, plain_values))


def _zero_too(value: float | str) -> tuple[Fraction | None, str]:
    """Return the same as ``_plain_score``, also for zero."""
    return _plain_score(value) if value or value == "" else (Fraction(0), text_of(value))


@lru_cache(maxsize=1 << 14)
def _plain_score(value: float | str) -> tuple[Fraction | None, str]:
    """Return a number other than zero, or an empty text; cached, because the same few thousand scores repeat."""
    return (None, "") if isinstance(value, str) else (_exact(value), text_of(value))


def parse_score(value: Value, *, plain: bool = False) -> tuple[Fraction | None, str, bool]:
    """Return a cell as (score, declaration, True if the score was typed as text, or the declaration in other words).

    Return ``(None, "", False)`` if the cell holds neither. The score is exact: it is the decimal number of 15 digits
    that a sheet shows for the binary number of the cell. It is not limited to 0-100. With ``plain`` the text must be
    the number or the declaration alone: no unit, no per cent sign, no decimal comma, no reason.
    """
    if isinstance(value, str):
        if not value:
            return None, "", False
        return _parse_text(value, plain) if len(value) <= _LONGEST else _parse_text.__wrapped__(value, plain)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (_zero_too(float(value))[0], "", False) if math.isfinite(value) else (None, "", False)
    return None, "", False


# Cached, because the texts of the questions are the same in all forms of a round.
@lru_cache(maxsize=1 << 12)
def _parse_text(value: str, plain: bool) -> tuple[Fraction | None, str, bool]:
    """Return a text as ``parse_score`` does."""
    text = clean_text(value)
    if len(text) > _LONGEST:
        return None, "", False
    declared = declared_word(text)
    is_exact = text_key(text) == text_key(declared)
    if declared and (is_exact or not plain):
        return None, declared, not is_exact
    match = (_PLAIN if plain else _WRITTEN).fullmatch(narrow(arabic(text)))
    if match:
        return Fraction(match["number"].replace(",", ".")), "", True
    return None, "", False
