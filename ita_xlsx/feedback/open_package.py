"""Open a minimal package with openpyxl without changing any value.

Takes the parts; returns an openpyxl workbook. Works in memory only.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.minimal_package import MinimalPackage, zip_parts

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def open_minimal_package(package: MinimalPackage) -> tuple[Workbook, bool]:
    """Return the workbook, and True if it could only be opened without its formatting."""
    try:
        return _read(zip_parts(package.parts, with_formatting=True), rich=True), False
    except Exception:
        # A faulty style or note must not prevent a copy: try again without formatting.
        return _read(zip_parts(package.parts, with_formatting=False), rich=False), True


def _read(data: bytes, *, rich: bool) -> Workbook:
    """Return the workbook that openpyxl reads from the bytes; ``rich`` keeps the formatting inside cell texts."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        """A reader that leaves dates as numbers; converted to dates and back, some would become errors."""

        def read_worksheets(self) -> None:
            """Read the worksheets with no number format counted as a date."""
            book: Any = self.wb
            book._date_formats, book._timedelta_formats = set(), set()
            super().read_worksheets()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = Reader(io.BytesIO(data), keep_links=False, rich_text=rich)
        reader.read()
    book: Workbook = reader.wb
    return book
