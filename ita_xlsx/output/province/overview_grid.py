"""Define the grid of the governor's page: columns, rows, hidden cells, and texts across several columns.

Widths are in characters, heights in points; the page is at most 480 pixels high and 1280 wide.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.output.book import Sheet

FIRST_COL, LAST_COL = 1, 12
# The hidden columns hold the figures of the indicators, the names in the panel and single figures.
FIGURES_COL = 13
FIGURES: Mapping[str, int] = MappingProxyType(
    {key: FIGURES_COL + offset for offset, key in enumerate(("label", "mean", "below", "order"))}
)
NAMES_COL = FIGURES_COL + len(FIGURES)
LAST_HIDDEN = NAMES_COL
WIDTHS = (1.2, *[13.6] * 12, 30.0, 10.0, 10.0, 14.0, 40.0)
TITLE_ROW, MESSAGE_ROW, CARDS_ROW, PANELS_ROW = 0, 1, 2, 5
# The rows of the two panels below their headings, if the year has no more indicators.
ROWS = 10
PANEL_LINE = 18.75
HEIGHTS: Mapping[int, float] = MappingProxyType(
    {0: 25, 1: 24, 2: 20, 3: 40, 4: 20, 5: 24} | dict.fromkeys(range(PANELS_ROW + 1, PANELS_ROW + ROWS + 1), PANEL_LINE)
)
# Hidden cells: the threshold, the score where the bars begin, agencies without a complete return, overdue steps.
LIMIT, AXIS, DUE, OVERDUE = ((row, FIGURES_COL) for row in (5, 2, 3, 4))


def merge_text(sheet: Sheet, row: int, cols: tuple[int, int], text: str, style: str) -> None:
    """Write a text of ours across the columns from the first to the last of ``cols``."""
    merge_cells(sheet, row, cols, style)
    sheet.words(row, cols[0], text, style)


def merge_cells(sheet: Sheet, row: int, cols: tuple[int, int], style: str) -> None:
    """Join the cells of a row from the first to the last of ``cols``."""
    sheet.worksheet.merge_range(row, cols[0], row, cols[1], "", sheet.book.format(style))
