"""Check that steps of a sheet that could not be read are counted nowhere and held against nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_measures import EarlierSteps, RoundMeasures, tally
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.submission import StepReport
from tests.intake.test_beside_scores import PLAN
from tests.support.cells import step_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import NOWHERE, read
from tests.support.program import run
from tests.support.returned_steps import AGENCY, Change, changed, filled
from tests.support.tracked_steps import province_of

MEASURES = "มาตรการ"
LATE = date(2026, 9, 1)
NOT_READ = "อ่านแผ่น «มาตรการ» ไม่ได้หรือไม่ครบ"


def no_sheet(book: Any) -> None:
    book.remove(book[MEASURES])


def without(key: str) -> Change:
    return lambda book: book[MEASURES].delete_cols(step_cell(YEAR, 0, key).col)


def nothing(book: Any) -> None:
    pass


def no_urls(book: Any) -> None:
    for number in range(1, 5):
        step_cell(YEAR, number, "url").of(book).value = None


def tracked(path: Path, earlier: EarlierSteps | None = None) -> RoundMeasures:
    summary = summarize_return(read(path), NOWHERE, None)
    member = AgencyReturn(agency=Agency("P01", "หน่วยงาน"), state=State.RETURNED, summary=summary)
    return track_steps(province_of(member), LATE, PLAN, earlier=earlier)


@pytest.mark.parametrize(
    ("change", "steps", "done", "codes"),
    [
        (nothing, 4, 4, set()),
        (no_sheet, 0, 0, {"T614"}),
        (without("status"), 0, 0, {"T614"}),
        (without("url"), 4, 4, {"T614"}),
        (without("id"), 4, 4, {"T614", "T613"}),
        (no_urls, 4, 4, {"T605"}),
    ],
)
def test_what_was_not_read_is_counted_nowhere(
    tmp_path: Path, change: Change, steps: int, done: int, codes: set[str]
) -> None:
    tracking = tracked(changed(filled(tmp_path), change))
    counts = tally(tracking.steps)
    assert (counts.steps, counts.done, counts.unsaid, counts.gone, counts.overdue) == (steps, done, 0, 0, 0)
    assert sum(item.lacks_proof for item in tracking.steps) == (4 if change is no_urls else 0)
    assert {item.code.value for item in check_round_measures(tracking) if item.code.value[0] == "T"} == codes


@pytest.mark.parametrize(
    ("change", "unread", "told"),
    [(nothing, 0, False), (no_sheet, 1, False), (no_urls, 0, True), (without("url"), 1, False)],
)
def test_a_promise_of_the_year_before_is_not_broken_by_a_sheet_that_was_not_read(
    tmp_path: Path, change: Change, unread: int, told: bool
) -> None:
    before = StepReport(id="m1.1", step="ขั้นตอนที่ 1 ของมาตรการ", status="กำลังดำเนินการ")
    tracking = tracked(changed(filled(tmp_path), change), EarlierSteps(2567, (("P01", (before,)),)))
    assert sum(item.is_unread for item in tracking.open_steps) == unread
    assert ("T608" in {item.code.value for item in check_round_measures(tracking)}) is told


@pytest.mark.parametrize(("change", "remark"), [(nothing, ""), (no_sheet, NOT_READ), (without("url"), NOT_READ)])
def test_workbooks_say_that_a_sheet_was_not_read(tmp_path: Path, change: Change, remark: str) -> None:
    path = changed(filled(tmp_path / "returned"), change)
    (tmp_path / "roster.csv").write_text(f"code,name\n{AGENCY.code},{AGENCY.name}", encoding="utf-8")
    settings = ("--framework", YEAR, "--roster", tmp_path / "roster.csv", "-q")
    run("track", path, *settings, "-o", tmp_path / "t.xlsx", "--as-of", "1/9/2568")
    run("consolidate", path, *settings, "-o", tmp_path / "c.xlsx")
    for name, sheet in (("t.xlsx", "รายหน่วยงาน"), ("c.xlsx", "ติดตามมาตรการ")):
        rows = list(openpyxl.load_workbook(tmp_path / name, data_only=True)[sheet].iter_rows(values_only=True))
        row = next(values for values in rows if AGENCY.code in values)
        header = next(values for values in rows if "หมายเหตุ" in values)
        assert (row[header.index("หมายเหตุ")] or "") == remark, name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("P01 แบบ.pdf", "ไม่ใช่แบบฟอร์ม จึงยังไม่นับ"),
        ("P01 แบบ.rar", "เป็นไฟล์บีบอัดชนิด .rar"),
        ("P01.docx", "ไม่ใช่แบบฟอร์ม จึงยังไม่นับ"),
        ("._P01.xlsx", ""),
        ("P02.rar", ""),
    ],
)
def test_a_reminder_names_what_came(tmp_path: Path, name: str, words: str) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    (folder / name).write_bytes(b"Rar!")
    (tmp_path / "roster.csv").write_text(f"code,name\n{AGENCY.code},{AGENCY.name}", encoding="utf-8")
    settings = ("--framework", YEAR, "--roster", tmp_path / "roster.csv", "-q")
    run("status", folder, *settings, "-o", tmp_path / "s.xlsx", "--reminders", tmp_path / "letters")
    (letter,) = (tmp_path / "letters").iterdir()
    text = letter.read_text("utf-8-sig")
    assert (name in text) is bool(words)
    assert words in text
