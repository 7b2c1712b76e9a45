"""Check that the forms and the database of an earlier year give the same promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from tests.support.filled_measures import YEAR, Typed, agencies_of, fill_form
from tests.support.program import printed, run
from tests.support.tracked_steps import FRAMEWORK, rows_of


def test_last_years_forms_and_their_database_promise_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last_year = load_framework(YEAR - 1)
    agencies = agencies_of(3)
    now, then, roster = tmp_path / "now", tmp_path / "then", tmp_path / "roster.csv"
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    roster.write_text("\n".join(lines), encoding="utf-8")
    for number, agency in enumerate(agencies):
        open_step = Typed(agency.code, "m.1", step="ทำ", status="กำลังดำเนินการ")
        done = Typed(agency.code, "m.2", step="เสร็จ", status="แล้วเสร็จ", url="https://a.go.th/2")
        fill_form(then / f"{agency.code}.xlsx", last_year, agency, [open_step, done])
        if number:
            done = replace(open_step, status="แล้วเสร็จ", url="https://a.go.th/1")
            fill_form(now / f"{agency.code}.xlsx", FRAMEWORK, agency, [done if number == 1 else open_step])
    of_then = ("consolidate", then, "--framework", YEAR - 1, "--roster", roster, "-o", tmp_path / "c.xlsx", "-q")
    assert run(*of_then, "--export", tmp_path / "tables") == 0
    told = []
    for number, previous in enumerate((then, tmp_path / "tables" / "ita.sqlite")):
        target = tmp_path / f"{number}.xlsx"
        arguments = ("track", now, "--framework", YEAR, "--roster", roster, "-o", target, "--as-of", "2025-01-01")
        code, said = printed(capsys, *arguments, "--previous", previous, "--format", "json")
        assert code == 1
        told.append([item for item in said["findings"] if item["code"] == "T608"])
        rows = rows_of(openpyxl.load_workbook(target)["มาตรการปีก่อน"], 4)
        assert [(row["รหัส"], row["ผล"]) for row in rows] == [("P01", "ยังค้าง"), ("P03", "ยังค้าง"), ("P02", "มีผลแล้ว")]
    assert told[0] == told[1]
    # The first has not returned a form this year.
    assert [item["file"][-8:] for item in told[0]] == ["", "P03.xlsx"]


@pytest.mark.parametrize("kind", ["database", "form", "analysis"])
def test_an_earlier_year_without_measures_is_told(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agency = agencies_of(1)[0]
    roster = tmp_path / "roster.csv"
    roster.write_text(f"code,name\n{agency.code},{agency.name}", encoding="utf-8")
    previous = fill_form(tmp_path / "then" / "a.xlsx", load_framework(YEAR - 1), agency, [])
    fill_form(tmp_path / "now" / "a.xlsx", FRAMEWORK, agency, [Typed(agency.code, "m.1", step="ทำ")])
    if kind == "database":
        of_then = ("consolidate", tmp_path / "then", "--framework", YEAR - 1, "--roster", roster, "-q")
        assert run(*of_then, "-o", tmp_path / "c.xlsx", "--export", tmp_path / "tables") == 0
        previous = tmp_path / "tables"
    elif kind == "analysis":
        assert run("analyze", previous, "-o", tmp_path / "an.xlsx", "-q") == 0
        previous = tmp_path / "an.xlsx"
    arguments = ("track", tmp_path / "now", "--framework", YEAR, "--roster", roster, "-o", tmp_path / "t.xlsx")
    code, said = printed(capsys, *arguments, "--previous", previous, "--format", "json")
    assert (code, [item["code"] for item in said["findings"] if item["code"] == "T611"]) == (0, ["T611"])
