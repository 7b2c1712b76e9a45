"""Open, fill and print the sheets that several workbooks share.

Takes a sheet of ``output.book`` and values of the model; writes titles and texts, and sets row heights and printing.
The workbooks of a province, of its measures and of its evidence addresses use these functions. Touches no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from unicodedata import category

from ita_xlsx.model.agency import full_province
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import MARGIN_SIDE, MOST_BREAKS, column_points, line_count, page_breaks, row_height
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.styles import DENSE

# The printable width of an A4 page in landscape, in points.
_PAGE_WIDTH = 842 - 2 * MARGIN_SIDE * 72
# The smallest print scale at which dense text is still easy to read.
LEAST_SCALE = 0.66
# LibreOffice draws columns 6 per cent wider than Excel; the columns of a page must fit in both programs.
_USED_WIDTH = 0.94
# The height of a row with one line of dense text, in points.
ONE_LINE = 25.0
# The last rows of a long table that stay together on one page.
_LAST_ROWS = 4
_EXCEL_DAY_ZERO = date(1899, 12, 30)

_LATIN, _LATIN_END = re.compile("[!-~]{2}"), re.compile("[!-~]+$")

_MADE_ON = "จัดทำเมื่อ {day}"
_DEADLINE = "กำหนดส่ง {day}"
_MORE_NAMES = "และอีก {count} หน่วยงาน"
_LONGEST_NAME = 100
_LONGEST_FILE = 120


def province_words(round_state: RoundState) -> str:
    """Return the name of the province with the Thai word for province; empty if the round has no name."""
    return full_province(round_state.name)


def round_heading(round_state: RoundState) -> str:
    """Return the line with province and fiscal year that stands below titles and on top of printed pages."""
    return f"{province_words(round_state)}  ปีงบประมาณ พ.ศ. {round_state.framework.year}".strip()


def round_title(template: str, round_state: RoundState) -> str:
    """Return a title; ``{province}`` in the template is the province and ``{year}`` the fiscal year."""
    text = template.format(province=province_words(round_state), year=round_state.framework.year)
    return " ".join(text.split())


def issue_line(round_state: RoundState, issued: date) -> str:
    """Return the line with the date of issue, and with the deadline if the round has one."""
    lines = [_MADE_ON.format(day=thai_date(issued))]
    if round_state.deadline:
        lines.append(_DEADLINE.format(day=thai_date(round_state.deadline)))
    return "   ".join(lines)


def short_name(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name cut to ``longest`` characters; a cut name ends with an ellipsis."""
    return name if len(name) <= longest else name[: longest - 1] + "…"


def short_names(names: Sequence[str], longest: int) -> list[str]:
    """Return names, each cut to ``longest`` characters; those that would look alike lose their middle."""
    cut = [short_name(name, longest) for name in names]
    uses = Counter(cut)
    return [
        short if uses[short] == 1 or short == name else _both_ends(name, longest)
        for name, short in zip(names, cut, strict=True)
    ]


def _both_ends(name: str, longest: int) -> str:
    """Return a name without its middle, ``longest`` characters at most; no mark begins its second half."""
    end = name[-(longest // 2) :]
    while end and category(end[0]) == "Mn":
        end = end[1:]
    return f"{name[: longest - len(end) - 1]}…{end}"


def short_file(file: str) -> str:
    """Return a file name with the folder directly above it; of a very long one only the end is kept."""
    short = "/".join(file.replace("\\", "/").rsplit("/", 2)[-2:])
    return short if len(short) <= _LONGEST_FILE else "…" + short[1 - _LONGEST_FILE :]


def list_of_names(names: Sequence[str], most: int, longest: int) -> str:
    """Return the first names in one line, and how many more there are.

    The line holds at most ``most`` names and about ``longest`` characters, but always one name.
    """
    listed: list[str] = []
    used = 0
    for name in names[:most]:
        short = short_name(name)
        if listed and used + len(short) > longest:
            break
        listed.append(short)
        used += len(short) + 2
    left = len(names) - len(listed)
    return ", ".join(listed) + (f" {_MORE_NAMES.format(count=left)}" if left else "")


def join_parts(parts: Iterable[str]) -> str:
    """Return the parts that are not empty in one line, with three spaces between them."""
    return "   ".join(part for part in parts if part)


def day_number(day: date) -> int:
    """Return a day as the number that Excel stores for it."""
    return (day - _EXCEL_DAY_ZERO).days


def fit_row(sheet: Sheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Set the height of a row so that its (text, column width) cells fit."""
    sheet.height(row, dense_height(cells))


def dense_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height in points that holds (text, column width) cells of dense text."""
    return row_height(cells, DENSE, ONE_LINE)


def one_line(text: str, width: float) -> str:
    """Return a text in one line of dense text in a column; a longer one ends with an ellipsis."""
    line = " ".join(text.split())
    if line_count(line, width, DENSE) == 1:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if line_count(f"{line[:middle]}…", width, DENSE) == 1 else (low, middle - 1)
    kept = line[:low]
    if _LATIN.fullmatch(line[low - 1 : low + 1]):
        # Half a Latin word or address tells nothing, unless the cell holds nothing else.
        kept = _LATIN_END.sub("", kept) or kept
    return f"{kept.rstrip()}…"


def write_across(sheet: Sheet, row: int, cols: tuple[int, int], text: str, width: float, *styles: str) -> None:
    """Write a text across the first to the last of these columns, which together are ``width`` characters wide."""
    if cols[0] < cols[1]:
        sheet.worksheet.merge_range(row, cols[0], row, cols[1], "", sheet.book.format(*styles))
    sheet.text(row, cols[0], text, *styles, width=width)


def print_narrow(
    sheet: Sheet,
    round_state: RoundState,
    repeat: int,
    last: tuple[int, int],
    table: tuple[int, int],
    blocks: Sequence[tuple[int, int]] = (),
) -> None:
    """Set a sheet to print one page wide, broken between rows.

    ``repeat`` is the header row that every page repeats, ``last`` the last printed row and column. ``table`` holds
    the first and last row of the long table, ``blocks`` the first and last rows of what stands below it.
    """
    sheet.print_setup(round_heading(round_state), (repeat, repeat))
    sheet.worksheet.print_area(0, 0, *last)
    tail = max(table[0], table[1] - _LAST_ROWS + 1)
    rows = [(row, row) for row in range(table[0], tail)]
    sheet.keep_together([*rows, (tail, table[1]), *blocks], last[1])


def print_wide(
    sheet: Sheet, round_state: RoundState, table: Table, widths: Sequence[float], groups: Sequence[int], last_row: int
) -> None:
    """Set a sheet to print as many pages wide as a readable scale needs, with the names on every page.

    ``groups`` are the first columns of the groups that should stay on one page; the last number is the column after
    the last printed one. The sheet prints one page wide where that is readable.
    """
    last_col = groups[-1] - 1
    width = sum(map(column_points, widths[: last_col + 1]))
    sheet.print_setup(round_heading(round_state), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    if _PAGE_WIDTH / width < LEAST_SCALE:
        width = _PAGE_WIDTH / LEAST_SCALE
        sheet.worksheet.set_print_scale(round(LEAST_SCALE * 100))
        sheet.worksheet.repeat_columns(0, table.col("name"))
        sheet.worksheet.set_v_pagebreaks(_column_breaks(widths, groups, table.col("name") + 1, width))
    rows = [(row, row) for row in range(table.first_row, last_row - _LAST_ROWS + 1)]
    tail = max(table.first_row, last_row - _LAST_ROWS + 1)
    height_of = sheet.height_of
    breaks = page_breaks([*rows, (tail, last_row)], height_of, width, height_of(table.header_row), portrait=False)
    sheet.worksheet.set_h_pagebreaks(breaks)


def _column_breaks(widths: Sequence[float], groups: Sequence[int], repeated_cols: int, page_width: float) -> list[int]:
    """Return the columns before which a page ends; a group wider than a page is broken where the page is full."""
    repeated = sum(map(column_points, widths[:repeated_cols]))
    breaks: list[int] = []
    filled = repeated
    for start, end in pairwise(groups):
        group = sum(map(column_points, widths[start:end]))
        if filled > repeated and filled + group > page_width * _USED_WIDTH:
            breaks.append(start)
            filled = repeated
        for col in range(start, end):
            points = column_points(widths[col])
            if filled + points > page_width * _USED_WIDTH:
                breaks.append(col)
                filled = repeated
            filled += points
    return breaks[:MOST_BREAKS]
