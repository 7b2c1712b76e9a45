"""Check that periods are read as people write them, and left unread where nobody could read them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.text.dates import BUDDHIST, MONTHS, SHORT_MONTHS
from ita_xlsx.model.text.digits import thai
from ita_xlsx.model.text.periods import Period, fiscal_year, moved_period, parse_period

YEAR = 2568
WHOLE = ("2024-10-01", "2025-09-30")
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
STYLES = st.sampled_from(
    ["{d} {m} {y}", "{d} {s} {y}", "{d}{s}{y}", "{d} {s} {z}", "{d}/{n}/{y}", "{d}/{n}/{z}", "วันที่ {d} {m} พ.ศ. {y}"]
)
BETWEEN = st.sampled_from([" - ", "-", " – ", " ถึง ", " ถึงวันที่ ", " จนถึง "])


def written(day: date, style: str) -> str:
    """A day in one of the ways people write it."""
    year = day.year + BUDDHIST
    return style.format(
        d=day.day, m=MONTHS[day.month - 1], s=SHORT_MONTHS[day.month - 1], n=day.month, y=year, z=year % 100
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 ต.ค. 2567 - 30 ก.ย. 2568", WHOLE),
        ("๑ ต.ค. ๒๕๖๗ – ๓๐ ก.ย. ๒๕๖๘", WHOLE),
        ("ตุลาคม 2567 - กันยายน 2568", WHOLE),
        ("ต.ค. 67-ก.ย. 68", WHOLE),
        ("ต.ค. - ก.ย.", WHOLE),
        ("ปีงบประมาณ พ.ศ. 2568", WHOLE),
        ("ปี ๒๕๖๘", WHOLE),
        ("2568", WHOLE),
        ("ตลอดปีงบประมาณ", WHOLE),
        ("รอบ 12 เดือน", WHOLE),
        ("ทุกไตรมาส", WHOLE),
        ("เดือนละ 1 ครั้ง", WHOLE),
        ("ปีงบประมาณ พ.ศ. 2568 (1 ตุลาคม 2567 - 30 กันยายน 2568)", WHOLE),
        ("2024-10-01 ถึง 2025-09-30", WHOLE),
        ("1/10/2567 - 30/9/2568", WHOLE),
        ("1-10-2567 ถึง 30-9-2568", WHOLE),
        ("2567-2568", ("2023-10-01", "2025-09-30")),
        ("1 ตุลาคม 2568 – 30 กันยายน 2569", ("2025-10-01", "2026-09-30")),
        ("ไตรมาส 1", ("2024-10-01", "2024-12-31")),
        ("ไตรมาสที่ ๒", ("2025-01-01", "2025-03-31")),
        ("ไตรมาส 2/2567", ("2024-01-01", "2024-03-31")),
        ("ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2567", ("2023-10-01", "2023-12-31")),
        ("ไตรมาส 1-2", ("2024-10-01", "2025-03-31")),
        ("ไตรมาส 2 และ 4", ("2025-01-01", "2025-09-30")),
        ("รอบ 6 เดือนแรก", ("2024-10-01", "2025-03-31")),
        ("6 เดือนหลัง", ("2025-04-01", "2025-09-30")),
        ("ภายใน 31 มีนาคม 2568", ("2024-10-01", "2025-03-31")),
        ("ภายในเดือนมิถุนายน 2568", ("2024-10-01", "2025-06-30")),
        ("ตั้งแต่เดือนมกราคม 2568 เป็นต้นไป", ("2025-01-01", "2025-09-30")),
        ("มกราคม - มีนาคม 2568", ("2025-01-01", "2025-03-31")),
        ("พ.ย. 2567 - ก.พ.", ("2024-11-01", "2025-02-28")),
        ("ธันวาคม - กุมภาพันธ์ 2567", ("2023-12-01", "2024-02-29")),
        ("1 - 31 มีนาคม 2568", ("2025-03-01", "2025-03-31")),
        ("มี.ค. 68", ("2025-03-01", "2025-03-31")),
        ("31 มีนาคม", ("2025-03-31", "2025-03-31")),
        ("ทุกเดือน (ต.ค. 67 - ธ.ค. 67)", ("2024-10-01", "2024-12-31")),
    ],
)
def test_a_period_is_read(text: str, expected: tuple[str, str]) -> None:
    found = parse_period(text, YEAR)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "เมื่อสะดวก", "ตามที่กำหนด", "ภายใน 30 วัน", "30 วันหลังได้รับเรื่อง", "31 กุมภาพันธ์ 2568", "ไตรมาส 5", "5",
        "30 กันยายน 2568 - 1 ตุลาคม 2567", "99/99/2568", "ไตรมาส", "หลังเดือนมีนาคม 2568", "3 เดือน", "1/2568",
    ],
)  # fmt: skip
def test_what_is_no_period_is_left_unread(text: str) -> None:
    assert parse_period(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("1 ต.ค. 2567 - 30 ก.ย. 2568", "1 ต.ค. 2568 - 30 ก.ย. 2569"),
        ("1 ตุลาคม 2567 – 30 กันยายน 2568", "1 ตุลาคม 2568 – 30 กันยายน 2569"),
        ("ภายใน ๓๑ มีนาคม ๒๕๖๘", "ภายใน ๓๑ มีนาคม ๒๕๖๙"),
        ("ภายในวันที่  31/3/68", "ภายในวันที่  31/3/69"),
        ("2025-03-31", "2026-03-31"),
        ("ปีงบประมาณ พ.ศ. 2568", "ปีงบประมาณ พ.ศ. 2569"),
        ("ต.ค. ๖๗ - ก.ย. ๖๘", "ต.ค. ๖๘ - ก.ย. ๖๙"),
        ("ไตรมาส 1/2568\nไตรมาส 3/2568 (ตามความเหมาะสม)", "ไตรมาส 1/2569\nไตรมาส 3/2568 (ตามความเหมาะสม)"),
        ("ไตรมาส 2", "ไตรมาส 2"),
        ("ปีงบประมาณ พ.ศ. 2569", "ปีงบประมาณ พ.ศ. 2569"),
        ("1 ต.ค. 2566 - 30 ก.ย. 2568", "1 ต.ค. 2566 - 30 ก.ย. 2568"),
        ("เมื่อสะดวก 2568", "เมื่อสะดวก 2568"),
        ("", ""),
    ],
)
def test_a_period_of_last_year_moves_on_in_its_own_spelling(text: str, moved: str) -> None:
    assert moved_period(text, 2568, 2569) == moved


@given(st.text("0123456789๐๑๒๕๖๗๘ /-.ต.ค.ก.ย. ไตรมาสพศ\n", max_size=30))
def test_moving_on_never_breaks_and_keeps_what_it_cannot_read(text: str) -> None:
    moved = moved_period(text, 2568, 2569)
    assert len(moved) == len(text)
    if parse_period(text, 2568) is None and "\n" not in text:
        assert moved == text


@given(DAYS, st.integers(0, 900), STYLES, STYLES, BETWEEN, st.booleans())
def test_two_days_in_any_spelling_are_those_days(
    first: date, length: int, style: str, other: str, between: str, in_thai: bool
) -> None:
    last = first + timedelta(length)
    text = written(first, style) + between + written(last, other)
    assert parse_period(thai(text) if in_thai else text, YEAR) == Period(first, last)


@given(st.integers(2543, 2592), st.integers(1, 4))
def test_the_quarters_make_the_fiscal_year(year: int, number: int) -> None:
    whole = fiscal_year(year)
    quarters = [parse_period(f"ไตรมาส {n}", year) for n in range(1, 5)]
    assert all(quarters)
    known = [item for item in quarters if item is not None]
    assert (known[0].first, known[-1].last) == (whole.first, whole.last)
    assert all(one.last + timedelta(1) == later.first for one, later in pairwise(known))
    assert parse_period(f"ไตรมาส {number}/{year}", YEAR) == known[number - 1]


@given(st.text(max_size=40), st.integers(2543, 2592))
def test_no_text_breaks_the_reader(text: str, year: int) -> None:
    found = parse_period(text, year)
    assert found is None or found.first <= found.last
