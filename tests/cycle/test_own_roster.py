"""Check that a new round takes the roster it is given."""

from __future__ import annotations

import shlex
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.intake.roster import read_roster
from tests.support.program import run


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_a_new_round_has_the_agencies_of_the_roster(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("รหัส,ชื่อหน่วยงาน\nA1,สำนักงานหนึ่ง\n", encoding="utf-8")
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "--roster", "mine.csv") == 0
    (agency,) = read_roster(tmp_path / "r" / "roster.csv").agencies
    assert (agency.code, agency.name, agency.province) == ("A1", "สำนักงานหนึ่ง", "ตราด")


def test_a_roster_that_cannot_be_read_makes_no_round(tmp_path: Path) -> None:
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "--roster", "none.csv") == 3
    assert not (tmp_path / "r").exists()


def test_a_roster_beside_an_old_round_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    assert run("new", "r", "--from", "old", "--roster", "mine.csv") == 2


def test_the_roster_itself_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("code,name\nA1,x\n", encoding="utf-8")
    arguments = ("new", ".", "--framework", "2568", "--province", "ตราด", "--roster", "roster.csv", "--force")
    assert run(*arguments) == 3


def test_a_name_that_stands_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.csv").write_text("code,name\nA1,หนึ่ง\nA2,สอง\nA3,หนึ่ง\n", encoding="utf-8")
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "--roster", "mine.csv") == 0
    printed = capsys.readouterr().out
    assert "N117" in printed
    assert "หนึ่ง (A1, A3)" in printed


def test_the_form_holds_the_coordinator_of_the_roster(tmp_path: Path) -> None:
    text = "code,name,ผู้ประสานงาน,โทรศัพท์,อีเมล\nA1,หนึ่ง,นายดี,039-511-001,d@trat.go.th\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "--roster", "mine.csv") == 0
    assert run("template", "--round", "r/round.toml", "-o", "forms") == 0
    (form,) = (tmp_path / "forms").glob("*.xlsx")
    rows = openpyxl.load_workbook(form)["ข้อมูลหน่วยงาน"].iter_rows(values_only=True)
    assert {"นายดี", "039-511-001", "d@trat.go.th"} <= {str(row[1]) for row in rows}


@pytest.mark.parametrize("name", ["งาน ITA 2569", "it's"])
def test_the_next_command_can_be_pasted(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", name, "--framework", "2568", "--province", "ตราด") == 0
    (line,) = (line.strip() for line in capsys.readouterr().out.splitlines() if "ita template" in line)
    program, *words = shlex.split(line)
    assert (program, words[0]) == ("ita", "template")
    assert line.startswith('ita template --round "')
    assert run(*words) == 0
    assert len(list((tmp_path / name / "forms").iterdir())) == 31
