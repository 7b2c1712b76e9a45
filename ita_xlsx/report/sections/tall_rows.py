"""Cut a row of a table that is taller than half a page into rows that follow one another.

A row is never broken by the end of a page: one that is taller than a page would lose its end, and a tall one would
leave most of the page before it empty. Works on values only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ita_xlsx.model.document import Blank, Cell, NoteMark, Pieces, Reference, Row, Strong

# On a landscape page a percent of the width holds about one letter of a wide font; marks over letters take no room.
_LETTERS_OF_PERCENT = 1.05
# So many letters of a line stay empty, because words are not broken.
_LOST_LETTERS = 2
# Half of what a landscape page holds in such a font, so that a row need not begin a page and leave the other empty.
_MOST_LINES = 7


def cut_tall_row(cells: Sequence[Cell], widths: Sequence[float], most: int = _MOST_LINES) -> tuple[Row, ...]:
    """Return the row, or several rows whose cells continue those above; ``widths`` are percents of the page."""
    columns = [list(_chunks(cell, width, most)) for cell, width in zip(cells, widths, strict=True)]
    rows = zip_longest(*columns, fillvalue=Cell())
    return tuple(Row(tuple(row), continues=number > 0) for number, row in enumerate(rows))


def _chunks(cell: Cell, width: float, most: int) -> Iterator[Cell]:
    """Yield the lines of a cell in groups that are not taller than ``most`` printed lines."""
    letters = max(int(width * _LETTERS_OF_PERCENT) - _LOST_LETTERS, 4)
    group: list[Pieces] = []
    height = 0
    for line in _short_lines(cell.lines, letters * (most - 1)):
        lines = -(-_length(line) // letters) or 1
        if group and height + lines > most:
            yield Cell(tuple(group), align=cell.align)
            group, height = [], 0
        group.append(line)
        height += lines
    yield Cell(tuple(group) or ((),), align=cell.align)


def _short_lines(lines: Sequence[Pieces], most: int) -> Iterator[Pieces]:
    """Yield the lines; one that is longer than ``most`` letters and is only text is divided at spaces."""
    for line in lines:
        if _length(line) <= most or not all(isinstance(piece, str) for piece in line):
            yield line
            continue
        yield from ((part,) for part in _divided("".join(map(str, line)), most))


def _divided(text: str, most: int) -> Iterator[str]:
    while len(text) > most:
        end = text.rfind(" ", most // 2, most)
        end = most if end < 0 else end
        yield text[:end].strip()
        text = text[end:].strip()
    if text:
        yield text


def _length(line: Pieces) -> int:
    """Return the number of letters that take room; a blank has dots around its name."""
    return sum(map(_piece_length, line))


def _piece_length(piece: object) -> int:
    match piece:
        case Strong(text=text) | str(text):
            return sum(1 for letter in text if unicodedata.category(letter) != "Mn")
        case Blank(what=what):
            return len(what) + 12
        case NoteMark() | Reference():
            return 1
        case _:
            return 0
