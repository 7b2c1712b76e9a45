"""Define the layout of the measures workbook: sheets, tables, words for statuses, and the cell of the day.

Writers and formulas use it. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.round_measures import StepStatus

OVERVIEW = "ภาพรวมมาตรการ"
AGENCIES = "รายหน่วยงาน"
MATRIX = "มาตรการ x หน่วยงาน"
STEPS = "ทุกขั้นตอน"
FOLLOW_UP = "ค้างดำเนินการ"
SHARED = "ลิงก์ซ้ำ"
EARLIER_STEPS = "มาตรการปีก่อน"
OWNERS = "ผู้รับผิดชอบ"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/measures/1"

# Short words for the columns of the matrix; an overdue step has the mark below after its word.
MARKS: Mapping[StepStatus, str] = MappingProxyType(
    {
        StepStatus.DONE: "เสร็จ", StepStatus.DOING: "กำลัง", StepStatus.NOT_YET: "ยัง", StepStatus.NO_DUTY: "ไม่มี",
        StepStatus.NOT_REPORTED: "?", StepStatus.ROW_DELETED: "หาย",
    }
)  # fmt: skip
OVERDUE_MARK = "!"
# The statuses in the order of the columns of figures.
FIGURE_STATUSES = (
    StepStatus.DONE,
    StepStatus.DOING,
    StepStatus.NOT_YET,
    StepStatus.NOT_REPORTED,
    StepStatus.ROW_DELETED,
    StepStatus.NO_DUTY,
)
# The key of a step of an agency is the agency's number times this, plus the number of the step.
KEY_SCALE = 100_000

# Headers of narrow columns, broken between words.
_TWO_LINES: Mapping[StepStatus, str] = MappingProxyType(
    {
        StepStatus.DONE: "แล้ว\nเสร็จ", StepStatus.DOING: "กำลัง\nดำเนินการ", StepStatus.NOT_YET: "ยังไม่\nดำเนินการ",
        StepStatus.NOT_REPORTED: "ไม่ระบุ\nสถานะ", StepStatus.ROW_DELETED: "ไม่อยู่ใน\nแบบที่ส่ง",
        StepStatus.NO_DUTY: "ไม่มี\nภารกิจ",
    }
)  # fmt: skip
_FULL = Column("full", "ข้อความเต็ม")
_FIGURES = (
    Column("steps", "ขั้นตอน"),
    *(Column(progress.value, _TWO_LINES[progress]) for progress in FIGURE_STATUSES),
    Column("overdue", "เกิน\nกำหนด"),
    Column("proved", "มีหลักฐาน\n(URL)"),
    Column("share", "แล้วเสร็จ\n(ร้อยละ)"),
)
_STEP_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("measure", "มาตรการ"),
    Column("step", "ขั้นตอน"),
    Column("status", "สถานะ"),
    Column("url", "หลักฐาน (URL)"),
    Column("open", "เปิด"),
    Column("verdict", "ผลตรวจลิงก์"),
    Column("due", "ครบกำหนด"),
    Column("late", "เกินกำหนด\n(วัน)"),
    Column("reported", "วันที่รายงาน"),
    Column("note", "เหตุผล/หมายเหตุ"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("indicator", "ตัวชี้วัด"),
    Column("instrument", "แบบสำรวจ"),
    Column("period", "ระยะเวลา"),
    Column("origin", "ที่มาของแถว"),
    Column("id", "รหัสขั้นตอน"),
    Column("agency", "ที่ในทะเบียน"),
    Column("group", "กลุ่มตัวชี้วัด"),
    Column("key", "กุญแจ"),
    Column("mark", "เครื่องหมาย"),
    Column("proved", "มี URL"),
)
# The first hidden helper column of the list of steps.
FIRST_HELPER = "agency"
_FOLLOW_UP_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("step", "ขั้นตอน"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("status", "สถานะ"),
    Column("due", "ครบกำหนด"),
    Column("late", "เกินกำหนด\n(วัน)"),
    Column("why", "สิ่งที่ต้องติดตาม"),
    Column("note", "เหตุผล/หมายเหตุ"),
    _FULL,
)
_SHARED_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("url", "URL"),
    Column("open", "เปิด"),
    Column("count", "ใช้กับ\n(ขั้นตอน)"),
    Column("cells", "ช่องในแบบที่ส่ง"),
    Column("steps", "ขั้นตอนที่ใช้ URL เดียวกัน"),
    _FULL,
)
_EARLIER_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("step", "ขั้นตอนของปีก่อน"),
    Column("before", "สถานะปีก่อน"),
    Column("url_before", "หลักฐานปีก่อน (URL)"),
    Column("now", "สถานะปีนี้"),
    Column("url_now", "หลักฐานปีนี้ (URL)"),
    Column("kept", "ผล"),
    _FULL,
)
_OWNER_COLUMNS = (
    Column("number", "ที่"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("steps", "ขั้นตอน"),
    Column("done", label_of(StepStatus.DONE)),
    Column("overdue", "เกินกำหนด"),
    Column("sheet", "แผ่นงาน"),
)
_OWNED_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("measure", "มาตรการ"),
    Column("step", "ขั้นตอน"),
    Column("status", "สถานะ"),
    Column("due", "ครบกำหนด"),
    Column("late", "เกินกำหนด\n(วัน)"),
    Column("url", "หลักฐาน (URL)"),
    Column("open", "เปิด"),
    Column("note", "เหตุผล/หมายเหตุ"),
    _FULL,
)
_FINDING_COLUMNS = (
    Column("number", "ที่"),
    Column("severity", "ความสำคัญ"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
    Column("file", "ไฟล์"),
    Column("cell", "ช่อง"),
    _FULL,
    Column("code", "รหัสข้อค้นพบ"),
)
# The last columns that are printed; what stands right of them is for the screen.
LAST_ON_PAPER: Mapping[str, str] = MappingProxyType(
    {FOLLOW_UP: "note", SHARED: "steps", EARLIER_STEPS: "kept", FINDINGS: "cell", OWNERS: "sheet"}
)
LAST_OF_OWNER = "note"
_CARDS_BELOW = 8

# The cell with the day of comparison; all formulas about overdue steps read it.
AS_OF = Place(STEPS, 2, 3)


def urgent_table(first_row: int, count: int) -> Table:
    """Return the table of the agencies to look after first, on the first sheet below the indicators."""
    columns = (Column("number", "ที่"), Column("name", "หน่วยงานที่ต้องติดตามก่อน"), *_FIGURES)
    return Table(
        sheet=OVERVIEW, title=OVERVIEW, header_row=first_row, columns=columns, items=row_numbers(count, least=1)
    )


def indicators_table(groups: Sequence[str]) -> Table:
    """Return the table of figures per indicator on the first sheet; the first column holds the code."""
    columns = (Column("group", "ที่"), Column("name", "ตัวชี้วัด"), *_FIGURES)
    return Table(sheet=OVERVIEW, title=OVERVIEW, header_row=_CARDS_BELOW, columns=columns, items=tuple(groups))


def agencies_table(members: int) -> Table:
    """Return the table with a row per agency of the roster; the totals stand above the header."""
    columns = (
        Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน"),
        Column("reported", "วันที่รายงาน"), *_FIGURES, Column("remark", "หมายเหตุ"),
    )  # fmt: skip
    return Table(sheet=AGENCIES, title=AGENCIES, header_row=3, columns=columns, items=row_numbers(members, least=1))


def matrix_table(rows: int, agencies: Sequence[int]) -> Table:
    """Return the matrix: a row per step that has an id, and a column per agency, by its number in the roster."""
    columns = (
        Column("number", "ที่"), Column("indicator", "ตัวชี้วัด"), Column("name", "มาตรการและขั้นตอน"),
        Column("done", "แล้ว\nเสร็จ"), Column("all", "จาก"), *(Column(f"agency {number}", "") for number in agencies),
        _FULL,
    )  # fmt: skip
    return Table(sheet=MATRIX, title=MATRIX, header_row=1, columns=columns, items=row_numbers(rows, least=1))


def steps_table(steps: int) -> Table:
    """Return the list of all steps of all agencies; the last columns are hidden helpers."""
    return Table(sheet=STEPS, title=STEPS, header_row=3, columns=_STEP_COLUMNS, items=row_numbers(steps, least=1))


def follow_up_table(count: int) -> Table:
    """Return the table of steps to follow up: overdue, or without evidence or reason."""
    return Table(
        sheet=FOLLOW_UP, title=FOLLOW_UP, header_row=3, columns=_FOLLOW_UP_COLUMNS, items=row_numbers(count, least=1)
    )


def shared_table(count: int) -> Table:
    """Return the table of addresses that are evidence for several steps."""
    return Table(sheet=SHARED, title=SHARED, header_row=3, columns=_SHARED_COLUMNS, items=row_numbers(count, least=1))


def earlier_steps_table(count: int) -> Table:
    """Return the table of steps that were open last year."""
    return Table(
        sheet=EARLIER_STEPS,
        title=EARLIER_STEPS,
        header_row=3,
        columns=_EARLIER_COLUMNS,
        items=row_numbers(count, least=1),
    )


def owners_table(count: int) -> Table:
    """Return the table of responsible owners, each with a link to its sheet."""
    return Table(sheet=OWNERS, title=OWNERS, header_row=3, columns=_OWNER_COLUMNS, items=row_numbers(count, least=1))


def owned_table(sheet: str, count: int) -> Table:
    """Return the table of the steps of one owner, on the owner's sheet."""
    return Table(sheet=sheet, title=sheet, header_row=3, columns=_OWNED_COLUMNS, items=row_numbers(count, least=1))


def findings_table(count: int) -> Table:
    """Return the table of findings about the measures of the round."""
    return Table(
        sheet=FINDINGS, title=FINDINGS, header_row=3, columns=_FINDING_COLUMNS, items=row_numbers(count, least=1)
    )
