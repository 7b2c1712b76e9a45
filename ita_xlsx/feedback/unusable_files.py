"""Write what an agency sent that does not count as its form, and what it has to do about it, for its reminder.

Takes the state of the round and of one agency; returns texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ita_xlsx.model.agency import code_key, name_key
from ita_xlsx.model.findings import Code
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, bare_name
from ita_xlsx.model.text.dates import thai_date

_RECEIVED = "ได้รับไฟล์ {file} {origin} แต่"
_BY_MAIL, _PROBABLY = "ทางอีเมลเมื่อวันที่ {day}", "ซึ่งน่าจะเป็นของหน่วยงาน"
_UNREADABLE = "ไฟล์ {file} ซึ่งน่าจะเป็นของหน่วยงาน เปิดอ่านไม่ได้ โปรดส่งใหม่"
_OTHER_YEAR = "ไฟล์ {file} ที่ส่งมาเป็นแบบของปีงบประมาณ พ.ศ. {year} โปรดใช้แบบของปีนี้"
_CONFLICTING_IDENTITY = "ได้รับไฟล์ {file} ซึ่งรหัสกับชื่อหน่วยงานไม่ตรงกัน จึงยังไม่นับ โปรดตรวจรหัสและชื่อในแผ่น «ข้อมูลหน่วยงาน» แล้วส่งใหม่"
_SAVE_AS = (
    _RECEIVED + "เป็นตารางคำนวณชนิด {kind} จึงยังไม่นับ โปรดเปิดไฟล์แล้วเลือก «บันทึกเป็น» ชนิด Excel (.xlsx) แล้วส่งไฟล์ .xlsx นั้นมา"
)
_UNPACK = _RECEIVED + "เป็นไฟล์บีบอัดชนิด {kind} จึงยังไม่ได้เปิดอ่าน โปรดส่งไฟล์ .xlsx โดยตรง หรือบีบอัดเป็น .zip"
_NOT_A_FORM = _RECEIVED + "ไม่ใช่แบบฟอร์ม จึงยังไม่นับ โปรดส่งแบบฟอร์ม .xlsx ที่กรอกคะแนนแล้ว (ไม่ใช่ภาพหรือฉบับสแกน)"
_OTHER_WORKBOOK = _RECEIVED + "ไม่ใช่แบบฟอร์มที่จังหวัดส่งให้ จึงยังไม่นับ โปรดกรอกและส่งแบบฟอร์มที่จังหวัดส่งให้"
_PASSWORD = _RECEIVED + "มีรหัสผ่าน จึงเปิดอ่านไม่ได้ โปรดส่งฉบับที่ไม่มีรหัสผ่าน"
_LINK = "ได้รับอีเมลของหน่วยงาน{mail} ซึ่งมีลิงก์แทนไฟล์ จึงยังไม่ได้เปิดอ่าน โปรดแนบไฟล์แบบฟอร์ม .xlsx มากับอีเมล"
_NO_FILE = "ได้รับอีเมลของหน่วยงาน{mail} ซึ่งไม่มีไฟล์แนบ โปรดส่งใหม่พร้อมแนบไฟล์แบบฟอร์ม .xlsx"
_DAMAGED_MAIL = "ได้รับอีเมลของหน่วยงาน{mail} ซึ่งมาไม่ครบหรือชำรุด จึงไม่พบไฟล์แนบ โปรดส่งใหม่พร้อมแนบไฟล์แบบฟอร์ม .xlsx"
_TABLES = frozenset({".ods", ".xls", ".xlsb", ".xltx", ".csv", ".numbers", ".fods", ".et"})
_BY_CODE: Mapping[Code, str] = {
    Code.OTHER_ARCHIVE: _UNPACK,
    Code.ZIP_IN_ZIP: _UNPACK,
    Code.NOT_A_FORM: _OTHER_WORKBOOK,
    Code.OTHER_KIND_OF_WORKBOOK: _OTHER_WORKBOOK,
    Code.PASSWORD_PROTECTED: _PASSWORD,
    Code.LINK_INSTEAD_OF_FILE: _LINK,
    Code.MAIL_WITHOUT_FILE: _NO_FILE,
    Code.MAIL_DAMAGED: _DAMAGED_MAIL,
    Code.OLD_EXCEL_FORMAT: _SAVE_AS,
    Code.FILE_SKIPPED: _NOT_A_FORM,
    Code.NOT_A_WORKBOOK: _NOT_A_FORM,
}


def unusable_files(member: AgencyReturn, round_state: RoundState) -> Iterator[str]:
    """Yield a sentence for each file that seems to be the agency's and does not count, with what to do about it.

    The file has the code of one agency and the name of another, cannot be read, is no form, or is of another year.
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
    for unassigned_file in (*round_state.unreadable, *round_state.unopened):
        if unassigned_file.nearest == member.agency:
            yield _sentence(unassigned_file.summary)
    for unassigned_file in round_state.wrong_year:
        if code_key(unassigned_file.summary.code) == code_key(member.agency.code) and name_key(
            unassigned_file.summary.name
        ) == name_key(member.agency.name):
            yield _OTHER_YEAR.format(file=bare_name(unassigned_file.summary.file), year=unassigned_file.summary.year)


def _sentence(summary: ReturnSummary) -> str:
    """Return what came and what the agency has to do: the kind of the file says it, else what is wrong with it."""
    name = bare_name(summary.file)
    kind = PurePosixPath(name).suffix.lower()
    codes = [item.code for item in summary.findings]
    if kind in _TABLES:
        sentence = _SAVE_AS
    else:
        sentence = next((_BY_CODE[code] for code in codes if code in _BY_CODE), _UNREADABLE)
    day = summary.mail.received.day if summary.mail else None
    by_mail = _BY_MAIL.format(day=thai_date(day)) if day else ""
    return sentence.format(file=name, kind=kind, mail=by_mail and f" {by_mail}", origin=by_mail or _PROBABLY)
