"""Hold the Thai texts of the consolidated workbook and of the workbooks of returns.

Words in braces are filled in by the writer of the sheet. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.subjects import subject_label

TITLE = "ผลการประเมิน ITA ภาพรวม{province} ปีงบประมาณ พ.ศ. {year}"
STATUS_TITLE = "สถานะการส่งแบบกรอกคะแนน ITA {province} ปีงบประมาณ พ.ศ. {year}"

RANKING_TITLE = "อันดับคะแนนรวมของหน่วยงาน"
RANKING_HINT = "เรียงตามคะแนนรวมทศนิยมสองตำแหน่ง คะแนนเท่ากันได้อันดับร่วมกัน อันดับเป็นสูตรตามแผ่น «ตัวชี้วัด»"
NOT_RANKED = "หน่วยงานที่ไม่นำมาจัดอันดับ และไม่นับในค่าเฉลี่ย"
ALL_RANKED = "ทุกหน่วยงานในทะเบียนนับในผลแล้ว"
WHY_HEADER = "เหตุที่ไม่นับ"
INDICATORS_TITLE = "คะแนนรายตัวชี้วัดของทุกหน่วยงาน"
QUESTIONS_TITLE = "คะแนนรายข้อของทุกหน่วยงาน"
COUNTED_LINE = "หน่วยงานที่นับในผล {counted} จาก {all} หน่วยงาน ค่าเฉลี่ยทุกค่ามาจากหน่วยงานเหล่านี้เท่านั้น"
LEGEND = (
    "* พื้นสีอ่อน = ต่ำกว่าเกณฑ์   ** พื้นสีเข้ม = ต่ำกว่าเกณฑ์เกิน {far} คะแนน   "
    "ตัวหนาพื้นเขียวอ่อน = ตั้งแต่ {best} คะแนน   เทียบที่ทศนิยมสองตำแหน่ง"
)
STATISTICS = {
    "mean": "เฉลี่ย (ทุกหน่วยงานเท่ากัน)",
    "weighted": "เฉลี่ยถ่วงน้ำหนักตามผู้ตอบ",
    "least": "ต่ำสุด",
    "below": "จำนวนที่ต่ำกว่าเกณฑ์",
    "count": "จำนวนหน่วยงาน",
    "limit": "เกณฑ์",
}
LIMIT_INPUT = "เกณฑ์ (เปลี่ยนได้ที่ช่องสีเหลือง)"
PARTLY_ANNOUNCED = "คำนวณ โดยใช้คะแนนประกาศบางส่วน"
INCOMPLETE_TITLE = "ส่งแล้วแต่ยังไม่ครบ: แสดงเท่าที่มี ไม่นับในค่าเฉลี่ยและอันดับ"
NOBODY = "ยังไม่มีหน่วยงานที่นับผลได้"

SHARED_TITLE = "จุดอ่อนที่หลายหน่วยงานมีร่วมกัน"
SHARED_TITLE_OF_ONE = "จุดอ่อนของหน่วยงาน"
SHARED_CHART = "จุดอ่อน {count} ลำดับแรก (จำนวนหน่วยงาน)"
SHARED_HINT = (
    "ต่ำกว่าเกณฑ์ เป็นสูตรที่นับจากแผ่น «ตัวชี้วัด» และ «รายข้อ»   กติกาอื่น (เช่น ลดลงจากปีก่อน ต่ำที่สุดของหน่วยงาน) "
    "เป็นค่าจากผลวิเคราะห์ของแต่ละหน่วยงาน"
)
NO_SHARED = "ไม่พบจุดอ่อนในหน่วยงานที่นับผล"

COMPARISON_TITLE = "เปรียบเทียบปี {now} กับปี {before}"
FROM_ROUND = "ปีก่อนมาจากผลปี {year} ที่นำเข้า"
FROM_FORM = "ปีก่อนมาจากช่อง «คะแนนปีก่อน» ในแบบฟอร์มของหน่วยงาน"
FROM_BOTH = "ปีก่อนมาจากผลปี {year} ที่นำเข้า หน่วยงานที่ไม่มีในผลนั้นใช้ช่อง «คะแนนปีก่อน» ในแบบฟอร์ม"
COMPARED_LINE = "เทียบเฉพาะหน่วยงานที่มีคะแนนทั้งสองปี {count} จาก {counted} หน่วยงานที่นับในผล"
NOT_COMPARED = "ไม่มีคะแนนปีก่อน: {names}"
BESIDE = "รายตัวชี้วัดของแต่ละหน่วยงานอยู่ถัดไปทางขวา (ไม่พิมพ์)"
NOTHING_COMPARED = "ไม่มีหน่วยงานที่มีคะแนนทั้งสองปี จึงไม่มีการเปรียบเทียบ"
SOURCE_ROUND, SOURCE_FORM = "ผลปี {year}", "แบบฟอร์ม"

STEP_COUNTS_TITLE = "การดำเนินงานตามมาตรการที่หน่วยงานรายงาน"
STEP_COUNTS_LINE = "หน่วยงานที่ส่งแบบกลับ {count} หน่วยงาน (รวมที่ต้องแก้คะแนน) รายงานขั้นตอน {reporting} หน่วยงาน"
NO_STEPS = "ยังไม่มีหน่วยงานใดรายงานขั้นตอนของมาตรการ"
ALL_AGENCIES = "รวมทุกหน่วยงาน"

FINDINGS_TITLE = "ข้อค้นพบของทุกไฟล์"
FINDINGS_LINE = "ทั้งหมด {count} รายการ แผ่นงานและช่องหมายถึงไฟล์ที่หน่วยงานส่งกลับ"
FINDINGS_LEFT = "แสดง {listed} จาก {count} รายการ (ต้องแก้ไขก่อน) อีก {left} รายการอยู่ในชุดข้อมูลส่งออก (--export)"
NO_FINDINGS = "ไม่พบข้อผิดปกติในไฟล์ใด"

RECORDED, FROM_FILE = "เจ้าหน้าที่บันทึก", "วันที่ของไฟล์"
USES = "ใช้ {file}"
UNKNOWN_TITLE = "ไฟล์ที่ยังไม่นับให้หน่วยงานใด (ไม่พบในทะเบียน หรือรหัสกับชื่อไม่ตรงกัน)"
WRONG_YEAR_TITLE = "ไฟล์ของปีอื่น"
UNREADABLE_TITLE = "ไฟล์ที่อ่านไม่ได้"
PASSED_TITLE = "ไฟล์ที่ข้ามไป"
NEAREST = "ชื่อใกล้เคียง: {code} {name}"
NO_NEAREST = "ไม่มีชื่อใกล้เคียง"
TWO_AGENCIES = "รหัสเป็นของ {code} {name} แต่ชื่อเป็นของ {other} จึงยังไม่นับ"
OTHER_PROVINCE = "รหัสเป็นของ {code} {name} แต่ชื่อและจังหวัดเป็นของที่อื่น จึงไม่นับ"
OF_YEAR = "เป็นแบบของปี {year}"
LEFT_OUT = "และอีก {count} ไฟล์ อยู่ในชุดข้อมูลส่งออก (--export)"
UNASSIGNED_BELOW = "มีไฟล์ที่ไม่ใช่ของหน่วยงานใดหรือข้ามไป {count} ไฟล์ ดูท้ายแผ่นงาน"

PLAIN, MIDDLE, WEIGHTED = "คะแนนเฉลี่ย (ทุกหน่วยงานเท่ากัน)", "มัธยฐาน", "คะแนนเฉลี่ยถ่วงน้ำหนักตามจำนวนผู้ตอบ"
BEST_FIVE, WORST_FIVE, WEAKEST = "คะแนนรวมสูงสุดห้าอันดับ", "คะแนนรวมต่ำสุดห้าอันดับ", "ตัวชี้วัดที่อ่อนที่สุดห้าลำดับ"
NO_AGENCY = "ไม่มี"

HANDOVER_TITLE = "บันทึกส่งมอบงานประเมิน ITA ของรอบที่ผ่านมา"
HANDOVER_LINE = "หมายเหตุข้างคะแนนที่ประกาศ {count} รายการ (ดูแผ่น «สถานะการส่ง» ว่าใครส่งเมื่อใด ใช้ไฟล์ใด และเพราะเหตุใด)"
NO_NOTES = "ไม่มีหมายเหตุข้างคะแนนที่ประกาศ (ดูแผ่น «สถานะการส่ง» ว่าใครส่งเมื่อใด ใช้ไฟล์ใด และเพราะเหตุใด)"

OF_ROSTER, WITHOUT_ROSTER = " หน่วยงานในทะเบียน", " หน่วยงานที่ส่งมา (ไม่มีทะเบียน)"
ALL_OF_ROSTER, ALL_RETURNED = "ทั้งหมดในทะเบียน", "ที่ส่งมา (ไม่มีทะเบียน)"


def subject_words(framework: Framework, subject: str) -> str:
    """Return the Thai label of a subject, such as ``ตัวชี้วัดที่ 6`` or ``ข้อ e1 EIT Public``."""
    node = framework.nodes[subject]
    label = subject_label(framework, node)
    return label if node.children else f"ข้อ {label}"
