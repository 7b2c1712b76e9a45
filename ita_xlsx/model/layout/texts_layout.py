"""Define the sheets and columns of ``texts.xlsx``: texts of the round, the officer's remedies, and the list of slots.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.layout.decisions_layout import DecisionColumn, DecisionSheet
from ita_xlsx.model.report.round_texts import Slot, TextKey

SCHEMA = "ita-xlsx/texts/1"

TEXTS_SHEET = DecisionSheet(
    "ข้อความ",
    ("texts", "text"),
    "แก้ข้อความในช่องสีเหลือง ขึ้นบรรทัดใหม่ด้วย Alt+Enter = ขึ้นย่อหน้าใหม่ คำในวงเล็บปีกกาเติมให้เอง ดูแผ่น «ช่องเติมคำ»",
    (
        DecisionColumn("key", "ชื่อข้อความ", ("key", "name"), 38, is_ours=True),
        DecisionColumn("where", "ใช้ที่ใด", ("where",), 42, is_ours=True),
        DecisionColumn("text", "ข้อความในเอกสาร", ("text", "wording"), 104),
    ),
    ("key", "text"),
)
REMEDIES_SHEET = DecisionSheet(
    "ปรับระดับการแก้ไข",
    ("remedies", "remedy"),
    "ใช้เมื่อเห็นต่างจากระดับที่โปรแกรมจัดให้ในรายงาน เว้นช่องหน่วยงานว่าง = ใช้กับทุกหน่วยงาน",
    (
        DecisionColumn("agency", "รหัสหรือชื่อหน่วยงาน", ("agency", "code", "หน่วยงาน", "รหัส"), 40),
        DecisionColumn("subject", "ข้อหรือตัวชี้วัด", ("subject", "item", "question", "ข้อ"), 18),
        DecisionColumn("remedy", "ระดับที่กำหนด", ("remedy", "grade"), 26),
        DecisionColumn("note", "หมายเหตุของเจ้าหน้าที่", ("note", "reason"), 60),
    ),
    ("subject", "remedy"),
)
SLOTS_SHEET = DecisionSheet(
    "ช่องเติมคำ",
    ("slots",),
    "คัดลอกชื่อพร้อมวงเล็บปีกกาไปวางในข้อความ ค่าที่ยังไม่ทราบจะเป็นช่องว่างให้เติมในเอกสาร",
    (
        DecisionColumn("slot", "เขียนในข้อความ", (), 30, is_ours=True),
        DecisionColumn("meaning", "โปรแกรมเติมให้เป็น", (), 100, is_ours=True),
    ),
    ("slot", "meaning"),
)
SHEETS = (TEXTS_SHEET, REMEDIES_SHEET, SLOTS_SHEET)

# The place of each text, as the officer reads it beside the text.
WHERE: Mapping[TextKey, str] = MappingProxyType(
    {
        TextKey.FOREWORD: "หน้าถัดจากปก",
        TextKey.RATIONALE: "ส่วนที่ 1",
        TextKey.REMARK_IIT: "ต่อจากตารางของ IIT เว้นว่างได้",
        TextKey.REMARK_EIT: "ต่อจากตารางของ EIT เว้นว่างได้",
        TextKey.REMARK_OIT: "ต่อจากตารางของ OIT เว้นว่างได้",
        TextKey.LETTER_SEND: "เนื้อความ เมื่อส่งแบบฟอร์มให้หน่วยงาน",
        TextKey.LETTER_REMIND: "เนื้อความ เมื่อใกล้หรือพ้นกำหนดส่ง",
        TextKey.LETTER_MEND: "เนื้อความ มีรายการที่ต้องแก้",
        TextKey.LETTER_MEASURES: "เนื้อความ มีรายการมาตรการ",
        TextKey.LETTER_MEMO: "เนื้อความ มีสรุปผลของจังหวัด",
        TextKey.LETTER_FOLLOW_UP: "เนื้อความ มีขั้นตอนที่พ้นกำหนด",
        TextKey.MAIL_FORM: "อีเมลที่แนบแบบฟอร์ม บรรทัดแรกเป็นหัวเรื่อง",
        TextKey.MAIL_MEND: "อีเมลที่แนบสำเนาซึ่งทำเครื่องหมาย บรรทัดแรกเป็นหัวเรื่อง",
        TextKey.MAIL_REMIND: "อีเมลเตือนให้ส่ง บรรทัดแรกเป็นหัวเรื่อง",
        TextKey.MAIL_RESPONDENTS: "อีเมลเตือนที่มีเพียงเรื่องจำนวนผู้ตอบ บรรทัดแรกเป็นหัวเรื่อง",
        TextKey.MAIL_RESULT: "อีเมลที่แนบผลการวิเคราะห์ บรรทัดแรกเป็นหัวเรื่อง",
        TextKey.MAIL_LETTER: "อีเมลที่แนบหนังสือ บรรทัดแรกเป็นหัวเรื่อง",
    }
)
SLOT_MEANINGS: Mapping[Slot, str] = MappingProxyType(
    {
        Slot.AGENCY: "ชื่อหน่วยงานที่เป็นเจ้าของเอกสารหรือผู้รับ",
        Slot.PROVINCE: "ชื่อจังหวัด โดยไม่มีคำว่าจังหวัด",
        Slot.DISTRICT: "ชื่ออำเภอตาม [report] หรือตามทะเบียน โดยไม่มีคำว่าอำเภอ",
        Slot.OFFICE: "ชื่อส่วนราชการผู้ออกหนังสือตาม [letter]",
        Slot.YEAR: "ปีงบประมาณของการประเมิน เช่น 2568",
        Slot.NEXT_YEAR: "ปีงบประมาณถัดจากการประเมิน เช่น 2569",
        Slot.PREVIOUS_YEAR: "ปีงบประมาณก่อนการประเมิน เช่น 2567",
        Slot.PLAN_YEAR: "ปีงบประมาณที่ดำเนินการตามแผนมาตรการ",
        Slot.PASS_MARK: "เกณฑ์ผ่านของปีนั้น เช่น 85",
        Slot.SCORE: "คะแนนรวมที่พิมพ์ในรายงาน",
        Slot.LEVEL: "ระดับผลที่พิมพ์ในรายงาน",
        Slot.DEADLINE: "วันสุดท้ายที่ส่งแบบฟอร์ม เช่น 30 กันยายน 2568",
        Slot.MENDING_DEADLINE: "วันสุดท้ายที่ส่งแบบฟอร์มฉบับแก้ไข",
        Slot.TRACKING_DEADLINE: "วันที่ต้องรายงานผลตามมาตรการครั้งถัดไปตามปฏิทินของรอบ",
        Slot.RESULTS_DAY: "วันแจ้งผลตามปฏิทินของรอบ",
        Slot.CONTACT: "ชื่อผู้ประสานงานตาม [contact]",
        Slot.CONTACT_PHONE: "โทรศัพท์ของผู้ประสานงานตาม [contact]",
        Slot.CONTACT_EMAIL: "ที่อยู่อีเมลของผู้ประสานงานตาม [contact]",
        Slot.PAGE: "ที่อยู่เว็บที่หน่วยงานตรวจแบบฟอร์มได้เอง",
        Slot.PUBLICATION: "ที่อยู่เว็บที่เผยแพร่รายงานตาม [report]",
        Slot.AGENCY_COUNT: "จำนวนหน่วยงานในทะเบียน",
        Slot.RETURNED_COUNT: "จำนวนหน่วยงานที่ส่งแล้ว ไม่นับแบบฟอร์มที่ต้องแก้ไข",
        Slot.MISSING_COUNT: "จำนวนหน่วยงานที่ยังไม่ส่งสิ่งใด",
        Slot.ITEM_COUNT: "จำนวนรายการในรายการของหนังสือ",
        Slot.NUMBER: "เลขที่ของหนังสือที่ระบุเมื่อจัดทำหนังสือ",
        Slot.SIGNATORY: "ชื่อผู้ลงนามตาม [letter] หรือตาม [report] ในรายงาน",
        Slot.SIGNATORY_POSITION: "ตำแหน่งผู้ลงนามตาม [letter] หรือตาม [report] ในรายงาน",
        Slot.ADDRESSEE: "ตำแหน่งผู้รับตามทะเบียน หากไม่มี ใช้ชื่อหน่วยงาน (ใช้ในอีเมล)",
        Slot.LETTER_SUBJECT: "เรื่องของหนังสือที่แนบไปกับอีเมล (ใช้ในอีเมล)",
        Slot.REQUEST: "แก้ไข ยืนยันคะแนน หรือตรวจสอบ ตามผลการตรวจแบบฟอร์ม (ใช้ในอีเมลแจ้งผลการตรวจ)",
        Slot.LIST: "รายการของหนังสือหรืออีเมล เขียนไว้บรรทัดเดียวโดยไม่มีคำอื่น",
    }
)


def slot_text(slot: Slot) -> str:
    """Return a slot as it is written in a text, such as ``{หน่วยงาน}``."""
    return f"{{{slot}}}"
