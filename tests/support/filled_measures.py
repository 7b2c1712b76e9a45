"""Make forms whose measures are filled in as agencies do it, and keep what was typed into each row."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.text import words
from tests.conftest import EDITION, full_scores, submission_of

YEAR = 2568
COLUMNS = (
    "id", "number", "instrument", "indicator", "measure", "step", "owner", "period", "follow_up", "status", "url",
    "note",
)  # fmt: skip
PERIODS = ("1 ต.ค. 2567 - 30 ก.ย. 2568", "ไตรมาส 2", "ภายใน ๓๑ มีนาคม ๒๕๖๘", "ปีงบประมาณ พ.ศ. 2568", "เมื่อสะดวก", "")
OWNERS = ("หัวหน้ากลุ่มงานอำนวยการ", "กลุ่มงานยุทธศาสตร์ [แผน/งบ]: ติดตาม?", "เจ้าหน้าที่สารสนเทศ")
# What agencies type where an address should stand.
REASONS = ("ไม่มีการให้บริการจัดระบบคิว", '=HYPERLINK("//x.example")', "javascript:alert(1)", "https://a b")


@dataclass(frozen=True)
class Typed:
    """One row as it was typed."""

    agency: str
    id: str = ""
    number: str = ""
    instrument: str = ""
    indicator: str = ""
    measure: str = ""
    step: str = ""
    owner: str = ""
    period: str = ""
    follow_up: str = ""
    status: str = ""
    url: str = ""
    note: str = ""


def plan_of(framework: Framework, units: Sequence[str] = ()) -> Plan:
    """The first standard measure of each indicator; the second is for ``units`` alone."""
    measures: list[Measure] = []
    for item in load_measures():
        if item.indicator not in [known.indicator for known in measures]:
            steps = tuple(Step(f"{item.id}.{number}", text) for number, text in enumerate(item.steps, 1))
            measures.append(
                Measure(
                    id=item.id,
                    indicator=item.indicator,
                    measure=item.measure,
                    steps=steps,
                    analysis="",
                    responsible=OWNERS[len(measures) % 3],
                    units=tuple(units) if len(measures) == 1 else (),
                    period=PERIODS[len(measures) % len(PERIODS)],
                    follow_up=item.follow_up,
                )
            )
    return Plan(tuple(measures))


def agencies_of(count: int) -> tuple[Agency, ...]:
    """A roster with names of many lengths."""
    names = ("สำนักงานเกษตรและสหกรณ์จังหวัดสมมุติ", "ที่ว่าการอำเภอ", "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดสมมุติ")
    return tuple(Agency(f"P{n:02d}", f"{names[n % 3]} {n}", "สมมุติ") for n in range(1, count + 1))


def rows_of(framework: Framework, plan: Plan, agency: Agency, chance: random.Random) -> list[Typed]:
    """What an agency fills in: the steps of the plan that are its own, some rows of its own, some slips."""
    rows: list[Typed] = []
    for measure in plan.measures:
        if measure.units and agency.code not in measure.units:
            continue
        for step in measure.steps:
            status = chance.choice(
                (*words.STEP_STATUSES, words.STEP_STATUSES[2], words.STEP_STATUSES[2], "", "ทำแล้วบางส่วน")
            )
            url = chance.choice(
                ("", f"https://office.example.go.th/{agency.code}/{step.id}", "https://office.example.go.th/all",
                 chance.choice(REASONS))
            )  # fmt: skip
            node = framework.nodes[measure.indicator]
            rows.append(
                Typed(
                    agency.code, step.id, str(len(rows) + 1), framework.instrument_of(measure.indicator).code,
                    f"{measure.indicator}. {node.name}", measure.measure, step.text, measure.responsible,
                    measure.period, measure.follow_up, status, url, chance.choice(("", "", "มีคำสั่งแล้ว")),
                )
            )  # fmt: skip
    for number in range(chance.choice((0, 0, 2))):
        own = Typed(
            agency.code, f"own-{number + 1:02d}", step=f"ขั้นตอนของหน่วยงานเอง {number}", status=words.STEP_STATUSES[1]
        )
        rows.append(replace(own, indicator="ไม่ทราบ", url="https://own.example.go.th/x"))
    return rows


def fill_form(path: Path, framework: Framework, agency: Agency, rows: Sequence[Typed], *, scored: bool = True) -> Path:
    """A form with scores, its measures typed into it row by row; the day of the report beside the agency's name."""
    submission = submission_of(framework, full_scores(framework) if scored else {})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        make_form(framework, RoundSettings(framework=str(framework.year)), replace(submission, agency=agency), EDITION)
    )
    layout = AgencyLayout(framework)
    table, book = layout.measures, openpyxl.load_workbook(path)
    sheet = book[table.sheet]
    for offset, row in enumerate(rows):
        for key in COLUMNS:
            cell = sheet.cell(table.first_row + 1 + offset, table.col(key) + 1)
            cell.value = getattr(row, key) or None
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    place = layout.info.place("reported_on", "value")
    book[place.sheet][place.a1] = date(2025, 4, 1 + len(rows) % 28)
    book.save(path)
    return path


def make_round(folder: Path, count: int = 31, seed: int = 5) -> tuple[Plan, tuple[Agency, ...], list[Typed]]:
    """A roster, and returned forms of all agencies but the third; the fourth has no scores, the fifth lost two rows.

    The sixth copied a row. Gives the plan, the roster and what was typed.
    """
    framework, chance = load_framework(YEAR), random.Random(seed)
    agencies = agencies_of(count)
    plan = plan_of(framework, [item.code for item in agencies[::4]])
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    typed: list[Typed] = []
    for number, agency in enumerate(agencies, 1):
        rows = rows_of(framework, plan, agency, chance)
        if number == 3:
            continue
        if number == 5:
            del rows[2:4]
        if number == 6:
            rows.insert(1, replace(rows[0], status=words.STEP_STATUSES[0], url=""))
        fill_form(folder / "returned" / f"{agency.code}.xlsx", framework, agency, rows, scored=number != 4)
        typed += rows
    return plan, agencies, typed
