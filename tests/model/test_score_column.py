"""Check that figures over whole numbers are those that fractions give, one by one."""

from __future__ import annotations

import statistics
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model import province_results as results
from ita_xlsx.model.province.score_column import ScoreColumn
from ita_xlsx.model.results import in_hundredths

# Two decimals, thirds and other means, and a denominator beyond what an array holds.
_SCORES = st.one_of(
    st.none(),
    st.integers(0, 10_000).map(lambda count: Fraction(count, 100)),
    st.fractions(0, 100, max_denominator=1260),
    st.integers(1, 10**25).map(lambda bottom: Fraction(100, bottom)),
)
_COLUMNS = st.lists(_SCORES, max_size=12)


def _rounded(value: Fraction) -> Decimal:
    cent = Decimal(value.numerator * 100 * 10**30 // value.denominator).scaleb(-30)
    return cent.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)


@given(_COLUMNS)
def test_each_score_of_a_column_is_the_score(values: list[Fraction | None]) -> None:
    column = ScoreColumn(values)
    assert list(column) == values
    assert list(column.floats()) == [None if value is None else float(value) for value in values]
    expected = [None if value is None else int(_rounded(value) * 100) for value in values]
    assert [None if value is None else in_hundredths(value) for value in column] == expected
    assert column.is_complete == (None not in values)
    assert ScoreColumn.of(column) is column


@given(_COLUMNS, st.fractions(0, 100, max_denominator=300))
def test_figures_of_a_column_are_those_of_its_fractions(values: list[Fraction | None], threshold: Fraction) -> None:
    there = [value for value in values if value is not None]
    for column in (values, ScoreColumn(values)):
        assert results.count(column) == len(there)
        assert results.mean(column) == (_rounded(sum(there, Fraction(0)) / len(there)) if there else None)
        assert results.median(column) == (_rounded(Fraction(statistics.median(there))) if there else None)
        assert results.least(column) == (_rounded(min(there)) if there else None)
        assert results.below(column, threshold) == sum(_rounded(value) < _rounded(threshold) for value in there)


@given(st.lists(st.tuples(_SCORES, st.none() | st.integers(0, 5000).map(Fraction)), max_size=12))
def test_a_weighted_mean_counts_the_pairs_that_are_there(pairs: list[tuple[Fraction | None, Fraction | None]]) -> None:
    there = [(value, weight) for value, weight in pairs if value is not None and weight is not None]
    total = sum((weight for _, weight in there), Fraction(0))
    expected = _rounded(sum((value * weight for value, weight in there), Fraction(0)) / total) if total else None
    values, weights = (ScoreColumn(column) for column in zip(*pairs, strict=True)) if pairs else ((), ())
    assert results.weighted_mean(values, weights) == expected
