"""Where everything stands in the workbook of measures: sheets, columns, and the cell that holds the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.tracking import STATUS_WORDS, StepStatus

OVERVIEW = "ภาพรวมมาตรการ"
AGENCIES = "รายหน่วยงาน"
MATRIX = "มาตรการ x หน่วยงาน"
STEPS = "ทุกขั้นตอน"
OPEN = "ค้างดำเนินการ"
SHARED = "ลิงก์ซ้ำ"
PROMISES = "มาตรการปีก่อน"
OWNERS = "ผู้รับผิดชอบ"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/measures/1"

UNSAID, GONE = "ไม่ระบุสถานะ", "ไม่อยู่ในแบบที่ส่ง"
ALL_STATUS_WORDS: Mapping[StepStatus, str] = MappingProxyType(
    {**STATUS_WORDS, StepStatus.UNSAID: UNSAID, StepStatus.GONE: GONE}
)
# Short enough for a column of a matrix; what is overdue ends in the sign below.
MARKS: Mapping[StepStatus, str] = MappingProxyType(
    {
        StepStatus.DONE: "เสร็จ", StepStatus.DOING: "กำลัง", StepStatus.NOT_YET: "ยัง", StepStatus.NO_DUTY: "ไม่มี",
        StepStatus.UNSAID: "?", StepStatus.GONE: "หาย",
    }
)  # fmt: skip
OVERDUE_MARK = "!"
# The columns of figures in the order in which they are shown.
SHOWN = (StepStatus.DONE, StepStatus.DOING, StepStatus.NOT_YET, StepStatus.UNSAID, StepStatus.GONE, StepStatus.NO_DUTY)
# A key of one step of one agency: the agency's number, so many times, and the number of the step.
KEY_SCALE = 100_000

_FIGURES = (
    Column("steps", "ขั้นตอน"),
    *(Column(progress.value, ALL_STATUS_WORDS[progress]) for progress in SHOWN),
    Column("share", "แล้วเสร็จ\n(ร้อยละ)"),
    Column("overdue", "เกินกำหนด"),
    Column("proved", "มีหลักฐาน\n(URL)"),
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
    Column("late", "เกินกำหนด (วัน)"),
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
# The last column of the list of steps that is printed, and the first that only helps.
LAST_PRINTED, FIRST_HELPER = "note", "agency"
_OPEN_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("step", "ขั้นตอน"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("status", "สถานะ"),
    Column("due", "ครบกำหนด"),
    Column("late", "เกินกำหนด (วัน)"),
    Column("why", "สิ่งที่ต้องติดตาม"),
    Column("note", "เหตุผล/หมายเหตุ"),
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
)
_PROMISE_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("step", "ขั้นตอนของปีก่อน"),
    Column("before", "สถานะปีก่อน"),
    Column("url_before", "หลักฐานปีก่อน (URL)"),
    Column("now", "สถานะปีนี้"),
    Column("url_now", "หลักฐานปีนี้ (URL)"),
    Column("kept", "ผล"),
)
_OWNER_COLUMNS = (
    Column("number", "ที่"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("steps", "ขั้นตอน"),
    Column("done", "แล้วเสร็จ"),
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
    Column("late", "เกินกำหนด (วัน)"),
    Column("url", "หลักฐาน (URL)"),
    Column("open", "เปิด"),
    Column("note", "เหตุผล/หมายเหตุ"),
)
_FINDING_COLUMNS = (
    Column("number", "ที่"),
    Column("severity", "ความสำคัญ"),
    Column("code", "รหัส"),
    Column("file", "ไฟล์"),
    Column("cell", "ช่อง"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
)
_CARDS_BELOW = 8

# The day the steps are held against: one cell, which everything that is overdue follows.
AS_OF = Place(STEPS, 2, 3)


def indicators_table(groups: Sequence[str]) -> Table:
    """The figures of each indicator below the cards of the first sheet; the first column holds its number."""
    columns = (Column("group", "ที่"), Column("name", "ตัวชี้วัด"), *_FIGURES)
    return Table(OVERVIEW, OVERVIEW, _CARDS_BELOW, columns, tuple(groups))


def agencies_table(members: int) -> Table:
    """One row an agency of the roster; the totals stand above the header."""
    columns = (
        Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน"),
        Column("reported", "วันที่รายงาน"), *_FIGURES, Column("remark", "หมายเหตุ"),
    )  # fmt: skip
    return Table(AGENCIES, AGENCIES, 4, columns, row_numbers(members, least=1))


def matrix_table(rows: int, agencies: Sequence[int]) -> Table:
    """Steps that have an id down, agencies by their numbers across."""
    columns = (
        Column("number", "ที่"), Column("indicator", "ตัวชี้วัด"), Column("name", "มาตรการและขั้นตอน"),
        Column("done", "แล้ว\nเสร็จ"), Column("all", "จาก"), *(Column(f"agency {number}", "") for number in agencies),
    )  # fmt: skip
    return Table(MATRIX, MATRIX, 3, columns, row_numbers(rows, least=1))


def steps_table(steps: int) -> Table:
    """One row a step of an agency; the last columns help and are hidden."""
    return Table(STEPS, STEPS, 3, _STEP_COLUMNS, row_numbers(steps, least=1))


def open_table(count: int) -> Table:
    """What is overdue, or said without proof."""
    return Table(OPEN, OPEN, 3, _OPEN_COLUMNS, row_numbers(count, least=1))


def shared_table(count: int) -> Table:
    """Addresses that prove several steps."""
    return Table(SHARED, SHARED, 3, _SHARED_COLUMNS, row_numbers(count, least=1))


def promises_table(count: int) -> Table:
    """What was left open the year before."""
    return Table(PROMISES, PROMISES, 3, _PROMISE_COLUMNS, row_numbers(count, least=1))


def owners_table(count: int) -> Table:
    """The responsible owners, each with a link to its sheet."""
    return Table(OWNERS, OWNERS, 3, _OWNER_COLUMNS, row_numbers(count, least=1))


def owned_table(sheet: str, count: int) -> Table:
    """The steps of one owner."""
    return Table(sheet, sheet, 3, _OWNED_COLUMNS, row_numbers(count, least=1))


def findings_table(count: int) -> Table:
    """What is to be said of the round's measures."""
    return Table(FINDINGS, FINDINGS, 3, _FINDING_COLUMNS, row_numbers(count, least=1))
