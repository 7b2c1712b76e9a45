"""What an agency is reminded of: a short Thai text to paste into LINE or mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State, bare_name
from ita_xlsx.model.text.dates import thai_date

_GREETING = "เรียน {name}"
_NOTHING_YET = "จังหวัดยังไม่ได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงาน"
_TO_MEND = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} ที่หน่วยงานส่งมา ({file}) ยังต้องแก้ไข {count} รายการ"
_SEVERAL = (
    "จังหวัดได้รับแบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year} จากหน่วยงาน {count} ไฟล์ที่ไม่เหมือนกัน: {files} โปรดแจ้งว่าให้ใช้ไฟล์ใด"
)
_UNREADABLE = "ไฟล์ {file} ซึ่งน่าจะเป็นของหน่วยงาน เปิดอ่านไม่ได้ โปรดส่งใหม่"
_OTHER_YEAR = "ไฟล์ {file} ที่ส่งมาเป็นแบบของปีงบประมาณ พ.ศ. {year} โปรดใช้แบบของปีนี้"
_DOUBTED = "ได้รับไฟล์ {file} ซึ่งรหัสกับชื่อหน่วยงานไม่ตรงกัน จึงยังไม่นับ โปรดตรวจรหัสและชื่อในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งใหม่"
_BEFORE = "ครบกำหนดส่งวันที่ {day} (อีก {days} วัน) โปรดส่งภายในกำหนด"
_TODAY = "ครบกำหนดส่งวันนี้ ({day}) โปรดส่งภายในวันนี้"
_AFTER = "พ้นกำหนดส่งวันที่ {day} แล้ว {days} วัน โปรดส่งโดยเร็ว"
_NO_DATE = "โปรดส่งโดยเร็ว"
_NOTHING_TO_REPORT = "หากไม่มีข้อมูลรายงาน ให้เลือก «ไม่มีข้อมูลรายงาน» ในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งกลับเช่นกัน"
_CONTACT = "สอบถาม: {contact}"
_LONGEST_NAME = 200


def needs_reminder(member: AgencyReturn) -> bool:
    """Whether something is still awaited of an agency."""
    return member.state in (State.MISSING, State.REJECTED, State.UNDECIDED)


def is_reminder(text: str, member: AgencyReturn, province: RoundState) -> bool:
    """Whether a text is a reminder of ours to this agency, of this year."""
    year = province.framework.year
    greeting, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n")
    begun = (line.partition("{file}")[0].partition("{count}")[0] for line in (_NOTHING_YET, _TO_MEND, _SEVERAL))
    ours = tuple(line.format(year=year) for line in begun)
    return greeting == _GREETING.format(name=member.agency.name[:_LONGEST_NAME]) and rest.startswith(ours)


def reminder_text(member: AgencyReturn, province: RoundState, today: date, contact: Contact) -> str:
    """The reminder: what is awaited, by when, and whom to ask; what is not known is left out."""
    year = province.framework.year
    lines = [_GREETING.format(name=member.agency.name[:_LONGEST_NAME]), _awaited(member, year)]
    lines += _of_no_use(member, province)
    lines.append(_when(province.deadline, today))
    if member.state is State.MISSING:
        lines.append(_NOTHING_TO_REPORT)
    known = " ".join(part for part in (contact.name, contact.phone, contact.email) if part)
    if known:
        lines.append(_CONTACT.format(contact=known))
    return "\n".join(lines) + "\n"


def _awaited(member: AgencyReturn, year: int) -> str:
    reading = member.reading
    if reading is None:
        return _NOTHING_YET.format(year=year)
    name = bare_name(reading.file)
    if member.state is State.UNDECIDED:
        names = dict.fromkeys(bare_name(item.file) for item in (reading, *member.others))
        return _SEVERAL.format(year=year, count=len(names), files=", ".join(names))
    errors = sum(item.severity is Severity.ERROR for item in reading.findings)
    return _TO_MEND.format(year=year, file=name, count=errors)


def _of_no_use(member: AgencyReturn, province: RoundState) -> Iterator[str]:
    """Files that seem to be the agency's and do not count: not to be read, of two agencies, or of another year."""
    if member.reading is not None:
        return
    for stray in province.unknown:
        if (
            stray.agency_of_code is not None
            and stray.nearest is not None
            and member.agency in (stray.agency_of_code, stray.nearest)
        ):
            yield _DOUBTED.format(file=bare_name(stray.reading.file))
    for stray in province.unreadable:
        if stray.nearest == member.agency:
            yield _UNREADABLE.format(file=bare_name(stray.reading.file))
    for stray in province.wrong_year:
        if code_key(stray.reading.code) == code_key(member.agency.code) and stray.reading.name == member.agency.name:
            yield _OTHER_YEAR.format(file=bare_name(stray.reading.file), year=stray.reading.year)


def _when(deadline: date | None, today: date) -> str:
    if deadline is None:
        return _NO_DATE
    days = (deadline - today).days
    if days == 0:
        return _TODAY.format(day=thai_date(deadline))
    return (_BEFORE if days > 0 else _AFTER).format(day=thai_date(deadline), days=abs(days))
