"""The settings of a round are shown, and changed in their own lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.round_settings import Contact
from tests.support.page_calls import FOLDER, ask, command, spoil_framework, start

TYPED = {
    "day": "30", "month": "9", "year": "2569", "threshold": "90", "name": "สมชาย ใจดี", "phone": "0 2000 0000",
    "email": "ita@example.go.th", "plan": "yes", "plan_file": "measures.csv",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path)
    return tmp_path


def test_typed_settings_are_those_of_the_round(root: Path) -> None:
    before = (root / FOLDER / "round.toml").read_text(encoding="utf-8").splitlines()
    answer = ask(root, "save_settings", **TYPED)
    settings = load_context(str(root / FOLDER / "round.toml")).round
    assert (settings.deadline, settings.threshold) == (date(2026, 9, 30), Fraction(90))
    assert settings.contact == Contact("สมชาย ใจดี", "0 2000 0000", "ita@example.go.th")
    assert settings.measures == str(root / FOLDER / "measures.csv")
    assert answer["files"] == [f"{FOLDER}/round.toml"]
    assert 'value="สมชาย ใจดี"' in answer["html"]
    plan = load_plan(load_context(str(root / FOLDER / "round.toml")), settings.measures).plan
    count = len(plan.measures)
    assert count
    assert f"มาตรการ {count} เรื่อง" in answer["text"]
    after = (root / FOLDER / "round.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ['name = ""', 'phone = ""', 'email = ""']


def test_settings_that_did_not_change_leave_the_file_alone(root: Path) -> None:
    ask(root, "save_settings", **TYPED)
    before = (root / FOLDER / "round.toml").read_bytes()
    assert ask(root, "save_settings", **TYPED)["files"] == []
    assert (root / FOLDER / "round.toml").read_bytes() == before


@pytest.mark.parametrize(("key", "value"), [("day", "31"), ("threshold", "101"), ("year", "")])
def test_a_value_that_cannot_be_used_is_told_and_stays_in_its_field(root: Path, key: str, value: str) -> None:
    before = (root / FOLDER / "round.toml").read_bytes()
    answer = ask(root, "save_settings", **{**TYPED, key: value})
    assert "วิธีแก้:" in answer["text"]
    assert f'name="{key}"' in answer["html"]
    assert 'value="สมชาย ใจดี"' in answer["html"]
    assert (root / FOLDER / "round.toml").read_bytes() == before


def test_the_roster_is_shown_with_what_was_found_in_it(root: Path) -> None:
    roster = root / FOLDER / "roster.csv"
    text = roster.read_text(encoding="utf-8")
    roster.write_text(f"{text}P4,เรือนจำจังหวัดสมมุติ,,,\n", encoding="utf-8")
    shown = ask(root, "round_setup")["text"]
    assert "ทะเบียนมี 4 หน่วยงาน" in shown
    assert "เรือนจำจังหวัดสมมุติ (P3, P4)" in shown


def test_a_framework_is_checked_by_sheet_and_cell_and_changes_nothing(root: Path) -> None:
    command(root, "frameworks", "export", "2568", "-o", "new/mine.xlsx")
    assert "mine.xlsx ใช้ได้" in ask(root, "check_framework", paths=["new/mine.xlsx"])["text"]
    sheet = spoil_framework(root / "new/mine.xlsx")
    answer = ask(root, "check_framework", paths=["new/mine.xlsx"])
    assert "mine.xlsx ยังใช้ไม่ได้" in answer["text"]
    assert f"แผ่น {sheet}" in answer["text"]
    assert answer["files"] == []


def test_a_file_that_is_no_framework_is_told(root: Path) -> None:
    (root / "junk.xlsx").write_bytes(b"no workbook")
    answer = ask(root, "check_framework", paths=["junk.xlsx"])
    assert "junk.xlsx ยังใช้ไม่ได้" in answer["text"]
    assert "Traceback" not in answer["text"]
