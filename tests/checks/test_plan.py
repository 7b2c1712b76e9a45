"""Check what is reported of a measure that lacks something, and of a weak point without a measure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.checks import check_plan
from ita_xlsx.cycle.province_plan import standard_plan
from ita_xlsx.diagnosis import diagnose, match_plan
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.scoring import score_submission
from tests.conftest import full_scores, published, submission_of
from tests.support.plans import FRAMEWORK, WHOLE, plan_of, told


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"responsible": "", "units": ("P01",)}, []),
        ({"responsible": ""}, ["M502"]),
        ({"period": ""}, ["M502"]),
        ({"follow_up": ""}, ["M502"]),
        ({"responsible": "", "period": "", "follow_up": ""}, ["M502", "M502", "M502"]),
        ({"steps": ()}, ["M505"]),
        ({"targets": ("e99",)}, ["M503"]),
        ({"targets": ("6", "e1", "EIT", "e1 public")}, []),
        ({"indicator": "99"}, ["M504"]),
        ({"indicator": ""}, []),
    ],
)
def test_a_measure_needs_unit_period_follow_up_and_steps(change: dict[str, object], codes: list[str]) -> None:
    findings = check_plan(Plan((replace(WHOLE, **change),)), FRAMEWORK)  # type: ignore[arg-type]
    assert [finding.code for finding in findings] == codes


def test_the_same_gap_of_many_measures_is_told_once_with_its_cells(tmp_path: Path) -> None:
    rows = [["id", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "การติดตามผล", "ผู้รับผิดชอบ"]]
    rows += [[f"m{number}", f"ก{number}", "ข", "" if number % 2 else "ไตรมาส 2", "ง", "จ"] for number in range(1, 6)]
    plan, _ = plan_of(tmp_path / "plan.xlsx", rows)
    assert told(check_plan(plan, FRAMEWORK)) == [("M502", "Sheet!D2, D4, D6")]


@pytest.mark.parametrize("slug", ["samut-prakan-2568", "pathum-thani-2562"])
@pytest.mark.parametrize("kept", [0, 3, 40])
def test_every_weak_point_has_a_measure_whatever_the_officer_left(slug: str, kept: int) -> None:
    example = published(slug)
    framework = load_framework(example.year)
    results = score_submission(example.submission, framework)
    rules = effective_rules(framework.rules, (), results.threshold)
    diagnosis = diagnose(framework, results, results.by_subject, rules)
    measures = tuple(item for item in load_measures() if item.indicator in {node.code for node in framework.indicators})
    plan = Plan(standard_plan(framework, measures).measures[:kept])
    planned = match_plan(framework, diagnosis, plan, measures)
    covered = [point.subject for item in planned for point in item.points]
    assert sorted(covered) == sorted(point.subject for point in diagnosis.weak_points)
    assert tuple(item.officer_measure for item in planned[: len(plan.measures)]) == plan.measures
    ids = [item.step_id(number) for item in planned for number in range(1, len(item.measure.steps) + 1)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("targets", "indicator", "covered"),
    [
        (("e7",), "", True),
        (("e7 public",), "", True),
        ((), "8", True),
        (("8",), "8", False),
        (("e8",), "8", False),
        ((), "7", False),
    ],
)
def test_a_measure_covers_what_it_names_else_its_indicator(
    targets: tuple[str, ...], indicator: str, covered: bool
) -> None:
    scores = full_scores(FRAMEWORK) | {"e7 public": "10", "e7 survey": "99"}
    submission = submission_of(FRAMEWORK, scores)
    results = score_submission(submission, FRAMEWORK)
    rules = effective_rules(FRAMEWORK.rules, (), results.threshold)
    diagnosis = diagnose(FRAMEWORK, results, results.by_subject, rules)
    plan = Plan((replace(WHOLE, targets=targets, indicator=indicator),))
    planned = match_plan(FRAMEWORK, diagnosis, plan, ())
    assert ("e7 public" in {point.subject for point in planned[0].points}) == covered
