"""Messages about the cells of scores: text, formulas, merged cells, and scores beside the wrong question."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.ROW_CODE_READ_AS, Severity.INFO, Topic.SCORES,
        "อ่านรหัสข้อ «{value}» เป็น {subject}", "ไม่ต้องแก้",
        "the code «{value}» was read as {subject}", "nothing to do",
    ),
    Message(
        Code.TEXT_OF_OTHER_QUESTION, Severity.ERROR, Topic.SCORES,
        "รหัส {subject} อยู่ข้างประเด็นของข้อ {other} («{value}») จึงไม่ใช้คะแนนในแถวนี้",
        "เรียงข้อมูลใหม่ให้รหัส ประเด็น และคะแนนอยู่แถวเดียวกัน (อาจเรียงลำดับเพียงคอลัมน์เดียว)",
        "{subject} is beside the question text of {other} («{value}»), so no score of this row is used",
        "put code, question and score back on the same row (perhaps only one column was sorted)",
    ),
    Message(
        Code.PERCENTAGE_READ, Severity.INFO, Topic.SCORES,
        "คะแนนของ {subject} จัดรูปแบบเป็นร้อยละ แสดง {value} จึงอ่านเป็น {read}", "ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        "the score of {subject} is formatted as a percentage and shows {value}; it was read as {read}",
        "nothing to do if the figure is right",
    ),
    Message(
        Code.FORMULA_VALUE_USED, Severity.INFO, Topic.SCORES,
        "คะแนนของ {subject} เป็นสูตร {value} จึงใช้ค่าที่คำนวณไว้ {read}", "ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        "the score of {subject} is the formula {value}; its calculated value {read} is used",
        "nothing to do if the figure is right",
    ),
    Message(
        Code.SCORE_FORMULA_WITHOUT_VALUE, Severity.ERROR, Topic.SCORES,
        "คะแนนของ {subject} เป็นสูตร {value} ที่ยังไม่เคยคำนวณ จึงไม่มีค่า", "พิมพ์ตัวเลขแทนสูตร หรือเปิดไฟล์ต้นฉบับใน Excel แล้วบันทึก",
        "the score of {subject} is the formula {value}, which was never calculated, so it has no value",
        "type the number instead of the formula, or open the original file in Excel and save it",
    ),
    Message(
        Code.SCORES_IN_MERGED_CELLS, Severity.ERROR, Topic.SCORES,
        "คะแนนของ {codes} อยู่ในช่องที่ผสานกัน ({other}) จึงไม่รู้ว่าเป็นคะแนนของข้อใด", "ยกเลิกการผสานช่อง แล้วกรอกคะแนนทีละข้อ",
        "the scores of {codes} are in the merged cells {other}, so it is unclear which question the score belongs to",
        "unmerge the cells and fill in each score",
    ),
    Message(
        Code.PERCENTAGE_UNCLEAR, Severity.ERROR, Topic.SCORES,
        "คะแนนของ {subject} จัดรูปแบบเป็นร้อยละและแสดง {value} จึงไม่รู้ว่าเป็นคะแนนใด", "จัดรูปแบบช่องเป็นตัวเลข แล้วกรอกคะแนน 0-100",
        "the score of {subject} is formatted as a percentage and shows {value}, so it is unclear which score is meant",
        "format the cell as a number and fill in a score from 0 to 100",
    ),
    Message(
        Code.NUMBERS_WITHOUT_CODE, Severity.WARNING, Topic.SCORES,
        "มีตัวเลข {count} ช่องในคอลัมน์คะแนนที่ไม่มีรหัสข้ออยู่ข้าง ๆ ({value}) จึงไม่ได้อ่าน",
        "ตรวจว่าคะแนนไม่ได้วางเลื่อนลงมาหนึ่งแถว หากเป็นผลรวมให้ลบออก",
        "{count} numbers in the score column have no code beside them ({value}); they were not read",
        "check that the scores were not pasted one row too low; if the number is a total, delete it",
    ),
    Message(
        Code.ROW_FOUND_BY_TEXT, Severity.INFO, Topic.SCORES,
        "รหัสข้อเป็น «{value}» จึงอ่านเป็น {subject} ตามประเด็นในแถวเดียวกัน", "ไม่ต้องแก้ หากคะแนนถูกต้อง",
        "the code is «{value}»; the row was read as {subject} because of its question text",
        "nothing to do if the score is right",
    ),
)  # fmt: skip
