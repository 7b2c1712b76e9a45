"""Read the values of a workbook in a child process.

Takes the bytes of a workbook; returns its sheets. Starts a child process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_xlsx.intake.isolation.worker import run_isolated

if TYPE_CHECKING:
    from ita_xlsx.intake.workbook.cells import SheetCells


def read_sheets(data: bytes) -> tuple[SheetCells, ...]:
    """Read the values of every sheet of a workbook in a child.

    Raise UnreadableWorkbook if the data is no workbook, or is not safe to read.
    """
    from ita_xlsx.intake.workbook.workbook import read_sheets_in_process  # the parent only names it to its children

    return run_isolated(read_sheets_in_process, data)
