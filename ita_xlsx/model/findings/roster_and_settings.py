"""Messages about the roster, and the settings of the round."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        code=Code.ROSTER_COLUMN_MISSING,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานไม่มีคอลัมน์ «{title}» ({header})",
        fix_th="ใส่หัวคอลัมน์ รหัส และ ชื่อหน่วยงาน (และ จังหวัด, เว็บไซต์, ผู้ประสานงาน หากมี) หรือ code และ name",
        en="the roster has no column «{header}» ({title})",
        fix_en="give it the headers code, name (and province, website, contact)",
    ),
    Message(
        code=Code.ROSTER_CELL_EMPTY,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานแถวที่ {row}: ไม่มี{what}",
        fix_th="กรอกให้ครบ หรือลบแถวนี้",
        en="roster row {row} has no {what}",
        fix_en="fill it in, or delete the row",
    ),
    Message(
        code=Code.ROSTER_CODE_REPEATED,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานแถวที่ {row}: รหัส «{value}» ซ้ำกับแถวที่ {other}",
        fix_th="ใช้รหัสละหนึ่งหน่วยงาน",
        en="roster row {row} repeats the code «{value}» of row {other}",
        fix_en="give each agency its own code",
    ),
    Message(
        code=Code.ROSTER_EMPTY,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานไม่มีหน่วยงานเลย",
        fix_th="ใส่อย่างน้อยหนึ่งหน่วยงาน",
        en="the roster has no agencies",
        fix_en="put at least one agency into it",
    ),
    Message(
        code=Code.ROSTER_UNREADABLE,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="อ่านทะเบียน «{name}» ไม่ได้: ไม่ใช่ CSV หรือ XLSX ที่อ่านได้",
        fix_th="บันทึกเป็น CSV UTF-8 หรือ .xlsx",
        en="the roster «{name}» is not a readable CSV or XLSX file",
        fix_en="save it as CSV UTF-8 or as .xlsx",
    ),
    Message(
        code=Code.SETTINGS_MALFORMED,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}» บรรทัดที่ {line} ผิดรูปแบบ: «{value}»",
        fix_th='{hint_th}: แก้บรรทัดนี้ให้เป็นรูปแบบ ชื่อ = "ค่า" เช่น province = "ลำปาง" แล้วบันทึก',
        en="line {line} of the settings file «{name}» has a wrong format: «{value}»",
        fix_en='{hint_en}: write the line as name = "value", such as province = "ลำปาง", and save the file',
    ),
    Message(
        code=Code.SETTING_INVALID,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}»: {key} = «{value}» ใช้ไม่ได้",
        fix_th="{hint_th}",
        en="the settings file «{name}»: {key} = «{value}» cannot be used",
        fix_en="{hint_en}",
    ),
    Message(
        code=Code.SETTINGS_NOT_UTF8,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}» ไม่ได้บันทึกเป็น UTF-8 จึงอ่านภาษาไทยไม่ได้",
        fix_th="เปิดใน Notepad เลือก บันทึกเป็น แล้วเลือกการเข้ารหัส UTF-8",
        en="the settings file «{name}» is not saved as UTF-8, so its Thai cannot be read",
        fix_en="open it in Notepad, choose Save as, and the encoding UTF-8",
    ),
)
