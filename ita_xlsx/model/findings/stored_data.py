"""Messages about the database of all years, the officer's decisions, and the stored link results."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.NOT_OUR_DATABASE, Severity.ERROR, Topic.STORE,
        "«{name}» ไม่ใช่ฐานข้อมูลที่โปรแกรมนี้สร้าง", "ระบุไฟล์ ita.sqlite ที่ได้จาก ita consolidate --export หรือใช้ชื่อไฟล์อื่น",
        "«{name}» is not a database made by this program",
        "give the ita.sqlite made by ita consolidate --export, or use another file name",
    ),
    Message(
        Code.DATABASE_DAMAGED, Severity.ERROR, Topic.STORE,
        "ฐานข้อมูล «{name}» เสียหาย อ่านไม่ได้", "ใช้สำเนาสำรอง หรือสร้างใหม่ด้วย ita consolidate --export ทีละปี",
        "the database «{name}» is damaged and cannot be read",
        "use a backup copy, or make it again with ita consolidate --export, one year at a time",
    ),
    Message(
        Code.DATABASE_VERSION, Severity.ERROR, Topic.STORE,
        "ฐานข้อมูล «{name}» เป็นรุ่น {found} แต่โปรแกรมนี้รู้จักรุ่น {expected}", "ใช้โปรแกรมรุ่นล่าสุด หรือสร้างฐานข้อมูลใหม่",
        "the database «{name}» has version {found}; this program knows version {expected}",
        "use the latest program, or make the database again",
    ),
    Message(
        Code.DATABASE_OF_OTHER_PROVINCE, Severity.ERROR, Topic.STORE,
        "ฐานข้อมูล «{name}» มีปี {year} ของ «{found}» อยู่แล้ว ไม่ใช่ของ «{expected}»", "ใช้ฐานข้อมูลแยกกันจังหวัดละไฟล์",
        "the database «{name}» already holds {year} of «{found}», not of «{expected}»",
        "keep a separate database for each province",
    ),
    Message(
        Code.DATABASE_IN_USE, Severity.ERROR, Topic.STORE,
        "ฐานข้อมูล «{name}» เปิดอยู่ในโปรแกรมอื่น", "ปิดโปรแกรมนั้นแล้วสั่งใหม่",
        "the database «{name}» is in use by another program", "close that program and run the command again",
    ),
    Message(
        Code.DATABASE_NOT_OPENED, Severity.ERROR, Topic.STORE,
        "เปิดฐานข้อมูล «{name}» ไม่ได้ อาจเขียนค้างไว้",
        "สั่ง ita consolidate --export ลงฐานข้อมูลนี้อีกครั้ง หรือคัดลอกไปไว้ในโฟลเดอร์ของตน",
        "the database «{name}» cannot be opened; it may be only partly written",
        "run ita consolidate --export into it again, or copy it to your own folder",
    ),
    Message(
        Code.DECISIONS_UNREADABLE, Severity.ERROR, Topic.STORE,
        "อ่านไฟล์การตัดสินใจ «{name}» ไม่ได้: ไม่ใช่ CSV ที่อ่านได้", "บันทึกเป็น CSV UTF-8",
        "the decisions file «{name}» is not a readable CSV file", "save it as CSV UTF-8",
    ),
    Message(
        Code.DECISIONS_COLUMN_MISSING, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจไม่มีคอลัมน์ «{header}»", "ใส่หัวคอลัมน์ code, file, why, decided, received",
        "the decisions file has no column «{header}»", "give it the headers code, file, why, decided, received",
    ),
    Message(
        Code.DECISIONS_COLUMN_UNKNOWN, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจมีคอลัมน์ที่ไม่รู้จัก: «{value}»", "ใช้เฉพาะ code, file, why, decided, received (หมายเหตุใส่ใน why)",
        "the decisions file has an unknown column: «{value}»",
        "use only code, file, why, decided, received (notes go in why)",
    ),
    Message(
        Code.DECISIONS_COLUMN_REPEATED, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจมีคอลัมน์ «{header}» มากกว่าหนึ่ง", "เหลือไว้คอลัมน์เดียว",
        "the decisions file has the column «{header}» more than once", "keep one of them",
    ),
    Message(
        Code.DECISIONS_CODE_EMPTY, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจแถวที่ {row}: ไม่มีรหัสหน่วยงาน", "ใส่รหัส หรือลบแถวนี้",
        "decisions row {row} has no code", "fill it in, or delete the row",
    ),
    Message(
        Code.DECISIONS_CODE_REPEATED, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจแถวที่ {row}: รหัส «{value}» ซ้ำกับแถวที่ {other}", "เหลือไว้แถวเดียวต่อหน่วยงาน",
        "decisions row {row} repeats the code «{value}» of row {other}", "keep one row for each agency",
    ),
    Message(
        Code.DECISIONS_DATE_INVALID, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจแถวที่ {row}: {header} «{value}» ไม่ใช่วันที่", "เขียนเช่น 30/9/2569 หรือ 2026-09-30",
        "decisions row {row}: {header} «{value}» is not a date", "write it, for example, as 30/9/2569 or 2026-09-30",
    ),
    Message(
        Code.DECISIONS_TEXT_STRAY, Severity.ERROR, Topic.STORE,
        "ไฟล์การตัดสินใจแถวที่ {row}: «{value}» ไม่ได้อยู่ใต้หัวคอลัมน์ใด", "ใส่เครื่องหมายคำพูดครอบข้อความที่มีจุลภาค หรือย้ายไว้ใต้หัวคอลัมน์",
        "decisions row {row}: «{value}» is not under any header",
        "put quotes around a text that contains commas, or move it under a header",
    ),
    Message(
        Code.LINK_RESULTS_UNREADABLE, Severity.ERROR, Topic.STORE,
        "อ่านไฟล์ผลการตรวจลิงก์ «{name}» ไม่ได้ จึงไม่ใช้และไม่เขียนทับ", "ย้ายหรือเปลี่ยนชื่อไฟล์นั้น แล้วสั่ง ita links ใหม่",
        "the link results «{name}» cannot be read; they are neither used nor overwritten",
        "move or rename that file, then run ita links again",
    ),
)  # fmt: skip
