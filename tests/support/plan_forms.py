"""Make forms and files that hold a plan of measures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout import AnalysisLayout, Place
from ita_xlsx.model.layout.plan_layouts import PLAN
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import StepReport, Submission
from tests.conftest import EDITION, ISSUED, published, write_form
from tests.support.forms import NOWHERE, read

FRAMEWORK = load_framework(2568)


def measure(id_: str, *units: str, steps: int = 2, **about: str) -> Measure:
    """A whole measure of indicator 6 with so many steps."""
    made = tuple(Step(f"{id_}.{number}", f"ขั้น {number} ของ {id_}") for number in range(1, steps + 1))
    whole = Measure(
        id=id_,
        indicator="6",
        measure=f"มาตรการ {id_}",
        steps=made,
        analysis="",
        responsible="กลุ่มงานอำนวยการ",
        units=units,
        period="ไตรมาส 1",
        follow_up="รายงานทุกเดือน",
    )
    return replace(whole, **about)  # type: ignore[arg-type]


PLAN_OF_ALL = Plan((measure("a1"), measure("b1", "P02"), measure("c1", "P07", steps=3), measure("d1", "P02", "P07")))


def form_of(path: Path, agency: Agency, plan: Plan = PLAN_OF_ALL, edition: Edition = EDITION) -> Path:
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency=agency), edition, plan))
    return path


def steps_in(path: Path) -> tuple[StepReport, ...]:
    submission = read(path).submission
    assert submission is not None
    return submission.steps


LONG = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่บนเว็บไซต์ของหน่วยงานให้ประชาชนทราบโดยทั่วกัน " * 3


def long_plan() -> Plan:
    items = []
    for number in range(1, 13):
        item = measure(f"m{number}", steps=4, analysis=LONG, follow_up=LONG)
        items.append(
            replace(item, steps=tuple(replace(step, text=f"{step.text} {LONG}".strip()) for step in item.steps))
        )
    return Plan(tuple(items))


def analysis_of(folder: Path, form: str = "2568", plan: Plan | None = None) -> Path:
    """The analysis of Pathum Thani 2562, whose plan has a row for fifteen weak points."""
    example = published("pathum-thani-2562")
    returned = read(write_form(folder / "returned.xlsx", load_framework(2562), example.submission))
    analysed = analyze_return(returned, NOWHERE, (), plan or Plan())
    assert analysed is not None
    path = folder / f"analysis-{form}.xlsx"
    path.write_bytes(make_analysis(analysed, Edition(issued=ISSUED, plan_layout=form)))
    return path


def plan_in(path: Path) -> Plan:
    plan, findings = read_plan(path, None, load_framework(2562))
    assert findings == ()
    return plan


def cell(form: str, row: int, key: str) -> tuple[str, str]:
    """The address in row 1, 2 … of the plan in the analysis."""
    table = AnalysisLayout(load_framework(2562)).plan(1, form)
    return PLAN, Place(PLAN, table.header_row + row, table.col(key)).a1
