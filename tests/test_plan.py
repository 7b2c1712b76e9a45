"""A plan of measures, read from every form people keep it in: steps, units, ids, and what is told of it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.checks import check_plan
from ita_xlsx.cycle.province_plan import plan_text, standard_plan
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.diagnosis import adopt_plan, diagnose
from ita_xlsx.errors import InputError
from ita_xlsx.intake.plans.agency_names import Units
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.plans.step_lines import steps_of
from ita_xlsx.intake.plans.subject_names import Subjects
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.model.submission import Submission
from ita_xlsx.scoring import score_submission
from tests.conftest import AGENCY, ISSUED, full_scores, published, submission_of
from tests.program import run

FRAMEWORK = load_framework(2568)
ROSTER = Roster(
    (
        Agency("P01", "ที่ทำการปกครองจังหวัดสมมุติ"),
        Agency("P02", "สำนักงานสาธารณสุขจังหวัดสมมุติ"),
        Agency("P07", AGENCY.name),
    )
)
HEADERS = {
    "2568": (
        "ตัวชี้วัด", "มาตรการ หรือโครงการ หรือกิจกรรม", "ผลการวิเคราะห์", "ขั้นตอนหรือวิธีปฏิบัติการ",
        "ช่วงระยะเวลาการดำเนินการ", "ผู้รับผิดชอบ",
    ),
    "2565": ("มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล"),
    "2563": ("มาตรการ", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
    "tracking": (
        "แบบสำรวจ", "ตัวชี้วัดที่", "วิธีการ/ขั้นตอนการดำเนินการ", "หน่วยงาน/ผู้รับผิดชอบ", "ผลการดำเนินงาน (ระบุ URL)",
    ),
    "english": ("id", "indicator", "measure", "steps", "responsible", "units", "period", "follow_up", "targets"),
}  # fmt: skip
Rows = Sequence[Sequence[str]]


def write_rows(path: Path, rows: Rows) -> Path:
    """A table as Excel would save it, by the suffix."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def plan_of(path: Path, rows: Rows, roster: Roster | None = ROSTER) -> tuple[Plan, tuple[Finding, ...]]:
    return read_plan(write_rows(path, rows), roster, FRAMEWORK)


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in findings]


def texts(measure: Measure) -> list[str]:
    return [step.text for step in measure.steps]


def numbers(measure: Measure) -> list[int]:
    return [number for number, _ in measure.numbered]


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("จัดทำคู่มือ", [(0, "จัดทำคู่มือ")]),
        ("ก\nข\n\nค", [(0, "ก"), (0, "ข"), (0, "ค")]),
        ("1. ก\n2. ข", [(1, "ก"), (2, "ข")]),
        ("๑) ก\n๒) ข", [(1, "ก"), (2, "ข")]),
        ("(1) ก\n(๒) ข", [(1, "ก"), (2, "ข")]),
        ("ขั้นตอนที่ 1. ก\nขั้นตอนที่ 2. ข", [(1, "ก"), (2, "ข")]),
        ("- ก\n- ข", [(0, "ก"), (0, "ข")]),
        ("• ก\n• ข", [(0, "ก"), (0, "ข")]),
        ("1. ก\n4. ข\n6. ค", [(1, "ก"), (4, "ข"), (6, "ค")]),
        ("1. ก\nต่อจากก\n2. ข", [(1, "ก\nต่อจากก"), (2, "ข")]),
        ("1. ก\n- ย่อย\n2. ข", [(1, "ก\n- ย่อย"), (2, "ข")]),
        ("ดำเนินการดังนี้\n1. ก", [(1, "ดำเนินการดังนี้\nก")]),
        ("1.จัดทำ 9.30 น.", [(1, "จัดทำ 9.30 น.")]),
        ("9.30 น. ประชุม", [(0, "9.30 น. ประชุม")]),
        ("2568 จัดทำแผน", [(0, "2568 จัดทำแผน")]),
        ("1.1 ก", [(0, "1.1 ก")]),
        ("1.\n2. ข", [(2, "ข")]),
        ("", []),
    ],
)
def test_steps_stand_in_lines(cell: str, steps: list[tuple[int, str]]) -> None:
    lines = tuple(line for line in map(clean_text, cell.splitlines()) if line)
    assert list(steps_of(lines)) == steps


@pytest.mark.parametrize(
    ("cell", "targets"),
    [
        (";o27;e1 public;", ("o27", "e1 public")),
        ("i1-i6", ("i1", "i2", "i3", "i4", "i5", "i6")),
        ("i1 - 3", ("i1", "i2", "i3")),
        ("ข้อ I๓, i4", ("i3", "i4")),
        ("O๑ o2", ("o1", "o2")),
        ("6", ("6",)),
        ("EIT", ("EIT",)),
        ("o99", ("o99",)),
        ("เรื่องทั่วไป", ("เรื่องทั่วไป",)),
        ("", ()),
    ],
)
def test_targets_are_subjects(cell: str, targets: tuple[str, ...]) -> None:
    assert Subjects(FRAMEWORK).targets((cell,) if cell else ()) == targets


@pytest.mark.parametrize(
    ("cell", "indicator", "targets"),
    [
        ("6", "6", ()),
        ("๖. คุณภาพการดำเนินงาน", "6", ()),
        ("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "6", ()),
        ("คุณภาพการดำเนินงาน", "6", ()),
        ("1. การปฏิบัติหน้าที่ (ตอบข้อคำถาม i1-i6)", "1", ("i1", "i2", "i3", "i4", "i5", "i6")),
        ("เรื่องอื่น", "เรื่องอื่น", ()),
        ("", "", ()),
    ],
)
def test_an_indicator_is_a_code_a_title_or_both(cell: str, indicator: str, targets: tuple[str, ...]) -> None:
    assert Subjects(FRAMEWORK).indicator(cell) == (indicator, targets)


CONTENTS = {
    "id": "m9", "instrument": "EIT", "indicator": "6. คุณภาพการดำเนินงาน", "measure": "ลดขั้นตอน",
    "analysis": "e1 ได้ 80", "steps": "1. ก\n2. ข", "responsible": "หัวหน้ากลุ่มงาน", "units": "P02", "period": "ไตรมาส 1",
    "follow_up": "รายงานทุกเดือน", "targets": "e1", "url": "https://a.go.th",
}  # fmt: skip
KEYS = {
    "2568": ("indicator", "measure", "analysis", "steps", "period", "responsible"),
    "2565": ("measure", "steps", "responsible", "period", "follow_up"),
    "2563": ("measure", "steps", "responsible", "follow_up"),
    "tracking": ("instrument", "indicator", "steps", "responsible", "url"),
    "english": ("id", "indicator", "measure", "steps", "responsible", "units", "period", "follow_up", "targets"),
}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("form", list(HEADERS))
def test_every_form_is_read_by_its_headers(form: str, suffix: str, tmp_path: Path) -> None:
    rows = [["แผนมาตรการ จังหวัดสมมุติ"], [], HEADERS[form], [CONTENTS[key] for key in KEYS[form]]]
    plan, findings = plan_of(tmp_path / f"plan{suffix}", rows)
    assert told(findings) == []
    (measure,) = plan.measures
    assert texts(measure) == ["ก", "ข"]
    said = {
        "indicator": ("6", measure.indicator), "measure": ("ลดขั้นตอน", measure.measure),
        "analysis": ("e1 ได้ 80", measure.analysis), "period": ("ไตรมาส 1", measure.period),
        "responsible": ("หัวหน้ากลุ่มงาน", measure.responsible), "follow_up": ("รายงานทุกเดือน", measure.follow_up),
        "units": (("P02",), measure.units), "targets": (("e1",), measure.targets),
    }  # fmt: skip
    for key, (full, found) in said.items():
        assert found == (full if key in KEYS[form] else type(full)()), key


PLAIN = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "หน่วยงาน"]


@pytest.mark.parametrize(
    ("row", "indicator"),
    [
        (["", "i1, i2"], "1"), (["m6-1", ""], "6"), (["x6-1", ""], ""), (["m6-1", "i1, o1"], "6"), (["m77-1", ""], ""),
        (["", ""], ""),
    ],
)  # fmt: skip
def test_a_form_without_indicators_has_them_by_targets_and_ids(row: list[str], indicator: str, tmp_path: Path) -> None:
    rows = [["id", "ข้อที่ตอบ", "มาตรการ", "ขั้นตอนหรือวิธีการ"], [*row, "ก", "ข"]]
    plan, findings = plan_of(tmp_path / "plan.csv", rows)
    assert ([item.indicator for item in plan.measures], findings) == ([indicator], ())


@pytest.mark.parametrize("words", ["", "ทุกหน่วยงาน", "ทุกส่วนราชการ", "ทุก หน่วยงาน", "all", "-"])
def test_all_units_are_none_named(words: str, tmp_path: Path) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [PLAIN, ["ก", "1. ข", "ค", words]])
    assert plan.measures[0].units == ()
    assert told(findings) == []


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("P02", ("P02",)),
        ("p๐๒", ("P02",)),
        ("สำนักงานสาธารณสุขจังหวัดสมมุติ", ("P02",)),
        ("สำนักงานสาธารณสุข จังหวัดสมมุติ", ("P02",)),
        ("P01, P07", ("P01", "P07")),
        (f"P01\n{AGENCY.name}", ("P01", "P07")),
        ("P01 ที่ทำการปกครองจังหวัดสมมุติ", ("P01",)),
        ("p1 ที่ทำการ…", ("P01",)),
        ("p1", ("P01",)),
        ("P01 P02", ("P01", "P02")),
        ("P01/p2 / P๐๗", ("P01", "P02", "P07")),
        ("P01 และ P07", ("P01", "P07")),
        ("P01และP07", ("P01", "P07")),
        (f"ที่ทำการปกครองจังหวัดสมมุติและ{AGENCY.name}", ("P01", "P07")),
        ("P01-P05, P07", None),
        ("P01-P02", ("P01", "P02")),
        ("P1 ถึง 7", ("P01", "P02", "P07")),
        ("ทุกหน่วยงานยกเว้น P01", ("P02", "P07")),
        ("ทุกส่วนราชการ (ยกเว้น p1, P07)", ("P02",)),
        ("ทุกหน่วยงาน ยกเว้น\nที่ทำการปกครองจังหวัดสมมุติ\nP02", ("P07",)),
    ],
)
def test_units_are_codes_or_names_of_the_roster(words: str, units: tuple[str, ...] | None, tmp_path: Path) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [PLAIN, ["ก", "1. ข", "ค", words]])
    if units is None:
        # Where an end of a range is nobody's code, the range is told.
        assert (plan.measures[0].units, told(findings)) == (("P01-P05", "P07"), [("M507", "D2")])
        return
    assert plan.measures[0].units == units
    assert told(findings) == []


@pytest.mark.parametrize(
    ("words", "units", "value"),
    [
        ("P01/P99", ("P01", "P99"), "P99"),
        ("P01 สำนักงานสาธารณสุขจังหวัดสมมุติ อื่น", ("P01 สำนักงานสาธารณสุขจังหวัดสมมุติ อื่น",), None),
        ("ทุกหน่วยงานยกเว้น P99", ("P01", "P02", "P07"), "P99"),
        ("X01", ("X01",), "X01"),
    ],
)
def test_what_of_a_list_is_unknown_is_told(
    words: str, units: tuple[str, ...], value: str | None, tmp_path: Path
) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [PLAIN, ["ก", "1. ข", "ค", words]])
    assert plan.measures[0].units == units
    assert [(item.code, item.value) for item in findings] == [("M507", value or words)]


@settings(max_examples=60, deadline=None)
@given(st.text("Pp0127ๆ /-–และถึงยกเว้นทุกหน่วยงาน,\n()", max_size=30))
def test_no_words_of_units_break_the_reader(words: str) -> None:
    Units(ROSTER).named(tuple(words.splitlines()))


def test_an_unknown_unit_is_told_and_nobodys(tmp_path: Path) -> None:
    name = "สำนักงานสาธารณสุขจังหวัดสมมุต"
    plan, findings = plan_of(tmp_path / "plan.xlsx", [PLAIN, ["ก", "1. ข", "ค", name]])
    assert told(findings) == [("M507", "Sheet!D2")]
    assert dict(findings[0].params)["nearest"].startswith("P02 ")
    assert [plan.of(agency).measures for agency in ROSTER.agencies] == [(), (), ()]


@pytest.mark.parametrize(
    ("words", "units", "codes"),
    [
        ("หัวหน้ากลุ่มงานทุกกลุ่ม", (), []),
        ("สำนักงานสาธารณสุขจังหวัดสมมุติ", ("P02",), []),
        ("สำนักงานสาธารณสุขจังหวัดสมมุติ\nหัวหน้ากลุ่มงาน", ("P02",), []),
        ("สำนักงานสาธารณสุขจังหวัดสมมุต", (), ["M508"]),
    ],
)
def test_without_a_column_of_units_agencies_named_in_full_count(
    words: str, units: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [PLAIN[:3], ["ก", "1. ข", words]])
    assert (plan.measures[0].units, plan.measures[0].responsible) == (units, words)
    assert [finding.code for finding in findings] == codes


STEP_ROWS = {
    "left empty below": [["6", "ก", "1. ข"], ["", "", "2. ค"], ["7", "ง", "1. จ"]],
    "repeated": [["6", "ก", "1. ข"], ["6", "ก", "2. ค"], ["7", "ง", "1. จ"]],
    "in lines": [["6", "ก", "1. ข\n2. ค"], ["7", "ง", "จ"]],
    "header repeated": [["6", "ก", "1. ข\n2. ค"], ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน"], ["7", "ง", "จ"]],
}


@pytest.mark.parametrize("rows", list(STEP_ROWS.values()), ids=list(STEP_ROWS))
def test_a_step_may_have_a_row_of_its_own(rows: Rows, tmp_path: Path) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [["ตัวชี้วัด", "มาตรการ", "ขั้นตอน"], *rows])
    assert told(findings) == []
    read = [(item.indicator, item.measure, texts(item)) for item in plan.measures]
    assert read == [("6", "ก", ["ข", "ค"]), ("7", "ง", ["จ"])]


def test_a_merged_indicator_holds_for_the_measures_beside_it(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "plan.xlsx", [["ตัวชี้วัด", "มาตรการ", "ขั้นตอน"], ["6", "ก", "ข"], ["", "ค", "ง"]])
    book = openpyxl.load_workbook(path)
    book["Sheet"].merge_cells("A2:A3")
    book.save(path)
    plan, _ = read_plan(path, ROSTER, FRAMEWORK)
    assert [(item.indicator, item.measure) for item in plan.measures] == [("6", "ก"), ("6", "ค")]


def test_whoever_carries_it_out_tells_the_steps_of_one_measure_apart(tmp_path: Path) -> None:
    """A step of one agency never becomes another's because they share a measure."""
    header = ["มาตรการ", "ขั้นตอน", "หน่วยงาน"]
    plan, _ = plan_of(tmp_path / "plan.csv", [header, ["ก", "1. ข", "P01"], ["ก", "2. ค", "P02"], ["", "3. ง", ""]])
    assert [(item.units, texts(item)) for item in plan.measures] == [(("P01",), ["ข"]), (("P02",), ["ค", "ง"])]
    ids = [step.id for item in plan.measures for step in item.steps]
    assert len(set(ids)) == len(ids)


def test_rows_of_a_measure_that_were_sorted_apart_come_together_by_id(tmp_path: Path) -> None:
    rows = [["m1", "m1.2", "2. ค"], ["m2", "m2.1", "1. ง"], ["m1", "m1.1", "1. ข"], ["m1", "", "ใหม่"]]
    plan, findings = plan_of(tmp_path / "plan.csv", [["รหัสมาตรการ", "รหัสขั้นตอน", "ขั้นตอน"], *rows])
    assert told(findings) == []
    assert [[step.id for step in item.steps] for item in plan.measures] == [["m1.2", "m1.1", "m1.3"], ["m2.1"]]


def test_the_numbers_of_a_real_tracking_form_keep_their_gap(tmp_path: Path) -> None:
    """Samut Sakhon 2566, indicator 8: the steps jump from 4 to 6."""
    steps = [f"{number}. ขั้นตอน {name}" for number, name in zip((1, 2, 3, 4, 6), "กขคงจ", strict=True)]
    rows = [["EIT", "8. การปรับปรุงระบบการทำงาน (ตอบข้อคำถาม e11-e15)", step, "ทุกส่วนราชการ", ""] for step in steps]
    plan, _ = plan_of(tmp_path / "plan.csv", [HEADERS["tracking"], *rows])
    (measure,) = plan.measures
    assert numbers(measure) == [1, 2, 3, 4, 6]
    assert measure.steps[-1].id.endswith(".6")
    assert measure.targets == ("e11", "e12", "e13", "e14", "e15")
    again, _ = read_plan(_written(tmp_path / "again.csv", plan_text(plan)), ROSTER, FRAMEWORK)
    assert again == plan


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


OTHERS = [
    [["6", "ก", "1. ข\n2. ค"], ["7", "ง", "1. จ"]],
    [["7", "ง แก้แล้ว", "1. จ แก้แล้ว\n2. ใหม่"], ["6", "ก", "1. ข\n2. ค"]],
    [["6", "ก", "1. ข\n2. ค"]],
    [["8", "ใหม่", "1. ใหม่"], ["6", "ก", "1. ข แก้แล้ว\n2. ค"], ["7", "ง", "1. จ"]],
]


@pytest.mark.parametrize("rows", OTHERS)
def test_ids_of_a_measure_do_not_depend_on_other_rows(rows: Rows, tmp_path: Path) -> None:
    header = ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน"]
    first, _ = plan_of(tmp_path / "first.csv", [header, *OTHERS[0]])
    plan, _ = plan_of(tmp_path / "plan.csv", [header, *rows])
    measure = next(item for item in plan.measures if item.measure == "ก")
    assert [step.id for step in measure.steps] == [step.id for step in first.measures[0].steps]


def test_a_copied_row_gets_an_id_of_its_own(tmp_path: Path) -> None:
    header = ["id", "มาตรการ", "ขั้นตอน"]
    rows = [header, ["m1", "ก", "1. ข\n2. ค"], ["m1", "ก แก้แล้ว", "1. ง\n2. จ"], ["m2", "ฉ", "1. ช"]]
    plan, findings = plan_of(tmp_path / "plan.xlsx", rows)
    assert told(findings) == [("M506", "Sheet!A3")]
    assert [item.id for item in plan.measures][::2] == ["m1", "m2"]
    ids = [step.id for item in plan.measures for step in item.steps]
    assert len(set(ids)) == len(ids) == 5


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["มาตรการ", "ขั้นตอน"], ["", ""], ["", ""]], [("M517", "Sheet")]),
        ([["มาตรการ", "ขั้นตอน", "ระยะเวลา"], ["ก", "ข", "ค"], ["", "", "ลงชื่อ"]], [("M512", "Sheet!C3")]),
        ([["มาตรการ", "ขั้นตอน", "งบประมาณ"], ["ก", "ข", "500"]], [("X311", "Sheet!C1")]),
    ],
)
def test_what_is_not_read_is_told(rows: Rows, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    _, findings = plan_of(tmp_path / "plan.xlsx", rows)
    assert told(findings) == expected


def test_a_second_sheet_of_measures_is_told(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "plan.xlsx", [["มาตรการ", "ขั้นตอน", "ระยะเวลา"], ["ก", "ข", "ค"]])
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("EIT")
    other.append(["มาตรการ", "ขั้นตอน"])
    book.save(path)
    plan, findings = read_plan(path)
    assert [item.measure for item in plan.measures] == ["ก"]
    assert told(findings) == [("M511", "EIT")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b\n1,2\n", "M509"),
        (b"\x00\x01\x02", "M510"),
        (b'"open', "M510"),
        (b"PK\x03\x04 half", "M510"),
        (b"\xd0\xcf\x11\xe0", "M510"),
        (b"# Plans\n\nmeasure, steps\n\nIt is told here.\nOf plans and of what\nthey do, if at all\n", "M516"),
    ],
)
def test_a_file_without_a_plan_stops_the_run(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as stopped:
        read_plan(_written(tmp_path / "plan.csv", data))
    assert stopped.value.code == code


@pytest.mark.parametrize("name", ["README.md", "README.th.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/measures.md"])
def test_a_page_to_read_is_no_plan(name: str) -> None:
    with pytest.raises(InputError) as stopped:
        read_plan(Path(__file__).parent.parent / name)
    assert stopped.value.code in ("M509", "M510", "M516")


@pytest.mark.parametrize("rows", [[], [["ก", ""], ["ข", ""]]])
def test_a_plan_without_a_single_step_is_an_error(rows: Rows, tmp_path: Path) -> None:
    _, findings = plan_of(tmp_path / "plan.xlsx", [["มาตรการ", "ขั้นตอน"], *rows])
    assert told(findings) == [("M517", "Sheet")]
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize("command", ["template", "track", "consolidate", "status"])
def test_our_workbooks_of_another_kind_are_no_plans(command: str, tmp_path: Path) -> None:
    plan = Plan((Measure("m1", "6", "ก", (Step("m1.1", "ข"),)),))
    form = make_form(
        FRAMEWORK, RoundSettings("2568"), submission_of(FRAMEWORK, full_scores(FRAMEWORK)), ISSUED, plan=plan
    )
    path = _written(tmp_path / "returned.xlsx", form)
    if command != "template":
        path = tmp_path / "made.xlsx"
        assert run(command, tmp_path / "returned.xlsx", "--framework", "2568", "-o", path, "-q") < 2
    with pytest.raises(InputError) as stopped:
        read_plan(path)
    assert stopped.value.code == "M515"


def test_the_shipped_measures_are_a_plan(tmp_path: Path) -> None:
    plan = standard_plan(FRAMEWORK, load_measures())
    read_back, findings = read_plan(_written(tmp_path / "measures.csv", plan_text(plan)), ROSTER, FRAMEWORK)
    assert read_back == plan
    assert findings == ()
    assert check_plan(plan, FRAMEWORK) == ()


def test_a_text_like_a_formula_stays_what_it_is_in_a_csv(tmp_path: Path) -> None:
    plan = Plan((Measure("m1", "6", "=1+1", (Step("m1.1", "@ก"),), period="-", follow_up="+66"),))
    data = plan_text(plan)
    assert b",'=1+1," in data
    assert read_plan(_written(tmp_path / "measures.csv", data), ROSTER, FRAMEWORK)[0] == plan


# --- rules


WHOLE = Measure("m1", "6", "ก", (Step("m1.1", "ข"),), "", "ค", (), "ไตรมาส 2", "จ", ("e1",))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"responsible": "", "units": ("P01",)}, []),
        ({"responsible": ""}, ["M502"]),
        ({"period": ""}, ["M502"]),
        ({"follow_up": ""}, ["M502"]),
        ({"responsible": "", "period": "", "follow_up": ""}, ["M502", "M502", "M502"]),
        ({"steps": ()}, ["M505"]),
        ({"targets": ("e99",)}, ["M503"]),
        ({"targets": ("6", "e1", "EIT", "e1 public")}, []),
        ({"indicator": "99"}, ["M504"]),
        ({"indicator": ""}, []),
    ],
)
def test_a_measure_needs_unit_period_follow_up_and_steps(change: dict[str, object], codes: list[str]) -> None:
    findings = check_plan(Plan((replace(WHOLE, **change),)), FRAMEWORK)  # type: ignore[arg-type]
    assert [finding.code for finding in findings] == codes


def test_the_same_gap_of_many_measures_is_told_once_with_its_cells(tmp_path: Path) -> None:
    rows = [["id", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "การติดตามผล", "ผู้รับผิดชอบ"]]
    rows += [[f"m{number}", f"ก{number}", "ข", "" if number % 2 else "ไตรมาส 2", "ง", "จ"] for number in range(1, 6)]
    plan, _ = plan_of(tmp_path / "plan.xlsx", rows)
    assert told(check_plan(plan, FRAMEWORK)) == [("M502", "Sheet!D2, D4, D6")]


@pytest.mark.parametrize("slug", ["samut-prakan-2568", "pathum-thani-2562"])
@pytest.mark.parametrize("kept", [0, 3, 40])
def test_every_weak_point_has_a_measure_whatever_the_officer_left(slug: str, kept: int) -> None:
    example = published(slug)
    framework = load_framework(example.year)
    results = score_submission(example.submission, framework)
    rules = effective_rules(framework.rules, (), results.threshold)
    diagnosis = diagnose(framework, results, results.by_subject, rules)
    measures = tuple(item for item in load_measures() if item.indicator in {node.code for node in framework.indicators})
    plan = Plan(standard_plan(framework, measures).measures[:kept])
    planned = adopt_plan(framework, diagnosis, plan, measures)
    covered = [point.subject for item in planned for point in item.points]
    assert sorted(covered) == sorted(point.subject for point in diagnosis.weak_points)
    assert tuple(item.own for item in planned[: len(plan.measures)]) == plan.measures
    ids = [item.step_id(number) for item in planned for number in range(1, len(item.measure.steps) + 1)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("targets", "indicator", "covered"),
    [
        (("e7",), "", True),
        (("e7 public",), "", True),
        ((), "8", True),
        (("8",), "8", False),
        (("e8",), "8", False),
        ((), "7", False),
    ],
)
def test_a_measure_covers_what_it_names_else_its_indicator(
    targets: tuple[str, ...], indicator: str, covered: bool
) -> None:
    scores = full_scores(FRAMEWORK) | {"e7 public": "10", "e7 survey": "99"}
    submission = submission_of(FRAMEWORK, scores)
    results = score_submission(submission, FRAMEWORK)
    rules = effective_rules(FRAMEWORK.rules, (), results.threshold)
    diagnosis = diagnose(FRAMEWORK, results, results.by_subject, rules)
    plan = Plan((replace(WHOLE, targets=targets, indicator=indicator),))
    planned = adopt_plan(FRAMEWORK, diagnosis, plan, ())
    assert ("e7 public" in {point.subject for point in planned[0].points}) == covered


# --- written and read back


def clean(alphabet: str = "กขคงจฉาิ่ abcxyz012๓๔.,()=+-@/") -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=1, max_size=30).map(clean_text).filter(bool)


LINES = st.lists(clean(), unique=True, max_size=3).map("\n".join)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    measures = []
    for id_ in draw(st.lists(st.from_regex(r"[a-z][0-9]{1,2}(-[0-9])?", fullmatch=True), unique=True, max_size=5)):
        count = draw(st.lists(st.integers(1, 40), min_size=1, max_size=5, unique=True))
        steps = tuple(Step(f"{id_}.{number}", draw(clean())) for number in count)
        measures.append(
            Measure(
                id_,
                draw(st.sampled_from([item.code for item in FRAMEWORK.indicators])),
                draw(clean()),
                steps,
                draw(LINES),
                draw(LINES),
                tuple(draw(st.lists(st.sampled_from([item.code for item in ROSTER.agencies]), unique=True))),
                draw(LINES),
                draw(LINES),
                tuple(draw(st.lists(st.sampled_from(sorted(FRAMEWORK.nodes)), unique=True, max_size=4))),
            )
        )
    return Plan(tuple(measures))


def kept_by(form: str, plan: Plan) -> Plan:
    """The plan without what a form has no column for."""
    held = PLAN_LAYOUTS[form].fields | {"steps", "places"}
    empty = {field.name: () if field.name == "steps" else "" for field in fields(Measure) if field.name not in held}
    return Plan(tuple(replace(item, **empty) for item in plan.measures))  # type: ignore[arg-type]


def nothing_to_do(plan: Plan) -> list[str]:
    """What is told of a plan that holds no step."""
    return [] if any(item.steps for item in plan.measures) else ["M517"]


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans())
def test_a_plan_comes_back_from_every_form(form: str, plan: Plan, tmp_path: Path) -> None:
    everybody = Plan(tuple(replace(item, units=()) for item in plan.measures))
    data = make_form(FRAMEWORK, RoundSettings(), Submission(AGENCY), ISSUED, plan=everybody, plan_layout=form)
    read_back, findings = read_plan(_written(tmp_path / "form.xlsx", data), ROSTER, FRAMEWORK)
    assert read_back == kept_by(form, everybody)
    assert [item.code for item in findings] == nothing_to_do(plan)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans())
def test_a_plan_comes_back_from_its_csv(plan: Plan, tmp_path: Path) -> None:
    read_back, findings = read_plan(_written(tmp_path / "plan.csv", plan_text(plan)), ROSTER, FRAMEWORK)
    assert (read_back, [item.code for item in findings]) == (plan, nothing_to_do(plan))


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_more_steps_than_a_row_holds_go_on_in_the_next(form: str, tmp_path: Path) -> None:
    steps = tuple(Step(f"m1.{number}", "จัดทำคู่มือการปฏิบัติงาน " * 12) for number in range(1, 41))
    steps = tuple(replace(step, text=step.text.strip()) for step in steps)
    plan = Plan((replace(WHOLE, steps=steps), replace(WHOLE, id="m2", steps=(Step("m2.1", "ข"),))))
    data = make_form(FRAMEWORK, RoundSettings(), Submission(AGENCY), ISSUED, plan=plan, plan_layout=form)
    path = _written(tmp_path / "form.xlsx", data)
    assert read_plan(path, ROSTER, FRAMEWORK)[0] == kept_by(form, plan)
    sheet = openpyxl.load_workbook(path)["แผนมาตรการ"]
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) <= 409


CELLS = st.sampled_from(
    ["", "", "ก", "ข", "1. ก\n2. ข", "3) ค", "- ง", "m1", "m2", "m1.1", "own-01", "P01", "6", "e1", "ทุกหน่วยงาน"]
)
COLUMNS = ("รหัสมาตรการ", "รหัสขั้นตอน", "ตัวชี้วัด", "ข้อที่ตอบ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "หน่วยงาน")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(*[CELLS] * len(COLUMNS)), min_size=1, max_size=8),
    columns=st.permutations(range(len(COLUMNS))),
    left=st.integers(0, 4),
)
def test_whatever_the_table_no_step_is_lost_and_no_id_stands_twice(
    rows: list[tuple[str, ...]], columns: list[int], left: int, tmp_path: Path
) -> None:
    kept = [col for col in columns if COLUMNS[col] in ("มาตรการ", "ขั้นตอน") or col > left]
    table = [[COLUMNS[col] for col in kept], *([row[col] for col in kept] for row in rows)]
    plan, _ = plan_of(tmp_path / "plan.csv", table)
    written = [text for row in rows for _, text in steps_of(tuple(filter(None, row[5].splitlines())))]
    assert sorted(text for item in plan.measures for text in texts(item)) == sorted(written)
    ids = [item.id for item in plan.measures]
    steps = [step.id for item in plan.measures for step in item.steps]
    assert len(set(ids)) == len(ids)
    assert len(set(steps)) == len(steps)
    assert all(ids)
    assert all(steps)
