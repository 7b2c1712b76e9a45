"""Check that LibreOffice computes and takes what is typed, and that the harness reports it truly."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.libreoffice import workbooks
from tests.libreoffice.conftest import COMPUTED, PASSWORD, SECOND, SHEET
from tests.libreoffice.office import Edit, Office, OfficeError

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


# A1:A4 of the sheet hold 10, 20, 30, 40 and may be typed into, B1:B3 formulas; the second sheet is not locked.
OPEN = ("unprotect", SHEET, PASSWORD)


@pytest.mark.parametrize(
    ("edits", "place", "held"),
    [
        ([("insert_columns", SHEET, "A", 2)], (SHEET, "C1:C4"), [10, 20, 30, 40]),
        ([("delete_columns", SHEET, "A", 1)], (SHEET, "A2"), ["ไม่ครบ"]),
        ([("move_columns", SHEET, "A", 1, "C")], (SHEET, "B1:B4"), [10, 20, 30, 40]),
        ([("move_columns", SHEET, "B", 1, "A")], (SHEET, "B1:B4"), [10, 20, 30, 40]),
        ([("move_rows", SHEET, 1, 2, 4)], (SHEET, "A1:A4"), [30, 10, 20, 40]),
        ([("move_rows", SHEET, 3, 2, 1)], (SHEET, "A1:A4"), [30, 40, 10, 20]),
        ([("sort", SHEET, "A1:A4", "A", "descending")], (SHEET, "A1:A4"), [40, 30, 20, 10]),
        ([("copy_sheet", SHEET, "สำเนา", 1), ("delete_sheet", SHEET)], ("สำเนา", "A1:A4"), [10, 20, 30, 40]),
        ([("put_text", SHEET, "A2", "85.5")], (SHEET, "A2"), ["85.5"]),
        ([("put_number", SHEET, "A2", 85.5)], (SHEET, "A2"), [85.5]),
        ([("put_formula", SHEET, "A2", "=AVERAGE(90;95)")], (SHEET, "A2"), [92.5]),
        ([("spell_score", SHEET, "A2", "ร้อยละ {}", "๐๑๒๓๔๕๖๗๘๙.")], (SHEET, "A2"), ["ร้อยละ ๒๐"]),
        ([("rescale", SHEET, "A1:A4", 0.05, 1)], (SHEET, "A1:A4"), [0.5, 1, 1.5, 2]),
        ([("clear", SHEET, "A1:A2")], (SHEET, "A1:A3"), ["", "", 30]),
        ([("fill_down", SHEET, "A2:A4")], (SHEET, "A1:A4"), [10, 20, 20, 20]),
        ([("paste", SHEET, "A1:A2", SHEET, "A3")], (SHEET, "A1:A4"), [10, 20, 10, 20]),
        ([("paste_values", SHEET, "B1:B2", SECOND, "C1")], (SECOND, "C1:C2"), [30, "ครบ"]),
    ],
)
def test_cells_are_changed(
    office: Office, workbook: Path, tmp_path: Path, edits: list[Edit], place: tuple[str, str], held: list[float | str]
) -> None:
    target = tmp_path / "target.xlsx"
    office.edit(workbook, target, [OPEN, *edits])
    found = load_workbook(target, data_only=True)[place[0]][place[1]]
    rows = found if isinstance(found, tuple) else ((found,),)
    assert ["" if row[0].value is None else row[0].value for row in rows] == held


def test_rows_columns_and_sheets_are_hidden_and_shown(office: Office, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    edits: list[Edit] = [
        ("hide_rows", SHEET, 2, 2),
        ("hide_columns", SHEET, "B", 1),
        ("hide_sheet", SECOND),
        ("copy_sheet", SECOND, "สำเนา", 3),
        ("show_sheet", "สำเนา"),
        ("put_text", "สำเนา", "C1", "กลุ่ม"),
        ("put_text", "สำเนา", "C2", "ก"),
        ("put_text", "สำเนา", "C3", "ข"),
        ("filter_rows", "สำเนา", "C1:C3", "C", "ข"),
    ]
    office.edit(workbook, target, edits)
    book = load_workbook(target)
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        SHEET: "visible",
        SECOND: "hidden",
        "สำเนา": "visible",
    }
    assert [row for row in range(1, 5) if book[SHEET].row_dimensions[row].hidden] == [2, 3]
    assert [row for row in range(1, 5) if book["สำเนา"].row_dimensions[row].hidden] == [2]
    assert book[SHEET].column_dimensions["B"].hidden


def test_cells_are_merged_formatted_and_commented_on(office: Office, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    edits: list[Edit] = [
        OPEN,
        ("merge", SHEET, "A1:A2"),
        ("merge", SHEET, "A3:A4"),
        ("unmerge", SHEET, "A3:A4"),
        ("set_number_format", SHEET, "A3", "0.00%"),
        ("comment", SHEET, "A4", "ตรวจแล้ว"),
    ]
    office.edit(workbook, target, edits)
    sheet = load_workbook(target)[SHEET]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:A2"]
    assert sheet["A3"].number_format.endswith("0.00%")
    assert sheet["A4"].comment.text == "ตรวจแล้ว"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("put_text", SHEET, "B1", "90"), "locked"),
        (("put_number", SHEET, "C1", 90), "locked"),
        (("spell_score", SHEET, "A9", "{}", "0123456789."), "locked"),
        (("clear", SHEET, "B1:B2"), "will not clear"),
        (("fill_down", SHEET, "B1:B4"), "will not fill_down"),
        (("sort", SHEET, "A1:B4", "A", "descending"), "will not sort"),
        (("paste", SHEET, "A1:A2", SHEET, "C1"), "will not paste"),
        (("paste_values", SHEET, "A1:A2", SHEET, "C1"), "will not paste_values"),
        (("insert_columns", SHEET, "A", 1), "will not insert_columns"),
        (("move_rows", SHEET, 1, 2, 2), "in between themselves"),
        (("move_rows", SHEET, 1, 2, 4), "will not move_rows"),
        (("copy_sheet", SHEET, SECOND, 1), "will not copy_sheet"),
        (("clear", SHEET, "ก:ข"), "no range"),
    ],
)
def test_what_a_locked_sheet_does_not_let_a_clerk_do(
    office: Office, workbook: Path, tmp_path: Path, edit: Edit, message: str
) -> None:
    with pytest.raises(OfficeError, match=message):
        office.edit(workbook, tmp_path / "target.xlsx", [edit])
    assert not (tmp_path / "target.xlsx").exists()
