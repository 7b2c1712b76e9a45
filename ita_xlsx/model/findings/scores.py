"""Messages about scores: missing, unreadable, out of range, written unusually, or replaced by announced figures."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.SCORES_MISSING, Severity.ERROR, Topic.SCORES,
        "ยังไม่กรอกคะแนน {codes} ({count} ช่อง) จึงยังไม่มีผลของ {follows}", "กรอกคะแนน 0-100 หรือพิมพ์ «ไม่มีภารกิจ» / «ไม่ประเมิน»",
        "missing scores ({count}): {codes}; without them there is no result for {follows}",
        "fill in a score from 0 to 100, or type «ไม่มีภารกิจ» / «ไม่ประเมิน»",
    ),
    Message(
        Code.SCORE_NOT_A_NUMBER, Severity.ERROR, Topic.SCORES,
        "คะแนนของ {subject} เป็น «{value}» ซึ่งอ่านเป็นตัวเลขไม่ได้", "กรอกเป็นตัวเลข 0-100",
        "the score of {subject} is «{value}», which is not a number", "fill in a number from 0 to 100",
    ),
    Message(
        Code.SCORE_OUT_OF_RANGE, Severity.ERROR, Topic.SCORES,
        "คะแนนของ {subject} คือ {value} อยู่นอกช่วง 0-100", "ตรวจและแก้คะแนน",
        "the score of {subject} is {value}, outside 0-100", "check and correct the score",
    ),
    Message(
        Code.SCORE_TYPED_AS_TEXT, Severity.INFO, Topic.SCORES,
        "อ่านคะแนนของ {subject} ที่พิมพ์เป็นข้อความ «{value}» เป็น {read}", "ไม่ต้องแก้ หากตัวเลขถูกต้อง",
        "the score of {subject}, typed as the text «{value}», was read as {read}",
        "nothing to do if the figure is right",
    ),
    Message(
        Code.SCORE_DECLARED, Severity.WARNING, Topic.SCORES,
        "{subject} ระบุว่า «{value}» ผลรวมที่ต้องใช้ข้อนี้จึงไม่ครบ", "ตรวจว่าข้อนี้ไม่ต้องประเมินจริง",
        "{subject} is declared «{value}», so the results that need it are incomplete",
        "check that this question really does not apply",
    ),
    Message(
        Code.ROWS_MISSING, Severity.ERROR, Topic.SCORES,
        "ไม่พบแถวของข้อ {codes} ในแผ่นงาน", "คืนแถวที่ถูกลบจากแบบฟอร์มเดิม",
        "there is no row for {codes}", "restore the deleted rows from the original form",
    ),
    Message(
        Code.ROW_REPEATED, Severity.ERROR, Topic.SCORES,
        "ข้อ {subject} มีมากกว่าหนึ่งแถว (ดู {other} ด้วย) จึงไม่ใช้คะแนนใด", "เหลือไว้แถวเดียว",
        "{subject} is in more than one row (see also {other}), so no score of it is used", "keep one row",
    ),
    Message(
        Code.ROW_CODE_UNKNOWN, Severity.WARNING, Topic.SCORES,
        "ไม่รู้จักรหัสข้อ «{value}» จึงไม่ได้อ่านแถวนี้", "ตรวจรหัสในช่อง «ข้อ»",
        "the code «{value}» is not known, so the row was not read", "check the code in the column «ข้อ»",
    ),
    Message(
        Code.TOO_MANY_DECIMALS, Severity.WARNING, Topic.SCORES,
        "คะแนนของ {subject} คือ {value} มีทศนิยมเกินสองตำแหน่ง", "คะแนน ITA มีทศนิยมสองตำแหน่ง ตรวจต้นฉบับ",
        "the score of {subject} is {value}, with more than two decimals",
        "ITA scores have two decimals: check the original",
    ),
    Message(
        Code.ANNOUNCED_FIGURES_USED, Severity.INFO, Topic.SCORES,
        "ไม่มีคะแนนรายข้อ {count} ช่อง จึงใช้คะแนนที่ประกาศของ {codes}", "กรอกคะแนนรายข้อหากมี",
        "{count} scores are not filled in, so the announced figures of {codes} are used",
        "fill in the scores of the questions if you have them",
    ),
    Message(
        Code.EARLIER_SCORE_INVALID, Severity.ERROR, Topic.SCORES,
        "คะแนนปีก่อนของ {subject} เป็น «{value}» ซึ่งไม่ใช่คะแนน 0-100", "แก้ หรือปล่อยว่างไว้",
        "last year's score of {subject} is «{value}», which is not a score from 0 to 100",
        "correct it or leave it empty",
    ),
    Message(
        Code.ANNOUNCED_FIGURE_INVALID, Severity.ERROR, Topic.SCORES,
        "คะแนนที่ประกาศของ {subject} เป็น «{value}» ซึ่งไม่ใช่คะแนน 0-100", "แก้ หรือปล่อยว่างไว้",
        "the announced figure of {subject} is «{value}», which is not a score from 0 to 100",
        "correct it or leave it empty",
    ),
    Message(
        Code.LEVEL_UNKNOWN, Severity.ERROR, Topic.SCORES,
        "«{value}» ไม่ใช่ระดับผลการประเมินของปีนี้", "เลือกระดับ: {levels}",
        "«{value}» is not a level of this year", "choose one of: {levels}",
    ),
)  # fmt: skip
