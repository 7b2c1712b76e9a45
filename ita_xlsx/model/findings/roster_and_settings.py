"""Messages about the roster, and the settings of the round."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        code=Code.ROSTER_COLUMN_MISSING,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานไม่มีคอลัมน์ «{title}» ({header}): แถวที่ {row} ซึ่งใกล้เคียงหัวตารางที่สุดเขียนว่า «{found}»",
        fix_th="ตั้งหัวคอลัมน์เป็นคำใดคำหนึ่งต่อไปนี้: {expected} หากหน่วยงานยังไม่มีรหัส ให้เพิ่ม --number ต่อจาก --roster "
        "เมื่อสร้างรอบ โปรแกรมจะใส่รหัสให้",
        en="the roster has no column «{header}» ({title}): row {row}, the nearest to a header, reads «{found}»",
        fix_en="give the column one of these headers: {expected}; if the agencies have no codes yet, "
        "add --number beside --roster when you make the round, and they are given codes",
    ),
    Message(
        code=Code.ROSTER_CELL_EMPTY,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานแถวที่ {row}: ไม่มี{what}",
        fix_th="หากแถวนี้ไม่ใช่หน่วยงาน (เช่น ยอดรวม ลายเซ็น) ให้ลบแถวนี้ หากใช่ ให้กรอกให้ครบ หากขาดรหัสเท่านั้น "
        "ให้เพิ่ม --number ต่อจาก --roster เมื่อสร้างรอบ โปรแกรมจะใส่รหัสให้",
        en="roster row {row} has no {what}",
        fix_en="if the row is no agency (a total, a signature), delete it; else fill it in; if only codes of agencies "
        "are missing, --number beside --roster gives them in a new round",
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
    Message(
        code=Code.ROSTER_ROWS_PASSED_OVER,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ทะเบียนมี {count} แถวที่ไม่ใช่หน่วยงาน จึงข้าม: {value}",
        fix_th="ไม่ต้องแก้ หากแถวใดเป็นหน่วยงาน ให้กรอกทั้งรหัสและชื่อในแถวนั้น",
        en="{count} rows of the roster are no agencies and are passed over: {value}",
        fix_en="nothing to do; if one of them is an agency, fill in both its code and its name",
    ),
    Message(
        code=Code.ROSTER_CODES_NUMBERED,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ให้รหัสใหม่แก่ {count} หน่วยงานที่ยังไม่มีรหัส: {value}",
        fix_th="หากหน่วยงานมีรหัสอยู่แล้ว ให้แก้ในทะเบียนก่อนส่งแบบฟอร์ม เพราะรหัสจะอยู่ในแบบฟอร์มทุกฉบับ",
        en="{count} agencies without a code were given one: {value}",
        fix_en="if an agency has a code already, correct the roster before the forms go out, because they carry it",
    ),
    Message(
        code=Code.ROSTER_NUMBER_IS_CODE,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ทะเบียนไม่มีคอลัมน์รหัส จึงใช้เลขในคอลัมน์ «{value}» เป็นรหัสหน่วยงาน",
        fix_th="ไม่ต้องแก้ แต่อย่าเรียงเลขใหม่ระหว่างรอบ เพราะรหัสอยู่ในแบบฟอร์มที่ส่งออกแล้ว",
        en="the roster has no column of codes, so the numbers in «{value}» are the codes of the agencies",
        fix_en="nothing to do; but do not number them anew during the round, because the forms carry the codes",
    ),
    Message(
        code=Code.ROSTER_OTHER_SHEET,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="อ่านทะเบียนจากแผ่น «{sheet}» ส่วนแผ่นที่มีรายชื่อหน่วยงานเช่นกันไม่ได้อ่าน: {value}",
        fix_th="ไม่ต้องแก้ หากต้องการใช้แผ่นอื่น ให้แยกแผ่นนั้นเป็นไฟล์ หรือซ่อนแผ่นที่ไม่ใช้",
        en="the roster is read from the sheet «{sheet}»; other sheets with agencies are not read: {value}",
        fix_en="nothing to do; to use another sheet, save it as a file of its own, or hide the ones not to be used",
    ),
    Message(
        code=Code.CALENDAR_MOVED,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="เลื่อนปฏิทินของรอบตามปีงบประมาณใหม่: {value}",
        fix_th="ตรวจวันที่ใน [calendar] ของ round.toml ใหม่",
        en="the calendar of the round is moved to the new fiscal year: {value}",
        fix_en="check the days under [calendar] in the new round.toml",
    ),
)
