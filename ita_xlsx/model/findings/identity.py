"""Messages about the agency, the province and the fiscal year of a workbook, and about its sheets and headers."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "W101", Severity.ERROR,
        "ไม่ใช่แบบฟอร์ม ITA ที่ออกโดยระบบนี้ (ไม่พบตราประทับของแบบฟอร์ม)",
        "คัดลอกคะแนนลงในแบบฟอร์มที่ได้รับ แล้วส่งไฟล์นั้น",
        "this is not an ITA form made by this program (it has no stamp)",
        "copy the scores into the form that was sent, and return that file",
    ),
    Message(
        "W102", Severity.ERROR,
        "แบบฟอร์มของปีงบประมาณ {found} แต่รอบนี้คือปีงบประมาณ {expected}",
        "ใช้แบบฟอร์มของปีงบประมาณ {expected}",
        "the form is of fiscal year {found}, but this round is of {expected}",
        "use the form of fiscal year {expected}",
    ),
    Message(
        "W103", Severity.ERROR,
        "ไม่รู้จักแบบประเมินปีงบประมาณ «{found}»", "ปรับปรุงโปรแกรม หรือระบุแบบประเมินด้วย --framework",
        "the assessment of fiscal year «{found}» is not known",
        "update the program, or give the definition with --framework",
    ),
    Message(
        "W104", Severity.ERROR,
        "ไม่พบหน่วยงาน «{value}» ในทะเบียนหน่วยงาน", "ตรวจรหัสหน่วยงาน หรือเพิ่มหน่วยงานในทะเบียน",
        "agency «{value}» is not in the roster", "check the agency code, or add the agency to the roster",
    ),
    Message(
        "W105", Severity.WARNING,
        "ชื่อหน่วยงาน «{value}» ไม่ตรงกับทะเบียน ({expected})", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานใด",
        "the agency's name «{value}» differs from the roster ({expected})", "check which agency this form belongs to",
    ),
    Message(
        "W106", Severity.WARNING,
        "แบบฟอร์มทำจากแบบประเมินปี {found} ฉบับอื่น ({stamp}) ไม่ใช่ฉบับที่ใช้อยู่ ({own})",
        "ตรวจว่าข้อคำถามตรงกัน หรือส่งแบบฟอร์มใหม่ให้หน่วยงาน",
        "the form was made from another version of the {found} definition ({stamp}, not {own})",
        "check that the questions agree, or send the agency a new form",
    ),
    Message(
        "W107", Severity.ERROR,
        "ไม่พบแผ่นงาน «{name}» หรือหัวตารางของแผ่นงานนี้", "คืนแผ่นงานและหัวตารางตามแบบฟอร์มเดิม",
        "the sheet «{name}», or its header row, was not found",
        "restore the sheet and its headers from the original form",
    ),
    Message(
        "W108", Severity.ERROR,
        "เป็นสมุดงาน «{found}» ไม่ใช่แบบฟอร์มของหน่วยงาน", "เลือกแบบฟอร์มที่หน่วยงานกรอก",
        "this is a workbook of kind «{found}», not an agency's form", "choose the form the agency filled in",
    ),
    Message(
        "W109", Severity.INFO,
        "หน่วยงานแจ้งว่าไม่มีข้อมูลรายงาน", "ไม่ต้องดำเนินการ",
        "the agency states that it has nothing to report", "nothing to do",
    ),
    Message(
        "W111", Severity.ERROR,
        "มีแผ่นงานมากกว่าหนึ่งแผ่นที่เป็นคะแนน «{name}»: {sheets} จึงไม่รู้ว่าควรใช้แผ่นใด", "เหลือไว้แผ่นเดียว",
        "more than one sheet holds the scores of «{name}»: {sheets}; it is unclear which one to use", "keep one sheet",
    ),
    Message(
        "W112", Severity.WARNING,
        "แบบฟอร์มนี้ออกให้หน่วยงานรหัส {expected} แต่กรอกรหัส «{value}»", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานใด",
        "the form was made for agency {expected}, but its agency code is «{value}»",
        "check which agency this form belongs to",
    ),
    Message(
        "W110", Severity.ERROR,
        "ไม่มีชื่อหน่วยงานในแผ่นงาน «ข้อมูลหน่วยงาน»", "กรอกชื่อหน่วยงาน",
        "the sheet «ข้อมูลหน่วยงาน» does not name the agency", "fill in the agency's name",
    ),
    Message(
        "W114", Severity.INFO,
        "พบตาราง «{name}» ในแผ่นงานชื่อ «{value}»", "ไม่ต้องแก้ แต่ควรคงชื่อแผ่นงานตามแบบฟอร์มเดิม",
        "the table «{name}» was found on the sheet «{value}»",
        "nothing to do; but it is better to keep the sheet name of the original form",
    ),
    Message(
        "W115", Severity.WARNING,
        "ตราประทับของแบบฟอร์มหายไป จึงถือตามหัวตาราง รหัสข้อ และปีงบประมาณในแผ่นงาน", "ตรวจว่าเป็นแบบฟอร์มของรอบนี้",
        "the form's stamp is missing; the form was recognized by its headers, codes and fiscal year",
        "check that it is a form of this round",
    ),
    Message(
        "W116", Severity.ERROR,
        "แบบฟอร์มออกสำหรับปีงบประมาณ {expected} แต่ในช่องปีงบประมาณเป็น «{value}»",
        "ใช้แบบฟอร์มของปีที่รายงาน และคืนปีงบประมาณเดิมในช่องนี้",
        "the form was made for fiscal year {expected}, but its year cell says «{value}»",
        "use the form of the reported year, and restore the original year in this cell",
    ),
    Message(
        "W117", Severity.INFO,
        "อ่านหัวตาราง «{value}» เป็น «{name}»", "ไม่ต้องแก้",
        "the header «{value}» was read as «{name}»", "nothing to do",
    ),
    Message(
        "W118", Severity.ERROR,
        "มีคอลัมน์ชื่อ «{value}» มากกว่าหนึ่งคอลัมน์ (ดู {other} ด้วย)", "เหลือไว้คอลัมน์เดียว",
        "more than one column has the header «{value}» (see also {other})", "keep one of them",
    ),
    Message(
        "W119", Severity.ERROR,
        "ไม่พบหัวตาราง «{name}» ที่ช่องนี้เป็น «{value}»", "พิมพ์หัวตาราง «{name}» ตามแบบฟอร์มเดิม",
        "the header «{name}» was not found; this cell says «{value}»", "type «{name}», as in the original form",
    ),
    Message(
        "W120", Severity.WARNING,
        "แบบฟอร์มเป็นของจังหวัด «{value}» แต่รอบนี้เป็นของจังหวัด {expected}", "ตรวจว่าเป็นแบบฟอร์มของหน่วยงานและจังหวัดใด",
        "the form belongs to the province «{value}», but this round belongs to {expected}",
        "check which agency and province this form belongs to",
    ),
)  # fmt: skip
