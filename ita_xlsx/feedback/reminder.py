"""Write the reminder for an agency: a short Thai text to paste into LINE or mail.

Takes the state of the round and of one agency; returns text. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ita_xlsx.feedback.unusable_files import unusable_files
from ita_xlsx.model.findings import Severity, Trait, has_trait, message_and_fix
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province.stages_due import calendar_of, stage_of
from ita_xlsx.model.province.table_forms import is_from_table
from ita_xlsx.model.round_settings import CalendarEntry, Contact, Stage
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.words import NOTHING_TO_REPORT

_GREETING = "เรียน {name}"
_NOTHING_YET = "จังหวัดยังไม่ได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงาน"
_TO_FIX = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ที่หน่วยงานส่งมา ({file}) ยังต้องแก้ไข {count} รายการ"
_SEVERAL = (
    "จังหวัดได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} จากหน่วยงาน {count} ไฟล์ที่ไม่เหมือนกัน: {files} โปรดแจ้งว่าให้ใช้ไฟล์ใด"
)
_REFUSED = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ที่หน่วยงานส่งมา ({file}) ยังใช้ไม่ได้{reason} โปรดตรวจแล้วส่งใหม่"
_BECAUSE, _MORE = " เพราะ{why}", " และอีก {count} ข้อ"
_MOST = 3
_NO_REPORT = "จังหวัดยังไม่ได้รับรายงานผลการดำเนินการตามมาตรการครบทุกขั้นตอนจากหน่วยงาน ({stage})"
_TOO_FEW = "จำนวนผู้ตอบแบบวัดที่หน่วยงานแจ้งยังไม่ถึงขั้นต่ำ: {counts} โปรดตรวจจำนวน หรือเชิญผู้ตอบเพิ่มให้ครบ"
_COUNT_OF = "{survey} {count} คน จากขั้นต่ำ {minimum} คน"
_FAR = "กำหนด{what}คือวันที่ {day} (อีก {days} วัน) โปรดเตรียมการให้แล้วเสร็จภายในกำหนด"
_BEFORE = "ครบกำหนด{what}วันที่ {day} (อีก {days} วัน) โปรดส่งภายในกำหนด"
_SOON = "ใกล้ครบกำหนด{what}วันที่ {day} เหลืออีก {days} วัน โปรดเร่งดำเนินการและส่งภายในกำหนด"
_TOMORROW = "ครบกำหนด{what}วันพรุ่งนี้ ({day}) โปรดส่งภายในวันพรุ่งนี้"
_TODAY = "ครบกำหนด{what}วันนี้ ({day}) โปรดส่งภายในวันนี้"
_AFTER = "พ้นกำหนด{what}วันที่ {day} แล้ว {days} วัน โปรดส่งโดยเร็ว"
_SEND, _SEND_MENDED, _SEND_REPORT = "ส่ง", "ส่งแบบที่แก้ไขแล้ว", "ส่งรายงาน"
# The words change where so few days are left.
_MONTH, _WEEK = 30, 7
_NO_DATE = "โปรดส่งโดยเร็ว"
_NOTHING_TO_REPORT = f"หากไม่มีข้อมูลรายงาน ให้เลือก «{NOTHING_TO_REPORT}» ในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งกลับเช่นกัน"
_CONTACT = "สอบถาม: {contact}"
_LONGEST_NAME = 200


def needs_reminder(member: AgencyReturn, round_state: RoundState) -> bool:
    """Return True if the agency still has to send a form, a corrected form or an answer.

    False if a file that seems to be its form only could not be read here: another program holds it, or a newer program
    made it. False if its only form was made from a table of all agencies, without asking it.
    """
    if member.state is State.MISSING:
        return not any(_is_waiting(item, member) for item in round_state.unreadable)
    summary = member.summary
    if summary is not None and is_from_table(summary.file) and not member.others:
        return False
    # Whether parts of one form are joined is for the officer to decide.
    is_of_parts = member.state is State.UNDECIDED and bool(member.halves)
    return member.state in (State.REJECTED, State.NOT_A_FORM, State.UNDECIDED) and not is_of_parts


def lacks_report(member: AgencyReturn, calendar: Sequence[CalendarEntry], today: date) -> bool:
    """Return True if the form is here, and a report on measures is due within 30 days or over, and not complete."""
    stage = stage_of(member, calendar, today)
    return stage is not None and stage.stage in (Stage.TRACKING_6, Stage.TRACKING_12)


def lacks_respondents(member: AgencyReturn, round_state: RoundState) -> bool:
    """Return True if the form of an agency says that fewer people answered a survey than the round asks for."""
    return any(item.missing for item in round_state.respondents_of(member))


def lacks_respondents_only(
    member: AgencyReturn, round_state: RoundState, today: date, calendar: Sequence[CalendarEntry] = ()
) -> bool:
    """Return True if too few people answered, and the agency owes neither a form nor a report."""
    is_behind = needs_reminder(member, round_state) or lacks_report(member, calendar, today)
    return lacks_respondents(member, round_state) and not is_behind


def _is_waiting(file: UnassignedFile, member: AgencyReturn) -> bool:
    return file.nearest == member.agency and any(has_trait(item, Trait.NOT_ITS_FAULT) for item in file.summary.findings)


def is_reminder(text: str, member: AgencyReturn, round_state: RoundState) -> bool:
    """Return True if a text is a reminder that this module wrote to this agency for this year."""
    year = round_state.framework.year
    greeting, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n")
    beginnings = (
        line.partition("{file}")[0].partition("{count}")[0] for line in (_NOTHING_YET, _TO_FIX, _SEVERAL, _REFUSED)
    )
    fixed = (_NO_REPORT.partition("{stage}")[0], _TOO_FEW.partition("{counts}")[0])
    own_beginnings = (*(line.format(year=year) for line in beginnings), *fixed)
    return greeting == _GREETING.format(name=member.agency.name[:_LONGEST_NAME]) and rest.startswith(own_beginnings)


def reminder_text(
    member: AgencyReturn,
    round_state: RoundState,
    today: date,
    contact: Contact,
    calendar: Sequence[CalendarEntry] = (),
) -> str:
    """Return the reminder: what the agency has to send, by when, and whom to ask; unknown parts are left out.

    The day is that of the stage of the calendar in which the agency is behind, else the deadline of the round.
    """
    lines = [_GREETING.format(name=member.agency.name[:_LONGEST_NAME])]
    lines += reminder_lines(member, round_state, today, calendar)
    contact_text = " ".join(part for part in (contact.name, contact.phone, contact.email) if part)
    if contact_text:
        lines.append(_CONTACT.format(contact=contact_text))
    return "\n".join(lines) + "\n"


def reminder_lines(
    member: AgencyReturn, round_state: RoundState, today: date, calendar: Sequence[CalendarEntry] = ()
) -> tuple[str, ...]:
    """Return what the reminder says between greeting and contact: what to send, what came instead, and by when."""
    year = round_state.framework.year
    stage = stage_of(member, calendar_of(calendar, round_state), today)
    is_report = not needs_reminder(member, round_state) and stage is not None
    too_few = tuple(_too_few(member, round_state))
    if lacks_respondents_only(member, round_state, today, calendar):
        return too_few
    request = _NO_REPORT.format(stage=label_of(stage.stage)) if is_report and stage and stage.stage else ""
    lines = [request or _request_line(member, year), *unusable_files(member, round_state)]
    mended = stage is not None and stage.stage is Stage.MENDING_DUE
    what = _SEND_REPORT if request else _SEND_MENDED if mended else _SEND
    lines.append(_deadline_line(stage.day if stage else round_state.deadline, today, what))
    if member.state in (State.MISSING, State.NOT_A_FORM):
        lines.append(_NOTHING_TO_REPORT)
    return (*lines, *too_few)


def _too_few(member: AgencyReturn, round_state: RoundState) -> Iterator[str]:
    """Yield the sentence about the surveys that fewer people answered than the round asks for."""
    short = [item for item in round_state.respondents_of(member) if item.missing]
    if short:
        texts = (_COUNT_OF.format(survey=item.name, count=item.count, minimum=item.minimum) for item in short)
        yield _TOO_FEW.format(counts=", ".join(texts))


def _request_line(member: AgencyReturn, year: int) -> str:
    """Return the sentence that says what the agency has to send."""
    summary = member.summary
    if summary is None:
        return _NOTHING_YET.format(year=year)
    name = bare_name(summary.file)
    if member.state is State.UNDECIDED:
        names = dict.fromkeys(bare_name(item.file) for item in (summary, *member.others))
        return _SEVERAL.format(year=year, count=len(names), files=", ".join(names))
    if summary in member.refused:
        names = dict.fromkeys(bare_name(item.file) for item in (summary, *member.refused))
        return _REFUSED.format(year=year, file=", ".join(names), reason=_doubts(member.refused))
    errors = sum(item.severity is Severity.ERROR for item in summary.findings)
    return _TO_FIX.format(year=year, file=name, count=errors)


def _doubts(refused: Sequence[ReturnSummary]) -> str:
    """Return what is doubtful or wrong in the forms; the reason that the officer typed is for the office only."""
    findings = [
        item
        for summary in refused
        for item in summary.findings
        if item.severity is Severity.ERROR or has_trait(item, Trait.HOLDS_BACK)
    ]
    texts = tuple(dict.fromkeys(message_and_fix(item, "th")[0] for item in findings))
    more = _MORE.format(count=len(texts) - _MOST) if len(texts) > _MOST else ""
    return _BECAUSE.format(why="; ".join(texts[:_MOST])) + more if texts else ""


def _deadline_line(deadline: date | None, today: date, what: str) -> str:
    """Return the sentence about the deadline, with the days left or passed; it changes 30, 7 and 1 days before it."""
    if deadline is None:
        return _NO_DATE
    days = (deadline - today).days
    steps = ((0, _AFTER), (1, _TODAY), (2, _TOMORROW), (_WEEK + 1, _SOON), (_MONTH + 1, _BEFORE))
    sentence = next((text for limit, text in steps if days < limit), _FAR)
    return sentence.format(day=thai_date(deadline), days=abs(days), what=what)
