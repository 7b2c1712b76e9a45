"""Messages about the workbooks of earlier years that are used for a comparison."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic

MESSAGES = (
    Message(
        Code.EARLIER_YEAR_NOT_BEFORE, Severity.WARNING, Topic.HISTORY,
        "ไม่ใช้ไฟล์นี้ในการเปรียบเทียบ: เป็นปี {found} ซึ่งไม่ใช่ปีก่อนปี {year}", "ระบุไฟล์ของปีก่อนหน้า",
        "this file is not used for the comparison: it is of {found}, which is not before {year}",
        "give workbooks of earlier years",
    ),
    Message(
        Code.EARLIER_YEAR_REPEATED, Severity.WARNING, Topic.HISTORY,
        "ไม่ใช้ไฟล์นี้ในการเปรียบเทียบ: มีไฟล์ของปี {found} แล้ว", "ระบุปีละหนึ่งไฟล์",
        "this file is not used for the comparison: a workbook of {found} was already read",
        "give one workbook per year",
    ),
    Message(
        Code.EARLIER_FILE_INCOMPLETE, Severity.WARNING, Topic.HISTORY,
        "ไฟล์ปี {found} มีคะแนนไม่ครบ จึงเปรียบเทียบได้เพียงบางส่วน", "ใช้ไฟล์ที่กรอกครบ หรือกรอกคะแนนที่ประกาศ",
        "the workbook of {found} is incomplete, so only part of it is compared",
        "use a complete workbook, or fill in the announced scores",
    ),
    Message(
        Code.EARLIER_FILE_REPLACES_FORM, Severity.INFO, Topic.HISTORY,
        "ใช้ไฟล์ปี {found} เปรียบเทียบ แทนคะแนนปีก่อนที่กรอกไว้ในแบบฟอร์ม", "ไม่ต้องดำเนินการ หากตัวเลขตรงกัน",
        "the workbook of {found} is used for the comparison, instead of last year's scores in the form",
        "nothing to do if they agree",
    ),
    Message(
        Code.TREND_SHORTENED, Severity.INFO, Topic.HISTORY,
        "อ่านปีก่อนหน้าได้ {found} ปี ตารางแนวโน้มแสดง {value} ปีล่าสุด", "ไม่ต้องดำเนินการ",
        "{found} earlier years were read; the trend table shows the latest {value}", "nothing to do",
    ),
    Message(
        Code.EARLIER_FILE_OF_OTHER_AGENCY, Severity.WARNING, Topic.HISTORY,
        "ไฟล์ปีก่อนเป็นของหน่วยงาน «{value}» ไม่ใช่ {expected}", "ตรวจว่าเป็นหน่วยงานเดียวกัน",
        "the earlier workbook belongs to «{value}», not to {expected}", "check that it is the same agency",
    ),
    Message(
        Code.AGENCY_NOT_IN_EARLIER_FILE, Severity.WARNING, Topic.HISTORY,
        "สมุดงานรวมของปีก่อนไม่มีคะแนนของ «{value}»", "ตรวจรหัสหรือชื่อหน่วยงาน หรือระบุไฟล์ของหน่วยงานเอง",
        "the consolidated workbook of an earlier year has no scores of «{value}»",
        "check the agency's code and name, or give the agency's own workbook",
    ),
    Message(
        Code.CODES_MATCHED_BY_NAME, Severity.INFO, Topic.HISTORY,
        "รหัสของ {count} หน่วยงานในปี {found} เป็นรหัสอื่นในปีนี้ จึงเทียบตามชื่อ: {value}", "ไม่ต้องดำเนินการ หากชื่อถูกต้อง",
        "{count} agencies of {found} have other codes this year and were matched by name: {value}",
        "nothing to do if the names are right",
    ),
    Message(
        Code.NAME_CHANGED, Severity.WARNING, Topic.HISTORY,
        "{agency} ในปี {found} ชื่อ «{value}» ปีนี้ชื่อ «{expected}» จึงเทียบตามรหัส", "ตรวจว่าเป็นหน่วยงานเดียวกัน",
        "{agency} was named «{value}» in {found} and is named «{expected}» now; they are matched by code",
        "check that it is the same agency",
        plural=Plural(
            "{count} หน่วยงานมีชื่อต่างจากปีก่อน จึงเทียบตามรหัส:",
            "ตรวจว่าเป็นหน่วยงานเดียวกัน",
            "{count} agencies had other names before, and are compared by code:",
            "check that they are the same agencies",
        ),
    ),
    Message(
        Code.EARLIER_AGENCY_UNMATCHED, Severity.WARNING, Topic.HISTORY,
        "«{value}» (รหัส {agency} ในปี {found}) ไม่มีในทะเบียนปีนี้ และรหัสนั้นเป็นของหน่วยงานอื่น จึงไม่นำมาเปรียบเทียบ",
        "แก้ชื่อในทะเบียน หากเป็นหน่วยงานที่เปลี่ยนชื่อ",
        "«{value}» (code {agency} in {found}) is not in this year's roster, and its code now belongs to another "
        "agency; it is not used for the comparison",
        "correct the name in the roster if the agency was renamed",
    ),
    Message(
        Code.EARLIER_PROVINCE_DIFFERS, Severity.ERROR, Topic.HISTORY,
        "ไม่ใช้ปี {found} ในการเปรียบเทียบ: เป็นของจังหวัด {value} แต่รอบนี้เป็นของจังหวัด {expected}", "ระบุไฟล์ของจังหวัดนี้",
        "{found} is not used for the comparison: it belongs to the province {value}, but this round belongs to "
        "{expected}",
        "give the files of this province",
    ),
    Message(
        Code.EARLIER_FORM_HAS_ERRORS, Severity.WARNING, Topic.HISTORY,
        "แบบฟอร์มปี {found} ของ {agency} {value} ยังต้องแก้ไข {count} รายการ จึงไม่นำมาเปรียบเทียบ",
        "ใช้ฉบับที่แก้แล้ว หรือฐานข้อมูลของปีนั้น (--previous ita.sqlite)",
        "the form of {found} of {agency} {value} has {count} errors and is not used for the comparison",
        "use a corrected form, or that year's database (--previous ita.sqlite)",
        plural=Plural(
            "แบบฟอร์มปีก่อน {count} ไฟล์ยังต้องแก้ไข จึงไม่นำมาเปรียบเทียบ:",
            "ใช้ฉบับที่แก้แล้ว หรือฐานข้อมูลของปีนั้น (--previous ita.sqlite)",
            "{count} earlier forms have errors and are not compared with:",
            "use corrected forms, or the database of that year (--previous ita.sqlite)",
        ),
    ),
    Message(
        Code.EARLIER_TABLE_ALONE, Severity.ERROR, Topic.HISTORY,
        "«{value}» เป็นตารางหนึ่งของข้อมูลที่ส่งออก ใช้เปรียบเทียบลำพังไม่ได้", "ระบุโฟลเดอร์ที่มี ita.sqlite (--previous export)",
        "«{value}» is one table of an export and cannot be used alone for a comparison",
        "give the folder that holds ita.sqlite (--previous export)",
    ),
)  # fmt: skip
