"""Define the layout of the form: the workbook that is sent to an agency and returned.

Takes a framework; gives sheets, tables and cells to the writer and to the reader of forms. Works on values only.
"""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Instrument, Node, subject_of
from ita_xlsx.model.layout.grid import Column, Place, Table
from ita_xlsx.model.layout.results_layout import EXACT, ORIGIN, SCORE, STAND_IN_COLUMNS, ResultsLayout
from ita_xlsx.model.layout.subjects import announced_subject_labels, part_label

COVER = "คำชี้แจง"
INFO = "ข้อมูลหน่วยงาน"
ANNOUNCED = "คะแนนประกาศ"
MEASURES = "มาตรการ"
PRELIMINARY = "ผลเบื้องต้น"
# Sheets that hold only our texts and formulas; the agency fills in nothing there.
COMPUTED = frozenset({COVER, PRELIMINARY})
SCHEMA = "ita-xlsx/agency/1"

# Row 0 holds the title, row 1 agency and year, row 2 a hint, so every table to fill in has its header in row 3.
_HEADER_ROW = 3
_SPARE_MEASURES = 20

INFO_FIELDS = (
    ("code", "รหัสหน่วยงาน"),
    ("name", "ชื่อหน่วยงาน"),
    ("province", "จังหวัด"),
    ("year", "ปีงบประมาณ"),
    ("reporting", "การรายงาน"),
    ("website", "เว็บไซต์หลัก"),
    ("reporter", "ผู้รายงาน"),
    ("position", "ตำแหน่ง"),
    ("phone", "โทรศัพท์"),
    ("email", "อีเมล"),
    ("respondents_iit", "จำนวนผู้ตอบ IIT"),
    ("respondents_eit", "จำนวนผู้ตอบ EIT"),
    ("reported_on", "วันที่รายงาน"),
)

_MEASURE_COLUMNS = (
    Column("id", "รหัสขั้นตอน"),
    Column("number", "ที่"),
    Column("instrument", "แบบสำรวจ"),
    Column("indicator", "ตัวชี้วัด"),
    Column("measure", "มาตรการ"),
    Column("step", "ขั้นตอน/วิธีการดำเนินการ"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("period", "ระยะเวลา"),
    Column("follow_up", "การกำกับติดตาม"),
    Column("status", "สถานะ"),
    Column("url", "ผลการดำเนินงาน (ระบุ URL)"),
    Column("note", "หมายเหตุ"),
)
_RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column(SCORE, "คะแนน"),
    Column("verdict", "เทียบเกณฑ์"),
    Column(ORIGIN, "ที่มาของคะแนน"),
    Column(EXACT, "ค่าเต็ม"),
    *STAND_IN_COLUMNS,
)


class AgencyLayout:
    """The sheets, tables and single cells of the form of one framework."""

    INFO_HEADERS = ("รายการ", "ข้อมูล")
    INFO_HEADER_ROW = 2

    def __init__(self, framework: Framework, steps: tuple[str, ...] = (), own_steps: int = 0) -> None:
        """Make the layout of a form.

        ``steps`` are the ids of the plan's steps, ``own_steps`` is the number of rows that the agency added itself.
        """
        self.framework = framework
        self._steps = steps
        self._spare = max(_SPARE_MEASURES, own_steps)
        self.results = ResultsLayout(framework, PRELIMINARY, _RESULT_COLUMNS, first_row=9)

    @cached_property
    def sheet_names(self) -> tuple[str, ...]:
        """Return the names of the sheets that the agency fills in."""
        return (INFO, *(table.sheet for table in self.scores), ANNOUNCED, MEASURES)

    @cached_property
    def info(self) -> Table:
        """Return the table of fields about the agency: a label and a value per row."""
        label, value = self.INFO_HEADERS
        columns = (Column("label", label), Column("value", value))
        return Table(
            sheet=INFO,
            title="ข้อมูลหน่วยงาน",
            header_row=self.INFO_HEADER_ROW,
            columns=columns,
            items=tuple(key for key, _ in INFO_FIELDS),
        )

    @cached_property
    def scores(self) -> tuple[Table, ...]:
        """Return the tables of scores: one per instrument, with a row per question."""
        return tuple(self._score_table(item) for item in self.framework.instruments)

    @cached_property
    def announced_figures(self) -> Table:
        """Return the table of announced figures, with a row per subject."""
        columns = (
            Column("label", "รายการ"),
            Column("name", "ชื่อ"),
            Column("announced", "คะแนนที่ประกาศ"),
            Column("announced_second", "คะแนนที่ประกาศ (แหล่งที่สอง)"),
            Column("announced_previous", "คะแนนปีก่อน"),
            Column("note", "หมายเหตุ"),
        )
        items = tuple(subject for subject, _ in announced_subject_labels(self.framework))
        return Table(sheet=ANNOUNCED, title=ANNOUNCED, header_row=_HEADER_ROW, columns=columns, items=items)

    @cached_property
    def measures(self) -> Table:
        """Return the table of steps of measures: first the plan's, then spare rows for the agency's own."""
        own_steps = tuple(f"own-{number:02d}" for number in range(1, self._spare + 1))
        return Table(
            sheet=MEASURES,
            title="มาตรการ",
            header_row=_HEADER_ROW,
            columns=_MEASURE_COLUMNS,
            items=(*self._steps, *own_steps),
        )

    # The cells of the live figures above the preliminary results.
    overall_line = Place(PRELIMINARY, 3, 2)
    level_line = Place(PRELIMINARY, 4, 2)
    answered_line = Place(PRELIMINARY, 5, 2)
    below_line = Place(PRELIMINARY, 6, 2)
    threshold_line = Place(PRELIMINARY, 7, 2)

    def score_table(self, leaf: Node) -> Table:
        """Return the table that holds an answer."""
        return next(table for table in self.scores if leaf.code in table)

    def answer(self, leaf: Node, column_key: str = "score") -> Place:
        """Return the cell of an answer; ``column_key`` is ``score``, or ``previous`` for last year's score."""
        return self.score_table(leaf).place(leaf.code, subject_of(column_key, leaf.part))

    def answer_span(self, parent: Node, seen_from: str, column_key: str = "score") -> str:
        """Return the reference to the answers directly below a node, which stand in neighboring rows."""
        leaves = parent.children
        table = self.score_table(leaves[0])
        key = subject_of(column_key, leaves[0].part)
        return table.span(key, seen_from, tuple(leaf.code for leaf in leaves))

    def announced(self, subject: str, column_key: str = "announced") -> Place | None:
        """Return the cell of an announced figure; None if the form does not ask for it."""
        return self.announced_figures.place(subject, column_key) if subject in self.announced_figures else None

    def _score_table(self, item: Instrument) -> Table:
        leaves = self.framework.nodes[item.code].leaves
        items = tuple(dict.fromkeys(leaf.code for leaf in leaves))
        columns = [Column("indicator", "ตัวชี้วัด"), Column("code", "ข้อ"), Column("text", "ประเด็น")]
        for key, header in (("score", "คะแนน"), ("previous", "คะแนนปีก่อน")):
            parts = [(part.code, f" {part_label(self.framework, part.code)}") for part in item.parts]
            columns += [Column(subject_of(key, code), header + name) for code, name in parts or [("", "")]]
        if item.evidence:
            columns += [Column("url", "URL"), Column("note", "หมายเหตุ")]
        return Table(sheet=item.code, title=item.name, header_row=_HEADER_ROW, columns=tuple(columns), items=items)
