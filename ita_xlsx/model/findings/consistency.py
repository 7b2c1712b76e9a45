"""Messages about scores that do not fit together, and about missing evidence and unclear statuses of steps."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        code=Code.SCORES_THOUGH_NOTHING_DECLARED,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="แจ้งว่า «{value}» แต่กรอกคะแนนไว้ {count} ช่อง",
        fix_th="หากมีข้อมูลรายงาน ให้เลือก «มีข้อมูลรายงาน» หากไม่มี ให้ลบคะแนน",
        en="the agency states «{value}», but {count} scores are filled in",
        fix_en="choose «มีข้อมูลรายงาน» if there is something to report; if not, delete the scores",
    ),
    Message(
        code=Code.ALL_SCORES_EQUAL,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="คะแนนทั้ง {count} ข้อของ {label} เท่ากันหมด คือ {value}",
        fix_th="ตรวจว่ามิได้คัดลอกค่าเดียวลงทุกช่อง",
        en="all {count} scores of {label} are the same: {value}",
        fix_en="check that one value was not copied into every cell",
    ),
    Message(
        code=Code.SCORES_OF_LAST_YEAR,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="คะแนนของ {label} ตรงกับคะแนนปีก่อนทุกข้อ ({count} ข้อ)",
        fix_th="ตรวจว่ามิได้คัดลอกคะแนนปีก่อนมาเป็นคะแนนปีนี้",
        en="all {count} scores of {label} are equal to last year's",
        fix_en="check that last year's scores were not copied into this year",
    ),
    Message(
        code=Code.SCALE_TOO_SMALL,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="คะแนนทั้ง {count} ข้อของ {label} ไม่เกิน {value} คล้ายกรอกตามช่วงคะแนน 0-{value} แทน 0-100",
        fix_th="แปลงเป็นคะแนน 0-100",
        en="none of the {count} scores of {label} is above {value}; they seem to use a scale of 0-{value} instead of "
        "0-100",
        fix_en="convert them to scores of 0-100",
    ),
    Message(
        code=Code.DECIMALS_LOST,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="คะแนนทั้ง {count} ข้อของ {label} เป็นจำนวนเต็ม ทศนิยมอาจหายไป",
        fix_th="กรอกทศนิยมสองตำแหน่งตามผลที่ประกาศ",
        en="all {count} scores of {label} are whole numbers; the decimals may be lost",
        fix_en="fill in the scores with two decimals, as announced",
    ),
    Message(
        code=Code.EVIDENCE_MISSING,
        severity=Severity.WARNING,
        topic=Topic.EVIDENCE,
        th="{codes} มีคะแนนแต่ไม่มี URL หรือหมายเหตุ ({count} ข้อ) ทั้งที่ข้ออื่นมี",
        fix_th="เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        en="{codes} have a score but neither a URL nor a note ({count}), although other items have one",
        fix_en="add the URL of the evidence, or a reason in the note",
    ),
    Message(
        code=Code.STEP_STATUS_UNKNOWN,
        severity=Severity.WARNING,
        topic=Topic.EVIDENCE,
        th="ไม่เข้าใจสถานะ «{value}»",
        fix_th="เลือกจากรายการ: {choices}",
        en="the status «{value}» is not understood",
        fix_en="choose one of: {choices}",
    ),
    Message(
        code=Code.STEP_WITHOUT_EVIDENCE,
        severity=Severity.WARNING,
        topic=Topic.EVIDENCE,
        th="ขั้นตอนนี้แจ้งว่า «{value}» แต่ไม่มี URL หรือหมายเหตุ",
        fix_th="เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        en="the step is reported as «{value}», but has neither a URL nor a note",
        fix_en="add the URL of the evidence, or a reason in the note",
    ),
    Message(
        code=Code.STEP_STATUS_READ_AS,
        severity=Severity.INFO,
        topic=Topic.EVIDENCE,
        th="อ่านสถานะ «{value}» เป็น «{word}»",
        fix_th="ไม่ต้องแก้ หากหมายความเช่นนั้น",
        en="the status «{value}» was read as «{word}»",
        fix_en="nothing to do if that is correct",
    ),
)
