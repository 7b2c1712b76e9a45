"""The screen of the province shows kinds and districts as the workbook has them, and writes the same workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.grouped_round import name_groups
from tests.support.page_round import ISSUED, RETURNED, ROUND, ask, copy_of, make_small_round, words_of
from tests.support.program import run

KINDS = ("อปท.", "ส่วน & <ราชการ>", "")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small round with two kinds and an agency without one, in two districts."""
    folder = tmp_path_factory.mktemp("kinds")
    make_small_round(folder)
    name_groups(folder / ROUND, KINDS, ("เมือง", "เขาสมิง"))
    return folder


def test_the_tables_of_kinds_and_districts_are_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)  # a call works in the folder of the page
    words = words_of(ask(root, "round_results"))
    assert "ตามประเภท ประเภท นับ/ทั้งหมด" in words
    assert "ส่วน & <ราชการ>" in words
    assert "ไม่ระบุประเภท" in words
    assert "ตามอำเภอ อำเภอ นับ/ทั้งหมด" in words
    assert "ค่าเฉลี่ยประเทศ 91.20 (ประกาศ ป.ป.ช.)" in words
    assert "no kind given" in words_of(ask(root, "round_results", language="en"))


def test_the_workbook_with_a_sheet_for_each_kind_is_that_of_the_command(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    page, command = (copy_of(root, tmp_path / name) for name in ("page", "command"))
    monkeypatch.chdir(command)
    made = ROUND / "consolidated.xlsx"
    settings = ("--round", ROUND / "round.toml", "--issued", ISSUED.isoformat(), "-q")
    run("consolidate", RETURNED, "-o", made, "--by-kind", *settings)
    answer = ask(page, "save_consolidated", own_kind="1")
    assert str(made) in answer["files"]
    assert (page / made).read_bytes() == (command / made).read_bytes()
    names = openpyxl.load_workbook(page / made).sheetnames
    own = {"ประเภท อปท.", "ประเภท ส่วน & <ราชการ>", "ประเภท ไม่ระบุประเภท"}
    assert {name for name in names if name.startswith(("ประเภท", "อำเภอ"))} == own


def test_a_round_without_kinds_has_no_tables_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_small_round(tmp_path)
    html = ask(tmp_path, "round_results")["html"]
    assert 'id="groups-' not in html
    assert "save_with_groups" not in html
    assert "อันดับในประเภท" not in html
