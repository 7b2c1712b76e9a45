"""Check which scores and codes are read from cells as people write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import clean_text, code_of


@pytest.mark.parametrize(
    ("value", "score", "declared"),
    [
        (85.5, "85.5", ""),
        (93.54, "93.54", ""),
        (0.1 + 0.2, "0.3", ""),
        (100, "100", ""),
        ("๙๙.๙๙", "99.99", ""),
        (" 85 ", "85", ""),
        ("85,5", "85.5", ""),
        ("85,500", None, ""),
        ("1,000", None, ""),
        ("85.5%", "85.5", ""),
        ("85.5 คะแนน", "85.5", ""),
        ("ร้อยละ ๘๕.๕", "85.5", ""),
        ("８５．５", "85.5", ""),
        ("85.", "85", ""),
        ("85..5", None, ""),
        ("85-90", None, ""),
        ("8 5", None, ""),
        (".5", "0.5", ""),
        ("ไม่มี ภารกิจ", None, "ไม่มีภารกิจ"),
        ("ไม่ประเมิน", None, "ไม่ประเมิน"),
        ("1e2", None, ""),
        ("", None, ""),
        ("-", None, ""),
        ("9" * 5000, None, ""),
        ("85." + "1" * 5000, None, ""),
        (True, None, ""),
        (float("nan"), None, ""),
        (float("inf"), None, ""),
        (date(2025, 1, 1), None, ""),
    ],
)
def test_a_cell_as_a_score(value: object, score: str | None, declared: str) -> None:
    number, word, _ = parse_score(value)  # type: ignore[arg-type]
    assert (number, word) == (None if score is None else Fraction(score), declared)


@given(st.integers(0, 10_000))
def test_every_score_of_two_decimals_is_read_exactly(hundredths: int) -> None:
    assert parse_score(hundredths / 100)[0] == Fraction(hundredths, 100)
    thai = f"{hundredths / 100:.2f}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert parse_score(thai)[0] == Fraction(hundredths, 100)


@pytest.mark.parametrize(("text", "code"), [("I๑.", "i1"), (" o ๑๐", "o10"), ("E9", "e9"), ("i\u200b1", "i1")])
def test_codes_in_the_spellings_people_use(text: str, code: str) -> None:
    assert code_of(text) == code


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
