"""Messages about how a score stands in its cell: spelt, computed, merged, or beside the wrong question."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "S215", Severity.INFO,
        "อ่านรหัสข้อ «{value}» เป็น {subject}", "ไม่ต้องแก้",
        "the code «{value}» was read as {subject}", "nothing to do",
    ),
    Message(
        "S216", Severity.ERROR,
        "รหัส {subject} อยู่ข้างประเด็นของข้อ {other} («{value}») จึงไม่ใช้คะแนนในแถวนี้",
        "เรียงข้อมูลใหม่ให้รหัส ประเด็น และคะแนนอยู่แถวเดียวกัน (อาจเรียงลำดับเพียงคอลัมน์เดียว)",
        "{subject} stands beside the question of {other} («{value}»), so no score of this row is taken",
        "bring code, question and score together again (one column may have been sorted alone)",
    ),
    Message(
        "S217", Severity.INFO,
        "คะแนนของ {subject} จัดรูปแบบเป็นร้อยละ แสดง {value} จึงอ่านเป็น {read}", "ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        "the score of {subject} is formatted as per cent and shows {value}: read as {read}",
        "nothing to do if the figure is right",
    ),
    Message(
        "S218", Severity.INFO,
        "คะแนนของ {subject} เป็นสูตร {value} จึงใช้ค่าที่คำนวณไว้ {read}", "ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        "the score of {subject} is the formula {value}; its computed value {read} is taken",
        "nothing to do if the figure is right",
    ),
    Message(
        "S219", Severity.ERROR,
        "คะแนนของ {subject} เป็นสูตร {value} ที่ยังไม่เคยคำนวณ จึงไม่มีค่า", "พิมพ์ตัวเลขแทนสูตร หรือเปิดไฟล์ต้นฉบับใน Excel แล้วบันทึก",
        "the score of {subject} is the formula {value}, which was never computed and has no value",
        "type the number in place of the formula, or open the original file in Excel and save it",
    ),
    Message(
        "S220", Severity.ERROR,
        "คะแนนของ {codes} อยู่ในช่องที่ผสานกัน ({other}) จึงไม่รู้ว่าเป็นคะแนนของข้อใด", "ยกเลิกการผสานช่อง แล้วกรอกคะแนนทีละข้อ",
        "the scores of {codes} lie in the merged cells {other}, so whose score it is cannot be told",
        "unmerge them and fill in each score",
    ),
    Message(
        "S226", Severity.ERROR,
        "คะแนนของ {subject} จัดรูปแบบเป็นร้อยละและแสดง {value} จึงไม่รู้ว่าเป็นคะแนนใด", "จัดรูปแบบช่องเป็นตัวเลข แล้วกรอกคะแนน 0-100",
        "the score of {subject} is formatted as per cent and shows {value}, so which score is meant cannot be told",
        "format the cell as a number and fill in a score from 0 to 100",
    ),
    Message(
        "S227", Severity.WARNING,
        "มีตัวเลข {count} ช่องในคอลัมน์คะแนนที่ไม่มีรหัสข้ออยู่ข้าง ๆ ({value}) จึงไม่ได้อ่าน",
        "ตรวจว่าคะแนนไม่ได้วางเลื่อนลงมาหนึ่งแถว หากเป็นผลรวมให้ลบออก",
        "{count} numbers stand in the column of scores with no code beside them ({value}); they were not read",
        "check that the scores were not pasted a row too low; a total is better taken out",
    ),
    Message(
        "S228", Severity.INFO,
        "รหัสข้อเป็น «{value}» จึงอ่านเป็น {subject} ตามประเด็นในแถวเดียวกัน", "ไม่ต้องแก้ หากคะแนนถูกต้อง",
        "the code is «{value}»; the row was read as {subject}, by its question", "nothing to do if the score is right",
    ),
)  # fmt: skip
