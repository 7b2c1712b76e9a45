"""Define the tables and columns of the export: their names, types and meanings.

Constants only. The headers of the CSV files, the schema of the database and ``datapackage.json`` are made from
them.
"""

from __future__ import annotations

from ita_xlsx.model.findings import Severity, Status
from ita_xlsx.model.received import ReceivedFrom
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import State
from ita_xlsx.store.groups_of_export import GROUPS
from ita_xlsx.store.record_columns import ARRIVALS, CONTACTS, CORRECTIONS, DECISIONS, TRACE
from ita_xlsx.store.shapes import AGENCY, KIND_OF_SUBJECT, OF_AGENCY, OF_ROUND, SUBJECT, YEAR, Column, TableShape, Type

AGENCIES = TableShape(
    name="agencies",
    th="หน่วยงานทุกแห่งในทะเบียน และสถานะของแต่ละแห่งในรอบนี้",
    en="every agency of the roster, and what became of it",
    columns=(
        Column(
            name="code",
            type=Type.STRING,
            th="รหัสหน่วยงานตามทะเบียน",
            en="code of the agency in the roster",
            required=True,
        ),
        Column(name="name", type=Type.STRING, th="ชื่อหน่วยงาน", en="name of the agency", required=True),
        Column(name="province", type=Type.STRING, th="จังหวัด", en="province"),
        YEAR,
        Column(
            name="state",
            type=Type.STRING,
            th="สถานะการส่ง",
            en="where the agency stands in the round",
            required=True,
            words=tuple(State),
        ),
        Column(
            name="status",
            type=Type.STRING,
            th="ผลการตรวจไฟล์ที่ใช้",
            en="what the file that counts came to",
            required=False,
            words=tuple(Status),
        ),
        Column(name="file", type=Type.STRING, th="ไฟล์ที่ใช้", en="the file that counts"),
        Column(name="received", type=Type.DATE, th="วันที่ได้รับ (ค.ศ. ปี-เดือน-วัน)", en="date of receipt (Christian era)"),
        Column(
            name="received_from",
            type=Type.STRING,
            th="ที่มาของวันที่ได้รับ: decision = เจ้าหน้าที่บันทึก, mail = อีเมล, form = แบบฟอร์ม, unknown = ไม่ทราบ",
            en="origin of that date: the officer, the mail, the day that the form states; or it is not known",
            required=False,
            words=tuple(ReceivedFrom),
        ),
        Column(
            name="late", type=Type.BOOLEAN, th="ส่งหลังวันสุดท้าย", en="whether it came after the deadline", required=True
        ),
        Column(name="answered", type=Type.INTEGER, th="จำนวนข้อที่มีคะแนน", en="answers that are scores"),
        Column(name="expected", type=Type.INTEGER, th="จำนวนข้อที่ต้องมีคะแนน", en="answers expected"),
        Column(
            name="complete", type=Type.BOOLEAN, th="คะแนนครบ", en="whether every answer and the overall score are there"
        ),
        Column(
            name="overall",
            type=Type.NUMBER,
            th="คะแนนรวม 0-100 ทศนิยมสองตำแหน่ง ปัดครึ่งขึ้น (ว่าง = ไม่มีคะแนน ไม่ใช่ศูนย์)",
            en="overall score 0-100, two decimals, half up (empty: none, never zero)",
        ),
        Column(name="level", type=Type.STRING, th="ระดับผลการประเมิน", en="level reached"),
        Column(
            name="rank",
            type=Type.INTEGER,
            th="อันดับในกลุ่มที่คะแนนครบ คะแนนเท่ากันได้อันดับเดียวกัน",
            en="rank among the complete ones, 1 is best, equals share a rank",
        ),
        Column(name="respondents_iit", type=Type.INTEGER, th="จำนวนผู้ตอบ IIT", en="respondents of the IIT"),
        Column(name="respondents_eit", type=Type.INTEGER, th="จำนวนผู้ตอบ EIT", en="respondents of the EIT"),
        Column(name="decision", type=Type.STRING, th="ไฟล์ที่เจ้าหน้าที่ตัดสินให้ใช้", en="the file the officer decided on"),
        Column(name="reason", type=Type.STRING, th="เหตุผลของการตัดสินใจ", en="why the officer decided so"),
        Column(
            name="decided",
            type=Type.DATE,
            th="วันที่ตัดสินใจ (ค.ศ. ปี-เดือน-วัน)",
            en="when the officer decided (Christian era)",
        ),
    ),
    key=("year", "code"),
    references=(OF_ROUND,),
)

SCORES = TableShape(
    name="scores",
    th="คะแนนทุกระดับของหน่วยงานที่ผ่านการตรวจ",
    en="every score of the agencies whose file was accepted",
    columns=(
        YEAR,
        AGENCY,
        SUBJECT,
        KIND_OF_SUBJECT,
        Column(
            name="code",
            type=Type.STRING,
            th="รหัสข้อ ตัวชี้วัด หรือเครื่องมือ",
            en="code of the question, indicator or instrument",
            required=True,
        ),
        Column(
            name="part",
            type=Type.STRING,
            th="กลุ่มผู้ตอบ (public, survey) หากแยกกลุ่ม",
            en="group of respondents, where they are apart",
        ),
        Column(
            name="score",
            type=Type.SCORE,
            th="คะแนน 0-100 เต็มความละเอียด (ว่าง = ไม่มีคะแนน ไม่ใช่ศูนย์)",
            en="score 0-100, not rounded (empty: none, never zero)",
        ),
        Column(
            name="score_2",
            type=Type.NUMBER,
            th="คะแนน 0-100 ทศนิยมสองตำแหน่ง ปัดครึ่งขึ้น",
            en="score 0-100, two decimals, half up",
        ),
        Column(
            name="basis",
            type=Type.STRING,
            th="ที่มา: computed = คำนวณ, given = คะแนนประกาศ, missing = ไม่มี",
            en="computed, taken from the announced figures, or missing",
            required=True,
            words=tuple(Basis),
        ),
        Column(
            name="corrected",
            type=Type.BOOLEAN,
            th="แก้ไขตามที่หน่วยงานแจ้ง หรือคำนวณจากคะแนนที่แก้ไข",
            en="whether the officer corrected it as the agency told, or it is computed from such a score",
            required=True,
            since=2,
        ),
    ),
    key=("year", "agency", "subject"),
    references=(OF_AGENCY,),
    clustered=True,
)

WEAK_POINTS = TableShape(
    name="weak_points",
    th="จุดอ่อนของแต่ละหน่วยงาน",
    en="the weak points of each agency",
    columns=(
        YEAR,
        AGENCY,
        SUBJECT,
        Column(name="remedy", type=Type.STRING, th="ระดับการแก้ไข", en="grade of remedy", required=True),
    ),
    key=("year", "agency", "subject"),
    references=(OF_AGENCY,),
    clustered=True,
)

MEASURES = TableShape(
    name="measures",
    th="ความก้าวหน้าของมาตรการตามที่หน่วยงานรายงาน",
    en="progress of measures, as the agencies report it",
    columns=(
        YEAR,
        AGENCY,
        Column(
            name="step_id",
            type=Type.STRING,
            th="รหัสขั้นตอน (ว่าง = หน่วยงานเพิ่มเอง)",
            en="id of the step (empty: the agency's own)",
        ),
        Column(name="step", type=Type.STRING, th="ขั้นตอน", en="the step"),
        Column(name="status", type=Type.STRING, th="ความก้าวหน้า", en="how far it is"),
        Column(name="url", type=Type.STRING, th="ลิงก์หลักฐาน", en="address of the evidence"),
        Column(name="note", type=Type.STRING, th="หมายเหตุ", en="note"),
        Column(name="sheet", type=Type.STRING, th="แผ่นงาน", en="sheet"),
        Column(name="cell", type=Type.STRING, th="ช่อง", en="cell", is_coded=True),
        Column(name="indicator", type=Type.STRING, th="ตัวชี้วัด", en="indicator, as the form names it", since=3),
        Column(name="measure_number", type=Type.STRING, th="ลำดับมาตรการ", en="number of the measure", since=3),
        Column(name="measure", type=Type.STRING, th="มาตรการ", en="the measure", since=3),
        Column(name="owner", type=Type.STRING, th="ผู้รับผิดชอบ", en="who carries it out", since=3),
        Column(name="period", type=Type.STRING, th="ระยะเวลา", en="period in which it is carried out", since=3),
    ),
    key=(),
    references=(OF_AGENCY,),
)

FINDINGS = TableShape(
    name="findings",
    th="ข้อค้นพบทุกข้อในทุกไฟล์ รวมไฟล์ที่ไม่ใช้",
    en="every finding on every file, those not used too",
    columns=(
        YEAR,
        Column(
            name="agency",
            type=Type.STRING,
            th="รหัสหน่วยงาน (ว่าง = ไฟล์ที่ไม่ทราบหน่วยงาน)",
            en="code of the agency (empty: not known)",
        ),
        Column(name="file", type=Type.STRING, th="ไฟล์", en="file"),
        Column(
            name="severity",
            type=Type.STRING,
            th="ความร้ายแรง",
            en="how grave it is",
            required=True,
            words=tuple(Severity),
        ),
        Column(name="code", type=Type.STRING, th="รหัสข้อค้นพบ", en="code of the finding", required=True),
        Column(name="sheet", type=Type.STRING, th="แผ่นงาน", en="sheet"),
        Column(name="cell", type=Type.STRING, th="ช่อง", en="cell"),
        Column(name="value", type=Type.STRING, th="ค่าที่พบ", en="what stands there"),
        Column(name="message_th", type=Type.STRING, th="ข้อความ", en="what is wrong, in Thai", required=True),
        Column(name="fix_th", type=Type.STRING, th="วิธีแก้", en="what to do, in Thai", required=True),
    ),
    key=(),
    references=(OF_ROUND, OF_AGENCY),
)

ROUNDS = TableShape(
    name="rounds",
    th="รอบการประเมินที่อยู่ในฐานข้อมูล",
    en="the rounds that stand in the database",
    columns=(
        YEAR,
        Column(name="province", type=Type.STRING, th="จังหวัด", en="province"),
        Column(name="threshold", type=Type.SCORE, th="เกณฑ์คะแนน 0-100", en="threshold, 0-100", required=True),
        Column(name="framework", type=Type.STRING, th="รหัสรุ่นของแบบประเมิน", en="digest of the framework", required=True),
        Column(
            name="tool",
            type=Type.STRING,
            th="รุ่นของโปรแกรมที่เขียน",
            en="version of the program that wrote it",
            required=True,
        ),
    ),
    key=("year",),
)

ABOUT = TableShape(
    name="about",
    th="ฐานข้อมูลนี้คืออะไร",
    en="what this database is",
    columns=(
        Column(
            name="key", type=Type.STRING, th="เรื่อง: program, schema", en="what is told: program, schema", required=True
        ),
        Column(name="value", type=Type.STRING, th="ค่า", en="its value", required=True),
    ),
    key=("key",),
)

# The schema of the database; a column says since which it is there.
SCHEMA = 3
TIDY = (
    AGENCIES, SCORES, WEAK_POINTS, MEASURES, FINDINGS, ARRIVALS, DECISIONS, CORRECTIONS, TRACE, GROUPS, CONTACTS,
)  # fmt: skip
DATABASE_ONLY = (ABOUT, ROUNDS)
