"""Import of tables whose rows and columns are named as offices name them, and of forms of the program itself."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.import_table import import_printed
from ita_xlsx.intake.printed.report_table import read_printed
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.model.agency import Agency
from tests.support.forms import entries, fill_by_openpyxl
from tests.support.paths import ROOT

FRAMEWORK = load_framework(2568)
NAMES = [item.name for item in FRAMEWORK.indicators]
SCORES = [90 + number / 10 for number in range(10)]


def _read(rows: Sequence[Sequence[object]]) -> tuple[list[str], list[str], list[str]]:
    sheet = SheetCells("", tuple(tuple(row) for row in rows))  # type: ignore[arg-type]
    submission, findings = read_printed([sheet], "t.csv", FRAMEWORK, Agency("", "ทดสอบ"))
    if submission is None:
        return [], [], [item.code for item in findings]
    announced = [answer.subject for answer in submission.announced]
    second = [answer.subject for answer in submission.announced_second]
    return announced, second, [item.code for item in findings]


@pytest.mark.parametrize(
    "lead",
    ["", "ตัวชี้วัด", "ตัวชี้วัด ", "ตัวชี้วัดที่ ", "ด้าน", "- ", "• ", "คะแนน", "ค่าคะแนนเฉลี่ยของตัวชี้วัด ", "ผลคะแนนตัวชี้วัด: "],
)
def test_ten_indicators_named_without_a_number_are_ten_figures(lead: str) -> None:
    rows = [("รายการ", "คะแนน"), *((lead + name, score) for name, score in zip(NAMES, SCORES, strict=True))]
    assert _read(rows) == ([str(number) for number in range(1, 11)], [], [])


@pytest.mark.parametrize("second", ["คะแนนที่ประกาศ (แหล่งที่สอง)", "(แหล่งที่สอง)", "คะแนน (แหล่งที่ ๒)", "คะแนนจากแหล่งข้อมูลอื่น"])
def test_two_columns_of_announced_figures_are_a_first_and_a_second_source(second: str) -> None:
    rows = [("ตัวชี้วัด", "คะแนนที่ประกาศ", second), *((n, s, s + 1) for n, s in zip(NAMES, SCORES, strict=True))]
    expected = [str(number) for number in range(1, 11)]
    assert _read(rows) == (expected, expected, [])


def test_two_columns_of_one_source_are_still_not_guessed() -> None:
    announced, second, codes = _read([("ตัวชี้วัด", "คะแนน", "คะแนน"), (NAMES[0], 90, 91), (NAMES[1], 92, 93)])
    assert (announced, second) == ([], [])
    assert codes.count("X815") == 4


def test_a_half_form_of_ours_is_read_as_a_form(tmp_path: Path) -> None:
    half = tmp_path / "half.xlsx"
    typed = entries(FRAMEWORK, {"i1": "93.5", "i2": "500", "o1": "100"}, {"1": "95.5"})
    fill_by_openpyxl(ROOT / "workbook_templates" / "2568" / "blank.xlsx", half, typed)
    imported = import_printed(half, FRAMEWORK, Agency("P01", "ทดสอบ"))
    assert imported.submission is not None
    assert imported.submission.agency == Agency("P01", "ทดสอบ")
    assert [answer.subject for answer in imported.submission.answers] == ["i1", "o1"]
    assert [answer.subject for answer in imported.submission.announced] == ["1"]
    assert [(item.code, item.subject) for item in imported.findings] == [("X821", None), ("X804", "i2")]


def test_a_form_of_another_year_is_named_and_not_used() -> None:
    imported = import_printed(ROOT / "workbook_templates" / "2567" / "blank.xlsx", FRAMEWORK, Agency("", "ทดสอบ"))
    assert imported.submission is None
    assert [(item.code, item.value) for item in imported.findings] == [("W102", "2567")]
