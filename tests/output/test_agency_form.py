"""Check the agency's workbook: the contract of its sheets and headers, its masters, and its sameness."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.catalogue import list_years, load_framework, load_master, load_offices
from ita_xlsx.cycle.templates import blank_agency, make_form, roster_forms, template_name
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.former_agency_layout import FORMER_SCHEMA
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import Contact, RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text.dates import thai_date
from tests.conftest import AGENCY, EDITION, ISSUED, full_scores, submission_of, write_form
from tests.libreoffice.workbooks import package_parts
from tests.support.cells import cell
from tests.support.program import run

SHEETS = ["คำชี้แจง", "ข้อมูลหน่วยงาน", "IIT", "EIT", "OIT", "มาตรการ", "ผลเบื้องต้น", "คะแนนประกาศ", "_ita"]
MEASURES = [
    "รหัสขั้นตอน", "ที่", "ขั้นตอน/วิธีการดำเนินการ", "สถานะ", "ผลการดำเนินงาน (ระบุ URL)", "หมายเหตุ",
    "แบบสำรวจ", "ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม",
]  # fmt: skip
EIT_PARTS = [
    "ข้อ", "ประเด็น", "คะแนน EIT Public", "คะแนน EIT Survey", "คะแนนปีก่อน EIT Public (ถ้ามี)",
    "คะแนนปีก่อน EIT Survey (ถ้ามี)",
]  # fmt: skip
ONE_COLUMN = ["ข้อ", "ประเด็น", "คะแนน", "คะแนนปีก่อน (ถ้ามี)"]
ANNOUNCED = ["รายการ", "ชื่อ", "คะแนนที่ประกาศ", "คะแนนที่ประกาศ (แหล่งที่สอง)", "คะแนนปีก่อน", "หมายเหตุ"]


def headers(sheet: Worksheet, row: int = 2) -> list[object]:
    return [cell.value for cell in sheet[row]]


def open_form(framework: Framework, tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_form(tmp_path / "form.xlsx", framework))


def test_sheets_and_headers_are_the_contract(framework: Framework, tmp_path: Path) -> None:
    book = open_form(framework, tmp_path)
    assert book.sheetnames == SHEETS
    assert headers(book["IIT"]) == ONE_COLUMN
    assert headers(book["EIT"]) == (EIT_PARTS if framework.views else ONE_COLUMN)
    assert headers(book["OIT"]) == [*ONE_COLUMN, "URL (ถ้ามี)", "หมายเหตุ (ถ้ามี)"]
    assert headers(book["คะแนนประกาศ"], 4) == ANNOUNCED
    assert headers(book["มาตรการ"]) == MEASURES
    assert book["_ita"].sheet_state == "veryHidden"
    assert book["มาตรการ"].column_dimensions["A"].hidden


def test_every_question_stands_there_with_its_wording(framework: Framework, tmp_path: Path) -> None:
    book = open_form(framework, tmp_path)
    rows = {row[0]: row[1] for name in ("IIT", "EIT", "OIT") for row in book[name].iter_rows(3, values_only=True)}
    assert str(rows.pop(None)).startswith("=")
    assert rows == {item.code: item.text for item in framework.questions}


def test_only_cells_to_fill_are_unlocked(framework: Framework, tmp_path: Path) -> None:
    book = open_form(framework, tmp_path)
    layout = AgencyLayout(framework)
    open_cells = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    for leaf in framework.answers:
        for what in ("score", "previous"):
            place = layout.answer(leaf, what)
            assert (place.sheet, place.a1) in open_cells
    assert not {cell for sheet, cell in open_cells if sheet in ("คำชี้แจง", "ผลเบื้องต้น", "_ita")}
    assert ("ข้อมูลหน่วยงาน", layout.info.place("code", "value").a1) not in open_cells
    assert all(sheet.protection.sheet for sheet in book if sheet.title != "_ita")
    assert not any(sheet.protection.password for sheet in book)


def test_no_cell_is_merged_where_something_is_read_back(framework: Framework, tmp_path: Path) -> None:
    book = open_form(framework, tmp_path)
    for name in ("ข้อมูลหน่วยงาน", "IIT", "EIT", "OIT", "คะแนนประกาศ", "มาตรการ", "_ita"):
        assert not book[name].merged_cells.ranges


def test_sheets_print_one_page_wide_with_a_header_row_and_a_page_number(framework: Framework, tmp_path: Path) -> None:
    book = open_form(framework, tmp_path)
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        fit, header = sheet.sheet_properties.pageSetUpPr, sheet.oddHeader
        assert fit is not None
        # The steps print at a scale of their own, at which they are less wide than a page.
        assert fit.fitToPage is not (sheet.title == "มาตรการ")
        assert header is not None
        # One page wide and one high are the defaults and left out.
        expected = {"มาตรการ": (None, None, 72), "ผลเบื้องต้น": (None, None, None)}.get(sheet.title, (None, 0, None))
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.scale) == expected
        assert "- &P -" in (header.center.text or "")
        assert AGENCY.name in (header.right.text or "")
    for name in ("IIT", "EIT", "OIT", "คะแนนประกาศ", "มาตรการ"):
        assert book[name].print_title_rows == ("$4:$4" if name == "คะแนนประกาศ" else "$2:$2")


def test_the_stamp_says_what_it_was_made_from(framework: Framework, tmp_path: Path) -> None:
    path = write_form(tmp_path / "form.xlsx", framework)
    stamp = read_stamp(read_sheets(path.read_bytes()))
    assert stamp is not None
    assert (stamp.framework, stamp.digest) == (str(framework.year), framework.digest)
    assert (stamp.agency, stamp.issued) == (AGENCY.code, ISSUED.isoformat())
    book: Any = openpyxl.load_workbook(path)
    properties = {item.name: item.value for item in book.custom_doc_props.props}
    assert properties["ita_digest"] == framework.digest


@pytest.mark.parametrize("year", list_years())
def test_the_committed_master_is_what_the_command_makes(year: int) -> None:
    master = load_master(year)
    stamp = read_stamp(read_sheets(master))
    assert stamp is not None
    if stamp.schema == FORMER_SCHEMA:
        pytest.skip("the masters are still those of the former layout")
    framework = load_framework(year)
    made = make_form(
        framework, RoundSettings(), Submission(agency=blank_agency()), Edition(issued=date.fromisoformat(stamp.issued))
    )
    assert package_parts(BytesIO(made)) == package_parts(BytesIO(master))


def test_the_same_inputs_and_date_give_the_same_parts(framework: Framework) -> None:
    submission = submission_of(framework, full_scores(framework))
    first, second = (make_form(framework, RoundSettings(), submission, EDITION) for _ in range(2))
    assert first == second
    later = make_form(framework, RoundSettings(), submission, Edition(issued=date(2027, 1, 1)))
    changed = {name for name, part in package_parts(BytesIO(first)).items()
               if package_parts(BytesIO(later))[name] != part}  # fmt: skip
    assert changed <= {"docProps/core.xml", "docProps/custom.xml", "xl/sharedStrings.xml"}
    assert changed


def test_the_cover_tells_deadline_and_contact_only_when_known(framework: Framework) -> None:
    def cover(settings: RoundSettings) -> str:
        data = make_form(framework, settings, Submission(agency=AGENCY), EDITION)
        return "\n".join(str(value) for row in read_sheets(data)[0].rows for value in row if value)

    known = RoundSettings(deadline=date(2026, 9, 30), contact=Contact("กลุ่มงานยุทธศาสตร์", "02 123 4567"))
    assert thai_date(date(2026, 9, 30)) in cover(known)
    assert "30 กันยายน 2569" in cover(known)
    assert "02 123 4567" in cover(known)
    assert "ส่งกลับภายใน" not in cover(RoundSettings())
    assert "สอบถาม" not in cover(RoundSettings())


def test_a_draft_says_so_on_its_first_sheet() -> None:
    from dataclasses import replace

    framework = load_framework(2568)
    doubtful = replace(framework.confidence[0], word="assumed")
    draft = replace(framework, confidence=(doubtful, *framework.confidence[1:]))
    cover = read_sheets(make_form(draft, RoundSettings(), Submission(agency=AGENCY), EDITION))[0]
    assert any("ฉบับร่าง" in str(value) for row in cover.rows for value in row)


def test_thai_digits_are_a_number_format(framework: Framework) -> None:
    data = make_form(
        framework,
        RoundSettings(),
        submission_of(framework, full_scores(framework)),
        Edition(issued=ISSUED, digits="thai"),
    )
    score = cell(framework, "i1").of(openpyxl.load_workbook(BytesIO(data)))
    assert score.number_format == "[$-D00041E]0.00"
    assert isinstance(score.value, float)


@pytest.mark.parametrize(
    "name", ["=1+1", "@cmd", "+66", "http://evil.example/x", "a\tb", "{=1}", "<b>&amp;", "สำนักงาน & คลัง"]
)
def test_an_agency_name_is_always_text(framework: Framework, name: str) -> None:
    agency = Agency("P01", name)
    data = make_form(framework, RoundSettings(), Submission(agency=agency), EDITION)
    book = openpyxl.load_workbook(BytesIO(data))
    cell = book["ข้อมูลหน่วยงาน"][AgencyLayout(framework).info.place("name", "value").a1]
    assert (cell.value, cell.data_type) == (name, "s")
    sheets: list[Any] = book.worksheets
    assert not [link for sheet in sheets for link in sheet._hyperlinks if link.target]


def test_template_names_are_safe_and_differ() -> None:
    framework = load_framework(2568)
    names = [template_name(framework, Agency(code, 'ก/ข:ค*?"<>|' + "ย" * 200)) for code in ("P01", "P02")]
    assert len(set(names)) == 2
    for name in names:
        assert not set(name) & set('/\\:*?"<>|')
        assert len(name.encode()) <= 225


def test_stamped_forms_are_those_written_one_by_one(framework: Framework) -> None:
    agencies = (*load_offices("ตราด")[:5], Agency("X1", "หน่วยงานไม่มีเว็บไซต์", "ตราด"))
    written = [make_form(framework, RoundSettings(), Submission(agency=agency), EDITION) for agency in agencies]
    forms = [form.data for form in roster_forms(framework, RoundSettings(), agencies, EDITION)]
    assert [package_parts(BytesIO(form)) for form in forms] == [package_parts(BytesIO(form)) for form in written]


@pytest.mark.parametrize("form", ["", "2568", "tracking"])
def test_stamped_forms_hold_each_agencys_own_steps(form: str) -> None:
    framework, agencies = load_framework(list_years()[-2]), load_offices("ตราด")[:4]
    steps = (Step("a.1", "ขั้นที่หนึ่ง"), Step("a.2", "ขั้นที่สอง"))
    plan = Plan(
        (
            Measure(id="a", indicator="1", measure="มาตรการ", steps=steps),
            Measure(id="b", indicator="2", measure="ของสองแห่ง", steps=steps[:1], units=("P02", "P03")),
        )
    )
    edition = Edition(issued=ISSUED, plan_layout=form)
    written = [make_form(framework, RoundSettings(), Submission(agency=agency), edition, plan) for agency in agencies]
    forms = [form.data for form in roster_forms(framework, RoundSettings(), agencies, edition, plan)]
    assert [package_parts(BytesIO(form)) for form in forms] == [package_parts(BytesIO(form)) for form in written]
    assert len({len(data) for data in written}) > 1


_NAMES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["=1+1", "<b>&amp;", "a_x0041_b", " ขอบ ", "ก" * 300, "&G", "\ue0a00\ue0a1", "-", "1234", 'o\'k "q"']
    ),
)


@given(names=st.lists(st.tuples(_NAMES, _NAMES, _NAMES), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_stamping_says_what_writing_says_whatever_the_names(names: list[tuple[str, str, str]]) -> None:
    framework = load_framework(list_years()[-2])
    shown = [triple for triple in names if all(text.isprintable() for text in triple)]
    agencies = [Agency(f"C{n}", name, "ตราด", website, contact) for n, (name, website, contact) in enumerate(shown)]
    for agency, (form, _) in zip(agencies, roster_forms(framework, RoundSettings(), agencies, EDITION), strict=True):
        written = make_form(framework, RoundSettings(), Submission(agency=agency), EDITION)
        assert [sheet.rows for sheet in read_sheets(form)] == [sheet.rows for sheet in read_sheets(written)]
        ours, theirs = package_parts(BytesIO(form)), package_parts(BytesIO(written))
        # Where two of an agency's texts are one, or another text of the form, shared texts are numbered otherwise.
        same = [name for name in theirs if not name.startswith(("xl/sharedStrings", "xl/worksheets/sheet"))]
        assert [name for name in same if ours[name] != theirs[name]] == []


def test_a_filled_form_is_never_overwritten_and_missing_ones_are_made(tmp_path: Path) -> None:
    roster, forms = tmp_path / "roster.csv", tmp_path / "forms"
    roster.write_text("code,name\nP1,หน่วยงานหนึ่ง\nP2,หน่วยงานสอง\n", encoding="utf-8")
    command = ("template", "--framework", "2568", "--roster", roster, "-o", forms, "-q")
    assert run(*command) == 0
    first, second = sorted(forms.iterdir())
    assert run(*command, "--force") == 0
    book = openpyxl.load_workbook(first)
    cell(2568, "i1").of(book).value = 91.5
    book.save(first)
    kept = first.read_bytes()
    second.unlink()
    assert run(*command, "--force") == 3
    assert not second.exists()
    assert run(*command, "--missing") == 0
    assert second.exists()
    assert first.read_bytes() == kept
    assert (
        run("template", "--framework", "2568", "--roster", roster, "--agency", "P1", "-o", first, "--force", "-q") == 3
    )
    assert first.read_bytes() == kept
