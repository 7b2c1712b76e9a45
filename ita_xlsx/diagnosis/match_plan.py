"""Match the officer's plan with the weak points, and draft measures for points that no measure covers.

Takes a diagnosis, the officer's plan and standard measures; returns planned measures. Works on values only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.diagnosis.draft_plan import draft_measures, indicator_of_point
from ita_xlsx.diagnosis.measure_indicators import indicators_of
from ita_xlsx.model.diagnosis import Diagnosis, Judgement
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Measure, Plan, PlannedMeasure, StandardMeasure


def match_plan(
    framework: Framework, diagnosis: Diagnosis, plan: Plan, measures: tuple[StandardMeasure, ...]
) -> tuple[PlannedMeasure, ...]:
    """Return the officer's measures in their order with the weak points they cover, then drafts for the other points.

    A measure with targets covers exactly the questions, indicators and instruments it names, as the live count on
    the sheet does. A measure without targets covers all weak points of its indicator.
    """
    answered: dict[int, list[Judgement]] = {number: [] for number in range(len(plan.measures))}
    uncovered: list[Judgement] = []
    for point in diagnosis.weak_points:
        number = _measure_for(framework, diagnosis, point, plan)
        (uncovered if number is None else answered[number]).append(point)
    planned = [
        PlannedMeasure(_as_standard(item, framework), tuple(answered[number]), item)
        for number, item in enumerate(plan.measures)
    ]
    used_ids = {item.id for item in plan.measures}
    drafted = draft_measures(framework, diagnosis, measures, tuple(uncovered))
    return (*planned, *(_with_free_id(item, used_ids) for item in drafted))


def _measure_for(framework: Framework, diagnosis: Diagnosis, point: Judgement, plan: Plan) -> int | None:
    """Return the index of the first measure that names the point, else of the first of its indicator without targets.

    Return None if there is no such measure.
    """
    names = {point.subject, framework.nodes[point.subject].code}
    for number, item in enumerate(plan.measures):
        if names.intersection(item.targets):
            return number
    indicator = indicator_of_point(framework, diagnosis, point)
    without_targets = ((number, item) for number, item in enumerate(plan.measures) if not item.targets)
    return next((number for number, item in without_targets if indicator in indicators_of(item, framework)), None)


def _as_standard(item: Measure, framework: Framework) -> StandardMeasure:
    indicators = indicators_of(item, framework)
    steps = tuple(step.text for step in item.steps)
    return StandardMeasure(
        id=item.id,
        indicator=indicators[0] if indicators else item.indicator,
        measure=item.measure,
        steps=steps,
        responsible=item.responsible,
        evidence="",
        follow_up=item.follow_up,
    )


def _with_free_id(planned: PlannedMeasure, used_ids: set[str]) -> PlannedMeasure:
    """Return a drafted measure with an id that is not used yet, and add the id to the used ones."""
    free_id, number = planned.measure.id, 1
    while free_id in used_ids:
        number += 1
        free_id = f"{planned.measure.id}-{number}"
    used_ids.add(free_id)
    return replace(planned, measure=replace(planned.measure, id=free_id))
