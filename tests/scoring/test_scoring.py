"""Check results from scores: real figures, the three states of a figure, and what must always hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.exact import scores_with
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import origin_words
from ita_xlsx.model.results import Basis, Results, Score, two_decimals
from ita_xlsx.scoring import level_for, score_submission, score_values
from tests.conftest import full_scores, published

YEARS = st.sampled_from([2562, 2568])

SAMUT_PRAKAN = {
    "1": "96.49", "2": "97.20", "3": "99.11", "4": "93.72", "5": "95.95", "IIT": "96.49",
    "6 public": "92.21", "7 public": "88.48", "8 public": "86.94",
    "6 survey": "97.92", "7 survey": "97.92", "8 survey": "95.56",
    "9": "100.00", "10": "90.00", "OIT": "95.00", "overall": "94.90",
}  # fmt: skip
# With any survey scores of e4-e6 that average the announced 95.70.
SAMUT_PRAKAN_ANNOUNCED = {"6": "95.07", "7": "92.09", "8": "91.25", "overall": "94.79"}
PATHUM_THANI = {
    "1": "97.81", "2": "96.16", "3": "96.65", "4": "94.75", "5": "96.74", "6": "82.39", "8": "78.94",
    "9": "97.50", "10": "100.00", "IIT": "96.42", "EIT": "80.88", "OIT": "98.75", "overall": "92.69",
}  # fmt: skip


def rounded(results: Results, subjects: object) -> dict[str, str]:
    return {item: str(results.by_subject[item].rounded) for item in subjects}  # type: ignore[attr-defined]


def values(framework: Framework, start: int = 0) -> dict[str, Fraction]:
    return {subject: Fraction(text) for subject, text in full_scores(framework, start).items()}


def test_samut_prakan_as_printed() -> None:
    results = score_submission(published("samut-prakan-2568").submission, load_framework(2568))
    assert rounded(results, SAMUT_PRAKAN) == SAMUT_PRAKAN
    assert (results.level.name, results.level.basis) == ("ผ่านดี", Basis.COMPUTED)
    assert results.complete
    assert [leaf for leaf in results.answers if results.below_threshold(leaf.subject)] == [results.by_subject["o27"]]


@pytest.mark.parametrize("triple", [("95.70", "95.70", "95.70"), ("91.10", "96.00", "100.00"), ("94", "95", "98.1")])
def test_samut_prakan_with_scores_that_average_the_announced_figure(triple: tuple[str, ...]) -> None:
    framework = load_framework(2568)
    answers = {a.subject: a.value or Fraction(0) for a in published("samut-prakan-2568").submission.answers}
    answers |= dict(zip(("e4 survey", "e5 survey", "e6 survey"), map(Fraction, triple), strict=True))
    results = score_values(framework, answers, {})
    assert rounded(results, SAMUT_PRAKAN_ANNOUNCED) == SAMUT_PRAKAN_ANNOUNCED


def test_pathum_thani_with_given_sub_indicators() -> None:
    framework = load_framework(2562)
    results = score_submission(published("pathum-thani-2562").submission, framework)
    assert rounded(results, PATHUM_THANI) == PATHUM_THANI
    assert [str(item.rounded) for item in results.weighted] == ["28.93", "24.27", "39.50"]
    assert results.level.name == "A"
    groups = [node.subject for node in framework.of_kind(Kind.SUBINDICATOR)]
    assert {results.by_subject[item].basis for item in groups} == {Basis.GIVEN}
    assert origin_words(framework, results.by_subject["9"]) == "คำนวณจากคะแนนประกาศ 9.1 9.2 9.3 9.4 9.5"
    assert results.by_subject["overall"].announced == tuple(groups)
    assert len(results.unanswered) == 48
    assert results.missing == ()


# What is typed, what is announced -> basis of 9.1, 9, OIT, overall.
@pytest.mark.parametrize(
    ("without", "announced", "expected"),
    [
        ((), {}, "computed computed computed computed"),
        ((), {"9.1": "1", "OIT": "2"}, "computed computed computed computed"),
        (("9.1",), {}, "missing missing missing missing"),
        (("9.1",), {"9.1": "80"}, "given computed computed computed"),
        (("o1",), {"9.1": "80"}, "missing missing missing missing"),
        (("o1",), {"9": "80", "OIT": "70"}, "missing missing missing missing"),
        (("9",), {"9.2": "80", "OIT": "70"}, "missing missing given computed"),
        (("9",), {"9": "80"}, "missing given computed computed"),
        (("9", "10"), {"OIT": "80"}, "missing missing given computed"),
        (("9", "10"), {"9": "80"}, "missing given missing missing"),
        (("overall",), {"overall": "80"}, "missing missing missing given"),
        (("9.1",), {"9": "80"}, "missing missing missing missing"),
    ],
)
def test_computed_given_or_missing(
    framework: Framework, without: tuple[str, ...], announced: dict[str, str], expected: str
) -> None:
    gone = {leaf.subject for item in without for leaf in framework.nodes[item].leaves}
    answers = {subject: value for subject, value in values(framework).items() if subject not in gone}
    results = score_values(framework, answers, {key: Fraction(text) for key, text in announced.items()})
    assert [results.by_subject[item].basis for item in ("9.1", "9", "OIT", "overall")] == expected.split()


def test_a_missing_answer_is_named_unless_an_announced_figure_covers_it(framework: Framework) -> None:
    answers = values(framework)
    del answers["o1"], answers["i1"]
    results = score_values(framework, answers, {})
    assert results.missing == ("i1", "o1")
    gone = {leaf.subject for leaf in framework.nodes["9.1"].leaves}
    covered = {subject: value for subject, value in answers.items() if subject not in gone}
    results = score_values(framework, covered, {"9.1": Fraction(90)})
    assert results.missing == ("i1",)
    assert set(results.unanswered) == gone


def test_a_declaration_leaves_the_result_incomplete(framework: Framework) -> None:
    answers = values(framework)
    del answers["i2"]
    results = score_values(framework, answers, {}, {"i2": "ไม่มีภารกิจ"})
    assert results.declarations == (("i2", "ไม่มีภารกิจ"),)
    assert results.missing == ()
    assert not results.complete
    assert results.by_subject["1"].basis is Basis.MISSING


@pytest.mark.parametrize(
    ("overall", "instruments", "level"),
    [
        ("95", ("95", "95", "95"), "ผ่านดีเยี่ยม"),
        ("99", ("94.99", "100", "100"), "ผ่านดี"),
        ("94.994999", ("95", "95", "95"), "ผ่านดี"),
        ("94.995", ("95", "95", "95"), "ผ่านดีเยี่ยม"),
        ("95", ("84.99", "100", "100"), "ผ่าน"),
        ("85", ("85", "85", "85"), "ผ่านดี"),
        ("84.99", ("85", "85", "85"), "ต้องปรับปรุง"),
        ("70", ("70", "70", "70"), "ต้องปรับปรุง"),
        ("69.99", ("70", "70", "70"), "ต้องปรับปรุงโดยด่วน"),
        ("0", ("0", "0", "0"), "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_levels_that_look_at_each_instrument(overall: str, instruments: tuple[str, ...], level: str) -> None:
    scores = [Fraction(text) for text in instruments]
    result = level_for(load_framework(2568), Fraction(overall), scores)
    assert (result.name, result.basis) == (level, Basis.COMPUTED)


@pytest.mark.parametrize(
    ("score", "level"),
    [("100", "AA"), ("95", "AA"), ("94.99", "A"), ("85", "A"), ("75", "B"), ("65", "C"), ("55", "D"),
     ("50", "E"), ("49.99", "F"), ("0", "F")],
)  # fmt: skip
def test_levels_aa_to_f(score: str, level: str) -> None:
    framework = load_framework(2562)
    results = score_values(framework, {leaf.subject: Fraction(score) for leaf in framework.answers}, {})
    assert results.level.name == level


def test_a_level_is_given_only_when_none_can_be_computed() -> None:
    framework = load_framework(2568)
    results = score_values(framework, {}, {"overall": Fraction(90)}, announced_level="ผ่านดี")
    assert (results.level.name, results.level.basis) == ("ผ่านดี", Basis.GIVEN)
    results = score_values(framework, {}, {}, announced_level="ไม่มีระดับนี้")
    assert (results.level.name, results.level.basis) == (None, Basis.MISSING)
    results = score_values(framework, values(framework), {}, announced_level="ผ่านดีเยี่ยม")
    assert results.level.basis is Basis.COMPUTED


@pytest.mark.parametrize(
    ("value", "shown"),
    [("92.085", "92.09"), ("81.325", "81.33"), ("84.995", "85.00"), ("84.99499999", "84.99"), ("0", "0.00"),
     ("100", "100.00"), ("1/3", "0.33"), ("2/3", "0.67"), ("0.005", "0.01")],
)  # fmt: skip
def test_two_decimals_are_half_up(value: str, shown: str) -> None:
    assert str(two_decimals(Fraction(value))) == shown


def test_ranks_share_on_ties() -> None:
    framework = load_framework(2568)
    answers = values(framework) | {f"i{n}": Fraction(text) for n, text in ((1, 90), (2, 95), (3, 90))}
    ranks = score_values(framework, answers, {}).rank_of
    assert [ranks[f"i{n}"] for n in (1, 2, 3)] == [2, 1, 2]


@settings(max_examples=40, deadline=None)
@given(year=YEARS, start=st.integers(0, 3000), data=st.data())
def test_raising_a_score_never_lowers_a_result(year: int, start: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    before = values(framework, start)
    subject = data.draw(st.sampled_from(sorted(before)))
    after = before | {subject: Fraction(data.draw(st.integers(int(before[subject] * 100), 10_000)), 100)}
    low, high = score_values(framework, before, {}), score_values(framework, after, {})
    names = [level.name for level in framework.levels]
    assert names.index(high.level.name or "") <= names.index(low.level.name or "")
    for score in low.scores:
        assert (high.by_subject[score.subject].value or 0) >= (score.value or 0)


@settings(max_examples=30, deadline=None)
@given(year=YEARS, start=st.integers(0, 3000), data=st.data())
def test_the_order_of_answers_never_matters(year: int, start: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    answers = values(framework, start)
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score_values(framework, answers, {}) == score_values(framework, shuffled, {})


@settings(max_examples=30, deadline=None)
@given(year=YEARS, data=st.data())
def test_every_score_is_the_exact_mean_of_its_tree(year: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    scores = st.fractions(0, 100, max_denominator=data.draw(st.sampled_from([1, 100, 10**9])))
    answers = {leaf.subject: data.draw(scores) for leaf in framework.answers}
    exact = scores_with((framework.tree, *framework.views), answers, Fraction(0))
    results = score_values(framework, answers, {})
    assert {subject: score.value for subject, score in results.by_subject.items()} == exact


@settings(max_examples=30, deadline=None)
@given(year=YEARS, start=st.integers(0, 3000), data=st.data())
def test_a_missing_answer_changes_only_the_results_above_it(year: int, start: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    answers = values(framework, start)
    every = score_values(framework, answers, {}).by_subject
    gone = data.draw(st.sampled_from(framework.answers)).subject
    some = score_values(framework, {subject: value for subject, value in answers.items() if subject != gone}, {})
    for subject, score in some.by_subject.items():
        above = gone in {leaf.subject for leaf in framework.nodes[subject].leaves}
        assert score == (Score(subject, Basis.MISSING) if above else every[subject])


def test_nothing_is_known_of_a_form_without_answers(framework: Framework) -> None:
    results = score_values(framework, {}, {})
    assert {score.basis for score in results.by_subject.values()} == {Basis.MISSING}
    assert results.missing == tuple(leaf.subject for leaf in framework.answers)
    assert results.rank_of == {}


@settings(max_examples=60, deadline=None)
@given(st.fractions(0, 100, max_denominator=10**6))
def test_rounding_moves_a_score_by_at_most_half_a_hundredth(value: Fraction) -> None:
    shown = Fraction(two_decimals(value))
    assert -Fraction(1, 200) < shown - value <= Fraction(1, 200)
