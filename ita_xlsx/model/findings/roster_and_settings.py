"""Messages about the roster, the settings of the round, and its documents with their texts."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic


def _message(
    code: Code, severity: Severity, thai: tuple[str, str], english: tuple[str, str], topic: Topic = Topic.SETTINGS
) -> Message:
    return Message(
        code=code, severity=severity, topic=topic,
        th=thai[0], fix_th=thai[1], en=english[0], fix_en=english[1],
    )  # fmt: skip


MESSAGES = (
    Message(
        code=Code.ROSTER_COLUMN_MISSING,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานไม่มีคอลัมน์ «{title}» ({header}): แถวที่ {row} ซึ่งใกล้เคียงหัวตารางที่สุดเขียนว่า «{found}»",
        fix_th="ตั้งหัวคอลัมน์เป็นคำใดคำหนึ่งต่อไปนี้: {expected} หากหน่วยงานยังไม่มีรหัส ให้เพิ่ม --number ต่อจาก --roster "
        "เมื่อสร้างรอบ โปรแกรมจะใส่รหัสให้",
        en="the roster has no column «{header}» ({title}): row {row}, the nearest to a header, reads «{found}»",
        fix_en="give the column one of these headers: {expected}; if the agencies have no codes yet, "
        "add --number beside --roster when you make the round, and they are given codes",
    ),
    Message(
        code=Code.ROSTER_CELL_EMPTY,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานแถวที่ {row}: ไม่มี{what}",
        fix_th="หากแถวนี้ไม่ใช่หน่วยงาน (เช่น ยอดรวม ลายเซ็น) ให้ลบแถวนี้ หากใช่ ให้กรอกให้ครบ หากขาดรหัสเท่านั้น "
        "ให้เพิ่ม --number ต่อจาก --roster เมื่อสร้างรอบ โปรแกรมจะใส่รหัสให้",
        en="roster row {row} has no {what}",
        fix_en="if the row is no agency (a total, a signature), delete it; else fill it in; if only codes of agencies "
        "are missing, --number beside --roster gives them in a new round",
    ),
    Message(
        code=Code.ROSTER_CODE_REPEATED,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานแถวที่ {row}: รหัส «{value}» ซ้ำกับแถวที่ {other}",
        fix_th="ใช้รหัสละหนึ่งหน่วยงาน",
        en="roster row {row} repeats the code «{value}» of row {other}",
        fix_en="give each agency its own code",
    ),
    Message(
        code=Code.ROSTER_EMPTY,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงานไม่มีหน่วยงานเลย",
        fix_th="ใส่อย่างน้อยหนึ่งหน่วยงาน",
        en="the roster has no agencies",
        fix_en="put at least one agency into it",
    ),
    Message(
        code=Code.ROSTER_UNREADABLE,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="อ่านทะเบียน «{name}» ไม่ได้: ไม่ใช่ CSV หรือ XLSX ที่อ่านได้",
        fix_th="บันทึกเป็น CSV UTF-8 หรือ .xlsx",
        en="the roster «{name}» is not a readable CSV or XLSX file",
        fix_en="save it as CSV UTF-8 or as .xlsx",
    ),
    Message(
        code=Code.SETTINGS_MALFORMED,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}» บรรทัดที่ {line} ผิดรูปแบบ: «{value}»",
        fix_th='{hint_th}: แก้บรรทัดนี้ให้เป็นรูปแบบ ชื่อ = "ค่า" เช่น province = "ลำปาง" แล้วบันทึก',
        en="line {line} of the settings file «{name}» has a wrong format: «{value}»",
        fix_en='{hint_en}: write the line as name = "value", such as province = "ลำปาง", and save the file',
    ),
    Message(
        code=Code.SETTING_INVALID,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}»: {key} = «{value}» ใช้ไม่ได้",
        fix_th="{hint_th}",
        en="the settings file «{name}»: {key} = «{value}» cannot be used",
        fix_en="{hint_en}",
    ),
    Message(
        code=Code.SETTINGS_NOT_UTF8,
        severity=Severity.ERROR,
        topic=Topic.SETTINGS,
        th="ไฟล์ตั้งค่า «{name}» ไม่ได้บันทึกเป็น UTF-8 จึงอ่านภาษาไทยไม่ได้",
        fix_th="เปิดใน Notepad เลือก บันทึกเป็น แล้วเลือกการเข้ารหัส UTF-8",
        en="the settings file «{name}» is not saved as UTF-8, so its Thai cannot be read",
        fix_en="open it in Notepad, choose Save as, and the encoding UTF-8",
    ),
    Message(
        code=Code.ROSTER_ROWS_PASSED_OVER,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ทะเบียนมี {count} แถวที่ไม่ใช่หน่วยงาน จึงข้าม: {value}",
        fix_th="ไม่ต้องแก้ หากแถวใดเป็นหน่วยงาน ให้กรอกทั้งรหัสและชื่อในแถวนั้น",
        en="{count} rows of the roster are no agencies and are passed over: {value}",
        fix_en="nothing to do; if one of them is an agency, fill in both its code and its name",
    ),
    Message(
        code=Code.ROSTER_CODES_NUMBERED,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ให้รหัสใหม่แก่ {count} หน่วยงานที่ยังไม่มีรหัส: {value}",
        fix_th="หากหน่วยงานมีรหัสอยู่แล้ว ให้แก้ในทะเบียนก่อนส่งแบบฟอร์ม เพราะรหัสจะอยู่ในแบบฟอร์มทุกฉบับ",
        en="{count} agencies without a code were given one: {value}",
        fix_en="if an agency has a code already, correct the roster before the forms go out, because they carry it",
    ),
    Message(
        code=Code.ROSTER_NUMBER_IS_CODE,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="ทะเบียนไม่มีคอลัมน์รหัส จึงใช้เลขในคอลัมน์ «{value}» เป็นรหัสหน่วยงาน",
        fix_th="ไม่ต้องแก้ แต่อย่าเรียงเลขใหม่ระหว่างรอบ เพราะรหัสอยู่ในแบบฟอร์มที่ส่งออกแล้ว",
        en="the roster has no column of codes, so the numbers in «{value}» are the codes of the agencies",
        fix_en="nothing to do; but do not number them anew during the round, because the forms carry the codes",
    ),
    Message(
        code=Code.ROSTER_OTHER_SHEET,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="อ่านทะเบียนจากแผ่น «{sheet}» ส่วนแผ่นที่มีรายชื่อหน่วยงานเช่นกันไม่ได้อ่าน: {value}",
        fix_th="ไม่ต้องแก้ หากต้องการใช้แผ่นอื่น ให้แยกแผ่นนั้นเป็นไฟล์ หรือซ่อนแผ่นที่ไม่ใช้",
        en="the roster is read from the sheet «{sheet}»; other sheets with agencies are not read: {value}",
        fix_en="nothing to do; to use another sheet, save it as a file of its own, or hide the ones not to be used",
    ),
    Message(
        code=Code.CALENDAR_MOVED,
        severity=Severity.INFO,
        topic=Topic.SETTINGS,
        th="เลื่อนปฏิทินของรอบตามปีงบประมาณใหม่: {value}",
        fix_th="ตรวจวันที่ใน [calendar] ของ round.toml ใหม่",
        en="the calendar of the round is moved to the new fiscal year: {value}",
        fix_en="check the days under [calendar] in the new round.toml",
    ),
    _message(
        Code.TEXTS_UNREADABLE,
        Severity.ERROR,
        (
            "อ่านไฟล์ข้อความของรอบ «{name}» ไม่ได้ จึงยังจัดทำเอกสารไม่ได้",
            "เปิดใน Excel แล้วบันทึกเป็น .xlsx หรือย้ายไฟล์ไปไว้ที่อื่นเพื่อใช้ข้อความร่าง",
        ),
        (
            "the texts of the round «{name}» cannot be read, so no document is made",
            "open it in Excel and save it as .xlsx, or move it elsewhere to use the drafts",
        ),
    ),
    _message(
        Code.TEXTS_HEADER_MISSING,
        Severity.WARNING,
        ("แผ่นนี้ไม่มีหัวคอลัมน์ {value} จึงไม่ได้อ่านแถวใดในแผ่น", "ใส่หัวคอลัมน์ {expected} ไว้ในแถวเดียวกัน"),
        ("this sheet has no header {value}, so no row of it is read", "put the headers {expected} into one row"),
    ),
    _message(
        Code.TEXT_KEY_UNKNOWN,
        Severity.WARNING,
        ("«{value}» ไม่ใช่ชื่อข้อความที่ใช้ในเอกสารใด แถวนี้จึงไม่มีผล", "ใช้ชื่อใดชื่อหนึ่ง: {expected}"),
        ("«{value}» is the name of no text of a document, so the row has no effect", "use one of these: {expected}"),
    ),
    _message(
        Code.TEXT_KEY_REPEATED,
        Severity.WARNING,
        ("ข้อความ «{value}» มีแล้วในช่อง {other} แถวนี้จึงไม่มีผล", "คงไว้เพียงแถวเดียว"),
        ("the text «{value}» stands in {other} already, so the row has no effect", "keep one row"),
    ),
    _message(
        Code.TEXT_SLOT_UNKNOWN,
        Severity.WARNING,
        ("ไม่มีช่องเติมคำชื่อ {value} จึงเป็นช่องว่างที่ทำเครื่องหมายในเอกสาร", "ใช้ชื่อตามแผ่น «{sheet_of_slots}» เช่น {expected}"),
        (
            "there is no slot {value}; a marked blank stands there in the documents",
            "use a name of the sheet «{sheet_of_slots}», such as {expected}",
        ),
    ),
    _message(
        Code.TEXT_ROW_MISSING,
        Severity.INFO,
        ("ไฟล์ไม่มีแถวของ {value} จึงใช้ข้อความร่างของโปรแกรม", "เพิ่มแถวโดยใช้ชื่อข้อความนี้ หากต้องการข้อความของท่านเอง"),
        (
            "the file has no row for {value}; the draft of the program is used",
            "add a row with this name to have your own",
        ),
    ),
    _message(
        Code.TEXT_YEAR_TYPED,
        Severity.WARNING,
        ("ข้อความที่นำมาจากรอบก่อนระบุปี {value} ไว้โดยตรง", "ตรวจปีในข้อความ หรือใช้ช่องเติมคำ {expected} แทนตัวเลข"),
        ("a text of the last round names the year {value} itself", "check the year, or write the slot {expected}"),
    ),
    _message(
        Code.REMEDY_UNKNOWN,
        Severity.ERROR,
        ("«{value}» ไม่ใช่ระดับการแก้ไข แถวนี้จึงไม่มีผล", "เลือกคำใดคำหนึ่ง: {expected}"),
        ("«{value}» is no grade of remedy, so the row has no effect", "choose one of these words: {expected}"),
    ),
    _message(
        Code.REMEDY_SUBJECT_UNKNOWN,
        Severity.ERROR,
        ("ปีงบประมาณ {year} ไม่มีข้อหรือตัวชี้วัด «{value}» แถวนี้จึงไม่มีผล", "ใช้รหัสเครื่องมือ ตัวชี้วัด หรือข้อ เช่น {expected}"),
        (
            "fiscal year {year} has no question or indicator «{value}», so the row has no effect",
            "use the code of an instrument, an indicator or a question, such as {expected}",
        ),
    ),
    _message(
        Code.REMEDY_AGENCY_UNKNOWN,
        Severity.ERROR,
        ("ทะเบียนไม่มีหน่วยงาน «{value}» แถวนี้จึงไม่มีผล", "ใช้รหัสหรือชื่อตามทะเบียน หรือเว้นว่างเพื่อใช้กับทุกหน่วยงาน"),
        (
            "the roster has no agency «{value}», so the row has no effect",
            "use its code or name, or leave the cell empty to mean every agency",
        ),
    ),
    _message(
        Code.REMEDY_INCOMPLETE,
        Severity.WARNING,
        ("แถวนี้ยังไม่มี «{title}» จึงไม่มีผล", "กรอกให้ครบ หรือลบแถวนี้"),
        ("this row has no «{title}» and has no effect", "fill it in, or delete the row"),
    ),
    _message(
        Code.REMEDY_REPEATED,
        Severity.WARNING,
        ("ระดับการแก้ไขของ «{value}» ต่างจากช่อง {other} จึงใช้แถวล่าง", "คงไว้เพียงแถวเดียว"),
        ("the remedy of «{value}» differs from the one in {other}; the lower row is used", "keep one row"),
    ),
    _message(
        Code.DOCUMENT_FILE_NOT_CARRIED,
        Severity.WARNING,
        ("ไม่พบไฟล์ «{name}» ที่ {key} ของรอบก่อนระบุไว้ จึงไม่ได้คัดลอกมา", "วางไฟล์ไว้ข้าง round.toml ของรอบใหม่ หรือลบบรรทัดนี้"),
        (
            "the file «{name}» that {key} of the last round names was not found, so it is not carried over",
            "put it beside round.toml of the new round, or delete the line",
        ),
    ),
    _message(
        Code.YEAR_SETTINGS_NOT_CARRIED,
        Severity.INFO,
        ("ค่าของปีก่อนไม่ได้ใช้ต่อ จึงใส่ # ไว้หน้าบรรทัด: {value}", "เมื่อทราบค่าของปีนี้แล้ว ให้แก้และลบ # หน้าบรรทัด"),
        (
            "values of the last year are not used any more and stand behind #: {value}",
            "write those of this year, without #",
        ),
    ),
    _message(
        Code.TEXTS_FILE_UNUSED,
        Severity.WARNING,
        ("ไม่ได้อ่านข้อความใน «{name}» เพราะโปรแกรมอ่านเฉพาะ «{expected}»", "เปิดไฟล์แล้วบันทึกเป็นชนิด .xlsx ในชื่อ «{expected}»"),
        (
            "the texts in «{name}» are not read, because only «{expected}» is",
            "open it and save it as .xlsx, named «{expected}»",
        ),
    ),
    _message(
        Code.NO_STEP_TO_FOLLOW,
        Severity.INFO,
        ("ไม่มีหนังสือติดตามถึงหน่วยงานที่ดำเนินการครบทุกขั้นตอนแล้ว {count} แห่ง: {agencies}", "ไม่ต้องแก้"),
        ("no call for tracking goes to agencies that have done every step ({count}): {agencies}", "nothing to do"),
        Topic.DOCUMENTS,
    ),
    _message(
        Code.RANK_OF_NOBODY,
        Severity.WARNING,
        (
            "«{value}» ที่ระบุใน rank_agency ไม่ใช่หน่วยงานในทะเบียนและไม่ใช่จังหวัดของรอบ จึงไม่มีรายงานใดพิมพ์อันดับ",
            "แก้ rank_agency ใน [report] เป็นรหัสหรือชื่อตามทะเบียน หรือชื่อจังหวัดหากเป็นอันดับของจังหวัด",
        ),
        (
            "«{value}» in rank_agency is neither an agency of the roster nor the province of the round, so no report "
            "prints the rank",
            "give rank_agency under [report] a code or a name of the roster, or the province if the rank is its own",
        ),
        Topic.DOCUMENTS,
    ),
    _message(
        Code.RANK_WITHOUT_AGENCY,
        Severity.WARNING,
        (
            "ไม่ทราบว่าอันดับที่ {value} เป็นของหน่วยงานใด จึงไม่มีรายงานใดพิมพ์อันดับ",
            "ใส่ rank_agency ใน [report] เป็นรหัสหรือชื่อตามทะเบียน หรือชื่อจังหวัดหากเป็นอันดับของจังหวัด",
        ),
        (
            "nothing says which agency has the rank {value}, so no report prints it",
            "add rank_agency under [report]: a code or a name of the roster, or the province if the rank is its own",
        ),
        Topic.DOCUMENTS,
    ),
    _message(
        Code.RANK_AMONG_PROVINCES,
        Severity.WARNING,
        (
            "อันดับของ «{value}» ระบุกลุ่มเป็น «{kind}» แต่หน่วยงานนี้ไม่ใช่จังหวัด จึงไม่พิมพ์อันดับ",
            'แก้ rank_kind ใน [report] เป็นกลุ่มของหน่วยงาน เช่น "หน่วยงาน" หรือใส่ชื่อจังหวัดใน rank_agency',
        ),
        (
            "the rank of «{value}» is one among «{kind}», but this agency is no province, so the rank is not printed",
            'give the group of the agency as rank_kind under [report], such as "หน่วยงาน", or the province '
            "as rank_agency",
        ),
        Topic.DOCUMENTS,
    ),
    _message(
        Code.MASTER_PLACE_REPEATED,
        Severity.ERROR,
        ("ต้นแบบเอกสาร «{name}» มี {mark} {count} แห่ง จึงไม่ทราบว่าเนื้อความอยู่ที่ใด", "คงไว้เพียงแห่งเดียว แล้วบันทึก"),
        (
            "the master document «{name}» has {mark} in {count} places, so it is unknown where the text stands",
            "keep one of them, and save the document",
        ),
        Topic.DOCUMENTS,
    ),
)
