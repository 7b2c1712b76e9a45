"""Write one content across several cells of a row.

Takes a sheet and a text or a formula; changes the sheet in memory only.
"""

from __future__ import annotations

from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import Live


def write_across(sheet: Sheet, row: int, first: int, last: int, content: Live | str, *styles: str) -> None:
    """Write a text or a formula into the cells of a row from ``first`` to ``last``, as one cell."""
    if last > first:
        sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(*styles))
    if isinstance(content, Live):
        sheet.live(row, first, content, *styles)
    else:
        sheet.text(row, first, content, *styles)
