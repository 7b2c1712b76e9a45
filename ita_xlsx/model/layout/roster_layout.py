"""Define the columns of the roster: the headers that offices give them, and the order in which they are written.

The reader and the writer of rosters use it. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# The fields of an agency in the order in which the roster is written; the first five are always written.
FIELDS = (
    "code",
    "name",
    "province",
    "website",
    "contact",
    "kind",
    "district",
    "phone",
    "email",
    "aliases",
    "addressee",
    "staff",
    "served",
)
ALWAYS_WRITTEN = FIELDS[:5]

# The best word of a field comes first: of two columns the one with the better word is taken.
HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": (
            "code", "รหัส", "รหัสหน่วยงาน", "รหัสส่วนราชการ", "รหัสอปท.", "รหัสองค์กรปกครองส่วนท้องถิ่น", "agency code", "id",
        ),
        "name": (
            "name", "ชื่อหน่วยงาน", "ชื่อส่วนราชการ", "รายชื่อหน่วยงาน", "รายชื่อส่วนราชการ", "หน่วยงาน", "ส่วนราชการ",
            "หน่วยงาน/ส่วนราชการ", "ส่วนราชการ/หน่วยงาน", "ชื่อหน่วยงาน/ส่วนราชการ", "ชื่อส่วนราชการ/หน่วยงาน",
            "ส่วนราชการหรือหน่วยงาน", "หน่วยงานภาครัฐ", "หน่วยงานของรัฐ", "ชื่อหน่วยงานภาครัฐ", "ชื่อหน่วยงานของรัฐ",
            "หน่วยงานที่เข้ารับการประเมิน", "หน่วยงานที่รับการประเมิน", "ชื่ออปท.", "อปท.", "องค์กรปกครองส่วนท้องถิ่น",
            "ชื่อองค์กรปกครองส่วนท้องถิ่น", "ชื่อหน่วย", "agency name", "agency", "ชื่อ", "รายชื่อ",
        ),
        "province": ("province", "จังหวัด", "ชื่อจังหวัด"),
        "website": (
            "website", "เว็บไซต์", "เว็บไซต์หลัก", "เว็บไซต์หน่วยงาน", "เว็บไซต์ของหน่วยงาน", "web site", "url",
        ),
        "contact": (
            "contact", "ผู้ประสานงาน", "ผู้ติดต่อ", "ชื่อผู้ประสานงาน", "ชื่อผู้ติดต่อ", "เจ้าหน้าที่ผู้ประสานงาน", "ผู้ประสานงานหน่วยงาน",
            "ชื่อ-สกุลผู้ประสานงาน", "ชื่อ-นามสกุลผู้ประสานงาน", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อสกุล", "ชื่อ นามสกุล", "ผู้รับผิดชอบ",
            "ชื่อผู้รับผิดชอบ", "เจ้าหน้าที่ผู้รับผิดชอบ", "เจ้าหน้าที่",
        ),
        "kind": ("kind", "ประเภท", "ประเภทหน่วยงาน", "ประเภทอปท.", "กลุ่มหน่วยงาน", "type"),
        "district": ("district", "อำเภอ", "อำเภอ/เขต", "เขต/อำเภอ", "ที่ตั้งอำเภอ", "อ."),
        "phone": (
            "phone", "โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "โทร", "เบอร์ติดต่อ", "หมายเลขติดต่อ",
            "โทรศัพท์ผู้ประสานงาน", "เบอร์โทรผู้ประสานงาน", "เบอร์โทรศัพท์ผู้ประสานงาน", "โทรศัพท์มือถือ", "มือถือ", "โทรศัพท์เคลื่อนที่",
            "telephone", "tel", "mobile",
        ),
        "email": (
            "email", "e-mail", "อีเมล", "อีเมล์", "อีเมลผู้ประสานงาน", "อีเมลหน่วยงาน", "จดหมายอิเล็กทรอนิกส์", "ไปรษณีย์อิเล็กทรอนิกส์",
            "เมล", "mail",
        ),
        "aliases": ("aliases", "alias", "ชื่ออื่น", "ชื่อย่อ", "ชื่อเดิม", "ชื่ออื่นที่ใช้", "ชื่อเรียกอื่น"),
        "addressee": (
            "addressee", "เรียน", "เรียน (ตำแหน่ง)", "ตำแหน่งผู้รับหนังสือ", "ตำแหน่งหัวหน้าหน่วยงาน", "ตำแหน่งหัวหน้าส่วนราชการ",
            "ตำแหน่งผู้บริหาร", "ตำแหน่งผู้บริหารสูงสุด",
        ),
        "staff": (
            "staff", "จำนวนบุคลากร", "บุคลากร", "จำนวนเจ้าหน้าที่", "จำนวนบุคลากรภายใน",
            "จำนวนผู้มีส่วนได้ส่วนเสียภายใน", "จำนวนข้าราชการและเจ้าหน้าที่",
        ),
        "served": (
            "served", "จำนวนผู้รับบริการ", "จำนวนผู้มาติดต่อ", "จำนวนผู้รับบริการหรือมาติดต่อ", "จำนวนผู้มีส่วนได้ส่วนเสียภายนอก",
            "จำนวนประชากร", "ประชากร", "population",
        ),
    }
)  # fmt: skip
# A running number, which is the code if no column holds codes.
NUMBER_HEADERS = ("ที่", "ลำดับที่", "ลำดับ", "no", "no.", "number", "#")
# Words of the upper row of a header, and what "name" below them means.
PERSON_GROUPS = ("ผู้ประสานงาน", "ผู้ติดต่อ", "ผู้รับผิดชอบ", "เจ้าหน้าที่", "contact")
# The best Thai word of each field, for messages.
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "code": "รหัส", "name": "ชื่อหน่วยงาน", "province": "จังหวัด", "website": "เว็บไซต์", "contact": "ผู้ประสานงาน",
        "kind": "ประเภท", "district": "อำเภอ", "phone": "โทรศัพท์", "email": "อีเมล", "aliases": "ชื่ออื่น",
        "addressee": "เรียน (ตำแหน่ง)", "staff": "จำนวนบุคลากร", "served": "จำนวนผู้รับบริการ",
    }
)  # fmt: skip
# The texts with which rows begin that are no agency: totals, notes, sources, signatures.
NOT_AN_AGENCY = (
    r"\(?รวม(?:ทั้งสิ้น|ทั้งหมด|จำนวน|ทุกหน่วยงาน|หน่วยงาน|จังหวัด|[\s:=()]|\d|$)|ยอดรวม|ผลรวม",
    r"จำนวน(?:ทั้งสิ้น|ทั้งหมด|หน่วยงาน|ส่วนราชการ|รวม)|ทั้งสิ้น|ทั้งหมด",
    r"หมายเหตุ|ที่มา|แหล่งข้อมูล|อ้างอิง|คำอธิบาย|ข้อมูล\s*ณ|ข้อมูลเมื่อ|ณ\s*วันที่|วันที่\s*(?:[\d:.…/]|จัดทำ|พิมพ์|$)",
    r"ปรับปรุง(?:ข้อมูล|ล่าสุด|เมื่อ)|พิมพ์(?:เมื่อ|วันที่)|จัดทำ(?:โดย|เมื่อ)|หน้า(?:ที่)?\s*\d",
    r"ผู้(?:จัดทำ|รับรอง|รวบรวม|อนุมัติ|เห็นชอบ|ให้ข้อมูล|บันทึก|พิมพ์|ทาน|ตรวจทาน|ตรวจ(?:สอบ)?ข้อมูล|ตรวจ(?:สอบ)?(?:\s|[:.…]|$))",
    r"\(?(?:ลงชื่อ|ลงนาม)|(?:ขอ)?รับรอง(?:ว่า|ข้อมูล|สำเนา|ถูกต้อง)|สำเนาถูกต้อง|ตำแหน่ง(?:\s|[:.…]|$)",
    r"\(\s*(?:นาย|นาง|น\.\s*ส\.|ว่าที่|ดร\.)",
    r"(?:grand |sub)?total\b|notes?\b|sources?\b|(?:as of|prepared by|approved by|certified by|signed)\b",
)
# A line to sign on, or the mark of a footnote: no agency, unless its code and its name stand in the row too.
MARKS_OF_NO_AGENCY = (r"[.…_\-\s()]{4,}$", r"[*†‡]+\s*(?!\d+$)[^\s*†‡]")
# A name that is only a count, such as "12 หน่วยงาน" beside "รวม".
ONLY_A_COUNT = (
    r"\(?\s*(?:จำนวน\s*)?\d+\s*(?:หน่วยงาน|หน่วย|ส่วนราชการ|แห่ง|องค์กร|อปท\.?|รายการ)?\s*\)?",
    r"\(?\s*\d+\s*(?:agenc(?:y|ies)|offices?)\s*\)?",
)
# A header that begins like this names the field if no column has one of its words.
BEGINNINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("รายชื่อหน่วยงาน", "รายชื่อส่วนราชการ", "ชื่อหน่วยงาน", "ชื่อส่วนราชการ", "รายชื่อ", "หน่วยงาน", "ส่วนราชการ"),
        "contact": ("ผู้ประสานงาน", "ชื่อผู้ประสาน", "ผู้ติดต่อ", "ชื่อผู้ติดต่อ"),
        "phone": ("โทรศัพท์", "เบอร์โทร", "โทร.", "หมายเลขโทรศัพท์"),
        "email": ("อีเมล", "e-mail", "email"),
        "website": ("เว็บไซ", "เว็ปไซ", "website"),
    }
)  # fmt: skip
# A header with such a word names no agency: the ministry above it, or a group.
NOT_A_NAME = ("สังกัด", "จำนวน", "ประเภท")
