"""The Thai prose of the workbooks: instructions, hints and prompts of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Judgement, Reason
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.framework import Framework, Level, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.measures import Plan, PlannedMeasure, StandardMeasure
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.model.text.dates import short_thai_date, thai_date
from ita_xlsx.model.text.words import STEP_STATUSES

FORM_TITLE = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year}"
ASSESSMENT = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
DRAFT = "ฉบับร่าง: แบบประเมินของปีนี้ยังไม่ได้ยืนยันจากเอกสารทางการทุกส่วน ({aspects}) โปรดตรวจกับประกาศของ ป.ป.ช. ก่อนใช้"
ASPECTS = {"questions": "ข้อคำถาม", "structure": "โครงสร้างตัวชี้วัด", "levels": "เกณฑ์ระดับผล"}

STEPS = (
    "ตรวจชื่อหน่วยงานในแผ่น «ข้อมูลหน่วยงาน» แล้วกรอกชื่อผู้รายงานและช่องทางติดต่อ",
    "กรอกคะแนนรายข้อในแผ่น {sheets} เฉพาะช่องสีเหลือง เป็นตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง",
    "ข้อที่ไม่อยู่ในภารกิจ หรือไม่ได้รับการประเมิน ให้พิมพ์คำว่า ไม่มีภารกิจ หรือ ไม่ประเมิน อย่ากรอกเลขศูนย์",
    "หากมีคะแนนที่ประกาศแล้ว (รายตัวชี้วัด รายเครื่องมือ หรือคะแนนรวม) ให้กรอกในแผ่น «คะแนนประกาศ»",
    "กรอกผลการดำเนินงานตามมาตรการและ URL หลักฐานในแผ่น «มาตรการ»",
    "ดูผลที่คำนวณให้ทันทีในแผ่น «ผลเบื้องต้น» คะแนนที่พิมพ์เป็นข้อความจะยังไม่นับว่ากรอกแล้ว",
    "บันทึกเป็นไฟล์ .xlsx แล้วส่งกลับ โดยไม่เปลี่ยนรหัสข้อ หัวตาราง และชื่อแผ่นงาน",
)
COLOURS = (
    ("input", "ช่องสีเหลือง", "กรอกหรือแก้ไขได้"),
    ("label", "ช่องสีเทาและช่องอื่น", "ล็อกไว้กันพลาด ไม่ต้องแก้"),
    ("caution", "ช่องสีส้มในแผ่นคะแนน", "ข้อความหรือตัวเลขที่อ่านเป็นคะแนน 0-100 ไม่ได้ (แผ่นงานบอกจำนวนไว้ด้วย)"),
)
FILL_COUNT_HEADERS = ("แผ่นงาน", "กรอกแล้ว (ช่อง)", "ทั้งหมด (ช่อง)", "คงเหลือ")

SCORE_PROMPT = "กรอกตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง หรือพิมพ์ ไม่มีภารกิจ หรือ ไม่ประเมิน"
SCORE_ERROR = "คะแนนต้องเป็นตัวเลข 0 ถึง 100 (ทศนิยมไม่เกินสองตำแหน่ง) หรือคำว่า ไม่มีภารกิจ หรือ ไม่ประเมิน"
FIGURE_ERROR = "คะแนนที่ประกาศต้องเป็นตัวเลข 0 ถึง 100 หากไม่ทราบให้เว้นว่าง"
RULE_LIMIT_ERROR = "เกณฑ์ของกติกาต้องเป็นตัวเลข 0 ถึง 100 เว้นว่างไว้เพื่อปิดกติกา"
LIMIT_ERROR = "เกณฑ์ต้องเป็นตัวเลข 0 ถึง 100"
LIST_ERROR = "กรุณาเลือกจากรายการ"
URL_PROMPT = "วางที่อยู่เว็บ (URL) ที่เปิดถึงข้อมูลโดยตรง ขึ้นต้นด้วย https:// หรือ http://"

INFO_HINT = "ตรวจข้อมูลที่เติมไว้ให้ และกรอกช่องสีเหลือง"
PUBLISHED_HINT = "ไม่บังคับ: กรอกเฉพาะคะแนนที่มีประกาศ ใช้แทนผลคำนวณเมื่อไม่มีคะแนนรายข้อ และใช้ตรวจทาน"
MEASURES_HINT = "แถวที่เว้นไว้เป็นของหน่วยงาน: กรอกมาตรการ ขั้นตอน สถานะ และ URL หลักฐาน"
PLANNED_HINT = "เลือกสถานะและวาง URL หลักฐานของทุกขั้นตอนตามแผน ไม่มีภารกิจให้เขียนเหตุผลในหมายเหตุ แถวว่างท้ายตารางเป็นของหน่วยงานเอง"
PRELIMINARY_HINT = "คำนวณจากคะแนนที่กรอก ทุกช่องเป็นสูตร คะแนนที่พิมพ์เป็นข้อความ (เช่นเลขไทยที่เป็นตัวอักษร) ยังไม่นับ"
ROUNDING = "ผลทุกค่าคำนวณจากค่าเต็มแล้วจึงปัดเศษเป็นทศนิยมสองตำแหน่ง ผลรวมของค่าที่ปัดแล้วจึงอาจต่างจากค่าที่แสดงเล็กน้อย"
OVERALL_NAME = "รวมทุกเครื่องมือตามน้ำหนัก"
WEIGHTS = "คะแนนรวม = {terms} โดยใช้ค่าเต็มก่อนปัดเศษ"

ANALYSIS_TITLE = "ผลการวิเคราะห์ ITA ปีงบประมาณ พ.ศ. {year}"
THRESHOLD_LABEL = "เกณฑ์ (คะแนน) เปลี่ยนได้"
NO_FINDINGS = "ไม่พบข้อผิดปกติในแบบฟอร์มที่ส่งกลับ"
FINDINGS_LINE = "แบบฟอร์มที่ส่งกลับมีข้อค้นพบ: {counts} (ดูแผ่น «ข้อค้นพบ»)"
FINDINGS_HINT = "แผ่นงานและช่องหมายถึงแบบฟอร์มที่หน่วยงานส่งกลับ คอลัมน์สุดท้ายพาไปยังคะแนนในสมุดงานนี้"
SEVERITY = {Severity.ERROR: "ต้องแก้ไข", Severity.WARNING: "ควรตรวจ", Severity.INFO: "แจ้งให้ทราบ"}
RULES = {
    RuleCode.BELOW: "คะแนนต่ำกว่าเกณฑ์นี้ = แก้ไขโดยเร่งด่วน",
    RuleCode.FELL_THROUGH: "ปีก่อนถึงเกณฑ์นี้ ปีนี้ไม่ถึง",
    RuleCode.NOT_FULL: "ข้อของแบบวัดการเปิดเผยข้อมูลที่ต่ำกว่าค่านี้",
    RuleCode.APART: "ผลแต่ละส่วนของตัวชี้วัดต่างกันเกินค่านี้",
    RuleCode.FELL: "ลดลงจากปีก่อนเกินค่านี้",
    RuleCode.LOWEST_INDICATOR: "ตัวชี้วัดที่ได้คะแนนต่ำที่สุด",
    RuleCode.LOWEST_QUESTION: "ข้อที่ได้คะแนนต่ำที่สุดของตัวชี้วัด (ไม่นับเป็นจุดอ่อน)",
    RuleCode.STRENGTH: "คะแนนสูงกว่าค่านี้ = จุดแข็ง",
}
RULE_OFF = "ปิดไว้ หรือไม่ใช้กับปีนี้"
NO_LOWEST = "คะแนนเท่ากันทุกข้อ หรือยังไม่มีคะแนน"
NO_PREVIOUS = "ไม่มีคะแนนปีก่อนในแบบฟอร์ม จึงไม่มีแผนภูมิเปรียบเทียบ"
NO_WEAK_POINTS = "ไม่พบจุดอ่อนตามกติกาที่ใช้"
NOTHING_SCORED = "ยังไม่มีคะแนนให้วิเคราะห์ จึงยังไม่มีร่างมาตรการ"
PLAN_TITLE = "แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {year}"
PLAN_HINT = "ร่างจากผลการวิเคราะห์ ปรับแก้ได้ทุกช่อง คอลัมน์แรกบอกรหัสจุดอ่อนที่แถวนั้นครอบคลุม เขียนเช่น ;o27; หรือ ;e1;6;"
NO_MEASURES = "แผนนี้ยังไม่มีมาตรการของหน่วยงาน"
UNCOVERED = "จุดอ่อนที่ยังไม่มีมาตรการในแผน: "
TRACKING_TITLE = "แบบรายงานผลการดำเนินงานตามมาตรการ ประจำปีงบประมาณ พ.ศ. {year} จังหวัด{province}"
TRACKING_HINT = "เลือกสถานะ และวางที่อยู่เว็บ (URL) ที่เปิดถึงหลักฐานโดยตรง หากไม่มีภารกิจให้เขียนเหตุผลแทน"
TRACKING_COUNTS = "{count} ขั้นตอน: {statuses}  ระบุหลักฐานแล้ว {proved} ขั้นตอน"
TRACKING_SCAN = "  (สแกน QR เพื่อเปิดหลักฐาน)"
NO_STATUS = "ยังไม่ระบุสถานะ"
NOTE_LINE = "หมายเหตุ: {note}"
CODE_TOO_LONG = "ที่อยู่ยาวเกินกว่าจะพิมพ์เป็น QR"
CODES_TOO_MANY = "ไม่มีที่พอสำหรับ QR ตั้งแต่ที่อยู่ที่ {number}"
CODES_TOO_LONG = "ที่อยู่ที่ {numbers} ยาวเกินกว่าจะพิมพ์เป็น QR"
CODE_GOING_ON = "ไม่พิมพ์ QR เพราะที่อยู่มีช่องว่าง อาจขาด"
CODES_GOING_ON = "ไม่พิมพ์ QR ของที่อยู่ที่ {numbers} เพราะมีช่องว่าง อาจขาด"
CODE_ALT = "QR ของ {url}"
CHECKED = "ตรวจลิงก์ {day}: {verdict}"
CHECKED_BY_RULE = "ตรวจรูปแบบลิงก์: {verdict}"
VERDICTS = {
    Verdict.FINE: "เปิดได้",
    Verdict.WARNING: "ควรตรวจ",
    Verdict.BROKEN: "เปิดไม่ได้",
    Verdict.UNKNOWN: "ตรวจไม่ได้",
}
VERDICTS_BY_RULE = {Verdict.WARNING: "ควรตรวจ", Verdict.BROKEN: "เปิดไม่ได้"}
_DOTS = "." * 40
SIGNATURES = (
    (f"ลงชื่อ {_DOTS} ผู้รายงาน", f"ลงชื่อ {_DOTS} ผู้รับรองข้อมูล"),
    (f"( {_DOTS} )", f"( {_DOTS} )"),
    (f"ตำแหน่ง {_DOTS}", f"ตำแหน่ง {_DOTS}"),
    ("วันที่ ............ / ............ / ............", "วันที่ ............ / ............ / ............"),
)
RECONCILIATION_HINT = (
    "แต่ละค่าที่ประกาศเทียบกับค่าที่ประกาศของส่วนย่อยที่ใกล้ที่สุด ใช้คะแนนรายข้อเฉพาะส่วนที่ไม่มีค่าประกาศ ต่างกันไม่เกิน 0.01 ถือเป็นการปัดเศษ"
)
NO_ANNOUNCED = "ไม่มีคะแนนที่ประกาศในแบบฟอร์ม จึงไม่มีรายการให้กระทบยอด"
FIVE_WEAKEST = "จุดอ่อนห้าลำดับแรก (ดูทั้งหมดในแผ่น «จุดแข็งจุดอ่อน»)"


def title(framework: Framework) -> str:
    """The title of the form."""
    return FORM_TITLE.format(year=framework.year)


def draft_notice(framework: Framework) -> str:
    """The sentence for the first sheet of anything made from a draft; empty otherwise."""
    if not framework.is_draft:
        return ""
    aspects = ", ".join(f"{ASPECTS[item.aspect]}: {item.word}" for item in framework.confidence)
    return DRAFT.format(aspects=aspects)


def heading(agency: Agency, framework: Framework) -> str:
    """The header of printed pages: agency and fiscal year."""
    return f"{agency.name}  ปีงบประมาณ พ.ศ. {framework.year}".strip()


def steps(framework: Framework) -> tuple[str, ...]:
    """How to fill in the form, a sentence a step."""
    sheets = " ".join(f"«{item.code}»" for item in framework.instruments)
    return tuple(f"{number}. {text.format(sheets=sheets)}" for number, text in enumerate(STEPS, 1))


def deadline_lines(settings: RoundSettings) -> tuple[str, ...]:
    """By when, and whom to ask; what is not known is left out."""
    lines = [f"ส่งกลับภายในวันที่ {thai_date(settings.deadline)}"] if settings.deadline else []
    contact = settings.contact
    if contact.is_known:
        ways = [("", contact.name), ("โทรศัพท์ ", contact.phone), ("อีเมล ", contact.email)]
        lines.append("สอบถาม: " + "  ".join(label + value for label, value in ways if value))
    return tuple(lines)


def weights_line(framework: Framework) -> str:
    """How the overall score is made of the instruments."""
    terms = " + ".join(f"{item.code} × {float(item.weight):g}%" for item in framework.instruments)
    return WEIGHTS.format(terms=terms)


def analysis_title(framework: Framework) -> str:
    """The title of the analysis."""
    return ANALYSIS_TITLE.format(year=framework.year)


def level_rules(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Each level with its condition in words, best first."""
    return tuple((level.name, _level_rule(level)) for level in framework.levels)


def _level_rule(level: Level) -> str:
    rule = f"คะแนนรวมตั้งแต่ {float(level.overall):.2f}"
    if level.each_instrument is not None:
        rule += f" และทุกเครื่องมือตั้งแต่ {float(level.each_instrument):.2f}"
    return rule


def cause_words(row: Row) -> str:
    """Why an announced figure cannot be, in a few words; empty where it follows."""
    if row.follows:
        return ""
    if row.under:
        return f"ตามมาจาก {row.under}"
    return f"ไม่ได้จาก {row.terms_words} ซึ่งให้ {row.computed}"


def point_label(framework: Framework, node: Node) -> str:
    """``ข้อ e1 EIT Public``, ``ตัวชี้วัดที่ 6``, ``EIT``."""
    if node.kind is not Kind.ANSWER:
        return subject_label(framework, node)
    part = f" {part_label(framework, node.part)}" if node.part else ""
    return f"ข้อ {node.code}{part}"


def indicator_title(framework: Framework, code: str) -> str:
    """``6. คุณภาพการดำเนินงาน``; what is no indicator of the framework as it is."""
    name = next((item.name for item in framework.indicators if item.code == code), "")
    return f"{code}. {name}" if name else code


def instrument_of(framework: Framework, indicator: str) -> str:
    """``EIT``; empty for what is no indicator of the framework."""
    return next((item.instrument for item in framework.indicators if item.code == indicator), "")


def fiscal_period(year: int) -> str:
    """A fiscal year in days: 1 October to 30 September."""
    return f"1 ตุลาคม {year - 1} – 30 กันยายน {year}"


def next_period(framework: Framework) -> str:
    """The fiscal year after the one assessed, for which measures are drawn from its results."""
    return fiscal_period(framework.year + 1)


def plan_title(framework: Framework) -> str:
    """The title of the plan for the next fiscal year."""
    return PLAN_TITLE.format(year=framework.year + 1)


def issued_plan_title(framework: Framework, plan: Plan) -> str:
    """The title of a plan sent out with the forms: of the round's own year, unless it is meant for the next."""
    is_next = any(next_period(framework) in item.period for item in plan.measures)
    return PLAN_TITLE.format(year=framework.year + is_next)


def tracking_title(year: int, agency: Agency) -> str:
    """The title of the tracking form of a fiscal year."""
    text = TRACKING_TITLE.format(year=year, province=agency.province)
    return text if agency.province else text.replace(" จังหวัด", "")


def agency_line(agency: Agency) -> str:
    """``หน่วยงาน : …`` under the title of a form."""
    return f"หน่วยงาน : {agency.name}"


def tracking_counts(counts: Mapping[str, int], *, scan: bool) -> str:
    """How many steps of each status there are, and how many have evidence; ``scan`` tells of the codes."""
    told = {**{word: counts[word] for word in STEP_STATUSES}, NO_STATUS: counts[""]}
    statuses = "  ".join(f"{word} {count}" for word, count in told.items() if count)
    whole = TRACKING_COUNTS.format(count=sum(told.values()), statuses=statuses, proved=counts["proved"])
    return whole + (TRACKING_SCAN if scan else "")


def without_code(addresses: int, cut: Sequence[int], long: Sequence[int], left: Sequence[int]) -> Iterator[str]:
    """Why addresses of a cell have no code, each by its place among them: cut by a blank, too long, no room left."""
    for numbers, alone, several in ((cut, CODE_GOING_ON, CODES_GOING_ON), (long, CODE_TOO_LONG, CODES_TOO_LONG)):
        if numbers:
            yield alone if addresses == 1 else several.format(numbers=", ".join(map(str, numbers)))
    if left:
        yield CODES_TOO_MANY.format(number=left[0])


def verdict_words(result: LinkResult) -> str:
    """What is known of an address, and since when; empty where there is nothing to tell."""
    said = "" if result.verdict is Verdict.FINE else result.why("th") or result.detail
    detail = f" ({said})" if said else ""
    if result.checked is None:
        word = VERDICTS_BY_RULE.get(result.verdict, "")
        return CHECKED_BY_RULE.format(verdict=word + detail) if word else ""
    word = VERDICTS.get(result.verdict, "")
    return CHECKED.format(day=short_thai_date(result.checked), verdict=word + detail) if word else ""


def follow_up_words(measure: StandardMeasure) -> str:
    """How a measure is followed up, and what proves it."""
    return f"{measure.follow_up}\nหลักฐาน: {measure.evidence}" if measure.evidence else measure.follow_up


def analysis_sentence(framework: Framework, planned: PlannedMeasure) -> str:
    """The figures a measure answers, a line a weak point."""
    lines = []
    for point in planned.points:
        label = point_label(framework, framework.nodes[point.subject])
        reasons = "; ".join(why_words(reason, point) for reason in point.why)
        lines.append(f"{label} ได้ {point.score:.2f} คะแนน ({reasons})")
    return "\n".join(lines)


def all_why_words(judgement: Judgement) -> str:
    """Every reason of a judgement in the order of the rules, as one text of the sheets."""
    order = list(RuleCode)
    reasons = sorted(judgement.why, key=lambda reason: order.index(reason.rule))
    return "; ".join(why_words(reason, judgement) for reason in reasons)


def why_words(reason: Reason, judgement: Judgement) -> str:
    """A reason in the words of the sheets."""
    limit, distance = reason.limit or Decimal(0), reason.distance or Decimal(0)
    if reason.rule is RuleCode.BELOW:
        return f"ต่ำกว่าเกณฑ์ {limit:.2f} อยู่ {distance:.2f}"
    if reason.rule is RuleCode.FELL_THROUGH:
        return f"ปีก่อนผ่านเกณฑ์ ({judgement.previous:.2f})"
    if reason.rule is RuleCode.NOT_FULL:
        return f"ยังไม่ถึง {limit:.2f}"
    if reason.rule is RuleCode.APART:
        return f"ผลแต่ละส่วนต่างกัน {limit + distance:.2f}"
    if reason.rule is RuleCode.FELL:
        return f"ลดลงจากปีก่อน {limit + distance:.2f}"
    return "ต่ำที่สุดในทุกตัวชี้วัด"
