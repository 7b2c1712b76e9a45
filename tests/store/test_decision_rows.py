"""Check that a new decision becomes a row, and that nothing the file says is lost."""

from __future__ import annotations

from datetime import date

import pytest

from ita_xlsx.model.round_state import Decision
from ita_xlsx.store.decisions import with_decision

DAY, LATER = date(2025, 10, 1), date(2025, 10, 15)
OTHER = Decision("P02", "b.xlsx", "ข", DAY, DAY)


def test_a_new_code_becomes_the_last_row() -> None:
    new = Decision("P01", "a.xlsx", "ก", LATER)
    assert with_decision([OTHER], new) == (OTHER, new)


@pytest.mark.parametrize("code", ["P01", "p01", "Ｐ01"])
def test_the_row_of_the_code_is_changed_where_it_stands(code: str) -> None:
    before = Decision("P01", "", "ประทับตรา", DAY, DAY)
    after = with_decision([before, OTHER], Decision(code, "a.xlsx", "ก", LATER))
    assert after == (Decision("P01", "a.xlsx", "ประทับตรา; ก", LATER, DAY), OTHER)


def test_a_reason_stands_once() -> None:
    once = with_decision([], Decision("P01", "a.xlsx", "ก", DAY))
    assert with_decision(once, Decision("P01", "a.xlsx", "ก", DAY)) == once
