"""Messages about the roster, and the settings of the round."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.ROSTER_COLUMN_MISSING, Severity.ERROR, Topic.SETTINGS,
        "ทะเบียนหน่วยงานไม่มีคอลัมน์ «{header}»", "ใส่หัวคอลัมน์ code, name (และ province, website, contact)",
        "the roster has no column «{header}»", "give it the headers code, name (and province, website, contact)",
    ),
    Message(
        Code.ROSTER_CELL_EMPTY, Severity.ERROR, Topic.SETTINGS,
        "ทะเบียนหน่วยงานแถวที่ {row}: ไม่มี{what}", "กรอกให้ครบ หรือลบแถวนี้",
        "roster row {row} has no {what}", "fill it in, or delete the row",
    ),
    Message(
        Code.ROSTER_CODE_REPEATED, Severity.ERROR, Topic.SETTINGS,
        "ทะเบียนหน่วยงานแถวที่ {row}: รหัส «{value}» ซ้ำกับแถวที่ {other}", "ใช้รหัสละหนึ่งหน่วยงาน",
        "roster row {row} repeats the code «{value}» of row {other}", "give each agency its own code",
    ),
    Message(
        Code.ROSTER_EMPTY, Severity.ERROR, Topic.SETTINGS,
        "ทะเบียนหน่วยงานไม่มีหน่วยงานเลย", "ใส่อย่างน้อยหนึ่งหน่วยงาน",
        "the roster has no agencies", "put at least one agency into it",
    ),
    Message(
        Code.ROSTER_UNREADABLE, Severity.ERROR, Topic.SETTINGS,
        "อ่านทะเบียน «{name}» ไม่ได้: ไม่ใช่ CSV หรือ XLSX ที่อ่านได้", "บันทึกเป็น CSV UTF-8 หรือ .xlsx",
        "the roster «{name}» is not a readable CSV or XLSX file", "save it as CSV UTF-8 or as .xlsx",
    ),
    Message(
        Code.SETTINGS_MALFORMED, Severity.ERROR, Topic.SETTINGS,
        "ไฟล์ตั้งค่า «{name}» ผิดรูปแบบ: {detail}", "แก้ตามตัวอย่างที่ ita new สร้างให้",
        "the settings file «{name}» has a wrong format: {detail}", "correct it after the example that ita new makes",
    ),
    Message(
        Code.SETTING_INVALID, Severity.ERROR, Topic.SETTINGS,
        "ไฟล์ตั้งค่า «{name}»: {key} = «{value}» ใช้ไม่ได้", "{hint_th}",
        "the settings file «{name}»: {key} = «{value}» cannot be used", "{hint_en}",
    ),
    Message(
        Code.SETTINGS_NOT_UTF8, Severity.ERROR, Topic.SETTINGS,
        "ไฟล์ตั้งค่า «{name}» ไม่ได้บันทึกเป็น UTF-8 จึงอ่านภาษาไทยไม่ได้",
        "เปิดใน Notepad เลือก บันทึกเป็น แล้วเลือกการเข้ารหัส UTF-8",
        "the settings file «{name}» is not saved as UTF-8, so its Thai cannot be read",
        "open it in Notepad, choose Save as, and the encoding UTF-8",
    ),
)  # fmt: skip
