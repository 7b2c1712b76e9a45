"""Define the layout of the sheet of strengths and weak points in the analysis workbook.

Takes a framework; gives tables and cells to writers and formulas. Works on values only.
"""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.diagnosis import judged_nodes
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.rules import RuleCode

STRENGTHS = "จุดแข็งจุดอ่อน"

_GROUP_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column("score", "คะแนน"),
    Column("class", "ผลการจำแนก"),
    Column("remedy", "แนวทาง"),
    Column("why", "เหตุผล"),
)
_LOWEST_COLUMNS = (
    Column("label", "ตัวชี้วัด"),
    Column("name", "ประเด็นของข้อที่ได้คะแนนต่ำสุด"),
    Column("score", "คะแนน"),
    Column("question", "ข้อ"),
    Column("remedy", "แนวทาง"),
    Column("why", "เหตุผล"),
    Column("position", "แถว"),
)
_LIST_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ/ประเด็น"),
    Column("score", "คะแนน"),
    Column("number", "ลำดับ"),
    Column("remedy", "แนวทาง"),
    Column("why", "เหตุผล"),
    Column("position", "แถว"),
)
_JUDGED_COLUMNS = (
    Column("subject", "รหัส"),
    Column("label", "รายการ"),
    Column("name", "ชื่อ/ประเด็น"),
    Column("score", "คะแนน"),
    Column("previous", "ปีก่อน"),
    *(Column(code.value, code.value) for code in RuleCode),
    Column("remedy", "แนวทาง"),
    Column("why", "เหตุผล"),
    Column("short", "เหตุผลย่อ"),
    Column("key", "กุญแจเรียง"),
    Column("order", "ลำดับ"),
)
# The helper tables start in this column, right of the printed ones.
_HELPER_COL = 8
# Below title, agency and the sentence that counts.
_FIRST_HEADER = 3


class WeakPointsLayout:
    """The sheet of strengths and weak points of one framework."""

    counts = Place(STRENGTHS, 2, 0)

    def __init__(self, framework: Framework) -> None:
        """Make the layout of a framework."""
        self.framework = framework

    @cached_property
    def judged(self) -> Table:
        """Return the helper table of all judged subjects (instruments, indicators, answers) with a flag per rule."""
        items = tuple(node.subject for node in judged_nodes(self.framework))
        return Table(
            sheet=STRENGTHS,
            title="ตารางช่วยคำนวณ",
            header_row=_FIRST_HEADER,
            columns=_JUDGED_COLUMNS,
            items=items,
            first_col=_HELPER_COL,
        )

    @cached_property
    def rules(self) -> Table:
        """Return the table of limits, with a row per rule; the reader may change them."""
        columns = (Column("rule", "กติกา"), Column("limit", "เกณฑ์"), Column("words", "ความหมาย"))
        items = tuple(code.value for code in RuleCode)
        return Table(
            sheet=STRENGTHS,
            title="กติกา",
            header_row=_FIRST_HEADER,
            columns=columns,
            items=items,
            first_col=self.judged.last_col + 2,
        )

    @property
    def group_nodes(self) -> tuple[Node, ...]:
        """Return the nodes of the table of groups: instruments and indicators."""
        kinds = (Kind.INSTRUMENT, Kind.INDICATOR)
        return tuple(node for kind in kinds for node in self.framework.of_kind(kind))

    @cached_property
    def groups(self) -> Table:
        """Return the table of instruments and indicators, each classed as strong, weak or in between."""
        items = tuple(node.subject for node in self.group_nodes)
        return Table(
            sheet=STRENGTHS,
            title="จำแนกรายเครื่องมือและตัวชี้วัด",
            header_row=self.lowest.last_row + 3,
            columns=_GROUP_COLUMNS,
            items=items,
        )

    @cached_property
    def lowest(self) -> Table:
        """Return the table with the lowest answer of each indicator."""
        items = tuple(node.subject for node in self.framework.of_kind(Kind.INDICATOR))
        header_row = self.weak.last_row + 3
        return Table(
            sheet=STRENGTHS,
            title="ข้อที่ได้คะแนนต่ำสุดของแต่ละตัวชี้วัด",
            header_row=header_row,
            columns=_LOWEST_COLUMNS,
            items=items,
        )

    @cached_property
    def weak(self) -> Table:
        """Return the live list of weak points, long enough for every subject."""
        items = row_numbers(len(self.judged.items))
        return Table(
            sheet=STRENGTHS,
            title="จุดอ่อนเรียงตามความเร่งด่วน",
            header_row=_FIRST_HEADER,
            columns=_LIST_COLUMNS,
            items=items,
        )
