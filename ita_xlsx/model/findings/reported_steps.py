"""Messages about measures: the status, the evidence and the due date of the steps that agencies report."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic, Trait

MESSAGES = (
    Message(
        Code.ONE_URL_FOR_MANY_STEPS, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} ใช้ URL เดียวเป็นหลักฐาน {count} ขั้นตอน: {value}", "ระบุ URL ที่เปิดถึงหลักฐานของแต่ละขั้นตอนโดยตรง",
        "{agency} {name} uses one URL as evidence for {count} steps: {value}",
        "give each step the URL that opens its own evidence",
    ),
    Message(
        Code.PERIOD_UNREADABLE, Severity.WARNING, Topic.MEASURES,
        "อ่านระยะเวลา «{value}» ไม่ได้ ({count} ขั้นตอน) จึงนับตามปีงบประมาณ",
        "เขียนเช่น 1 ต.ค. {first} - 30 ก.ย. {last} หรือ ไตรมาส 2",
        "the period «{value}» cannot be read (steps: {count}); the fiscal year is used instead",
        "write it, for example, as 1 ต.ค. {first} - 30 ก.ย. {last}, or ไตรมาส 2",
    ),
    Message(
        Code.STEPS_OVERDUE, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} มี {count} ขั้นตอนที่เกินกำหนด ช้าที่สุด {value} วัน", "ดูแผ่น «ค้างดำเนินการ» แล้วติดตามหน่วยงาน",
        "{agency} {name}: steps overdue: {count}; days late at most: {value}",
        "see the sheet «ค้างดำเนินการ», and contact the agency",
        traits=frozenset({Trait.IN_AGENCY_TABLE}),
    ),
    Message(
        Code.MEASURES_COUNTED_ANYWAY, Severity.WARNING, Topic.MEASURES,
        "แบบของ {agency} {name} ยังต้องแก้ไขเรื่องอื่น {count} รายการ แต่นับความก้าวหน้าของมาตรการแล้ว",
        "ส่งกลับให้แก้ไข (ita check --feedback)",
        "the form of {agency} {name} has other errors to correct ({count}); its measures are counted anyway",
        "send it back for correction (ita check --feedback)",
        replaces=Code.RETURN_REJECTED,
    ),
    Message(
        Code.DONE_WITHOUT_EVIDENCE, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} มี {count} ขั้นตอนที่แจ้งว่าแล้วเสร็จหรือไม่มีภารกิจ แต่ไม่มี URL และไม่มีเหตุผล",
        "เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        "{agency} {name}: steps reported as done or «ไม่มีภารกิจ», with neither a URL nor a reason: {count}",
        "add the URL of the evidence, or a reason in the note",
    ),
    Message(
        Code.PLANNED_STEPS_MISSING, Severity.WARNING, Topic.MEASURES,
        "แบบของ {agency} {name} ไม่มี {count} ขั้นตอนของแผน: {value}", "ตรวจว่าลบแถวไป หรือใช้แบบที่ออกก่อนแผนนี้",
        "steps of the plan are missing in the form of {agency} {name} ({count}): {value}",
        "check whether rows were deleted, or the form is older than the plan",
    ),
    Message(
        Code.STEP_IN_SEVERAL_ROWS, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} มีขั้นตอน «{value}» มากกว่าหนึ่งแถว นับแถวแรกเป็นของแผน แถวอื่นเป็นของหน่วยงาน",
        "เหลือไว้แถวเดียว หรือล้างรหัสในแถวที่เพิ่ม",
        "{agency} {name} has the step «{value}» in several rows; the first row belongs to the plan, the others are "
        "the agency's own",
        "keep one row, or clear the id in the rows that were added",
    ),
    Message(
        Code.EARLIER_STEPS_OPEN, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} มี {count} ขั้นตอนของปี {value} ที่ยังไม่แล้วเสร็จหรือไม่มี URL จนถึงปีนี้",
        "ดูแผ่น «มาตรการปีก่อน» แล้วติดตามหน่วยงาน",
        "{agency} {name}: steps of {value} that are still not done, or have no URL: {count}",
        "see the sheet «มาตรการปีก่อน», and contact the agency",
    ),
    Message(
        Code.NO_STEP_REPORTED, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} ไม่ได้กรอกสถานะ URL หรือหมายเหตุของขั้นตอนใดในแผ่น «มาตรการ»", "ขอให้หน่วยงานกรอกแผ่น «มาตรการ»",
        "{agency} {name} gives no status, URL or note for any step in its sheet «มาตรการ»",
        "ask the agency to fill in the sheet",
    ),
    Message(
        Code.STEPS_NOT_IN_PLAN, Severity.WARNING, Topic.MEASURES,
        "{agency} {name} รายงาน {count} ขั้นตอนที่ไม่อยู่ในแผน: {value}", "ตรวจว่าใช้แผนฉบับเดียวกับที่ออกแบบ",
        "{agency} {name} reports steps that are not in the plan ({count}): {value}",
        "check that the plan is the one that the form was made from",
    ),
    Message(
        Code.NO_EARLIER_MEASURES, Severity.WARNING, Topic.MEASURES,
        "«{name}» ไม่มีมาตรการของปีก่อน จึงไม่มีอะไรให้เทียบ",
        "ระบุแบบที่หน่วยงานส่งกลับในปีก่อน หรือ ita.sqlite ของ ita consolidate --export",
        "«{name}» has no measures of an earlier year, so there is nothing to compare",
        "give the forms returned in that year, or the ita.sqlite made by ita consolidate --export",
    ),
    Message(
        Code.PERIOD_OUTSIDE_YEAR, Severity.WARNING, Topic.MEASURES,
        "ระยะเวลา «{value}» ({count} ขั้นตอน) ไม่ได้สิ้นสุดในปีงบประมาณ {year} หรือ {next}", "ตรวจปีของระยะเวลาในแผนหรือในแบบ",
        "the period «{value}» (steps: {count}) ends neither in the fiscal year {year} nor in {next}",
        "check the year of the period in the plan or in the form",
    ),
    Message(
        Code.STEP_IDS_LOST, Severity.WARNING, Topic.MEASURES,
        "แบบของ {agency} {name} ไม่มีรหัสของ {count} ขั้นตอน (คอลัมน์ที่ซ่อนถูกลบหรือล้าง) จึงจับคู่กับแผนด้วยข้อความ",
        "ใช้แบบที่ออกให้ใหม่ในครั้งต่อไป",
        "the form of {agency} {name} has no ids for {count} steps (a hidden column was deleted or cleared); they "
        "were matched with the plan by their text",
        "use a newly made form for the next report",
    ),
)  # fmt: skip
