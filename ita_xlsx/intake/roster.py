"""Read the roster, the table of the agencies of a round, from a CSV or XLSX file as offices keep it.

Takes a path; returns a Roster, or raises InputError with every fault. Reads the disk; an XLSX file is read in a child.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ita_xlsx.errors import InputError, UnreadableWorkbook, input_errors
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.roster_header import find_header
from ita_xlsx.intake.roster_table import RosterTable
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.text.csv_text import read_csv


def read_roster(path: Path, province: str = "", *, number: bool = False, year: int | None = None) -> Roster:
    """Read the roster from a CSV or XLSX file with a column of names and one of codes or running numbers.

    The header may stand below titles, on any sheet, and in two rows. Columns that nothing reads are kept. A CSV file
    may have any encoding that Excel saves. An agency without a province gets ``province``. With ``number`` an agency
    without a code gets a new one. Of several sheets that of the fiscal year ``year`` is read. Raise InputError with
    every fault of the file at once.
    """
    tables = [table for sheet in _read_sheets(path) if (table := _table(sheet, str(path), number=number)) is not None]
    if not tables:
        raise InputError(Code.ROSTER_EMPTY, findings=(make_finding(Code.ROSTER_EMPTY, file=str(path)),))
    table, *others = _best_first(tables, year)
    roster = table.roster(province)
    if sheets := [item.sheet.name for item in others if item.header.is_usable and item.has_rows]:
        names = ", ".join(sheets)
        used = make_finding(Code.ROSTER_OTHER_SHEET, file=str(path), sheet=table.sheet.name, value=names)
        roster = replace(roster, findings=(*roster.findings, used))
    return roster


def _read_sheets(path: Path) -> Sequence[SheetCells]:
    """Return the sheets of a workbook, or a CSV file as one sheet; raise InputError (R605)."""
    with input_errors(path):
        data = path.read_bytes()
    try:
        if data.startswith(b"PK"):
            return read_sheets(data)
        return (SheetCells("", tuple(map(tuple, read_csv(data)))),)
    except (UnreadableWorkbook, ValueError) as error:
        raise InputError(Code.ROSTER_UNREADABLE, name=str(path)) from error


def _table(sheet: SheetCells, file: str, *, number: bool) -> RosterTable | None:
    rows = [[text_of(value) for value in row] for row in sheet.rows]
    header = find_header(rows)
    return RosterTable(file=file, sheet=sheet, rows=rows, header=header, number=number) if header else None


def _best_first(tables: Sequence[RosterTable], year: int | None) -> list[RosterTable]:
    """Return the tables with the one to read first: usable, visible, of the year and not of an earlier one, on top."""
    latest = year or max((item.year for item in tables if item.year), default=0)

    def key(table: RosterTable) -> tuple[bool, bool, bool, bool, tuple[bool, bool, int]]:
        strength = (False, False, 0) if table.header.is_usable else table.header.strength
        return (
            table.header.is_usable and table.has_rows,
            table.sheet.state == "visible",
            table.year == year is not None,
            table.year is None or table.year >= latest,
            strength,
        )

    return sorted(tables, key=key, reverse=True)
