"""Check that a round says a thing once, and that an inbox in which nothing is yet is no error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.program import run

ROUND = 'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of two agencies whose inbox is empty."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "roster.csv").write_text(
        "code,name\nP01,สำนักงานเกษตรจังหวัดตราด\nP02,สำนักงานประมงจังหวัดตราด\n", encoding="utf-8"
    )
    (tmp_path / "round.toml").write_text(ROUND, encoding="utf-8")
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *command: str) -> list[str]:
    capsys.readouterr()
    run(*command, "--format", "json")
    return [item["code"] for item in json.loads(capsys.readouterr().out)["findings"]]


@pytest.mark.parametrize("command", ["status", "check", "consolidate"])
def test_an_inbox_in_which_nothing_is_yet_is_no_error(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("-o", "p.xlsx") if command == "consolidate" else ()
    found = codes(capsys, command, *more)
    assert "N182" in found
    assert "F107" not in found


def test_another_empty_folder_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other").mkdir()
    assert "F107" in codes(capsys, "status", "other")


@pytest.mark.parametrize(
    ("name", "data", "once"),
    [
        ("สำนักงานเกษตรจังหวัดตราด.pdf", b"%PDF-1.4", ["N123"]),
        ("สำนักงานเกษตรจังหวัดตราด.ods", b"no spreadsheet", ["N123"]),
        ("ไม่มีชื่อ.pdf", b"%PDF-1.4", ["F106"]),
    ],
)
def test_a_file_that_is_no_form_is_told_once(
    folder: Path, name: str, data: bytes, once: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "inbox" / name).write_bytes(data)
    found = codes(capsys, "status")
    assert [code for code in found if code in ("N123", "F104", "F106")] == once


def test_quiet_says_nothing_that_asks_for_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("status")
    assert "N182" in capsys.readouterr().out
    run("status", "-q")
    printed = capsys.readouterr().out
    assert "N182" not in printed
    assert "N103" in printed


def test_a_star_is_explained_only_where_one_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("status")
    assert "* of the mail" not in capsys.readouterr().out
