"""Check that a plan has the fiscal year in which it is carried out, and that dates, titles and forms go by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.cycle.province_plan import ISSUED_PLAN, load_plan, plan_file_of, plan_text
from ita_xlsx.cycle.runs.consolidate_round import consolidate_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.track_measures import track_round
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.text.periods import year_of_periods
from tests.support.program import run

HEADER = "รหัสมาตรการ,ตัวชี้วัด,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ระยะเวลา,การติดตามผล\n"
ROWS = "m1,1,จัดอบรม,1. ก,สนง.,{first},รายงาน\nm2,2,ทำคู่มือ,1. ข,สนง.,{second},รายงาน\n"
NEXT_YEAR = "1 ตุลาคม 2568 – 30 กันยายน 2569"


def plan_of(title: str = "", first: str = "ไตรมาส 1", second: str = "ตลอดปี") -> str:
    return (f"{title}\n" if title else "") + HEADER + ROWS.format(first=first, second=second)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "round.toml").write_text(
        'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n', encoding="utf-8"
    )
    (tmp_path / "roster.csv").write_text("code,name\nP01,สำนักงานหนึ่ง\nP02,สำนักงานสอง\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "setting", "year", "codes"),
    [
        (plan_of(), "", 2568, ["M519"]),
        (plan_of(), "measures_year = 2569", 2569, []),
        (plan_of(), 'measures_year = "๒๕๖๙"', 2569, []),
        (plan_of("แผนมาตรการ ปีงบประมาณ พ.ศ. 2569"), "", 2569, []),
        (plan_of("แผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๙"), "", 2569, []),
        (plan_of("มาตรการ ประจำปี 2569"), "", 2569, []),
        (plan_of("แผนมาตรการ พ.ศ.2569"), "measures_year = 2570", 2570, []),
        (plan_of("มาตรการจากผลการประเมิน ITA ปีงบประมาณ 2568"), "", 2569, []),
        (plan_of("มาตรการปี 2568 จากผลการประเมิน ปี 2567"), "", 2568, []),
        (plan_of(first=NEXT_YEAR, second=NEXT_YEAR), "", 2569, []),
        (plan_of(first="ภายใน 31 มีนาคม 2569", second="ไตรมาส 1"), "", 2569, []),
        (plan_of(first="ภายใน 31 มีนาคม 2568", second=NEXT_YEAR), "", 2568, []),
        (plan_of(first="ภายใน 31 มีนาคม 2566"), "", 2568, ["M519", "M514"]),
        (plan_of("อัตรากำลัง 2569 คน"), "", 2568, ["M519"]),
    ],
)
def test_a_plan_has_the_year_that_is_stated(folder: Path, text: str, setting: str, year: int, codes: list[str]) -> None:
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write(setting + "\n")
    (folder / "plan.csv").write_text(text, encoding="utf-8-sig")
    loaded = load_plan(load_context("round.toml"), "plan.csv")
    assert (loaded.plan.year, [item.code for item in loaded.findings]) == (year, codes)


@pytest.mark.parametrize("value", ["69", '"next"', "0", "12569"])
def test_a_year_that_is_none_is_refused(folder: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"measures_year = {value}\n")
    assert run("status", ".") == 3
    assert "measures_year" in capsys.readouterr().err


def test_the_setting_of_no_plan_is_kept(folder: Path) -> None:
    assert read_round(folder / "round.toml").measures_year is None


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        ([], None),
        (["ไตรมาส 1", "ตลอดปี", "ก"], None),
        (["31/3/2568"], 2568),
        (["31/3/2569", "31/3/2568"], 2568),
        (["31/3/2569", "31/3/2569", "31/3/2568"], 2569),
        (["30/9/2571"], None),
    ],
)
def test_the_year_of_periods(texts: list[str], year: int | None) -> None:
    assert year_of_periods(texts, 2568) == year


@pytest.mark.parametrize("year", [2567, 2568, 2569, 2570])
@pytest.mark.parametrize("period", ["", "ไตรมาส 2", "1 ต.ค. 2568 - 30 ก.ย. 2569"])
def test_a_written_plan_keeps_its_year(year: int, period: str, tmp_path: Path) -> None:
    plan = Plan((Measure(id="m1", indicator="1", measure="ก", steps=(Step("m1.1", "ข"),), period=period),), year)
    path = tmp_path / "plan.csv"
    path.write_bytes(plan_text(plan))
    again, _ = read_plan(path)
    stated = again.year or year_of_periods((item.period for item in again.measures), year)
    assert (again.measures, stated) == (plan.measures, year)


@pytest.fixture
def issued(folder: Path) -> Path:
    """A round of 2568 whose forms went out with a plan of 2569, which the settings do not name."""
    (folder / "next.csv").write_text(plan_of("แผนมาตรการ ปีงบประมาณ พ.ศ. 2569"), encoding="utf-8-sig")
    assert run("template", "-o", "forms", "--measures", "next.csv", "--form", "2568") == 0
    return folder


@pytest.mark.parametrize(
    ("day", "overdue"),
    [("2025-09-30", 0), ("2025-10-01", 0), ("2025-12-31", 0), ("2026-01-01", 2), ("2026-09-30", 2), ("2026-10-01", 4)],
)
def test_a_plan_of_the_next_year_is_overdue_a_year_later(issued: Path, day: str, overdue: int) -> None:
    context = load_context("round.toml")
    plan = load_plan(context, plan_file_of(context))
    tracked = track_round(load_round(("forms",), context), context, date.fromisoformat(day), plan=plan.plan)
    assert sum(step.overdue for step in tracked.tracking.steps) == overdue
    assert {step.due for step in tracked.tracking.steps} == {date(2025, 12, 31), date(2026, 9, 30)}


def test_the_consolidated_workbook_counts_overdue_steps_by_the_plan(issued: Path) -> None:
    context = load_context("round.toml")
    loaded = load_round(("forms",), context)
    run = consolidate_round(loaded, context, load_framework(2568))
    assert run.plan_year == 2569
    tracked = track_steps(loaded.province, date(2025, 12, 31), Plan(year=run.plan_year))
    assert not [step for step in tracked.steps if step.overdue]


def test_titles_forms_and_print_say_the_year_of_the_plan(issued: Path) -> None:
    assert run("track", "forms", "-o", "t.xlsx") == 0
    assert "2569" in openpyxl.load_workbook(issued / "t.xlsx").worksheets[0]["A1"].value
    form = next((issued / "forms").iterdir())
    book = openpyxl.load_workbook(form)
    assert "2569" in book["แผนมาตรการ"]["B1"].value
    assert any("2569" in str(cell.value) for cell in book["มาตรการ"][1])
    steps = book["มาตรการ"]
    for row in steps.iter_rows():
        for cell in row:
            if cell.value == "ก":
                steps.cell(cell.row, cell.column + 1).value = "แล้วเสร็จ"
    book.save(form)
    contents = collect_contents(
        PrintOptions(paths=("forms",)), load_context("round.toml"), Edition(issued=date(2025, 11, 1))
    )
    assert [item.form.year for item in contents.items if item.form] == [2569]
    assert "2569" in contents.title


def test_the_form_with_the_plan_of_another_year_is_read(issued: Path) -> None:
    (first, _) = load_round(("forms",), load_context("round.toml")).province.members
    assert first.summary is not None
    assert [step.id for step in first.summary.steps] == ["m1.1", "m2.1"]
    assert not [item for item in first.summary.findings if item.sheet == "มาตรการ"]


def test_the_plan_last_issued_is_carried_over(issued: Path) -> None:
    assert (issued / ISSUED_PLAN).is_file()
    assert run("new", "next", "--from", ".") == 0
    settings = read_round(issued / "next" / "round.toml")
    assert (settings.measures, settings.measures_year) == (str(issued / "next" / "measures.csv"), None)
    plan = load_plan(load_context(str(issued / "next" / "round.toml")), settings.measures)
    assert [item.id for item in plan.plan.measures] == ["m1", "m2"]
    # A plan of 2569 is carried out in the round of 2569 as it is.
    assert plan.plan.year == load_framework(2569).year


def test_a_plan_of_the_settings_that_was_issued_otherwise_is_told(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (issued / "other.csv").write_text(plan_of(second="ไตรมาส 3"), encoding="utf-8-sig")
    with (issued / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('measures = "other.csv"\n')
    assert run("new", "next", "--from", ".") == 0
    assert "M520" in capsys.readouterr().out
    assert "ไตรมาส 3" not in (issued / "next" / "measures.csv").read_text(encoding="utf-8-sig")


def test_a_plan_of_the_round_moves_to_the_next_year(folder: Path) -> None:
    (folder / "plan.csv").write_text(plan_of(first="ภายใน 31 มีนาคม 2568"), encoding="utf-8-sig")
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('measures = "plan.csv"\n')
    assert run("new", "next", "--from", ".") == 0
    assert "ภายใน 31 มีนาคม 2569" in (folder / "next" / "measures.csv").read_text(encoding="utf-8-sig")


def test_a_plan_of_a_later_year_keeps_it(folder: Path) -> None:
    (folder / "plan.csv").write_text(plan_of(), encoding="utf-8-sig")
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('measures = "plan.csv"\nmeasures_year = 2571\n')
    assert run("new", "next", "--from", ".") == 0
    assert read_round(folder / "next" / "round.toml").measures_year == 2571
