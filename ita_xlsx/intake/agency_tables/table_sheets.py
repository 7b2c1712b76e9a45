"""Read the sheets of a file that holds a table of all agencies, with what the look of a cell says of its value.

Takes the bytes of a workbook or of a CSV file; returns its sheets. A workbook is read in a child process.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.worker import run_isolated
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.intake.workbook.container import PLAIN_TEXT
from ita_xlsx.intake.workbook.sheet_details import SheetDetails
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Code
from ita_xlsx.model.text.csv_text import read_csv


def read_table_sheets(data: bytes) -> tuple[SheetCells, ...]:
    """Return the sheets of a workbook, or a CSV file as one sheet; raise UnreadableWorkbook for anything else."""
    try:
        return run_isolated(_read_workbook, data)
    except UnreadableWorkbook as error:
        if error.params.get("kind_en") != PLAIN_TEXT:
            raise
    try:
        return (SheetCells("", tuple(tuple(row) for row in read_csv(data))),)
    except ValueError as error:
        raise UnreadableWorkbook(Code.NOT_A_TEXT_TABLE) from error


def _read_workbook(data: bytes) -> tuple[SheetCells, ...]:
    """Return every sheet with values that are certain; runs in the child."""
    return tuple(replace(sheet, details=_needed(sheet.details)) for sheet in Workbook(data).verify_all())


def _needed(details: SheetDetails) -> SheetDetails:
    """Return what a table needs: merged cells, per cents, raised pieces, and formulas without a value."""
    return SheetDetails(
        merges=details.merges,
        percent=details.percent,
        runs=details.runs,
        formulas={cell: formula for cell, formula in details.formulas.items() if not formula.computed},
    )
