"""A score as people write it: a number, in whatever digits and with whatever about it, or a declaration."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache

from ita_xlsx.intake.workbook.cells import Value, clean_text
from ita_xlsx.model.text.digits import arabic, narrow
from ita_xlsx.model.text.words import DECLARATIONS

_PLAIN = re.compile(r"(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+))")
# A comma stands for the point where one or two digits follow it; before three it may part thousands.
_WRITTEN = re.compile(
    r"['‘’]?(?:ร้อยละ|คะแนน)?\s*(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)|\d{1,3},\d{1,2})"
    r"\s*(?:%|คะแนน|เปอร์เซ็นต์|ร้อยละ)?"
)
# More characters than these are no score, and more digits than some thousands no number to Python.
_LONGEST = 200
_DECLARED = {clean_text(word).replace(" ", ""): word for word in DECLARATIONS}


@lru_cache(maxsize=1 << 14)
def _exact(value: float) -> Fraction:
    """The decimal that a sheet shows for a number; the same few thousand scores come again and again."""
    return Fraction(f"{value:.15g}")


def parse_score(value: Value, *, plain: bool = False) -> tuple[Fraction | None, str, bool]:
    """A cell as (score, declaration, whether the score was typed as text); all empty when it is neither.

    The score is exact: the decimal of fifteen digits that a sheet shows for the cell's binary number. A ``plain``
    one has nothing about it: no unit, no sign of per cent, no comma for the point.
    """
    if isinstance(value, bool):
        return None, "", False
    if isinstance(value, (int, float)):
        return (_exact(value), "", False) if math.isfinite(value) else (None, "", False)
    if not isinstance(value, str):
        return None, "", False
    text = clean_text(value)
    declared = _DECLARED.get(text.replace(" ", ""), "")
    match = (_PLAIN if plain else _WRITTEN).fullmatch(narrow(arabic(text))) if len(text) <= _LONGEST else None
    if not declared and match:
        return Fraction(match["number"].replace(",", ".")), "", True
    return None, declared, False
