"""Name the values of enums in the words that sheets, letters and the screen use, in Thai and English.

No other module holds these words; a test looks for them. Holds data only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from ita_xlsx.model.again.run_record import Outcome
from ita_xlsx.model.decisions import Choice
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.findings.catalogue import has_trait
from ita_xlsx.model.findings.finding import Finding, Severity, Status
from ita_xlsx.model.findings.message import Trait
from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.links import LinkResult, SiteOrigin, Verdict
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.model.province.shared_plan import MeasureOrigin
from ita_xlsx.model.received import ReceivedFrom
from ita_xlsx.model.report.round_texts import TextKey
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_measures import STATUS_WORDS, Origin, StepStatus
from ita_xlsx.model.round_settings import Stage
from ita_xlsx.model.round_state import AgencyReturn, AttributedBy, ChoiceBasis, State
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.model.text import words

# The same word in Thai and in English.
Words: TypeAlias = tuple[str, str]

# In the order in which the sheets count them.
STATES: Mapping[State, Words] = MappingProxyType(
    {
        State.RETURNED: ("ส่งแล้ว", "returned"),
        State.DECLARED_NOTHING: (words.NOTHING_TO_REPORT, "nothing to report"),
        State.REJECTED: ("ต้องแก้ไข", "to be fixed"),
        State.UNDECIDED: ("รอเลือกไฟล์", "undecided"),
        State.HELD_BACK: ("รอยืนยัน", "to be confirmed"),
        State.NOT_A_FORM: ("ส่งมาแต่ไม่ใช่แบบฟอร์ม", "not a form"),
        State.MISSING: ("ยังไม่ส่ง", "missing"),
        State.NO_TABLE_SCORE: ("ไม่มีคะแนนในตาราง", "no score in the table"),
    }
)
# A form that was returned, and does not count because answers are missing.
INCOMPLETE_RETURN: Words = ("ส่งแล้ว ยังไม่ครบ", "returned, not complete")
STAGES: Mapping[Stage, Words] = MappingProxyType(
    {
        Stage.FORMS_OUT: ("ส่งแบบฟอร์มให้หน่วยงาน", "forms go out"),
        Stage.FORMS_DUE: ("หน่วยงานส่งแบบฟอร์มกลับ", "forms due"),
        Stage.MENDING_DUE: ("หน่วยงานส่งแบบฟอร์มที่แก้ไขแล้ว", "mended forms due"),
        Stage.CLARIFY_FROM: ("เปิดรับคำชี้แจงผล OIT", "clarifying OIT opens"),
        Stage.CLARIFY_UNTIL: ("ปิดรับคำชี้แจงผล OIT", "clarifying OIT closes"),
        Stage.RESULTS: ("แจ้งผลการประเมิน", "results"),
        Stage.PLAN_APPROVED: ("เห็นชอบแผนมาตรการ", "plan approved"),
        Stage.TRACKING_6: ("รายงานผลตามมาตรการ รอบ 6 เดือน", "report on measures after 6 months"),
        Stage.TRACKING_12: ("รายงานผลตามมาตรการ รอบ 12 เดือน", "report on measures after 12 months"),
    }
)
CHOICES: Mapping[Choice, Words] = MappingProxyType(
    {
        Choice.USE: ("ใช้", "use"),
        Choice.REFUSE: ("ไม่ใช้", "do not use"),
        Choice.JOIN: ("รวม", "join"),
        Choice.CONFIRM: ("ยืนยัน", "confirm"),
        Choice.ASSIGN: ("เป็นของหน่วยงาน", "belongs to"),
    }
)
CHOICE_BASES: Mapping[ChoiceBasis, Words] = MappingProxyType(
    {
        ChoiceBasis.ONLY_FILE: ("มีไฟล์เดียว", "the only file"),
        ChoiceBasis.DECISION: ("เจ้าหน้าที่ตัดสินใจ", "decided by the officer"),
        ChoiceBasis.MENDS: ("ฉบับที่แก้ไขแล้ว", "it mends the other"),
        ChoiceBasis.ONLY_ACCEPTED: ("ฉบับเดียวที่รับได้", "the only accepted one"),
        ChoiceBasis.LATER: ("ฉบับที่ได้รับทีหลัง", "it came later"),
        ChoiceBasis.NONE_ACCEPTED: ("ต้องแก้ไขทุกฉบับ", "none is accepted"),
        ChoiceBasis.OPEN: ("รอเจ้าหน้าที่ตัดสินใจ", "the officer has to decide"),
    }
)
STATUSES: Mapping[Status, Words] = MappingProxyType(
    {
        Status.ACCEPTED: ("รับแล้ว", "accepted"),
        Status.ACCEPTED_WITH_WARNINGS: ("รับแล้ว มีข้อควรตรวจ", "accepted with warnings"),
        Status.REJECTED: ("ต้องแก้ไข", "rejected"),
    }
)
RECEIVED_FROM: Mapping[ReceivedFrom, Words] = MappingProxyType(
    {
        ReceivedFrom.DECISION: ("เจ้าหน้าที่บันทึก", "recorded by the officer"),
        ReceivedFrom.MAIL: ("อีเมล", "mail"),
        ReceivedFrom.FORM: ("แบบฟอร์ม", "form"),
        ReceivedFrom.UNKNOWN: ("ไม่ทราบ", "not known"),
    }
)
ATTRIBUTED_BY: Mapping[AttributedBy, Words] = MappingProxyType(
    {
        AttributedBy.ADDRESS: ("ที่อยู่อีเมลในทะเบียน", "mail address in the roster"),
        AttributedBy.SENDER: ("ผู้ส่งอีเมล", "sender of the mail"),
        AttributedBy.FILE: ("ชื่อไฟล์", "name of the file"),
        AttributedBy.SUBJECT: ("เรื่องของอีเมล", "subject of the mail"),
    }
)
SEVERITIES: Mapping[Severity, Words] = MappingProxyType(
    {
        Severity.ERROR: ("ต้องแก้ไข", "error"),
        Severity.WARNING: ("ควรตรวจ", "warning"),
        Severity.INFO: ("แจ้งให้ทราบ", "info"),
    }
)
# For an error about a file that an agency has not sent: there is nothing to correct.
NOT_SENT: Words = ("ต้องติดตาม", "error")
VERDICTS: Mapping[Verdict, Words] = MappingProxyType(
    {
        Verdict.FINE: ("เปิดได้", "opens"),
        Verdict.WARNING: ("ควรตรวจ", "to look at"),
        Verdict.BROKEN: ("เปิดไม่ได้", "broken"),
        Verdict.UNKNOWN: ("ตรวจไม่ได้", "cannot be checked"),
        Verdict.REASON: ("เหตุผล", "reasons"),
    }
)
# A fine address that nobody has opened yet.
NO_FAULT_FOUND: Words = ("ยังไม่พบข้อผิด", "no fault seen")
SITE_ORIGINS: Mapping[SiteOrigin, Words] = MappingProxyType(
    {
        SiteOrigin.FORM: ("แบบฟอร์ม", "form"),
        SiteOrigin.ROSTER: ("ทะเบียน", "roster"),
        SiteOrigin.GUESSED: ("อนุมาน", "assumed"),
        SiteOrigin.UNKNOWN: ("ไม่ทราบ", "not known"),
    }
)
STEP_STATUSES: Mapping[StepStatus, Words] = MappingProxyType(
    {
        StepStatus.DONE: (STATUS_WORDS[StepStatus.DONE], "done"),
        StepStatus.DOING: (STATUS_WORDS[StepStatus.DOING], "in progress"),
        StepStatus.NOT_YET: (STATUS_WORDS[StepStatus.NOT_YET], "not yet"),
        StepStatus.NO_DUTY: (STATUS_WORDS[StepStatus.NO_DUTY], "no duty"),
        StepStatus.NOT_REPORTED: ("ไม่ระบุสถานะ", "no status"),
        StepStatus.ROW_DELETED: ("ไม่อยู่ในแบบที่ส่ง", "row deleted"),
    }
)
# For the columns of a table on the screen, which has no room for the words of the sheets.
SHORT_STEP_STATUSES: Mapping[StepStatus, Words] = MappingProxyType(
    {
        StepStatus.DONE: ("เสร็จ", "done"),
        StepStatus.DOING: ("กำลังทำ", "doing"),
        StepStatus.NOT_YET: ("ยังไม่ทำ", "not yet"),
        StepStatus.NO_DUTY: (words.NO_MISSION, "no duty"),
        StepStatus.NOT_REPORTED: ("ไม่ระบุ", "no status"),
        StepStatus.ROW_DELETED: ("ไม่อยู่ในแบบ", "gone"),
    }
)
ROW_ORIGINS: Mapping[Origin, Words] = MappingProxyType(
    {
        Origin.PLAN: ("แผน", "plan"),
        Origin.OWN: ("หน่วยงานเพิ่มเอง", "added by the agency"),
        Origin.COPY: ("แถวซ้ำ", "copied row"),
    }
)
MEASURE_ORIGINS: Mapping[MeasureOrigin, Words] = MappingProxyType(
    {
        MeasureOrigin.DRAFTED: ("ร่างใหม่", "drafted"),
        MeasureOrigin.CONTINUED: ("ทำต่อจากแผนเดิม", "continued from the former plan"),
        MeasureOrigin.IN_FORCE: ("อยู่ในแผนแล้ว", "in the plan already"),
    }
)
BASES: Mapping[Basis, Words] = MappingProxyType(
    {
        Basis.COMPUTED: (words.COMPUTED, "computed"),
        Basis.GIVEN: (words.GIVEN, "announced"),
        Basis.MISSING: (words.INCOMPLETE, "incomplete"),
    }
)
REMEDIES: Mapping[Remedy, Words] = MappingProxyType(
    {
        Remedy.URGENT: (Remedy.URGENT.value, "urgent"),
        Remedy.DEVELOP: (Remedy.DEVELOP.value, "develop"),
        Remedy.MAINTAIN: (Remedy.MAINTAIN.value, "maintain"),
    }
)
KINDS: Mapping[Kind, Words] = MappingProxyType(
    {
        Kind.OVERALL: ("คะแนนรวม", "overall"),
        Kind.INSTRUMENT: ("เครื่องมือ", "instrument"),
        Kind.VIEW: ("ส่วนของเครื่องมือ", "view"),
        Kind.INDICATOR: ("ตัวชี้วัด", "indicator"),
        Kind.PART: ("ส่วนของตัวชี้วัด", "part"),
        Kind.SUBINDICATOR: ("ตัวชี้วัดย่อย", "subindicator"),
        Kind.ANSWER: ("ข้อ", "answer"),
    }
)
ASPECTS: Mapping[Aspect, Words] = MappingProxyType(
    {
        Aspect.FIGURES: ("ตัวเลข", "figures"),
        Aspect.LEVELS: ("เกณฑ์ระดับผล", "levels"),
        Aspect.WORDING: ("ข้อความคำถาม", "wording"),
    }
)
TEXT_KEYS: Mapping[TextKey, Words] = MappingProxyType(
    {
        TextKey.FOREWORD: ("คำนำของรายงาน", "foreword of the report"),
        TextKey.RATIONALE: ("หลักการและเหตุผลของรายงาน", "rationale of the report"),
        TextKey.REMARK_IIT: ("ข้อสังเกตของผู้ประเมินต่อ IIT", "remark of the assessor on IIT"),
        TextKey.REMARK_EIT: ("ข้อสังเกตของผู้ประเมินต่อ EIT", "remark of the assessor on EIT"),
        TextKey.REMARK_OIT: ("ข้อสังเกตของผู้ประเมินต่อ OIT", "remark of the assessor on OIT"),
        TextKey.LETTER_SEND: ("หนังสือส่งแบบฟอร์ม", "letter with the form"),
        TextKey.LETTER_REMIND: ("หนังสือเตือนให้ส่งแบบฟอร์ม", "reminder"),
        TextKey.LETTER_MEND: ("หนังสือส่งคืนเพื่อแก้ไข", "return for mending"),
        TextKey.LETTER_MEASURES: ("หนังสือแจ้งมาตรการ", "letter with the measures"),
        TextKey.LETTER_MEMO: ("บันทึกเสนอผู้ว่าราชการจังหวัด", "memo to the governor"),
        TextKey.LETTER_FOLLOW_UP: ("หนังสือติดตามมาตรการรายไตรมาส", "quarterly call for tracking"),
        TextKey.MAIL_FORM: ("อีเมลส่งแบบฟอร์ม", "mail with the form"),
        TextKey.MAIL_MEND: ("อีเมลแจ้งผลการตรวจ", "mail with the marked copy"),
        TextKey.MAIL_REMIND: ("อีเมลแจ้งเตือน", "mail with the reminder"),
        TextKey.MAIL_RESPONDENTS: ("อีเมลแจ้งจำนวนผู้ตอบ", "mail about too few respondents"),
        TextKey.MAIL_RESULT: ("อีเมลแจ้งผลการวิเคราะห์", "mail with the analysis"),
        TextKey.MAIL_LETTER: ("อีเมลส่งหนังสือ", "mail with a letter"),
    }
)
MAIL_KINDS: Mapping[MailKind, Words] = MappingProxyType(
    {
        MailKind.FORM: ("อีเมลส่งแบบฟอร์ม", "forms to fill in"),
        MailKind.MEND: ("อีเมลแจ้งผลการตรวจ", "results of the check"),
        MailKind.REMIND: ("อีเมลแจ้งเตือน", "reminders"),
        MailKind.RESULT: ("อีเมลแจ้งผลการวิเคราะห์", "analyses"),
        MailKind.LETTER: ("อีเมลส่งหนังสือ", "letters"),
    }
)
# The words by enum and value; a value alone is no key, because values of two enums may be equal texts.
OUTCOMES: Mapping[Outcome, Words] = MappingProxyType(
    {
        Outcome.MADE: ("ทำใหม่", "new"),
        Outcome.REPLACED: ("แทนของเดิม", "replaced"),
        Outcome.UNCHANGED: ("เหมือนเดิม", "unchanged"),
        Outcome.KEPT: ("เก็บไว้เพราะมีผู้แก้ไข", "kept, because edited"),
        Outcome.REMOVED: ("ลบออก", "removed"),
        Outcome.FAILED: ("เขียนไม่ได้", "not written"),
    }
)
LABELS: Mapping[type[StrEnum], Mapping[Any, Words]] = MappingProxyType(
    {
        State: STATES,
        Outcome: OUTCOMES,
        Stage: STAGES,
        Choice: CHOICES,
        ChoiceBasis: CHOICE_BASES,
        ReceivedFrom: RECEIVED_FROM,
        AttributedBy: ATTRIBUTED_BY,
        Status: STATUSES,
        Severity: SEVERITIES,
        Verdict: VERDICTS,
        SiteOrigin: SITE_ORIGINS,
        StepStatus: STEP_STATUSES,
        Origin: ROW_ORIGINS,
        MeasureOrigin: MEASURE_ORIGINS,
        Basis: BASES,
        Remedy: REMEDIES,
        Kind: KINDS,
        Aspect: ASPECTS,
        TextKey: TEXT_KEYS,
        MailKind: MAIL_KINDS,
    }
)
# By the second part of the schema in a stamp.
WORKBOOK_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "agency": ("แบบฟอร์มของหน่วยงาน", "form of an agency"),
        "analysis": ("ผลการวิเคราะห์", "analysis"),
        "card": ("บัตรผล", "result card"),
        "tracking": ("แบบรายงานมาตรการสำหรับพิมพ์", "printed tracking form"),
        "province": ("สมุดงานรวม", "consolidated workbook"),
        "handover": ("บันทึกส่งมอบ", "hand-over"),
        "status": ("สถานะการส่ง", "status of returns"),
        "measures": ("การติดตามมาตรการ", "measures of a round"),
        "framework": ("นิยามแบบประเมิน", "definition of a framework"),
        "links": ("ผลการตรวจลิงก์", "checked links"),
        "decisions": ("บันทึกการตัดสินใจ", "decisions of the officer"),
        "texts": ("ข้อความของรอบ", "texts of a round"),
        "clarification": ("ชุดชี้แจง OIT", "clarification kit"),
        "plan": ("แผนมาตรการของจังหวัด", "plan of a province"),
    }
)
# The meaning of each rule for weak points, as the officer reads it beside its limit.
RULE_MEANINGS: Mapping[RuleCode, str] = {
    RuleCode.BELOW: "คะแนนต่ำกว่าเกณฑ์นี้ = แก้ไขโดยเร่งด่วน",
    RuleCode.FELL_THROUGH: "ปีก่อนถึงเกณฑ์นี้ ปีนี้ไม่ถึง",
    RuleCode.NOT_FULL: "ข้อของแบบวัดการเปิดเผยข้อมูลที่ต่ำกว่าค่านี้",
    RuleCode.APART: "ผลแต่ละส่วนของตัวชี้วัดต่างกันเกินค่านี้",
    RuleCode.FELL: "ลดลงจากปีก่อนเกินค่านี้",
    RuleCode.LOWEST_INDICATOR: "ตัวชี้วัดที่ได้คะแนนต่ำที่สุด",
    RuleCode.LOWEST_QUESTION: "ข้อที่ได้คะแนนต่ำที่สุดของตัวชี้วัด (ไม่นับเป็นจุดอ่อน)",
    RuleCode.STRENGTH: "คะแนนสูงกว่าค่านี้ = จุดแข็ง",
}


def label_of(value: StrEnum, lang: str = "th") -> str:
    """Return the word for a value of an enum in ``th`` or ``en``; raise KeyError for an enum without words."""
    return word_of(LABELS[type(value)][value], lang)


def return_label(member: AgencyReturn, lang: str = "th") -> str:
    """Return the word for the state of a return in ``th`` or ``en``; an incomplete return has a word of its own."""
    return word_of(INCOMPLETE_RETURN, lang) if member.is_incomplete else label_of(member.state, lang)


def word_of(pair: Words, lang: str = "th") -> str:
    """Return the word of a pair in ``th`` or ``en``."""
    return pair[0] if lang == "th" else pair[1]


def severity_label(finding: Finding, lang: str = "th") -> str:
    """Return the word for the severity of a finding; what an agency has not sent is not something to correct."""
    is_absent = finding.severity is Severity.ERROR and has_trait(finding, Trait.ABSENCE)
    return word_of(NOT_SENT, lang) if is_absent else label_of(finding.severity, lang)


def workbook_kind(schema: str) -> Words:
    """Return the words for the kind of a workbook with this schema (``ita-xlsx/analysis/1``); else the schema."""
    return WORKBOOK_KINDS.get(schema.split("/")[1] if "/" in schema else "", (schema, schema))


def verdict_label(result: LinkResult, lang: str = "th") -> str:
    """Return the word for the verdict on an address; an address that was only checked by rule is never called open."""
    unseen = result.verdict is Verdict.FINE and result.checked is None
    return word_of(NO_FAULT_FOUND, lang) if unseen else label_of(result.verdict, lang)


# What figures of a round come from, by its key in a record of them.
LABELS_OF_SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "framework": ("แบบประเมิน", "the framework"),
        "roster": ("ทะเบียนหน่วยงาน", "the roster"),
        "settings": ("การตั้งค่าของรอบ", "the settings of the round"),
        "national": ("ค่าเฉลี่ยประเทศ [national] ในการตั้งค่าของรอบ", "[national] in the settings of the round"),
        "respondents": ("จำนวนผู้ตอบขั้นต่ำ [respondents] ในการตั้งค่าของรอบ", "[respondents] in the settings of the round"),
        "calendar": ("ปฏิทิน [calendar] ในการตั้งค่าของรอบ", "[calendar] in the settings of the round"),
        "measures": ("แผนมาตรการ (measures…) ในการตั้งค่าของรอบ", "the plan (measures…) in the settings of the round"),
        "shared_by": ("จำนวนหน่วยงานขั้นต่ำของจุดอ่อนร่วมในการตั้งค่าของรอบ", "shared_by in the settings of the round"),
        "previous": ("ปีก่อน (previous) ในการตั้งค่าของรอบ", "the earlier years (previous) in the settings of the round"),
    }
)
