"""Messages about a command that cannot do its work, or does it in another way."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.TARGET_EXISTS, Severity.ERROR, Topic.COMMAND,
        "มีไฟล์ «{name}» อยู่แล้ว จึงไม่เขียนทับ", "ใช้ --force หากต้องการเขียนทับ หรือเปลี่ยนชื่อ",
        "«{name}» exists already and is not overwritten", "use --force to overwrite it, or choose another name",
    ),
    Message(
        Code.TARGET_NOT_WRITABLE, Severity.ERROR, Topic.COMMAND,
        "เขียนไฟล์ «{name}» ไม่ได้: {detail}", "ปิดไฟล์นั้นใน Excel หรือเลือกโฟลเดอร์ที่เขียนได้",
        "«{name}» cannot be written: {detail}",
        "close it if it is open in Excel, or choose a folder that can be written to",
    ),
    Message(
        Code.TEXT_NOT_WRITABLE, Severity.ERROR, Topic.COMMAND,
        "ข้อความใน {where} ยาวหรือมีอักขระที่ Excel ไม่รับ", "ทำให้สั้นลง หรือลบอักขระพิเศษ",
        "a text for {where} is too long, or has characters that Excel does not accept",
        "shorten it, or remove those characters",
    ),
    Message(
        Code.TARGET_IS_INPUT, Severity.ERROR, Topic.COMMAND,
        "ไฟล์ผลลัพธ์ «{name}» เป็นไฟล์เดียวกับไฟล์ที่อ่าน", "ตั้งชื่อไฟล์ผลลัพธ์เป็นอย่างอื่น",
        "the output file «{name}» is also an input file", "give the output file another name",
    ),
    Message(
        Code.PROGRAM_FAILED, Severity.ERROR, Topic.COMMAND,
        "โปรแกรมทำงานผิดพลาด ({detail}) รายละเอียดอยู่ในไฟล์ «{report}»", "ส่งไฟล์นั้นให้ผู้พัฒนา พร้อมคำสั่งที่ใช้",
        "the program failed ({detail}); the details are in the file «{report}»",
        "send that file to the developers, with the command you used",
    ),
    Message(
        Code.NO_MARKED_COPY, Severity.WARNING, Topic.COMMAND,
        "ทำสำเนาที่ทำเครื่องหมายของ «{name}» ไม่ได้", "ใช้ข้อความแจ้งหน่วยงานที่บันทึกไว้แทน",
        "no marked copy of «{name}» could be made", "use the message to the agency that was saved instead",
    ),
    Message(
        Code.TARGET_OPEN, Severity.ERROR, Topic.COMMAND,
        "«{name}» เปิดอยู่ใน Excel จึงเขียนทับไม่ได้", "ปิดไฟล์นั้นใน Excel แล้วสั่งใหม่",
        "«{name}» is open in Excel and cannot be replaced", "close it in Excel and run the command again",
    ),
    Message(
        Code.TARGET_NOT_READ_BACK, Severity.ERROR, Topic.COMMAND,
        "ไฟล์ «{name}» ที่เขียนไว้อ่านกลับไม่ได้ จึงไม่นำมาใช้", "ตรวจที่ว่างและสภาพของดิสก์ แล้วสั่งใหม่",
        "«{name}» could not be read back after it was written, so it was not used",
        "check the disk and its free space, then run the command again",
    ),
    Message(
        Code.OLD_MARKED_COPY, Severity.INFO, Topic.COMMAND,
        "«{name}» เป็นสำเนาของการตรวจครั้งก่อน ตอนนี้ไม่มีสิ่งที่ต้องแก้แล้ว", "ลบสำเนานั้นได้",
        "«{name}» is a copy from an earlier check; nothing has to be corrected any more", "you can delete it",
    ),
    Message(
        Code.TARGET_HAS_ANSWERS, Severity.ERROR, Topic.COMMAND,
        "«{name}» มีข้อมูลที่หน่วยงานกรอกแล้ว จึงไม่เขียนทับแม้ใช้ --force",
        "ย้ายไฟล์ที่กรอกแล้วไปโฟลเดอร์อื่น หรือใช้ --missing เพื่อสร้างเฉพาะแบบที่ยังไม่มี",
        "«{name}» contains data that the agency filled in and is not overwritten, even with --force",
        "move the filled forms to another folder, or use --missing to make only the missing forms",
    ),
    Message(
        Code.CHILD_PROCESSES_NOT_STARTED, Severity.ERROR, Topic.COMMAND,
        "เปิดโปรเซสลูกที่ใช้อ่านไฟล์ไม่ได้ ({detail}) จึงยังไม่ได้ตรวจไฟล์ที่เหลือ",
        "ปิดโปรแกรมอื่นเพื่อให้มีหน่วยความจำพอ แล้วสั่งใหม่ หากเรียกจากโปรแกรม Python ของท่าน ให้เรียกจากโปรเซสหลัก "
        "หรือใช้ read_form(..., isolated=False) กับไฟล์ที่เชื่อถือได้",
        "the child processes that read files cannot be started ({detail}), so the remaining files were not read",
        "close other programs to free memory, then run the command again; a Python program of yours must call from its "
        "main process, or use read_form(..., isolated=False) for files that you trust",
    ),
    Message(
        Code.CRASH_NOT_SAVED, Severity.ERROR, Topic.COMMAND,
        "โปรแกรมทำงานผิดพลาด ({detail}) และบันทึกรายละเอียดลงไฟล์ไม่ได้",
        "แจ้งผู้พัฒนา พร้อมคำสั่งที่ใช้ (เพิ่ม -v เพื่อดูรายละเอียด)",
        "the program failed ({detail}), and the details could not be saved",
        "report the command you used to the developers (add -v to see the details)",
    ),
    Message(
        Code.LIBREOFFICE_NOT_FOUND, Severity.ERROR, Topic.COMMAND,
        "ไม่พบ LibreOffice ซึ่งใช้จัดหน้าพิมพ์",
        "ติดตั้งฟรีจาก https://www.libreoffice.org (Debian/Ubuntu: sudo apt install libreoffice-calc) "
        "หรือระบุตำแหน่งโปรแกรม soffice ด้วยตัวแปร {variable}",
        "LibreOffice, which makes the pages, was not found",
        "install it from https://www.libreoffice.org, free of charge (Debian/Ubuntu: sudo apt install "
        "libreoffice-calc), or set {variable} to the path of its program soffice",
    ),
    Message(
        Code.LIBREOFFICE_NOT_USABLE, Severity.ERROR, Topic.COMMAND,
        "«{name}» ที่ใช้เป็น LibreOffice เปิดไม่ได้", "แก้ตัวแปร {variable} ให้ชี้ไปที่โปรแกรม soffice หรือลบตัวแปรนั้น",
        "«{name}» cannot be run as LibreOffice", "set {variable} to the path of the program soffice, or unset it",
    ),
    Message(
        Code.PRINTING_FAILED, Severity.ERROR, Topic.COMMAND,
        "LibreOffice จัดหน้าพิมพ์ของ {what} ไม่สำเร็จ", "เปิดไฟล์ใน LibreOffice หรือ Excel แล้วพิมพ์เอง หรือสั่งใหม่",
        "LibreOffice could not make the pages of {what}",
        "open the file in LibreOffice or Excel and print it there, or run the command again",
    ),
    Message(
        Code.PDF_NOT_JOINED, Severity.ERROR, Topic.COMMAND,
        "รวมหน้าพิมพ์ไม่สำเร็จ: PDF ของ «{name}» อ่านไม่ได้", "สั่งใหม่ หากยังไม่ได้ ให้ติดตั้ง LibreOffice รุ่นใหม่กว่า",
        "the pages could not be joined: the PDF of «{name}» cannot be read",
        "run the command again; if that does not help, install a newer LibreOffice",
    ),
    Message(
        Code.FONT_REPLACED, Severity.WARNING, Topic.COMMAND,
        "เครื่องนี้ไม่มีแบบอักษร {wanted} จึงจัดหน้าด้วย {used} แทน ข้อความอาจใหญ่ขึ้นและถูกตัดในช่อง",
        "ติดตั้ง {wanted} (แจกฟรี) แล้วสั่งใหม่ หรือดูทุกหน้าก่อนพิมพ์ลงกระดาษ",
        "the font {wanted} is not on this computer, so {used} is used instead; texts may be larger, and cut off in "
        "their cells",
        "install {wanted} (it is free) and run the command again, or check every page before you print it",
    ),
    Message(
        Code.NO_TRACKING_FORM, Severity.WARNING, Topic.COMMAND,
        "{agency} {name} ยังไม่ได้กรอกสถานะ URL หรือหมายเหตุในแผ่น «มาตรการ» จึงไม่พิมพ์",
        "ขอให้หน่วยงานกรอกแผ่น «มาตรการ» แล้วสั่งใหม่",
        "{agency} {name} has not filled in its sheet «มาตรการ» (no status, URL or note), so it is not printed",
        "ask the agency to fill in that sheet, then run the command again",
    ),
    Message(
        Code.NO_OLD_FORM_READ, Severity.ERROR, Topic.COMMAND,
        "อ่านแบบฟอร์มที่ส่งกลับของรอบเดิมจาก «{name}» ไม่ได้ จึงยังไม่ได้สร้างสิ่งใด", "ตรวจชื่อโฟลเดอร์ที่ระบุด้วย --returned",
        "no returned form of the old round could be read from «{name}», so nothing was made",
        "check the folder given with --returned",
    ),
    Message(
        Code.PDF_RENAMED, Severity.INFO, Topic.COMMAND,
        "ไฟล์ที่ได้เป็น PDF จึงตั้งชื่อว่า «{name}» ไม่ใช่ «{wanted}»", "ไม่ต้องแก้",
        "the result is a PDF, so it is named «{name}» and not «{wanted}»", "nothing to do",
    ),
)  # fmt: skip
