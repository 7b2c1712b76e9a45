"""Define the layout of the analysis workbook of one agency, and of its tracking form.

Takes a framework; gives sheets, tables and cells to writers, formulas and readers. Works on values only.
"""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.comparison_layout import ComparisonLayout
from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.layout.plan_layouts import DEFAULT_PLAN_LAYOUT, PLAN, PLAN_LAYOUTS, plan_table
from ita_xlsx.model.layout.results_layout import EXACT, ORIGIN, SCORE, STAND_IN_COLUMNS, ResultsLayout
from ita_xlsx.model.layout.summary_layout import SummaryLayout
from ita_xlsx.model.layout.weak_points_layout import WeakPointsLayout

INDICATORS = "คะแนนรายตัวชี้วัด"
QUESTIONS = "คะแนนรายข้อ"
TRACKING = "ติดตามมาตรการ"
RECONCILIATION = "กระทบยอด"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/analysis/1"
# The result columns that are in sight; the others stand in a group.
IN_SIGHT = 8
TRACKING_SCHEMA = "ita-xlsx/tracking/1"

_RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column(SCORE, "คะแนน"),
    Column("rank", "อันดับ"),
    Column("previous", "ปีก่อน"),
    Column("change", "เปลี่ยนแปลง"),
    Column("verdict", "เทียบเกณฑ์"),
    Column("weighted", "คะแนนถ่วงน้ำหนัก"),
    # From here on the columns stand in a group that is opened by its sign.
    Column("weight", "น้ำหนัก (ร้อยละ)"),
    Column(ORIGIN, "ที่มาของคะแนน"),
    Column("announced", "คะแนนที่ประกาศ"),
    Column(EXACT, "ค่าเต็ม"),
    *STAND_IN_COLUMNS,
)
_QUESTION_COLUMNS = (
    Column("code", "ข้อ"),
    Column("part", "ส่วน"),
    Column("text", "ประเด็น"),
    Column("score", "คะแนน"),
    Column("rank", "อันดับในตัวชี้วัด"),
    Column("distance", "ห่างจากเกณฑ์"),
    Column("flag", "เทียบเกณฑ์"),
    Column("indicator", "ตัวชี้วัด"),
    Column("rounded", "คะแนนสองตำแหน่ง"),
    Column("analysed", "คะแนนเมื่อวิเคราะห์"),
    Column("missing", "ขาด"),
    Column("missing_list", "ข้อที่ขาด"),
)
_TRACKING_COLUMNS = (
    Column("id", "รหัสขั้นตอน"),
    Column("number", "ที่"),
    Column("step", "ขั้นตอน"),
    Column("status", "สถานะ"),
    Column("url", "หลักฐาน (URL)"),
)
_CODE = Column("code", "QR")
_RECONCILIATION_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column("announced", "คะแนนที่ประกาศ"),
    Column("announced_second", "คะแนนที่ประกาศ (แหล่งที่สอง)"),
    Column("computed", "คำนวณจากค่าที่ประกาศ"),
    Column("difference", "ผลต่าง"),
    Column("verdict", "ผลการเทียบ"),
    Column("ours", "คำนวณจากคะแนนรายข้อ"),
    Column("cause", "สาเหตุ"),
    Column("suggestion", "ข้อเสนอ"),
)
_FINDING_COLUMNS = (
    Column("number", "ที่"),
    Column("severity", "ความสำคัญ"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
    Column("sheet", "แผ่นงาน"),
    Column("cell", "ช่อง"),
    Column("value", "ค่าที่พบ"),
    Column("subject", "ดูคะแนน"),
)


def tracking_table(rows: int, *, codes: bool = False) -> Table:
    """Return the table of the tracking form, with a row per step, band and note; ``codes`` adds the QR codes."""
    columns = (*_TRACKING_COLUMNS, _CODE) if codes else _TRACKING_COLUMNS
    return Table(sheet=TRACKING, title=TRACKING, header_row=3, columns=columns, items=row_numbers(rows))


class AnalysisLayout:
    """The sheets, tables and single cells of the analysis of one framework."""

    summary_overall = SummaryLayout.overall
    summary_level = SummaryLayout.level
    plan_uncovered = Place(PLAN, 2, 1)
    reconciled = Place(RECONCILIATION, 2, 0)

    def __init__(self, framework: Framework, years: tuple[int, ...] = ()) -> None:
        """Make the layout; ``years`` are the earlier years whose workbooks were read, oldest first."""
        self.framework = framework
        self.results = ResultsLayout(framework, INDICATORS, _RESULT_COLUMNS, first_row=3)
        self.comparison = ComparisonLayout(framework, years)
        self.weak_points = WeakPointsLayout(framework)
        self.summary = SummaryLayout(framework)

    @cached_property
    def questions(self) -> Table:
        """Return the table of answers, with a row per answer; the scores stand here.

        The column of parts is there only in years that have parts.
        """
        items = tuple(leaf.subject for leaf in self.framework.answers)
        has_parts = any(leaf.part for leaf in self.framework.answers)
        columns = tuple(column for column in _QUESTION_COLUMNS if has_parts or column.key != "part")
        return Table(sheet=QUESTIONS, title="คะแนนรายข้อ", header_row=3, columns=columns, items=items)

    @property
    def threshold(self) -> Place:
        """Return the cell of the threshold, above the scores; the reader may change it."""
        return Place(QUESTIONS, self.questions.header_row - 1, self.questions.col("score"))

    @property
    def level(self) -> Place:
        """Return the cell of the level, beside the title of the table with the overall score."""
        table = self.results.tables[0]
        return Place(table.sheet, table.header_row - 1, table.col("verdict"))

    @property
    def announced_level(self) -> Place:
        """Return the cell of the announced level, used if no overall score can be computed."""
        return Place(INDICATORS, self.results.last_row + 2, self.results.tables[0].col("announced"))

    def plan(self, count: int, plan_layout: str = DEFAULT_PLAN_LAYOUT) -> Table:
        """Return the table of the plan with ``count`` rows; ``plan_layout`` is the key of its layout."""
        return plan_table(PLAN_LAYOUTS[plan_layout], count)

    def reconciliation(self, subjects: tuple[str, ...]) -> Table:
        """Return the table that compares announced figures with computed ones, with a row per subject."""
        return Table(
            sheet=RECONCILIATION, title=RECONCILIATION, header_row=3, columns=_RECONCILIATION_COLUMNS, items=subjects
        )

    def findings(self, count: int) -> Table:
        """Return the table of findings, with a row per finding."""
        return Table(sheet=FINDINGS, title="ข้อค้นพบ", header_row=3, columns=_FINDING_COLUMNS, items=row_numbers(count))

    def score(self, node: Node) -> Place:
        """Return the cell with the score of a node at two decimals."""
        if node.kind is Kind.ANSWER:
            return self.answer(node, "rounded")
        return self.results.place(node.subject, SCORE)

    def answer(self, leaf: Node, column_key: str = "score") -> Place:
        """Return the cell of an answer; ``column_key`` is the key of the column."""
        return self.questions.place(leaf.subject, column_key)

    def answer_span(self, parent: Node, seen_from: str, column_key: str = "score") -> str:
        """Return the reference to the answers directly below a node, which stand in neighboring rows."""
        return self.questions.span(column_key, seen_from, tuple(leaf.subject for leaf in parent.children))

    def announced(self, subject: str, column_key: str = "announced") -> Place | None:
        """Return the cell of an announced figure."""
        return self.results.place(subject, column_key)
