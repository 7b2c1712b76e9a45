"""Define the tables of the export that tell what came, what the officer decided, and where each score stands.

Constants only.
"""

from __future__ import annotations

from ita_xlsx.model.decisions import Choice
from ita_xlsx.model.findings import Status
from ita_xlsx.model.received import ReceivedFrom
from ita_xlsx.model.round_state import ChoiceBasis
from ita_xlsx.model.trace.arrivals import ArrivalState
from ita_xlsx.model.trace.trail import TraceKind
from ita_xlsx.store.shapes import AGENCY, OF_AGENCY, OF_ROUND, SUBJECT, YEAR, Column, TableShape, Type

# The schema of the database in which these tables first stand.
_SINCE = 3
# Kinds of decisions beside those about files.
RECEIVED, ALIAS = "received", "alias"
PERSON_ROLES = ("roster", "sender", "decided_by", "told_by", "reason")

_AGENCY_OR_NONE = Column(
    name="agency",
    type=Type.STRING,
    th="รหัสหน่วยงาน (ว่าง = ไม่ทราบ หรือไม่อยู่ในทะเบียน)",
    en="code of the agency (empty: not known, or not in the roster)",
)
_FILE = Column(name="file", type=Type.STRING, th="ไฟล์", en="file")
_CONTAINER = Column(
    name="container",
    type=Type.STRING,
    th="อีเมลหรือไฟล์ zip ที่ไฟล์อยู่ข้างใน ชั้นนอกก่อน",
    en="mail or archive that holds the file, the outermost first",
)
_DIGEST = Column(
    name="digest",
    type=Type.STRING,
    th="ลายนิ้วมือไฟล์ (SHA-256) ใช้หาไฟล์เมื่อชื่อไฟล์ถูกปิดไว้บางส่วน",
    en="SHA-256 of the file; it finds the file where its name is masked",
    is_coded=True,
)
_SHEET = Column(name="sheet", type=Type.STRING, th="แผ่นงาน", en="sheet")
_CELL = Column(name="cell", type=Type.STRING, th="ช่อง", en="cell")
_BOOK = Column(name="decision_file", type=Type.STRING, th="ไฟล์การตัดสินใจ", en="file of the decision")
_DECISION_SHEET = Column(name="decision_sheet", type=Type.STRING, th="แผ่นงานของการตัดสินใจ", en="sheet of the decision")
_DECISION_CELL = Column(
    name="decision_cell", type=Type.STRING, th="ช่องแรกของแถวการตัดสินใจ", en="first cell of the row of the decision"
)
_DECIDED = Column(
    name="decided", type=Type.DATE, th="วันที่ตัดสินใจ (ค.ศ. ปี-เดือน-วัน)", en="when it was decided (Christian era)"
)
_MASKED = "เบอร์โทรศัพท์และอีเมลในข้อความถูกปิดไว้ หากไม่ได้สั่ง --with-contacts"

ARRIVALS = TableShape(
    name="arrivals",
    th=f"ไฟล์ที่ส่งเข้ามาทุกไฟล์ และเหตุที่ใช้หรือไม่ใช้ ({_MASKED})",
    en="every file that came, and why it counts or does not",
    columns=(
        YEAR,
        _AGENCY_OR_NONE,
        _FILE,
        _CONTAINER,
        _DIGEST,
        Column(
            name="received",
            type=Type.STRING,
            th="วันเวลาที่ได้รับ (ISO 8601 เวลาไทย)",
            en="moment of receipt (ISO 8601, Thai time; the day alone if the time is not known)",
        ),
        Column(
            name="received_from",
            type=Type.STRING,
            th="ที่มาของวันเวลาที่ได้รับ",
            en="origin of that moment",
            words=tuple(ReceivedFrom),
        ),
        Column(
            name="state",
            type=Type.STRING,
            th="สถานะของไฟล์",
            en="what became of the file",
            required=True,
            words=tuple(ArrivalState),
        ),
        Column(name="counts", type=Type.BOOLEAN, th="เป็นไฟล์ที่ใช้", en="whether the file counts", required=True),
        Column(
            name="basis",
            type=Type.STRING,
            th="เหตุที่ใช้ไฟล์นี้แทนไฟล์อื่นของหน่วยงาน",
            en="why this file counts among those of the agency",
            words=tuple(ChoiceBasis),
        ),
        Column(name="status", type=Type.STRING, th="ผลการตรวจ", en="what the check came to", words=tuple(Status)),
        Column(name="form_year", type=Type.INTEGER, th="ปีของแบบฟอร์ม (พ.ศ.)", en="year of the form (Buddhist era)"),
    ),
    references=(OF_ROUND, OF_AGENCY),
    since=_SINCE,
)

DECISIONS = TableShape(
    name="decisions",
    th="การตัดสินใจของเจ้าหน้าที่ ไฟล์ละหนึ่งแถว (ไม่รวมเหตุผลและชื่อบุคคล ซึ่งอยู่ในตาราง contacts)",
    en="decisions of the officer, a row for each file; reasons and persons are in the table contacts",
    columns=(
        YEAR,
        _AGENCY_OR_NONE,
        Column(
            name="number",
            type=Type.INTEGER,
            th="ลำดับ แถวหลังมีผลเหนือแถวก่อน",
            en="order; of two about the same thing the later one holds",
            required=True,
        ),
        Column(
            name="kind",
            type=Type.STRING,
            th="เรื่องที่ตัดสินใจ",
            en="what was decided",
            required=True,
            words=(*Choice, RECEIVED, ALIAS),
        ),
        _FILE,
        Column(name="digest", type=Type.STRING, th="ลายนิ้วมือไฟล์ (ตอนต้น)", en="beginning of the SHA-256 of the file",
               is_coded=True),
        Column(name="received", type=Type.STRING, th="วันเวลาที่ได้รับ", en="moment of receipt, for that kind"),
        Column(name="alias", type=Type.STRING, th="ชื่ออื่นของหน่วยงาน", en="other name of the agency, for that kind"),
        _DECIDED,
        _BOOK,
        _DECISION_SHEET,
        _DECISION_CELL,
    ),
    references=(OF_ROUND, OF_AGENCY),
    since=_SINCE,
)  # fmt: skip

CORRECTIONS = TableShape(
    name="corrections",
    th="คะแนนที่หน่วยงานแจ้งแก้ไข (ผู้แจ้งและเหตุผลอยู่ในตาราง contacts)",
    en="scores that agencies corrected; who told them, and why, is in the table contacts",
    columns=(
        YEAR,
        _AGENCY_OR_NONE,
        Column(name="subject", type=Type.STRING, th="ข้อที่แก้ไข", en="the answer that is corrected", required=True),
        Column(name="was", type=Type.SCORE, th="คะแนนเดิม 0-100", en="score before, 0-100"),
        Column(name="becomes", type=Type.SCORE, th="คะแนนใหม่ 0-100", en="score after, 0-100", required=True),
        Column(
            name="applied",
            type=Type.BOOLEAN,
            th="มีผลกับไฟล์ที่ใช้",
            en="whether it changed the file that counts",
            required=True,
        ),
        _FILE,
        _DIGEST,
        _SHEET,
        _CELL,
        _DECIDED,
        _BOOK,
        _DECISION_SHEET,
        _DECISION_CELL,
    ),
    references=(OF_ROUND, OF_AGENCY),
    since=_SINCE,
)

TRACE = TableShape(
    name="trace",
    th="ร่องรอย: คะแนนแต่ละค่าอยู่ในไฟล์ แผ่นงาน และช่องใด หรือคำนวณจากค่าใด",
    en="where each score stands: file, sheet and cell, or from which scores it is computed",
    columns=(
        YEAR,
        AGENCY,
        Column(
            name="score_year",
            type=Type.INTEGER,
            th="ปีของคะแนน (ปีนี้ หรือปีก่อนตามแบบฟอร์ม)",
            en="year of the score: this year, or last year as the form gives it",
            required=True,
        ),
        SUBJECT,
        Column(
            name="kind",
            type=Type.STRING,
            th="ที่มา: answer = ช่องคะแนน, announced = คะแนนประกาศ, correction = แก้ไขตามที่แจ้ง, computed = คำนวณ",
            en="cell of an answer, cell of an announced figure, correction by the officer, or computed",
            required=True,
            words=tuple(TraceKind),
        ),
        Column(name="score", type=Type.SCORE, th="คะแนน 0-100", en="score 0-100, not rounded", required=True),
        _FILE,
        _CONTAINER,
        _DIGEST,
        _SHEET,
        _CELL,
        Column(
            name="below",
            type=Type.STRING,
            th="รายการที่ใช้คำนวณ คั่นด้วยจุลภาค",
            en="subjects from which it is computed, with commas between",
            is_coded=True,
        ),
        Column(
            name="basis",
            type=Type.STRING,
            th="เหตุที่ใช้ไฟล์นี้",
            en="why this file counts",
            required=True,
            words=tuple(ChoiceBasis),
        ),
        Column(name="choice", type=Type.STRING, th="แถวของการตัดสินใจเรื่องไฟล์", en="rows of the decisions about the file"),
        Column(name="correction", type=Type.STRING, th="แถวของการแก้ไขคะแนน", en="row of the correction of the score"),
    ),
    key=("year", "agency", "score_year", "subject"),
    references=(OF_AGENCY,),
    clustered=True,
    since=_SINCE,
)

CONTACTS = TableShape(
    name="contacts",
    th="ข้อมูลส่วนบุคคล: ผู้ประสานงาน ผู้ส่ง ผู้แจ้ง ผู้ตัดสินใจ และเหตุผล (มีข้อมูลเมื่อสั่ง --with-contacts เท่านั้น)",
    en="personal data: coordinators, senders, who told or decided, and reasons; rows only with --with-contacts",
    columns=(
        YEAR,
        _AGENCY_OR_NONE,
        Column(
            name="role",
            type=Type.STRING,
            th="ที่มา: roster = ทะเบียน, sender = ผู้ส่งอีเมล, decided_by = ผู้ตัดสินใจ, told_by = ผู้แจ้ง, reason = เหตุผล",
            en="from the roster, sender of a mail, who decided, who told a correction, or the reason of a decision",
            required=True,
            words=PERSON_ROLES,
        ),
        Column(name="name", type=Type.STRING, th="ชื่อ", en="name"),
        Column(name="phone", type=Type.STRING, th="โทรศัพท์", en="telephone"),
        Column(name="email", type=Type.STRING, th="อีเมล", en="mail address"),
        Column(name="text", type=Type.STRING, th="เหตุผล หรือเรื่องของอีเมล", en="reason, or subject of the mail"),
        _FILE,
        _DECISION_SHEET,
        _DECISION_CELL,
    ),
    references=(OF_ROUND, OF_AGENCY),
    since=_SINCE,
)
