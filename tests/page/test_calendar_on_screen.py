"""The status screen says what is due next, and its reminders go by the calendar of the round."""

from __future__ import annotations

from pathlib import Path

from tests.support.page_calls import FOLDER, ask, start

CALENDAR = '\n[calendar]\nforms_due = "15/11/2569"\nmending_due = "30/11/2569"\n"ชี้แจง" = "15/6/2570"\n'


def test_the_status_screen_shows_the_stages(tmp_path: Path) -> None:
    start(tmp_path)
    assert "ขั้นต่อไป" not in ask(tmp_path, "round_status")["text"]
    with (tmp_path / FOLDER / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write(CALENDAR)
    shown = ask(tmp_path, "round_status")["text"]
    assert "พ้นกำหนด: หน่วยงานส่งแบบฟอร์มกลับ 15 พฤศจิกายน 2569 (5 วันแล้ว) · ค้าง 3 หน่วยงาน" in shown
    assert "ขั้นต่อไป: หน่วยงานส่งแบบฟอร์มที่แก้ไขแล้ว 30 พฤศจิกายน 2569 (อีก 10 วัน)" in shown
    assert "ชี้แจง 15 มิถุนายน" not in shown
    reminder = ask(tmp_path, "show_reminder", code="P1")["text"]
    assert "พ้นกำหนดส่งวันที่ 15 พฤศจิกายน 2569 แล้ว 5 วัน" in reminder
