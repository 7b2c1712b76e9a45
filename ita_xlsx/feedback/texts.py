"""Hold the Thai texts of marked copies and covering texts.

Constants only; the fields in braces are filled by the modules that write the texts.
"""

from __future__ import annotations

from ita_xlsx.model.findings import Severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.marked_copy import FAULTS_SHEET, SUMMARY_SHEET

REPORT, SUMMARY = FAULTS_SHEET, SUMMARY_SHEET
REPORT_TITLE = "รายการที่ต้องแก้ไขและควรตรวจ"
SUMMARY_TITLE = "สรุปข้อค้นพบ"
# The titles of this sheet in the copies of earlier versions.
EARLIER_SUMMARY_TITLES = ("สรุปข้อค้นพบตามรหัสกติกา",)

YEAR = "ปีงบประมาณ พ.ศ. {year}"
FILE = "ไฟล์ที่ตรวจ: {file}"
CHECKED = "ตรวจเมื่อวันที่ {day}"
STATUS = "ผลการตรวจ: {status}"
ANSWERED = "กรอกแล้ว {answered}"
ERROR, WARNING = label_of(Severity.ERROR), label_of(Severity.WARNING)
COUNTS = f"{ERROR} {{errors}} รายการ · {WARNING} {{warnings}} รายการ"
NOTHING_TO_FIX = "ไม่มีรายการที่ต้องแก้ไข"
TO_CONFIRM = "คะแนนอาจผิดขนาด จึงยังไม่นับ โปรดยืนยันว่าถูกต้อง หรือแก้ไขให้เป็นคะแนน 0-100"
HOW = (
    f"กดที่ชื่อช่องเพื่อไปยังช่องนั้น (สีแดง = {ERROR}, สีส้ม = {WARNING}) แก้ไขแล้วบันทึกเป็นไฟล์ .xlsx และส่งกลับ "
    "ไฟล์ต้นฉบับของหน่วยงานไม่ถูกเปลี่ยนแปลง"
)
DEADLINE = "โปรดส่งกลับภายในวันที่ {day}"
SOON = "โปรดส่งกลับโดยเร็ว"
CONTACT = "สอบถาม: {contact}"
PHONE = "โทร. {phone}"
REPAIRED = f"อ่านได้แล้ว ไม่ต้องแก้ไข ({label_of(Severity.INFO)})"
LOST = "สิ่งที่นำออกหรือไม่ได้อยู่ในสำเนานี้ (ยังอยู่ครบในไฟล์ต้นฉบับของหน่วยงาน)"
SENDING = "{agency} ขอส่งแบบรายงานผลการประเมิน ITA {year}"
ATTACHED = "ไฟล์แนบ: {file}"
STILL_OPEN = "รายการที่ยังต้องแก้ไข ซึ่งจะส่งเพิ่มเติมภายหลัง:"
LOOKED_AT = "รายการที่โปรแกรมตรวจแบบแจ้งว่าควรตรวจ:"
MORE = "และอีก {count} รายการ"
WHOLE = "ทั้งไฟล์"

REPORT_HEADERS = ("ลำดับ", "ความสำคัญ", "แผ่นงาน", "ช่อง", "ค่าที่พบ", "สิ่งที่พบ", "วิธีแก้")
SUMMARY_HEADERS = ("ความสำคัญ", "จำนวนช่อง/รายการ", "ตัวอย่างสิ่งที่พบ")

NOTE_AUTHOR = "ผู้ตรวจแบบ ITA"
NOTE = "{word}: {message}\nวิธีแก้: {fix}"

MACROS = "มาโคร"
MACRO_SHEETS = "แผ่นมาโคร {count} แผ่น"
CHART_SHEETS = "แผ่นกราฟ {count} แผ่น"
OTHER_SHEETS = "แผ่นงานชนิดอื่นที่คัดลอกไม่ได้ {count} แผ่น"
OTHER_FILES = "ลิงก์ไปไฟล์อื่น {count} แห่ง"
CONNECTIONS = "การเชื่อมต่อข้อมูลภายนอก"
EMBEDDED = "ไฟล์ที่ฝังไว้ {count} ไฟล์"
CONTROLS = "ปุ่มหรือช่องควบคุม {count} ชิ้น"
SLICERS = "ตัวแบ่งส่วนข้อมูล"
PIVOTS = "PivotTable {count} ตาราง (เหลือเป็นค่า)"
THREADS = "ความเห็นแบบสนทนา (เหลือเป็นหมายเหตุข้อความ)"
SPARKLINES = "กราฟขนาดเล็กในช่อง"
LATER_RULES = "การตรวจสอบข้อมูลหรือการจัดรูปแบบตามเงื่อนไขแบบใหม่"
BACKGROUNDS = "รูปพื้นหลังหรือรูปในหัวกระดาษ"
ADD_INS = "ส่วนเสริมของ Excel"
PICTURES = "รูปภาพ {count} รูป"
CHARTS = "กราฟ {count} รูป"
SHAPES = "รูปวาด/กล่องข้อความ {count} ชิ้น"
FORMULAS = "สูตรที่ไม่ใช่ของแบบ {count} ช่อง (เหลือเป็นค่าที่คำนวณไว้)"
ORPHANS = "สูตรของแบบที่อ้างถึงแผ่นงานซึ่งไม่มีในไฟล์แล้ว {count} ช่อง (เหลือเป็นค่าที่คำนวณไว้)"
NO_VALUES = "สูตรที่ไม่มีผลคำนวณเก็บไว้ {count} ช่อง (ว่างในสำเนา): {places}"
RULES = "กฎตรวจสอบข้อมูลหรือจัดรูปแบบที่ไม่ใช่ของแบบ {count} ข้อ"
LINKS = "ลิงก์ {count} แห่ง (เหลือเป็นข้อความ)"
NAMES = "ชื่อที่กำหนดไว้ในสูตร {count} ชื่อ"
MERGES = "การผสานเซลล์ {count} ช่วง"
COVERED = "ค่าที่ซ่อนอยู่ใต้เซลล์ที่ผสาน {count} ช่อง ในแผ่น {sheets}"
GHOSTS = "รูปแบบของช่องว่างท้ายแผ่น {sheets}"
LOOKS = "สี เส้นขอบ และรูปแบบเดิมทั้งหมด เพราะไฟล์ต้นฉบับชำรุดบางส่วน"

GREETING = "เรียน {agency}"
SUBJECT = "ผลการตรวจแบบกรอกคะแนน ITA"
ITEM = "{number}. {place} {message} → {fix}"
PLACE = "แผ่น {sheet} ช่อง {cells}:"
PLACE_SHEET = "แผ่น {sheet}:"
SEE_COPY = "รายละเอียดอยู่ในไฟล์ «{name}» แผ่น «{sheet}» ช่องที่ต้องแก้ระบายสีไว้แล้ว แก้ไขในไฟล์นั้นแล้วส่งกลับ"
# What a mail asks for: little first.
REQUESTS = TO_LOOK, TO_CONFIRM_SCORES, TO_MEND = ("ตรวจสอบ", "ยืนยันคะแนน", "แก้ไข")
ASK_FIX = "โปรดแก้ไขและส่งกลับภายในวันที่ {day}"
ASK_FIX_SOON = "โปรดแก้ไขและส่งกลับโดยเร็ว"
ASK_CHECK = "โปรดตรวจ หากแก้ไข โปรดส่งกลับภายในวันที่ {day}"
ASK_CHECK_SOON = "โปรดตรวจ หากแก้ไข โปรดส่งกลับโดยเร็ว"
ASK_CONFIRM = "โปรดยืนยันคะแนนหรือแก้ไขและส่งกลับภายในวันที่ {day}"
ASK_CONFIRM_SOON = "โปรดยืนยันคะแนนหรือแก้ไขและส่งกลับโดยเร็ว"
LOST_SHORT = "ไม่ได้อยู่ในสำเนา: {items}"
