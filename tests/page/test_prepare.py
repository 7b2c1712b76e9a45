"""Check the steps that the page takes while a person chooses: each is short, harmless and finds what it loads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ita_xlsx.page import calls
from ita_xlsx.page.ahead.prepare import STEPS
from ita_xlsx.page.ahead.rehearsal import make_specimen
from tests.page.driver import Screen


@pytest.mark.parametrize("step", dict.fromkeys(STEPS))
def test_a_step_makes_no_file_and_leaves_the_screen(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = json.loads(calls.run("prepare", json.dumps({"step": step}), str(tmp_path)))
    assert answer == {"html": "", "title": "", "files": [], "save": None}
    assert list(tmp_path.glob("*.xlsx")) == []


def test_the_specimen_is_read_as_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.xlsx").write_bytes(make_specimen())
    answer = json.loads(calls.run("agency_check", json.dumps({"paths": ["form.xlsx"]}), str(tmp_path)))
    assert "verdict" in answer["html"]


def test_the_first_screen_takes_every_step(screen: Screen) -> None:
    screen.tab.locator("[data-step]").first.wait_for(state="detached")
    assert screen.tab.locator("main [role=alert]").count() == 0
    screen.tab.locator("#f2").wait_for(state="attached")
