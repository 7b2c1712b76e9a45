"""Hold the Thai words of the analysis workbook: titles, hints, notes on missing data, and sentences about results.

Takes the framework, scores and measures; returns texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.findings.announced_figures import likely_words, source_words
from ita_xlsx.model.framework import Framework, Level, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.texts import PLAN_TITLE, why_words

ANALYSIS_TITLE = "ผลการวิเคราะห์ ITA ปีงบประมาณ พ.ศ. {year}"
THRESHOLD_LABEL = "เกณฑ์ (คะแนน) เปลี่ยนได้"
NO_FINDINGS = "ไม่พบข้อผิดปกติในแบบฟอร์มที่ส่งกลับ"
FINDINGS_LINE = "แบบฟอร์มที่ส่งกลับมีข้อค้นพบ: {counts}"
FINDINGS_HINT = "แผ่นงานและช่องหมายถึงแบบฟอร์มที่หน่วยงานส่งกลับ คอลัมน์สุดท้ายเชื่อมโยงไปยังคะแนนในสมุดงานนี้"
RULE_LIMIT_ERROR = "เกณฑ์ของกติกาต้องเป็นตัวเลข 0 ถึง 100 เว้นว่างไว้เพื่อปิดกติกา"
RULE_OFF = "ปิดไว้ หรือไม่ใช้กับปีนี้"
NO_LOWEST = "คะแนนเท่ากันทุกข้อ หรือยังไม่มีคะแนน"
NO_PREVIOUS = "ไม่มีคะแนนปีก่อนในแบบฟอร์ม จึงไม่มีแผนภูมิเปรียบเทียบ"
NO_WEAK_POINTS = "ไม่พบจุดอ่อนตามกติกาที่ใช้"
NOTHING_SCORED = "ยังไม่มีคะแนนให้วิเคราะห์ จึงยังไม่มีร่างมาตรการ"
PLAN_HINT = "ร่างจากผลการวิเคราะห์ ปรับแก้ได้ทุกช่อง คอลัมน์แรก (ไม่พิมพ์) คือจุดอ่อนที่แถวนั้นครอบคลุม เขียนเช่น ข้อ o27, ตัวชี้วัดที่ 10"
UNCOVERED = "จุดอ่อนที่ยังไม่มีมาตรการในแผน: "
RECONCILIATION_HINT = (
    "แต่ละค่าที่ประกาศเทียบกับค่าที่ประกาศของส่วนย่อยที่ใกล้ที่สุด ใช้คะแนนรายข้อเฉพาะส่วนที่ไม่มีค่าประกาศ ต่างกันไม่เกิน 0.01 ถือเป็นการปัดเศษ"
)
NO_ANNOUNCED = "ไม่มีคะแนนที่ประกาศในแบบฟอร์ม จึงไม่มีรายการให้กระทบยอด"
LEVELS = "เกณฑ์ระดับ  "
LEVEL_LABEL = "ระดับผลการประเมิน:  "
YEAR_BEFORE = "ปีก่อน"
SUMMARY_TITLE = "ผลการวิเคราะห์ ITA · {name} · ปีงบประมาณ พ.ศ. {year}"
CARD_TITLE = "{code} · น้ำหนัก {weight}"
INDICATORS_TITLE = "ตัวชี้วัด {count} ด้าน"
SCORE_WORD, CHANGE_WORD = "คะแนน", "จากปีก่อน"
SCORE_OR_END, WHY_OR_OWNER = "คะแนน / เสร็จ", " เหตุ / ผู้รับผิดชอบ"
PARTS_TITLE, PARTS_GAP = "คะแนนแยกส่วน", "ต่าง"
NOTES_TITLE = "ข้อสังเกตเกี่ยวกับข้อมูล {count} ข้อ"
NOTES_MORE = " (แสดงสามข้อแรก ทั้งหมดอยู่ในแผ่น «ข้อค้นพบ»)"
CONFIDENCE_BELOW = " (ความเชื่อมั่นแต่ละส่วนอยู่ท้ายแผ่น «คะแนนรายตัวชี้วัด»)"
ORDER_TITLE = "ความเห็นและข้อสั่งการของผู้บริหาร"
SIGNATURE = "ลงชื่อ ................................................"
SIGNED_ON = "วันที่ ............ / ............ / ............"


def analysis_title(framework: Framework) -> str:
    """Return the title of the analysis."""
    return ANALYSIS_TITLE.format(year=framework.year)


def summary_title(report: Report) -> str:
    """Return the title of the first sheet."""
    framework = report.layout.framework
    return SUMMARY_TITLE.format(name=report.submission.agency.name, year=framework.year).replace(" ·  · ", " · ")


def findings_line(findings: Sequence[Finding]) -> str:
    """Return how many findings of each severity there are, as a sentence."""
    counts = {level: sum(item.severity is level for item in findings) for level in Severity}
    text = " · ".join(f"{label_of(level)} {count} รายการ" for level, count in counts.items() if count)
    return FINDINGS_LINE.format(counts=text) if text else NO_FINDINGS


def level_rules(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Return each level with its condition in words, the best level first."""
    return tuple((level.name, _level_rule(level)) for level in framework.levels)


def _level_rule(level: Level) -> str:
    rule = f"คะแนนรวมตั้งแต่ {float(level.overall):.2f}"
    if level.each_instrument is not None:
        rule += f" และทุกเครื่องมือตั้งแต่ {float(level.each_instrument):.2f}"
    return rule


def cause_words(row: Row) -> str:
    """Return in a few words why an announced figure is impossible; empty where it follows from its parts.

    Where it follows only from figures of the second source, return which they are.
    """
    if row.is_consistent:
        second = ", ".join(row.second_subjects)
        return f"ตรงเมื่อใช้ค่าของแหล่งที่สองสำหรับ {second}" if second else ""
    if row.explained_by:
        return f"ตามมาจาก {row.explained_by}"
    return f"ไม่ได้จาก {row.terms_words}{source_words(row, 'th')} ซึ่งคำนวณได้ {row.computed}"


def suggestion_words(row: Row) -> str:
    """Return the likely misprint and the figures that whole items cannot give; empty if there are none."""
    words = [likely_words(row.suggestion, "th")] if row.suggestion else []
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


def target_label(framework: Framework, subject: str) -> str:
    """Return the label of a weak point in the plan; a target that is no subject of the framework stays as it is."""
    node = framework.nodes.get(subject)
    return subject if node is None else point_label(framework, node)


def plan_title(year: int) -> str:
    """Return the title of the plan of a fiscal year."""
    return PLAN_TITLE.format(year=year)


def analysis_sentence(framework: Framework, planned: PlannedMeasure) -> str:
    """Return the scores and reasons that a measure is for, one line for each weak point."""
    lines = []
    for point in planned.points:
        label = point_label(framework, framework.nodes[point.subject])
        reasons = "; ".join(why_words(reason, point) for reason in point.weak_reasons)
        lines.append(f"{label} ได้ {point.score:.2f} คะแนน ({reasons})")
    return "\n".join(lines)
