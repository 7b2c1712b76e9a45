"""The officer's plan against what is weak: which measure covers which point, and drafts for what none covers."""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.diagnosis.draft_plan import draft_measures, indicator_of_point
from ita_xlsx.model.diagnosis import Diagnosis, Judgement
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Measure, Plan, PlannedMeasure, StandardMeasure


def adopt_plan(
    framework: Framework, diagnosis: Diagnosis, plan: Plan, measures: tuple[StandardMeasure, ...]
) -> tuple[PlannedMeasure, ...]:
    """The officer's measures in their order, each with the weak points it covers, then drafted ones for the rest.

    A measure covers the questions, indicators and instruments it names as targets, each as itself, as the live count
    on the sheet does; one that names none covers what is weak in its indicator.
    """
    answered: dict[int, list[Judgement]] = {number: [] for number in range(len(plan.measures))}
    left: list[Judgement] = []
    for point in diagnosis.weak_points:
        number = _measure_for(framework, diagnosis, point, plan)
        (left if number is None else answered[number]).append(point)
    own = [
        PlannedMeasure(_as_standard(item), tuple(answered[number]), item) for number, item in enumerate(plan.measures)
    ]
    taken = {item.id for item in plan.measures}
    drafted = draft_measures(framework, diagnosis, measures, tuple(left))
    return (*own, *(_beside(item, taken) for item in drafted))


def _measure_for(framework: Framework, diagnosis: Diagnosis, point: Judgement, plan: Plan) -> int | None:
    """The first measure that names the point, else the first of its indicator that names none."""
    names = {point.subject, framework.nodes[point.subject].code}
    for number, item in enumerate(plan.measures):
        if names.intersection(item.targets):
            return number
    indicator = indicator_of_point(framework, diagnosis, point)
    same = (number for number, item in enumerate(plan.measures) if not item.targets and item.indicator == indicator)
    return next(same, None)


def _as_standard(item: Measure) -> StandardMeasure:
    steps = tuple(step.text for step in item.steps)
    return StandardMeasure(item.id, item.indicator, item.measure, steps, item.responsible, "", item.follow_up)


def _beside(planned: PlannedMeasure, taken: set[str]) -> PlannedMeasure:
    """A draft under an id that no measure of the plan has."""
    known, number = planned.measure.id, 1
    while known in taken:
        number += 1
        known = f"{planned.measure.id}-{number}"
    taken.add(known)
    return replace(planned, measure=replace(planned.measure, id=known))
