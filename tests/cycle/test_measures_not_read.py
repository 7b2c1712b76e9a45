"""Check that commands on measures accuse nobody of what could not be read, and tell what paper cannot hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import ISSUED
from tests.support.cells import step_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import read
from tests.support.program import run
from tests.support.returned_steps import AGENCY, Change, changed, filled, told
from tests.support.tracked_steps import FRAMEWORK

PLAN = """รหัสมาตรการ,ตัวชี้วัด,มาตรการ,ขั้นตอน,ระยะเวลา
m1,1,จัดทำแนวทาง,"1. ขั้นตอนที่ 1 ของมาตรการ
2. ขั้นตอนที่ 2 ของมาตรการ
3 ขั้นตอนที่ 3 ของมาตรการ
๔ ขั้นตอนที่ 4 ของมาตรการ",ไตรมาส 2
"""


def remove_measures(book: Any) -> None:
    book.remove(book["มาตรการ"])


def no_reports(book: Any) -> None:
    for number in range(1, 5):
        for key in ("status", "url", "note"):
            step_cell(YEAR, number, key).of(book).value = None


def long_note(book: Any) -> None:
    step_cell(YEAR, 1, "note").of(book).value = "ดำเนินการประชุมชี้แจงแนวทางการปฏิบัติงาน " * 700


def rename_header(book: Any) -> None:
    step_cell(YEAR, 0, "step").of(book).value = "ขั้นตอน"


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (remove_measures, ["T614"]),
        (no_reports, ["C725"]),
        (long_note, ["T615"]),
        (rename_header, []),
    ],
)
def test_what_is_told_of_a_form_to_print(tmp_path: Path, change: Change, codes: list[str]) -> None:
    path = changed(filled(tmp_path), change)
    context = RunContext(round=RoundSettings(), framework=FRAMEWORK, roster=None)
    contents = collect_contents(PrintOptions(paths=(str(path),), cached=False), context, Edition(issued=ISSUED))
    assert [item.code for item in contents.findings if item.code[0] in "TC"] == codes
    assert len(contents.items) == (0 if {"T614", "C725"} & set(codes) else 1)


@pytest.mark.parametrize(
    ("change", "present", "absent"),
    [
        (remove_measures, {"T614"}, {"T603", "T605", "T606", "T609"}),
        (rename_header, set(), {"T603", "T605", "T606", "T609", "T614"}),
        (no_reports, {"T609"}, {"T614"}),
    ],
)
def test_tracking_accuses_only_of_what_was_read(
    tmp_path: Path, change: Change, present: set[str], absent: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(filled(tmp_path / "returned"), change)
    (tmp_path / "roster.csv").write_text(f"code,name\n{AGENCY.code},{AGENCY.name}", encoding="utf-8")
    (tmp_path / "plan.csv").write_text(PLAN, encoding="utf-8")
    arguments = ("track", path, "--framework", YEAR, "--roster", tmp_path / "roster.csv", "-o", tmp_path / "t.xlsx")
    run(*arguments, "--measures", tmp_path / "plan.csv", "--as-of", "1/9/2568", "-v")
    printed = capsys.readouterr().out
    assert {code for code in present if code not in printed} == set()
    assert {code for code in absent if code in printed} == set()


def test_a_step_that_may_be_swallowed_is_told_at_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(PLAN.replace("3 ขั้นตอนที่ 3", "3 ครั้ง ขั้นตอนที่ 3"), encoding="utf-8")
    run("template", "--framework", YEAR, "--measures", plan, "--agency", "ก", "-o", tmp_path / "f.xlsx")
    assert "M518" in capsys.readouterr().out


def test_decisions_and_forms_read_the_same_dates(tmp_path: Path) -> None:
    from ita_xlsx.cycle.summarize import summarize_return
    from tests.support.cells import info_cell
    from tests.support.forms import NOWHERE

    def typed(book: Any) -> None:
        info_cell(YEAR, "reported_on").of(book).value = "20 กย. 68"

    returned = read(changed(filled(tmp_path), typed))
    assert told(returned) == []
    assert str(summarize_return(returned, NOWHERE, None).reported) == "2025-09-20"
