"""Write the agencies of a measure as briefly as the reader of plans understands them.

Takes codes of a roster; returns one text. Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS

# More codes than these stand in a cell as ranges.
_MOST_CODES = 12
_CODE = re.compile(r"([^\W\d_]+)([0-9]{1,9})")


def unit_list(units: Sequence[str], roster: Sequence[str], *, has_roster: bool) -> str:
    """Return the agencies of a measure in the order of the roster: codes, or ranges if there are many; or all.

    ``roster`` are the codes of all agencies. Without a roster a range names nobody, so every code is written. A range
    holds no other agency of the roster.
    """
    if not units:
        return ALL_UNITS
    order = {code: number for number, code in enumerate(roster)}
    units = sorted(units, key=lambda code: order.get(code, len(order)))
    plain = ", ".join(units)
    if len(units) <= _MOST_CODES or not has_roster:
        return plain
    return min(plain, ", ".join(_ranges(units, roster)), key=len)


def _ranges(units: Sequence[str], roster: Sequence[str]) -> Iterator[str]:
    """Yield the units with a number in their order, three or more in a row as a range; then the others."""
    wanted, numbers = set(units), _numbers(tuple(roster))
    shared = {number for number, count in Counter(numbers.values()).items() if count > 1}
    ordered = sorted(numbers, key=lambda code: numbers[code])
    run: list[str] = []
    for code in (*ordered, ""):
        is_wanted = code in wanted
        # Codes that differ only in zeros, as P1 and P01, are in no range: nobody knows which of them is meant.
        if run and not (is_wanted and numbers[code][0] == numbers[run[-1]][0] and numbers[code] not in shared):
            yield from (f"{run[0]}-{run[-1]}",) if len(run) > 2 else run
            run = []
        if is_wanted and numbers[code] in shared:
            yield code
        elif is_wanted:
            run.append(code)
    yield from (code for code in units if code not in numbers)


@lru_cache(maxsize=2)
def _numbers(roster: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """Return the letters and the number of each code that is built so."""
    matches = {code: _CODE.fullmatch(code_key(code)) for code in roster}
    return {code: (match[1], int(match[2])) for code, match in matches.items() if match}
