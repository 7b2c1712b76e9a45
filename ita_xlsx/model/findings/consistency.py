"""Messages about scores that do not fit together, and about missing evidence and unclear statuses of steps."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.SCORES_THOUGH_NOTHING_DECLARED, Severity.ERROR, Topic.SCORES,
        "แจ้งว่า «{value}» แต่กรอกคะแนนไว้ {count} ช่อง", "หากมีข้อมูลรายงาน ให้เลือก «มีข้อมูลรายงาน» หากไม่มี ให้ลบคะแนน",
        "the agency states «{value}», but {count} scores are filled in",
        "choose «มีข้อมูลรายงาน» if there is something to report; if not, delete the scores",
    ),
    Message(
        Code.ALL_SCORES_EQUAL, Severity.WARNING, Topic.SCORES,
        "คะแนนทั้ง {count} ข้อของ {label} เท่ากันหมด คือ {value}", "ตรวจว่าไม่ได้คัดลอกค่าเดียวลงทุกช่อง",
        "all {count} scores of {label} are the same: {value}", "check that one value was not copied into every cell",
    ),
    Message(
        Code.SCORES_OF_LAST_YEAR, Severity.WARNING, Topic.SCORES,
        "คะแนนของ {label} ตรงกับคะแนนปีก่อนทุกข้อ ({count} ข้อ)", "ตรวจว่าไม่ได้คัดลอกคะแนนปีก่อนมาเป็นปีนี้",
        "all {count} scores of {label} are equal to last year's",
        "check that last year's scores were not copied into this year",
    ),
    Message(
        Code.SCALE_TOO_SMALL, Severity.WARNING, Topic.SCORES,
        "คะแนนทั้ง {count} ข้อของ {label} ไม่เกิน {value} คล้ายกรอกตามมาตร 0-{value} แทน 0-100", "แปลงเป็นคะแนน 0-100",
        "none of the {count} scores of {label} is above {value}; they seem to use a scale of 0-{value} instead of "
        "0-100",
        "convert them to scores of 0-100",
    ),
    Message(
        Code.DECIMALS_LOST, Severity.WARNING, Topic.SCORES,
        "คะแนนทั้ง {count} ข้อของ {label} เป็นจำนวนเต็ม ทศนิยมอาจหายไป", "กรอกทศนิยมสองตำแหน่งตามผลที่ประกาศ",
        "all {count} scores of {label} are whole numbers; the decimals may be lost",
        "fill in the scores with two decimals, as announced",
    ),
    Message(
        Code.EVIDENCE_MISSING, Severity.WARNING, Topic.EVIDENCE,
        "{codes} มีคะแนนแต่ไม่มี URL หรือหมายเหตุ ({count} ข้อ) ทั้งที่ข้ออื่นมี", "เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        "{codes} have a score but neither a URL nor a note ({count}), although other items have one",
        "add the URL of the evidence, or a reason in the note",
    ),
    Message(
        Code.STEP_STATUS_UNKNOWN, Severity.WARNING, Topic.EVIDENCE,
        "ไม่เข้าใจสถานะ «{value}»", "เลือกจากรายการ: {choices}",
        "the status «{value}» is not understood", "choose one of: {choices}",
    ),
    Message(
        Code.STEP_WITHOUT_EVIDENCE, Severity.WARNING, Topic.EVIDENCE,
        "ขั้นตอนนี้แจ้งว่า «{value}» แต่ไม่มี URL หรือหมายเหตุ", "เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        "the step is reported as «{value}», but has neither a URL nor a note",
        "add the URL of the evidence, or a reason in the note",
    ),
    Message(
        Code.STEP_STATUS_READ_AS, Severity.INFO, Topic.EVIDENCE,
        "อ่านสถานะ «{value}» เป็น «{word}»", "ไม่ต้องแก้ หากหมายความเช่นนั้น",
        "the status «{value}» was read as «{word}»", "nothing to do if that is correct",
    ),
)  # fmt: skip
