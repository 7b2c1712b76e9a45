"""Check that a new round takes the roster it is given."""

from __future__ import annotations

from pathlib import Path

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
