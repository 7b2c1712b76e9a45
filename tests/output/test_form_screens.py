"""Check what a clerk sees of a form on a small screen: rows in sight, bands, yellow cells, steps, tabs and digits."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.agency_layout import COVER, REQUIRED_FIELDS
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import Contact, RoundSettings
from ita_xlsx.model.submission import Submission, values_of
from ita_xlsx.model.text.digits import thai
from tests.conftest import AGENCY, ISSUED, full_scores, submission_of
from tests.libreoffice.office import Office
from tests.support.cells import cell, header_cell
from tests.support.forms import read
from tests.support.screen_room import rooms

YEAR = 2568
DIGITS = ("arabic", "thai")
YELLOW, NAVY, GREY = "FFE0B400", "FF1F4E79", "FF9AA5B1"
HIGHEST_HEAD, WIDEST_HEAD, LEAST_ROWS = 80, 614, 6
# A step of the demo has about as many words.
STEP = "แต่ละกลุ่มงานเขียนผังขั้นตอนของงานหลัก ระบุเวลาแล้วเสร็จและตำแหน่งผู้รับผิดชอบในแต่ละขั้น"
PLAN = Plan(
    tuple(
        Measure(
            id=f"m{number}-1",
            indicator=str(number),
            measure=f"มาตรการของตัวชี้วัดที่ {number}",
            responsible="กลุ่มงานอำนวยการ" if number > 1 else "",
            period="1 ตุลาคม 2567 – 30 กันยายน 2568",
            follow_up="รายงานทุก 3 เดือน\nหลักฐาน: รายงานการประชุม",
            steps=tuple(Step(f"m{number}-1.{step}", f"{STEP} {step}") for step in range(1, 5)),
        )
        for number in range(1, 11)
    )
)

NO_PLAN = Plan()


def made(framework: Framework, digits: str = "arabic", plan: Plan = NO_PLAN, **more: Any) -> bytes:
    submission = more.pop("submission", Submission(agency=AGENCY))
    return make_form(framework, RoundSettings(**more), submission, Edition(issued=ISSUED, digits=digits), plan)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("year", list_years())
def test_a_screen_shows_six_questions_below_a_low_head(year: int, digits: str, tmp_path: Path) -> None:
    framework, path = load_framework(year), tmp_path / "form.xlsx"
    path.write_bytes(made(framework, digits))
    seen = {room.sheet: room for room in rooms(path)}
    for item in framework.instruments:
        room = seen[item.code]
        assert room.head <= HIGHEST_HEAD
        assert room.frozen == 52
        assert room.seen >= min(LEAST_ROWS, room.rows)
        assert room.width <= 1280
    if year == YEAR:
        assert seen["IIT"].seen >= 10
        assert seen["OIT"].seen >= 11


@pytest.mark.parametrize("digits", DIGITS)
def test_a_screen_shows_six_steps_and_their_yellow_cells(digits: str, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(made(load_framework(YEAR), digits, PLAN))
    room = next(room for room in rooms(path) if room.sheet == "มาตรการ")
    assert room.head <= HIGHEST_HEAD
    assert room.frozen <= WIDEST_HEAD
    assert room.seen >= LEAST_ROWS
    assert room.width <= 1280


@pytest.mark.parametrize("year", list_years())
def test_a_band_counts_the_questions_below_it(year: int) -> None:
    framework = load_framework(year)
    scores = full_scores(framework)
    first = AgencyLayout(framework).bands["OIT"][0]
    left_out = first.items[0]
    del scores[left_out]
    sheet: Any = values(made(framework, submission=submission_of(framework, scores)))["OIT"]
    place = cell(framework, left_out, "text").moved(down=-1)
    total = len(first.items)
    assert sheet[place.a1].value == f"{first.title} · กรอกแล้ว {total - 1}/{total}"


def test_every_question_stands_below_its_band(framework: Framework) -> None:
    layout, book = AgencyLayout(framework), values(made(framework))
    titles = {item.code: item.subindicator or item.indicator for item in framework.questions}
    for table in layout.scores:
        for band in layout.bands[table.sheet]:
            text = book[table.sheet].cell(table.row(band.items[0]), table.col("text") + 1).value
            assert {str(text).partition(" ")[0]} == {titles[code] for code in band.items}


def selected(sheet: Worksheet) -> str:
    return str(sheet.sheet_view.selection[-1].activeCell)


def test_the_first_yellow_cell_is_selected(framework: Framework) -> None:
    scores = full_scores(framework)
    del scores["i3"]
    book = opened(made(framework, submission=submission_of(framework, scores)))
    assert selected(book["IIT"]) == cell(framework, "i3").a1
    assert selected(book["OIT"]) == cell(framework, "o1").a1
    planned = opened(made(framework, plan=PLAN))["มาตรการ"]
    assert planned[selected(planned)].fill.fgColor.rgb == "FFFFE58A"


def test_one_prompt_a_column_and_an_error_on_each_cell(framework: Framework) -> None:
    sheet = opened(made(framework))["IIT"]
    assert not sheet.auto_filter.ref
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.error]
    prompts = [str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.prompt]
    assert all(":" not in place for place in prompts)
    for code in AgencyLayout(framework).scores[0].items:
        assert any(cell(framework, code).a1 in rule.sqref for rule in rules)


def test_tabs_say_what_a_sheet_is_for(framework: Framework) -> None:
    book = opened(made(framework))
    colors = {sheet.title: sheet.sheet_properties.tabColor for sheet in book.worksheets}
    assert {name: color.rgb for name, color in colors.items() if color} == {
        "คำชี้แจง": NAVY, "ข้อมูลหน่วยงาน": YELLOW, "IIT": YELLOW, "EIT": YELLOW, "OIT": YELLOW, "มาตรการ": YELLOW,
        "ผลเบื้องต้น": NAVY, "คะแนนประกาศ": GREY,
    }  # fmt: skip


def test_the_cover_leads_to_each_sheet_and_counts(framework: Framework) -> None:
    scores = {"i1": "90"}
    data = made(framework, plan=PLAN, submission=submission_of(framework, scores), contact=Contact("กลุ่มงาน", "02"))
    sheet: Any = values(data)["คำชี้แจง"]
    cells = [item for row in sheet.iter_rows() for item in row if item.hyperlink]
    links = [item.hyperlink.location.partition("!")[0].strip("'") for item in cells]
    assert [item.value for item in cells] == links
    assert links == ["ข้อมูลหน่วยงาน", "IIT", "EIT", "OIT", "มาตรการ", "ผลเบื้องต้น"]
    rows = {row[3]: row for row in sheet.iter_rows(values_only=True) if row[3]}
    total = len(framework.nodes["IIT"].leaves)
    assert rows["IIT"][4] == f"1 จาก {total}"
    assert rows["IIT"][6] == total - 1
    assert rows["มาตรการ"][4] == "0 จาก 40"
    texts = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value]
    assert texts.index("สอบถาม: กลุ่มงาน  โทรศัพท์ 02") < texts.index("ทำ 4 ขั้น")


@pytest.mark.parametrize("digits", DIGITS)
def test_the_sentence_of_the_cover_counts_what_is_left(digits: str, office: Office, tmp_path: Path) -> None:
    framework, path = load_framework(YEAR), tmp_path / "form.xlsx"
    scores = full_scores(framework)
    first, second = list(scores)[:2]
    known = submission_of(framework, {key: value for key, value in scores.items() if key not in (first, second)})
    path.write_bytes(made(framework, digits, submission=known, deadline=date(2025, 9, 30)))
    sheet: Any = openpyxl.load_workbook(path, data_only=True)[COVER]
    (cell_now,) = [item for row in sheet.iter_rows() for item in row if str(item.value).startswith("ยังเหลือ")]
    place = (COVER, cell_now.coordinate)
    fields = [layout_place(framework, key) for key in REQUIRED_FIELDS]
    empty = [field for field in fields if office.values(path, [field]) == [""]]
    typed = [(*field, "ก") for field in empty]
    typed += [(*cell(framework, first), "90"), (*cell(framework, second), "91.5")]

    def said(words: str) -> str:
        return thai(words) if digits == "thai" else words

    texts = [item.value for item in sheet[cell_now.row] if item.value]
    assert texts[1:] == [said("ส่งกลับภายในวันที่ 30 กันยายน 2568")]
    assert cell_now.value == said(f"ยังเหลือ {len(typed)} ช่อง")
    for count in range(len(typed)):
        assert office.values(path, [place], typed[:count]) == [said(f"ยังเหลือ {len(typed) - count} ช่อง")]
    assert office.values(path, [place], typed) == [said("กรอกครบแล้ว")]


def layout_place(framework: Framework, key: str) -> tuple[str, str]:
    """Return the sheet and the address of a field of the agency."""
    place = AgencyLayout(framework).info.place(key, "value")
    return place.sheet, place.a1


@pytest.mark.parametrize("digits", DIGITS)
def test_a_form_reads_back_what_its_plan_says(digits: str, tmp_path: Path) -> None:
    framework, path = load_framework(YEAR), tmp_path / "form.xlsx"
    scores = full_scores(framework)
    path.write_bytes(made(framework, digits, PLAN, submission=submission_of(framework, scores)))
    book = openpyxl.load_workbook(path)
    layout = AgencyLayout(framework, tuple(tuple(step.id for step in item.steps) for item in PLAN.measures))
    for key, text in (("status", "แล้วเสร็จ"), ("url", "https://a.go.th/1"), ("note", "ครบ"), ("owner", "ฝ่ายแผน")):
        book["มาตรการ"][layout.measures.place("m1-1.2", key).a1] = text
    for key, text in (("step", "ขั้นตอนของเรา"), ("indicator", "ตัวชี้วัดที่ 3"), ("measure", "มาตรการของเรา")):
        book["มาตรการ"][layout.measures.place("own-01", key).a1] = text
    book.save(path)
    returned = read(path)
    assert [item.code.value for item in returned.findings if item.severity.value == "error"] == []
    assert {item.code.value for item in returned.findings} & {"X325", "X311", "S227", "W117", "W122", "W123"} == set()
    submission = returned.submission
    assert submission is not None
    assert len(values_of(submission.answers)) == len(scores)
    steps = {item.id: item for item in submission.steps}
    assert len(steps) == 41
    second = steps["m1-1.2"]
    assert (second.status, second.url, second.note, second.owner) == ("แล้วเสร็จ", "https://a.go.th/1", "ครบ", "ฝ่ายแผน")
    assert (second.instrument, second.indicator.endswith("การปฏิบัติหน้าที่")) == ("IIT", True)
    assert (steps["own-01"].measure, steps["own-01"].step) == ("มาตรการของเรา", "ขั้นตอนของเรา")
    if digits == "arabic":
        assert second.step == f"{STEP} 2"
        assert steps["m3-1.1"].measure == "มาตรการของตัวชี้วัดที่ 3"
        assert steps["m3-1.1"].follow_up == "รายงานทุก 3 เดือน หลักฐาน: รายงานการประชุม"


def test_a_header_is_read_without_the_mark_of_an_optional_column(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(made(framework, submission=submission_of(framework, full_scores(framework))))
    book = openpyxl.load_workbook(path)
    for key, text in (("previous", "คะแนนปีก่อน"), ("url", "URL"), ("note", "หมายเหตุ")):
        header_cell(framework, "OIT", key).of(book).value = text
    cell(framework, "o1", "previous").of(book).value = 75
    book.save(path)
    returned = read(path)
    assert [item.code.value for item in returned.findings if item.sheet == "OIT"] == []
    assert returned.submission is not None
    assert float(returned.submission.scores_before["o1"]) == 75
