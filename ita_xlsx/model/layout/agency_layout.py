"""Define the layout of the form: the workbook that is sent to an agency and returned.

Takes a framework; gives sheets, tables and cells to the writer and to the reader of forms. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from ita_xlsx.model.framework import Framework, Instrument, Node, subject_of
from ita_xlsx.model.layout.grid import Column, Place, Table
from ita_xlsx.model.layout.results_layout import EXACT, ORIGIN, SCORE, STAND_IN_COLUMNS, ResultsLayout
from ita_xlsx.model.layout.subjects import announced_subject_labels, part_label
from ita_xlsx.model.text.spelling import text_key

COVER = "คำชี้แจง"
INFO = "ข้อมูลหน่วยงาน"
ANNOUNCED = "คะแนนประกาศ"
MEASURES = "มาตรการ"
PRELIMINARY = "ผลเบื้องต้น"
# Only in a form that was joined: from which file each score comes.
ORIGINS = "ที่มาของคะแนน"
# Only in a form that was filled in beforehand: what is known from last year.
LAST_YEAR = "จากปีก่อน"
# Sheets that hold only our texts and formulas; the agency fills in nothing there.
COMPUTED = frozenset({COVER, PRELIMINARY})
SCHEMA = "ita-xlsx/agency/2"

# What follows the header of a column that an agency may leave empty; the header is found without it too.
OPTIONAL_MARK = " (ถ้ามี)"
# How the lines begin that count what is filled in: on a sheet, in a band after its title, and on the steps.
FILLED, BAND_COUNT, STEPS_COUNTED = "กรอกแล้ว ", " · กรอกแล้ว ", "มาตรการ · "
# Stands before the hint where the steps are of another fiscal year than the scores.
OF_YEAR = "มาตรการปีงบประมาณ พ.ศ. {year} · "
MEASURES_HINT = "เลือกสถานะ แล้ววาง URL ที่เปิดถึงหลักฐาน ไม่มีภารกิจให้ระบุเหตุผลในหมายเหตุ"
# On a table to fill in, row 0 holds the title and the progress.
_HEADER_ROW = 1
# Of the announced figures, row 0 holds the title, row 1 agency and year, row 2 a hint.
_ANNOUNCED_HEADER_ROW = 3
_SPARE_MEASURES = 5
# The rows of a band above the steps of a measure, and above the agency's own rows.
MEASURE_BAND, _OWN_BAND = 2, 1
# The title of a band stands in a formula, where a text has at most 255 characters.
_LONGEST_TITLE = 120

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

# The fields that a form must not leave empty; a star follows their labels.
REQUIRED_FIELDS = ("code", "name", "year", "reporting", "reporter", "phone")
REQUIRED_MARK = " *"
EXAMPLE_HEADER = "ตัวอย่าง"
INFO_EXAMPLES = (
    ("code", "ตามทะเบียนของจังหวัด เช่น P01"),
    ("name", "ชื่อเต็มตามหนังสือราชการ"),
    ("reporting", "เลือกจากรายการ"),
    ("website", "https://www.example.go.th"),
    ("reporter", "นางสาวสมใจ รักงาน"),
    ("position", "นักวิเคราะห์นโยบายและแผนชำนาญการ"),
    ("phone", "0 2123 4567"),
    ("email", "ita@example.go.th"),
    ("respondents_iit", "45"),
    ("respondents_eit", "120"),
    ("reported_on", "30 กันยายน 2568"),
)

_MEASURE_COLUMNS = (
    Column("id", "รหัสขั้นตอน"),
    Column("number", "ที่"),
    Column("step", "ขั้นตอน/วิธีการดำเนินการ"),
    Column("status", "สถานะ"),
    Column("url", "ผลการดำเนินงาน (ระบุ URL)"),
    Column("note", "หมายเหตุ"),
    # Of a step of the plan the band shows these; of the agency's own steps they are filled in here.
    Column("instrument", "แบบสำรวจ"),
    Column("indicator", "ตัวชี้วัด"),
    Column("measure", "มาตรการ"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("period", "ระยะเวลา"),
    Column("follow_up", "การกำกับติดตาม"),
)
RESULT_COLUMNS = (
    Column("label", "รายการ"),
    Column("name", "ชื่อ"),
    Column(SCORE, "คะแนน"),
    Column("progress", "มีคะแนน (ช่อง)"),
    Column("verdict", "เทียบเกณฑ์"),
    Column(ORIGIN, "ที่มาของคะแนน"),
    Column(EXACT, "ค่าเต็ม"),
    *STAND_IN_COLUMNS,
    # What the chart of indicators draws: nothing until one of them is complete.
    Column("chart_name", "ชื่อในแผนภูมิ"),
    Column("chart_ring", "วงนอกของแผนภูมิ"),
)


class Band(NamedTuple):
    """The row above the questions of one group: the title of the group, and the codes of its questions."""

    title: str
    items: tuple[str, ...]


class AgencyLayout:
    """The sheets, tables and single cells of the form of one framework."""

    INFO_HEADERS = ("รายการ", "ข้อมูล")
    INFO_HEADER_ROW = 2
    result_columns: tuple[Column, ...] = RESULT_COLUMNS

    def __init__(self, framework: Framework, steps: tuple[tuple[str, ...], ...] = (), own_steps: int = 0) -> None:
        """Make the layout of a form.

        ``steps`` are the ids of the plan's steps, those of one measure together; ``own_steps`` is the number of rows
        that the agency added itself.
        """
        self.framework = framework
        self._measures = tuple(filter(None, steps))
        self._steps = tuple(step for measure in steps for step in measure)
        self._own_steps = own_steps
        self.results = ResultsLayout(framework, PRELIMINARY, self.result_columns, first_row=9)

    @cached_property
    def sheet_names(self) -> tuple[str, ...]:
        """Return the names of the sheets that the agency fills in."""
        return (INFO, *(table.sheet for table in self.scores), MEASURES, ANNOUNCED)

    @cached_property
    def info(self) -> Table:
        """Return the table of fields about the agency: a label and a value per row."""
        label, value = self.INFO_HEADERS
        columns = (Column("label", label), Column("value", value), Column("example", EXAMPLE_HEADER))
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
        return Table(sheet=ANNOUNCED, title=ANNOUNCED, header_row=_ANNOUNCED_HEADER_ROW, columns=columns, items=items)

    @cached_property
    def measures(self) -> Table:
        """Return the table of steps of measures: first the plan's, then spare rows for the agency's own."""
        own_steps = self._own_items(_SPARE_MEASURES)
        bands = [(items[0], MEASURE_BAND) for items in self._measures]
        return Table(
            sheet=MEASURES,
            title=MEASURES,
            header_row=_HEADER_ROW,
            columns=_MEASURE_COLUMNS,
            items=(*self._steps, *own_steps),
            bands=(*bands, (own_steps[0], _OWN_BAND)),
        )

    @cached_property
    def bands(self) -> dict[str, tuple[Band, ...]]:
        """Return the bands of each table of scores, by sheet: one per sub-indicator, or per indicator without them."""
        titles, titles_below = (
            {item.code: f"{item.code} {item.name}"[:_LONGEST_TITLE] for item in items}
            for items in (self.framework.indicators, self.framework.subindicators)
        )
        groups = {
            item.code: titles_below[item.subindicator] if item.subindicator else titles[item.indicator]
            for item in self.framework.questions
        }
        return {
            item.code: tuple(
                Band(title, tuple(codes)) for title, codes in groupby(self._codes(item), key=groups.__getitem__)
            )
            for item in self.framework.instruments
        }

    def _codes(self, item: Instrument) -> tuple[str, ...]:
        return tuple(dict.fromkeys(leaf.code for leaf in self.framework.nodes[item.code].leaves))

    def _own_items(self, least: int) -> tuple[str, ...]:
        return tuple(f"own-{number:02d}" for number in range(1, max(least, self._own_steps) + 1))

    def is_own_text(self, table: Table, text: str) -> bool:
        """Return True if a text stands above the header of a table to fill in, or in a band between its rows."""
        return self._kept_own_text(table.sheet, text)

    @cached_property
    def _kept_own_text(self) -> Callable[[str, str], bool]:
        """Return what tells our own texts of a sheet; what it told is kept, as most forms of a round have the same."""
        return lru_cache(maxsize=1024)(self._is_own_text)

    def _is_own_text(self, sheet: str, text: str) -> bool:
        key = text_key(text)
        if sheet == MEASURES:
            return key.endswith(text_key(MEASURES_HINT)) or key.startswith(text_key(STEPS_COUNTED))
        return key in self._titles[sheet] or key.startswith(self._starts[sheet])

    @cached_property
    def _titles(self) -> dict[str, frozenset[str]]:
        """Return the keys of the name and the title of each sheet of scores."""
        return {table.sheet: frozenset(map(text_key, (table.sheet, table.title))) for table in self.scores}

    @cached_property
    def _starts(self) -> dict[str, tuple[str, ...]]:
        """Return the keys with which our texts above and between the questions of each sheet begin."""
        titles = {sheet: [f"{band.title}{BAND_COUNT}" for band in bands] for sheet, bands in self.bands.items()}
        return {sheet: tuple(map(text_key, (FILLED, *texts))) for sheet, texts in titles.items()}

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
        columns = [Column("code", "ข้อ"), Column("text", "ประเด็น"), *score_columns(self.framework, item, OPTIONAL_MARK)]
        bands = tuple((band.items[0], 1) for band in self.bands[item.code])
        return Table(
            sheet=item.code,
            title=item.name,
            header_row=_HEADER_ROW,
            columns=tuple(columns),
            items=self._codes(item),
            bands=bands,
        )


def score_columns(framework: Framework, item: Instrument, mark: str = "") -> list[Column]:
    """Return the columns to fill in of a table of scores; ``mark`` follows the headers of those that are optional."""
    columns = []
    for key, header, ending in (("score", "คะแนน", ""), ("previous", "คะแนนปีก่อน", mark)):
        parts = [(part.code, f" {part_label(framework, part.code)}") for part in item.parts]
        columns += [Column(subject_of(key, code), header + name + ending) for code, name in parts or [("", "")]]
    if item.evidence:
        columns += [Column("url", "URL" + mark), Column("note", "หมายเหตุ" + mark)]
    return columns
