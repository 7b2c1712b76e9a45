"""Messages of a command that cannot do what it was asked."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "C701", Severity.ERROR,
        "มีไฟล์ «{name}» อยู่แล้ว จึงไม่เขียนทับ", "ใช้ --force หากต้องการเขียนทับ หรือเปลี่ยนชื่อ",
        "«{name}» exists already and is not overwritten", "use --force to overwrite it, or choose another name",
    ),
    Message(
        "C702", Severity.ERROR,
        "เขียนไฟล์ «{name}» ไม่ได้: {detail}", "ปิดไฟล์นั้นใน Excel หรือเลือกโฟลเดอร์ที่เขียนได้",
        "«{name}» cannot be written: {detail}",
        "close it if it is open in Excel, or choose a folder that can be written to",
    ),
    Message(
        "C704", Severity.ERROR,
        "ข้อความใน {where} ยาวหรือมีอักขระที่ Excel ไม่รับ", "ทำให้สั้นลง หรือลบอักขระพิเศษ",
        "a text for {where} is too long, or has characters that Excel refuses", "shorten it, or take them out",
    ),
    Message(
        "C705", Severity.ERROR,
        "ไฟล์ผลลัพธ์ «{name}» เป็นไฟล์เดียวกับไฟล์ที่อ่าน", "ตั้งชื่อไฟล์ผลลัพธ์เป็นอย่างอื่น",
        "the output «{name}» is the file that is read", "give the output another name",
    ),
    Message(
        "C706", Severity.ERROR,
        "โปรแกรมทำงานผิดพลาด ({detail})", "แจ้งผู้พัฒนา พร้อมคำสั่งที่ใช้ (เพิ่ม -v เพื่อดูรายละเอียด)",
        "the program failed ({detail})", "tell its makers what command you gave (add -v to see more)",
    ),
    Message(
        "C707", Severity.WARNING,
        "ทำสำเนาที่ทำเครื่องหมายของ «{name}» ไม่ได้", "ใช้ข้อความแจ้งหน่วยงานที่บันทึกไว้แทน",
        "no marked copy of «{name}» could be made", "use the covering text that was written instead",
    ),
    Message(
        "C708", Severity.ERROR,
        "«{name}» เปิดอยู่ใน Excel จึงเขียนทับไม่ได้", "ปิดไฟล์นั้นใน Excel แล้วสั่งใหม่",
        "«{name}» is open in Excel and cannot be replaced", "close it in Excel and run the command again",
    ),
    Message(
        "C709", Severity.ERROR,
        "ไฟล์ «{name}» ที่เขียนไว้อ่านกลับไม่ได้ จึงไม่นำมาใช้", "ตรวจที่ว่างและสภาพของดิสก์ แล้วสั่งใหม่",
        "«{name}» could not be read back after it was written, and was not put in place",
        "look at the disk and the room left on it, then run the command again",
    ),
    Message(
        "C710", Severity.INFO,
        "«{name}» เป็นสำเนาของการตรวจครั้งก่อน ตอนนี้ไม่มีสิ่งที่ต้องแก้แล้ว", "ลบสำเนานั้นได้",
        "«{name}» is the copy of an earlier check; there is nothing to mend any more", "it can be deleted",
    ),
)  # fmt: skip
