"""Define the layout of the consolidated workbook and of the workbooks of returns.

Gives sheets, tables and cells to writers, formulas and readers. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.framework import OVERALL, Framework, Instrument
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import STATES, label_of
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
# Matches the line below the title of every sheet: province and fiscal year.
PROVINCE_LINE = re.compile(r"จังหวัด(\S.*?)\s+ปีงบประมาณ")
HANDOVER = "บันทึกส่งมอบ"
HANDOVER_SCHEMA = "ita-xlsx/handover/1"
STATUS_SCHEMA = "ita-xlsx/status/1"

INCOMPLETE_RETURN = "ส่งแล้ว ยังไม่ครบ"
# In the order in which the sheets count them: a complete return first, then an incomplete one.
COUNTED_STATES = (label_of(State.RETURNED), INCOMPLETE_RETURN, *(label_of(state) for state in list(STATES)[1:]))
LATE = "ล่าช้า"

_STATUS_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("state", "สถานะ"),
    Column("received", "วันที่ได้รับ"),
    Column("origin", "ที่มาของวันที่"),
    Column("late", "ล่าช้า"),
    Column("file", "ไฟล์ที่ใช้"),
    Column("others", "ไฟล์อื่น"),
    Column("answered", "กรอกแล้ว"),
    Column("expected", "ทั้งหมด"),
    Column("errors", "ข้อผิดพลาด"),
    Column("warnings", label_of(Severity.WARNING)),
    Column("decision", "การตัดสินใจและเหตุผล"),
)
_TRACKING_COLUMNS = (
    Column("number", "ที่"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("steps", "ขั้นตอนที่รายงาน"),
    Column("done", label_of(StepStatus.DONE)),
    Column("doing", label_of(StepStatus.DOING)),
    Column("not_yet", label_of(StepStatus.NOT_YET)),
    Column("no_duty", label_of(StepStatus.NO_DUTY)),
    Column("unsaid", label_of(StepStatus.NOT_REPORTED)),
    Column("share", "แล้วเสร็จ (ร้อยละ)"),
    Column("proved", "มีหลักฐาน (URL)"),
    Column("remark", "หมายเหตุ"),
)
_SHARED_COLUMNS = (
    Column("number", "ที่"),
    Column("label", "รายการ"),
    Column("name", "ชื่อ/ประเด็น"),
    Column("mean", "คะแนนเฉลี่ย"),
    Column("below", "ต่ำกว่าเกณฑ์\n(หน่วยงาน)"),
    Column("share", "ร้อยละของที่มีคะแนน"),
    Column("other", "จุดอ่อนตามกติกาอื่น\n(หน่วยงาน)"),
    Column("total", "รวม (หน่วยงาน)"),
    Column("who", "หน่วยงาน"),
)
_FINDING_COLUMNS = (
    Column("number", "ที่"),
    Column("agency", "หน่วยงาน"),
    Column("file", "ไฟล์"),
    Column("severity", "ความสำคัญ"),
    Column("code", "รหัส"),
    Column("sheet", "แผ่นงาน"),
    Column("cell", "ช่อง"),
    Column("value", "ค่าที่พบ"),
    Column("message", "ข้อค้นพบ"),
    Column("fix", "สิ่งที่ต้องทำ"),
)
_AVERAGE_COLUMNS = (
    Column("short", "ย่อ"),
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column("before", "เฉลี่ยปีก่อน"),
    Column("now", "เฉลี่ยปีนี้"),
    Column("change", "เปลี่ยนแปลง"),
    Column("count", "จำนวนหน่วยงาน"),
    Column("rose", "เพิ่มขึ้น"),
    Column("fell", "ลดลง"),
    Column("stayed", "คงที่"),
)
# The rows of the figures above a matrix; the header of the matrix stands directly below them.
STATISTICS: Mapping[str, int] = MappingProxyType(
    {"mean": 4, "weighted": 5, "least": 6, "below": 7, "count": 8, "limit": 9}
)
STATISTICS_HEADER = 3
_MATRIX_HEADER = 10
# A chart below a table covers so many rows.
CHART_ROWS = 16


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
            sheet=STATUS, title=STATUS, header_row=4, columns=_STATUS_COLUMNS, items=row_numbers(members, least=1)
        )

    def ranking(self, counted: int) -> Table:
        """Return the table of ranks, best first; the last columns are helpers that are not printed."""
        instruments = self.framework.instruments
        columns = [
            Column("rank", "อันดับ"), Column("tie", "อันดับร่วม"), Column("number", "ที่ในทะเบียน"),
            Column("code", "รหัส"), Column("name", "หน่วยงาน"), Column(OVERALL, "คะแนนรวม"), Column("level", "ระดับ"),
            Column("origin", "ที่มาของคะแนนรวม"),
        ]  # fmt: skip
        columns += [Column(item.code, item.code) for item in instruments]
        columns += [Column(f"weighted {item.code}", f"ถ่วงน้ำหนัก {item.code}") for item in instruments]
        columns += [Column("at", "แถวในตัวชี้วัด"), Column("order", "ค่าจัดลำดับ")]
        return Table(
            sheet=RANKING, title=RANKING, header_row=3, columns=tuple(columns), items=row_numbers(counted, least=1)
        )

    def indicators(self, counted: int) -> Table:
        """Return the matrix of counted agencies by overall, instruments and indicators.

        The numbers of respondents stand right of the printed columns.
        """
        columns = [Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน")]
        columns += [Column(subject, self._header(subject)) for subject in self.subjects]
        columns += [Column("below", "ตัวชี้วัดที่ต่ำกว่าเกณฑ์")]
        columns += [Column(f"asked {item.code}", f"ผู้ตอบ {item.code}") for item in self.surveys]
        columns += [Column("asked", "ผู้ตอบรวม")]
        return Table(
            sheet=INDICATORS,
            title=INDICATORS,
            header_row=_MATRIX_HEADER,
            columns=tuple(columns),
            items=row_numbers(counted, least=1),
        )

    def questions(self, counted: int) -> Table:
        """Return the matrix of counted agencies by answer."""
        columns = [Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน")]
        columns += [Column(leaf.subject, self._header(leaf.subject)) for leaf in self.framework.answers]
        return Table(
            sheet=QUESTIONS,
            title=QUESTIONS,
            header_row=_MATRIX_HEADER,
            columns=tuple(columns),
            items=row_numbers(counted, least=1),
        )

    @property
    def limit(self) -> Place:
        """Return the cell of the threshold, which all formulas read."""
        return statistic(self.indicators(1), "limit", OVERALL)

    def shared(self, weak: int) -> Table:
        """Return the table of shared weak points, with a row per subject; a chart stands below it."""
        return Table(
            sheet=SHARED, title=SHARED, header_row=4, columns=_SHARED_COLUMNS, items=row_numbers(weak, least=1)
        )

    @cached_property
    def averages(self) -> Table:
        """Return the table of averages over the agencies that have scores of both years."""
        return Table(sheet=COMPARISON, title=COMPARISON, header_row=4, columns=_AVERAGE_COLUMNS, items=self.subjects)

    def compared(self, count: int) -> Table:
        """Return the table of agencies with scores of both years: last year, this year and change of each subject."""
        columns = [
            Column("number", "ที่"), Column("code", "รหัส"), Column("name", "หน่วยงาน"), Column("source", "ที่มาของปีก่อน"),
        ]  # fmt: skip
        for subject in self.subjects:
            label = self._header(subject)
            columns += [
                Column(f"before {subject}", f"{label}\nปีก่อน"),
                Column(f"now {subject}", f"{label}\nปีนี้"),
                Column(f"change {subject}", f"{label}\nเปลี่ยนแปลง"),
            ]
        columns += [Column("at", "แถวในตัวชี้วัด")]
        header_row = self.averages.last_row + 3
        return Table(
            sheet=COMPARISON,
            title=COMPARISON,
            header_row=header_row,
            columns=tuple(columns),
            items=row_numbers(count, least=1),
        )

    def step_counts(self, agencies: int) -> Table:
        """Return the table of reported steps, with a row per agency that returned a form; the totals stand above."""
        return Table(
            sheet=TRACKING,
            title=TRACKING,
            header_row=4,
            columns=_TRACKING_COLUMNS,
            items=row_numbers(agencies, least=1),
        )

    def findings(self, count: int) -> Table:
        """Return the table of the findings of all files."""
        return Table(
            sheet=FINDINGS, title=FINDINGS, header_row=3, columns=_FINDING_COLUMNS, items=row_numbers(count, least=1)
        )

    def short_label(self, subject: str) -> str:
        """Return the shortest label of a subject: ``รวม``, ``IIT``, ``6`` or ``e1 Public``."""
        node = self.framework.nodes[subject]
        if node.kind is Kind.OVERALL:
            return "รวม"
        return f"{node.code} {part_label(self.framework, node.part).split()[-1]}" if node.part else node.code

    def _header(self, subject: str) -> str:
        node = self.framework.nodes[subject]
        if node.kind is Kind.OVERALL:
            return "คะแนนรวม"
        if node.kind is Kind.INDICATOR:
            return f"{node.code}. {node.name}"
        return f"{node.code}\n{part_label(self.framework, node.part)}" if node.part else node.code


def statistic(matrix: Table, name: str, key: str) -> Place:
    """Return the cell of a figure over all agencies, above its column of a matrix."""
    return Place(matrix.sheet, STATISTICS[name], matrix.col(key))


def handover_table(count: int) -> Table:
    """Return the table of the notes beside announced figures, with a row per note."""
    columns = (
        Column("code", "รหัส"),
        Column("name", "หน่วยงาน"),
        Column("subject", "รายการ"),
        Column("note", "ที่บันทึกไว้ (เช่น ตัวเลขที่แก้ไขจากต้นฉบับ)"),
        Column("file", "ไฟล์"),
    )
    return Table(sheet=HANDOVER, title=HANDOVER, header_row=3, columns=columns, items=row_numbers(count, least=1))
