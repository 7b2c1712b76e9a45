"""Name the six kinds of letters of a round: their words on the command line, their texts and their subjects.

Holds data only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from ita_xlsx.model.report.round_texts import TextKey


class LetterKind(StrEnum):
    """The kinds of letters, by their words on the command line."""

    SEND = "send"
    REMIND = "remind"
    MEND = "mend"
    MEASURES = "measures"
    MEMO = "memo"
    FOLLOW_UP = "follow-up"


TEXT_KEYS: Mapping[LetterKind, TextKey] = MappingProxyType(
    {
        LetterKind.SEND: TextKey.LETTER_SEND,
        LetterKind.REMIND: TextKey.LETTER_REMIND,
        LetterKind.MEND: TextKey.LETTER_MEND,
        LetterKind.MEASURES: TextKey.LETTER_MEASURES,
        LetterKind.MEMO: TextKey.LETTER_MEMO,
        LetterKind.FOLLOW_UP: TextKey.LETTER_FOLLOW_UP,
    }
)
# The titles of a kind: in the name of its file, and on the screen of the page.
TITLES: Mapping[LetterKind, str] = MappingProxyType(
    {
        LetterKind.SEND: "ส่งแบบฟอร์ม",
        LetterKind.REMIND: "แจ้งเตือนการส่งแบบฟอร์ม",
        LetterKind.MEND: "ส่งคืนเพื่อแก้ไข",
        LetterKind.MEASURES: "แจ้งมาตรการ",
        LetterKind.MEMO: "รายงานผู้ว่าราชการจังหวัด",
        LetterKind.FOLLOW_UP: "ติดตามผลรายไตรมาส",
    }
)
SUBJECTS: Mapping[LetterKind, str] = MappingProxyType(
    {
        LetterKind.SEND: "ขอให้กรอกแบบฟอร์มคะแนนการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
        LetterKind.REMIND: "แจ้งเตือนการส่งแบบฟอร์มคะแนนการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
        LetterKind.MEND: "ส่งคืนแบบฟอร์มคะแนนการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year} เพื่อแก้ไข",
        LetterKind.MEASURES: "แจ้งมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {plan_year} เพื่อถือปฏิบัติ",
        LetterKind.MEMO: "รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year} ของหน่วยงานใน{where}",
        LetterKind.FOLLOW_UP: "ขอให้รายงานผลการดำเนินการตามมาตรการ {quarter}ปีงบประมาณ พ.ศ. {plan_year}",
    }
)


class RemindedOf(StrEnum):
    """The matter of a reminder: the form, or only the report on measures, or only the number of respondents."""

    FORM = "form"
    REPORT = "report"
    RESPONDENTS = "respondents"


# The subjects of reminders to agencies whose form is here.
REMINDER_SUBJECTS: Mapping[RemindedOf, str] = MappingProxyType(
    {
        RemindedOf.REPORT: "แจ้งเตือนการรายงานผลตามมาตรการ ปีงบประมาณ พ.ศ. {plan_year}",
        RemindedOf.RESPONDENTS: "แจ้งจำนวนผู้ตอบแบบวัดที่ยังไม่ถึงขั้นต่ำ ประจำปีงบประมาณ พ.ศ. {year}",
    }
)
