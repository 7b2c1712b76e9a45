"""Reckon from a saved workbook what Excel shows of each sheet at 1366x768, at 100 % and before anything is scrolled.

``python -m tests.support.screen_room FILE.xlsx ...`` prints a line a sheet and exits 1 if a sheet is short of room.

A sheet is a *list* if it has a filter, a frozen head or rows that every printed page repeats; any other sheet is a
*page*. The data of a list begin below the header of its filter; without a filter below its frozen head; without both
below the repeated rows. They end with the filter, or with the last row that holds a value. A row counts as data if it
holds a value or a cell for typing, and is no band: a band has the tint of a band in each of its cells that holds one.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import range_boundaries

from ita_xlsx.output.styles import BAND

# What Excel leaves for cells on a screen of 1366x768, in pixels, and how much of it a list may take.
HEIGHT, WIDTH = 480, 1280
MOST_HEAD, MOST_FROZEN, MOST_ABOVE = 160, 614, 240
LEAST_ROWS = 8
# A question of any year may need two lines or three; all steps of a standard measure are edited in one cell.
LEAST_OF = {"IIT": 6, "EIT": 6, "OIT": 6, "มาตรการมาตรฐาน": 1}
_DEFAULT_POINTS, _DEFAULT_WIDTH = 15.0, 9.140625


class Room(NamedTuple):
    """What a sheet takes and shows; sizes are pixels, ``row`` counts from 1, ``font`` is the smallest in points.

    ``head`` and ``frozen`` are the height and the width that do not scroll, ``above`` is where the first row of data
    begins, ``rows`` are the rows of data and ``seen`` those of them that are whole on the first screen.
    """

    sheet: str
    is_list: bool
    head: int
    frozen: int
    row: int
    above: int
    rows: int
    seen: int
    width: float
    font: float

    def short(self) -> tuple[str, ...]:
        """Return what the sheet is short of, a few words each."""
        least = min(self.rows, LEAST_OF.get(self.sheet, LEAST_ROWS))
        faults = (
            (self.head > MOST_HEAD, f"head {self.head} > {MOST_HEAD}"),
            (self.frozen > MOST_FROZEN, f"frozen columns {self.frozen} > {MOST_FROZEN}"),
            (self.is_list and self.above > MOST_ABOVE, f"data begin at {self.above} > {MOST_ABOVE}"),
            (self.is_list and self.seen < least, f"{self.seen} rows in sight < {least}"),
            (not self.is_list and self.width > WIDTH, f"page {self.width} wide > {WIDTH}"),
        )
        return tuple(words for is_short, words in faults if is_short)


def rooms(path: Path) -> list[Room]:
    """Return the room of every visible sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    return [room_of(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def room_of(sheet: Any) -> Room:
    """Return the room of one sheet."""
    top, left = _frozen(sheet)
    columns = column_pixels(sheet)
    sizes = {"width": _width(sheet, columns), "font": _smallest(sheet, columns)}
    heights = [row_pixels(sheet, row) for row in range(1, sheet.max_row + 1)]
    head, frozen = sum(heights[:top]), sum(columns[:left])
    first, last = _span(sheet, top)
    rows = range(first, min(last, len(heights)) + 1) if first else ()
    data = [row for row in rows if heights[row - 1] and _is_data(sheet, row, columns)]
    if not data:
        return Room(sheet.title, False, head, frozen, 0, 0, 0, 0, **sizes)
    seen = [row for row in data if sum(heights[:row]) <= HEIGHT]
    return Room(sheet.title, True, head, frozen, data[0], sum(heights[: data[0] - 1]), len(data), len(seen), **sizes)


def row_pixels(sheet: Any, row: int) -> int:
    """Return the height of a row; a hidden row has none."""
    if row in sheet.row_dimensions:
        shape = sheet.row_dimensions[row]
        if shape.hidden:
            return 0
        if shape.height is not None:
            return _pixels(shape.height)
    if sheet.sheet_format.zeroHeight:
        return 0
    return _pixels(sheet.sheet_format.defaultRowHeight or _DEFAULT_POINTS)


def column_pixels(sheet: Any) -> list[int]:
    """Return the widths of all columns up to the last that is used; a hidden column has none."""
    default = sheet.sheet_format.defaultColWidth or _DEFAULT_WIDTH
    widths = dict[int, int]()
    for shape in sheet.column_dimensions.values():
        pixels = 0 if shape.hidden else _width_pixels(shape.width if shape.width else default)
        widths.update(dict.fromkeys(range(shape.min, min(shape.max, sheet.max_column) + 1), pixels))
    return [widths.get(col, _width_pixels(default)) for col in range(1, sheet.max_column + 1)]


def _pixels(points: float) -> int:
    return math.floor(points * 96 / 72 + 0.5)


def _width_pixels(width: float) -> int:
    """Return the pixels of a saved width, which holds the five of the margins already."""
    return math.trunc((256 * width + math.trunc(128 / 7)) / 256 * 7)


def _frozen(sheet: Any) -> tuple[int, int]:
    """Return how many rows and columns do not scroll."""
    pane = sheet.sheet_view.pane
    if pane is None or pane.state not in ("frozen", "frozenSplit"):
        return 0, 0
    return int(pane.ySplit or 0), int(pane.xSplit or 0)


def _span(sheet: Any, top: int) -> tuple[int, int]:
    """Return the first and the last row that can hold data; zeros for a page."""
    if sheet.auto_filter.ref:
        _, first, _, last = range_boundaries(sheet.auto_filter.ref)
        return int(first or 0) + 1, int(last or sheet.max_row)
    titles = re.findall(r"\d+", sheet.print_title_rows or "")
    first = top or (int(titles[-1]) if titles else 0)
    return (first + 1, sheet.max_row) if first else (0, 0)


def _is_data(sheet: Any, row: int, columns: Sequence[int]) -> bool:
    cells = list(_cells(sheet, row, columns))
    held = [cell for cell in cells if cell.value not in (None, "")]
    if any(not cell.protection.locked for cell in cells):
        return True
    return bool(held) and not all(_fill(cell) == BAND for cell in held)


def _cells(sheet: Any, row: int, columns: Sequence[int]) -> Iterator[Any]:
    """Return the cells of a row in columns that are seen."""
    return (cell for cell, pixels in zip(sheet[row], columns, strict=False) if pixels)


def _fill(cell: Any) -> str:
    color = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None
    return f"#{color[2:]}" if isinstance(color, str) else ""


def _width(sheet: Any, columns: Sequence[int]) -> int:
    """Return the width of what is printed, or of what is used where no print area is set."""
    areas = str(sheet.print_area or "")
    found = (range_boundaries(area.rpartition("!")[2].replace("$", "")) for area in areas.split(",") if area)
    ends = [int(right or len(columns)) for _, _, right, _ in found]
    return sum(columns[: max(ends, default=len(columns))])


def _smallest(sheet: Any, columns: Sequence[int]) -> float:
    sizes = [
        cell.font.sz
        for row in range(1, sheet.max_row + 1)
        if row_pixels(sheet, row)
        for cell in _cells(sheet, row, columns)
        if cell.value not in (None, "") and cell.font.sz
    ]
    return min(sizes, default=0.0)


def main(arguments: Sequence[str]) -> int:
    """Print a line a sheet; return 1 if a sheet is short of room."""
    short = False
    print(" head frozen  row   at  rows seen width    pt  sheet: what is short")
    for path in map(Path, arguments):
        print(path.name)
        for room in rooms(path):
            faults = "; ".join(room.short())
            short = short or bool(faults)
            figures = f"{room.head:>5}{room.frozen:>7}{room.row:>5}{room.above:>5}{room.rows:>6}{room.seen:>5}"
            print(f"{figures}{room.width:>6}{room.font:>6g}  {room.sheet}{': ' if faults else ''}{faults}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
