"""Messages about the web addresses of evidence: how they are written, and what a visit to them showed."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic, Trait, Verdict

_COPY_TH = "เปิดหน้านั้นในเบราว์เซอร์ แล้วคัดลอกที่อยู่ทั้งบรรทัดมาวางใหม่"
_COPY = "open the page in a browser and copy its whole address again"

_FROM_VISIT = frozenset({Trait.FROM_VISIT})
_INCONCLUSIVE = frozenset({Trait.FROM_VISIT, Trait.INCONCLUSIVE})

MESSAGES = (
    Message(
        Code.ADDRESS_MALFORMED, Severity.ERROR, Topic.LINKS,
        "ที่อยู่ «{value}» ผิดรูปแบบ เปิดไม่ได้", _COPY_TH,
        "the address «{value}» is not written correctly and cannot be opened", _COPY,
        verdict=Verdict.BROKEN,
    ),
    Message(
        Code.ADDRESS_WITHOUT_SCHEME, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» ไม่ขึ้นต้นด้วย https:// จึงกดเปิดจากเอกสารไม่ได้", _COPY_TH,
        "the address «{value}» does not begin with https://, so it cannot be opened from a document", _COPY,
    ),
    Message(
        Code.NOT_A_WEB_ADDRESS, Severity.ERROR, Topic.LINKS,
        "«{value}» ไม่ใช่ที่อยู่เว็บ (เช่น ไฟล์ในเครื่อง โฟลเดอร์ในสำนักงาน อีเมล หรือคำสั่ง) ประชาชนเปิดไม่ได้",
        "เผยแพร่บนเว็บไซต์ของหน่วยงาน แล้วใส่ที่อยู่ที่ขึ้นต้นด้วย https://",
        "«{value}» is not a web address (it may be a local file, an office folder, an e-mail address or a "
        "command); the public cannot open it",
        "publish it on the agency's website and give the address that begins with https://",
        verdict=Verdict.BROKEN,
    ),
    Message(
        Code.ADDRESS_CUT_OFF, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» น่าจะถูกตัดท้าย: ที่อยู่อื่นมีต่อ เช่น «{detail}»", _COPY_TH,
        "the end of the address «{value}» seems to be cut off: other addresses are longer, such as «{detail}»", _COPY,
    ),
    Message(
        Code.ADDRESS_MISTYPED, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» ต่างจาก «{detail}» เพียงไม่กี่ตัวอักษร น่าจะพิมพ์ผิดฉบับหนึ่ง", "เปิดดูทั้งสองที่อยู่ แล้วใช้ฉบับที่เปิดได้ทุกแห่ง",
        "the address «{value}» differs from «{detail}» in only a few characters; one of them is probably mistyped",
        "open both, and use the one that opens everywhere",
    ),
    Message(
        Code.SITE_ALMOST_AGENCYS, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» สะกดชื่อเว็บไซต์ใกล้เคียงแต่ไม่ตรงกับของหน่วยงาน ({detail})", "ตรวจชื่อเว็บไซต์ เช่น .gov.th กับ .go.th",
        "the website name in «{value}» is similar to the agency's website but not the same ({detail})",
        "check the website name, such as .gov.th instead of .go.th",
    ),
    Message(
        Code.SITE_NOT_AGENCYS, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» ไม่ได้อยู่บนเว็บไซต์ของหน่วยงาน ({detail})", "เผยแพร่บนเว็บไซต์หลักของหน่วยงาน แล้วใส่ที่อยู่นั้น",
        "the address «{value}» is not on the agency's own website ({detail})",
        "publish the page on the agency's main website and give that address",
    ),
    Message(
        Code.INTERNAL_ADDRESS, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» ใช้ได้เฉพาะในเครือข่ายของสำนักงาน", "ใส่ที่อยู่บนเว็บไซต์ที่ประชาชนเปิดได้",
        "the address «{value}» works only inside the office network", "give an address that the public can open",
    ),
    Message(
        Code.LINK_SHOWS_OTHER_ADDRESS, Severity.WARNING, Topic.LINKS,
        "«{value}» คือที่อยู่ของลิงก์ แต่ช่องแสดง «{detail}» จึงตรวจที่อยู่ของลิงก์",
        "ให้ข้อความกับลิงก์ตรงกัน (คลิกขวา > แก้ไขการเชื่อมโยงหลายมิติ)",
        "the link goes to «{value}», but its cell shows «{detail}»; the address of the link was checked",
        "make the text and the link the same (right-click > Edit Hyperlink)",
    ),
    Message(
        Code.SHORT_LINK, Severity.WARNING, Topic.LINKS,
        "«{value}» เป็นลิงก์ย่อ ไม่เห็นว่าไปที่ใดและอาจหมดอายุ", "ใส่ที่อยู่เต็มของหน้านั้น",
        "«{value}» is a short link: it hides the real address, and it may expire", "give the full address of the page",
    ),
    Message(
        Code.STORED_ELSEWHERE, Severity.WARNING, Topic.LINKS,
        "«{value}» เป็นแบบฟอร์มหรือไฟล์ฝากไว้ที่ {detail} ซึ่งอาจต้องเข้าสู่ระบบก่อน", "เปิดสิทธิ์ให้ทุกคนดูได้ และอ้างจากหน้าเว็บไซต์ของหน่วยงาน",
        "«{value}» is a form or a file stored at {detail}, which may ask for a login",
        "allow everybody to view it, and link to it from a page of the agency's website",
    ),
    Message(
        Code.ONE_ADDRESS_FOR_MANY, Severity.WARNING, Topic.LINKS,
        "ที่อยู่เดียว «{value}» เป็นหลักฐานของ {detail} แถว", "ตรวจว่าหน้านั้นแสดงผลของทุกขั้นตอนจริง หรือใส่ที่อยู่ของแต่ละเรื่อง",
        "the single address «{value}» is the evidence for {detail} rows",
        "check that the page shows the result of each row, or give each row its own address",
    ),
    Message(
        Code.NOT_ENCRYPTED, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» เป็น http ไม่เข้ารหัส เบราว์เซอร์อาจเตือนว่าไม่ปลอดภัย", "ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หากเปิดได้",
        "the address «{value}» uses http without encryption; browsers may warn that it is not safe",
        "use the https:// address if it opens",
    ),
    Message(
        Code.REASON_NOT_ADDRESS, Severity.INFO, Topic.LINKS,
        "«{value}» ไม่ใช่ URL จึงเก็บไว้เป็นเหตุผล", "ไม่ต้องแก้ หากเป็นเหตุผลที่ไม่มีหลักฐาน",
        "«{value}» is not a URL and is kept as a reason", "nothing to do if it explains why there is no evidence",
        verdict=Verdict.REASON,
    ),
    Message(
        Code.SITE_ASSUMED, Severity.INFO, Topic.LINKS,
        "ไม่มีเว็บไซต์หลักของหน่วยงานในแบบฟอร์มและทะเบียน จึงถือว่าเป็น {detail} ซึ่งใช้มากที่สุด",
        "กรอกช่อง «เว็บไซต์หลัก» หรือเพิ่มในทะเบียน",
        "neither the form nor the roster gives the agency's website, so {detail}, which is used most, is assumed",
        "fill in เว็บไซต์หลัก, or add the website to the roster",
    ),
    Message(
        Code.TEXT_AFTER_ADDRESS, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» มีข้อความต่อหลังช่องว่าง («{detail}») หากเป็นส่วนของที่อยู่ ที่อยู่นี้ขาดและเปิดไม่ตรงหน้า",
        "ใส่ %20 แทนช่องว่างในที่อยู่ (คัดลอกจากเบราว์เซอร์) หากเป็นคำอธิบาย ให้ย้ายไปช่องหมายเหตุ",
        "there is text after a space in the address «{value}» («{detail}»); if it belongs to the address, the "
        "address is incomplete",
        "replace each space in the address by %20 (copy the address from the browser); move a remark to the notes "
        "column",
    ),
    Message(
        Code.HOME_PAGE_ONLY, Severity.WARNING, Topic.LINKS,
        "ที่อยู่ «{value}» เป็นหน้าแรกของเว็บไซต์ ไม่ได้เปิดถึงหลักฐาน", "ใส่ที่อยู่ของหน้าหรือไฟล์ที่แสดงหลักฐานโดยตรง",
        "the address «{value}» is the home page of a website and does not lead to the evidence",
        "give the address of the page or file that shows the evidence",
    ),
    Message(
        Code.PAGE_GONE, Severity.ERROR, Topic.LINKS,
        "«{value}» ไม่มีอยู่แล้ว (ตอบ {detail})", "แก้ที่อยู่ หรือเผยแพร่ใหม่",
        "«{value}» no longer exists (answer {detail})", "correct the address, or publish the page again",
        traits=_FROM_VISIT,
        verdict=Verdict.BROKEN,
    ),
    Message(
        Code.NO_SUCH_HOST, Severity.ERROR, Topic.LINKS,
        "ไม่มีเว็บไซต์ชื่อ {detail} («{value}»)", "ตรวจตัวสะกดของชื่อเว็บไซต์",
        "there is no website called {detail} («{value}»)", "check the spelling of the website name",
        traits=_FROM_VISIT,
        verdict=Verdict.BROKEN,
    ),
    Message(
        Code.ACCESS_REFUSED, Severity.WARNING, Topic.LINKS,
        "ตรวจไม่ได้: «{value}» ไม่ให้เปิดหรือขอให้เข้าสู่ระบบ (ตอบ {detail})", "เปิดดูเองโดยไม่เข้าสู่ระบบ ประชาชนต้องเปิดได้",
        "cannot be checked: «{value}» refuses access or asks for a login (answer {detail})",
        "open it yourself without logging in: the public must be able to open it",
        traits=_FROM_VISIT,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.SERVER_FAILED, Severity.WARNING, Topic.LINKS,
        "ตรวจไม่ได้: «{value}» ขัดข้อง (ตอบ {detail})", "ลองใหม่ภายหลังด้วย --again",
        "cannot be checked: «{value}» does not work (answer {detail})", "try again later with --again",
        traits=_FROM_VISIT,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.NO_ANSWER, Severity.WARNING, Topic.LINKS,
        "ตรวจไม่ได้: «{value}» ไม่ตอบภายในเวลาหรือตัดการเชื่อมต่อ", "ลองใหม่ภายหลังด้วย --again หรือเปิดดูเอง",
        "cannot be checked: «{value}» did not answer in time, or closed the connection",
        "try again later with --again, or open it yourself",
        traits=_FROM_VISIT,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.LEADS_TO_HOME_PAGE, Severity.WARNING, Topic.LINKS,
        "«{value}» พาไปหน้าแรก {reached} แทนเนื้อหา", "หน้าเดิมอาจถูกลบ ใส่ที่อยู่ที่เปิดเนื้อหาโดยตรง",
        "«{value}» leads to the home page {reached} instead of the content",
        "the page may be deleted; give an address that opens the content directly",
        traits=_FROM_VISIT,
    ),
    Message(
        Code.CERTIFICATE_EXPIRED, Severity.WARNING, Topic.LINKS,
        "ใบรับรองความปลอดภัยของ {detail} หมดอายุ เบราว์เซอร์จะเตือนก่อนเปิด («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ให้ต่ออายุใบรับรอง",
        "the security certificate of {detail} has expired, so browsers show a warning («{value}»)",
        "ask the website administrator to renew it",
        traits=_FROM_VISIT,
    ),
    Message(
        Code.CERTIFICATE_OF_OTHER_HOST, Severity.WARNING, Topic.LINKS,
        "ใบรับรองความปลอดภัยไม่ใช่ของ {detail} เบราว์เซอร์จะเตือนก่อนเปิด («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ หรือตรวจตัวสะกดของชื่อ",
        "the security certificate does not belong to {detail}, so browsers show a warning («{value}»)",
        "tell the website administrator, or check the spelling of the website name",
        traits=_FROM_VISIT,
    ),
    Message(
        Code.CERTIFICATE_NOT_TRUSTED, Severity.WARNING, Topic.LINKS,
        "ใบรับรองความปลอดภัยของ {detail} ไม่มีผู้ออกที่เชื่อถือได้ หรือติดตั้งไม่ครบ («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ให้ติดตั้งใบรับรองให้ครบ",
        "the security certificate of {detail} has no trusted issuer, or is not installed completely («{value}»)",
        "ask the website administrator to install the complete certificate",
        traits=_FROM_VISIT,
    ),
    Message(
        Code.ENCRYPTION_FAILED, Severity.WARNING, Topic.LINKS,
        "เชื่อมต่อแบบเข้ารหัสกับ {detail} ไม่ได้ («{value}»)", "แจ้งผู้ดูแลเว็บไซต์ หรือเปิดดูเอง",
        "no encrypted connection to {detail} could be made («{value}»)",
        "tell the website administrator, or open it yourself",
        traits=_FROM_VISIT,
    ),
    Message(
        Code.TOO_MANY_REDIRECTS, Severity.WARNING, Topic.LINKS,
        "ตรวจไม่ได้: «{value}» พาต่อไปเกิน {detail} ทอด", "ใส่ที่อยู่ปลายทางโดยตรง",
        "cannot be checked: «{value}» redirects more than {detail} times", "give the final address directly",
        traits=_FROM_VISIT,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.LEADS_TO_PRIVATE_SITE, Severity.WARNING, Topic.LINKS,
        "ไม่ได้เปิด «{value}» เพราะนำไปยัง {detail} ซึ่งไม่ใช่เว็บไซต์สาธารณะ (พอร์ต 80 และ 443)", "ใส่ที่อยู่บนเว็บไซต์ที่ประชาชนเปิดได้",
        "«{value}» was not opened because it leads to {detail}, which is not a public website (ports 80 and 443)",
        "give an address that the public can open",
        traits=_FROM_VISIT,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.HOST_LOOKUP_FAILED, Severity.WARNING, Topic.LINKS,
        "ตรวจไม่ได้: ค้นหาชื่อ {detail} ไม่ได้ («{value}»)", "ตรวจว่าเครื่องต่ออินเทอร์เน็ต แล้วสั่งใหม่",
        "cannot be checked: the name {detail} could not be looked up («{value}»)",
        "check that this computer is online, then run the command again",
        traits=_INCONCLUSIVE,
        verdict=Verdict.UNKNOWN,
    ),
    Message(
        Code.OFFLINE, Severity.WARNING, Topic.LINKS,
        "เครื่องนี้ไม่ได้ต่ออินเทอร์เน็ต จึงไม่ได้เปิดดูที่อยู่ใด", "ต่ออินเทอร์เน็ตแล้วสั่งใหม่ ผลเดิมยังอยู่ครบ",
        "this computer is offline, so no address was opened",
        "go online and run the command again; earlier results are kept",
        traits=_FROM_VISIT,
    ),
)  # fmt: skip
