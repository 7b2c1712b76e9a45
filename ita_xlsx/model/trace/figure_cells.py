"""Hold the cells of the figures that a form gives beside its answers of this year, as one short text.

A province keeps such a text for every form. Forms of one layout have equal texts, which stand in memory once; the cells
of one answer each would take more memory than all scores. Works on values only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class FigureCell(NamedTuple):
    """The cell of a figure, such as ``IIT!D14``; ``file`` is the number of its file, from 0, in a joined form."""

    subject: str
    cell: str
    file: int = 0


@dataclass(frozen=True)
class FigureCells:
    """The cells of the figures of this year and of last year, by subject.

    Those of this year are announced figures; in a joined form they are the answers too.
    """

    now: Mapping[str, FigureCell]
    before: Mapping[str, FigureCell]


NO_CELLS = FigureCells(MappingProxyType({}), MappingProxyType({}))


def pack_cells(now: Iterable[FigureCell], before: Iterable[FigureCell]) -> str:
    """Return the cells as one text; an empty text if there is none."""
    lists = [list(now), list(before)]
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":")) if any(lists) else ""


@lru_cache(maxsize=256)
def unpack_cells(text: str) -> FigureCells:
    """Return the cells in a text of ``pack_cells``; no cells for any other text."""
    if not text:
        return NO_CELLS
    try:
        now, before = ({str(item[0]): FigureCell(*item) for item in part} for part in json.loads(text))
    except (ValueError, TypeError, IndexError, RecursionError):
        return NO_CELLS
    return FigureCells(MappingProxyType(now), MappingProxyType(before))
