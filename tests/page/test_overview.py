"""The overview says what to do next, and whether the work is saved."""

from __future__ import annotations

from pathlib import Path

from tests.support.page_calls import FOLDER, ask, start


def test_the_next_step_moves_with_the_work(tmp_path: Path) -> None:
    start(tmp_path)
    assert ask(tmp_path, "round")["title"].startswith("ทำต่อ: ขั้นที่ 1 ตั้งรอบ")
    ask(tmp_path, "save_settings", day="30", month="9", year="2569")
    assert ask(tmp_path, "round")["title"] == "ทำต่อ: ขั้นที่ 2 แบบฟอร์ม – ยังไม่ออก"
    ask(tmp_path, "issue_forms")
    answer = ask(tmp_path, "round")
    assert answer["title"] == "ทำต่อ: ขั้นที่ 3 สถานะ – ต้องทำ 3 เรื่อง"
    assert "ออกแล้ว 3 ฉบับ" in answer["text"]
    assert "ยังไม่ส่ง 3" in answer["text"]
    assert "4 ตรวจ ยังไม่มีแบบที่ส่ง" in answer["text"]


def test_the_screen_speaks_the_language_of_each_request(tmp_path: Path) -> None:
    start(tmp_path)
    assert "Round 2568" in ask(tmp_path, "round", language="en")["text"]
    assert "รอบปี 2568" in ask(tmp_path, "round")["text"]


def test_a_folder_that_the_page_cannot_write_into_is_offered_to_be_saved(tmp_path: Path) -> None:
    start(tmp_path)
    assert 'data-call="save_folder"' in ask(tmp_path, "round")["html"]
    assert 'data-call="save_folder"' in ask(tmp_path, "round_forms", kept="another")["html"]
    for screen in ("round", "round_forms"):
        assert 'data-call="save_folder"' not in ask(tmp_path, screen, kept=FOLDER)["html"]


def test_a_folder_without_settings_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = ask(tmp_path, "round", folder="empty")
    assert "empty/round.toml" in answer["text"]
    assert "วิธีแก้:" in answer["text"]
    assert "Traceback" not in answer["text"]
