"""Check the screen that makes the outputs of a round again, and closes the round."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.page_round import ask, contents, make_small_round, words_of


def test_outputs_are_made_again_and_the_round_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_small_round(tmp_path)
    assert "จัดทำครั้งแรก" in words_of(ask(tmp_path, "refresh_outputs"))
    made = contents(tmp_path / "round" / "out")
    assert {"status.xlsx", "consolidated.xlsx"} <= set(made)
    assert "ไม่มีสิ่งใดเปลี่ยนจากครั้งก่อน" in words_of(ask(tmp_path, "refresh_outputs"))
    assert contents(tmp_path / "round" / "out") == made
    assert "ยังปิดรอบไม่ได้: P01" in words_of(ask(tmp_path, "close_round"))
    assert "ปิดรอบไว้เมื่อ 15 ตุลาคม 2568" in words_of(ask(tmp_path, "close_round", anyway="1"))
    assert "closed.json" in contents(tmp_path / "round")
    assert "ปิดรอบไว้เมื่อ" not in words_of(ask(tmp_path, "reopen_round"))
