"""A summary that a child hands over is the summary that it made."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from ita_xlsx.model.round_state import ReturnSummary

Scores = tuple[Fraction | None, ...]


@pytest.mark.parametrize(
    "scores",
    [
        (),
        (None,),
        (Fraction(0), Fraction(100), None, Fraction(-3, 2)),
        (Fraction(10**30 + 1, 10**15), Fraction(2, 3)),
    ],
)
def test_a_summary_is_handed_over_with_all_its_scores(scores: Scores) -> None:
    summary = ReturnSummary(file="a.xlsx", values=scores, previous=scores[:1], announced_apart=(("9", Fraction(1, 3)),))
    received = pickle.loads(pickle.dumps(summary))
    assert received == summary
    assert repr(received) == repr(summary)


def test_equal_scores_of_several_summaries_are_one_object() -> None:
    summaries = [ReturnSummary(file=file, values=(Fraction(18999, 200),)) for file in ("a.xlsx", "b.xlsx")]
    first, second = (pickle.loads(pickle.dumps(summary)) for summary in summaries)
    assert first.values[0] is second.values[0]
