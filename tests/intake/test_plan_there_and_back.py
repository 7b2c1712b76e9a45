"""Check that a plan comes back from every form that it is written in."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_xlsx.cycle.province_plan import plan_text
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.plans.step_lines import steps_of
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import AGENCY, ISSUED
from tests.support.plans import FRAMEWORK, ROSTER, WHOLE, _written, plan_of, texts


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
                id=id_,
                indicator=draw(st.sampled_from([item.code for item in FRAMEWORK.indicators])),
                measure=draw(clean()),
                steps=steps,
                analysis=draw(LINES),
                responsible=draw(LINES),
                units=tuple(draw(st.lists(st.sampled_from([item.code for item in ROSTER.agencies]), unique=True))),
                period=draw(LINES),
                follow_up=draw(LINES),
                targets=tuple(draw(st.lists(st.sampled_from(sorted(FRAMEWORK.nodes)), unique=True, max_size=4))),
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
    data = make_form(
        FRAMEWORK, RoundSettings(), Submission(agency=AGENCY), Edition(issued=ISSUED, plan_layout=form), plan=everybody
    )
    read_back, findings = read_plan(_written(tmp_path / "form.xlsx", data), ROSTER, FRAMEWORK)
    # A plan that names no year is sent out as that of the round.
    assert read_back == replace(kept_by(form, everybody), year=FRAMEWORK.year)
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
    data = make_form(
        FRAMEWORK, RoundSettings(), Submission(agency=AGENCY), Edition(issued=ISSUED, plan_layout=form), plan=plan
    )
    path = _written(tmp_path / "form.xlsx", data)
    assert read_plan(path, ROSTER, FRAMEWORK)[0].measures == kept_by(form, plan).measures
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
