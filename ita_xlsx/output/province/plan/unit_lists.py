"""Write the agencies of a measure as briefly as the reader of plans understands them.

Takes codes of a roster; returns one text. Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

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
    codes = _roster(tuple(roster))
    units = sorted(units, key=lambda code: codes.order.get(code, len(codes.order)))
    plain = ", ".join(units)
    if len(units) <= _MOST_CODES or not has_roster:
        return plain
    return min(plain, ", ".join(_ranges(units, codes)), key=len)


class _Roster(NamedTuple):
    """The codes of all agencies: their order, and the letters and the number of each that is built so.

    ``places`` are those of such codes by letters and number. ``shared`` are letters and numbers of several codes.
    """

    order: Mapping[str, int]
    numbers: Mapping[str, tuple[str, int]]
    places: Mapping[str, int]
    shared: frozenset[tuple[str, int]]


@lru_cache(maxsize=2)
def _roster(codes: tuple[str, ...]) -> _Roster:
    matches = {code: _CODE.fullmatch(code_key(code)) for code in codes}
    numbers = {code: (match[1], int(match[2])) for code, match in matches.items() if match}
    return _Roster(
        order={code: number for number, code in enumerate(codes)},
        numbers=numbers,
        places={code: place for place, code in enumerate(sorted(numbers, key=numbers.__getitem__))},
        shared=frozenset(number for number, count in Counter(numbers.values()).items() if count > 1),
    )


def _ranges(units: Sequence[str], roster: _Roster) -> Iterator[str]:
    """Yield the units with a number in their order, three or more in a row as a range; then the others."""
    numbers, places = roster.numbers, roster.places
    run: list[str] = []
    for code in sorted({code for code in units if code in places}, key=places.__getitem__):
        # Codes that differ only in zeros, as P1 and P01, are in no range: nobody knows which of them is meant.
        is_shared = numbers[code] in roster.shared
        goes_on = bool(run) and places[code] == places[run[-1]] + 1 and numbers[code][0] == numbers[run[-1]][0]
        if run and (is_shared or not goes_on):
            yield from _run_text(run)
            run = []
        if is_shared:
            yield code
        else:
            run.append(code)
    yield from _run_text(run)
    yield from (code for code in units if code not in numbers)


def _run_text(run: list[str]) -> Sequence[str]:
    return (f"{run[0]}-{run[-1]}",) if len(run) > 2 else run
