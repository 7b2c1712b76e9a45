"""The plan of the province that the page writes is that of the command, and its screen names the measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.page_calls import ISSUED, ask, inside
from tests.support.program import run


@pytest.mark.slow
def test_the_page_writes_the_plan_of_the_command(tmp_path: Path) -> None:
    with inside(tmp_path):
        assert run("demo", "demo", "-q", "--issued", ISSUED) == 0
    root = tmp_path / "demo"
    shown = ask(root, "province_plan", folder="round")
    assert "แผนจังหวัดปี 2569" in shown["title"]
    assert "ทำต่อจากแผนเดิม" in shown["text"]
    saved = ask(root, "save_province_plan", folder="round")
    assert saved["files"] == ["round/province-plan.xlsx"]
    with inside(root):
        options = ("--round", "round/round.toml", "--issued", ISSUED, "-q")
        assert run("consolidate", "round/returned", *options, "-o", "c.xlsx", "--plan", "plan.xlsx") < 2
    assert (root / "round" / "province-plan.xlsx").read_bytes() == (root / "plan.xlsx").read_bytes()


def test_the_screen_speaks_english_too(tmp_path: Path) -> None:
    with inside(tmp_path):
        assert run("new", "round", "--framework", "2568", "--province", "ตราด", "-q") == 0
    shown = ask(tmp_path, "province_plan", folder="round", language="en")
    assert "No weak point is shared by 3 agencies" in shown["title"]
