"""Write the digits of formulas as Thai digits, for a workbook that has no other.

Takes a formula of this program; returns it with Thai digits in its texts. Works on values only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ita_xlsx.model.text.digits import thai_words

_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_THAI = "[$-D00041E]"
_FORMATS = {'"0"': f'"{_THAI}0"', '"0.00"': f'"{_THAI}0.00"'}
# Conditions of counts, and formats that give Thai digits already.
_KEPT = ("<", ">", "=", _THAI)


@lru_cache(maxsize=1 << 14)
def thai_formula(formula: str) -> str:
    """Return a formula whose texts have Thai digits; conditions of counts and references stay as they are."""
    return _LITERAL.sub(_thai_literal, formula)


def _thai_literal(match: re.Match[str]) -> str:
    literal = match[0]
    if literal in _FORMATS:
        return _FORMATS[literal]
    return literal if literal[1:].startswith(_KEPT) else thai_words(literal)
