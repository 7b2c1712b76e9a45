"""Check which question of an earlier year is the same as one of this year."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.model.earlier_years.year_map import convert_results, map_questions
from ita_xlsx.scoring import score_values
from tests.conftest import full_scores


def test_the_map_is_the_identity_on_sourced_wording() -> None:
    for year in list_years():
        framework = load_framework(year)
        pairs = map_questions(framework, framework)
        assert all(one == other for one, other in pairs.items())
        assert not {item.code for item in framework.questions if item.assumed} & set(pairs)


def test_the_map_goes_both_ways() -> None:
    for now, then in zip(list_years()[1:], list_years(), strict=False):
        there = map_questions(load_framework(now), load_framework(then))
        back = map_questions(load_framework(then), load_framework(now))
        assert {other: one for one, other in there.items()} == dict(back)


@pytest.mark.parametrize(
    ("now", "then", "code", "other"),
    [
        (2568, 2567, "o2", "o2"),
        (2568, 2567, "o3", "o4"),
        (2568, 2562, "o10", "o17"),
        (2564, 2562, "o18", "o18"),
        (2564, 2563, "i1", None),
        (2568, 2567, "i1", None),
        (2568, 2562, "o6", None),
    ],
)
def test_the_same_question_only_where_both_wordings_are_sourced_and_agree(
    now: int, then: int, code: str, other: str | None
) -> None:
    assert map_questions(load_framework(now), load_framework(then)).get(code) == other


def test_indicators_are_always_carried_and_unmapped_questions_never() -> None:
    now, then = load_framework(2568), load_framework(2565)
    scores = {key: Fraction(text) for key, text in full_scores(then).items()}
    results = score_values(then, scores, {})
    carried = convert_results(now, then, results)
    for number in range(1, 11):
        assert carried.by_subject[str(number)].value == results.by_subject[str(number)].value
    assert carried.by_subject["6 public"].value is None
    known = {score.subject for score in carried.answers if score.value is not None}
    assert known == set(map_questions(now, then))
