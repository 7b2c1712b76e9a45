"""Import of tables whose rows and columns are named as offices name them, and of forms of the program itself."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.import_table import import_printed
from ita_xlsx.intake.printed.report_table import read_printed
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings.catalogue import message_and_fix
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
    assert codes.count("X815") == 1


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("คะแนน", "คะแนน"), "B2:B11, C2:C11"),
        (("สรุป", "รายละเอียด"), "B2:B11, C2:C11"),
        (("คะแนนตามสรุป", "คะแนนตามรายละเอียด"), "B2:B11, C2:C11"),
    ],
)
def test_columns_that_may_both_be_scores_are_told_once_with_the_headers_that_work(
    heads: tuple[str, str], cells: str
) -> None:
    sheet = SheetCells("", (("ตัวชี้วัด", *heads), *((n, s, s + 1) for n, s in zip(NAMES, SCORES, strict=True))))
    _, findings = read_printed([sheet], "t.csv", FRAMEWORK, Agency("", "ทดสอบ"))
    (unclear,) = [item for item in findings if item.code == "X815"]
    assert unclear.cell == cells
    for lang in ("th", "en"):
        advice = message_and_fix(unclear, lang)[1]
        named = re.findall("«(คะแนน[^»]*)»", advice)
        assert {"คะแนน", "คะแนนที่ประกาศ", "คะแนนที่ประกาศ (แหล่งที่สอง)", "คะแนนปีก่อน"} == {*named}


def test_the_headers_that_the_advice_names_are_read() -> None:
    heads = ("ตัวชี้วัด", "คะแนนที่ประกาศ", "คะแนนที่ประกาศ (แหล่งที่สอง)", "คะแนนปีก่อน")
    expected = [str(number) for number in range(1, 11)]
    assert _read([heads, *((n, s, s + 1, s - 1) for n, s in zip(NAMES, SCORES, strict=True))]) == (
        expected,
        expected,
        [],
    )
    assert _read([heads[:2], *zip(NAMES, SCORES, strict=True)]) == (expected, [], [])


NUMBERS = [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("header", ["ตัวชี้วัดที่", "ตัวชี้วัด", "เลขตัวชี้วัด", "ลำดับตัวชี้วัด", "ตัวชี้วัด ITA", "Indicator"])
@pytest.mark.parametrize(
    "labels",
    [
        NUMBERS,
        list(range(1, 11)),
        [number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) for number in NUMBERS],
        [f"{number}." for number in NUMBERS],
    ],
)
def test_bare_numbers_under_a_header_of_indicators_are_indicators(header: str, labels: Sequence[object]) -> None:
    rows = [(header, "คะแนน"), *zip(labels, SCORES, strict=True), ("คะแนนรวม", 91)]
    assert _read(rows) == ([*NUMBERS, "overall"], [], ["X809"])


@pytest.mark.parametrize(
    ("rows", "announced", "codes"),
    [
        # Part of the indicators, and those of one instrument under its title.
        ([("ตัวชี้วัดที่", "คะแนน"), (3, 90), (7, 91)], ["3", "7"], ["X809"]),
        ([("แบบวัด (IIT)",), ("ตัวชี้วัดที่", "คะแนน"), (1, 90), (5, 91)], ["1", "5"], ["X809"]),
        # Other headers, and numbers that are no indicators, are not guessed.
        ([("ข้อ", "คะแนน"), (1, 90), (2, 91)], [], ["X801", "X810", "X810"]),
        ([("ตัวชี้วัด/ข้อคำถาม", "คะแนน"), (1, 90), (2, 91)], [], ["X801", "X810", "X810"]),
        ([("ตัวชี้วัดย่อยที่", "คะแนน"), (1, 90), (2, 91)], [], ["X801", "X810", "X810"]),
        ([("ตัวชี้วัดที่", "คะแนน"), (1, 90), (1, 91)], [], ["X801", "X810", "X810"]),
        ([("ตัวชี้วัดที่", "คะแนน"), (1, 90), (11, 91)], [], ["X801", "X810", "X810"]),
        # The questions of one indicator, by its title.
        ([("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",), ("ตัวชี้วัด", "คะแนน"), (1, 90), (2, 91)], [], ["X809"]),
    ],
)
def test_other_bare_numbers_are_read_as_before(
    rows: Sequence[Sequence[object]], announced: list[str], codes: list[str]
) -> None:
    assert _read(rows) == (announced, [], codes)


@pytest.mark.parametrize(
    ("header", "labels", "codes"),
    [
        ("ตัวชี้วัดที่", ["i1", "i2", "i3", "i4", "i5", "e6", "e7", "e8", "o9", "o10"], ["X837"]),
        ("ตัวชี้วัดที่", ["i1", "i2", "i3", "i4", "i5"], ["X837"]),
        ("ตัวชี้วัดที่", ["o9", "o10"], ["X837"]),
        ("ตัวชี้วัด", ["i1", "i2", "i3"], []),
        ("ตัวชี้วัด", [f"i{number}" for number in range(1, 16)], []),
        ("ข้อ", ["i1", "i2", "i3", "i4", "i5"], []),
    ],
)
def test_indicators_that_are_typed_as_questions_are_told(header: str, labels: Sequence[str], codes: list[str]) -> None:
    _, _, told = _read([(header, "คะแนน"), *((label, 90 + number / 10) for number, label in enumerate(labels))])
    assert [code for code in told if code != "X811"] == codes


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
