"""Check that dates of both eras are read, and written so that they read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.text.dates import parse_date, thai_date


@pytest.mark.parametrize(
    "text",
    [
        "30/9/2569",
        "2026-09-30",
        "30 กันยายน 2569",
        "๓๐ ก.ย. ๒๕๖๙",
        "30-9-2026",
        "2569-09-30",
        "30 กันยายน พ.ศ. 2569",
    ],
)
def test_dates_of_both_eras(text: str) -> None:
    assert parse_date(text) == date(2026, 9, 30)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_shown_date_reads_back(day: date) -> None:
    assert parse_date(thai_date(day)) == day


@pytest.mark.parametrize("text", ["", "soon", "2569", "30/13/2569", "30 ดีค 2569"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)
