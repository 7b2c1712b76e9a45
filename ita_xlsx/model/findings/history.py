"""Messages about earlier workbooks to compare with."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "H901", Severity.WARNING,
        "ไม่ใช้ไฟล์นี้ในการเปรียบเทียบ: เป็นปี {found} ซึ่งไม่ใช่ปีก่อนปี {year}", "ระบุไฟล์ของปีก่อนหน้า",
        "not compared with: it is of {found}, which is not before {year}", "name workbooks of earlier years",
    ),
    Message(
        "H905", Severity.WARNING,
        "ไม่ใช้ไฟล์นี้ในการเปรียบเทียบ: มีไฟล์ของปี {found} แล้ว", "ระบุปีละหนึ่งไฟล์",
        "not compared with: a workbook of {found} was read already", "name one workbook a year",
    ),
    Message(
        "H903", Severity.WARNING,
        "ไฟล์ปี {found} มีคะแนนไม่ครบ จึงเปรียบเทียบได้เพียงบางส่วน", "ใช้ไฟล์ที่กรอกครบ หรือกรอกคะแนนที่ประกาศ",
        "the workbook of {found} is incomplete, so only part of it is compared", "use a complete one",
    ),
    Message(
        "H904", Severity.INFO,
        "ใช้ไฟล์ปี {found} เปรียบเทียบ แทนคะแนนปีก่อนที่กรอกไว้ในแบบฟอร์ม", "ไม่ต้องดำเนินการ หากตัวเลขตรงกัน",
        "the workbook of {found} is compared with, not last year's figures in the form",
        "nothing to do if they agree",
    ),
    Message(
        "H906", Severity.INFO,
        "อ่านปีก่อนหน้าได้ {found} ปี ตารางแนวโน้มแสดง {value} ปีล่าสุด", "ไม่ต้องดำเนินการ",
        "{found} earlier years were read; the trend table shows the latest {value}", "nothing to do",
    ),
    Message(
        "H902", Severity.WARNING,
        "ไฟล์ปีก่อนเป็นของหน่วยงาน «{value}» ไม่ใช่ {expected}", "ตรวจว่าเป็นหน่วยงานเดียวกัน",
        "the earlier workbook is of «{value}», not of {expected}", "check that it is the same agency",
    ),
    Message(
        "H907", Severity.WARNING,
        "สมุดงานรวมของปีก่อนไม่มีคะแนนของ «{value}»", "ตรวจรหัสหรือชื่อหน่วยงาน หรือระบุไฟล์ของหน่วยงานเอง",
        "the consolidated workbook of an earlier year holds no scores of «{value}»",
        "check code and name, or name the agency's own workbook",
    ),
)  # fmt: skip
