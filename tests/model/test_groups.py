"""Hold the groups of agencies by kind and district, and ranks, means and quartiles within them."""

from fractions import Fraction

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.province.groups import (
    GroupBy,
    groups_by,
    mean_within,
    quartiles,
    ranks_within,
)
from ita_xlsx.model.results import two_decimals

scores = st.lists(st.integers(0, 10000).map(lambda number: Fraction(number, 100)), min_size=1, max_size=40)


def _agencies(*kinds: str) -> list[Agency]:
    return [Agency(f"P{number:02}", f"หน่วยงาน {number}", kind=kind) for number, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [
        ((), []),
        (("อบต.", "เทศบาล", "อบต."), [("อบต.", (0, 2), True), ("เทศบาล", (1,), True)]),
        (("เทศบาล ตำบล", "เทศบาลตำบล", " เทศบาล  ตำบล"), [("เทศบาล ตำบล", (0, 1, 2), True)]),
        (("ส\u0e4d\u0e32นักงาน", "สำนักงาน"), [("ส\u0e4d\u0e32นักงาน", (0, 1), True)]),
        (("", "อบต.", "-"), [("อบต.", (1,), True), ("ไม่ระบุประเภท", (0, 2), False)]),
    ],
)
def test_one_kind_is_one_group_in_whatever_spelling(kinds: tuple[str, ...], groups: list[tuple[object, ...]]) -> None:
    assert [tuple(group) for group in groups_by(_agencies(*kinds), GroupBy.KIND)] == groups


def test_districts_are_groups_of_their_own() -> None:
    agencies = [Agency("1", "ก", kind="อบต.", district="เมือง"), Agency("2", "ข", kind="อบต.")]
    assert [group.name for group in groups_by(agencies, GroupBy.DISTRICT)] == ["เมือง", "ไม่ระบุอำเภอ"]


@given(scores)
def test_quartiles_and_mean_are_those_of_pandas(values: list[Fraction]) -> None:
    series, found = pandas.Series([float(value) for value in values]), quartiles(values)
    assert found is not None
    assert list(map(float, found)) == pytest.approx([series.quantile(part) for part in (0.25, 0.5, 0.75)])
    assert float(mean_within(values) or 0) == pytest.approx(series.mean())


@given(scores)
def test_ranks_are_those_of_pandas_and_equal_scores_share_one(values: list[Fraction]) -> None:
    series = pandas.Series([two_decimals(value) for value in values]).astype(float)
    assert [item.rank for item in ranks_within(values)] == list(series.rank(method="min", ascending=False))
    counts = series.value_counts()
    assert [item.tied for item in ranks_within(values)] == [counts[float(two_decimals(value))] for value in values]


def test_scores_that_are_equal_at_two_decimals_are_equal() -> None:
    assert ranks_within([Fraction(90001, 1000), Fraction(90002, 1000), Fraction(80)]) == ((1, 2), (1, 2), (3, 1))


def test_a_group_without_scores_has_no_mean_and_no_quartiles() -> None:
    assert (mean_within([]), quartiles([])) == (None, None)


@pytest.mark.parametrize(("score", "quarter"), [(100, 1), (85, 1), (84, 2), (70, 2), (69, 3), (55, 3), (54, 4), (0, 4)])
def test_the_quarter_of_a_score(score: int, quarter: int) -> None:
    found = quartiles([Fraction(40), Fraction(55), Fraction(70), Fraction(85), Fraction(100)])
    assert found is not None
    assert found.quarter_of(Fraction(score)) == quarter
