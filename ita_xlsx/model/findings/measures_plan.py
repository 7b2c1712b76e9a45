"""Messages about a plan of measures: missing parts, unknown agencies and codes, unreadable plans."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.MEASURES_DRAFTED, Severity.WARNING, Topic.PLAN,
        "จุดอ่อน {count} รายการไม่มีมาตรการในแผน: {codes} จึงร่างมาตรการให้ต่อท้าย",
        "ตรวจแถวที่ร่างให้ หรือใส่รหัสเหล่านี้ในช่อง «ข้อที่ตอบ» ของมาตรการที่ตอบอยู่แล้ว",
        "{count} weak points have no measure in the plan: {codes}; measures were drafted for them and added at the end",
        "check the drafted rows, or put these codes into «ข้อที่ตอบ» of the measures that already answer them",
    ),
    Message(
        Code.MEASURE_PART_MISSING, Severity.WARNING, Topic.PLAN,
        "มาตรการ {subject} ไม่มี «{what}»", "กรอกให้ครบทุกมาตรการ",
        "measure {subject} has no «{what}»", "fill it in for every measure",
    ),
    Message(
        Code.TARGET_UNKNOWN, Severity.WARNING, Topic.PLAN,
        "มาตรการ {subject} ตอบข้อ «{value}» ซึ่งไม่มีในแบบประเมินปีงบประมาณ {year}", "แก้รหัสข้อ",
        "measure {subject} answers «{value}», which is not in the assessment of {year}", "correct the code",
    ),
    Message(
        Code.INDICATOR_UNKNOWN, Severity.WARNING, Topic.PLAN,
        "มาตรการ {subject} อยู่ใต้ตัวชี้วัด «{value}» ซึ่งไม่มีในแบบประเมินปีงบประมาณ {year}", "แก้เป็นเลขของตัวชี้วัด เช่น 6",
        "measure {subject} is under indicator «{value}», which is not in the assessment of {year}",
        "give the indicator's number, such as 6",
    ),
    Message(
        Code.MEASURE_WITHOUT_STEPS, Severity.WARNING, Topic.PLAN,
        "มาตรการ {subject} ไม่มีขั้นตอน จึงไม่มีแถวให้หน่วยงานรายงาน", "เขียนขั้นตอน บรรทัดละหนึ่งขั้น",
        "measure {subject} has no steps, so agencies have no row to report on", "write its steps, one per line",
    ),
    Message(
        Code.STEP_ID_REPEATED, Severity.WARNING, Topic.PLAN,
        "รหัส «{value}» ซ้ำกับ {other} (แถวที่คัดลอกมา) แถวนี้จึงได้รหัสใหม่", "ไม่ต้องแก้ หากตั้งใจเพิ่มแถว",
        "the id «{value}» is also used at {other} (a copied row), so this row gets a new id",
        "nothing to do if the row was added on purpose",
    ),
    Message(
        Code.UNIT_UNKNOWN, Severity.ERROR, Topic.PLAN,
        "«{value}» ไม่ใช่หน่วยงานในทะเบียน (ใกล้เคียงที่สุด: {nearest}) จึงยังไม่มีหน่วยงานใดได้รับมาตรการนี้ในนามนี้",
        "แก้เป็นรหัสหรือชื่อตามทะเบียน หรือ ทุกหน่วยงาน",
        "«{value}» is not an agency of the roster (nearest: {nearest}); no agency gets the measure by this name",
        "give a code or name of the roster, or ทุกหน่วยงาน for all agencies",
    ),
    Message(
        Code.UNIT_ALMOST_AGENCY, Severity.WARNING, Topic.PLAN,
        "ผู้รับผิดชอบ «{value}» คล้ายหน่วยงาน {nearest} แต่ไม่ตรง จึงถือเป็นมาตรการของทุกหน่วยงาน",
        "หากหมายถึงหน่วยงานนั้น ให้ใส่รหัสในคอลัมน์ «หน่วยงาน»",
        "the responsible unit «{value}» is similar to the agency {nearest} but not the same, so the measure is for "
        "all agencies",
        "if that agency is meant, put its code into a column «หน่วยงาน»",
    ),
    Message(
        Code.NO_PLAN_FOUND, Severity.ERROR, Topic.PLAN,
        "ไม่พบแผนมาตรการใน «{name}»", "ใส่หัวตาราง เช่น มาตรการ ขั้นตอน ผู้รับผิดชอบ ระยะเวลา การติดตามผล",
        "no plan of measures was found in «{name}»",
        "give the table headers such as measure, steps, responsible, period, follow_up",
    ),
    Message(
        Code.PLAN_UNREADABLE, Severity.ERROR, Topic.PLAN,
        "อ่านแผนมาตรการ «{name}» ไม่ได้: ไม่ใช่ CSV หรือ XLSX ที่อ่านได้", "บันทึกเป็น CSV UTF-8 หรือ .xlsx",
        "the plan «{name}» is not a readable CSV or XLSX file", "save it as CSV UTF-8 or as .xlsx",
    ),
    Message(
        Code.OTHER_PLAN_SHEET, Severity.WARNING, Topic.PLAN,
        "แผ่นงานนี้มีตารางมาตรการด้วย แต่อ่านเฉพาะแผ่น «{value}»", "รวมเป็นตารางเดียวในแผ่น «แผนมาตรการ»",
        "this sheet also holds measures, but only «{value}» was read",
        "put them into one table on a sheet «แผนมาตรการ»",
    ),
    Message(
        Code.PLAN_ROW_NOT_READ, Severity.INFO, Topic.PLAN,
        "แถวนี้ไม่มีทั้งมาตรการและขั้นตอน จึงไม่อ่าน: «{value}»", "ไม่ต้องแก้ หากไม่ใช่มาตรการ",
        "this row has neither a measure nor steps and was not read: «{value}»", "nothing to do if it is not a measure",
    ),
    Message(
        Code.MEASURE_PERIOD_UNREADABLE, Severity.WARNING, Topic.PLAN,
        "อ่านระยะเวลา «{value}» ของมาตรการ {subject} ไม่ได้ จะนับตามปีงบประมาณ {year}",
        "เขียนเช่น ไตรมาส 2 หรือ ภายใน 31 มีนาคม {year}",
        "the period «{value}» of measure {subject} cannot be read; the fiscal year {year} will be used",
        "write it, for example, as ไตรมาส 2, or ภายใน 31 มีนาคม {year}",
    ),
    Message(
        Code.MEASURE_PERIOD_OUTSIDE_YEAR, Severity.WARNING, Topic.PLAN,
        "ระยะเวลา «{value}» ของมาตรการ {subject} ไม่ได้สิ้นสุดในปีงบประมาณ {year} หรือ {next}", "ตรวจปีของระยะเวลา",
        "the period «{value}» of measure {subject} ends neither in the fiscal year {year} nor in {next}",
        "check the year of the period",
    ),
    Message(
        Code.PLAN_OF_OTHER_KIND, Severity.ERROR, Topic.PLAN,
        "«{name}» เป็นสมุดงานของโปรแกรมนี้ชนิดอื่น ({found}) ไม่ใช่แผนมาตรการ",
        "ระบุไฟล์แผน เช่น measures.csv หรือสมุดงานวิเคราะห์ของ ita analyze",
        "«{name}» is another kind of workbook of this program ({found}), not a plan of measures",
        "give the plan, such as measures.csv, or an analysis workbook made by ita analyze",
    ),
    Message(
        Code.PLAN_IS_TEXT, Severity.ERROR, Topic.PLAN,
        "«{name}» เป็นข้อความ ไม่ใช่ตาราง จึงไม่ใช่แผนมาตรการ", "ระบุไฟล์แผน เช่น measures.csv",
        "«{name}» is a text and not a table, so it is not a plan of measures", "give the plan, such as measures.csv",
    ),
    Message(
        Code.PLAN_WITHOUT_STEPS, Severity.ERROR, Topic.PLAN,
        "แผนนี้ไม่มีขั้นตอนแม้แต่ขั้นเดียว จึงไม่มีอะไรให้หน่วยงานรายงาน", "เขียนขั้นตอนในคอลัมน์ «ขั้นตอน» บรรทัดละหนึ่งขั้น",
        "this plan has no steps at all, so there is nothing for agencies to report on",
        "write the steps into the column «ขั้นตอน», one per line",
    ),
)  # fmt: skip
