"""Check that the plan in an analysis comes back as the officer edited it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.layout.analysis_layout import tracking_table
from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.measures import Plan, Step
from tests.conftest import AGENCY
from tests.libreoffice.office import Entry, Office
from tests.support.plan_forms import PLAN_OF_ALL, analysis_of, cell, plan_in


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_the_drafted_plan_is_read_back_from_every_form(form: str, tmp_path: Path) -> None:
    whole, plan = plan_in(analysis_of(tmp_path)), plan_in(analysis_of(tmp_path, form))
    assert len(whole.measures) > 5
    assert [item.id for item in plan.measures] == [item.id for item in whole.measures]
    assert [item.steps for item in plan.measures] == [item.steps for item in whole.measures]
    assert [item.targets for item in plan.measures] == [item.targets for item in whole.measures]
    assert len({target for item in plan.measures for target in item.targets}) == 15


def test_a_plan_edited_in_libreoffice_is_what_was_typed(office: Office, tmp_path: Path) -> None:
    source, edited = analysis_of(tmp_path), tmp_path / "edited.xlsx"
    before = plan_in(source).measures
    first_row = AnalysisLayout(load_framework(2562)).plan(1).first_row + 1
    entries: list[Entry] = [
        (*cell("2568", 1, "measure"), "มาตรการที่พิมพ์ใหม่"),
        (*cell("2568", 1, "steps"), "1. ขั้นแรก\n3. ขั้นที่สาม"),
        (*cell("2568", 1, "units"), "P02\nP07"),
        (*cell("2568", 2, "period"), "ไตรมาส 2"),
        (*cell("2568", 2, "responsible"), "=หัวหน้า"),
    ]
    office.edit(
        source,
        edited,
        [
            *(("put_text", sheet, address, text) for sheet, address, text in entries),
            # The third drafted row is deleted, the fourth moved to the top, one inserted at the fifth place.
            ("delete_rows", PLAN, first_row + 2, 1),
            ("move_rows", PLAN, first_row + 2, 1, first_row),
            ("insert_rows", PLAN, first_row + 4, 1),
            ("put_text", PLAN, cell("2568", 5, "measure")[1], "มาตรการที่เพิ่ม"),
            ("put_text", PLAN, cell("2568", 5, "steps")[1], "ก\nข"),
            ("put_text", PLAN, cell("2568", 5, "targets")[1], ";o1;"),
        ],
    )
    after = plan_in(edited).measures
    steps = (Step(f"{before[0].id}.1", "ขั้นแรก"), Step(f"{before[0].id}.3", "ขั้นที่สาม"))
    retyped = replace(before[0], measure="มาตรการที่พิมพ์ใหม่", steps=steps, units=("P02", "P07"))
    second = replace(before[1], period="ไตรมาส 2", responsible="=หัวหน้า")
    assert after[:3] == (before[3], retyped, second)
    assert after[3] == before[4]
    added = after[4]
    assert (added.measure, [step.text for step in added.steps], added.targets) == ("มาตรการที่เพิ่ม", ["ก", "ข"], ("o1",))
    assert added.id not in {item.id for item in before}
    assert after[5:] == before[5:]


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_the_live_count_of_points_without_a_measure_holds_in_every_form(
    form: str, office: Office, tmp_path: Path
) -> None:
    plan = Plan(plan_in(analysis_of(tmp_path)).measures[:2])
    path = analysis_of(tmp_path, form, plan)
    place = AnalysisLayout.plan_uncovered
    cached = openpyxl.load_workbook(path, data_only=True)[place.sheet][place.a1].value
    assert [cached] == office.values(path, [(place.sheet, place.a1)])
    assert str(cached).endswith(" 0 รายการ")
    targets = plan.measures[0].targets
    left = office.values(path, [(place.sheet, place.a1)], [(*cell(form, 1, "targets"), ";-;")])
    if not PLAN_LAYOUTS[form].by_step:
        assert str(left[0]).endswith(f" {len(targets)} รายการ")


def test_the_officers_plan_takes_the_place_of_the_draft(tmp_path: Path) -> None:
    drafted = plan_in(analysis_of(tmp_path))
    own = replace(drafted.measures[0], measure="มาตรการของเรา")
    plan = plan_in(analysis_of(tmp_path, plan=Plan((own,))))
    assert plan.measures[0] == own
    assert {target for item in plan.measures for target in item.targets} == {
        target for item in drafted.measures for target in item.targets
    }
    # The tracking form bears the ids of the officer's steps.
    sheet = openpyxl.load_workbook(tmp_path / "analysis-2568.xlsx")["ติดตามมาตรการ"]
    ids = [row[0] for row in sheet.iter_rows(tracking_table(1).first_row + 1, values_only=True) if row[0]]
    assert ids[: len(own.steps)] == [step.id for step in own.steps]


@pytest.mark.parametrize(
    ("agency", "ids"),
    [
        (AGENCY, ["c1", "d1", "a1"]),
        (Agency("", "จังหวัดสมมุติ"), ["a1", "b1", "c1", "d1"]),
        (Agency("P99", "หน่วยงานอื่น"), ["a1"]),
    ],
)
def test_an_analysis_takes_what_is_the_agencys_and_a_provinces_takes_all(agency: Agency, ids: list[str]) -> None:
    assert [item.id for item in PLAN_OF_ALL.for_analysis_of(agency).measures] == ids


def test_units_come_back_from_the_analysis_of_a_province(tmp_path: Path) -> None:
    own = plan_in(analysis_of(tmp_path)).measures
    plan = Plan((replace(own[0], units=("P02", "P07")), *own[1:]))
    assert plan_in(analysis_of(tmp_path, plan=plan)).measures == plan.measures
