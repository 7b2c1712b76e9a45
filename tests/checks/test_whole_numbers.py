"""Check that only scores which could have decimals are taken for scores that lost them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.checks.case import Case
from ita_xlsx.checks.consistency import check_decimals_lost
from ita_xlsx.scoring import score_submission
from tests.conftest import full_scores, submission_of

FRAMEWORK = load_framework(2568)
SURVEY = [leaf.subject for leaf in FRAMEWORK.answers if leaf.subject.endswith("survey")]


def codes(scores: list[int | str]) -> list[str]:
    """The findings of a form with these scores of EIT Survey; all other scores have decimals."""
    typed = full_scores(FRAMEWORK) | dict(zip(SURVEY, map(str, scores), strict=True))
    submission = submission_of(FRAMEWORK, typed)
    case = Case(submission=submission, framework=FRAMEWORK, results=score_submission(submission, FRAMEWORK))
    return [item.code for item in check_decimals_lost(case)]


@pytest.mark.parametrize(
    ("scores", "is_told"),
    [
        # Scores of which the decimals were lost, also with a few at the ends of the scale.
        ([95, 93, 100, 88, 91, 97, 90, 92, 89], True),
        ([100, 100, 100, 100, 100, 100, 98, 95, 97], True),
        ([0, 100, 100, 98, 95, 100, 100, 97, 0], True),
        # Nearly everybody gave the best answer, or the worst.
        ([100, 100, 100, 100, 100, 100, 98, 100, 100], False),
        ([100, 100, 100, 95, 100, 100, 98, 100, 100], False),
        ([0, 0, 100, 0, 0, 0, 2, 0, 0], False),
        ([100] * 9, False),
        # One score with decimals is enough to know that they were kept.
        ([95, 93, 100, 88, "91.5", 97, 90, 92, 89], False),
        # Equal scores and scores of 0-5 have findings of their own.
        ([90] * 9, False),
        ([5, 4, 3, 4, 5, 2, 4, 3, 1], False),
    ],
)
def test_decimals_are_missed_only_where_they_could_stand(scores: list[int | str], is_told: bool) -> None:
    assert codes(scores) == (["S225"] if is_told else [])


def test_every_number_of_scores_at_the_ends_is_possible() -> None:
    for ends in range(10):
        between = [Fraction(90 + number) for number in range(9 - ends)]
        assert codes([*map(str, between), *(["100"] * ends)]) == (["S225"] if len(between) >= 3 else [])
