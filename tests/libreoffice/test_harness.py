"""Does LibreOffice compute and take what is typed, and does the harness tell the truth about it?"""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.libreoffice import workbooks
from tests.libreoffice.conftest import COMPUTED, PASSWORD, SECOND, SHEET
from tests.libreoffice.office import Edit, Office

AGENCY = "กรมพัฒนาระบบตัวอย่าง"


def test_a_wrong_cached_value_is_computed_anew(office: Office, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    office.recalculate(workbook, target)
    assert len(workbooks.differences(COMPUTED, workbooks.cached_values(workbook))) == 4
    assert workbooks.differences(COMPUTED, workbooks.cached_values(target)) == []


def test_emptied_cached_values_come_back(office: Office, workbook: Path, tmp_path: Path) -> None:
    emptied, target = tmp_path / "emptied.xlsx", tmp_path / "target.xlsx"
    assert workbooks.empty_cached_values(workbook, emptied) == 4
    assert workbooks.cached_values(emptied) == dict.fromkeys(COMPUTED)
    office.recalculate(emptied, target)
    assert workbooks.differences(COMPUTED, workbooks.cached_values(target)) == []


def test_emptying_leaves_the_rest_alone(office: Office, workbook: Path, tmp_path: Path) -> None:
    office.recalculate(workbook, tmp_path / "saved.xlsx")
    for source in (workbook, tmp_path / "saved.xlsx"):
        assert workbooks.empty_cached_values(source, tmp_path / "emptied.xlsx") == 4
        before, after = workbooks.package_parts(source), workbooks.package_parts(tmp_path / "emptied.xlsx")
        assert {name for name in before if before[name] != after[name]} == {
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        }
        assert workbooks.formula_cells(tmp_path / "emptied.xlsx") == workbooks.formula_cells(source)
        assert [cell.value for cell in load_workbook(tmp_path / "emptied.xlsx")[SHEET]["A"]] == [
            10,
            20,
            30,
            40,
        ]


def test_emptying_a_workbook_without_formulas_is_an_error(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as book:
        book.add_worksheet().write_string("A1", "=1+1")
    with pytest.raises(ValueError, match="no formula"):
        workbooks.empty_cached_values(tmp_path / "plain.xlsx", tmp_path / "target.xlsx")
    assert not (tmp_path / "target.xlsx").exists()


@pytest.mark.parametrize(
    ("expected", "actual", "count"),
    [
        ({"A1": 92.09}, {"A1": 92.09 + 1e-12}, 0),
        ({"A1": 92.09}, {"A1": 92.08}, 1),
        ({"A1": None}, {"A1": ""}, 0),
        ({"A1": 0}, {"A1": ""}, 1),
        ({"A1": 0}, {"A1": None}, 1),
        ({"A1": "AA"}, {"A1": "A"}, 1),
        ({"A1": "90"}, {"A1": 90}, 1),
        ({"A1": ""}, {}, 1),
        ({"A1": 1, "A2": 2}, {"A1": 2, "A2": 1}, 2),
    ],
)
def test_readings_differ(expected: dict[str, object], actual: dict[str, object], count: int) -> None:
    left = {(SHEET, cell): value for cell, value in expected.items()}
    right = {(SHEET, cell): value for cell, value in actual.items()}
    assert len(workbooks.differences(left, right)) == count
    assert len(workbooks.differences(right, left)) == count


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("85.5", 85.5),
        ("90%", 0.9),
        (" 77 ", 77.0),
        ("5/3", 46145.0),
        ("๘๕.๕", "๘๕.๕"),
        ("85,5", "85,5"),
        ("'007", "007"),
        ("=1+1", 2.0),
        ("=1/0", "#DIV/0!"),
        ("", ""),
        (AGENCY, AGENCY),
        ('น้ำ <ที่> & "ผู้"', 'น้ำ <ที่> & "ผู้"'),
    ],
)
def test_text_is_typed_as_at_a_keyboard(office: Office, workbook: Path, text: str, held: float | str) -> None:
    assert office.values(workbook, [(SHEET, "A3")], typed=[(SHEET, "A3", text)]) == [held]


def test_a_thai_desktop_reads_thai_digits(office: Office, workbook: Path, tmp_path: Path) -> None:
    with Office(tmp_path / "thai", locale="th-TH") as thai:
        assert thai.values(workbook, [(SHEET, "A3")], typed=[(SHEET, "A3", "๘๕.๕")]) == [85.5]


@pytest.mark.parametrize("name", ["กรอกแล้ว.xlsx", "filled.ods", "filled.xls"])
def test_what_is_typed_is_saved(office: Office, workbook: Path, tmp_path: Path, name: str) -> None:
    office.type_into(workbook, tmp_path / name, [(SHEET, "A1", "1.5"), (SHEET, "A2", AGENCY)])
    cells = [(SHEET, cell) for cell in ("A2", "B1", "B2", "B3", "Z9")]
    assert office.values(tmp_path / name, cells) == [AGENCY, 1.5, "ไม่ครบ", "#DIV/0!", ""]


def test_rows_and_sheets_are_moved(office: Office, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    edits: list[Edit] = [
        ("unprotect", SHEET, PASSWORD),
        ("insert_rows", SHEET, 1, 2),
        ("delete_rows", SHEET, 6, 1),
        ("rename_sheet", SHEET, "ใหม่"),
        ("move_sheet", "ใหม่", 2),
    ]
    office.edit(workbook, target, edits)
    assert load_workbook(target).sheetnames == [SECOND, "ใหม่"]
    cells = [("ใหม่", "A3"), ("ใหม่", "B3"), ("ใหม่", "A6"), (SECOND, "A1")]
    assert office.values(target, cells) == [10, 30, "", 60]
