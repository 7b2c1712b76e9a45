"""Make the workbook on which the harness is tried."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.libreoffice import fonts

SHEET, SECOND = "คะแนน", "สรุป"
PASSWORD = "password"
FORMULAS = (
    (SHEET, "B1", "=SUM(A1:A2)", 30),
    (SHEET, "B2", '=IF(ISNUMBER(A2),"ครบ","ไม่ครบ")', "ครบ"),
    (SHEET, "B3", "=A1/0", "#DIV/0!"),
    (SECOND, "A1", f"={SHEET}!B1*2", 60),
)
COMPUTED = {(sheet, cell): value for sheet, cell, _, value in FORMULAS}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A protected sheet with 10, 20, 30, 40 in A1:A4 to fill, and formulas with a wrong cached value."""
    path = tmp_path / "workbook.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.formats[0].set_font_name(fonts.FAMILY)
        first = book.add_worksheet(SHEET)
        first.protect(PASSWORD)
        to_fill = book.add_format({"locked": False, "font_name": fonts.FAMILY})
        first.write_column("A1", (10, 20, 30, 40), to_fill)
        book.add_worksheet(SECOND)
        for sheet, cell, formula, _ in FORMULAS:
            book.get_worksheet_by_name(sheet).write_formula(cell, formula, None, 999)
    return path
