"""Messages about a round as a whole: missing, late and repeated returns, and files that belong to no agency."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic, Trait

MESSAGES = (
    Message(
        Code.SEVERAL_FILES, Severity.ERROR, Topic.ROUND_RETURN,
        "{agency} {name} ส่งมา {count} ไฟล์ที่ไม่เหมือนกัน จึงยังไม่นับ: {files}",
        "เลือกไฟล์ที่ใช้ด้วย --use «{value}» (ไฟล์ใหม่สุดที่รับได้) หรือบันทึกใน decisions.csv ข้างทะเบียน",
        "{agency} {name} returned {count} different files, so none is counted yet: {files}",
        "choose one with --use «{value}» (the newest accepted file), or record it in a decisions.csv beside the roster",
    ),
    Message(
        Code.DECIDED_FILE_MISSING, Severity.ERROR, Topic.ROUND_DECISION,
        "ไฟล์ «{value}» ที่เลือกไว้สำหรับ {agency} {name} ไม่อยู่ในไฟล์ที่อ่าน", "แก้ชื่อไฟล์ หรือเพิ่มไฟล์นั้นในที่อ่าน",
        "«{value}», chosen for {agency} {name}, is not among the files that were read",
        "correct the file name, or add the file",
        traits=frozenset({Trait.ABSENCE}),
    ),
    Message(
        Code.NOT_RETURNED, Severity.ERROR, Topic.ROUND_RETURN,
        "{agency} {name} ยังไม่ส่งแบบฟอร์ม", "ส่งหนังสือเตือน (--reminders)",
        "{agency} {name} has not returned its form", "send a reminder (--reminders)",
        plural=Plural(
            "{count} หน่วยงานยังไม่ส่งแบบฟอร์ม:",
            "ส่งหนังสือเตือน (--reminders)",
            "{count} agencies have not returned their forms:",
            "send reminders (--reminders)",
        ),
        traits=frozenset({Trait.ABSENCE, Trait.NOT_FOR_LINKS, Trait.NOT_FOR_PRINTING}),
    ),
    Message(
        Code.RETURNED_LATE, Severity.WARNING, Topic.ROUND_RETURN,
        "{agency} {name} ส่งช้ากว่ากำหนด: ได้รับ {value} (* = วันที่ของไฟล์)", "บันทึกวันที่ได้รับจริงใน decisions.csv หากต่างจากนี้",
        "{agency} {name} returned its form late: received {value} (* = date of the file)",
        "record the real date in decisions.csv if it is different",
        plural=Plural(
            "{count} หน่วยงานส่งช้ากว่ากำหนด:",
            "บันทึกวันที่ได้รับจริงใน decisions.csv หากต่างจากวันที่ของไฟล์",
            "{count} agencies are late:",
            "record the real dates in decisions.csv if they differ from the dates of the files",
        ),
        traits=frozenset({Trait.NOT_FOR_MEASURES, Trait.NOT_FOR_LINKS, Trait.NOT_FOR_PRINTING}),
    ),
    Message(
        Code.FILE_OF_UNKNOWN_AGENCY, Severity.ERROR, Topic.ROUND_RETURN,
        "ไฟล์นี้เป็นของหน่วยงานที่ไม่อยู่ในทะเบียน: «{value}» (ใกล้เคียงที่สุด: {nearest})", "ตรวจรหัสและชื่อ หรือเพิ่มหน่วยงานในทะเบียน",
        "the file belongs to an agency that is not in the roster: «{value}» (nearest: {nearest})",
        "check the code and name, or add the agency to the roster",
    ),
    Message(
        Code.FILE_OF_OTHER_YEAR, Severity.ERROR, Topic.ROUND_RETURN,
        "ไฟล์นี้เป็นแบบฟอร์มของปีงบประมาณอื่น ({value}) จึงไม่นับ", "ขอแบบฟอร์มของปีนี้จากหน่วยงาน",
        "the file is a form of another fiscal year ({value}) and is not counted", "ask the agency for this year's form",
    ),
    Message(
        Code.RETURN_REJECTED, Severity.ERROR, Topic.ROUND_RETURN,
        "{agency} {name} ส่งแบบฟอร์มที่ยังต้องแก้ไข {count} รายการ", "ส่งกลับให้แก้ไข (ita check --feedback)",
        "{agency} {name} returned a form that must be corrected ({count} errors)",
        "send it back for correction (ita check --feedback)",
        plural=Plural(
            "{count} หน่วยงานส่งแบบฟอร์มที่ยังต้องแก้ไข:",
            "ส่งกลับให้แก้ไข (ita check --feedback)",
            "{count} agencies returned forms that must be fixed:",
            "send them back (ita check --feedback)",
        ),
        traits=frozenset({Trait.NOT_FOR_LINKS, Trait.NOT_FOR_PRINTING}),
    ),
    Message(
        Code.IDENTICAL_FILES, Severity.INFO, Topic.ROUND_RETURN,
        "«{value}» เหมือนกับ «{other}» ทุกไบต์ จึงนับเป็นไฟล์เดียว", "ไม่ต้องแก้",
        "«{value}» is identical to «{other}»; they count as one file", "nothing to do",
        traits=frozenset({Trait.NOT_FOR_MEASURES, Trait.NOT_FOR_LINKS}),
    ),
    Message(
        Code.SYNC_COPY, Severity.WARNING, Topic.ROUND_RETURN,
        "ชื่อ «{value}» เหมือนสำเนาที่โปรแกรมซิงก์ทำเมื่อมีผู้แก้พร้อมกัน", "ตรวจว่าฉบับใดครบถ้วน",
        "the name «{value}» looks like a copy that a sync program makes when two people edit at once",
        "check which one is complete",
    ),
    Message(
        Code.NO_ROSTER, Severity.ERROR, Topic.SETTINGS,
        "ไม่มีทะเบียนหน่วยงาน จึงไม่รู้ว่าหน่วยงานใดยังไม่ส่ง", "ระบุ --roster หรือใช้ round.toml ที่ระบุทะเบียน",
        "there is no roster, so it is not known which agencies have not returned a form",
        "give a roster with --roster, or use a round.toml that names one",
        traits=frozenset({Trait.NOT_FOR_LINKS, Trait.NOT_FOR_PRINTING}),
    ),
    Message(
        Code.USE_FILE_MISSING, Severity.ERROR, Topic.ROUND_DECISION,
        "ไม่มีหน่วยงานใดส่งไฟล์ «{value}» ที่เลือกด้วย --use", "ตรวจชื่อไฟล์",
        "no agency returned the file «{value}» given with --use", "check the file name",
        traits=frozenset({Trait.ABSENCE}),
    ),
    Message(
        Code.DECISION_FOR_UNKNOWN_CODE, Severity.WARNING, Topic.ROUND_DECISION,
        "decisions.csv กล่าวถึงรหัส «{value}» ซึ่งไม่มีในทะเบียน", "ตรวจรหัสหน่วยงานใน decisions.csv",
        "decisions.csv contains the code «{value}», which is not in the roster", "check the code in decisions.csv",
        traits=frozenset({Trait.NOT_FOR_MEASURES, Trait.NOT_FOR_LINKS}),
    ),
    Message(
        Code.SEVERAL_EARLIER_FILES, Severity.WARNING, Topic.HISTORY,
        "หน่วยงาน {agency} มีไฟล์ปี {value} มากกว่าหนึ่งไฟล์ที่ไม่เหมือนกัน จึงไม่นำมาเปรียบเทียบ",
        "เหลือไว้ไฟล์เดียว หรือใช้ฐานข้อมูลของปีนั้น (--previous ita.sqlite)",
        "{agency} has several different files of {value}, so none of them is used for the comparison",
        "keep one of them, or use that year's database (--previous ita.sqlite)",
    ),
    Message(
        Code.CODE_AND_NAME_DISAGREE, Severity.ERROR, Topic.ROUND_RETURN,
        "รหัสในไฟล์เป็นของ {agency} {name} แต่ชื่อเป็นของ {other} {value} จึงยังไม่นับให้หน่วยงานใด",
        "ตรวจว่าเป็นของหน่วยงานใด แก้รหัสหรือชื่อในแบบฟอร์ม (หรือทะเบียนที่ลำดับรหัสเปลี่ยน) หากเป็นของ {agency} จริง ใช้ --use «{bare}»",
        "the code in the file belongs to {agency} {name}, but the name belongs to {other} {value}; the file is not "
        "counted for either of them",
        "check which agency it belongs to, and correct the code or the name in the form (or in the roster, if its "
        "codes have changed); if it belongs to {agency}, use --use «{bare}»",
        plural=Plural(
            "{count} ไฟล์มีรหัสของหน่วยงานหนึ่งแต่ชื่อของอีกหน่วยงาน จึงยังไม่นับ รหัสในไฟล์:",
            "ตรวจว่าลำดับรหัสในทะเบียนเปลี่ยนหรือไม่ หากเป็นของรหัสนั้นจริง ใช้ --use หรือ decisions.csv",
            "{count} files have the code of one agency and the name of another, and count for neither; their codes:",
            "check whether the codes in the roster were changed; if the code is right, use --use or decisions.csv",
        ),
    ),
    Message(
        Code.FILE_OF_OTHER_PROVINCE, Severity.ERROR, Topic.ROUND_RETURN,
        "ไฟล์ใช้รหัส {agency} แต่เป็นของ «{value}» จังหวัด {found} ไม่ใช่ {name} จังหวัด {expected} จึงไม่นับ",
        "นำไฟล์ของจังหวัดอื่นออก หากเป็นของ {agency} จริง ใช้ --use «{bare}»",
        "the file has the code {agency}, but it belongs to «{value}» in province {found}, not to {name} in "
        "province {expected}; it is not counted",
        "remove the file of the other province; if it belongs to {agency}, use --use «{bare}»",
    ),
    Message(
        Code.CODES_MATCHED_BY_NUMBER, Severity.INFO, Topic.SETTINGS,
        "รหัส {count} รายการไม่มีเลขศูนย์นำหน้าอย่างในทะเบียน จึงเทียบด้วยตัวเลข: {value}", "ไม่ต้องแก้ หรือจัดเซลล์รหัสเป็นข้อความใน Excel",
        "{count} codes differ from the roster only in leading zeros and were matched by number: {value}",
        "nothing to do; or format the cells of the codes as text in Excel",
    ),
    Message(
        Code.ROSTER_NAME_REPEATED, Severity.WARNING, Topic.SETTINGS,
        "ทะเบียนมีชื่อซ้ำ {count} ชื่อ: {value}", "เติมอำเภอหรือที่ตั้งในชื่อ หากเป็นคนละหน่วยงาน หรือลบแถวที่ซ้ำ",
        "{count} names appear in the roster more than once: {value}",
        "add the district to the names if they are different agencies, or delete the repeated row",
    ),
    Message(
        Code.USE_GIVES_SEVERAL_FILES, Severity.ERROR, Topic.ROUND_DECISION,
        "--use ระบุไฟล์ที่ไม่เหมือนกันมากกว่าหนึ่งไฟล์สำหรับ {agency} {name} จึงยังไม่นับ: {files}", "ระบุไฟล์เดียวต่อหน่วยงาน",
        "--use gives several different files for {agency} {name}, so none is counted: {files}",
        "give one file per agency",
    ),
    Message(
        Code.USE_REPLACES_DECISION, Severity.INFO, Topic.ROUND_DECISION,
        "{agency} {name}: ใช้ «{value}» ตาม --use แทน «{other}» ที่บันทึกใน decisions.csv",
        "หากเลือกใหม่แล้ว ให้แก้ decisions.csv",
        "{agency} {name}: «{value}» is used because of --use, instead of «{other}» in decisions.csv",
        "if this is a new decision, correct decisions.csv",
    ),
)  # fmt: skip
