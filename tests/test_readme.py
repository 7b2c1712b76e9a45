"""Check that README shows only what the program really prints, in both languages."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.cli import main
from tests.support.paths import ROOT

BLOCK = re.compile(r"^( *)```\w*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def blocks(name: str) -> list[list[str]]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [textwrap.dedent(body).splitlines() for _, body in BLOCK.findall(text)]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(arguments)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def _clean_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_LANG", "en")


def spoil_returned_form() -> None:
    book = openpyxl.load_workbook("demo/samut-prakan-2568/2-returned.xlsx")
    book["IIT"]["D14"], book["IIT"]["D15"], book["OIT"]["D31"] = None, "๙๗.๙๔", 500
    book.save("returned.xlsx")


def test_commands_print_what_readme_shows(capsys: pytest.CaptureFixture[str]) -> None:
    shown = blocks("README.md")
    assert shown[0][0] == "$ python3 -m pip install . && ita demo demo/"
    assert said(capsys, "demo", "demo/") == shown[0][1:]
    spoil_returned_form()
    for block in shown[1:4]:
        commands = [index for index, line in enumerate(block) if line.startswith("$ ita ")]
        for start, end in zip(commands, [*commands[1:], len(block)], strict=True):
            arguments = [word.strip('"') for word in block[start].split()[2:]]
            assert said(capsys, *arguments) == block[start + 1 : end]


def test_the_thai_readme_shows_a_real_check(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "demo", "demo", "-q")
    spoil_returned_form()
    assert said(capsys, "check", "returned.xlsx", "--lang", "th") in blocks("README.th.md")


def test_readme_ends_with_the_command_that_runs_these_tests() -> None:
    assert ["$ python3 -m pip install '.[test]' && python3 -m pytest"] in blocks("README.md")
