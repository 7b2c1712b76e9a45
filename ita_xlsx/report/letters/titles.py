"""Join the title of the head of an agency with the name of the agency, where the title alone names nobody.

Takes texts; returns texts. Works on values only.
"""

from __future__ import annotations

import re

# A title that consists of these words says neither which office nor which place.
_POSITIONS = (
    "รักษาการ", "รอง", "ผู้อำนวยการ", "ผอ.", "หัวหน้า", "ผู้จัดการ", "ผู้บัญชาการ", "ผู้บังคับการ", "ผู้กำกับการ", "ผู้กำกับ",
    "ผู้ว่าการ", "ผู้ปกครอง", "นายกเทศมนตรี", "นายกองค์การบริหารส่วนตำบล", "นายก", "นายอำเภอ", "ปลัด", "ประธาน", "เลขาธิการ",
    "เลขานุการ", "อธิบดี", "อธิการบดี", "อธิการ", "คณบดี", "ครูใหญ่", "อาจารย์ใหญ่", "นายด่าน", "นายสถานี", "สารวัตรใหญ่",
)  # fmt: skip
_OFFICES = (
    "ส่วนราชการ", "หน่วยงาน", "หน่วย", "สำนักงาน", "สำนัก", "ศูนย์", "สถาบัน", "สถานี", "สถานศึกษา", "สาขา", "กอง", "ฝ่าย", "กลุ่ม",
    "งาน", "ด่าน", "แขวง", "โรงพยาบาล", "โรงเรียน", "วิทยาลัย", "มหาวิทยาลัย", "เรือนจำ", "เทศบาลตำบล", "เทศบาลเมือง",
    "เทศบาลนคร", "เทศบาล", "องค์การบริหารส่วนตำบล", "อบต.", "อำเภอ", "ตำบล",
)  # fmt: skip
_NAMES_NOBODY = re.compile("(?:" + "|".join(map(re.escape, (*_POSITIONS, *_OFFICES))) + ")+")
_DISTRICT = "อำเภอ"
# Fewer letters that end a title and begin a name are chance.
_SHORTEST_OVERLAP = 4


def names_nobody(title: str) -> bool:
    """Return True if a title fits many offices, such as ``หัวหน้าสำนักงาน``."""
    return _NAMES_NOBODY.fullmatch("".join(title.split())) is not None


def title_with_name(title: str, name: str) -> str:
    """Return a title with the name of its agency behind it; a word that ends one and begins the other stands once."""
    for size in range(min(len(title), len(name)), _SHORTEST_OVERLAP - 1, -1):
        if title.endswith(name[:size]):
            return title + name[size:]
    if title.endswith(_DISTRICT) and _DISTRICT in name:
        return title + name.partition(_DISTRICT)[2]
    return title + name
