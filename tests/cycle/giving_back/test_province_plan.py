"""Check that the plan of a province answers what agencies share, and reaches exactly the agencies that it names."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.checks import check_plan
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.diagnosis.province_plan import draft_province_plan
from ita_xlsx.intake.plans.agency_names import AgencyFinder
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.diagnosis import judged_nodes
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.plan_layouts import PROVINCE_PLAN, province_plan_table
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.province.shared_plan import MeasureOrigin, ProvincePlan
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.output.province.plan import write_province_plan
from ita_xlsx.output.province.plan.texts import analysis_words
from ita_xlsx.output.province.plan.unit_lists import unit_list
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.support.plan_forms import steps_in
from tests.support.program import run
from tests.support.provinces import province_of

FRAMEWORK = load_framework(2568)
RESULTS = ProvinceResults(province_of(2568, 31))
NO_PLAN = Plan()


def roster_of(results: ProvinceResults) -> Roster:
    return Roster(tuple(member.agency for member in results.province.members))


def shared_weak(results: ProvinceResults, least: int) -> dict[str, set[str]]:
    """Count by hand who is weak where; the test's agencies are also weak where nothing is judged."""
    agencies: dict[str, set[str]] = {}
    judged = {node.subject for node in judged_nodes(results.framework)}
    for item in results.counted:
        for subject in judged.intersection(subject for subject, _ in item.summary.weak):
            agencies.setdefault(subject, set()).add(item.agency.code)
    return {subject: codes for subject, codes in agencies.items() if len(codes) >= least}


def uncovered(drafted: ProvincePlan, results: ProvinceResults, least: int) -> list[tuple[str, str]]:
    """The shared weak points of agencies for which no measure of theirs names the point or its indicator."""
    lacking = []
    for subject, codes in shared_weak(results, least).items():
        for item in results.counted:
            if item.agency.code not in codes:
                continue
            own = drafted.plan.of(item.agency).measures
            nodes = (results.framework.nodes[node.code] for node in results.framework.indicators)
            indicator = next((node.code for node in nodes if subject in {below.subject for below in node.walk()}), "")
            if not any(subject in one.targets or (not one.targets and one.indicator == indicator) for one in own):
                lacking.append((item.agency.code, subject))
    return lacking


def old_plan(year: int | None, units: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Plan:
    measure = Measure(
        id="x1", indicator="1", measure="ของเรา", steps=(Step("x1.1", "ทำ"),), period="ไตรมาส 2", units=units,
        targets=targets,
    )  # fmt: skip
    other = Measure(id="m9-1", indicator="9", measure="ไม่เกี่ยว", steps=(Step("m9-1.1", "ทำ"),), targets=("nothing",))
    return Plan((measure, other), year)


@pytest.mark.parametrize("least", [1, 3, 8])
@pytest.mark.parametrize(
    "in_force", [NO_PLAN, old_plan(2568), old_plan(2569), old_plan(2569, ("P02",)), old_plan(None)]
)
def test_every_shared_weak_point_of_every_agency_has_a_measure(least: int, in_force: Plan) -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), in_force, least)
    assert {point.subject for point in drafted.points} == set(shared_weak(RESULTS, least))
    assert shared_weak(RESULTS, least)
    assert uncovered(drafted, RESULTS, least) == []
    ids = Counter(item.id for item in drafted.plan.measures)
    assert set(ids.values()) == {1}
    assert drafted.year == 2569


def test_a_new_measure_is_for_exactly_the_agencies_with_its_points() -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), NO_PLAN)
    agencies = shared_weak(RESULTS, 3)
    for entry in drafted.entries:
        assert entry.origin is MeasureOrigin.DRAFTED
        assert set(entry.measure.units) == set().union(*(agencies[point.subject] for point in entry.points))
        assert entry.measure.responsible
        assert entry.measure.steps
        assert entry.measure.period.endswith("2569")


def test_a_measure_that_is_carried_out_after_the_results_stays_as_it_is() -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), old_plan(2569))
    entry = next(item for item in drafted.entries if item.measure.id == "x1")
    assert (entry.origin, entry.measure) == (MeasureOrigin.IN_FORCE, old_plan(2569).measures[0])
    of_indicator = [item for item in drafted.entries if item.measure.indicator == "1"]
    assert of_indicator == [entry]
    assert drafted.not_used == ("m9-1",)


def test_a_measure_in_force_is_given_to_further_agencies_and_taken_from_nobody() -> None:
    before = ("P30",)
    drafted = draft_province_plan(RESULTS, load_measures(), old_plan(2569, before, ("1",)))
    measure = next(item.measure for item in drafted.entries if item.measure.id == "x1")
    assert measure.units[0] == "P30"
    assert shared_weak(RESULTS, 3)["1"] <= set(measure.units)


def test_a_measure_of_the_former_plan_is_taken_up_again_for_those_that_need_it() -> None:
    former = replace(old_plan(2568), measures=(replace(old_plan(2568).measures[0], period="31 มีนาคม 2568"),))
    drafted = draft_province_plan(RESULTS, load_measures(), former)
    entry = next(item for item in drafted.entries if item.measure.id == "x1")
    assert entry.origin is MeasureOrigin.CONTINUED
    assert entry.measure.period == "31 มีนาคม 2569"
    assert set(entry.measure.units) == set(entry.needed_by)


@pytest.mark.parametrize("digits", ["arabic", "thai"])
@pytest.mark.parametrize("in_force", [NO_PLAN, old_plan(2569, ("P02",))])
def test_the_workbook_is_read_as_the_same_plan(tmp_path: Path, in_force: Plan, digits: str) -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), in_force)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_province_plan(drafted, RESULTS.province, replace(EDITION, digits=digits)))
    plan, findings = read_plan(path, roster_of(RESULTS), FRAMEWORK)
    assert findings == ()
    assert plan.year == 2569

    def content(item: Measure) -> tuple[object, ...]:
        steps = [(step.id, arabic(step.text)) for step in item.steps]
        texts = (arabic(item.measure), arabic(item.period), item.indicator)
        return (item.id, texts, steps, set(item.units), set(item.targets))

    assert [content(item) for item in plan.measures] == [content(item) for item in drafted.plan.measures]


def _edited(path: Path, title: str, cells: dict[str, str]) -> Path:
    """The plan as Excel saves it, its sheet under another name."""
    book = openpyxl.load_workbook(path)
    book[PROVINCE_PLAN].title = title
    for cell, text in cells.items():
        book[title][cell] = text
    book.save(path)
    return path


@pytest.mark.parametrize("title", [PROVINCE_PLAN, "แผน 2569", "Sheet1"])
def test_a_renamed_sheet_is_still_the_plan_of_the_province(tmp_path: Path, title: str) -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), NO_PLAN)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_province_plan(drafted, RESULTS.province, EDITION))
    table = province_plan_table(len(drafted.plan.measures))
    cell = a1(table.first_row, table.col("units"))
    plan, findings = read_plan(_edited(path, title, {cell: ""}), roster_of(RESULTS), FRAMEWORK)
    assert [item.id for item in plan.measures] == [item.id for item in drafted.plan.measures]
    assert [(item.code, item.place) for item in findings] == [("M533", f"{title}!{cell}")]


def test_a_deleted_text_of_a_measure_is_told(tmp_path: Path) -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), NO_PLAN)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_province_plan(drafted, RESULTS.province, EDITION))
    table = province_plan_table(len(drafted.plan.measures))
    cell = a1(table.first_row + 1, table.col("measure"))
    plan, _ = read_plan(_edited(path, PROVINCE_PLAN, {cell: ""}), roster_of(RESULTS), FRAMEWORK)
    assert [(item.code, item.place) for item in check_plan(plan, FRAMEWORK)] == [("M536", f"{PROVINCE_PLAN}!{cell}")]


def test_the_number_of_agencies_of_all_points_is_said_once() -> None:
    drafted = draft_province_plan(RESULTS, load_measures(), NO_PLAN)
    for entry in drafted.entries:
        first, *points = analysis_words(FRAMEWORK, entry, "").splitlines()
        assert first == f"จุดอ่อนของ {len(entry.needed_by)} หน่วยงาน"
        for line, point in zip(points, entry.points, strict=True):
            count = f" · จุดอ่อนของ {len(point.units)} หน่วยงาน"
            assert (count in line) == (len(point.units) != len(entry.needed_by))
            assert first not in line


@given(st.sets(st.integers(0, 59), min_size=1), st.integers(1, 3), st.booleans())
def test_a_list_of_agencies_names_exactly_these(places: set[int], stems: int, zeros: bool) -> None:
    codes = [f"{'PQR'[number % stems]}{number:02d}" for number in range(60)]
    if zeros:
        # P5 beside P05: nobody knows which of them a range means.
        codes[7] = f"{codes[5][0]}5"
    roster = Roster(tuple(Agency(code, f"หน่วยงาน {code}") for code in codes))
    units = [codes[place] for place in sorted(places)]
    text = unit_list(units, codes, has_roster=True)
    assert sorted(AgencyFinder(roster).find_agencies((text,)).units) == sorted(units)


def test_many_agencies_are_written_as_ranges_and_few_by_code() -> None:
    codes = [f"D{number:03d}" for number in range(1, 291)]
    assert unit_list(codes[:264], codes, has_roster=True) == "D001-D264"
    assert unit_list(codes[:3], codes, has_roster=True) == "D001, D002, D003"
    assert unit_list(codes[:20], codes, has_roster=False) == ", ".join(codes[:20])


@pytest.fixture
def round_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("demo", "demo", "-q", "--issued", "2026-11-20") == 0
    monkeypatch.chdir(tmp_path / "demo" / "round")
    return tmp_path / "demo" / "round"


@pytest.mark.slow
def test_edited_in_libreoffice_it_reaches_the_right_agencies(round_folder: Path, office: Office) -> None:
    plan_file, edited = round_folder / "plan.xlsx", round_folder / "edited.xlsx"
    command = ("consolidate", "returned", "-o", "c.xlsx", "--plan", plan_file, "--issued", "2026-11-20", "-q")
    assert run(*command) < 2
    context = load_context("round.toml")
    before = load_plan(context, str(plan_file)).plan
    table = province_plan_table(len(before.measures) + 3)
    new_row, first = table.first_row + len(before.measures), table.first_row

    def cell(row: int, key: str) -> tuple[str, str]:
        return PROVINCE_PLAN, a1(row, table.col(key))

    office.type_into(plan_file, edited, [
        (*cell(first, "units"), "P02, P05-P07"), (*cell(first + 1, "units"), "ทุกหน่วยงาน"),
        (*cell(first + 2, "measure"), "แก้ข้อความแล้ว"),
        (*cell(new_row, "measure"), "มาตรการที่เพิ่มเอง"),
        (*cell(new_row, "steps"), "1. ทำ"), (*cell(new_row, "units"), "P09"),
    ])  # fmt: skip
    after = load_plan(context, str(edited)).plan
    assert after.measures[0].units == ("P02", "P05", "P06", "P07")
    assert after.measures[1].units == ()
    assert (after.measures[2].measure, after.measures[2].steps) == ("แก้ข้อความแล้ว", before.measures[2].steps)
    assert (after.measures[-1].measure, after.measures[-1].units) == ("มาตรการที่เพิ่มเอง", ("P09",))
    assert run("template", "--measures", edited, "-o", "forms", "-q") == 0
    assert context.roster is not None
    for agency in context.roster.agencies:
        form = next((round_folder / "forms").glob(f"* {agency.code} *.xlsx"))
        own = [step.id for _, _, step in after.of(agency).steps]
        assert [step.id for step in steps_in(form)] == own, agency.code


def test_the_consolidated_workbook_is_taken_as_the_plan(round_folder: Path) -> None:
    assert run("consolidate", "returned", "-o", "c.xlsx", "--plan", "plan.xlsx", "-q") < 2
    context = load_context("round.toml")
    assert load_plan(context, "c.xlsx").plan == load_plan(context, "plan.xlsx").plan
    assert load_plan(context, "c.xlsx").plan.measures
    # Also under another name of its sheet.
    assert load_plan(context, str(_edited(Path("c.xlsx"), "แผนใหม่", {}))).plan == load_plan(context, "plan.xlsx").plan


def test_the_advice_on_the_plan_can_be_pasted(
    round_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(round_folder.parent)
    run("consolidate", "--round", "round/round.toml", "-o", "c.xlsx", "--plan", "plan.xlsx", "--lang", "en")
    text = capsys.readouterr().out
    command = next(line for line in text.splitlines() if "--measures" in line)
    assert command == '  ita template --round "round/round.toml" --measures "plan.xlsx" -o forms'
    assert run(*shlex.split(command)[1:], "-q") == 0
