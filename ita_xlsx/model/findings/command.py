"""Messages about a command that cannot do its work, or does it in another way."""

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
        "a text for {where} is too long, or has characters that Excel does not accept",
        "shorten it, or remove those characters",
    ),
    Message(
        "C705", Severity.ERROR,
        "ไฟล์ผลลัพธ์ «{name}» เป็นไฟล์เดียวกับไฟล์ที่อ่าน", "ตั้งชื่อไฟล์ผลลัพธ์เป็นอย่างอื่น",
        "the output file «{name}» is also an input file", "give the output file another name",
    ),
    Message(
        "C706", Severity.ERROR,
        "โปรแกรมทำงานผิดพลาด ({detail}) รายละเอียดอยู่ในไฟล์ «{report}»", "ส่งไฟล์นั้นให้ผู้พัฒนา พร้อมคำสั่งที่ใช้",
        "the program failed ({detail}); the details are in the file «{report}»",
        "send that file to the developers, with the command you used",
    ),
    Message(
        "C707", Severity.WARNING,
        "ทำสำเนาที่ทำเครื่องหมายของ «{name}» ไม่ได้", "ใช้ข้อความแจ้งหน่วยงานที่บันทึกไว้แทน",
        "no marked copy of «{name}» could be made", "use the message to the agency that was saved instead",
    ),
    Message(
        "C708", Severity.ERROR,
        "«{name}» เปิดอยู่ใน Excel จึงเขียนทับไม่ได้", "ปิดไฟล์นั้นใน Excel แล้วสั่งใหม่",
        "«{name}» is open in Excel and cannot be replaced", "close it in Excel and run the command again",
    ),
    Message(
        "C709", Severity.ERROR,
        "ไฟล์ «{name}» ที่เขียนไว้อ่านกลับไม่ได้ จึงไม่นำมาใช้", "ตรวจที่ว่างและสภาพของดิสก์ แล้วสั่งใหม่",
        "«{name}» could not be read back after it was written, so it was not used",
        "check the disk and its free space, then run the command again",
    ),
    Message(
        "C710", Severity.INFO,
        "«{name}» เป็นสำเนาของการตรวจครั้งก่อน ตอนนี้ไม่มีสิ่งที่ต้องแก้แล้ว", "ลบสำเนานั้นได้",
        "«{name}» is a copy from an earlier check; nothing has to be corrected any more", "you can delete it",
    ),
    Message(
        "C711", Severity.ERROR,
        "«{name}» มีข้อมูลที่หน่วยงานกรอกแล้ว จึงไม่เขียนทับแม้ใช้ --force",
        "ย้ายไฟล์ที่กรอกแล้วไปโฟลเดอร์อื่น หรือใช้ --missing เพื่อสร้างเฉพาะแบบที่ยังไม่มี",
        "«{name}» contains data that the agency filled in and is not overwritten, even with --force",
        "move the filled forms to another folder, or use --missing to make only the missing forms",
    ),
    Message(
        "C712", Severity.ERROR,
        "เปิดโปรเซสลูกที่ใช้อ่านไฟล์ไม่ได้ ({detail}) จึงยังไม่ได้ตรวจไฟล์ที่เหลือ",
        "ปิดโปรแกรมอื่นเพื่อให้มีหน่วยความจำพอ แล้วสั่งใหม่ หากเรียกจากโปรแกรม Python ของท่าน ให้เรียกจากโปรเซสหลัก "
        "หรือใช้ read_form(..., isolated=False) กับไฟล์ที่เชื่อถือได้",
        "the child processes that read files cannot be started ({detail}), so the remaining files were not read",
        "close other programs to free memory, then run the command again; a Python program of yours must call from its "
        "main process, or use read_form(..., isolated=False) for files that you trust",
    ),
    Message(
        "C713", Severity.ERROR,
        "โปรแกรมทำงานผิดพลาด ({detail}) และบันทึกรายละเอียดลงไฟล์ไม่ได้",
        "แจ้งผู้พัฒนา พร้อมคำสั่งที่ใช้ (เพิ่ม -v เพื่อดูรายละเอียด)",
        "the program failed ({detail}), and the details could not be saved",
        "report the command you used to the developers (add -v to see the details)",
    ),
    Message(
        "C720", Severity.ERROR,
        "ไม่พบ LibreOffice ซึ่งใช้จัดหน้าพิมพ์",
        "ติดตั้งฟรีจาก https://www.libreoffice.org (Debian/Ubuntu: sudo apt install libreoffice-calc) "
        "หรือระบุตำแหน่งโปรแกรม soffice ด้วยตัวแปร {variable}",
        "LibreOffice, which makes the pages, was not found",
        "install it from https://www.libreoffice.org, free of charge (Debian/Ubuntu: sudo apt install "
        "libreoffice-calc), or set {variable} to the path of its program soffice",
    ),
    Message(
        "C721", Severity.ERROR,
        "«{name}» ที่ใช้เป็น LibreOffice เปิดไม่ได้", "แก้ตัวแปร {variable} ให้ชี้ไปที่โปรแกรม soffice หรือลบตัวแปรนั้น",
        "«{name}» cannot be run as LibreOffice", "set {variable} to the path of the program soffice, or unset it",
    ),
    Message(
        "C722", Severity.ERROR,
        "LibreOffice จัดหน้าพิมพ์ของ {what} ไม่สำเร็จ", "เปิดไฟล์ใน LibreOffice หรือ Excel แล้วพิมพ์เอง หรือสั่งใหม่",
        "LibreOffice could not make the pages of {what}",
        "open the file in LibreOffice or Excel and print it there, or run the command again",
    ),
    Message(
        "C723", Severity.ERROR,
        "รวมหน้าพิมพ์ไม่สำเร็จ: PDF ของ «{name}» อ่านไม่ได้", "สั่งใหม่ หากยังไม่ได้ ให้ติดตั้ง LibreOffice รุ่นใหม่กว่า",
        "the pages could not be joined: the PDF of «{name}» cannot be read",
        "run the command again; if that does not help, install a newer LibreOffice",
    ),
    Message(
        "C724", Severity.WARNING,
        "เครื่องนี้ไม่มีแบบอักษร {wanted} จึงจัดหน้าด้วย {used} แทน ข้อความอาจใหญ่ขึ้นและถูกตัดในช่อง",
        "ติดตั้ง {wanted} (แจกฟรี) แล้วสั่งใหม่ หรือดูทุกหน้าก่อนพิมพ์ลงกระดาษ",
        "the font {wanted} is not on this computer, so {used} is used instead; texts may be larger, and cut off in "
        "their cells",
        "install {wanted} (it is free) and run the command again, or check every page before you print it",
    ),
    Message(
        "C725", Severity.WARNING,
        "{agency} {name} ยังไม่ได้กรอกสถานะ URL หรือหมายเหตุในแผ่น «มาตรการ» จึงไม่พิมพ์",
        "ขอให้หน่วยงานกรอกแผ่น «มาตรการ» แล้วสั่งใหม่",
        "{agency} {name} has not filled in its sheet «มาตรการ» (no status, URL or note), so it is not printed",
        "ask the agency to fill in that sheet, then run the command again",
    ),
    Message(
        "C726", Severity.ERROR,
        "อ่านแบบฟอร์มที่ส่งกลับของรอบเดิมจาก «{name}» ไม่ได้ จึงยังไม่ได้สร้างสิ่งใด", "ตรวจชื่อโฟลเดอร์ที่ระบุด้วย --returned",
        "no returned form of the old round could be read from «{name}», so nothing was made",
        "check the folder given with --returned",
    ),
    Message(
        "C727", Severity.INFO,
        "ไฟล์ที่ได้เป็น PDF จึงตั้งชื่อว่า «{name}» ไม่ใช่ «{wanted}»", "ไม่ต้องแก้",
        "the result is a PDF, so it is named «{name}» and not «{wanted}»", "nothing to do",
    ),
)  # fmt: skip
