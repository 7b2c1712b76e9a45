"""Hold the Thai texts of the measures workbook.

Words in braces are filled in by the writer of the sheet. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of, verdict_label
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.round_measures import RoundMeasures, StepStatus, TrackedStep
from ita_xlsx.model.text.dates import BUDDHIST, SHORT_MONTHS, thai_date

TITLE = "การติดตามมาตรการ ITA {province} ปีงบประมาณ พ.ศ. {year}"
AS_OF_LINE = "สถานะ ณ {day}"
COUNTED = "รายงานขั้นตอนแล้ว {reporting} จาก {all} หน่วยงาน"
NOTHING = "ยังไม่มีหน่วยงานใดรายงานขั้นตอนของมาตรการ"
VALUES_ONLY = "ขั้นตอนมากกว่า {limit:,} แถว ตัวเลขสรุปจึงเป็นค่า ไม่ใช่สูตร"
LATE_PART, NONE_LATE = "เกินกำหนด {} ขั้นตอน", "ไม่มีขั้นตอนที่เกินกำหนด"
DONE_PART, BARE_PART, SILENT_PART = "แล้วเสร็จ {}", "ไม่มีหลักฐานและเหตุผล {} ขั้นตอน", "ยังไม่รายงาน {} จาก {} หน่วยงาน"
URGENT_LINE = "แสดง {listed} จาก {all} หน่วยงานที่รายงาน เกินกำหนดมากที่สุดก่อน ทั้งหมดอยู่ในแผ่น «รายหน่วยงาน»"

REPORTED, STEPS_CARD, DONE_CARD = "หน่วยงานที่รายงาน", "ขั้นตอนทั้งหมด", label_of(StepStatus.DONE)
OVERDUE_CARD, PROVED_CARD, BARE_CARD = "เกินกำหนด", "มีหลักฐาน (URL)", "ไม่มีหลักฐานและเหตุผล"
BARE_NOTE = "แจ้งว่าเสร็จ/ไม่มีภารกิจ"
OF_AGENCIES = "จาก {count} หน่วยงาน"
OF_STEPS = "จาก {count} ขั้นตอน"
OF_DUTY = "ของขั้นตอนที่เป็นภารกิจ"
SHARE_NOTE = "ร้อยละแล้วเสร็จคิดจากขั้นตอนที่เป็นภารกิจ (ไม่รวม «ไม่มีภารกิจ») ขั้นตอนที่ไม่ระบุสถานะนับว่ายังไม่เสร็จ"
ALL_INDICATORS = "รวมทุกตัวชี้วัด"
ALL_AGENCIES = "รวมทุกหน่วยงาน"
NO_INDICATOR = "ไม่ระบุตัวชี้วัด"

AGENCIES_TITLE = "ความก้าวหน้ารายหน่วยงาน"
MATRIX_TITLE = "มาตรการและขั้นตอน เทียบหน่วยงาน   สถานะ ณ {day}"
MATRIX_LEGEND = (
    "เสร็จ = แล้วเสร็จ   กำลัง = กำลังดำเนินการ   ยัง = ยังไม่ดำเนินการ   ไม่มี = ไม่มีภารกิจ   ? = ไม่ระบุสถานะหรือสถานะไม่อยู่ในรายการ   "
    "หาย = ไม่อยู่ในแบบที่ส่ง   ! = เกินกำหนด   ว่าง = ไม่ใช่ขั้นตอนของหน่วยงานนั้น"
)
OWN_ROWS = "แถวที่หน่วยงานเพิ่มเอง {count} แถว อยู่ในแผ่น «ทุกขั้นตอน»"
TOO_WIDE = "หน่วยงานมากกว่า {limit} แห่ง หรือขั้นตอนมากกว่า {rows} ขั้น จึงแสดงเฉพาะยอดรวม ดูรายหน่วยงานในแผ่น «ทุกขั้นตอน» (กรองได้)"
NO_SHARED_STEPS = "ไม่มีขั้นตอนที่มีรหัสร่วมกัน ขั้นตอนของหน่วยงานเองอยู่ในแผ่น «ทุกขั้นตอน»"
NOT_PRINTED = "แผ่นนี้ใช้บนจอ (กรองและค้นได้) ไม่พิมพ์ทั้งตาราง"
STEPS_TITLE = "ทุกขั้นตอนของทุกหน่วยงาน"
AS_OF_INPUT = "เทียบกำหนด ณ วันที่ (เปลี่ยนได้)"
STEPS_LEFT = "แสดง {listed:,} จาก {count:,} แถว (ที่เกินกำหนดหรือขาดหลักฐานก่อน) ทั้งหมดอยู่ในข้อมูลที่ส่งออก"
FOLLOW_UP_TITLE = "ขั้นตอนที่ต้องติดตาม"
FOLLOW_UP_LINE = (
    "{count} ขั้นตอน: เกินกำหนด {late}   ไม่มีหลักฐานหรือเหตุผล {bare}   (รายการ ณ {day} ไม่เปลี่ยนตามวันที่ในแผ่น «ทุกขั้นตอน»)"
)
NOTHING_TO_FOLLOW_UP = "ไม่มีขั้นตอนที่เกินกำหนดหรือขาดหลักฐาน ณ {day}"
FOLLOW_UP_LEFT = "   แสดง {listed:,} รายการแรก"
IS_LATE, IS_BARE, NO_REASON, IS_GONE = (
    "เกินกำหนด",
    "ไม่มีหลักฐานและเหตุผล",
    "ไม่ระบุเหตุผลที่ไม่มีภารกิจ",
    label_of(StepStatus.ROW_DELETED),
)
OPEN_LINK = "เปิด"
SHARED_TITLE = "URL เดียวที่ใช้เป็นหลักฐานของหลายขั้นตอน"
SHARED_LINE = "{count} URL ที่หน่วยงานเดียวกันใช้กับ {many} ขั้นตอนขึ้นไป"
NOTHING_SHARED = "ไม่มี URL ที่หน่วยงานเดียวกันใช้กับ {many} ขั้นตอนขึ้นไป"
EARLIER_TITLE = "ขั้นตอนของปี {year} ที่ยังไม่แล้วเสร็จ หรือไม่มี URL"
EARLIER_LINE = "{count} ขั้นตอน   มีผลแล้วในปีนี้ {kept}   ยังค้าง {left}"
NO_EARLIER = "ทุกขั้นตอนของปี {year} แล้วเสร็จและมี URL"
STRANGE_STATUS = "«{status}» (ไม่อยู่ในรายการ)"
DONE_SINCE, STILL_OPEN, NO_SUCH_STEP = "มีผลแล้ว", "ยังค้าง", "ไม่มีขั้นตอนนี้ในปีนี้"
UNCERTAIN = "ไม่สามารถระบุได้"
NOT_RETURNED = "ยังไม่ส่งแบบปีนี้"
OWNERS_TITLE = "ผู้รับผิดชอบ"
OWNERS_LINE = "{count} ผู้รับผิดชอบ ตามที่เขียนในแบบ ขั้นตอนที่ทำร่วมกันอยู่ในแผ่นของทุกคน แต่ละแผ่นเป็นสำเนา ณ {day}"
OWNERS_LEFT = "{count} ผู้รับผิดชอบ มีแผ่นของตน {listed} รายแรกที่มีขั้นตอนมากที่สุด ที่เหลือกรองได้ในแผ่น «ทุกขั้นตอน»"
NOBODY = "ไม่ระบุผู้รับผิดชอบ"
OWNED_TITLE = "ขั้นตอนของผู้รับผิดชอบ: {owner}"
OWNED_LEFT = "   แสดง {listed:,} แถวแรก"
FINDINGS_TITLE = "ข้อค้นพบเรื่องมาตรการ"
FINDINGS_LINE = "ทั้งหมด {count} รายการ ช่องหมายถึงแผ่น «มาตรการ» ในไฟล์ที่หน่วยงานส่งกลับ"
FINDINGS_LEFT = "แสดง {listed} จาก {count} รายการ"
NO_FINDINGS = "ไม่มีข้อค้นพบ"


def as_of(measures: RoundMeasures) -> str:
    """Return the day of comparison in Thai words."""
    return thai_date(measures.as_of)


def verdict_words(link: LinkResult | None) -> str:
    """Return the verdict on an address with the day of the visit; empty if the address was never checked."""
    if link is None:
        return ""
    if link.checked is None:
        return verdict_label(link)
    day = link.checked
    return f"{verdict_label(link)} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year + BUDDHIST}"


def origin_words(item: TrackedStep) -> str:
    """Return the Thai words for the origin of a row: the plan, the agency itself, or a copied row."""
    return label_of(item.origin)
