"""Check the report of a crash: its file, what it holds, and that it holds no file names."""

from __future__ import annotations

import platform
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx import __version__
from ita_xlsx.cycle.runs.crash_report import command_words, crash_text, write_crash_report
from tests.support.program import run


def boom() -> RuntimeError:
    """Return an exception with a traceback."""
    try:
        raise RuntimeError("boom")
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ()),
        (("check", "returned/P01 สำนักงาน.xlsx"), ("check", "….xlsx")),
        (("analyze", "a.zip", "-o", "b.xlsx", "--threshold", "85"),
         ("analyze", "….zip", "-o", "….xlsx", "--threshold", "…")),
        (("status", "--framework=2568", "--roster=/home/somchai/r.csv"), ("status", "--framework=…", "--roster=….csv")),
        (("/home/somchai/x",), ("…",)),
    ],
)  # fmt: skip
def test_the_command_is_there_without_its_paths(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert command_words(arguments) == words


@given(st.lists(st.text(min_size=1)))
def test_no_path_is_in_the_command(paths: list[str]) -> None:
    words = command_words(["check", *(f"/{path}/ก" for path in paths)])
    assert words == ("check", *["…"] * len(paths))


def test_the_report_holds_what_a_developer_needs() -> None:
    text = crash_text(boom(), ("check", "x.xlsx"), datetime(2026, 11, 29, 3, 5))
    for part in (f"ita-xlsx {__version__}", f"Python {platform.python_version()}", "2026-11-29 03:05:00",
                 "\nita check ….xlsx\n", "Traceback (most recent call last)", "RuntimeError: boom"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_message_names_the_report(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ita_xlsx.cli.check.load_context", fail)
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "c"))
    assert run("check", "x.xlsx", "--lang", lang) == 3
    errors = capsys.readouterr().err
    (path,) = re.findall("«(.*)»", errors)
    assert Path(path).parent == tmp_path / "c" / "crashes"
    assert "RuntimeError: boom" in Path(path).read_text(encoding="utf-8")
    assert "Traceback" not in errors


def test_a_report_that_cannot_be_written_is_no_second_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    (tmp_path / "file").touch()
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "file"))
    assert write_crash_report(boom(), ()) is None
    monkeypatch.setattr("ita_xlsx.cli.check.load_context", fail)
    assert run("check", "x.xlsx") == 3
    errors = capsys.readouterr().err
    assert "RuntimeError" in errors
    assert "«" not in errors
