"""Messages about files that cannot be read, or are skipped."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic, Trait

MESSAGES = (
    Message(
        Code.PATH_MISSING, Severity.ERROR, Topic.FILE,
        "ไม่พบไฟล์หรือโฟลเดอร์ «{name}»", "ตรวจชื่อและตำแหน่งของไฟล์แล้วลองใหม่",
        "there is no file or folder «{name}»", "check the name and the folder of the file, then try again",
        traits=frozenset({Trait.MISSING_PATH}),
    ),
    Message(
        Code.FILE_EMPTY, Severity.ERROR, Topic.FILE,
        "ไฟล์ว่างเปล่า ไม่มีข้อมูล", "คัดลอกไฟล์มาใหม่ให้ครบ หรือขอให้หน่วยงานส่งใหม่",
        "the file is empty, or was not copied completely",
        "copy the complete file again, or ask the agency to send it again",
    ),
    Message(
        Code.PASSWORD_PROTECTED, Severity.ERROR, Topic.FILE,
        "ไฟล์มีรหัสผ่าน จึงเปิดอ่านไม่ได้", "เปิดใน Excel ถอดรหัสผ่าน (ไฟล์ > ข้อมูล > ป้องกันสมุดงาน) แล้วบันทึกใหม่",
        "the file has a password and cannot be opened",
        "open it in Excel, remove the password (File > Info > Protect Workbook) and save it again",
    ),
    Message(
        Code.NOT_A_WORKBOOK, Severity.ERROR, Topic.FILE,
        "ไม่ใช่สมุดงาน Excel (เนื้อในเป็น {kind})", "กรอกและส่งแบบฟอร์ม .xlsx ที่ได้รับ",
        "this is not an Excel workbook (its content is {kind})", "fill in and return the .xlsx form that was sent",
    ),
    Message(
        Code.FILE_DAMAGED, Severity.ERROR, Topic.FILE,
        "ไฟล์เสียหาย อ่านไม่ได้", "เปิดใน Excel แล้วบันทึกใหม่ หรือขอให้หน่วยงานส่งใหม่",
        "the file is damaged and cannot be read",
        "open it in Excel and save it again, or ask the agency to send it again",
    ),
    Message(
        Code.FILE_SKIPPED, Severity.INFO, Topic.FILE,
        "ข้ามไฟล์ «{name}» (ไฟล์ชั่วคราว ไฟล์ซ่อน หรือไม่ใช่สมุดงาน)", "หากเป็นแบบฟอร์มที่ส่งกลับ ให้บันทึกเป็น .xlsx",
        "«{name}» was skipped (a temporary or hidden file, or not a workbook)",
        "if it is a returned form, save it as .xlsx",
    ),
    Message(
        Code.NO_WORKBOOK_IN_FOLDER, Severity.ERROR, Topic.FILE,
        "ไม่พบสมุดงาน .xlsx ใน «{name}»", "ระบุโฟลเดอร์ที่เก็บแบบฟอร์มที่ส่งกลับมา",
        "there is no .xlsx workbook in «{name}»", "give the folder that holds the returned forms",
    ),
    Message(
        Code.FOLDER_NOT_FILE, Severity.ERROR, Topic.FILE,
        "«{name}» เป็นโฟลเดอร์ ไม่ใช่ไฟล์", "ระบุชื่อไฟล์ในโฟลเดอร์นั้น",
        "«{name}» is a folder, not a file", "give the name of a file inside it",
    ),
    Message(
        Code.NO_PERMISSION, Severity.ERROR, Topic.FILE,
        "ไม่มีสิทธิ์เปิด «{name}»", "ขอสิทธิ์อ่านไฟล์ หรือคัดลอกไปไว้ในโฟลเดอร์ของตน",
        "you have no permission to open «{name}»", "ask for permission to read it, or copy the file to your own folder",
    ),
    Message(
        Code.FILE_TOO_LARGE, Severity.ERROR, Topic.FILE,
        "ไฟล์ใหญ่ผิดปกติ ({size}) จึงไม่อ่าน", "ใช้แบบฟอร์มที่ได้รับ และลบข้อมูลหรือรูปภาพที่ไม่เกี่ยวข้อง",
        "the file is too large to read safely ({size})",
        "use the form that was sent, without unrelated data or pictures",
    ),
    Message(
        Code.OLD_EXCEL_FORMAT, Severity.ERROR, Topic.FILE,
        "เป็นไฟล์ Excel รุ่นเก่า (.xls)", "เปิดใน Excel แล้วบันทึกเป็น .xlsx (สมุดงาน Excel)",
        "the file is in the old Excel format (.xls)", "open it in Excel and save it as .xlsx (Excel Workbook)",
    ),
    Message(
        Code.FILE_CUT_OFF, Severity.ERROR, Topic.FILE,
        "ไฟล์ไม่ครบ ขาดส่วนท้าย (คัดลอกหรือดาวน์โหลดไม่เสร็จ)", "คัดลอกหรือดาวน์โหลดไฟล์ใหม่ให้ครบ หรือขอให้หน่วยงานส่งใหม่",
        "the file is cut off: it was not copied or downloaded completely",
        "copy or download it again, or ask the agency to send it again",
    ),
    Message(
        Code.READING_TOO_SLOW, Severity.ERROR, Topic.FILE,
        "หยุดอ่านไฟล์นี้ เพราะต้องใช้เวลาหรือหน่วยความจำเกินขอบเขตที่ปลอดภัย ({seconds} วินาที {size})",
        "คัดลอกข้อมูลลงในแบบฟอร์มที่ได้รับ แล้วส่งไฟล์นั้น",
        "reading this file was stopped because it needs more time or memory than is safe ({seconds} seconds, {size})",
        "copy its content into the form that was sent, and return that file",
    ),
    Message(
        Code.UNSAFE_XML, Severity.ERROR, Topic.FILE,
        "ไฟล์มีคำสั่งที่โปรแกรมตารางคำนวณไม่เคยเขียน (DTD ในส่วน «{detail}») อาจไม่ปลอดภัย จึงไม่อ่าน",
        "อย่าเปิดไฟล์นี้ ขอให้หน่วยงานส่งแบบฟอร์มใหม่",
        "the file contains something that no spreadsheet program writes (a DTD in «{detail}»); it may be unsafe "
        "and is not read",
        "do not open it; ask the agency for a new form",
    ),
    Message(
        Code.UNUSUAL_STRUCTURE, Severity.ERROR, Topic.FILE,
        "โครงสร้างภายในไฟล์ผิดจากที่ Excel สร้าง («{detail}») จึงไม่อ่าน", "เปิดใน Excel แล้วบันทึกใหม่ หรือขอให้หน่วยงานส่งใหม่",
        "the internal structure of the file is not what Excel writes («{detail}»), so it is not read",
        "open it in Excel and save it again, or ask the agency to send it again",
    ),
    Message(
        Code.READERS_DISAGREE, Severity.ERROR, Topic.FILE,
        "อ่านไฟล์ได้ไม่แน่นอน: อ่านแผ่นงาน «{name}» สองวิธีแล้วได้ไม่ตรงกัน", "เปิดใน Excel ตรวจข้อมูล แล้วบันทึกใหม่",
        "the file could not be read reliably: two ways of reading the sheet «{name}» give different results",
        "open it in Excel, check the data and save it again",
    ),
    Message(
        Code.READING_FAILED, Severity.ERROR, Topic.FILE,
        "โปรแกรมอ่านไฟล์นี้ไม่สำเร็จด้วยเหตุที่ไม่คาดคิด", "เปิดใน Excel แล้วบันทึกใหม่ หากยังอ่านไม่ได้ ให้ส่งไฟล์ให้ผู้พัฒนาโปรแกรม",
        "the program failed on this file for an unexpected reason",
        "open it in Excel and save it again; if that does not help, send it to the developers of the program",
    ),
    Message(
        Code.WORKBOOK_OPEN, Severity.WARNING, Topic.FILE,
        "«{name}» บอกว่ามีผู้เปิดสมุดงานนี้อยู่ในโปรแกรมตารางคำนวณ จึงอาจไม่ใช่ฉบับสุดท้าย", "บันทึกและปิดสมุดงาน แล้วสั่งใหม่",
        "«{name}» shows that somebody has this workbook open, so it may not be the final version",
        "save and close the workbook, then run the command again",
    ),
    Message(
        Code.ZIP_IN_ZIP, Severity.ERROR, Topic.FILE,
        "«{name}» เป็นไฟล์ .zip ที่อยู่ใน .zip อีกชั้น จึงไม่ได้อ่านข้างใน", "แตกไฟล์ .zip ชั้นในออกก่อน แล้วสั่งใหม่",
        "«{name}» is a .zip inside a .zip; its content was not read", "unpack the inner .zip and run the command again",
    ),
    Message(
        Code.ZIP_DAMAGED, Severity.ERROR, Topic.FILE,
        "ไฟล์ .zip «{name}» เสียหายหรือคัดลอกมาไม่ครบ", "คัดลอกหรือดาวน์โหลดใหม่ หรือขอให้ผู้ส่งส่งใหม่",
        "the .zip file «{name}» is damaged or was not copied completely",
        "copy or download it again, or ask the sender to send it again",
    ),
    Message(
        Code.SAME_NAME_IN_ZIP, Severity.ERROR, Topic.FILE,
        "ใน .zip มีไฟล์ชื่อ «{name}» มากกว่าหนึ่งไฟล์ จึงไม่รู้ว่าควรอ่านไฟล์ใด", "แตกไฟล์ .zip แล้วเปลี่ยนชื่อให้ต่างกัน",
        "the .zip holds more than one file named «{name}»; it is unclear which one to read",
        "unpack it and give the files different names",
    ),
)  # fmt: skip
