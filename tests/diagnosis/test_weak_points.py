"""Check weak points and strengths: the published reports, each rule by itself, order, and the drafted plan."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.diagnosis import diagnose, draft_measures, find_weak_points
from ita_xlsx.model.diagnosis import Diagnosis, Remedy
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.rules import MARKS, RuleChange, RuleCode, effective_rules
from ita_xlsx.model.submission import values_of
from ita_xlsx.scoring import score_submission, score_values
from tests.conftest import full_scores, published

Scores = dict[str, str]


def judged(
    framework: Framework,
    scores: Scores,
    before: Scores | None = None,
    *changes: RuleChange,
    threshold: int | None = None,
) -> Diagnosis:
    limit = None if threshold is None else parse_limit(threshold)
    results, previous = (
        score_values(framework, {key: Fraction(text) for key, text in values.items()}, {}, threshold=limit)
        for values in (scores, before or {})
    )
    rules = effective_rules(framework.rules, changes, results.threshold)
    return diagnose(framework, results, previous.by_subject, rules)


def level_scores(framework: Framework, score: str = "90") -> Scores:
    return {leaf.subject: "100" if leaf.code.startswith("o") else score for leaf in framework.answers}


def of_published(slug: str) -> Diagnosis:
    example = published(slug)
    framework, submission = load_framework(example.year), example.submission
    results = score_submission(submission, framework)
    previous = score_values(framework, values_of(submission.previous), values_of(submission.announced_previous))
    return diagnose(framework, results, previous.by_subject, effective_rules(framework.rules, (), results.threshold))


def subjects(points: object) -> list[str]:
    return [point.subject for point in points]  # type: ignore[attr-defined]


def test_pathum_thani_2562() -> None:
    diagnosis = of_published("pathum-thani-2562")
    urgent = [point.subject for point in diagnosis.weak_points if point.remedy is Remedy.URGENT]
    questions = ["e1", "e2", "e3", "e5", "e6", "e7", "e9", "e11", "e12", "e14", "e15"]
    assert sorted(urgent) == sorted([*questions, "6", "7", "8", "EIT"])
    assert len(diagnosis.weak_points) == len(urgent)
    assert subjects(diagnosis.has(RuleCode.LOWEST_QUESTION)) == ["i2", "i7", "i14", "i20", "i30", "e5", "e6", "e14"]
    assert subjects(diagnosis.has(RuleCode.LOWEST_INDICATOR)) == ["8"]
    assert subjects(diagnosis.weak_points)[:3] == ["e6", "e14", "e11"]


def test_samut_prakan_2568() -> None:
    diagnosis = of_published("samut-prakan-2568")
    assert subjects(diagnosis.has(RuleCode.BELOW)) == ["o27"]
    assert subjects(diagnosis.weak_points) == ["o27", "10", "8", "7", "OIT", "6"]
    assert subjects(diagnosis.has(RuleCode.APART)) == ["6", "7", "8"]
    assert subjects(diagnosis.has(RuleCode.FELL)) == ["OIT", "10"]
    assert subjects(diagnosis.strengths) == ["IIT", "EIT", "1", "2", "3", "4", "5", "9"]


def test_samut_prakan_rises_and_falls_as_its_tables_state() -> None:
    """Tables 2-6 of the report: IIT and all its indicators rose; EIT Public fell in every indicator and EIT
    Survey rose in every one; of OIT, indicator 9 rose, 10 and the whole fell."""
    example = published("samut-prakan-2568")
    framework, submission = load_framework(example.year), example.submission
    now = score_submission(submission, framework)
    before = score_values(framework, values_of(submission.previous), values_of(submission.announced_previous))
    rose = ["IIT", *"12345", "EIT survey", "6 survey", "7 survey", "8 survey", "9"]
    fell = ["EIT public", "6 public", "7 public", "8 public", "OIT", "10"]
    for subjects_of, sign in ((rose, 1), (fell, -1)):
        for subject in subjects_of:
            gap = (now.by_subject[subject].rounded or 0) - (before.by_subject[subject].rounded or 0)
            assert gap * sign > 0, subject


# scores changed from 90 (OIT 100), last year's, what holds of which subject.
CASES: list[tuple[Scores, Scores, RuleCode, dict[str, str]]] = [
    ({}, {}, RuleCode.BELOW, {}),
    ({"i1": "84.99"}, {}, RuleCode.BELOW, {"i1": "0.01"}),
    ({"i1": "84.995"}, {}, RuleCode.BELOW, {}),
    ({"i1": "84.994"}, {}, RuleCode.BELOW, {"i1": "0.01"}),
    ({"i1": "84", "i2": "84", "i3": "84"}, {}, RuleCode.BELOW, {"1": "1.00", "i1": "1.00", "i2": "1.00", "i3": "1.00"}),
    ({"i1": "0", "i2": "70"}, {}, RuleCode.BELOW, {"IIT": "2.33", "1": "31.67", "i1": "85.00", "i2": "15.00"}),
    ({"o1": "99.99"}, {}, RuleCode.NOT_FULL, {"o1": "0.01"}),
    ({"i1": "99"}, {}, RuleCode.NOT_FULL, {}),
    ({"e1 public": "75.01"}, {}, RuleCode.APART, {}),
    ({"e1 public": "74.97"}, {}, RuleCode.APART, {"6": "0.01"}),
    ({"i1": "96"}, {"i1": "99"}, RuleCode.FELL, {}),
    ({"i1": "90"}, {"i1": "93.03"}, RuleCode.FELL, {"1": "0.01"}),
    ({"i1": "90"}, {"i1": "93"}, RuleCode.FELL, {}),
    ({"i1": "80"}, {"i1": "85"}, RuleCode.FELL_THROUGH, {"i1": "5.00"}),
    ({"i1": "80"}, {"i1": "84.99"}, RuleCode.FELL_THROUGH, {}),
    ({"i1": "89"}, {}, RuleCode.LOWEST_INDICATOR, {"1": "None"}),
    ({"i1": "89"}, {}, RuleCode.LOWEST_QUESTION, {"i1": "None"}),
    ({"i2": "89", "i3": "89"}, {}, RuleCode.LOWEST_QUESTION, {"i2": "None"}),
    ({"e2 survey": "89", "e3 public": "89"}, {}, RuleCode.LOWEST_QUESTION, {"e3 public": "None"}),
]  # fmt: skip


@pytest.mark.parametrize(("scores", "before", "rule", "expected"), CASES)
def test_each_rule_by_itself(scores: Scores, before: Scores, rule: RuleCode, expected: dict[str, str]) -> None:
    framework = load_framework(2568)
    full = level_scores(framework)
    diagnosis = judged(framework, full | scores, full | before if before else {})
    held = {
        item.subject: str(reason.distance)
        for item in diagnosis.has(rule)
        for reason in item.reasons
        if reason.rule is rule
    }
    assert held == expected


def test_the_lowest_indicator_is_the_first_of_equals() -> None:
    framework = load_framework(2562)
    assert subjects(judged(framework, level_scores(framework)).has(RuleCode.LOWEST_INDICATOR)) == ["1"]


@pytest.mark.parametrize(
    ("change", "rule", "held"),
    [
        (RuleChange(RuleCode.FELL, limit=parse_limit(9)), RuleCode.FELL, ["10"]),
        (RuleChange(RuleCode.FELL, enabled=False), RuleCode.FELL, []),
        (RuleChange(RuleCode.STRENGTH, limit=parse_limit(97)), RuleCode.STRENGTH, ["2", "3", "9"]),
        (RuleChange(RuleCode.BELOW, limit=parse_limit("88.3")), RuleCode.BELOW,
         ["i10", "e5 public", "e7 public", "e8 public", "e9 public", "o27"]),
    ],
)  # fmt: skip
def test_a_round_changes_the_rules(change: RuleChange, rule: RuleCode, held: list[str]) -> None:
    example = published("samut-prakan-2568")
    framework, submission = load_framework(2568), example.submission
    results = score_submission(submission, framework)
    previous = score_values(framework, {}, values_of(submission.announced_previous))
    rules = effective_rules(framework.rules, (change,), results.threshold)
    assert subjects(diagnose(framework, results, previous.by_subject, rules).has(rule)) == held


def test_remedies() -> None:
    framework = load_framework(2568)
    diagnosis = judged(framework, level_scores(framework) | {"i1": "80", "i4": "89", "o1": "90"})
    remedy = {item.subject: item.remedy for item in diagnosis.judgements}
    assert (remedy["i1"], remedy["o1"], remedy["i4"], remedy["i2"]) == (
        Remedy.URGENT, Remedy.DEVELOP, Remedy.MAINTAIN, None,
    )  # fmt: skip
    assert "i4" not in subjects(diagnosis.weak_points)


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from([2562, 2568]), start=st.integers(0, 3000), before=st.integers(0, 3000), data=st.data())
def test_weak_points_alone_are_those_of_the_diagnosis(year: int, start: int, before: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    now, then = (
        {key: Fraction(text) for key, text in full_scores(framework, item).items()} for item in (start, before)
    )
    del now[data.draw(st.sampled_from(sorted(now)))], then[data.draw(st.sampled_from(sorted(then)))]
    results, previous = (score_values(framework, answers, {}) for answers in (now, then))
    rules = tuple(rule for rule in effective_rules(framework.rules, (), results.threshold) if rule.code not in MARKS)
    diagnosis = diagnose(framework, results, previous.by_subject, rules)
    assert find_weak_points(framework, results, previous.by_subject, rules) == diagnosis.weak_points


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from([2562, 2568]), start=st.integers(0, 3000), threshold=st.integers(0, 100))
def test_weak_points_are_in_order_and_all_there(year: int, start: int, threshold: int) -> None:
    framework = load_framework(year)
    diagnosis = judged(framework, full_scores(framework, start), threshold=threshold)
    points = diagnosis.weak_points
    keys = [(point.remedy is not Remedy.URGENT, point.score) for point in points]
    assert keys == sorted(keys)
    below = {item.subject for item in diagnosis.judgements if item.score is not None and item.score < threshold}
    assert {point.subject for point in points if point.remedy is Remedy.URGENT} == below
    assert len(set(subjects(points))) == len(points)
    assert not set(subjects(points)) & set(subjects(diagnosis.strengths))


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from([2562, 2568]), start=st.integers(0, 3000))
def test_the_plan_covers_every_weak_point_once(year: int, start: int) -> None:
    framework = load_framework(year)
    diagnosis = judged(framework, full_scores(framework, start))
    plan = draft_measures(framework, diagnosis, load_measures())
    covered = Counter(point.subject for planned in plan for point in planned.points)
    assert covered == Counter(subjects(diagnosis.weak_points))
    for planned in plan:
        for point in planned.points:
            above = {point.subject, *framework.ancestors(point.subject)}
            instrument = framework.instrument_of(planned.measure.indicator).code
            assert planned.measure.indicator in above or point.subject == instrument


def test_standard_measures_are_three_or_more_an_indicator_and_whole() -> None:
    measures = load_measures()
    framework = load_framework(2568)
    counts = Counter(item.indicator for item in measures)
    assert set(counts) == {node.code for node in framework.of_kind(Kind.INDICATOR)}
    assert min(counts.values()) >= 3
    assert len({item.id for item in measures}) == len(measures)
    for item in measures:
        assert len(item.steps) >= 3
        assert all((item.measure, item.responsible, item.evidence, item.follow_up, *item.steps))


def test_no_two_indicators_share_a_text() -> None:
    """Also with the names of the indicators taken out."""
    names = [item.name for year in (2562, 2568) for item in load_framework(year).indicators]
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r"|\s")
    texts = [
        pattern.sub("", text)
        for item in load_measures()
        for text in (item.measure, *item.steps, item.evidence, item.follow_up)
    ]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize(
    ("year", "question", "measure"),
    [
        (2568, "i3", "m1-3"), (2562, "i4", "m1-3"), (2568, "i5", "m2-2"), (2568, "e3 public", "m6-3"),
        (2562, "e4", "m6-3"), (2568, "e1 survey", "m6-1"), (2562, "e9", "m7-3"), (2568, "o21", "m10-2"),
    ],
)  # fmt: skip
def test_a_question_gets_the_measure_that_answers_it(year: int, question: str, measure: str) -> None:
    framework = load_framework(year)
    scores = {leaf.subject: "100" for leaf in framework.answers} | {question: "20"}
    plan = draft_measures(framework, judged(framework, scores), load_measures())
    given = {point.subject: planned.measure.id for planned in plan for point in planned.points}
    assert given[question] == measure


def test_a_definition_without_measures_still_covers_every_weak_point() -> None:
    framework = load_framework(2568)
    diagnosis = judged(framework, level_scores(framework, "60"))
    plan = draft_measures(framework, diagnosis, ())
    assert sum(len(planned.points) for planned in plan) == len(diagnosis.weak_points)
