"""Define the sheets and columns of ``decisions.xlsx``, in which the officer answers questions and notes corrections.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA = "ita-xlsx/decisions/1"
# The title above the headers, and the row of the headers; a file that people changed may have them elsewhere.
TITLE_ROW, NOTE_ROW, HEADER_ROW = 0, 1, 2
# Between several files or digests in one cell.
BETWEEN = "\n"


@dataclass(frozen=True)
class DecisionColumn:
    """A column: its key, its Thai header, further headers by which it is known, and its width in characters.

    ``is_ours`` is True if the program fills it in, so that it is for reading only.
    """

    key: str
    header: str
    others: tuple[str, ...] = ()
    width: float = 14
    is_ours: bool = False


@dataclass(frozen=True)
class DecisionSheet:
    """A sheet: its name, further names by which it is known, a sentence on its use, columns, and those it needs."""

    name: str
    others: tuple[str, ...]
    note: str
    columns: tuple[DecisionColumn, ...]
    needed: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the columns in their order."""
        return tuple(column.key for column in self.columns)

    def header(self, key: str) -> str:
        """Return the Thai header of a column."""
        return next(column.header for column in self.columns if column.key == key)


_CODE = DecisionColumn("code", "รหัส", ("code", "รหัสหน่วยงาน"), 8)
_AGENCY = DecisionColumn("agency", "หน่วยงาน", ("agency", "ชื่อหน่วยงาน"), 34, is_ours=True)
_REASON = DecisionColumn("reason", "เหตุผล", ("why", "reason"), 34)
_BY = DecisionColumn("by", "ผู้ตัดสินใจ", ("by", "ผู้บันทึก"), 16)
_DECIDED = DecisionColumn("decided", "วันที่ตัดสินใจ", ("decided", "date", "วันที่"), 16)

FILES_SHEET = DecisionSheet(
    "เลือกไฟล์",
    ("files", "file"),
    "เลือกคำตอบในช่อง «การตัดสินใจ» และใส่เหตุผลทุกครั้ง แถวที่ไม่มีเหตุผลยังไม่มีผล แถวล่างมีผลเหนือแถวบน",
    (
        _CODE,
        _AGENCY,
        DecisionColumn("question", "คำถาม", ("question",), 58, is_ours=True),
        DecisionColumn("files", "ไฟล์", ("file", "files", "ไฟล์ที่ใช้"), 40),
        DecisionColumn("choice", "การตัดสินใจ", ("decision",), 17),
        _REASON,
        _DECIDED,
        _BY,
        DecisionColumn("digests", "ลายนิ้วมือไฟล์", ("digest", "digests"), 24, is_ours=True),
    ),
    ("code", "files", "choice"),
)
RECEIVED_SHEET = DecisionSheet(
    "วันที่ได้รับ",
    ("received",),
    "วันที่จังหวัดได้รับแบบฟอร์มจริง เช่น 30/9/2569 หรือ 30 ก.ย. 2569 16:20 ใช้แทนวันที่ของอีเมลและวันที่ในแบบฟอร์ม",
    (_CODE, _AGENCY, DecisionColumn("received", "วันที่ได้รับ", ("received",), 20), _REASON, _DECIDED, _BY),
    ("code", "received"),
)
ALIASES_SHEET = DecisionSheet(
    "ชื่ออื่น",
    ("aliases", "other names"),
    "ชื่ออื่นที่หน่วยงานใช้ในแบบฟอร์ม เช่น ชื่อย่อ",
    (_CODE, _AGENCY, DecisionColumn("alias", "ชื่ออื่น", ("alias", "other name"), 40), _REASON, _DECIDED, _BY),
    ("code", "alias"),
)
CORRECTIONS_SHEET = DecisionSheet(
    "แก้ไข",
    ("corrections",),
    "คะแนนที่หน่วยงานแจ้งแก้ไขทางโทรศัพท์ ใช้เมื่อคะแนนในแบบฟอร์มตรงกับช่อง «เดิม» เท่านั้น ไฟล์ของหน่วยงานไม่ถูกแก้",
    (
        _CODE,
        _AGENCY,
        DecisionColumn("subject", "ข้อ", ("item", "question", "subject"), 12),
        DecisionColumn("was", "เดิม", ("was", "from"), 10),
        DecisionColumn("becomes", "เป็น", ("becomes", "to"), 10),
        DecisionColumn("informant", "ผู้แจ้ง", ("told by", "informant"), 24),
        DecisionColumn("decided", "วันที่แจ้ง", ("when", "decided", "date"), 16),
        DecisionColumn("by", "ผู้บันทึก", ("by",), 16),
        _REASON,
    ),
    ("code", "subject", "was", "becomes"),
)
SHEETS = (FILES_SHEET, RECEIVED_SHEET, ALIASES_SHEET, CORRECTIONS_SHEET)
