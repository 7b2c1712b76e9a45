"""Open the sheets of the analysis alike: title, agency, and a sentence that turns orange.

Takes a sheet and a Report; changes the sheet in memory only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.styles import DENSE, TAB_WORK

# Points: title, agency, sentence. Together they leave the frozen head of a list below 160 pixels.
TITLE_HEIGHT, AGENCY_HEIGHT, SENTENCE_HEIGHT = 31, 22, 25
_SENTENCE_ROW = 2
# The margins of a list in inches: its letters are as large as its width allows.
_SIDE, _TOP, _BOTTOM = 0.4, 0.6, 0.4
# The empty row between two tables, and the padding of a row of a list.
BETWEEN, TIGHT = 12, 0.3


def fit_row(sheet: Sheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Make a row of a list tall enough for its (text, column width) cells, and no taller."""
    sheet.height(row, row_height(cells, DENSE, padding=TIGHT))


def print_list(sheet: Sheet, report: Report, repeat: int | None, *, portrait: bool = False) -> None:
    """Set up the printing of a list with narrow margins; ``repeat`` is the header row that every page repeats."""
    heading = shared_texts.heading(report.submission.agency, report.layout.framework)
    sheet.print_setup(heading, None if repeat is None else (repeat, repeat), portrait=portrait)
    sheet.worksheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)


def open_analysis_sheet(sheet: Sheet, report: Report, title: str, tab: str = TAB_WORK) -> None:
    """Write the title and the agency, and leave a row for the sentence of the sheet."""
    sheet.tab(tab)
    sheet.text(0, 0, title, "title")
    sheet.height(0, TITLE_HEIGHT)
    sheet.text(1, 0, shared_texts.heading(report.submission.agency, report.layout.framework), "subtitle")
    sheet.height(1, AGENCY_HEIGHT)
    sheet.height(_SENTENCE_ROW, SENTENCE_HEIGHT)


def mark_sentence(sheet: Sheet, place: Place, last_col: int, test: str) -> None:
    """Color the row of a sentence up to a column, as long as the condition ``test`` of a formula holds."""
    rule = {"type": "formula", "criteria": f"={test}", "format": sheet.book.format("alarm", plain=True)}
    sheet.worksheet.conditional_format(place.row, place.col, place.row, last_col, rule)


def tint_below(sheet: Sheet, first: int, last: int, col: int) -> None:
    """Color the words that report a score below the threshold; in grey print the words remain."""
    bad = sheet.book.format("bad", plain=True)
    rule = {"type": "cell", "criteria": "==", "value": f'"{words.BELOW}"', "format": bad}
    sheet.worksheet.conditional_format(first, col, last, col, rule)


def mark_falls(sheet: Sheet, first: int, last: int, col: int) -> None:
    """Write the changes below zero in bold red; the minus sign remains in grey print."""
    cell = Place(sheet.name, first, col).a1
    rule = {
        "type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<0)",
        "format": sheet.book.format("fall", plain=True),
    }  # fmt: skip
    sheet.worksheet.conditional_format(first, col, last, col, rule)
