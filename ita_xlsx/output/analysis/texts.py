"""Hold the Thai words of the analysis workbook: titles, hints, notes on missing data, and sentences about results.

Takes the framework, scores and measures; returns texts. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework, Level, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.output.texts import PLAN_TITLE, why_words

ANALYSIS_TITLE = "ผลการวิเคราะห์ ITA ปีงบประมาณ พ.ศ. {year}"
THRESHOLD_LABEL = "เกณฑ์ (คะแนน) เปลี่ยนได้"
NO_FINDINGS = "ไม่พบข้อผิดปกติในแบบฟอร์มที่ส่งกลับ"
FINDINGS_LINE = "แบบฟอร์มที่ส่งกลับมีข้อค้นพบ: {counts} (ดูแผ่น «ข้อค้นพบ»)"
FINDINGS_HINT = "แผ่นงานและช่องหมายถึงแบบฟอร์มที่หน่วยงานส่งกลับ คอลัมน์สุดท้ายเชื่อมโยงไปยังคะแนนในสมุดงานนี้"
RULE_LIMIT_ERROR = "เกณฑ์ของกติกาต้องเป็นตัวเลข 0 ถึง 100 เว้นว่างไว้เพื่อปิดกติกา"
RULE_OFF = "ปิดไว้ หรือไม่ใช้กับปีนี้"
NO_LOWEST = "คะแนนเท่ากันทุกข้อ หรือยังไม่มีคะแนน"
NO_PREVIOUS = "ไม่มีคะแนนปีก่อนในแบบฟอร์ม จึงไม่มีแผนภูมิเปรียบเทียบ"
NO_WEAK_POINTS = "ไม่พบจุดอ่อนตามกติกาที่ใช้"
NOTHING_SCORED = "ยังไม่มีคะแนนให้วิเคราะห์ จึงยังไม่มีร่างมาตรการ"
PLAN_HINT = "ร่างจากผลการวิเคราะห์ ปรับแก้ได้ทุกช่อง คอลัมน์แรก (ไม่พิมพ์) คือรหัสจุดอ่อนที่แถวนั้นครอบคลุม เขียนเช่น ;o27; หรือ ;e1;6;"
UNCOVERED = "จุดอ่อนที่ยังไม่มีมาตรการในแผน: "
RECONCILIATION_HINT = (
    "แต่ละค่าที่ประกาศเทียบกับค่าที่ประกาศของส่วนย่อยที่ใกล้ที่สุด ใช้คะแนนรายข้อเฉพาะส่วนที่ไม่มีค่าประกาศ ต่างกันไม่เกิน 0.01 ถือเป็นการปัดเศษ"
)
NO_ANNOUNCED = "ไม่มีคะแนนที่ประกาศในแบบฟอร์ม จึงไม่มีรายการให้กระทบยอด"
FIVE_WEAKEST = "จุดอ่อนห้าลำดับแรก (ดูทั้งหมดในแผ่น «จุดแข็งจุดอ่อน»)"


def analysis_title(framework: Framework) -> str:
    """Return the title of the analysis."""
    return ANALYSIS_TITLE.format(year=framework.year)


def level_rules(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Return each level with its condition in words, the best level first."""
    return tuple((level.name, _level_rule(level)) for level in framework.levels)


def _level_rule(level: Level) -> str:
    rule = f"คะแนนรวมตั้งแต่ {float(level.overall):.2f}"
    if level.each_instrument is not None:
        rule += f" และทุกเครื่องมือตั้งแต่ {float(level.each_instrument):.2f}"
    return rule


def cause_words(row: Row) -> str:
    """Return in a few words why an announced figure is impossible; empty where it follows from its parts."""
    if row.is_consistent:
        return ""
    if row.explained_by:
        return f"ตามมาจาก {row.explained_by}"
    return f"ไม่ได้จาก {row.terms_words} ซึ่งคำนวณได้ {row.computed}"


def suggestion_words(row: Row) -> str:
    """Return the likely misprint and the figures that whole items cannot give; empty if there are none."""
    words = [row.likely_words] if row.suggestion else []
    for item in row.impossible:
        fitting = f" ค่าที่เป็นไปได้และตรงพอดีคือ {item.likely}" if item.likely is not None else ""
        words.append(f"{item.subject} = {item.printed} เป็นไปไม่ได้จาก {item.items} ข้อเต็ม (อนุมาน){fitting}")
    return "; ".join(words)


def point_label(framework: Framework, node: Node) -> str:
    """Return the label of a node, such as ``ข้อ e1 EIT Public``, ``ตัวชี้วัดที่ 6`` or ``EIT``."""
    if node.kind is not Kind.ANSWER:
        return subject_label(framework, node)
    part = f" {part_label(framework, node.part)}" if node.part else ""
    return f"ข้อ {node.code}{part}"


def plan_title(framework: Framework) -> str:
    """Return the title of the plan for the next fiscal year."""
    return PLAN_TITLE.format(year=framework.year + 1)


def analysis_sentence(framework: Framework, planned: PlannedMeasure) -> str:
    """Return the scores and reasons that a measure is for, one line for each weak point."""
    lines = []
    for point in planned.points:
        label = point_label(framework, framework.nodes[point.subject])
        reasons = "; ".join(why_words(reason, point) for reason in point.weak_reasons)
        lines.append(f"{label} ได้ {point.score:.2f} คะแนน ({reasons})")
    return "\n".join(lines)
