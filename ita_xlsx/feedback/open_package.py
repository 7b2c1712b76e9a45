"""How is the plain package opened without any value being changed?"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.minimal_package import Plain, zipped

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def open_plain(plain: Plain) -> tuple[Workbook, bool]:
    """The workbook, and whether its looks had to be left out to open it at all."""
    try:
        return _read(zipped(plain.parts, plain=False), rich=True), False
    except Exception:
        # A style or a note that is not as it should be is no reason to give an agency nothing.
        return _read(zipped(plain.parts, plain=True), rich=False), True


def _read(data: bytes, *, rich: bool) -> Workbook:
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        """Dates stay the numbers they are: made into days and back, some would become errors."""

        def read_worksheets(self) -> None:
            book: Any = self.wb
            book._date_formats, book._timedelta_formats = set(), set()
            super().read_worksheets()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = Reader(io.BytesIO(data), keep_links=False, rich_text=rich)
        reader.read()
    book: Workbook = reader.wb
    return book
