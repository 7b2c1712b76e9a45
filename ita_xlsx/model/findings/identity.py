"""Messages about the agency, the province and the fiscal year of a workbook, and about its sheets and headers."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic, Trait

MESSAGES = (
    Message(
        Code.NOT_A_FORM, Severity.ERROR, Topic.IDENTITY,
        "ไม่ใช่แบบฟอร์ม ITA ที่ออกโดยระบบนี้ (ไม่พบตราประทับของแบบฟอร์ม)",
        "คัดลอกคะแนนลงในแบบฟอร์มที่ได้รับ แล้วส่งไฟล์นั้น",
        "this is not an ITA form made by this program (it has no stamp)",
        "copy the scores into the form that was sent, and return that file",
    ),
    Message(
        Code.OTHER_YEAR, Severity.ERROR, Topic.IDENTITY,
        "แบบฟอร์มของปีงบประมาณ {found} แต่รอบนี้คือปีงบประมาณ {expected}",
        "ใช้แบบฟอร์มของปีงบประมาณ {expected}",
        "the form is of fiscal year {found}, but this round is of {expected}",
        "use the form of fiscal year {expected}",
    ),
    Message(
        Code.UNKNOWN_YEAR, Severity.ERROR, Topic.IDENTITY,
        "ไม่รู้จักแบบประเมินปีงบประมาณ «{found}»", "ปรับปรุงโปรแกรม หรือระบุแบบประเมินด้วย --framework",
        "the assessment of fiscal year «{found}» is not known",
        "update the program, or give the definition with --framework",
    ),
    Message(
        Code.AGENCY_NOT_IN_ROSTER, Severity.ERROR, Topic.IDENTITY,
        "ไม่พบหน่วยงาน «{value}» ในทะเบียนหน่วยงาน", "ตรวจรหัสหน่วยงาน หรือเพิ่มหน่วยงานในทะเบียน",
        "agency «{value}» is not in the roster", "check the agency code, or add the agency to the roster",
    ),
    Message(
        Code.OTHER_NAME_IN_ROSTER, Severity.WARNING, Topic.IDENTITY,
        "ชื่อหน่วยงาน «{value}» ไม่ตรงกับทะเบียน ({expected})", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานใด",
        "the agency's name «{value}» differs from the roster ({expected})", "check which agency this form belongs to",
        plural=Plural(
            "ชื่อในแบบฟอร์มของ {count} หน่วยงานไม่ตรงกับทะเบียน:",
            "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานใด (ดูในสมุดงานหรือ JSON)",
            "the names in the forms of {count} agencies are not those of the roster:",
            "check whose forms these are (see the workbook or the JSON)",
        ),
        traits=frozenset({Trait.CONTRADICTS_ROSTER}),
    ),
    Message(
        Code.OTHER_DEFINITION, Severity.WARNING, Topic.IDENTITY,
        "แบบฟอร์มทำจากแบบประเมินปี {found} ฉบับอื่น ({stamp}) ไม่ใช่ฉบับที่ใช้อยู่ ({own})",
        "ตรวจว่าข้อคำถามตรงกัน หรือส่งแบบฟอร์มใหม่ให้หน่วยงาน",
        "the form was made from another version of the {found} definition ({stamp}, not {own})",
        "check that the questions agree, or send the agency a new form",
    ),
    Message(
        Code.SHEET_MISSING, Severity.ERROR, Topic.IDENTITY,
        "ไม่พบแผ่นงาน «{name}» หรือหัวตารางของแผ่นงานนี้", "คืนแผ่นงานและหัวตารางตามแบบฟอร์มเดิม",
        "the sheet «{name}», or its header row, was not found",
        "restore the sheet and its headers from the original form",
        traits=frozenset({Trait.TABLE_LOST}),
    ),
    Message(
        Code.OTHER_KIND_OF_WORKBOOK, Severity.ERROR, Topic.IDENTITY,
        "เป็นสมุดงาน «{found}» ไม่ใช่แบบฟอร์มของหน่วยงาน", "เลือกแบบฟอร์มที่หน่วยงานกรอก",
        "this is a workbook of kind «{found}», not an agency's form", "choose the form the agency filled in",
        traits=frozenset({Trait.OTHER_KIND}),
    ),
    Message(
        Code.NOTHING_TO_REPORT, Severity.INFO, Topic.IDENTITY,
        "หน่วยงานแจ้งว่าไม่มีข้อมูลรายงาน", "ไม่ต้องดำเนินการ",
        "the agency states that it has nothing to report", "nothing to do",
    ),
    Message(
        Code.SEVERAL_SCORE_SHEETS, Severity.ERROR, Topic.IDENTITY,
        "มีแผ่นงานมากกว่าหนึ่งแผ่นที่เป็นคะแนน «{name}»: {sheets} จึงไม่รู้ว่าควรใช้แผ่นใด", "เหลือไว้แผ่นเดียว",
        "more than one sheet holds the scores of «{name}»: {sheets}; it is unclear which one to use", "keep one sheet",
    ),
    Message(
        Code.OTHER_AGENCY_CODE, Severity.WARNING, Topic.IDENTITY,
        "แบบฟอร์มนี้ออกให้หน่วยงานรหัส {expected} แต่กรอกรหัส «{value}»", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานใด",
        "the form was made for agency {expected}, but its agency code is «{value}»",
        "check which agency this form belongs to",
    ),
    Message(
        Code.AGENCY_NOT_NAMED, Severity.ERROR, Topic.IDENTITY,
        "ไม่มีชื่อหน่วยงานในแผ่นงาน «ข้อมูลหน่วยงาน»", "กรอกชื่อหน่วยงาน",
        "the sheet «ข้อมูลหน่วยงาน» does not name the agency", "fill in the agency's name",
    ),
    Message(
        Code.TABLE_ON_OTHER_SHEET, Severity.INFO, Topic.IDENTITY,
        "พบตาราง «{name}» ในแผ่นงานชื่อ «{value}»", "ไม่ต้องแก้ แต่ควรคงชื่อแผ่นงานตามแบบฟอร์มเดิม",
        "the table «{name}» was found on the sheet «{value}»",
        "nothing to do; but it is better to keep the sheet name of the original form",
    ),
    Message(
        Code.STAMP_MISSING, Severity.WARNING, Topic.IDENTITY,
        "ตราประทับของแบบฟอร์มหายไป จึงถือตามหัวตาราง รหัสข้อ และปีงบประมาณในแผ่นงาน", "ตรวจว่าเป็นแบบฟอร์มของรอบนี้",
        "the form's stamp is missing; the form was recognized by its headers, codes and fiscal year",
        "check that it is a form of this round",
    ),
    Message(
        Code.YEAR_CHANGED, Severity.ERROR, Topic.IDENTITY,
        "แบบฟอร์มออกสำหรับปีงบประมาณ {expected} แต่ในช่องปีงบประมาณเป็น «{value}»",
        "ใช้แบบฟอร์มของปีที่รายงาน และคืนปีงบประมาณเดิมในช่องนี้",
        "the form was made for fiscal year {expected}, but its year cell says «{value}»",
        "use the form of the reported year, and restore the original year in this cell",
    ),
    Message(
        Code.HEADER_READ_AS, Severity.INFO, Topic.IDENTITY,
        "อ่านหัวตาราง «{value}» เป็น «{name}»", "ไม่ต้องแก้",
        "the header «{value}» was read as «{name}»", "nothing to do",
    ),
    Message(
        Code.HEADER_REPEATED, Severity.ERROR, Topic.IDENTITY,
        "มีคอลัมน์ชื่อ «{value}» มากกว่าหนึ่งคอลัมน์ (ดู {other} ด้วย)", "เหลือไว้คอลัมน์เดียว",
        "more than one column has the header «{value}» (see also {other})", "keep one of them",
    ),
    Message(
        Code.HEADER_MISSING, Severity.ERROR, Topic.IDENTITY,
        "ไม่พบหัวตาราง «{name}» ที่ช่องนี้เป็น «{value}»", "พิมพ์หัวตาราง «{name}» ตามแบบฟอร์มเดิม",
        "the header «{name}» was not found; this cell says «{value}»", "type «{name}», as in the original form",
        traits=frozenset({Trait.TABLE_LOST}),
    ),
    Message(
        Code.OTHER_PROVINCE, Severity.WARNING, Topic.IDENTITY,
        "แบบฟอร์มเป็นของจังหวัด «{value}» แต่รอบนี้เป็นของจังหวัด {expected}", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานและจังหวัดใด",
        "the form belongs to the province «{value}», but this round belongs to {expected}",
        "check which agency and province this form belongs to",
        plural=Plural(
            "แบบฟอร์มของ {count} หน่วยงานเป็นของจังหวัดอื่น:",
            "ตรวจว่าเป็นแบบฟอร์มของจังหวัดใด",
            "the forms of {count} agencies belong to another province:",
            "check whose forms these are",
        ),
        traits=frozenset({Trait.CONTRADICTS_ROSTER}),
    ),
)  # fmt: skip
