"""Define the layout of the sheet that compares years in the analysis workbook.

Takes a framework and the earlier years; gives tables and cells to writers and formulas. Works on values only.
"""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Column, Place, Table
from ita_xlsx.model.layout.results_layout import EXACT, SCORE, STAND_IN_COLUMNS, ResultsLayout

COMPARISON = "เปรียบเทียบ"

# The key "score" stands for last year's score, so that the same formulas of results serve both years.
_RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column("now", "ปีนี้"),
    Column(SCORE, "ปีก่อน"),
    Column("change", "เปลี่ยนแปลง"),
    Column("trend", "แนวโน้ม"),
    Column("announced", "คะแนนปีก่อนที่ประกาศ"),
    Column(EXACT, "ค่าเต็มปีก่อน"),
    *STAND_IN_COLUMNS,
)
_QUESTION_COLUMNS = (
    Column("label", "ข้อ"),
    Column("text", "ประเด็น"),
    Column("now", "ปีนี้"),
    Column("previous", "ปีก่อน"),
    Column("change", "เปลี่ยนแปลง"),
    Column("trend", "แนวโน้ม"),
    # This table leaves the last printed column of the tables above empty; its helper column stands right of it.
    Column("apart", ""),
    Column("rounded", "ปีก่อนสองตำแหน่ง"),
)
_CHART_ROWS = 18
# The rows of the results that the first chart takes beside them.
_ROWS_OF_CHART = 9
# The most earlier years that the table and its chart show; more cannot be read on a page.
MOST_YEARS = 3


class ComparisonLayout:
    """The sheet that compares two or more years; it holds the inputs and the results of last year itself."""

    fell = Place(COMPARISON, 2, 0)
    rose = Place(COMPARISON, 3, 0)
    stayed = Place(COMPARISON, 4, 0)

    def __init__(self, framework: Framework, years: tuple[int, ...] = ()) -> None:
        """Make the layout; ``years`` are the earlier years whose workbooks were read, oldest first."""
        self.framework = framework
        self.years = years
        self.results = ResultsLayout(framework, COMPARISON, _RESULT_COLUMNS, first_row=6)

    @property
    def charts_row(self) -> int:
        """Return the first row of the charts, which stand right of the results."""
        return self.results.tables[0].header_row - 1

    @property
    def radar_row(self) -> int:
        """Return the first row of the second chart, below the first one."""
        return self.charts_row + _ROWS_OF_CHART

    @cached_property
    def trend(self) -> Table:
        """Return the table of several years, with a column per year, oldest first.

        Its rows are overall, instruments and indicators.
        """
        columns = [Column("label", "รายการ"), Column("name", "ชื่อ")]
        columns += [Column(str(year), f"ปี {year}") for year in (*self.years, self.framework.year)]
        columns.append(Column("streak", "ต่ำกว่าเกณฑ์ติดต่อกัน (ปี)"))
        kinds = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
        items = tuple(node.subject for kind in kinds for node in self.framework.of_kind(kind))
        return Table(
            sheet=COMPARISON,
            title="แนวโน้มหลายปี",
            header_row=self.results.last_row + 3,
            columns=tuple(columns),
            items=items,
        )

    @property
    def trend_chart_row(self) -> int:
        """Return the first row of the chart of several years, which stands below its table."""
        return self.trend.last_row + 2

    @property
    def last_trend_row(self) -> int:
        """Return the last row that the chart of several years covers."""
        return self.trend_chart_row + _CHART_ROWS

    @cached_property
    def questions(self) -> Table:
        """Return the table of answers, with last year's score beside this year's."""
        items = tuple(leaf.subject for leaf in self.framework.answers)
        header_row = (self.last_trend_row if self.years else self.results.last_row) + 3
        return Table(
            sheet=COMPARISON, title="รายข้อคำถาม", header_row=header_row, columns=_QUESTION_COLUMNS, items=items
        )

    def before(self, node: Node) -> Place:
        """Return the cell with last year's score of a node at two decimals."""
        if node.kind is Kind.ANSWER:
            return self.questions.place(node.subject, "rounded")
        return self.results.place(node.subject, SCORE)

    def answer(self, leaf: Node, column_key: str = "previous") -> Place:
        """Return the cell of last year's answer; ``column_key`` is the key of the column."""
        return self.questions.place(leaf.subject, column_key)

    def answer_span(self, parent: Node, seen_from: str, column_key: str = "previous") -> str:
        """Return the reference to last year's answers directly below a node."""
        return self.questions.span(column_key, seen_from, tuple(leaf.subject for leaf in parent.children))

    def announced(self, subject: str, column_key: str = "announced") -> Place | None:
        """Return the cell of last year's announced figure."""
        return self.results.place(subject, column_key)
