"""Check that steps, indicators, targets and units of a plan are read as people write them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.intake.plans.agency_names import AgencyFinder
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.plans.step_lines import steps_of
from ita_xlsx.intake.plans.subject_names import SubjectFinder
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.layout.plan_layouts import PROVINCE_PLAN
from tests.conftest import AGENCY
from tests.support.plans import FRAMEWORK, HEADERS, ROSTER, plan_of, texts, told, write_rows


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
    assert SubjectFinder(FRAMEWORK).targets((cell,) if cell else ()) == targets


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
    assert SubjectFinder(FRAMEWORK).indicator(cell) == (indicator, targets)


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


@pytest.mark.parametrize("words", ["", "ทุกหน่วยงาน", "ทุกส่วนราชการ", "ทุก หน่วยงาน", "all"])
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
    AgencyFinder(ROSTER).find_agencies(tuple(words.splitlines()))


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


@pytest.mark.parametrize("written", ["P02-P01", "P01-P02", "p02 ถึง 1", "P02–P01"])
def test_a_range_may_stand_the_other_way_round(written: str) -> None:
    assert (
        AgencyFinder(ROSTER).find_agencies((written,)).units == AgencyFinder(ROSTER).find_agencies(("P01-P02",)).units
    )
    assert AgencyFinder(ROSTER).find_agencies((written,)).unknown == ()


def _rows(*units: str) -> list[list[str]]:
    return [
        ["มาตรการ", "ขั้นตอน", "หน่วยงาน"],
        *([f"มาตรการ {number}", "1. ทำ", unit] for number, unit in enumerate(units)),
    ]


@pytest.mark.parametrize(
    ("sheet", "units", "cells"),
    [
        (PROVINCE_PLAN, ("P01", ""), ["C3"]),
        (PROVINCE_PLAN, ("", "ทุกหน่วยงาน", ""), ["C2", "C4"]),
        (PROVINCE_PLAN, ("ทุกหน่วยงาน", "P01"), []),
        (PROVINCE_PLAN, ("-", "–", "—", "--", "P01"), ["C2", "C3", "C4", "C5"]),
        # In a plan of the officer's own an empty cell means all agencies.
        ("แผน", ("P01", ""), []),
        ("แผน", ("", ""), []),
        ("แผน", ("-", "P01", "—"), ["C2", "C4"]),
    ],
)
def test_an_emptied_cell_of_agencies_is_told(
    tmp_path: Path, sheet: str, units: tuple[str, ...], cells: list[str]
) -> None:
    path = write_rows(tmp_path / "plan.xlsx", _rows(*units))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = sheet
    book.save(path)
    plan, findings = read_plan(path, ROSTER, FRAMEWORK)
    assert [(item.code, item.cell) for item in findings] == [("M533", cell) for cell in cells]
    assert len(plan.measures) == len(units)
