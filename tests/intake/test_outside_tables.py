"""Check that what lies beside the tables of a form is told: texts, sheets, shapes, figures in columns of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.test_odd_cells import anchor, text_box
from tests.support.cells import Place, announced_cell, cell, header_cell, info_cell, step_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import read
from tests.support.returned_steps import Change, changed, drawn_over, filled, rewritten, told, told_of

I1, URL = cell(YEAR, "i1"), step_cell(YEAR, 1, "url")
TITLE = header_cell(YEAR, "IIT", "previous").moved(down=-1)
EMPTY_ROW = step_cell(YEAR, 9, "owner")
BELOW = cell(YEAR, "i15", "text").moved(down=3)
FIELD = info_cell(YEAR, "code")


def put(place: Place, value: Any) -> Change:
    return lambda book: setattr(place.of(book), "value", value)


def added_sheet(name: str, *texts: str) -> Change:
    def add(book: Any) -> None:
        sheet = book.create_sheet(name)
        for text in texts:
            sheet.append([text])

    return add


def copied_sheet(book: Any) -> None:
    book.copy_worksheet(book["IIT"]).title = "สำเนา"
    for row in book["สำเนา"].iter_rows(min_row=3, min_col=1, max_col=1):
        row[0].value = None


def noted_above(book: Any) -> None:
    book["IIT"].insert_rows(2)
    book["IIT"]["A2"].value = "ยังไม่ผ่านการรับรอง"


def rows_above(book: Any) -> None:
    book["IIT"].insert_rows(2, 3)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (noted_above, [("X325", "info", "IIT!A2")]),
        (rows_above, []),
        (put(TITLE, "ฉบับร่าง"), [("X325", "info", str(TITLE))]),
        (put(BELOW, "หมายเหตุ: รอยืนยัน"), [("X325", "info", str(BELOW))]),
        (put(EMPTY_ROW, "ฝ่ายแผน"), [("X325", "info", str(EMPTY_ROW))]),
        (put(announced_cell(YEAR, "6", "name"), 93.78), [("X325", "info", str(announced_cell(YEAR, "6", "name")))]),
        (put(cell(YEAR, "i1", "text"), "คำถามที่พิมพ์ใหม่"), []),
        (added_sheet("หลักฐาน", "ภาพกิจกรรม"), [("X324", "info", "หลักฐาน")]),
        (added_sheet("ว่าง"), []),
        (added_sheet("รายการแก้ไข", "S203"), []),
        (added_sheet("แผนมาตรการ", "แผน"), []),
        (added_sheet("สรุปข้อค้นพบ 2", "S203"), []),
        (copied_sheet, [("X324", "info", "สำเนา")]),
        (put(FIELD.moved(down=-1), "ค่า"), [("W122", "warning", str(FIELD.moved(down=-1)))]),
    ],
)  # fmt: skip
def test_what_no_reader_takes_is_told(tmp_path: Path, change: Change, expected: list[tuple[str, str, str]]) -> None:
    assert told_of(changed(filled(tmp_path), change)) == expected


def test_both_headers_of_the_agency_may_be_gone(tmp_path: Path) -> None:
    header = FIELD.moved(down=-1)
    returned = read(changed(filled(tmp_path), put(header, None), put(header.moved(right=-1), None)))
    assert told(returned) == [("W122", "warning", str(header.moved(right=-1))), ("W122", "warning", str(header))]
    assert returned.submission is not None
    assert returned.submission.agency.code == "P01"


def test_a_field_whose_formula_was_never_computed_is_told(tmp_path: Path) -> None:
    place = info_cell(YEAR, "respondents_iit")
    assert told_of(changed(filled(tmp_path), put(place, "=600*2"))) == [("X312", "warning", str(place))]


def test_a_title_that_says_the_same_as_a_header_is_no_header_row(tmp_path: Path) -> None:
    """Without its header row the table begins below a title, ``มาตรการ``, which is also the name of a column."""
    returned = read(changed(filled(tmp_path), lambda book: book["มาตรการ"].delete_rows(2)))
    assert {item[:2] for item in told(returned)} == {("W122", "warning")}
    assert returned.submission is not None
    assert [(step.id, step.status, step.url[-5:]) for step in returned.submission.steps] == [
        (f"m1.{number}", "แล้วเสร็จ", f"{number}.pdf") for number in range(1, 5)
    ]


LINE = '<x:cxnSp><x:nvCxnSpPr><x:cNvPr id="2" name="Line"/></x:nvCxnSpPr></x:cxnSp>'
HIDDEN = '<x:sp><x:nvSpPr><x:cNvPr id="2" name="Button" hidden="1"/></x:nvSpPr></x:sp>'


@pytest.mark.parametrize(
    ("place", "content", "expected"),
    [
        (I1, LINE, [("X323", "info", str(I1))]),
        (I1, "<x:sp/>", [("X323", "info", str(I1))]),
        (I1, HIDDEN, []),
        (Place("IIT", "A1"), LINE, []),
        (info_cell(YEAR, "phone"), LINE, [("X323", "info", str(info_cell(YEAR, "phone")))]),
        (Place("คำชี้แจง", "B9"), "<x:pic/>", [("X316", "warning", "คำชี้แจง!B9")]),
        (Place("คำชี้แจง", "B9"), "<x:sp/>", [("X323", "info", "คำชี้แจง!B9")]),
        (Place("คำชี้แจง", "B9"), text_box("โปรดดูอีเมล"), [("X317", "info", "คำชี้แจง!B9")]),
    ],
)  # fmt: skip
def test_shapes_and_pictures_are_told_on_every_sheet(
    tmp_path: Path, place: Place, content: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told_of(drawn_over(changed(filled(tmp_path)), place.sheet, anchor(place, content))) == expected


@pytest.mark.parametrize("shown", ["คลิก", "12"])
@pytest.mark.parametrize(
    "formula", ['HYPERLINK(M9,"คลิก")', 'HYPERLINK(VLOOKUP(A1,B:C,2),"คลิก")', 'HYPERLINK("#IIT!A1","คลิก")']
)
def test_a_link_by_formula_without_an_address_is_told(tmp_path: Path, formula: str, shown: str) -> None:
    path = changed(filled(tmp_path), put(URL, f"={formula}"))
    stored = formula.replace('"', "&quot;") if "&quot;" in formula else formula
    part = "sheet6.xml"
    path = (
        rewritten(path, part, f"<f>{stored}</f><v />", f"<f>{stored}</f><v>12</v>")
        if shown == "12"
        else rewritten(path, part, f'<c r="{URL.a1}"', f'<c t="str" r="{URL.a1}"')
    )
    if shown != "12":
        path = rewritten(path, part, f"<f>{stored}</f><v />", f"<f>{stored}</f><v>{shown}</v>")
    returned = read(path)
    assert told(returned) == [("X322", "warning", str(URL))]
    assert returned.submission is not None
    step = returned.submission.steps[0]
    assert (step.url, step.display_text) == ("", shown)


@pytest.mark.parametrize(
    ("schema", "code"),
    [("ita-xlsx/agency/3", "W127"), ("ita-xlsx/agency/17", "W127"), ("ita-xlsx/agency/x", "W108"),
     ("ita-xlsx/measures/2", "W108")],
)  # fmt: skip
def test_a_form_of_a_newer_program_is_named_so(tmp_path: Path, schema: str, code: str) -> None:
    path = changed(filled(tmp_path), lambda book: setattr(book["_ita"]["B2"], "value", schema))
    assert told_of(path) == [(code, "error", "")]
