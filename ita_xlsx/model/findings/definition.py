"""Messages about the definition of a framework; all faults of a definition are reported together."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic


def _fault(code: Code, th: str, en: str) -> Message:
    fix_th, fix_en = "แก้ในไฟล์นิยามแบบประเมิน", "correct it in the file of the definition"
    return Message(
        code=code, severity=Severity.ERROR, topic=Topic.DEFINITION, th=th, fix_th=fix_th, en=en, fix_en=fix_en
    )


MESSAGES = (
    Message(
        code=Code.FRAMEWORK_UNKNOWN,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="ไม่มีแบบประเมินของ «{name}»",
        fix_th="เลือกจาก: {known}",
        en="there is no framework «{name}»",
        fix_en="choose one of: {known}",
    ),
    Message(
        code=Code.NEXT_FRAMEWORK_MISSING,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="ยังไม่มีแบบประเมินของปี «{name}»",
        fix_th="สร้างไฟล์จากแบบประเมินของปีล่าสุด แก้เป็นของปี {name} แล้วระบุด้วย --framework ใช้คำสั่ง: "
        'ita frameworks export {last} -o "next.xlsx"',
        en="there is no framework of the year «{name}» yet",
        fix_en="make a file from the latest one, edit it into that of {name}, and give it with --framework: "
        'ita frameworks export {last} -o "next.xlsx"',
    ),
    _fault(Code.DEFINITION_HAS_FAULTS, "นิยามแบบประเมินมีข้อผิดพลาด {count} แห่ง", "the definition has {count} faults"),
    _fault(Code.FIELD_MISSING, "ขาดช่อง «{field}» ใน {where}", "«{field}» is missing in {where}"),
    _fault(
        Code.FIELD_INVALID,
        "«{value}» ใน {where} ใช้ไม่ได้สำหรับ «{field}»",
        "«{value}» in {where} cannot be used as «{field}»",
    ),
    _fault(Code.CODE_REPEATED, "รหัส {value} ซ้ำใน {where}", "the code {value} is repeated in {where}"),
    _fault(
        Code.REFERENCE_UNKNOWN,
        "{where} อ้างถึง {field} «{value}» ซึ่งไม่มี",
        "{where} refers to {field} «{value}», which does not exist",
    ),
    _fault(
        Code.WEIGHTS_NOT_100,
        "น้ำหนักของเครื่องมือรวมได้ {value} ไม่ใช่ 100",
        "the weights of the instruments add up to {value}, not 100",
    ),
    _fault(
        Code.NOTHING_UNDER_IT, "{where} ไม่มีข้อคำถามหรือสิ่งที่อยู่ภายใต้", "{where} has no questions or other items under it"
    ),
    _fault(
        Code.LEVEL_UNREACHABLE,
        "ไม่มีคะแนนใดได้ระดับ «{value}» เพราะระดับก่อนหน้าครอบคลุมแล้ว",
        "the level «{value}» can never be reached, because an earlier level already covers it",
    ),
    _fault(
        Code.LAST_LEVEL_NOT_ZERO,
        "ระดับต่ำสุดต้องเริ่มที่ 0 และไม่มีเงื่อนไขอื่น",
        "the last level must start at 0 and have no other condition",
    ),
    _fault(
        Code.DEFINITION_UNREADABLE,
        "อ่านไฟล์ {where} ไม่ได้: {reason_th}",
        "the file {where} cannot be read: {reason_en}",
    ),
    _fault(
        Code.SUBINDICATOR_MISSING,
        "ข้อ {value} ไม่มีตัวชี้วัดย่อย แต่ตัวชี้วัดที่ {field} มี",
        "{value} has no sub-indicator, but indicator {field} has sub-indicators",
    ),
    _fault(Code.RULE_NOT_USABLE, "กติกา {value} ใช้กับ «{field}» ไม่ได้", "the rule {value} cannot be used for «{field}»"),
    Message(
        code=Code.DEFINITION_SHEET_MISSING,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="ไม่พบแผ่นงาน «{value}» หรือหัวตารางของแผ่นงานนี้",
        fix_th='นำแผ่นงานและหัวตารางกลับมาใส่ตามไฟล์ที่ได้จากคำสั่ง: ita frameworks export 2568 -o "next.xlsx"',
        en="the sheet «{value}», or its header row, was not found",
        fix_en='restore the sheet and its headers from a file made by: ita frameworks export 2568 -o "next.xlsx"',
    ),
    Message(
        code=Code.DEFINITION_COLUMN_MISSING,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="ไม่พบหัวคอลัมน์ «{field}»",
        fix_th='นำหัวคอลัมน์กลับมาใส่ตามไฟล์ที่ได้จากคำสั่ง: ita frameworks export 2568 -o "next.xlsx"',
        en="the column «{field}» was not found",
        fix_en='restore its header from a file made by: ita frameworks export 2568 -o "next.xlsx"',
    ),
    Message(
        code=Code.DEFINITION_SHEET_REPEATED,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="มีแผ่นงานมากกว่าหนึ่งแผ่นที่มีหัวตาราง «{sheet}»: {value}",
        fix_th="คงไว้เพียงแผ่นเดียว",
        en="more than one sheet has the headers of «{sheet}»: {value}",
        fix_en="keep one sheet",
    ),
    Message(
        code=Code.NOT_A_DEFINITION,
        severity=Severity.ERROR,
        topic=Topic.DEFINITION,
        th="ไม่ใช่สมุดงานนิยามแบบประเมิน",
        fix_th='เริ่มจากไฟล์ที่ได้จากคำสั่ง: ita frameworks export 2568 -o "next.xlsx"',
        en="this workbook is not a framework definition",
        fix_en='start from a file made by: ita frameworks export 2568 -o "next.xlsx"',
    ),
    _fault(Code.DEFINITION_ROW_MISSING, "ไม่พบแถว «{value}»", "the row «{value}» was not found"),
    _fault(
        Code.LIMIT_INVALID,
        "«{value}» ใน {where} ใช้เป็นเกณฑ์ «{field}» ไม่ได้ ต้องเป็นคะแนน 0-100 ทศนิยมไม่เกินสองตำแหน่ง",
        "«{value}» in {where} cannot be the limit «{field}»: it must be a score of 0-100 with at most two decimals",
    ),
)
