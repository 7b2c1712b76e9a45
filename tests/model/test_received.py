"""Test the moment of receipt: Thai time, deadlines, and which of two moments is later."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.received import NOT_KNOWN, Received, ReceivedFrom, received_at, received_on

DEADLINE = date(2026, 9, 30)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("moment", "iso", "late"),
    [
        (datetime(2026, 9, 29, 18, 0, tzinfo=UTC), "2026-09-30T01:00:00+07:00", False),
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), "2026-09-30T23:59:59+07:00", False),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), "2026-10-01T00:00:00+07:00", True),
        (datetime(2026, 9, 30, 18, 0, tzinfo=UTC), "2026-10-01T01:00:00+07:00", True),
        (datetime(2026, 9, 30, 23, 0, tzinfo=timezone(timedelta(hours=7))), "2026-09-30T23:00:00+07:00", False),
        (datetime(2026, 9, 30, 9, 0), "2026-09-30T09:00:00+07:00", False),
        (datetime.max.replace(tzinfo=UTC), None, False),
        (None, None, False),
    ],
)  # fmt: skip
def test_a_mail_came_in_thai_time(moment: datetime | None, iso: str | None, late: bool) -> None:
    received = received_at(moment)
    assert (received.iso, received.is_after(DEADLINE)) == (iso, late)


def test_a_day_that_is_not_known_is_never_late() -> None:
    assert received_on(None, ReceivedFrom.FORM) == NOT_KNOWN
    assert not NOT_KNOWN.is_after(date(1, 1, 1))
    assert not received_on(DEADLINE, ReceivedFrom.FORM).is_after(None)


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        (Received(DEADLINE, time(9)), Received(DEADLINE, time(10)), "second"),
        (Received(DEADLINE, time(9)), Received(DEADLINE, time(9)), ""),
        (Received(DEADLINE), Received(DEADLINE, time(10)), ""),
        (Received(DEADLINE), Received(DEADLINE + timedelta(1)), "second"),
        (Received(DEADLINE + timedelta(1)), Received(DEADLINE, time(23)), "first"),
        (NOT_KNOWN, Received(DEADLINE), ""),
    ],
)
def test_the_later_of_two_moments_needs_both(first: Received, second: Received, later: str) -> None:
    found = "first" if first.is_later_than(second) else "second" if second.is_later_than(first) else ""
    assert found == later


@given(DAYS, DAYS, st.none() | st.times(), st.none() | st.times())
def test_never_are_both_later(one: date, other: date, at: time | None, other_at: time | None) -> None:
    first, second = Received(one, at), Received(other, other_at)
    assert not (first.is_later_than(second) and second.is_later_than(first))
