"""A table of all agencies that LibreOffice saved again is read as the one that was given to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.cycle.demo.demo_table import make_demo_table, table_agencies
from ita_xlsx.cycle.files import Target
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.edition import Edition
from tests.intake.test_agency_tables import FIRST, HEADERS, SECOND, TITLE, TOTALS, YEARS_HEAD
from tests.libreoffice.office import Office
from tests.support.agency_tables import Rows, figures, read_table, told, workbook


def saved_again(office: Office, data: bytes, folder: Path) -> bytes:
    """The bytes of a workbook after LibreOffice opened and saved it."""
    given, saved = folder / "given.xlsx", folder / "saved.xlsx"
    given.write_bytes(data)
    office.recalculate(given, saved)
    return saved.read_bytes()


SHAPES: dict[str, Rows] = {name: [TITLE, [], *header, FIRST, SECOND] for name, header in HEADERS.items()}


@pytest.mark.parametrize("shape", [*SHAPES, "two years"])
def test_a_table_that_libreoffice_saved(office: Office, shape: str, tmp_path: Path) -> None:
    data = workbook(("ตาราง", SHAPES.get(shape, YEARS_HEAD)))
    before, after = read_table(data), read_table(saved_again(office, data, tmp_path))
    assert (figures(after), told(after)) == (figures(before), told(before))
    assert shape == "two years" or figures(after)["A1"] == TOTALS


def test_the_table_of_the_demo_saved_by_libreoffice_and_by_openpyxl(office: Office, tmp_path: Path) -> None:
    made = make_demo_table(Target(path=tmp_path / "table"), Edition(issued=date(2026, 11, 20)))
    roster, given = Roster(table_agencies()), made.this_year.read_bytes()
    before = read_table(given, roster=roster)
    assert len(before.rows) == len(roster.agencies)
    book = openpyxl.load_workbook(made.this_year)
    book.save(tmp_path / "by_openpyxl.xlsx")
    for data in (saved_again(office, given, tmp_path), (tmp_path / "by_openpyxl.xlsx").read_bytes()):
        after = read_table(data, roster=roster)
        assert (figures(after), told(after)) == (figures(before), told(before))


def test_a_column_that_a_sheet_shows_as_per_cent(office: Office, tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    for row in (["หน่วยงาน", "IIT", "คะแนนรวม"], [FIRST[1], 0.915, 0.9], [SECOND[1], 0.81, 0.8025]):
        book.active.append(row)
    for cells in book.active["B2:C3"]:
        for cell in cells:
            cell.number_format = "0.00%"
    book.save(tmp_path / "percent.xlsx")
    data = (tmp_path / "percent.xlsx").read_bytes()
    for content in (data, saved_again(office, data, tmp_path)):
        found = figures(read_table(content))
        assert {code: [float(value) for value in one.values()] for code, one in found.items()} == {  # type: ignore[arg-type]
            "A1": [91.5, 90], "A2": [81, 80.25],
        }  # fmt: skip
