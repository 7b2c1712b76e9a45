"""Read the calendar of a round from the table ``[calendar]`` of its settings: stages with their days.

Takes the parsed settings; returns the entries, or raises InputError. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ita_xlsx.intake.setting_faults import DATE_HINT, refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.labels import STAGES
from ita_xlsx.model.round_settings import CalendarEntry, Stage
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.spelling import text_key

# Words of offices for a stage, beside its name in the settings and its label.
_WORDS: Mapping[Stage, tuple[str, ...]] = {
    Stage.FORMS_OUT: ("ส่งแบบฟอร์ม", "ส่งแบบให้หน่วยงาน", "เริ่มรอบ"),
    Stage.FORMS_DUE: ("กำหนดส่ง", "กำหนดส่งแบบ", "กำหนดส่งแบบฟอร์ม", "วันครบกำหนดส่ง", "ครบกำหนดส่ง"),
    Stage.MENDING_DUE: ("กำหนดแก้ไข", "กำหนดส่งแบบที่แก้ไข", "กำหนดส่งแบบฟอร์มที่แก้ไข", "ส่งแบบที่แก้ไข"),
    Stage.CLARIFY_FROM: ("เริ่มชี้แจง", "เริ่มชี้แจงผล OIT", "เปิดชี้แจง OIT", "วันเริ่มชี้แจง"),
    Stage.CLARIFY_UNTIL: ("สิ้นสุดการชี้แจง", "สิ้นสุดการชี้แจงผล OIT", "ปิดชี้แจง OIT", "กำหนดชี้แจง", "กำหนดชี้แจง OIT"),
    Stage.RESULTS: ("แจ้งผล", "ประกาศผล", "ประกาศผลการประเมิน"),
    Stage.PLAN_APPROVED: ("อนุมัติแผน", "เห็นชอบแผน", "อนุมัติแผนมาตรการ"),
    Stage.TRACKING_6: ("ติดตามรอบ 6 เดือน", "รอบ 6 เดือน", "รายงานรอบ 6 เดือน", "ติดตาม 6 เดือน"),
    Stage.TRACKING_12: ("ติดตามรอบ 12 เดือน", "รอบ 12 เดือน", "รายงานรอบ 12 เดือน", "ติดตาม 12 เดือน"),
}
_STAGE_OF = {
    text_key(word): stage for stage, words in _WORDS.items() for word in (stage.value, STAGES[stage][0], *words)
}
_TABLE_HINT = ("ใส่เป็นตาราง [calendar]", "make it a table, [calendar]")
_STAGE_HINT = (
    f'ชื่อขั้นที่ใช้ได้คือ {", ".join(Stage)} หรือชื่อภาษาไทยในเครื่องหมายคำพูด เช่น "แจ้งผล"',
    f"use {', '.join(Stage)}, or a Thai name in quotes",
)
_AGAIN_HINT = ("ใส่วันเดียวต่อขั้น", "give each stage one day")
_DEADLINE_HINT = (
    "กำหนดส่งใน [calendar] กับ deadline ต้องเป็นวันเดียวกัน หรือระบุเพียงที่เดียว",
    "the day on which forms are due and the deadline must be the same day; or give only one of them",
)


def read_calendar(path: Path, settings: Mapping[str, object], deadline: date | None) -> tuple[CalendarEntry, ...]:
    """Return the entries in the order of their days; none if the settings have no calendar.

    A stage has its English name or a Thai one; another Thai name is a stage that only the officer knows. Raise
    InputError (R607) for an unknown English name, a stage that repeats, a value that is no date, or a due day of forms
    that is not the deadline.
    """
    table = settings.get("calendar", {})
    if not isinstance(table, dict):
        raise refused(path, "calendar", table, _TABLE_HINT)
    entries: dict[str, CalendarEntry] = {}
    for key, value in table.items():
        name = clean_text(str(key))
        stage, setting = _STAGE_OF.get(text_key(name)), f"calendar.{name}"
        if stage is None and name.isascii():
            raise refused(path, setting, value, _STAGE_HINT)
        entry = CalendarEntry(stage.value if stage else name, _day(path, setting, value), stage)
        if text_key(entry.name) in entries:
            raise refused(path, setting, value, _AGAIN_HINT)
        if stage is Stage.FORMS_DUE and deadline not in (None, entry.day):
            raise refused(path, setting, value, _DEADLINE_HINT)
        entries[text_key(entry.name)] = entry
    return tuple(sorted(entries.values(), key=lambda item: item.day))


def _day(path: Path, setting: str, value: object) -> date:
    """Return the day that a setting names; raise InputError if it is no date."""
    text = value.isoformat() if isinstance(value, date) else value
    try:
        return parse_date(str(text))
    except ValueError as error:
        raise refused(path, setting, value, DATE_HINT) from error
