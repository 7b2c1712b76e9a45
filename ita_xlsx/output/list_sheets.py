"""Open, fill and close lists with one line a row, where what is cut stands whole in the last column.

Takes a round and the texts of rows; changes the workbook in memory only. The workbooks of measures and of evidence
addresses are made of such lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.sheets import one_line, print_narrow, round_heading
from ita_xlsx.output.styles import DENSE, TAB_WORK

# Points: the lines above the header, and a row with one line of dense text.
TITLE_HEIGHT, LINE_HEIGHT, ROW_HEIGHT = 28.0, 21.0, 21.0
FULL_WIDTH = 60


def open_list(
    book: Book, round_state: RoundState, name: str, title: str, widths: Sequence[float], tab: str = TAB_WORK
) -> Sheet:
    """Add a sheet with its title and its province; return it. ``widths`` are in characters."""
    sheet = new_list(book, name, widths, tab)
    sheet.text(0, 0, title, "list_title")
    sheet.height(0, TITLE_HEIGHT)
    sheet.text(1, 0, round_heading(round_state), "muted")
    sheet.height(1, LINE_HEIGHT)
    return sheet


def new_list(book: Book, name: str, widths: Sequence[float], tab: str = TAB_WORK) -> Sheet:
    """Add an empty sheet whose texts have the digits of the workbook; return it."""
    sheet = book.sheet(name)
    sheet.texts.follow_numbers(book.words)
    sheet.tab(tab)
    sheet.widths(*widths)
    return sheet


def write_list_header(sheet: Sheet, table: Table, widths: Sequence[float]) -> None:
    """Write the header row of a list, of one line or two."""
    headers = [column.header for column in table.columns]
    for col, text in enumerate(headers):
        sheet.text(table.header_row, col, text, "header")
    sheet.height(table.header_row, row_height(zip(headers, widths, strict=True), DENSE, least=24))


def write_line(
    sheet: Sheet, table: Table, row: int, contents: Mapping[str, str], widths: Mapping[str, float], *centered: str
) -> None:
    """Write the number and the texts of a row, each cut to one line; what is cut stands whole in the last column.

    ``centered`` are the keys of columns in the middle of which their texts stand.
    """
    sheet.number(row, 0, row - table.header_row, "count")
    cut_texts = []
    for key, text in contents.items():
        line = text if isinstance(text, AsTyped) else one_line(text, widths[key])
        sheet.text(row, table.col(key), line, "cut_centre" if key in centered else "cut")
        if line.endswith("…") and line != text:
            cut_texts.append(" ".join(text.split()))
    if table.has("full"):
        sheet.text(row, table.col("full"), " · ".join(cut_texts), "beside")
    sheet.height(row, ROW_HEIGHT)


def close_list(sheet: Sheet, round_state: RoundState, table: Table, last: str, frozen: str = "name") -> None:
    """Set filters, frozen columns and printing of a list; ``last`` is the last printed column."""
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col(frozen) + 1 if frozen else 0)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, round_state, table.header_row, (table.last_row, table.col(last)), rows)
