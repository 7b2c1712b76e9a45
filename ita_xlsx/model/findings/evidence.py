"""Messages about the addresses that prove something: as they are spelt, and what a visit found."""

from ita_xlsx.model.findings.finding import Message, Severity

_COPY_TH = "เปิดหน้านั้นในเบราว์เซอร์ แล้วคัดลอกที่อยู่ทั้งบรรทัดมาวางใหม่"
_COPY = "open the page in a browser and copy its whole address again"

MESSAGES = (
    Message(
        "L401", Severity.ERROR,
        "ที่อยู่ «{value}» ผิดรูปแบบ เปิดไม่ได้", _COPY_TH,
        "the address «{value}» is malformed and cannot be opened", _COPY,
    ),
    Message(
        "L402", Severity.WARNING,
        "ที่อยู่ «{value}» ไม่ขึ้นต้นด้วย https:// จึงกดเปิดจากเอกสารไม่ได้", _COPY_TH,
        "the address «{value}» does not begin with https://, so it opens from no document", _COPY,
    ),
    Message(
        "L403", Severity.ERROR,
        "«{value}» ไม่ใช่ที่อยู่เว็บ (เช่น ไฟล์ในเครื่อง โฟลเดอร์ในสำนักงาน อีเมล หรือคำสั่ง) ประชาชนเปิดไม่ได้",
        "เผยแพร่บนเว็บไซต์ของหน่วยงาน แล้วใส่ที่อยู่ที่ขึ้นต้นด้วย https://",
        "«{value}» is no web address (a file, a folder of the office, mail, a command); the public cannot open it",
        "publish it on the agency's site and give the address that begins with https://",
    ),
    Message(
        "L404", Severity.WARNING,
        "ที่อยู่ «{value}» น่าจะถูกตัดท้าย: ที่อยู่อื่นมีต่อ เช่น «{detail}»", _COPY_TH,
        "the address «{value}» looks cut off: others go on, such as «{detail}»", _COPY,
    ),
    Message(
        "L405", Severity.WARNING,
        "ที่อยู่ «{value}» ต่างจาก «{detail}» เพียงไม่กี่ตัวอักษร น่าจะพิมพ์ผิดฉบับหนึ่ง", "เปิดดูทั้งสองที่อยู่ แล้วใช้ฉบับที่เปิดได้ทุกแห่ง",
        "the address «{value}» differs from «{detail}» in a few characters: one of them is mistyped",
        "open both, and use the one that opens everywhere",
    ),
    Message(
        "L406", Severity.WARNING,
        "ที่อยู่ «{value}» สะกดชื่อเว็บไซต์ใกล้เคียงแต่ไม่ตรงกับของหน่วยงาน ({detail})", "ตรวจชื่อเว็บไซต์ เช่น .gov.th กับ .go.th",
        "the address «{value}» is on a near twin of the agency's site ({detail})",
        "check the name of the site, such as .gov.th for .go.th",
    ),
    Message(
        "L407", Severity.WARNING,
        "ที่อยู่ «{value}» ไม่ได้อยู่บนเว็บไซต์ของหน่วยงาน ({detail})", "เผยแพร่บนเว็บไซต์หลักของหน่วยงาน แล้วใส่ที่อยู่นั้น",
        "the address «{value}» is not on the agency's own site ({detail})", "publish it there and give that address",
    ),
    Message(
        "L408", Severity.WARNING,
        "ที่อยู่ «{value}» ใช้ได้เฉพาะในเครือข่ายของสำนักงาน", "ใส่ที่อยู่บนเว็บไซต์ที่ประชาชนเปิดได้",
        "the address «{value}» is one of the office's own network", "give one that the public can open",
    ),
    Message(
        "L409", Severity.WARNING,
        "«{value}» คือที่อยู่ของลิงก์ แต่ช่องแสดง «{detail}» จึงตรวจที่อยู่ของลิงก์", "ให้ข้อความกับลิงก์ตรงกัน (คลิกขวา > แก้ไขการเชื่อมโยงหลายมิติ)",
        "«{value}» is where the link leads, and what was looked at, but its cell shows «{detail}»",
        "make text and link agree (right-click > Edit Hyperlink)",
    ),
    Message(
        "L410", Severity.WARNING,
        "«{value}» เป็นลิงก์ย่อ ไม่เห็นว่าไปที่ใดและอาจหมดอายุ", "ใส่ที่อยู่เต็มของหน้านั้น",
        "«{value}» is a short link: where it leads cannot be seen, and it may expire", "give the full address of the page",
    ),
    Message(
        "L411", Severity.WARNING,
        "«{value}» เป็นแบบฟอร์มหรือไฟล์ฝากไว้ที่ {detail} ซึ่งอาจต้องเข้าสู่ระบบก่อน", "เปิดสิทธิ์ให้ทุกคนดูได้ และอ้างจากหน้าเว็บไซต์ของหน่วยงาน",
        "«{value}» is a form or file kept at {detail}, which may ask for a login",
        "let everybody see it, and refer to it from a page of the agency's site",
    ),
    Message(
        "L412", Severity.WARNING,
        "ที่อยู่เดียว «{value}» เป็นหลักฐานของ {detail} แถว", "ตรวจว่าหน้านั้นแสดงผลของทุกขั้นตอนจริง หรือใส่ที่อยู่ของแต่ละเรื่อง",
        "the address «{value}» proves {detail} rows alone",
        "see that the page shows the result of each of them, or give each its own",
    ),
    Message(
        "L413", Severity.WARNING,
        "ที่อยู่ «{value}» เป็น http ไม่เข้ารหัส เบราว์เซอร์อาจเตือนว่าไม่ปลอดภัย", "ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หากเปิดได้",
        "the address «{value}» is http only; browsers may call it unsafe", "use the one with https:// where it opens",
    ),
    Message(
        "L414", Severity.INFO,
        "«{value}» ไม่ใช่ URL จึงเก็บไว้เป็นเหตุผล", "ไม่ต้องแก้ หากเป็นเหตุผลที่ไม่มีหลักฐาน",
        "«{value}» is no URL and is kept as a reason", "nothing to do if it says why there is no evidence",
    ),
    Message(
        "L415", Severity.INFO,
        "ไม่มีเว็บไซต์หลักของหน่วยงานในแบบฟอร์มและทะเบียน จึงถือว่าเป็น {detail} ซึ่งใช้มากที่สุด",
        "กรอกช่อง «เว็บไซต์หลัก» หรือเพิ่มในทะเบียน",
        "neither form nor roster names the agency's site; {detail}, used most, is taken for it",
        "fill in เว็บไซต์หลัก, or add the site to the roster",
    ),
    Message(
        "L416", Severity.WARNING,
        "ที่อยู่ «{value}» มีข้อความต่อหลังช่องว่าง («{detail}») หากเป็นส่วนของที่อยู่ ที่อยู่นี้ขาดและเปิดไม่ตรงหน้า",
        "ใส่ %20 แทนช่องว่างในที่อยู่ (คัดลอกจากเบราว์เซอร์) หากเป็นคำอธิบาย ให้ย้ายไปช่องหมายเหตุ",
        "after the address «{value}» the text goes on after a blank («{detail}»); if that belongs to it, it is cut short",
        "put %20 for each blank (copy the address from the browser); move a remark to the column of notes",
    ),
    Message(
        "L417", Severity.WARNING,
        "ที่อยู่ «{value}» เป็นหน้าแรกของเว็บไซต์ ไม่ได้เปิดถึงหลักฐาน", "ใส่ที่อยู่ของหน้าหรือไฟล์ที่แสดงหลักฐานโดยตรง",
        "the address «{value}» is the home page of a site and shows no evidence by itself",
        "give the address of the page or file that shows it",
    ),
    Message(
        "L421", Severity.ERROR,
        "«{value}» ไม่มีอยู่แล้ว (ตอบ {detail})", "แก้ที่อยู่ หรือเผยแพร่ใหม่",
        "«{value}» is not there any more (answer {detail})", "mend the address, or publish the page again",
    ),
    Message(
        "L422", Severity.ERROR,
        "ไม่มีเว็บไซต์ชื่อ {detail} («{value}»)", "ตรวจตัวสะกดของชื่อเว็บไซต์",
        "there is no site called {detail} («{value}»)", "check how its name is spelt",
    ),
    Message(
        "L423", Severity.WARNING,
        "ตรวจไม่ได้: «{value}» ไม่ให้เปิดหรือขอให้เข้าสู่ระบบ (ตอบ {detail})", "เปิดดูเองโดยไม่เข้าสู่ระบบ ประชาชนต้องเปิดได้",
        "cannot tell: «{value}» refuses, or asks for a login (answer {detail})",
        "open it yourself without logging in: the public must be able to",
    ),
    Message(
        "L424", Severity.WARNING,
        "ตรวจไม่ได้: «{value}» ขัดข้อง (ตอบ {detail})", "ลองใหม่ภายหลังด้วย --again",
        "cannot tell: «{value}» is out of order (answer {detail})", "try later with --again",
    ),
    Message(
        "L425", Severity.WARNING,
        "ตรวจไม่ได้: «{value}» ไม่ตอบภายในเวลาหรือตัดการเชื่อมต่อ", "ลองใหม่ภายหลังด้วย --again หรือเปิดดูเอง",
        "cannot tell: «{value}» did not answer in time, or broke off", "try later with --again, or open it yourself",
    ),
    Message(
        "L426", Severity.WARNING,
        "«{value}» พาไปหน้าแรก {reached} แทนเนื้อหา", "หน้าเดิมอาจถูกลบ ใส่ที่อยู่ที่เปิดเนื้อหาโดยตรง",
        "«{value}» leads to the home page {reached} and not to what it should show",
        "the page may be gone; give an address that opens it directly",
    ),
    Message(
        "L427", Severity.WARNING,
        "ใบรับรองความปลอดภัยของ {detail} หมดอายุ เบราว์เซอร์จะเตือนก่อนเปิด («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ให้ต่ออายุใบรับรอง",
        "the certificate of {detail} has expired, so browsers warn («{value}»)",
        "have whoever keeps the site renew it",
    ),
    Message(
        "L428", Severity.WARNING,
        "ใบรับรองความปลอดภัยไม่ใช่ของ {detail} เบราว์เซอร์จะเตือนก่อนเปิด («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ หรือตรวจตัวสะกดของชื่อ",
        "the certificate shown is not that of {detail}, so browsers warn («{value}»)",
        "tell whoever keeps the site, or check how its name is spelt",
    ),
    Message(
        "L429", Severity.WARNING,
        "ใบรับรองความปลอดภัยของ {detail} ไม่มีผู้ออกที่เชื่อถือได้ หรือติดตั้งไม่ครบ («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ให้ติดตั้งใบรับรองให้ครบ",
        "the certificate of {detail} has no trusted issuer, or its chain is incomplete («{value}»)",
        "have whoever keeps the site install the whole chain",
    ),
    Message(
        "L430", Severity.WARNING,
        "เชื่อมต่อแบบเข้ารหัสกับ {detail} ไม่ได้ («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ หรือเปิดดูเอง",
        "no safe connection to {detail} could be made («{value}»)", "tell whoever keeps the site, or open it yourself",
    ),
    Message(
        "L431", Severity.WARNING,
        "ตรวจไม่ได้: «{value}» พาต่อไปเกิน {detail} ทอด", "ใส่ที่อยู่ปลายทางโดยตรง",
        "cannot tell: «{value}» leads on more than {detail} times", "give the address where it ends",
    ),
    Message(
        "L432", Severity.WARNING,
        "ไม่ได้เปิด «{value}» เพราะนำไปยัง {detail} ซึ่งไม่ใช่เว็บไซต์สาธารณะ (พอร์ต 80 และ 443)", "ใส่ที่อยู่บนเว็บไซต์ที่ประชาชนเปิดได้",
        "«{value}» was not opened: it leads to {detail}, which is no public site (ports 80 and 443)",
        "give an address that the public can open",
    ),
    Message(
        "L433", Severity.WARNING,
        "ตรวจไม่ได้: ค้นหาชื่อ {detail} ไม่ได้ («{value}»)", "ตรวจว่าเครื่องต่ออินเทอร์เน็ต แล้วสั่งใหม่",
        "cannot tell: the name {detail} could not be looked up («{value}»)",
        "see that this computer is online, then run the command again",
    ),
    Message(
        "L434", Severity.WARNING,
        "เครื่องนี้ไม่ได้ต่ออินเทอร์เน็ต จึงไม่ได้เปิดดูที่อยู่ใด", "ต่ออินเทอร์เน็ตแล้วสั่งใหม่ ผลเดิมยังอยู่ครบ",
        "this computer is offline, so nothing was opened", "go online and run the command again; what was known is kept",
    ),
)  # fmt: skip
