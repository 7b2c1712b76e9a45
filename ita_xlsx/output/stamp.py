"""Write the stamp of a workbook: a very hidden sheet, repeated in the properties of the document.

Takes a Stamp; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.stamp import PROPERTY, STAMP_TABLE
from ita_xlsx.model.submission import Stamp
from ita_xlsx.output.book import Book


def write_stamp(book: Book, stamp: Stamp) -> None:
    """Write the stamp as the last sheet of the workbook."""
    table = STAMP_TABLE
    sheet = book.sheet(table.sheet)
    sheet.text(table.header_row, table.first_col, table.title)
    for field in table.items:
        value = getattr(stamp, field)
        sheet.text(table.row(field), table.col("field"), field)
        sheet.text(table.row(field), table.col("value"), value)
        book.property(f"{PROPERTY}{field}", value)
    sheet.worksheet.very_hidden()
