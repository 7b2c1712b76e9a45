"""Hold the fixed words of cells: the words of lists, the results of formulas, and other spellings of step statuses.

Works on texts only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.text.spelling import fold_text, text_key, word_key

NO_MISSION = "ไม่มีภารกิจ"
NOT_ASSESSED = "ไม่ประเมิน"
DECLARATIONS = (NO_MISSION, NOT_ASSESSED)

HAS_DATA = "มีข้อมูลรายงาน"
NOTHING_TO_REPORT = "ไม่มีข้อมูลรายงาน"
REPORTING = (HAS_DATA, NOTHING_TO_REPORT)
# The signs that people type in a cell with no content.
EMPTY_SIGNS = "-–—. "

# What a cell shows if its formula failed; some programs save it as a text.
ERROR_VALUES = frozenset(
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "Err:502", "Err:504", "Err:508",
        "Err:509", "Err:511", "Err:522",
    }
)  # fmt: skip

STEP_STATUSES = ("ยังไม่ดำเนินการ", "กำลังดำเนินการ", "แล้วเสร็จ", NO_MISSION)

INCOMPLETE = "ไม่ครบ"
COMPUTED = "คำนวณ"
GIVEN = "คะแนนประกาศ"
# What follows GIVEN where some answers are known: «คะแนนประกาศ (มีคะแนนรายข้อ 1 จาก 6 ข้อ)».
ANSWERED, ANSWERED_OF, ANSWERED_TAIL = " (มีคะแนนรายข้อ ", " จาก ", " ข้อ)"
COMPUTED_FROM = "คำนวณจากคะแนนประกาศ "
PASSES = "ผ่านเกณฑ์"
BELOW = "ต่ำกว่าเกณฑ์"
NO_SCORE = "ไม่มีคะแนน"
COMPLETE = "ครบแล้ว"
UNCHANGED = "คะแนนในแผ่น «คะแนนรายข้อ» ตรงกับที่วิเคราะห์"
CHANGED = "มีการแก้คะแนนหรือเกณฑ์หลังการวิเคราะห์ "
CHANGED_TAIL = " ช่อง: ผลและรายการจุดอ่อนเปลี่ยนตามแล้ว แต่แผนมาตรการและข้อค้นพบยังเป็นของเดิม ให้สั่งวิเคราะห์ใหม่"
NOT_COMPARED = "–"
NO_LEVEL = "–"
ANNOUNCED_LEVEL = "ประกาศ: "

# The words that people type instead of the four words of the list; blanks, punctuation and case do not matter.
_NOT_YET, _DOING, _DONE, _ = STEP_STATUSES
_SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        _DONE: (
            _DONE, "เสร็จแล้ว", "เสร็จ", "เสร็จสิ้น", "เสร็จสิ้นแล้ว", "เสร็จเรียบร้อย", "เสร็จเรียบร้อยแล้ว", "เรียบร้อย", "เรียบร้อยแล้ว",
            "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "ดำเนินการเสร็จแล้ว", "ดำเนินการเสร็จสิ้น", "ดำเนินการเสร็จสิ้นแล้ว",
            "ดำเนินการเรียบร้อย", "ดำเนินการเรียบร้อยแล้ว", "ดำเนินการเสร็จเรียบร้อย", "ดำเนินการเสร็จเรียบร้อยแล้ว",
            "ทำแล้ว", "ทำเสร็จแล้ว",
            "done", "complete", "completed", "finished", "✓", "✔", "✅", "☑", "√", "true",
        ),
        _DOING: (
            _DOING, "กำลังดำเนินการอยู่", "กำลังดำเนินงาน", "กำลังทำ", "กำลังทำอยู่", "ระหว่างดำเนินการ", "อยู่ระหว่างดำเนินการ",
            "อยู่ระหว่างการดำเนินการ", "อยู่ในระหว่างดำเนินการ", "อยู่ในระหว่างการดำเนินการ", "อยู่ระหว่างดำเนินงาน", "อยู่ระหว่างทำ",
            "doing", "in progress", "ongoing",
        ),
        _NOT_YET: (
            _NOT_YET, "ยังไม่ได้ดำเนินการ", "ไม่ได้ดำเนินการ", "ยังไม่แล้วเสร็จ", "ยังไม่เสร็จ", "ยังไม่เสร็จสิ้น", "ยังไม่เริ่ม", "ยังไม่ได้เริ่ม",
            "ยังไม่เริ่มดำเนินการ", "ยังไม่ได้เริ่มดำเนินการ", "ยังไม่ทำ", "ยังไม่ได้ทำ", "รอดำเนินการ", "not started", "not yet",
            "☐", "false",
        ),
        NO_MISSION: (
            NO_MISSION, "ไม่มีภารกิจที่เกี่ยวข้อง", "ไม่มีภารกิจเกี่ยวข้อง", "ไม่มีภารกิจนี้", "ไม่ใช่ภารกิจ", "ไม่เกี่ยวข้อง", "ไม่มีส่วนเกี่ยวข้อง",
            "ไม่มีภาระกิจ", "ไม่มีภาระกิจที่เกี่ยวข้อง", "ไม่มีภาระกิจเกี่ยวข้อง", "ไม่มีภาระกิจนี้", "ไม่ใช่ภาระกิจ",
        ),
    }
)  # fmt: skip
# The words that people type as a score or as the answer to whether there is something to report.
_DECLARED: Mapping[str, str] = MappingProxyType(
    {
        text_key(text): word
        for word, texts in {NO_MISSION: (NO_MISSION, "ไม่มีภาระกิจ"), NOT_ASSESSED: (NOT_ASSESSED,)}.items()
        for text in texts
    }
)
_REPORTED: Mapping[str, str] = MappingProxyType(
    {
        word_key(text): word
        for word, texts in {
            HAS_DATA: (HAS_DATA, "มีข้อมูล", "มีข้อมูลที่ต้องรายงาน"),
            NOTHING_TO_REPORT: (NOTHING_TO_REPORT, "ไม่มีข้อมูล", "ไม่มีข้อมูลที่ต้องรายงาน", "ไม่มีข้อมูลที่จะรายงาน"),
        }.items()
        for text in texts
    }
)
# A word and a reason in brackets without figures: ``ไม่มีภารกิจ (ไม่มีศูนย์บริการ)``.
_WITH_REASON = re.compile(r"([^()（）0-9๐-๙]+)[(（]([^()（）0-9๐-๙?]+)[)）]")
_PERCENT = re.compile(r"(?:ร้อยละ\s*([0-9]{1,3}(?:\.[0-9]+)?)|([0-9]{1,3}(?:\.[0-9]+)?)\s*(?:%|เปอร์เซ็นต์|percent))")


def step_status_word(status: str) -> str:
    """Return the word of ``STEP_STATUSES`` that a typed status means, or an empty text if it is not understood.

    A percentage is understood too: 100 means done, 0 means not yet, and a figure between them means in progress. A
    percentage and a word that disagree (``แล้วเสร็จ 50%``) are not understood.
    """
    text = fold_text(status)
    figures = [float(before or after) for before, after in _PERCENT.findall(text)]
    bare = word_key(_PERCENT.sub(" ", text))
    meant = {_of_percent(figure) for figure in figures} | ({_BY_KEY.get(bare, "")} if bare else set())
    word = meant.pop() if len(meant) == 1 else ""
    return word or (NO_MISSION if reason_in_status(status) else "")


def declared_word(text: str) -> str:
    """Return the word of ``DECLARATIONS`` that a typed score means, or an empty text if it means none."""
    word, _ = _with_reason(text)
    return _DECLARED.get(text_key(word), "")


def reporting_word(text: str) -> str:
    """Return the word of ``REPORTING`` that a typed answer means, or an empty text if it means none."""
    return _REPORTED.get(word_key(text), "")


def reason_in_status(status: str) -> str:
    """Return the reason in brackets behind ``ไม่มีภารกิจ`` in the status of a step; empty if there is none."""
    word, reason = _with_reason(status)
    is_plain = word_key(reason) not in _BY_KEY
    return reason if is_plain and _BY_KEY.get(word_key(word)) == NO_MISSION else ""


def _with_reason(text: str) -> tuple[str, str]:
    """Return a text as its word and the reason in brackets behind it; a bracket with figures or signs is no reason."""
    match = _WITH_REASON.fullmatch(" ".join(text.split()))
    if match is None or not any(char.isalpha() for char in match[2]):
        return text, ""
    return match[1], match[2].strip()


def _of_percent(figure: float) -> str:
    if figure > 100:
        return ""
    return _DONE if figure == 100 else _DOING if figure else _NOT_YET


_BY_KEY: Mapping[str, str] = MappingProxyType(
    {word_key(text): word for word, texts in _SPELLINGS.items() for text in texts}
)

# Before the evidence of a measure, below how it is followed up.
EVIDENCE_LINE = "\nหลักฐาน: "
# The period of a drafted measure: from the first quarter of a fiscal year to a later one.
QUARTERS = "ไตรมาส 1-{last} ปีงบประมาณ พ.ศ. {year}"
