"""Write several cells as few ranges, for a person who looks them up.

Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ita_xlsx.model.layout.grid import a1, column_index

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def split_cell(text: str) -> tuple[str, str]:
    """Return the sheet and the address of a cell such as ``IIT!D14``; two empty texts for an empty one."""
    sheet, _, cell = text.rpartition("!")
    return sheet, cell


@lru_cache(maxsize=4096)
def ranges_text(cells: tuple[str, ...]) -> str:
    """Return cells such as ``IIT!D14`` as ranges, ``IIT!D14:D20, EIT!D9``, in the order of their sheets.

    Forms of one layout have the same cells: the last answers are kept.
    """
    sheets: dict[str, list[str]] = {}
    for item in cells:
        if item:
            sheet, cell = split_cell(item)
            sheets.setdefault(sheet, []).append(cell)
    return "; ".join(f"{sheet}!{', '.join(_ranges(several))}" for sheet, several in sheets.items())


def _ranges(cells: Iterable[str]) -> Iterator[str]:
    matches = {match[0]: match for cell in cells if (match := _CELL.fullmatch(cell))}
    places = sorted((column_index(match[1]), int(match[2]) - 1) for match in matches.values())
    start = previous = None
    for place in places:
        if start is not None and previous is not None:
            if place == (previous[0], previous[1] + 1):
                previous = place
                continue
            yield _range(start, previous)
        start = previous = place
    if start is not None and previous is not None:
        yield _range(start, previous)


def _range(start: tuple[int, int], end: tuple[int, int]) -> str:
    first, last = (a1(row, col) for col, row in (start, end))
    return first if first == last else f"{first}:{last}"
