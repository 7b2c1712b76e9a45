"""Check that one reader understands the dates and months that Thai offices type, in decisions, forms and periods."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ita_xlsx.model.text.dates import MONTHS, SHORT_MONTHS, month_number, parse_date
from ita_xlsx.model.text.periods import moved_period, parse_period

DAY = date(2025, 9, 20)


@pytest.mark.parametrize(
    "text",
    [
        "20 กย. 68", "20 ก.ย 68", "20 ก. ย. 68", "20กย68", "20 ก.ย. พ.ศ. 2568", "๒๐ ก.ย. ๖๘", "20-ก.ย.-68",
        "20 เดือนกันยายน 2568", "วันที่ 20 กันยายน 2568", "วันเสาร์ที่ 20 กันยายน 2568", "20-Sep-25", "20 Sept. 2025",
        "20 September 2025", "20-sep-68", "20/9/2568 0:00", "20 / 9 / 2568", "2025-09-20 08:00:00", "2568-09-20",
        "20 ก.ย. 68 เวลา 10.30 น.", "20.09.2568",
    ],
)  # fmt: skip
def test_a_typed_date_is_read_alike_everywhere(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", ["20 กย. 68", "20 ก.ย 68", "20-Sep-25", "20 Sep 2025", "20 กันยายน 2568", "20/9/2568"])
def test_a_typed_date_is_read_alike_in_a_period(text: str) -> None:
    period = parse_period(text, 2568)
    assert period is not None
    assert (period.first, period.last) == (DAY, DAY)


@pytest.mark.parametrize("text", ["20 ก.ย. 25", "20/9/25", "32 ก.ย. 68", "20 กก. 68", "กันยายน", "20 Sepp 25", ""])
def test_another_text_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$|out of range"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ต.ค 67", date(2024, 10, 1), date(2024, 10, 31)), ("ตค. 67", date(2024, 10, 1), date(2024, 10, 31)),
        ("ต.ค 67 - ก.ย 68", date(2024, 10, 1), date(2025, 9, 30)), ("Sep-25", date(2025, 9, 1), date(2025, 9, 30)),
        ("Oct 2024 - Sep 2025", date(2024, 10, 1), date(2025, 9, 30)),
        ("ภายใน 31 มีค 68", date(2024, 10, 1), date(2025, 3, 31)),
        ("1-Oct-24 ถึง 30-Sep-25", date(2024, 10, 1), date(2025, 9, 30)),
    ],
)  # fmt: skip
def test_a_typed_month_is_read_in_a_period(text: str, first: date, last: date) -> None:
    period = parse_period(text, 2568)
    assert period is not None
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("before", "after"), [("20-Sep-25", "20-Sep-26"), ("ต.ค 67 - ก.ย 68", "ต.ค 68 - ก.ย 69"), ("Sep 2025", "Sep 2026")]
)
def test_a_typed_period_is_moved_in_its_own_spelling(before: str, after: str) -> None:
    assert moved_period(before, 2568, 2569) == after


@pytest.mark.parametrize("number", range(1, 13))
def test_every_spelling_of_a_month(number: int) -> None:
    short = SHORT_MONTHS[number - 1]
    spellings = (MONTHS[number - 1], short, short.replace(".", ""), short.removesuffix("."), short.replace(".", ". "))
    assert {month_number(text.strip()) for text in spellings} == {number}
