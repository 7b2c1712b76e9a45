"""Messages about earlier workbooks to compare with."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "H901", Severity.WARNING,
        "ไม่ใช้ไฟล์นี้ในการเปรียบเทียบ: เป็นปี {found} ซึ่งไม่ใช่ปีก่อนปี {year} หรือมีไฟล์ของปีนี้แล้ว",
        "ระบุไฟล์ของปีก่อนหน้า ปีละหนึ่งไฟล์",
        "not compared with: it is of {found}, which is not before {year}, or that year was read already",
        "name workbooks of earlier years, one a year",
    ),
    Message(
        "H902", Severity.WARNING,
        "ไฟล์ปีก่อนเป็นของหน่วยงาน «{value}» ไม่ใช่ {expected}", "ตรวจว่าเป็นหน่วยงานเดียวกัน",
        "the earlier workbook is of «{value}», not of {expected}", "check that it is the same agency",
    ),
)  # fmt: skip
