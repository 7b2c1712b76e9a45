"""Where everything stands in the analysis workbook."""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.layout.grid import Column, Place, Table
from ita_xlsx.model.layout.results import EXACT, GIVEN_LIST, ORIGIN, SCORE, ResultsLayout

SUMMARY = "สรุปผล"
INDICATORS = "คะแนนรายตัวชี้วัด"
QUESTIONS = "คะแนนรายข้อ"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/analysis/1"

_RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column(SCORE, "คะแนน"),
    Column("rank", "อันดับ"),
    Column("verdict", "เทียบเกณฑ์"),
    Column("weight", "น้ำหนัก (ร้อยละ)"),
    Column("weighted", "คะแนนถ่วงน้ำหนัก"),
    Column(ORIGIN, "ที่มาของคะแนน"),
    Column("given", "คะแนนที่ประกาศ"),
    Column(EXACT, "ค่าเต็ม"),
    Column(GIVEN_LIST, "คะแนนประกาศที่ใช้"),
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


class AnalysisLayout:
    """The sheets, tables and single cells of the analysis of one framework."""

    threshold = Place(QUESTIONS, 2, 4)
    summary_overall = Place(SUMMARY, 3, 0)
    summary_level = Place(SUMMARY, 3, 1)
    summary_origin = Place(SUMMARY, 3, 2)

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.results = ResultsLayout(framework, INDICATORS, _RESULT_COLUMNS, first_row=3)

    @cached_property
    def questions(self) -> Table:
        """One row an answer; this sheet holds the scores."""
        columns = [Column("indicator", "ตัวชี้วัด"), Column("code", "ข้อ")]
        columns += [
            Column("part", "ส่วน"),
            Column("text", "ประเด็น"),
            Column("score", "คะแนน"),
            Column("rank", "อันดับในตัวชี้วัด"),
            Column("distance", "ห่างจากเกณฑ์"),
            Column("flag", "เทียบเกณฑ์"),
            Column("rounded", "คะแนนสองตำแหน่ง"),
        ]
        items = tuple(leaf.subject for leaf in self.framework.answers)
        return Table(QUESTIONS, "คะแนนรายข้อ", 4, tuple(columns), items)

    @property
    def level(self) -> Place:
        """The level, right of the overall score on the sheet of indicators."""
        place = self.results.place("overall", SCORE)
        return Place(place.sheet, place.row, self.results.tables[0].col("rank"))

    @property
    def given_level(self) -> Place:
        """The announced level, used when no overall score can be computed."""
        return Place(INDICATORS, self.results.last_row + 2, self.results.tables[0].col("given"))

    def findings(self, count: int) -> Table:
        """The findings, most grave first."""
        items = tuple(str(number) for number in range(1, count + 1))
        return Table(FINDINGS, "ข้อค้นพบ", 3, _FINDING_COLUMNS, items)

    def answer(self, leaf: Node, what: str = "score") -> Place:
        """The cell of an answer's score."""
        return self.questions.place(leaf.subject, what)

    def answer_span(self, parent: Node, seen_from: str, what: str = "score") -> str:
        """The reference to all answers right below a node; they stand one under the other."""
        return self.questions.span(what, seen_from, tuple(leaf.subject for leaf in parent.children))

    def given(self, subject: str, what: str = "given") -> Place | None:
        """The cell of an announced figure."""
        return self.results.place(subject, what)
