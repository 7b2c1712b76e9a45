"""Make tables of all agencies as people print them, and read them back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.agency_tables.agency_table import AgencyTable, read_agency_table
from ita_xlsx.intake.agency_tables.table_sheets import read_table_sheets
from ita_xlsx.model.agency import Agency, Roster

ROSTER = Roster(
    (
        Agency("A1", "เทศบาลตำบลหนึ่ง", "สมมุติ", kind="เทศบาล"),
        Agency("A2", "เทศบาลตำบลสอง", "สมมุติ", kind="เทศบาล", aliases=("ทต.สอง",)),
        Agency("A3", "องค์การบริหารส่วนตำบลสาม", "สมมุติ", kind="อบต."),
        Agency("A4", "องค์การบริหารส่วนตำบลสี่", "สมมุติ", kind="อบต."),
    )
)
NAMES = tuple(agency.name for agency in ROSTER.agencies)
FRAMEWORK = load_framework(2568)
Rows = Sequence[Sequence[object]]


def workbook(*sheets: tuple[str, Rows], merges: Iterable[str] = ()) -> bytes:
    """The bytes of a workbook with these sheets; the cells of ``merges`` are merged on the first one."""
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, 1):
            for col, cell in enumerate(cells, 1):
                if cell is not None:
                    sheet.cell(row, col, cell)
    for area in merges:
        book.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_file(rows: Rows) -> bytes:
    """The bytes of a CSV file with these rows."""
    return "\n".join(",".join(f'"{"" if cell is None else cell}"' for cell in row) for row in rows).encode()


def read_table(data: bytes, year: int = 2568, roster: Roster = ROSTER) -> AgencyTable:
    """What is read from the bytes of a file."""
    return read_agency_table(read_table_sheets(data), "table.xlsx", load_framework(year), roster)


def figures(table: AgencyTable) -> dict[str, dict[str, object]]:
    """The figures and words of each agency by its code."""
    return {
        row.agency.code: {answer.subject: answer.value if answer.value is not None else answer.raw
                          for answer in (*row.announced, *row.words)}
        for row in table.rows
    }  # fmt: skip


def told(table: AgencyTable) -> list[tuple[str, str | None]]:
    """The codes and places of the findings."""
    return [(item.code.value, item.place or None) for item in table.findings]


def exact(**values: str) -> dict[str, object]:
    """Figures by subject, ``level`` as text; ``_1`` is indicator 1."""
    return {key.lstrip("_"): Fraction(value) if key != "level" else value for key, value in values.items()}
