"""Check that the plan of a round is used, checked and carried over as the officer asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import create_round
from ita_xlsx.cycle.province_plan import plan_text
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.layout.plan_layouts import PLAN
from ita_xlsx.model.measures import Plan
from ita_xlsx.output import texts
from ita_xlsx.output.texts import fiscal_period
from tests.conftest import EDITION
from tests.support.plan_forms import FRAMEWORK, PLAN_OF_ALL, analysis_of, measure, plan_in, steps_in
from tests.support.program import printed, run


def write_plan(path: Path, plan: Plan) -> Path:
    path.write_bytes(plan_text(plan))
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("new", "round", "--framework", "2568", "--province", "สมมุติ", "-q") == 0
    return tmp_path


def use_plan(folder: Path, plan: Plan) -> None:
    """The officer edits the plan and names it in the settings."""
    write_plan(folder / "measures.csv", plan)
    settings = folder / "round.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('# measures = "', 'measures = "'), encoding="utf-8"
    )


def test_a_new_round_has_a_plan_that_is_used_when_it_is_named(here: Path) -> None:
    settings = here / "round" / "round.toml"
    assert read_round(settings).measures == ""
    plan, findings = read_plan(here / "round" / "measures.csv", None, FRAMEWORK)
    assert (len(plan.measures), findings) == (40, ())
    assert run("template", "--round", settings, "--agency", "P07", "-o", "none.xlsx", "-q") == 0
    assert steps_in(here / "none.xlsx") == ()
    use_plan(here / "round", PLAN_OF_ALL)
    assert read_round(settings).measures == str(here / "round" / "measures.csv")
    assert run("template", "--round", settings, "--agency", "P07", "-o", "one.xlsx", "-q") == 0
    assert len(steps_in(here / "one.xlsx")) == 7
    assert run("template", "--round", settings, "--blank", "-o", "blank.xlsx", "-q") == 0
    assert len(steps_in(here / "blank.xlsx")) == 2


def test_a_plan_named_on_the_command_line_is_taken_before_the_rounds(here: Path) -> None:
    use_plan(here / "round", PLAN_OF_ALL)
    write_plan(here / "other.csv", Plan((measure("z1"),)))
    options = ("--round", here / "round" / "round.toml", "--agency", "P07", "-q")
    assert run("template", *options, "--measures", "other.csv", "-o", "one.xlsx") == 0
    assert [step.id for step in steps_in(here / "one.xlsx")] == ["z1.1", "z1.2"]


def test_every_agency_of_the_roster_gets_what_is_its_own(here: Path) -> None:
    use_plan(here / "round", PLAN_OF_ALL)
    assert run("template", "--round", here / "round" / "round.toml", "-o", "forms", "--form", "2565", "-q") == 0
    files = sorted((here / "forms").iterdir())
    assert len(files) == 31
    counts = {path.name.split()[1]: len(steps_in(path)) for path in files}
    assert counts == {f"P{number:02d}": 2 for number in range(1, 32)} | {"P02": 6, "P07": 7}
    assert openpyxl.load_workbook(files[1])[PLAN]["B1"].value == texts.PLAN_TITLE.format(year=2568)
    read_back, _ = read_plan(files[1], None, FRAMEWORK)
    assert [item.id for item in read_back.measures] == ["b1", "d1", "a1"]


@pytest.mark.parametrize("arguments", [("--form", "2568"), ("--form", "2599", "--measures", "round/measures.csv")])
def test_a_form_needs_a_plan_and_must_be_one_of_the_four(here: Path, arguments: Sequence[str]) -> None:
    assert run("template", "--framework", "2568", "--agency", "ก", "-o", "one.xlsx", *arguments) == 2
    assert not (here / "one.xlsx").exists()


def test_an_unknown_unit_is_told_with_its_cell(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_plan(here / "plan.csv", Plan((measure("a1", "สำนักงานคลังจังหวัดสมมุต"),)))
    options = ("--round", "round/round.toml", "--measures", "plan.csv", "--lang", "en")
    assert run("template", *options, "--agency", "P08", "-o", "one.xlsx") == 1
    out = capsys.readouterr().out
    assert "M507" in out
    assert "H2" in out
    assert "P08" in out
    assert steps_in(here / "one.xlsx") == ()


@pytest.mark.parametrize("name", ["nowhere.csv", "round/roster.csv", "broken.xlsx"])
def test_a_plan_that_is_none_stops_the_run(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "broken.xlsx").write_bytes(b"PK\x03\x04 half a file")
    arguments = ("--framework", "2568", "--agency", "ก", "--measures", name, "-o", "one.xlsx")
    assert run("template", *arguments) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert not (here / "one.xlsx").exists()


def test_the_plan_is_never_written_over(here: Path) -> None:
    analysis = analysis_of(here)
    before = analysis.read_bytes()
    base = ("--framework", "2568", "--agency", "ก", "--measures", analysis, "--force", "-q")
    assert run("template", *base, "-o", analysis) == 3
    assert run("analyze", here / "returned.xlsx", "--measures", analysis, "-o", analysis, "--force", "-q") == 3
    assert analysis.read_bytes() == before


def test_analyze_tells_what_the_plan_leaves_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = plan_in(analysis_of(here))
    write_plan(here / "plan.csv", Plan(plan.measures[:-1]))
    arguments = ("analyze", here / "returned.xlsx", "--measures", "plan.csv", "-o", "a.xlsx", "--form", "2563")
    code, told = printed(capsys, *arguments, "--format", "json")
    assert code == 0
    (finding,) = [item for item in told["findings"] if item["code"].startswith("M")]
    assert (finding["code"], finding["file"]) == ("M501", "plan.csv")
    for target in plan.measures[-1].targets:
        assert target in finding["message"]
    made = plan_in(here / "a.xlsx")
    assert [item.id for item in made.measures] == [item.id for item in plan.measures]


def test_the_whole_plan_tells_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analysis = analysis_of(here)
    code, told = printed(capsys, "analyze", here / "returned.xlsx", "--measures", analysis, "--format", "json")
    assert code == 0
    assert [item for item in told["findings"] if item["code"].startswith("M")] == []


def test_the_plan_is_carried_over_with_its_ids_for_the_next_year(here: Path) -> None:
    old, new = here / "round", here / "next"
    period = fiscal_period(2568)
    use_plan(old, Plan((measure("a1", "P02", period=period), measure("b1", period="ไตรมาส 1"))))
    made = carry_over(Target(path=new), old, None, (), EDITION)
    plan, findings = read_plan(made.measures, None, load_framework(2569))
    assert findings == ()
    assert [item.id for item in plan.measures] == ["a1", "b1"]
    assert plan.measures[0].units == ("P02",)
    assert [item.period for item in plan.measures] == [fiscal_period(2569), "ไตรมาส 1"]
    assert read_round(made.settings).measures == str(made.measures)


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("ไตรมาส 2", []), (fiscal_period(2568), []), (fiscal_period(2569), []), ("ปีงบประมาณ 2566 - 2568", []),
        ("ภายใน 31 มีนาคม 2566", ["M514"]), ("1 ต.ค. 2567 - 30 ก.ย. 2586", ["M514"]), ("เมื่อสะดวก", ["M513"]),
    ],
)  # fmt: skip
def test_a_period_of_another_year_is_told_before_a_form_is_made(
    here: Path, period: str, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    use_plan(here / "round", Plan((measure("a1", period=period),)))
    assert run("template", "--round", here / "round" / "round.toml", "--blank", "-o", here / "b.xlsx") == 0
    said = capsys.readouterr().out
    assert [code for code in ("M513", "M514") if code in said] == codes


@pytest.mark.parametrize("in_use", [True, False])
def test_nobody_is_told_to_name_a_plan_that_is_named(
    here: Path, in_use: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if in_use:
        use_plan(here / "round", Plan((measure("a1"),)))
    assert run("new", here / "next", "--from", here / "round", "--lang", "en") == 0
    assert ("then enable it in" in capsys.readouterr().out) is not in_use


def test_a_plan_not_yet_in_use_is_carried_over_too_and_an_old_round_gets_the_standard_one(here: Path) -> None:
    write_plan(here / "round" / "measures.csv", Plan((measure("a1"),)))
    made = carry_over(Target(path=here / "next"), here / "round", None, (), EDITION)
    assert [item.id for item in read_plan(made.measures)[0].measures] == ["a1"]
    assert read_round(made.settings).measures == ""
    create_round(Target(path=here / "old"), "2567", "สมมุติ", EDITION)
    (here / "old" / "measures.csv").unlink()
    made = carry_over(Target(path=here / "after"), here / "old", None, (), EDITION)
    assert len(read_plan(made.measures)[0].measures) == 40
