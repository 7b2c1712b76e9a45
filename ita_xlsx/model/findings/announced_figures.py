"""Messages about announced figures: sums that do not match, disagreements, and pasted scores."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        Code.FIGURE_DIFFERS, Severity.WARNING, Topic.ANNOUNCED,
        "คะแนนที่ประกาศของ {label} คือ {value} แต่ {terms} ให้ {computed}",
        "ตรวจตัวเลขทั้งสองชุดกับต้นฉบับ",
        "the announced {label} is {value}, but {terms} give {computed}",
        "check both figures against the original",
    ),
    Message(
        Code.FIGURE_MISPRINTED, Severity.WARNING, Topic.ANNOUNCED,
        "คะแนนที่ประกาศของ {label} คือ {value} แต่ {terms} ให้ {computed}; "
        "ในบรรดาค่าที่ใช้คำนวณ มีการพิมพ์ผิดหลักเดียวเพียงแบบเดียวที่ทำให้ตรงพอดี คือ {likely}",
        "ตรวจ {likely} กับต้นฉบับ",
        "the announced {label} is {value}, but {terms} give {computed}; only one misprinted digit in these figures "
        "would explain it exactly: {likely}",
        "check {likely} against the original",
    ),
    Message(
        Code.ANNOUNCEMENTS_DISAGREE, Severity.WARNING, Topic.ANNOUNCED,
        "คะแนนที่ประกาศของ {label} สองแหล่งไม่ตรงกัน: {value} และ {other}", "ตรวจกับต้นฉบับว่าค่าใดถูกต้อง",
        "two announcements of {label} disagree: {value} and {other}", "check in the original which one is right",
    ),
    Message(
        Code.STATEMENT_WRONG, Severity.WARNING, Topic.ANNOUNCED,
        "{label}: ประกาศว่า «{value}» แต่ตัวชี้วัดที่ {actual} ได้ {score}", "แก้ข้อความในรายงาน",
        "{label}: «{value}» is announced, but indicator {actual} has {score}", "correct the statement in the report",
    ),
    Message(
        Code.LEVEL_WRONG, Severity.WARNING, Topic.ANNOUNCED,
        "ประกาศระดับ «{value}» แต่คะแนนที่ประกาศ {score} ได้ระดับ {actual}", "ตรวจระดับกับเกณฑ์ของปีนั้น",
        "level «{value}» is announced, but the announced score {score} gives level {actual}",
        "check the level against the criteria of that year",
    ),
    Message(
        Code.FIGURE_FOLLOWS, Severity.INFO, Topic.ANNOUNCED,
        "{also} ไม่ตรงด้วยสาเหตุเดียวกับ {label}", "แก้ {label} ก่อน แล้วตรวจอีกครั้ง",
        "{also} cannot match, for the same reason as {label}", "correct {label} first, then check again",
    ),
    Message(
        Code.SCORES_REPEATED, Severity.WARNING, Topic.ANNOUNCED,
        "คะแนนของ {subject} ถึง {last} ซ้ำกับ {first} ถึง {until} ทุกตัว น่าจะคัดลอกมาวางผิดที่",
        "กรอกคะแนนจริงของข้อเหล่านี้",
        "the scores of {subject} to {last} are exactly the same as those of {first} to {until}; they may have been "
        "pasted in the wrong place",
        "fill in the real scores of these questions",
    ),
)  # fmt: skip
