"""Hold the Thai texts of the consolidated workbook and of the workbooks of returns.

Words in braces are filled in by the writer of the sheet. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.round_state import State

TITLE = "ผลการประเมิน ITA ภาพรวม{province} ปีงบประมาณ พ.ศ. {year}"
STATUS_TITLE = "สถานะการส่งแบบกรอกคะแนน ITA {province} ปีงบประมาณ พ.ศ. {year}"

# Between the parts of a sentence.
DOT = " · "
NOBODY = "ยังไม่มีหน่วยงานที่นับผลได้"
COMPLETE, OF, AGENCIES, STEPS = "ส่งครบ ", " จาก ", " หน่วยงาน", " ขั้นตอน"
STEPS_OF_DUTY = " ขั้นตอนในภารกิจ"
AVERAGE, LOWEST, OVERDUE = " · เฉลี่ย ", " · ต่ำสุด: ตัวชี้วัดที่ ", " · เกินกำหนด "
AVERAGE_CARD, LEVELS_CARD, MEASURES_CARD = "คะแนนเฉลี่ย (ทุกหน่วยงานเท่ากัน)", "ระดับ{level}ขึ้นไป / ที่นับในผล", "มาตรการแล้วเสร็จ"
RETURNS_CARD = "ส่งครบและนับในผล / ในทะเบียน"
RETURNS_CARD_WITHOUT_ROSTER = "ส่งครบและนับในผล / ที่ส่งมา (ไม่มีทะเบียน)"
NO_YEAR_BEFORE, YEAR_BEFORE, SAME_AGENCIES = "ไม่มีคะแนนปีก่อนให้เทียบ", "ปี {year}: ", (") จาก ", " หน่วยงานเดียวกัน")
ALL_COMPLETE = "ส่งครบทุกหน่วยงาน"
INDICATORS_PANEL, MEAN_HEAD, BELOW_HEAD = "ตัวชี้วัด เรียงจากต่ำสุด", "เฉลี่ย", "ต่ำกว่าเกณฑ์"
AXIS, THRESHOLD = "แท่งเริ่มที่ ", " · เกณฑ์ "
FOLLOW_UP, COUNT_AND_NAMES, MORE = "ต้องติดตาม (ชื่อย่อ กดเพื่อดูทั้งหมด)", ": ", "อีก {count}"
# In place of names that are those of another count.
LOOK_AT = "ดูแผ่น «{sheet}»"
INCOMPLETE, OVERDUE_STEPS = "ยังไม่ครบ", "เกินกำหนด"
SHORT_STATES = {
    INCOMPLETE_RETURN: INCOMPLETE,
    label_of(State.DECLARED_NOTHING): "ไม่มีข้อมูล",
    label_of(State.NOT_A_FORM): "ไม่ใช่แบบฟอร์ม",
    label_of(State.NO_TABLE_SCORE): "ไม่มีคะแนน",
}
ORDERS = "ข้อสั่งการ"
# What is proposed to the governor, each with the number of agencies or steps behind it.
PROPOSED, NOTHING_PROPOSED = "เสนอเพื่อพิจารณาสั่งการ: ", "ไม่มีเรื่องที่ต้องสั่งการ"
ASK_FOR_FORM = "ขอแบบฟอร์ม .xlsx จาก"
URGE, CHOOSE, MEND, FILL_IN = "เร่งรัดการส่ง", "เลือกไฟล์ที่จะใช้ของ", "ให้แก้ไขแบบฟอร์ม", "ให้กรอกแบบฟอร์มให้ครบ"
CONFIRM = "ยืนยันคะแนนที่อาจผิดขนาดของ"
HURRY, IMPROVE = "เร่งรัดขั้นตอนที่เกินกำหนด", "พัฒนาตัวชี้วัดที่ "
LOWEST_AGENCIES, HIGHEST_AGENCIES = "คะแนนต่ำสุด", "คะแนนสูงสุด"
GO_TO = "รายละเอียด:"

RANKING_TITLE = "อันดับคะแนนรวมของหน่วยงาน"
RANKED, HIGHEST, LOWEST_OF = "จัดอันดับ ", " หน่วยงาน · สูงสุด ", " · ต่ำสุด "
MEAN, MIDDLE, WEIGHTED = "เฉลี่ย (ทุกหน่วยงานเท่ากัน) ", " · มัธยฐาน ", " · เฉลี่ยถ่วงน้ำหนักตามผู้ตอบ "
RESPONDENTS = (" (", " หน่วยงาน ผู้ตอบ ", " คน)")
RANKING_HINT = " · คะแนนเท่ากันได้อันดับร่วม"
NOT_RANKED = "หน่วยงานที่ไม่นำมาจัดอันดับ และไม่นับในค่าเฉลี่ย"
ALL_RANKED = "ทุกหน่วยงานในทะเบียนนับในผลแล้ว"
WHY_HEADER = "เหตุที่ไม่นับ"
INDICATORS_TITLE = "คะแนนรายตัวชี้วัดของทุกหน่วยงาน"
QUESTIONS_TITLE = "คะแนนรายข้อของทุกหน่วยงาน"
LEGEND = "* ต่ำกว่าเกณฑ์   ** ต่ำกว่าเกณฑ์เกิน {far} คะแนน   ตัวหนาพื้นเขียว = ตั้งแต่ {best} คะแนน (เทียบที่ทศนิยมสองตำแหน่ง)"
STATISTICS = {
    "mean": "เฉลี่ย (ทุกหน่วยงานเท่ากัน)",
    "weighted": "เฉลี่ยถ่วงน้ำหนักตามผู้ตอบ",
    "least": "ต่ำสุด",
    "below": "ต่ำกว่าเกณฑ์ (หน่วยงาน)",
    "count": "นับ (หน่วยงาน)",
}
LIMIT_INPUT, LIMIT = "เกณฑ์ (เปลี่ยนได้)", "เกณฑ์"
FIGURES_BELOW = "ตัวเลขรวมของหน่วยงานที่นับในผล"
COUNTED = "นับ "
LOWEST_INDICATOR, LOWEST_QUESTION = " · เฉลี่ยต่ำสุด: ตัวชี้วัดที่ ", " · เฉลี่ยต่ำสุด: ข้อ "
CORRECTED, CORRECTED_COUNT = "มีคะแนนที่แก้ไข", "แก้ไขคะแนนตามที่แจ้ง {count} ข้อ"
PARTLY_ANNOUNCED = "คำนวณ โดยใช้คะแนนประกาศบางส่วน"
INCOMPLETE_TITLE = "ส่งแล้วแต่ยังไม่ครบ: แสดงเท่าที่มี ไม่นับในค่าเฉลี่ยและอันดับ"

SHARED_TITLE = "จุดอ่อนที่หลายหน่วยงานมีร่วมกัน"
SHARED_TITLE_OF_ONE = "จุดอ่อนของหน่วยงาน"
SHARED_CHART = "จุดอ่อน {count} ลำดับแรก (จำนวนหน่วยงานที่ต่ำกว่าเกณฑ์)"
MORE_AGENCIES = "และอีก {count}"
SHARED_HINT = "ต่ำกว่าเกณฑ์ นับสดจากแผ่น «ตัวชี้วัด» และ «รายข้อ»   กติกาอื่น (เช่น ลดลงจากปีก่อน) มาจากผลวิเคราะห์ของแต่ละหน่วยงาน"
SHARED_MOST, SHARED_COUNT = "ร่วมกันมากสุด: ", (" ต่ำกว่าเกณฑ์ ", " หน่วยงาน · จุดอ่อนทั้งหมด ", " รายการ")
NONE_BELOW_LIMIT = "ไม่มีหน่วยงานใดต่ำกว่าเกณฑ์"
NO_SHARED = "ไม่พบจุดอ่อนในหน่วยงานที่นับผล"

COMPARISON_TITLE = "เปรียบเทียบปี {now} กับปี {before}"
FROM_ROUND = "ปีก่อนมาจากผลปี {year} ที่นำเข้า"
FROM_FORM = "ปีก่อนมาจากช่อง «คะแนนปีก่อน» ในแบบฟอร์มของหน่วยงาน"
FROM_BOTH = "ปีก่อนมาจากผลปี {year} ที่นำเข้า หน่วยงานที่ไม่มีในผลนั้นใช้ช่อง «คะแนนปีก่อน» ในแบบฟอร์ม"
NOT_COMPARED = "ไม่มีคะแนนปีก่อน: {names}"
BY_AGENCY = "รายหน่วยงาน (ไม่อยู่ในหน้าพิมพ์ คะแนนทั้งสองปีของทุกรายการอยู่ในคอลัมน์ที่พับไว้ กด + เหนือคอลัมน์เพื่อเปิด)"
CHANGE_CHART = "เปลี่ยนแปลงจากปี {before} (คะแนน)"
OVERALL_LABEL = "คะแนนรวม"
OVERALL_MEAN, FROM_BEFORE = "เฉลี่ยรวม ", " เทียบปี {year} "
ROSE_MOST, FELL_MOST = " · เพิ่มมากสุด: ", " · ลดมากสุด: "
NOTHING_COMPARED = "ไม่มีหน่วยงานที่มีคะแนนทั้งสองปี จึงไม่มีการเปรียบเทียบ"
HOW_TO_COMPARE = "ให้หน่วยงานกรอกช่อง «คะแนนปีก่อน» ในแบบฟอร์ม หรือนำเข้าผลของปีก่อน แล้วทำสรุปนี้ใหม่"
SOURCE_ROUND, SOURCE_FORM = "ผลปี {year}", "แบบฟอร์ม"

STEP_COUNTS_TITLE = "การดำเนินงานตามมาตรการที่หน่วยงานรายงาน"
COUNTED_TO = " (นับถึง {day})"
REPORTING, DONE = "รายงานขั้นตอน ", " · แล้วเสร็จ "
NO_STEPS = "ยังไม่มีหน่วยงานใดรายงานขั้นตอนของมาตรการ"
ALL_AGENCIES = "รวมทุกหน่วยงาน"

FINDINGS_TITLE = "ข้อค้นพบของทุกไฟล์"
FINDINGS_LINE, FINDINGS_ENTRIES = "ทั้งหมด ", " รายการ (เรียงตามเรื่อง สิ่งที่ต้องแก้ไขก่อน)"
FINDINGS_LEFT = "แสดง {listed} จาก {count} รายการ (ต้องแก้ไขก่อน) · อีก {left} รายการอยู่ในชุดข้อมูลส่งออก"
NO_FINDINGS = "ไม่พบข้อผิดปกติในไฟล์ใด"

USES = "ใช้ {file}"
OTHER_FILES = "มีไฟล์อื่น {count} ไฟล์"
UNKNOWN_TITLE = "ไฟล์ที่ยังไม่นับให้หน่วยงานใด (ไม่พบในทะเบียน หรือรหัสกับชื่อไม่ตรงกัน)"
WRONG_YEAR_TITLE = "ไฟล์ของปีอื่น"
UNREADABLE_TITLE = "ไฟล์ที่อ่านไม่ได้"
PASSED_TITLE = "ไฟล์ที่ข้ามไป"
NEAREST = "ชื่อใกล้เคียง: {code} {name}"
NO_NEAREST = "ไม่มีชื่อใกล้เคียง"
TWO_AGENCIES = "รหัสเป็นของ {code} {name} แต่ชื่อเป็นของ {other} จึงยังไม่นับ"
OTHER_PROVINCE = "รหัสเป็นของ {code} {name} แต่ชื่อและจังหวัดเป็นของที่อื่น จึงไม่นับ"
OF_YEAR = "เป็นแบบของปี {year}"
LEFT_OUT = "และอีก {count} ไฟล์ อยู่ในชุดข้อมูลส่งออก"
UNASSIGNED_BELOW = "มีไฟล์ที่ไม่ใช่ของหน่วยงานใดหรือข้ามไป {count} ไฟล์ ดูท้ายแผ่นงาน"
NO_FORMS_BELOW = "มีไฟล์ของหน่วยงานที่ไม่ใช่แบบฟอร์ม {count} ไฟล์ ดูท้ายแผ่นงาน"

NO_AGENCY = "ไม่มี"

HANDOVER_TITLE = "บันทึกส่งมอบงานประเมิน ITA ของรอบที่ผ่านมา"
HANDOVER_LINE = "หมายเหตุข้างคะแนนที่ประกาศ {count} รายการ (ดูแผ่น «สถานะการส่ง» ว่าใครส่งเมื่อใด ใช้ไฟล์ใด และเพราะเหตุใด)"
# Of a round that was closed: the day, and what differs now from the figures of that day.
HANDOVER_CLOSED = "ปิดรอบเมื่อ {day} · ต่างจากที่ปิดไว้ {count} รายการ"
CLOSED, CLOSED_STATE, CLOSED_DECISION = "การปิดรอบ", "สถานะและแบบฟอร์ม", "คำวินิจฉัย"
CLOSED_NOTE = "ปิดรอบเมื่อ {day} ไว้ {count} หน่วยงาน"
CLOSED_OTHER_FORM, CLOSED_OTHER_DECISION = "ใช้แบบฟอร์มฉบับอื่นหลังปิดรอบ", "เปลี่ยนหลังปิดรอบ"
CLOSED_CHANGE = "ที่ปิดไว้ {was} → ขณะนี้ {now}"
DECISIONS_TITLE = "การตัดสินใจและการแก้ไขคะแนนของรอบนี้"
DECISIONS_LINE = "การตัดสินใจ {count} รายการ · คะแนนที่แก้ไขตามที่หน่วยงานแจ้ง {corrections} รายการ"
CORRECTED_NOTE = (
    "คะแนน {count} ข้อของ {agencies} หน่วยงานแก้ไขตามที่หน่วยงานแจ้ง ตัวเลขในหน้านี้คำนวณจากคะแนนที่แก้ไขแล้ว (ดูแผ่น «รายข้อ»)"
)
CORRECTED_LEGEND = "   ตัวเอียงขีดเส้นใต้ = แก้ไขตามที่หน่วยงานแจ้ง หรือคำนวณจากคะแนนนั้น"
NO_NOTES = "ไม่มีหมายเหตุข้างคะแนนที่ประกาศ"


def subject_words(framework: Framework, subject: str) -> str:
    """Return the Thai label of a subject, such as ``ตัวชี้วัดที่ 6`` or ``ข้อ e1 EIT Public``."""
    node = framework.nodes[subject]
    label = subject_label(framework, node)
    return label if node.children else f"ข้อ {label}"
