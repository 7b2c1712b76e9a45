"""Messages about the cells of scores: text, formulas, merged cells, and scores beside the wrong question."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        code=Code.ROW_CODE_READ_AS,
        severity=Severity.INFO,
        topic=Topic.SCORES,
        th="อ่านรหัสข้อ «{value}» เป็น {subject}",
        fix_th="ไม่ต้องแก้",
        en="the code «{value}» was read as {subject}",
        fix_en="nothing to do",
    ),
    Message(
        code=Code.TEXT_OF_OTHER_QUESTION,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="รหัส {subject} อยู่ข้างประเด็นของข้อ {other} («{value}») จึงไม่ใช้คะแนนในแถวนี้",
        fix_th="เรียงข้อมูลใหม่ให้รหัส ประเด็น และคะแนนอยู่แถวเดียวกัน (อาจเรียงลำดับเพียงคอลัมน์เดียว)",
        en="{subject} is beside the question text of {other} («{value}»), so no score of this row is used",
        fix_en="put code, question and score back on the same row (perhaps only one column was sorted)",
    ),
    Message(
        code=Code.PERCENTAGE_READ,
        severity=Severity.INFO,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} จัดรูปแบบเป็นร้อยละ แสดง {value} จึงอ่านเป็น {read}",
        fix_th="ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        en="the score of {subject} is formatted as a percentage and shows {value}; it was read as {read}",
        fix_en="nothing to do if the figure is right",
    ),
    Message(
        code=Code.FORMULA_VALUE_USED,
        severity=Severity.INFO,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} เป็นสูตร {value} จึงใช้ค่าที่คำนวณไว้ {read}",
        fix_th="ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        en="the score of {subject} is the formula {value}; its calculated value {read} is used",
        fix_en="nothing to do if the figure is right",
    ),
    Message(
        code=Code.SCORE_FORMULA_WITHOUT_VALUE,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} เป็นสูตร {value} ที่ยังไม่เคยคำนวณ จึงไม่มีค่า",
        fix_th="พิมพ์ตัวเลขแทนสูตร หรือเปิดไฟล์ต้นฉบับใน Excel แล้วบันทึก",
        en="the score of {subject} is the formula {value}, which was never calculated, so it has no value",
        fix_en="type the number instead of the formula, or open the original file in Excel and save it",
    ),
    Message(
        code=Code.SCORES_IN_MERGED_CELLS,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="คะแนนของ {codes} อยู่ในช่องที่ผสานกัน ({other}) จึงไม่สามารถระบุได้ว่าเป็นคะแนนของข้อใด",
        fix_th="ยกเลิกการผสานช่อง แล้วกรอกคะแนนทีละข้อ",
        en="the scores of {codes} are in the merged cells {other}, so it is unclear which question the score belongs "
        "to",
        fix_en="unmerge the cells and fill in each score",
    ),
    Message(
        code=Code.PERCENTAGE_UNCLEAR,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} จัดรูปแบบเป็นร้อยละและแสดง {value} จึงไม่สามารถระบุได้ว่าเป็นคะแนนใด",
        fix_th="จัดรูปแบบช่องเป็นตัวเลข แล้วกรอกคะแนน 0-100",
        en="the score of {subject} is formatted as a percentage and shows {value}, so it is unclear which score is "
        "meant",
        fix_en="format the cell as a number and fill in a score from 0 to 100",
    ),
    Message(
        code=Code.NUMBERS_WITHOUT_CODE,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="มีตัวเลข {count} ช่องในคอลัมน์คะแนนที่ไม่มีรหัสข้อในแถวเดียวกัน ({value}) จึงไม่ได้อ่าน",
        fix_th="ตรวจว่ามิได้วางคะแนนเลื่อนลงมาหนึ่งแถว หากเป็นผลรวมให้ลบออก",
        en="{count} numbers in the score column have no code beside them ({value}); they were not read",
        fix_en="check that the scores were not pasted one row too low; if the number is a total, delete it",
    ),
    Message(
        code=Code.ROW_FOUND_BY_TEXT,
        severity=Severity.INFO,
        topic=Topic.SCORES,
        th="รหัสข้อเป็น «{value}» จึงอ่านเป็น {subject} ตามประเด็นในแถวเดียวกัน",
        fix_th="ไม่ต้องแก้ หากคะแนนถูกต้อง",
        en="the code is «{value}»; the row was read as {subject} because of its question text",
        fix_en="nothing to do if the score is right",
    ),
    Message(
        code=Code.SCORE_IN_TWO_FONTS,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} เป็น «{value}» ซึ่งมี «{piece}» เป็นตัวยก ตัวห้อย หรือถูกขีดฆ่า จึงไม่สามารถระบุได้ว่าเป็นคะแนนใด",
        fix_th="พิมพ์เฉพาะคะแนนในช่องนี้ และย้ายเชิงอรรถไปไว้ในหมายเหตุ",
        en="the score of {subject} is «{value}», of which «{piece}» is raised, lowered or struck, so it is unclear "
        "which "
        "score is meant",
        fix_en="type the score alone into this cell, and move a footnote to the note",
    ),
    Message(
        code=Code.SCORE_FORMULA_CALLS_OUT,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="คะแนนของ {subject} เป็นสูตร {value} ที่เรียกโปรแกรมหรือไฟล์อื่น ซึ่งไม่ได้เรียกใช้ จึงใช้ค่าที่บันทึกไว้ {read}",
        fix_th="ตรวจตัวเลข แล้วพิมพ์แทนสูตร",
        en="the score of {subject} is the formula {value}, which calls another program or file; it was not called, and "
        "the stored value {read} is used",
        fix_en="check the figure, and type it instead of the formula",
    ),
    Message(
        code=Code.SCORES_SHOWN_AS_DATES,
        severity=Severity.ERROR,
        topic=Topic.SCORES,
        th="คะแนน {count} ช่องจัดรูปแบบเป็นวันที่ เช่น «{value}» จึงไม่สามารถระบุได้ว่าเป็นคะแนนใด",
        fix_th="จัดรูปแบบช่องเป็นตัวเลข แล้วกรอกคะแนนใหม่",
        en="{count} scores are formatted as dates, such as «{value}», so it is unclear which scores are meant",
        fix_en="format the cells as numbers, and fill in the scores again",
    ),
    Message(
        code=Code.SCORE_SHOWN_OTHERWISE,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="ช่องคะแนนของ {subject} แสดง «{display}» ตามรูปแบบของช่อง แต่ค่าที่เก็บไว้คือ {value} จึงใช้ค่าที่เก็บไว้",
        fix_th="ตรวจคะแนนที่ถูกต้อง แล้วจัดรูปแบบช่องเป็นตัวเลขทศนิยมสองตำแหน่ง",
        en="the cell of {subject} shows «{display}» because of its format, but holds {value}; the stored value is used",
        fix_en="check which score is right, and format the cell as a number with two decimals",
    ),
)
