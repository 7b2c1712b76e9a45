"""Where everything stands in the analysis workbook."""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.comparison_layout import ComparisonLayout
from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.layout.plan_layouts import DEFAULT_FORM, PLAN, PLAN_LAYOUTS, plan_table
from ita_xlsx.model.layout.results_layout import EXACT, GIVEN_LIST, KNOWN, ORIGIN, SCORE, ResultsLayout
from ita_xlsx.model.layout.weak_points_layout import WeaknessLayout

SUMMARY = "สรุปผล"
INDICATORS = "คะแนนรายตัวชี้วัด"
QUESTIONS = "คะแนนรายข้อ"
TRACKING = "ติดตามมาตรการ"
RECONCILIATION = "กระทบยอด"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/analysis/1"
TRACKING_SCHEMA = "ita-xlsx/tracking/1"

_RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column(SCORE, "คะแนน"),
    Column("rank", "อันดับ"),
    Column("verdict", "เทียบเกณฑ์"),
    Column("weight", "น้ำหนัก (ร้อยละ)"),
    Column("weighted", "คะแนนถ่วงน้ำหนัก"),
    Column("previous", "ปีก่อน"),
    Column("change", "เปลี่ยนแปลง"),
    Column(ORIGIN, "ที่มาของคะแนน"),
    Column("announced", "คะแนนที่ประกาศ"),
    Column(EXACT, "ค่าเต็ม"),
    Column(GIVEN_LIST, "คะแนนประกาศที่ใช้"),
    Column(KNOWN, "จำนวนค่าที่มี"),
)
_QUESTION_COLUMNS = (
    Column("indicator", "ตัวชี้วัด"),
    Column("code", "ข้อ"),
    Column("part", "ส่วน"),
    Column("text", "ประเด็น"),
    Column("score", "คะแนน"),
    Column("rank", "อันดับในตัวชี้วัด"),
    Column("distance", "ห่างจากเกณฑ์"),
    Column("flag", "เทียบเกณฑ์"),
    Column("rounded", "คะแนนสองตำแหน่ง"),
    Column("analysed", "คะแนนเมื่อวิเคราะห์"),
)
_TRACKING_COLUMNS = (
    Column("id", "รหัสขั้นตอน"),
    Column("instrument", "แบบสำรวจ"),
    Column("indicator", "ตัวชี้วัดที่"),
    Column("step", "วิธีการ/ขั้นตอนการดำเนินการ"),
    Column("responsible", "หน่วยงาน/ผู้รับผิดชอบ"),
    Column("status", "สถานะ"),
    Column("url", "ผลการดำเนินงาน (ระบุ URL)"),
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
    Column("code", "รหัส"),
    Column("sheet", "แผ่นงาน"),
    Column("cell", "ช่อง"),
    Column("value", "ค่าที่พบ"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
    Column("subject", "ดูคะแนน"),
)


def tracking_table(rows: int, *, codes: bool = False) -> Table:
    """The tracking form: a row a step; ``codes`` adds the column of QR codes."""
    columns = (*_TRACKING_COLUMNS, _CODE) if codes else _TRACKING_COLUMNS
    return Table(TRACKING, TRACKING, 3, columns, row_numbers(rows))


class AnalysisLayout:
    """The sheets, tables and single cells of the analysis of one framework."""

    threshold = Place(QUESTIONS, 2, 4)
    summary_overall = Place(SUMMARY, 3, 0)
    summary_level = Place(SUMMARY, 3, 1)
    summary_origin = Place(SUMMARY, 3, 2)
    plan_uncovered = Place(PLAN, 2, 1)

    def __init__(self, framework: Framework, years: tuple[int, ...] = ()) -> None:
        self.framework = framework
        self.results = ResultsLayout(framework, INDICATORS, _RESULT_COLUMNS, first_row=3)
        self.comparison = ComparisonLayout(framework, years)
        self.weakness = WeaknessLayout(framework)

    @cached_property
    def questions(self) -> Table:
        """One row an answer; this sheet holds the scores."""
        items = tuple(leaf.subject for leaf in self.framework.answers)
        return Table(QUESTIONS, "คะแนนรายข้อ", 4, _QUESTION_COLUMNS, items)

    @property
    def level(self) -> Place:
        """The level, right of the overall score on the sheet of indicators."""
        place = self.results.place("overall", SCORE)
        return Place(place.sheet, place.row, self.results.tables[0].col("rank"))

    @property
    def announced_level(self) -> Place:
        """The announced level, used when no overall score can be computed."""
        return Place(INDICATORS, self.results.last_row + 2, self.results.tables[0].col("announced"))

    def plan(self, count: int, form: str = DEFAULT_FORM) -> Table:
        """The plan in one of its forms: so many rows, drafted and spare ones."""
        return plan_table(PLAN_LAYOUTS[form], count)

    def reconciliation(self, subjects: tuple[str, ...]) -> Table:
        """Announced figures against ours."""
        return Table(RECONCILIATION, RECONCILIATION, 4, _RECONCILIATION_COLUMNS, subjects)

    def findings(self, count: int) -> Table:
        """The findings, most grave first."""
        return Table(FINDINGS, "ข้อค้นพบ", 3, _FINDING_COLUMNS, row_numbers(count))

    def score(self, node: Node) -> Place:
        """The score of any subject at two decimals."""
        if node.kind is Kind.ANSWER:
            return self.answer(node, "rounded")
        return self.results.place(node.subject, SCORE)

    def answer(self, leaf: Node, what: str = "score") -> Place:
        """The cell of an answer's score."""
        return self.questions.place(leaf.subject, what)

    def answer_span(self, parent: Node, seen_from: str, what: str = "score") -> str:
        """The reference to all answers right below a node; they stand one under the other."""
        return self.questions.span(what, seen_from, tuple(leaf.subject for leaf in parent.children))

    def announced(self, subject: str, what: str = "announced") -> Place | None:
        """The cell of an announced figure."""
        return self.results.place(subject, what)
