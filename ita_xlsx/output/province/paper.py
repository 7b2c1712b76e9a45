"""How the sheets of the province begin, and how they are printed: one page wide, or several with the names repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import MARGIN_SIDE, column_points, page_breaks, safe_height
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.province import texts
from ita_xlsx.output.styles import BODY, DENSE

# A4 landscape in points, less the margins.
_ROOM = 842 - 2 * MARGIN_SIDE * 72
# The least scale at which dense text is still read with ease.
LEAST_SCALE = 0.66
# LibreOffice draws columns 6 per cent wider than Excel; what is counted on must fit in both.
_FILLED = 0.94
ONE_LINE, _TAIL = 25.0, 4
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def day_number(day: date) -> int:
    """A day as Excel counts it."""
    return (day - _EXCEL_DAY_ZERO).days


def open_sheet(
    book: Book, province: RoundState, name: str, title: str, widths: Sequence[float], style: str = "title"
) -> Sheet:
    """A new sheet with its title and the province and year below."""
    sheet = book.sheet(name)
    sheet.widths(*widths)
    sheet.text(0, 0, title, style)
    sheet.height(0, 38)
    sheet.text(1, 0, texts.heading(province), "subtitle")
    sheet.height(1, 28)
    return sheet


def dense_row(sheet: Sheet, row: int, cells: Sequence[tuple[str, float]]) -> None:
    """Make a row as tall as its (text, width) cells need."""
    sheet.height(row, dense_height(cells))


def dense_height(cells: Sequence[tuple[str, float]]) -> float:
    """The points that hold some (text, width) cells, also in the wider and taller fonts that stand in for ours."""
    return safe_height(cells, DENSE, ONE_LINE)


def wrapped_line(sheet: Sheet, row: int, text: str, widths: Sequence[float], style: str = "sentence") -> None:
    """A sentence across the first columns, as tall as it needs."""
    sheet.worksheet.merge_range(row, 0, row, len(widths) - 1, "", sheet.book.format(style))
    sheet.text(row, 0, text, style)
    size = DENSE if style == "sentence" else BODY
    sheet.height(row, safe_height([(text, sum(widths))], size, least=24))


def print_narrow(
    sheet: Sheet,
    province: RoundState,
    repeat: int,
    last: tuple[int, int],
    table: tuple[int, int],
    blocks: Sequence[tuple[int, int]] = (),
) -> None:
    """One page wide; ``table`` is the first and last row of the long table, ``blocks`` what stands below it."""
    sheet.print_setup(texts.heading(province), (repeat, repeat))
    sheet.worksheet.print_area(0, 0, *last)
    tail = max(table[0], table[1] - _TAIL + 1)
    rows = [(row, row) for row in range(table[0], tail)]
    sheet.keep_together([*rows, (tail, table[1]), *blocks], last[1])


def print_wide(
    sheet: Sheet, province: RoundState, table: Table, widths: Sequence[float], groups: Sequence[int], last_row: int
) -> None:
    """As many pages wide as a readable scale needs, broken between groups of columns, the names repeated.

    ``groups`` are the first columns of what should stay on a page, the columns after the last printed one at the
    end. One page wide where that is readable.
    """
    last_col = groups[-1] - 1
    width = sum(map(column_points, widths[: last_col + 1]))
    sheet.print_setup(texts.heading(province), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    if _ROOM / width < LEAST_SCALE:
        width = _ROOM / LEAST_SCALE
        sheet.worksheet.set_print_scale(round(LEAST_SCALE * 100))
        sheet.worksheet.repeat_columns(0, table.col("name"))
        sheet.worksheet.set_v_pagebreaks(_column_breaks(widths, groups, table.col("name") + 1, width))
    rows = [(row, row) for row in range(table.first_row, last_row - _TAIL + 1)]
    tail = max(table.first_row, last_row - _TAIL + 1)
    height_of = sheet.height_of
    breaks = page_breaks([*rows, (tail, last_row)], height_of, width, height_of(table.header_row), portrait=False)
    sheet.worksheet.set_h_pagebreaks(breaks)


def _column_breaks(widths: Sequence[float], groups: Sequence[int], first: int, room: float) -> list[int]:
    """The columns before which a page ends; a group wider than a page is broken where it is full."""
    repeated = sum(map(column_points, widths[:first]))
    breaks: list[int] = []
    filled = repeated
    for start, end in pairwise(groups):
        group = sum(map(column_points, widths[start:end]))
        if filled > repeated and filled + group > room * _FILLED:
            breaks.append(start)
            filled = repeated
        for col in range(start, end):
            points = column_points(widths[col])
            if filled + points > room * _FILLED:
                breaks.append(col)
                filled = repeated
            filled += points
    return breaks
