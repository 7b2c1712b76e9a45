"""Check that the screen shows all figures of the measures, and that the exit code follows them."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cli.track import header_of, show_tracking
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.measures import Measure, Plan, Step
from tests.docs.blocks import show_again
from tests.support.filled_measures import YEAR, Typed, agencies_of, fill_form, plan_of
from tests.support.filled_measures import rows_of as rows_of_plan
from tests.support.pages import UPDATE
from tests.support.paths import ROOT
from tests.support.program import run
from tests.support.tracked_steps import FRAMEWORK, member_of, province_of, reported


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_no_figure_is_lost_on_a_narrow_screen(lang: str, width: int) -> None:
    """All columns there can be, with figures of four digits."""
    said = ("แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ", "ไม่มีภารกิจ", "")
    steps = [
        reported(f"m{n}.{i}", status, "https://a.go.th/1", indicator=f"{n % 10 + 1}.", period="ไตรมาส 1")
        for n in range(10) for i, status in enumerate(said)
    ]  # fmt: skip
    members = [member_of(f"P{number:02d}", *steps) for number in range(25)]
    plan = Plan((Measure(id="x", indicator="10", measure="ก", steps=(Step("x.1", "ข"),)),))
    tracking = track_steps(province_of(*members), date(2026, 1, 1), plan)
    text = StringIO()
    show_tracking(Console(file=text, width=width, highlight=False), tracking, lang)
    lines = text.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    totals = [int(word) for line in lines if line.startswith(("รวม", "All")) for word in line.split()[1:]]
    assert totals == [1275, *[250] * 4, 25, 250, 775, 1250]
    told = "".join(lines).replace(" ", "")
    headers = ("steps", "done", "doing", "not_yet", "unsaid", "gone", "no_duty", "overdue", "proved")
    assert [key for key in headers if header_of(key, lang).replace(" ", "") not in told] == []
    assert "…" not in told.partition(screen_text(lang, "agency"))[0]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--as-of", "1/12/2567"), 0),
        (("--as-of", "วันไหน"), 2),
        (("--as-of", "1/6/68"), 0),
        (("--as-of", "1 มิ.ย. ๖๘"), 0),
        (("--as-of", "1/6/25"), 2),
    ],
)
def test_overdue_alone_is_a_warning(
    tmp_path: Path, more: tuple[str, ...], expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (agency,) = agencies_of(1)
    roster = tmp_path / "roster.csv"
    roster.write_text(f"code,name\n{agency.code},{agency.name}", encoding="utf-8")
    fill_form(tmp_path / "r" / "a.xlsx", FRAMEWORK, agency, [Typed(agency.code, "a.1", step="ทำ", period="ไตรมาส 1")])
    arguments = ("track", tmp_path / "r", "--framework", YEAR, "--roster", roster, "-o", tmp_path / "t.xlsx")
    assert run(*arguments, "--lang", "en", *more) == expected
    said = capsys.readouterr().out
    assert ("of steps" in said) == (expected < 2 and "1/12/2567" not in more)


def test_the_page_shows_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_LANG", "en")
    names = ("สำนักงานเกษตรและสหกรณ์จังหวัดตราด", "สำนักงานจังหวัดตราด", "สำนักงานสถิติจังหวัดตราด")
    agencies = [Agency(f"P{number:02d}", name, "ตราด") for number, name in enumerate(names, 1)]
    assert run("new", "trat", "--framework", YEAR, "--province", "ตราด", "-q") == 0
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    (tmp_path / "trat" / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    plan, chance = plan_of(FRAMEWORK), random.Random(3)
    shown = Plan(tuple(item for item in plan.measures if item.indicator in ("2", "7", "9")))
    for agency in agencies:
        rows = [replace(row, period=row.period or "ไตรมาส 2") for row in rows_of_plan(FRAMEWORK, shown, agency, chance)]
        fill_form(tmp_path / "returned" / f"{agency.code}.xlsx", FRAMEWORK, agency, rows)
    blocks = (ROOT / "docs" / "tracking.md").read_text(encoding="utf-8").split("```")
    block = next(text for text in blocks if "$ ita track " in text).splitlines()[1:]
    capsys.readouterr()
    assert run(*block[0].split()[2:]) == 0
    output = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    if os.environ.get(UPDATE) == "1" and output != block[1:]:
        show_again("docs/tracking.md", block[1:], output)
        return
    assert output == block[1:]
