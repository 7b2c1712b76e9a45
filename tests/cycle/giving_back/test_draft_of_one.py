"""Check that a plan drafted from the result of one agency is issued to that agency only, and that this is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.layout.plan_layouts import PLAN
from tests.support.plan_forms import steps_in
from tests.support.program import run


@pytest.fixture
def draft(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The analysis of P10, in the folder of the round."""
    monkeypatch.chdir(demo / "round")
    form = next(Path("returned").glob("ITA2568 P10 *.xlsx"))
    assert run("analyze", form, "-o", "p10.xlsx", "-q", "--measures", "measures.csv") < 2
    assert run("analyze", form, "-o", "draft.xlsx", "-q", "--round", _settings_without_plan()) < 2
    return demo / "round" / "draft.xlsx"


def _settings_without_plan() -> Path:
    text = Path("round.toml").read_text(encoding="utf-8").replace('\nmeasures = "', '\n# measures = "')
    path = Path("without.toml")
    path.write_text(text, encoding="utf-8")
    return path


def told(path: Path, settings: str = "round.toml") -> list[str]:
    return [item.code for item in load_plan(load_context(settings), str(path)).findings if item.code.startswith("M53")]


def with_steps(folder: str) -> list[str]:
    return [path.name.split()[1] for path in sorted(Path(folder).glob("*.xlsx")) if steps_in(path)]


@pytest.mark.slow
def test_it_is_issued_to_its_agency_unless_the_officer_says_so(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("template", "--measures", draft, "-q")
    assert told(draft) == ["M530"]
    assert run(*options, "-o", "own") == 0
    assert with_steps("own") == ["P10"]
    # That nobody else has measures is what M530 says.
    capsys.readouterr()
    run("template", "--measures", draft, "-o", "again")
    shown = capsys.readouterr().out
    assert ("M530" in shown, "M535" in shown) == (True, False)
    assert run(*options, "-o", "all", "--plan-for", "all") == 0
    assert len(with_steps("all")) == 31


def test_the_setting_of_the_round_gives_it_to_all(draft: Path) -> None:
    text = Path("round.toml").read_text(encoding="utf-8")
    Path("all.toml").write_text(f'measures_for = "all"\n{text}', encoding="utf-8")
    assert told(draft, "all.toml") == ["M531"]
    assert all(not item.units for item in load_plan(load_context("all.toml"), str(draft)).plan.measures)


def test_a_draft_that_the_settings_name_is_kept_for_its_agency_too(draft: Path) -> None:
    text = Path("round.toml").read_text(encoding="utf-8").replace('"measures.csv"', f'"{draft.name}"')
    Path("draft.toml").write_text(text, encoding="utf-8")
    context = load_context("draft.toml")
    plan = load_plan(context, context.round.measures).plan
    assert {item.units for item in plan.measures} == {("P10",)}


def test_a_copied_sheet_still_names_its_agency(draft: Path) -> None:
    source = openpyxl.load_workbook(draft)[PLAN]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in source.iter_rows(values_only=True):
        sheet.append([value if not str(value or "").startswith("=") else None for value in row])
    book.save("copied.xlsx")
    assert told(Path("copied.xlsx")) == ["M530"]


def test_an_agency_that_is_not_in_the_roster_is_told(draft: Path) -> None:
    lines = Path("roster.csv").read_text(encoding="utf-8-sig").splitlines()
    Path("roster.csv").write_text(
        "\n".join(line for line in lines if not line.startswith("P10,")), encoding="utf-8-sig"
    )
    assert told(draft) == ["M532"]


def test_measures_that_name_agencies_and_other_plans_stay_as_they_are(draft: Path) -> None:
    assert told(Path("measures.csv")) == []
    plan = load_plan(load_context("round.toml"), "measures.csv").plan
    assert all(not item.units for item in plan.measures)
