"""Hold the Thai words that several workbooks share: cell prompts, severities, rules, reasons and plans.

Takes the framework, results and plans; returns texts. Works on values only.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Judgement, Reason
from ita_xlsx.model.framework import OVERALL, Framework, Note
from ita_xlsx.model.layout.framework_layout import CONFIDENCE
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.results import plain_limit
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.model.text.words import EVIDENCE_LINE

ASSESSMENT = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
DRAFT = "ฉบับร่าง: แบบประเมินของปีนี้ยังไม่ได้ยืนยันจากเอกสารทางการ โปรดตรวจกับประกาศของ ป.ป.ช. ก่อนใช้"
WORDING_DOUBTFUL = "ข้อความคำถามของปีนี้ยังไม่ได้ยืนยัน โปรดเทียบกับแบบสอบถามและประกาศของ ป.ป.ช. ก่อนอ้างอิงถ้อยคำ"
CONFIDENCE_LINE = "ความเชื่อมั่นของ{aspect}: {word} ({source})"
NOTE_MARK = "*"
STEPS_NOT_REPORTED = "ไม่ได้รายงานขั้นตอน"
MEASURES_NOT_READ = "อ่านแผ่น «มาตรการ» ไม่ได้หรือไม่ครบ"
SCORE_PROMPT = "กรอกตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง หรือพิมพ์ ไม่มีภารกิจ หรือ ไม่ประเมิน"
SCORE_ERROR = "คะแนนต้องเป็นตัวเลข 0 ถึง 100 (ทศนิยมไม่เกินสองตำแหน่ง) หรือคำว่า ไม่มีภารกิจ หรือ ไม่ประเมิน"
LIMIT_ERROR = "เกณฑ์ต้องเป็นตัวเลข 0 ถึง 100"
LIST_ERROR = "กรุณาเลือกจากรายการ"
ROUNDING = "ผลทุกค่าคำนวณจากค่าเต็มแล้วจึงปัดเศษเป็นทศนิยมสองตำแหน่ง ผลรวมของค่าที่ปัดแล้วจึงอาจต่างจากค่าที่แสดงเล็กน้อย"
OVERALL_NAME = "รวมทุกเครื่องมือตามน้ำหนัก"
WEIGHTS = "คะแนนรวม = {terms} โดยใช้ค่าเต็มก่อนปัดเศษ"
PLAN_TITLE = "แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {year}"
TRACKING_TITLE = "แบบรายงานผลการดำเนินงานตามมาตรการ ประจำปีงบประมาณ พ.ศ. {year} จังหวัด{province}"
_COMMAND = re.compile(r"\s*(?:หรือใช้คำสั่ง|หรือ(?:หากคะแนนถูกต้อง )?ใส่เหตุผลในคำสั่ง|ด้วยคำสั่ง)(?: เช่น)?: ita .*", re.DOTALL)


def without_command(fix: str) -> str:
    """Return an advice without the command that carries it out; who reads a workbook has no terminal."""
    return _COMMAND.sub("", fix)


def framework_notice(framework: Framework, *, notes: bool = True) -> str:
    """Return the notice for the first sheet of a workbook, one line for each thing to know; empty if there is none.

    It says whether the framework is a draft or its wording is not confirmed, with the confidence in each part. Its
    ``notes`` follow, unless the sheet shows them elsewhere.
    """
    lines = []
    if framework.is_draft or framework.is_wording_doubtful:
        from ita_xlsx.model.labels import label_of  # slow to import, and few frameworks are drafts

        lines.append(DRAFT if framework.is_draft else WORDING_DOUBTFUL)
        for item in framework.confidence:
            word = CONFIDENCE.get(item.word, item.word)
            lines.append(CONFIDENCE_LINE.format(aspect=label_of(item.aspect), word=word, source=item.source))
    return "\n".join((*lines, *(note_lines(framework) if notes else ())))


def note_lines(framework: Framework) -> tuple[str, ...]:
    """Return the notes of a framework, each with the label of its subject."""
    return tuple(f"{NOTE_MARK} {_note_label(framework, note)}: {note.th}" for note in framework.notes)


def _note_label(framework: Framework, note: Note) -> str:
    return subject_label(framework, framework.nodes[OVERALL]) if note.subject == OVERALL else note.subject


def heading(agency: Agency, framework: Framework, year: int | None = None) -> str:
    """Return the header of printed pages: agency and fiscal year, that of the framework without ``year``."""
    return f"{agency.name}  ปีงบประมาณ พ.ศ. {year or framework.year}".strip()


def weights_line(framework: Framework) -> str:
    """Return the sentence on how the overall score is made of the instruments."""
    terms = " + ".join(f"{item.code} × {float(item.weight):g}%" for item in framework.instruments)
    return WEIGHTS.format(terms=terms)


def indicator_title(framework: Framework, code: str) -> str:
    """Return an indicator with its name, such as ``6. คุณภาพการดำเนินงาน``; return an unknown code unchanged."""
    name = next((item.name for item in framework.indicators if item.code == code), "")
    return f"{code}. {name}" if name else code


def instrument_of(framework: Framework, indicator: str) -> str:
    """Return the instrument of an indicator, such as ``EIT``; empty for an unknown code."""
    return next((item.instrument for item in framework.indicators if item.code == indicator), "")


def fiscal_period(year: int) -> str:
    """Return a fiscal year in days: 1 October to 30 September."""
    return f"1 ตุลาคม {year - 1} – 30 กันยายน {year}"


def tracking_title(year: int, agency: Agency) -> str:
    """Return the title of the tracking form of a fiscal year."""
    text = TRACKING_TITLE.format(year=year, province=agency.province)
    return text if agency.province else text.replace(" จังหวัด", "")


def agency_line(agency: Agency) -> str:
    """Return the line ``หน่วยงาน : …`` that stands under the title of a form."""
    return f"หน่วยงาน : {agency.name}"


def follow_up_words(measure: StandardMeasure) -> str:
    """Return how a measure is followed up, and its evidence."""
    return f"{measure.follow_up}{EVIDENCE_LINE}{measure.evidence}" if measure.evidence else measure.follow_up


def all_why_words(judgement: Judgement) -> str:
    """Return every reason of a judgement in the order of the rules, as one text."""
    return "; ".join(why_words(reason, judgement) for reason in _in_order(judgement))


_ORDER = {code: place for place, code in enumerate(RuleCode)}


def _in_order(judgement: Judgement) -> list[Reason]:
    """Return the reasons of a judgement in the order of the rules."""
    return sorted(judgement.weak_reasons, key=lambda reason: _ORDER[reason.rule])


def why_words(reason: Reason, judgement: Judgement) -> str:
    """Return one reason in Thai words."""
    limit, distance = reason.limit or Decimal(0), reason.distance or Decimal(0)
    if reason.rule is RuleCode.BELOW:
        return f"ต่ำกว่าเกณฑ์ {limit:.2f} จำนวน {distance:.2f} คะแนน"
    if reason.rule is RuleCode.FELL_THROUGH:
        return f"ปีก่อนผ่านเกณฑ์ ({judgement.previous:.2f})"
    if reason.rule is RuleCode.NOT_FULL:
        return f"ยังไม่ถึง {limit:.2f}"
    if reason.rule is RuleCode.APART:
        return f"ผลแต่ละส่วนต่างกัน {limit + distance:.2f}"
    if reason.rule is RuleCode.FELL:
        return f"ลดลงจากปีก่อน {limit + distance:.2f}"
    return "ต่ำที่สุดในทุกตัวชี้วัด"


# The short form of reasons: at most two of them, which never take the room of more than forty letters.
REASON_JOINT, SHORT_REASONS = " · ", 2


def short_why_words(judgement: Judgement) -> str:
    """Return the first two reasons of a judgement in a few words, in the order of the rules."""
    return REASON_JOINT.join(_short_why_words(reason, judgement) for reason in _in_order(judgement)[:SHORT_REASONS])


def _short_why_words(reason: Reason, judgement: Judgement) -> str:
    limit, distance = reason.limit or Decimal(0), reason.distance or Decimal(0)
    if reason.rule is RuleCode.BELOW:
        return f"ต่ำกว่าเกณฑ์ {plain_limit(limit)} อยู่ {distance:.2f}"
    if reason.rule is RuleCode.FELL_THROUGH:
        return f"ปีก่อนผ่าน {judgement.previous:.2f}"
    if reason.rule is RuleCode.APART:
        return f"ส่วนต่างกัน {limit + distance:.2f}"
    if reason.rule is RuleCode.FELL:
        return f"ลดลง {limit + distance:.2f}"
    return "ต่ำสุดทุกตัวชี้วัด" if reason.rule is RuleCode.LOWEST_INDICATOR else why_words(reason, judgement)
