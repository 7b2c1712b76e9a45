"""Messages about a printed table that is imported: rows not understood, and assumptions that were made."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.NO_SCORE_UNDERSTOOD, Severity.ERROR, Topic.IMPORT,
        "ไม่พบคะแนนที่เข้าใจได้ในตาราง (แบบประเมินปีงบประมาณ {year}) จึงไม่สร้างแบบฟอร์ม",
        "ตรวจว่าตารางมีรหัสข้อหรือชื่อตัวชี้วัด และมีคอลัมน์คะแนนอยู่ทางขวา",
        "no score in the table was understood (framework of fiscal year {year}), so no form was made",
        "check that the table has codes or indicator names, and a column of scores to the right of them",
    ),
    Message(
        Code.NOT_A_TEXT_TABLE, Severity.ERROR, Topic.IMPORT,
        "อ่านเป็นตารางข้อความ (CSV) ไม่ได้", "เปิดในโปรแกรมตารางคำนวณ แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8",
        "this cannot be read as a table of text (CSV)",
        "open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
    ),
    Message(
        Code.ROW_NOT_UNDERSTOOD, Severity.WARNING, Topic.IMPORT,
        "ไม่เข้าใจแถวนี้ จึงไม่ได้ใช้: «{value}»", "ใส่คะแนนนี้ในแบบฟอร์มเอง หรือแก้รหัสหรือชื่อในตาราง",
        "this row was not understood and is not used: «{value}»",
        "type the score into the form, or correct the code or name in the table",
    ),
    Message(
        Code.PRINTED_SCORE_INVALID, Severity.WARNING, Topic.IMPORT,
        "คะแนนของ {subject} เป็น «{value}» ซึ่งไม่ใช่คะแนน 0-100 จึงไม่ได้ใช้", "ใส่คะแนนในแบบฟอร์มเอง หรือแก้ในตาราง",
        "the score of {subject} is «{value}», which is not a score from 0 to 100, so it is not used",
        "type the score into the form, or correct it in the table",
    ),
    Message(
        Code.PRINTED_VALUES_DIFFER, Severity.WARNING, Topic.IMPORT,
        "{subject} มีหลายค่า ({value}) ดู {other} ด้วย จึงไม่ใช้ค่าใด", "ใส่ค่าที่ถูกต้องในแบบฟอร์มเอง หรือแก้ในตาราง",
        "{subject} has several values ({value}), see also {other}; none of them is used",
        "type the right value into the form, or correct the table",
    ),
    Message(
        Code.PRINTED_AGAIN, Severity.INFO, Topic.IMPORT,
        "{subject} = {value} พิมพ์ซ้ำที่ {other} ใช้ครั้งเดียว", "ไม่ต้องแก้",
        "{subject} = {value} is printed again at {other}; it is used once", "nothing to do",
    ),
    Message(
        Code.PARTS_ASSUMED, Severity.INFO, Topic.IMPORT,
        "หัวตารางไม่บอกส่วนของแบบสำรวจ จึงถือว่าคอลัมน์คะแนนเรียงเป็น {value}", "ตรวจกับต้นฉบับ",
        "the header does not name the parts of the survey, so the score columns are assumed to be {value}",
        "check it against the original",
    ),
    Message(
        Code.FIGURES_NOT_READ, Severity.INFO, Topic.IMPORT,
        "ไม่ได้อ่านตัวเลขในคอลัมน์ «{value}»", "ไม่ต้องแก้ หากไม่ใช่คะแนนของหน่วยงานนี้",
        "the figures in the column «{value}» were not read", "nothing to do if they are not this agency's scores",
    ),
    Message(
        Code.ROW_READ_AS, Severity.INFO, Topic.IMPORT,
        "อ่าน «{value}» เป็น {subject} ตามส่วนอื่นของตาราง", "ตรวจกับต้นฉบับ",
        "«{value}» was read as {subject} because of the rest of the table", "check it against the original",
    ),
    Message(
        Code.CODE_AMBIGUOUS, Severity.WARNING, Topic.IMPORT,
        "รหัส «{value}» อ่านได้หลายอย่างหรือไม่มีในแบบประเมิน จึงไม่ได้ใช้แถวนี้ (อาจเป็น: {options})",
        "เขียนรหัสให้ครบ เช่น i1, e1, o1",
        "the code «{value}» can be read in several ways, or is not in the framework; the row is not used (it may "
        "be: {options})",
        "write the complete code, such as i1, e1, o1",
    ),
    Message(
        Code.PART_UNCLEAR, Severity.WARNING, Topic.IMPORT,
        "ไม่รู้ว่าคะแนนของ {subject} เป็นส่วนใดของแบบสำรวจ ({options}) จึงไม่ได้ใช้: «{value}»",
        "ระบุส่วนในหัวคอลัมน์หรือชื่อตาราง",
        "it is unclear to which part of the survey the score of {subject} belongs ({options}), so it is not used: "
        "«{value}»",
        "name the part in the column header or in the table title",
    ),
    Message(
        Code.ROW_WITHOUT_SCORE, Severity.INFO, Topic.IMPORT,
        "ไม่มีคะแนนในแถวของ {subject}", "ใส่คะแนนในแบบฟอร์ม หากมี",
        "there is no score in the row of {subject}", "type the score into the form if you have it",
    ),
    Message(
        Code.CODE_RANGE_UNKNOWN, Severity.WARNING, Topic.IMPORT,
        "ช่วงรหัส «{value}» ไม่ตรงกับตัวชี้วัดย่อยใด จึงไม่ได้ใช้แถวนี้", "ใส่คะแนนรายข้อในแบบฟอร์มเอง",
        "the code range «{value}» does not match any sub-indicator, so the row is not used",
        "type the scores of its items into the form",
    ),
    Message(
        Code.FIGURES_IN_TEXT, Severity.INFO, Topic.IMPORT,
        "มีตัวเลขในข้อความที่ไม่ได้อ่าน: «{value}»", "ไม่ต้องแก้ หากไม่ใช่คะแนน",
        "figures in a text were not read: «{value}»", "nothing to do if they are not scores",
    ),
    Message(
        Code.SCORE_COLUMN_UNCLEAR, Severity.WARNING, Topic.IMPORT,
        "มีตัวเลขมากกว่าหนึ่งคอลัมน์ที่อาจเป็นคะแนนของ {subject} จึงไม่ได้ใช้: «{value}»", "ระบุหัวคอลัมน์คะแนนให้ชัด",
        "more than one column may hold the score of {subject}, so none is used: «{value}»",
        "give the score column a clear header",
    ),
    Message(
        Code.TABLE_OF_OTHER_YEAR, Severity.WARNING, Topic.IMPORT,
        "ตารางนี้เป็นของปีอื่น ({value}) จึงไม่ได้อ่าน", "ตรวจ --framework หรือหัวตาราง",
        "this table is of another year ({value}) and was not read", "check --framework, or the table title",
    ),
    Message(
        Code.TABLE_OF_LAST_YEAR, Severity.INFO, Topic.IMPORT,
        "ชื่อตารางบอกปีก่อน ({value}) จึงอ่านเป็นคะแนนปีก่อน", "ตรวจกับต้นฉบับ",
        "the table title names last year ({value}), so the table was read as last year's scores",
        "check it against the original",
    ),
    Message(
        Code.SCORES_ARE_FRACTIONS, Severity.WARNING, Topic.IMPORT,
        "คะแนนทั้งคอลัมน์ «{value}» ไม่เกิน 1 ดูเหมือนเป็นสัดส่วน จึงไม่ได้ใช้", "เปลี่ยนเป็นคะแนน 0-100",
        "no score of the column «{value}» is above 1; they seem to be fractions and are not used",
        "convert them to scores from 0 to 100",
    ),
    Message(
        Code.ROW_OF_SEVERAL_ITEMS, Severity.WARNING, Topic.IMPORT,
        "แถวนี้กล่าวถึงหลายรายการ ({options}) จึงไม่ได้ใช้: «{value}»", "แยกแถว หรือแก้รหัสหรือชื่อ",
        "the row names several items ({options}) and is not used: «{value}»",
        "split the row, or correct the code or name",
    ),
    Message(
        Code.COLUMN_TAKEN_AS_SCORES, Severity.INFO, Topic.IMPORT,
        "หัวคอลัมน์ «{value}» ไม่ได้บอกว่าเป็นคะแนน แต่อ่านเป็นคะแนน เพราะไม่มีคอลัมน์อื่น", "ตรวจกับต้นฉบับ",
        "the header of the column «{value}» does not say that it holds scores, but the column was read as scores "
        "because there is no other",
        "check it against the original",
    ),
)  # fmt: skip
