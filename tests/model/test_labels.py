"""Check that every enum a user sees has its words in one place, and that no other module holds them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import ita_xlsx.model
from ita_xlsx.model.document import Align, ChartKind, MasterKind, Program, RowKind, TextStyle
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.message import Topic, Trait
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import LABELS, NO_FAULT_FOUND, SHORT_STEP_STATUSES, Words, label_of
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.respondents import Survey
from ita_xlsx.model.report.indicator_plan import AnalysisPattern
from ita_xlsx.model.report.report_settings import FigureSource
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.model.trace.arrivals import ArrivalState
from ita_xlsx.model.trace.trail import TraceKind

ROOT = Path(ita_xlsx.model.__file__).parents[1]
HOME = "model/labels.py"
# A user sees the code of a rule or a finding, and the name of a slot or a setting itself, beside its meaning; topics,
# traits and patterns only steer the program.
WITHOUT_WORDS = {
    RuleCode, Code, Topic, Trait, Slot, FigureSource, AnalysisPattern, Program, MasterKind, Align, TextStyle, RowKind,
    ChartKind, Survey,
    # Their words are those of columns and of the sheet that shows them.
    GroupBy, ArrivalState, TraceKind,
}  # fmt: skip
# The kinds of nodes are nouns of the assessment, and stand in headers and sentences everywhere.
NOUNS = {Kind}
# Where a label stands for another thing, or is itself the data from which labels are made.
ELSEWHERE = {
    # The words of lists and formulas in a form, which people type and readers compare.
    "model/text/words.py": {
        "ไม่มีภารกิจ", "ไม่มีข้อมูลรายงาน", "ยังไม่ดำเนินการ", "กำลังดำเนินการ", "แล้วเสร็จ", "ไม่ครบ", "คำนวณ", "คะแนนประกาศ",
        # Spellings that people type instead of them.
        "เสร็จ", "กำลังทำ", "ยังไม่ทำ",
    },
    # The values of the enum are the words of the reports.
    "model/diagnosis.py": {"แก้ไขโดยเร่งด่วน", "พัฒนาให้ดีขึ้น", "รักษาระดับ"},
    # The label of a field of the form, and of the contact on a printed form.
    "output/agency/texts.py": {"อีเมล"},
    # The name of a sheet, and the label of a field.
    "model/layout/agency_layout.py": {"คะแนนประกาศ", "อีเมล"},
    # The name of a slot.
    "model/report/round_texts.py": {"อีเมล"},
    # Headers of the roster.
    "model/layout/roster_layout.py": {"อีเมล"},
    # The marks of the matrix, which its legend explains.
    "model/layout/measures_layout.py": {"เสร็จ"},
    # Headers of columns of reasons.
    "model/layout/weak_points_layout.py": {"เหตุผล"},
    "store/decisions.py": {"เหตุผล"},
    "model/layout/decisions_layout.py": {"เหตุผล"},
    # A word for the overall score that people type, the source of a sender, and a kind of cell.
    "model/trace/find_figure.py": {"รวม"},
    "store/record_columns.py": {"อีเมล"},
    "output/province/trace/texts.py": {"คะแนนประกาศ"},
    # All files together, and a total.
    "cli/words/sentences.py": {"รวม"},
    "model/layout/province_layout.py": {"รวม", "เหตุผล"},
    # The last row of a table, and measures of no indicator.
    "report/sections/texts.py": {"รวม", "ไม่ระบุ"},
    # A part of a sentence about forms.
    "output/province/texts.py": {"แบบฟอร์ม"},
}  # fmt: skip


def enums_of_the_model() -> set[type[StrEnum]]:
    """Every text enum that a module of the model defines."""
    modules = [
        importlib.import_module(item.name) for item in pkgutil.walk_packages(ita_xlsx.model.__path__, "ita_xlsx.model.")
    ]
    values = [value for module in modules for value in vars(module).values()]
    return {value for value in values if isinstance(value, type) and issubclass(value, StrEnum)} - {StrEnum}


def thai_words() -> set[str]:
    pairs: list[Words] = [pair for enum, words in LABELS.items() if enum not in NOUNS for pair in words.values()]
    return {pair[0] for pair in (*pairs, *SHORT_STEP_STATUSES.values(), NO_FAULT_FOUND)}


def literals() -> Iterator[tuple[str, str]]:
    """Yield the file and the text of every string constant of the package that is a Thai label."""
    labels = thai_words()
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip() in labels:
                yield path.relative_to(ROOT).as_posix(), node.value.strip()


def test_every_enum_of_the_model_has_words() -> None:
    assert enums_of_the_model() == {*LABELS, *WITHOUT_WORDS}


@pytest.mark.parametrize("enum", LABELS, ids=lambda enum: enum.__name__)
def test_every_value_has_a_thai_and_an_english_word_of_its_own(enum: type[StrEnum]) -> None:
    assert set(LABELS[enum]) == set(enum)
    for lang in ("th", "en"):
        counts = Counter(label_of(value, lang) for value in enum)
        assert counts.total() == len(counts) == len(enum)
        assert all((word.isascii()) is (lang == "en") for word in counts)


def test_the_short_words_of_a_step_cover_every_status() -> None:
    assert set(SHORT_STEP_STATUSES) == set(StepStatus)


def test_no_label_is_written_elsewhere() -> None:
    assert {(file, word) for file, word in literals() if file != HOME and word not in ELSEWHERE.get(file, ())} == set()


def test_no_exception_is_left_over() -> None:
    assert {(file, word) for file, words in ELSEWHERE.items() for word in words} <= set(literals())
