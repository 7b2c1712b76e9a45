"""Messages about measures: what agencies did of them, by when, and what proves it."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "T601", Severity.WARNING,
        "{agency} {name} ใช้ URL เดียวเป็นหลักฐาน {count} ขั้นตอน: {value}", "ระบุ URL ที่เปิดถึงหลักฐานของแต่ละขั้นตอนโดยตรง",
        "{agency} {name} proves {count} steps with one URL: {value}",
        "give each step the URL that opens its own evidence",
    ),
    Message(
        "T602", Severity.WARNING,
        "อ่านระยะเวลา «{value}» ไม่ได้ ({count} ขั้นตอน) จึงนับตามปีงบประมาณ", "เขียนเช่น 1 ต.ค. {first} - 30 ก.ย. {last} หรือ ไตรมาส 2",
        "the period «{value}» cannot be read (steps: {count}) and counts as the fiscal year",
        "write it as 1 ต.ค. {first} - 30 ก.ย. {last}, or ไตรมาส 2",
    ),
    Message(
        "T603", Severity.WARNING,
        "{agency} {name} มี {count} ขั้นตอนที่เกินกำหนด ช้าที่สุด {value} วัน", "ดูแผ่น «ค้างดำเนินการ» แล้วติดตามหน่วยงาน",
        "{agency} {name}: steps overdue: {count}; days late at most: {value}",
        "see the sheet «ค้างดำเนินการ», and ask the agency",
    ),
    Message(
        "T604", Severity.WARNING,
        "แบบของ {agency} {name} ยังต้องแก้ไขเรื่องอื่น {count} รายการ แต่นับความก้าวหน้าของมาตรการแล้ว", "ส่งกลับให้แก้ไข (ita check --feedback)",
        "the form of {agency} {name} has to be mended elsewhere ({count} errors); its measures are counted",
        "send it back (ita check --feedback)",
    ),
    Message(
        "T605", Severity.WARNING,
        "{agency} {name} มี {count} ขั้นตอนที่แจ้งว่าแล้วเสร็จหรือไม่มีภารกิจ แต่ไม่มี URL และไม่มีเหตุผล",
        "เติม URL หลักฐาน หรือเหตุผลในหมายเหตุ",
        "{agency} {name}: steps said to be done or no duty, with neither URL nor reason: {count}",
        "add the URL of the evidence, or a reason in the note",
    ),
    Message(
        "T606", Severity.WARNING,
        "แบบของ {agency} {name} ไม่มี {count} ขั้นตอนของแผน: {value}", "ตรวจว่าลบแถวไป หรือใช้แบบที่ออกก่อนแผนนี้",
        "the form of {agency} {name} lacks steps of the plan ({count}): {value}",
        "find out whether rows were deleted, or the form is older than the plan",
    ),
    Message(
        "T607", Severity.WARNING,
        "{agency} {name} มีขั้นตอน «{value}» มากกว่าหนึ่งแถว นับแถวแรกเป็นของแผน แถวอื่นเป็นของหน่วยงาน",
        "เหลือไว้แถวเดียว หรือล้างรหัสในแถวที่เพิ่ม",
        "{agency} {name} has the step «{value}» in several rows; the first counts as the plan's, the others as its own",
        "keep one of them, or clear the id of the rows that were added",
    ),
    Message(
        "T608", Severity.WARNING,
        "{agency} {name} มี {count} ขั้นตอนของปี {value} ที่ยังไม่แล้วเสร็จหรือไม่มี URL จนถึงปีนี้", "ดูแผ่น «มาตรการปีก่อน» แล้วติดตามหน่วยงาน",
        "{agency} {name}: steps promised in {value} that are still not done, or not proved by a URL: {count}",
        "see the sheet «มาตรการปีก่อน», and ask the agency",
    ),
    Message(
        "T609", Severity.WARNING,
        "{agency} {name} ไม่ได้กรอกสถานะ URL หรือหมายเหตุของขั้นตอนใดในแผ่น «มาตรการ»", "ขอให้หน่วยงานกรอกแผ่น «มาตรการ»",
        "{agency} {name} gives no status, URL or note of any step in its sheet «มาตรการ»", "ask the agency to fill it in",
    ),
    Message(
        "T610", Severity.WARNING,
        "{agency} {name} รายงาน {count} ขั้นตอนที่ไม่อยู่ในแผน: {value}", "ตรวจว่าใช้แผนฉบับเดียวกับที่ออกแบบ",
        "{agency} {name} reports steps that are not in the plan ({count}): {value}",
        "check that the plan is the one the form was made with",
    ),
    Message(
        "T611", Severity.WARNING,
        "«{name}» ไม่มีมาตรการของปีก่อน จึงไม่มีอะไรให้เทียบ", "ระบุแบบที่หน่วยงานส่งกลับในปีก่อน หรือ ita.sqlite ของ ita consolidate --export",
        "«{name}» holds no measures of an earlier year to compare with",
        "name the forms returned then, or the ita.sqlite of ita consolidate --export",
    ),
    Message(
        "T612", Severity.WARNING,
        "ระยะเวลา «{value}» ({count} ขั้นตอน) ไม่ได้สิ้นสุดในปีงบประมาณ {year} หรือ {next}", "ตรวจปีของระยะเวลาในแผนหรือในแบบ",
        "the period «{value}» (steps: {count}) ends neither in the fiscal year {year} nor in {next}",
        "look at its year in the plan, or in the form",
    ),
    Message(
        "T613", Severity.WARNING,
        "แบบของ {agency} {name} ไม่มีรหัสของ {count} ขั้นตอน (คอลัมน์ที่ซ่อนถูกลบหรือล้าง) จึงจับคู่กับแผนด้วยข้อความ", "ใช้แบบที่ออกให้ใหม่ในครั้งต่อไป",
        "the form of {agency} {name} has lost ids of steps (a hidden column): {count}; matched with the plan by their wording",
        "issue the form again before the next report",
    ),
)  # fmt: skip
