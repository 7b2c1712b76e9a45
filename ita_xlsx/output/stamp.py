"""Write the stamp of a workbook: a very hidden sheet, repeated in the properties of the document.

Takes what identifies the workbook; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.stamp import MENDS, PREFILLED, PROPERTY, STAMP_TABLE
from ita_xlsx.model.submission import Stamp
from ita_xlsx.output.book import Book


def write_stamp(
    book: Book,
    schema: str,
    framework: Framework,
    edition: Edition,
    agency: str = "",
    mends: Sequence[str] = (),
    prefilled: str = "",
) -> None:
    """Write the stamp as the last sheet of the workbook; ``agency`` is the code of the agency it is for.

    ``mends`` are the digests of the forms whose place a form takes, ``prefilled`` are the scores of last
    year that it was filled in with beforehand, as one text.
    """
    year, issued, table = str(framework.year), edition.issued.isoformat(), STAMP_TABLE
    stamp = Stamp(schema=schema, framework=year, digest=framework.digest, agency=agency, year=year, issued=issued)
    sheet = book.sheet(table.sheet)
    sheet.text(table.header_row, table.first_col, table.title)
    for field in table.items:
        value = getattr(stamp, field)
        sheet.text(table.row(field), table.col("field"), field)
        sheet.text(table.row(field), table.col("value"), value)
        book.property(f"{PROPERTY}{field}", value)
    further = [(key, text) for key, text in ((MENDS, " ".join(mends)), (PREFILLED, prefilled)) if text]
    for row, (key, text) in enumerate(further, table.last_row + 1):
        sheet.text(row, table.col("field"), key)
        sheet.text(row, table.col("value"), text)
    sheet.worksheet.very_hidden()
