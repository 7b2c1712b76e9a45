"""Define the tables and columns of the export: their names, types and meanings.

Constants only. The headers of the CSV files, the schema of the database and ``datapackage.json`` are made from
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.findings import Severity, Status
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import State


class Type(StrEnum):
    """The type of a column; a score is an exact rational of 0-100, which a decimal cannot always hold."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    SCORE = "score"


class ReceivedFrom(StrEnum):
    """The source of a date of receipt."""

    OFFICER = "officer"
    FILE = "file"


@dataclass(frozen=True)
class Column:
    """A column and its meaning in Thai and English; ``words`` lists the only values, if they are limited."""

    name: str
    type: Type
    th: str
    en: str
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """Columns that refer to a row of another table by its ``key``."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class TableShape:
    """A table: its columns in order, the key of its rows, and its references to other tables.

    If ``clustered`` is set, the database stores the rows by their key, which halves the size of many short rows.
    """

    name: str
    th: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    clustered: bool = False


_YEAR = Column("year", Type.INTEGER, "ปีงบประมาณ (พ.ศ.)", "fiscal year (Buddhist era)", required=True)
_AGENCY = Column(
    "agency", Type.STRING, "รหัสหน่วยงาน (agencies.code)", "code of the agency (agencies.code)", required=True
)
_SUBJECT = Column(
    "subject", Type.STRING, "สิ่งที่ได้คะแนน: overall, IIT, 1, i1, e1 public …",
    "what is scored: overall, IIT, 1, i1, e1 public …", required=True,
)  # fmt: skip
_OF_ROUND = Reference(("year",), "rounds", ("year",))
_OF_AGENCY = Reference(("year", "agency"), "agencies", ("year", "code"))

AGENCIES = TableShape(
    "agencies", "หน่วยงานทุกแห่งในทะเบียน และสถานะของแต่ละแห่งในรอบนี้", "every agency of the roster, and what became of it",
    (
        Column("code", Type.STRING, "รหัสหน่วยงานตามทะเบียน", "code of the agency in the roster", required=True),
        Column("name", Type.STRING, "ชื่อหน่วยงาน", "name of the agency", required=True),
        Column("province", Type.STRING, "จังหวัด", "province"),
        _YEAR,
        Column("state", Type.STRING, "สถานะการส่ง", "where the agency stands in the round", True, tuple(State)),
        Column("status", Type.STRING, "ผลการตรวจไฟล์ที่ใช้", "what the file that counts came to", False, tuple(Status)),
        Column("file", Type.STRING, "ไฟล์ที่ใช้", "the file that counts"),
        Column("received", Type.DATE, "วันที่ได้รับ (ค.ศ. ปี-เดือน-วัน)", "date of receipt (Christian era)"),
        Column(
            "received_from", Type.STRING, "ที่มาของวันที่ได้รับ: officer = เจ้าหน้าที่บันทึก, file = วันที่ของไฟล์",
            "whether the officer recorded that date, or it is the file's own", False, tuple(ReceivedFrom),
        ),
        Column("late", Type.BOOLEAN, "ส่งหลังวันสุดท้าย", "whether it came after the deadline", required=True),
        Column("answered", Type.INTEGER, "จำนวนข้อที่มีคะแนน", "answers that are scores"),
        Column("expected", Type.INTEGER, "จำนวนข้อที่ต้องมีคะแนน", "answers expected"),
        Column("complete", Type.BOOLEAN, "คะแนนครบ", "whether every answer and the overall score are there"),
        Column(
            "overall", Type.NUMBER, "คะแนนรวม 0-100 ทศนิยมสองตำแหน่ง ปัดครึ่งขึ้น (ว่าง = ไม่มีคะแนน ไม่ใช่ศูนย์)",
            "overall score 0-100, two decimals, half up (empty: none, never zero)",
        ),
        Column("level", Type.STRING, "ระดับผลการประเมิน", "level reached"),
        Column(
            "rank", Type.INTEGER, "อันดับในกลุ่มที่คะแนนครบ คะแนนเท่ากันได้อันดับเดียวกัน",
            "rank among the complete ones, 1 is best, equals share a rank",
        ),
        Column("respondents_iit", Type.INTEGER, "จำนวนผู้ตอบ IIT", "respondents of the IIT"),
        Column("respondents_eit", Type.INTEGER, "จำนวนผู้ตอบ EIT", "respondents of the EIT"),
        Column("decision", Type.STRING, "ไฟล์ที่เจ้าหน้าที่ตัดสินให้ใช้", "the file the officer decided on"),
        Column("reason", Type.STRING, "เหตุผลของการตัดสินใจ", "why the officer decided so"),
        Column("decided", Type.DATE, "วันที่ตัดสินใจ (ค.ศ. ปี-เดือน-วัน)", "when the officer decided (Christian era)"),
    ),
    ("year", "code"), (_OF_ROUND,),
)  # fmt: skip

SCORES = TableShape(
    "scores", "คะแนนทุกระดับของหน่วยงานที่ผ่านการตรวจ", "every score of the agencies whose file was accepted",
    (
        _YEAR,
        _AGENCY,
        _SUBJECT,
        Column("kind", Type.STRING, "ชนิดของสิ่งที่ได้คะแนน", "what the subject is", True, tuple(Kind)),
        Column("code", Type.STRING, "รหัสข้อ ตัวชี้วัด หรือเครื่องมือ", "code of the question, indicator or instrument", True),
        Column("part", Type.STRING, "กลุ่มผู้ตอบ (public, survey) หากแยกกลุ่ม", "group of respondents, where they are apart"),
        Column("score", Type.SCORE, "คะแนน 0-100 เต็มความละเอียด (ว่าง = ไม่มีคะแนน ไม่ใช่ศูนย์)",
               "score 0-100, not rounded (empty: none, never zero)"),
        Column("score_2", Type.NUMBER, "คะแนน 0-100 ทศนิยมสองตำแหน่ง ปัดครึ่งขึ้น", "score 0-100, two decimals, half up"),
        Column("basis", Type.STRING, "ที่มา: computed = คำนวณ, given = คะแนนประกาศ, missing = ไม่มี",
               "computed, taken from the announced figures, or missing", True, tuple(Basis)),
    ),
    ("year", "agency", "subject"), (_OF_AGENCY,), clustered=True,
)  # fmt: skip

WEAK_POINTS = TableShape(
    "weak_points", "จุดอ่อนของแต่ละหน่วยงาน", "the weak points of each agency",
    (_YEAR, _AGENCY, _SUBJECT, Column("remedy", Type.STRING, "ระดับการแก้ไข", "grade of remedy", required=True)),
    ("year", "agency", "subject"), (_OF_AGENCY,), clustered=True,
)  # fmt: skip

MEASURES = TableShape(
    "measures", "ความก้าวหน้าของมาตรการตามที่หน่วยงานรายงาน", "progress of measures, as the agencies report it",
    (
        _YEAR,
        _AGENCY,
        Column("step_id", Type.STRING, "รหัสขั้นตอน (ว่าง = หน่วยงานเพิ่มเอง)", "id of the step (empty: the agency's own)"),
        Column("step", Type.STRING, "ขั้นตอน", "the step"),
        Column("status", Type.STRING, "ความก้าวหน้า", "how far it is"),
        Column("url", Type.STRING, "ลิงก์หลักฐาน", "address of the evidence"),
        Column("note", Type.STRING, "หมายเหตุ", "note"),
        Column("sheet", Type.STRING, "แผ่นงาน", "sheet"),
        Column("cell", Type.STRING, "ช่อง", "cell"),
    ),
    (), (_OF_AGENCY,),
)  # fmt: skip

FINDINGS = TableShape(
    "findings", "ข้อค้นพบทุกข้อในทุกไฟล์ รวมไฟล์ที่ไม่ใช้", "every finding on every file, those not used too",
    (
        _YEAR,
        Column("agency", Type.STRING, "รหัสหน่วยงาน (ว่าง = ไฟล์ที่ไม่ทราบหน่วยงาน)", "code of the agency (empty: not known)"),
        Column("file", Type.STRING, "ไฟล์", "file"),
        Column("severity", Type.STRING, "ความร้ายแรง", "how grave it is", True, tuple(Severity)),
        Column("code", Type.STRING, "รหัสข้อค้นพบ", "code of the finding", required=True),
        Column("sheet", Type.STRING, "แผ่นงาน", "sheet"),
        Column("cell", Type.STRING, "ช่อง", "cell"),
        Column("value", Type.STRING, "ค่าที่พบ", "what stands there"),
        Column("message_th", Type.STRING, "ข้อความ", "what is wrong, in Thai", required=True),
        Column("fix_th", Type.STRING, "วิธีแก้", "what to do, in Thai", required=True),
    ),
    (), (_OF_ROUND, _OF_AGENCY),
)  # fmt: skip

ROUNDS = TableShape(
    "rounds", "รอบการประเมินที่อยู่ในฐานข้อมูล", "the rounds that stand in the database",
    (
        _YEAR,
        Column("province", Type.STRING, "จังหวัด", "province"),
        Column("threshold", Type.SCORE, "เกณฑ์คะแนน 0-100", "threshold, 0-100", required=True),
        Column("framework", Type.STRING, "รหัสรุ่นของแบบประเมิน", "digest of the framework", required=True),
        Column("tool", Type.STRING, "รุ่นของโปรแกรมที่เขียน", "version of the program that wrote it", required=True),
    ),
    ("year",),
)  # fmt: skip

ABOUT = TableShape(
    "about", "ฐานข้อมูลนี้คืออะไร", "what this database is",
    (
        Column("key", Type.STRING, "เรื่อง: program, schema", "what is told: program, schema", required=True),
        Column("value", Type.STRING, "ค่า", "its value", required=True),
    ),
    ("key",),
)  # fmt: skip

TIDY = (AGENCIES, SCORES, WEAK_POINTS, MEASURES, FINDINGS)
DATABASE_ONLY = (ABOUT, ROUNDS)
