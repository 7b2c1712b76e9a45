"""Check which rows of a plan belong together, which ids they get, and what is reported of the rest."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_measures
from ita_xlsx.checks import check_plan
from ita_xlsx.cycle.province_plan import plan_text, standard_plan
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import InputError
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION, full_scores, submission_of
from tests.support.paths import ROOT
from tests.support.plans import FRAMEWORK, HEADERS, ROSTER, Rows, _written, plan_of, texts, told, write_rows
from tests.support.program import run


def numbers(measure: Measure) -> list[int]:
    return [number for number, _ in measure.numbered_steps]


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
        read_plan(ROOT / name)
    assert stopped.value.code in ("M509", "M510", "M516")


@pytest.mark.parametrize("rows", [[], [["ก", ""], ["ข", ""]]])
def test_a_plan_without_a_single_step_is_an_error(rows: Rows, tmp_path: Path) -> None:
    _, findings = plan_of(tmp_path / "plan.xlsx", [["มาตรการ", "ขั้นตอน"], *rows])
    assert told(findings) == [("M517", "Sheet")]
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize("command", ["template", "track", "status"])
def test_our_workbooks_of_another_kind_are_no_plans(command: str, tmp_path: Path) -> None:
    plan = Plan((Measure(id="m1", indicator="6", measure="ก", steps=(Step("m1.1", "ข"),)),))
    form = make_form(
        FRAMEWORK, RoundSettings(framework="2568"), submission_of(FRAMEWORK, full_scores(FRAMEWORK)), EDITION, plan=plan
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
    plan = Plan(
        (Measure(id="m1", indicator="6", measure="=1+1", steps=(Step("m1.1", "@ก"),), period="-", follow_up="+66"),)
    )
    data = plan_text(plan)
    assert b",'=1+1," in data
    assert read_plan(_written(tmp_path / "measures.csv", data), ROSTER, FRAMEWORK)[0] == plan
