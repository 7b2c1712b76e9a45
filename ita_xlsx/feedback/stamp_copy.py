"""Write into the stamp of a marked copy which form it mends, so that the mended copy takes the place of that form.

Takes the workbook of the copy; changes it in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.sheet_writer import put_text
from ita_xlsx.model.layout.stamp import MARK, MENDS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

# So many digests fit into a text of ours, and nobody mends a form more often.
_MOST = 20


def stamp_copy(book: Workbook, mends: Sequence[str]) -> None:
    """Write the digests into the row ``mends`` of the stamp; do nothing in a copy that has no stamp."""
    sheet: Any = next((item for item in book.worksheets if item.cell(1, 1).value == MARK), None)
    if sheet is None or not mends:
        return
    rows = range(2, sheet.max_row + 1)
    row = next((item for item in rows if sheet.cell(item, 1).value == MENDS), sheet.max_row + 1)
    put_text(sheet.cell(row, 1), MENDS)
    put_text(sheet.cell(row, 2), " ".join(mends[:_MOST]))
