"""Write the reminder for an agency: a short Thai text to paste into LINE or mail.

Takes the state of the round and of one agency; returns text. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ita_xlsx.model.agency import code_key, name_key
from ita_xlsx.model.findings import Severity, Trait, has_trait
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.words import NOTHING_TO_REPORT

_GREETING = "เรียน {name}"
_NOTHING_YET = "จังหวัดยังไม่ได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงาน"
_TO_FIX = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ที่หน่วยงานส่งมา ({file}) ยังต้องแก้ไข {count} รายการ"
_SEVERAL = (
    "จังหวัดได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} จากหน่วยงาน {count} ไฟล์ที่ไม่เหมือนกัน: {files} โปรดแจ้งว่าให้ใช้ไฟล์ใด"
)
_UNREADABLE = "ไฟล์ {file} ซึ่งน่าจะเป็นของหน่วยงาน เปิดอ่านไม่ได้ โปรดส่งใหม่"
_NOT_A_WORKBOOK = "ได้รับไฟล์ {file} ซึ่งน่าจะเป็นของหน่วยงาน แต่ไม่ใช่ไฟล์ .xlsx จึงยังไม่ได้เปิดอ่าน โปรดส่งแบบฟอร์มเป็นไฟล์ .xlsx"
_OTHER_YEAR = "ไฟล์ {file} ที่ส่งมาเป็นแบบของปีงบประมาณ พ.ศ. {year} โปรดใช้แบบของปีนี้"
_CONFLICTING_IDENTITY = "ได้รับไฟล์ {file} ซึ่งรหัสกับชื่อหน่วยงานไม่ตรงกัน จึงยังไม่นับ โปรดตรวจรหัสและชื่อในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งใหม่"
_BEFORE = "ครบกำหนดส่งวันที่ {day} (อีก {days} วัน) โปรดส่งภายในกำหนด"
_TODAY = "ครบกำหนดส่งวันนี้ ({day}) โปรดส่งภายในวันนี้"
_AFTER = "พ้นกำหนดส่งวันที่ {day} แล้ว {days} วัน โปรดส่งโดยเร็ว"
_NO_DATE = "โปรดส่งโดยเร็ว"
_NOTHING_TO_REPORT = f"หากไม่มีข้อมูลรายงาน ให้เลือก «{NOTHING_TO_REPORT}» ในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งกลับเช่นกัน"
_CONTACT = "สอบถาม: {contact}"
_LONGEST_NAME = 200


def needs_reminder(member: AgencyReturn, round_state: RoundState) -> bool:
    """Return True if the agency still has to send a form, a corrected form or an answer.

    False if a file that seems to be its form only could not be read here: another program holds it, or a newer program
    made it.
    """
    if member.state is State.MISSING:
        return not any(_is_waiting(item, member) for item in round_state.unreadable)
    return member.state in (State.REJECTED, State.UNDECIDED)


def _is_waiting(file: UnassignedFile, member: AgencyReturn) -> bool:
    return file.nearest == member.agency and any(has_trait(item, Trait.NOT_ITS_FAULT) for item in file.summary.findings)


def is_reminder(text: str, member: AgencyReturn, round_state: RoundState) -> bool:
    """Return True if a text is a reminder that this module wrote to this agency for this year."""
    year = round_state.framework.year
    greeting, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n")
    beginnings = (line.partition("{file}")[0].partition("{count}")[0] for line in (_NOTHING_YET, _TO_FIX, _SEVERAL))
    own_beginnings = tuple(line.format(year=year) for line in beginnings)
    return greeting == _GREETING.format(name=member.agency.name[:_LONGEST_NAME]) and rest.startswith(own_beginnings)


def reminder_text(member: AgencyReturn, round_state: RoundState, today: date, contact: Contact) -> str:
    """Return the reminder: what the agency has to send, by when, and whom to ask; unknown parts are left out."""
    year = round_state.framework.year
    lines = [_GREETING.format(name=member.agency.name[:_LONGEST_NAME]), _request_line(member, year)]
    lines += _unusable_files(member, round_state)
    lines.append(_deadline_line(round_state.deadline, today))
    if member.state is State.MISSING:
        lines.append(_NOTHING_TO_REPORT)
    contact_text = " ".join(part for part in (contact.name, contact.phone, contact.email) if part)
    if contact_text:
        lines.append(_CONTACT.format(contact=contact_text))
    return "\n".join(lines) + "\n"


def _request_line(member: AgencyReturn, year: int) -> str:
    """Return the sentence that says what the agency has to send."""
    summary = member.summary
    if summary is None:
        return _NOTHING_YET.format(year=year)
    name = bare_name(summary.file)
    if member.state is State.UNDECIDED:
        names = dict.fromkeys(bare_name(item.file) for item in (summary, *member.others))
        return _SEVERAL.format(year=year, count=len(names), files=", ".join(names))
    errors = sum(item.severity is Severity.ERROR for item in summary.findings)
    return _TO_FIX.format(year=year, file=name, count=errors)


def _unusable_files(member: AgencyReturn, round_state: RoundState) -> Iterator[str]:
    """Yield a sentence for each file that seems to be the agency's and does not count.

    The file has the code of one agency and the name of another, cannot be read, is no workbook, or is of another year.
    """
    if member.summary is not None:
        return
    for unassigned_file in round_state.unknown:
        if (
            unassigned_file.agency_of_code is not None
            and unassigned_file.nearest is not None
            and member.agency in (unassigned_file.agency_of_code, unassigned_file.nearest)
        ):
            yield _CONFLICTING_IDENTITY.format(file=bare_name(unassigned_file.summary.file))
    for unassigned_file in round_state.unreadable:
        if unassigned_file.nearest == member.agency:
            yield _UNREADABLE.format(file=bare_name(unassigned_file.summary.file))
    for unassigned_file in round_state.unopened:
        if unassigned_file.nearest == member.agency:
            yield _NOT_A_WORKBOOK.format(file=bare_name(unassigned_file.summary.file))
    for unassigned_file in round_state.wrong_year:
        if code_key(unassigned_file.summary.code) == code_key(member.agency.code) and name_key(
            unassigned_file.summary.name
        ) == name_key(member.agency.name):
            yield _OTHER_YEAR.format(file=bare_name(unassigned_file.summary.file), year=unassigned_file.summary.year)


def _deadline_line(deadline: date | None, today: date) -> str:
    """Return the sentence about the deadline, with the days left or passed."""
    if deadline is None:
        return _NO_DATE
    days = (deadline - today).days
    if days == 0:
        return _TODAY.format(day=thai_date(deadline))
    return (_BEFORE if days > 0 else _AFTER).format(day=thai_date(deadline), days=abs(days))
