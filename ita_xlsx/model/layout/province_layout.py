"""Define the layout of the consolidated workbook and of the workbooks of returns.

Gives sheets, tables and cells to writers, formulas and readers. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.framework import OVERALL, Framework, Instrument
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import INCOMPLETE_RETURN as INCOMPLETE_WORDS
from ita_xlsx.model.labels import STATES, label_of, word_of
from ita_xlsx.model.layout.grid import Column, Place, Table, row_numbers
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.round_state import State

OVERVIEW = "ภาพรวม"
STATUS = "สถานะการส่ง"
RANKING = "จัดอันดับ"
INDICATORS = "ตัวชี้วัด"
QUESTIONS = "รายข้อ"
SHARED = "จุดอ่อนร่วม"
COMPARISON = "เปรียบเทียบปี"
TRACKING = "ติดตามมาตรการ"
FINDINGS = "ข้อค้นพบ"
SCHEMA = "ita-xlsx/province/1"
# Matches the line with province and fiscal year; it stands in the title, or below it in earlier versions.
# The title of the sheet that compares two years.
COMPARED_YEARS = re.compile(r"ปี\s*(\d{4})\s*กับปี\s*(\d{4})", re.ASCII)
PROVINCE_LINE = re.compile(r"จังหวัด(\S.*?)\s+ปีงบประมาณ")
HANDOVER = "บันทึกส่งมอบ"
DECISIONS = "การตัดสินใจ"
HANDOVER_SCHEMA = "ita-xlsx/handover/1"
STATUS_SCHEMA = "ita-xlsx/status/1"

INCOMPLETE_RETURN = word_of(INCOMPLETE_WORDS)
# In the order in which the sheets count them: a complete return first, then an incomplete one.
COUNTED_STATES = (label_of(State.RETURNED), INCOMPLETE_RETURN, *(label_of(state) for state in list(STATES)[1:]))
# Only a round that was made from a table of all agencies has it.
NO_TABLE_SCORE = label_of(State.NO_TABLE_SCORE)
LATE = "ล่าช้า"

_STATUS_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("state", "สถานะ"),
    Column("late", "ล่าช้า"),
    Column("received", "วันที่ได้รับ"),
    Column("origin", "ที่มาของวันที่"),
    Column("answered", "กรอกแล้ว"),
    Column("expected", "ทั้งหมด"),
    Column("errors", "ข้อผิดพลาด"),
    Column("warnings", label_of(Severity.WARNING)),
    Column("decision", "การตัดสินใจ\nและเหตุผล"),
    Column("file", "ไฟล์ที่ใช้"),
    Column("others", "ไฟล์อื่น"),
    Column("respondents", "ผู้ตอบ/ขั้นต่ำ"),
)
_TRACKING_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("steps", "ขั้นตอน\nที่รายงาน"),
    Column("done", label_of(StepStatus.DONE)),
    Column("doing", label_of(StepStatus.DOING)),
    Column("not_yet", label_of(StepStatus.NOT_YET)),
    Column("no_duty", label_of(StepStatus.NO_DUTY)),
    Column("unsaid", label_of(StepStatus.NOT_REPORTED)),
    Column("share", "แล้วเสร็จ\n(ร้อยละ)"),
    Column("overdue", "เกินกำหนด"),
    Column("proved", "มีหลักฐาน\n(URL)"),
    Column("remark", "หมายเหตุ"),
)
_SHARED_COLUMNS = (
    Column("number", "ที่"),
    Column("label", "รายการ"),
    Column("name", "ชื่อ/ประเด็น"),
    Column("mean", "คะแนน\nเฉลี่ย"),
    Column("below", "ต่ำกว่าเกณฑ์\n(หน่วยงาน)"),
    Column("share", "ร้อยละของ\nที่มีคะแนน"),
    Column("other", "กติกาอื่น\n(หน่วยงาน)"),
    Column("total", "รวม\n(หน่วยงาน)"),
    Column("who", "หน่วยงาน"),
    Column("names", "ชื่อที่นับไว้"),
)
_FINDING_COLUMNS = (
    Column("number", "ที่"),
    Column("severity", "ความสำคัญ"),
    Column("agency", "หน่วยงาน"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
    Column("sheet", "แผ่นงาน"),
    Column("cell", "ช่อง"),
    Column("value", "ค่าที่พบ"),
    Column("file", "ไฟล์"),
    Column("code", "รหัส"),
)
_AVERAGE_COLUMNS = (
    Column("short", "ที่"),
    Column("count", "เทียบได้\n(แห่ง)"),
    Column("name", "รายการ"),
    Column("before", "เฉลี่ย\nปีก่อน"),
    Column("now", "เฉลี่ย\nปีนี้"),
    Column("change", "เปลี่ยน\nแปลง"),
    Column("rose", "เพิ่มขึ้น\n(แห่ง)"),
    Column("fell", "ลดลง\n(แห่ง)"),
    Column("stayed", "คงที่\n(แห่ง)"),
)
# The whole name of an agency whose name was cut to one line of a matrix; empty for the others.
_WHOLE_NAME = Column("whole", "ชื่อเต็ม")
_KIND, _DISTRICT = Column("kind", "ประเภท"), Column("district", "อำเภอ")
# The rows of the threshold and of the means above a matrix; its header stands directly below them.
LIMIT_ROW, MEAN_ROW, _MATRIX_HEADER = 2, 3, 4
# The other figures over all agencies stand below a matrix, so many rows under its last one.
_FIGURES_BELOW: Mapping[str, int] = MappingProxyType({"below": 2, "least": 3, "weighted": 4, "count": 5})
FIGURE_NAMES = ("mean", *_FIGURES_BELOW)
# A word like these begins a new line of a header, where there are two.
_LINE_STARTS = ("การ", "ของ", "ความ", "ข้อมูล", "หน้าที่", "งบ")
_LEADING, _ONE_LINE = "การ", 8


class ProvinceLayout:
    """The tables of the consolidated workbook of one framework.

    Methods take the number of rows; ``counted`` is the number of agencies in ranks and averages. A table without
    entries keeps one blank row, so that formulas have a range to read.
    """

    def __init__(self, framework: Framework) -> None:
        """Make the layout of a framework."""
        self.framework = framework

    @property
    def surveys(self) -> tuple[Instrument, ...]:
        """Return the instruments that people answer, so that respondents are counted."""
        return tuple(item for item in self.framework.instruments if not item.evidence)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Return the subjects of the matrix of indicators: overall, instruments and indicators."""
        kinds = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
        return tuple(node.subject for kind in kinds for node in self.framework.of_kind(kind))

    def status(self, members: int) -> Table:
        """Return the table of returns, with a row per agency of the roster."""
        return Table(
            sheet=STATUS, title=STATUS, header_row=3, columns=_STATUS_COLUMNS, items=row_numbers(members, least=1)
        )

    def ranking(self, counted: int) -> Table:
        """Return the table of ranks, best first; the last columns are helpers that are not printed."""
        instruments = self.framework.instruments
        columns = [
            Column("rank", "อันดับ"), Column("name", "หน่วยงาน"), Column(OVERALL, "คะแนนรวม"), Column("level", "ระดับ"),
        ]  # fmt: skip
        columns += [Column(item.code, item.code) for item in instruments]
        columns += [Column(f"weighted {item.code}", f"ถ่วงน้ำหนัก\n{item.code}") for item in instruments]
        columns += [
            Column("tie", "อันดับร่วม"), Column("number", "ที่ใน\nทะเบียน"), Column("code", "รหัส"),
            Column("origin", "ที่มาของคะแนนรวม"), _KIND, Column("kind_rank", "อันดับใน\nประเภท"), _DISTRICT,
            Column("at", "แถวในตัวชี้วัด"), Column("order", "ค่าจัดลำดับ"),
            Column("brief", "ชื่อย่อ"),
        ]  # fmt: skip
        return Table(
            sheet=RANKING, title=RANKING, header_row=3, columns=tuple(columns), items=row_numbers(counted, least=1)
        )

    def indicators(self, counted: int) -> Table:
        """Return the matrix of counted agencies by overall, instruments and indicators.

        The numbers of respondents, kind and district stand right of the printed columns, and names that were cut whole
        behind them. The last column is a helper.
        """
        columns = [Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน")]
        columns += [Column(subject, self._header(subject)) for subject in self.subjects]
        columns += [Column("below", "ต่ำกว่าเกณฑ์\n(ตัวชี้วัด)")]
        columns += [Column(f"asked {item.code}", f"ผู้ตอบ\n{item.code}") for item in self.surveys]
        columns += [Column("asked", "ผู้ตอบรวม"), _KIND, _DISTRICT, _WHOLE_NAME, Column("figure", "คะแนนรวมที่นับ")]
        return Table(
            sheet=INDICATORS,
            title=INDICATORS,
            header_row=_MATRIX_HEADER,
            columns=tuple(columns),
            items=row_numbers(counted, least=1),
        )

    def questions(self, counted: int) -> Table:
        """Return the matrix of counted agencies by answer; names that were cut stand whole behind the answers."""
        columns = [Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน")]
        columns += [Column(leaf.subject, self._header(leaf.subject)) for leaf in self.framework.answers]
        columns += [_WHOLE_NAME]
        return Table(
            sheet=QUESTIONS,
            title=QUESTIONS,
            header_row=_MATRIX_HEADER,
            columns=tuple(columns),
            items=row_numbers(counted, least=1),
        )

    @cached_property
    def limit(self) -> Place:
        """Return the cell of the threshold, which all formulas read."""
        return limit_of(self.indicators(1), OVERALL)

    def shared(self, weak: int) -> Table:
        """Return the table of shared weak points, with a row per subject; a chart stands below it."""
        return Table(
            sheet=SHARED, title=SHARED, header_row=3, columns=_SHARED_COLUMNS, items=row_numbers(weak, least=1)
        )

    @cached_property
    def averages(self) -> Table:
        """Return the table of averages over the agencies that have scores of both years."""
        return Table(sheet=COMPARISON, title=COMPARISON, header_row=3, columns=_AVERAGE_COLUMNS, items=self.subjects)

    def compared(self, count: int) -> Table:
        """Return the table of agencies with scores of both years: last year, this year and change of each subject."""
        first, *others = self.subjects
        columns = [
            Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน"),
            *self._three_figures(first, ("before", "now", "change")),
        ]  # fmt: skip
        columns += [column for subject in others for column in self._three_figures(subject, ("change",))]
        columns += [Column("source", "ที่มาของ\nปีก่อน")]
        columns += [column for subject in others for column in self._three_figures(subject, ("before", "now"))]
        columns += [Column("at", "แถวในตัวชี้วัด")]
        header_row = self.averages.last_row + 3
        return Table(
            sheet=COMPARISON,
            title=COMPARISON,
            header_row=header_row,
            columns=tuple(columns),
            items=row_numbers(count, least=1),
        )

    def _three_figures(self, subject: str, keys: tuple[str, ...]) -> Iterator[Column]:
        words = {"before": "ปีก่อน", "now": "ปีนี้", "change": "เปลี่ยน"}
        for key in keys:
            yield Column(f"{key} {subject}", f"{self.short_label(subject)}\n{words[key]}")

    def step_counts(self, agencies: int) -> Table:
        """Return the table of reported steps, with a row per agency that returned a form; the totals stand above."""
        return Table(
            sheet=TRACKING,
            title=TRACKING,
            header_row=3,
            columns=_TRACKING_COLUMNS,
            items=row_numbers(agencies, least=1),
        )

    def findings(self, count: int) -> Table:
        """Return the table of the findings of all files."""
        return Table(
            sheet=FINDINGS, title=FINDINGS, header_row=2, columns=_FINDING_COLUMNS, items=row_numbers(count, least=1)
        )

    def short_label(self, subject: str) -> str:
        """Return the shortest label of a subject: ``รวม``, ``IIT``, ``6`` or ``e1 Public``."""
        node = self.framework.nodes[subject]
        if node.kind is Kind.OVERALL:
            return "รวม"
        return f"{node.code} {part_label(self.framework, node.part).split()[-1]}" if node.part else node.code

    def former_header(self, subject: str) -> str:
        """Return the header that a subject had in the matrices of the versions 0.1 and 0.2."""
        node = self.framework.nodes[subject]
        if node.kind is Kind.OVERALL:
            return "คะแนนรวม"
        if node.kind is Kind.INDICATOR:
            return f"{node.code}. {node.name}"
        return f"{node.code}\n{part_label(self.framework, node.part)}" if node.part else node.code

    def _header(self, subject: str) -> str:
        """Return the header of a subject in a matrix: at most two lines that end between words."""
        node = self.framework.nodes[subject]
        if node.kind is Kind.INDICATOR:
            return f"{node.code} {_two_lines(node.name)}"
        if node.kind in (Kind.OVERALL, Kind.INSTRUMENT):
            return self.short_label(subject)
        return f"{self.short_label(subject)}\nตัวชี้วัด {self.framework.indicator_of(subject).code}"


def _two_lines(name: str) -> str:
    """Return the name of an indicator without its leading word, in two lines if it is long.

    The second line begins where a word begins; a name without such a place stays in one line.
    """
    short = name.removeprefix(_LEADING) or name
    places = [place for word in _LINE_STARTS for place in range(2, len(short) - 2) if short.startswith(word, place)]
    if len(short) <= _ONE_LINE or not places:
        return short
    middle = min(places, key=lambda place: abs(2 * place - len(short)))
    return f"{short[:middle]}\n{short[middle:]}"


def limit_of(matrix: Table, first: str) -> Place:
    """Return the cell of the threshold above a matrix, in the column of its first subject."""
    return Place(matrix.sheet, LIMIT_ROW, matrix.col(first))


def statistic(matrix: Table, name: str, key: str) -> Place:
    """Return the cell of a figure over all agencies: the mean above its column of a matrix, the others below it."""
    row = MEAN_ROW if name == "mean" else matrix.last_row + _FIGURES_BELOW[name]
    return Place(matrix.sheet, row, matrix.col(key))


def decisions_table(count: int) -> Table:
    """Return the table of decisions and corrections, with a row per decision."""
    columns = (
        Column("code", "รหัส"),
        Column("name", "หน่วยงาน"),
        Column("kind", "การตัดสินใจ"),
        Column("content", "เรื่อง"),
        Column("reason", "เหตุผล"),
        Column("decided", "วันที่"),
        Column("by", "ผู้ตัดสินใจ/ผู้แจ้ง"),
    )
    return Table(sheet=DECISIONS, title=DECISIONS, header_row=2, columns=columns, items=row_numbers(count, least=1))


def handover_table(count: int) -> Table:
    """Return the table of the notes beside announced figures, with a row per note."""
    columns = (
        Column("code", "รหัส"),
        Column("name", "หน่วยงาน"),
        Column("subject", "รายการ"),
        Column("note", "ที่บันทึกไว้ (เช่น ตัวเลขที่แก้ไขจากต้นฉบับ)"),
        Column("file", "ไฟล์"),
    )
    return Table(sheet=HANDOVER, title=HANDOVER, header_row=2, columns=columns, items=row_numbers(count, least=1))
