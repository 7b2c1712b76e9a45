"""Draft a plan: give each weak point the standard measure that answers it.

Takes a diagnosis and standard measures; returns planned measures that an officer goes on from. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.diagnosis import Diagnosis, Judgement
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.measures import PlannedMeasure, StandardMeasure


def draft_measures(
    framework: Framework,
    diagnosis: Diagnosis,
    measures: tuple[StandardMeasure, ...],
    points: tuple[Judgement, ...] | None = None,
) -> tuple[PlannedMeasure, ...]:
    """Return the standard measures for all weak points, or for the given points; each point is covered once.

    A question goes to the first measure of its indicator with a keyword that occurs in the question. An indicator
    goes to its first measure. An instrument goes to the first measure of its weakest indicator.
    """
    groups: dict[str, list[Judgement]] = {node.code: [] for node in framework.of_kind(Kind.INDICATOR)}
    for point in diagnosis.weak_points if points is None else points:
        groups[indicator_of_point(framework, diagnosis, point)].append(point)
    return tuple(
        planned
        for indicator, points in groups.items()
        for planned in _assign(framework, points, _of_indicator(indicator, measures))
    )


def indicator_of_point(framework: Framework, diagnosis: Diagnosis, point: Judgement) -> str:
    """Return the code of the indicator of a weak point; for an instrument, that of its weakest indicator."""
    node = framework.nodes[point.subject]
    if node.kind is Kind.INSTRUMENT:
        scores = diagnosis.by_subject
        scored = [child for child in node.children if scores[child.subject].score is not None]
        return min(scored or node.children, key=lambda child: scores[child.subject].score or 0).code
    return framework.indicator_of(point.subject).code


def standard_measure_for(node: Node, indicator: str, measures: tuple[StandardMeasure, ...]) -> StandardMeasure:
    """Return the standard measure of an indicator that answers a weak point; an empty one if there is none."""
    return _measure_for(node, _of_indicator(indicator, measures))


def _of_indicator(indicator: str, measures: tuple[StandardMeasure, ...]) -> list[StandardMeasure]:
    """Return the measures of an indicator; if the definition has none, an empty one for the officer to write."""
    of_indicator = [item for item in measures if item.indicator == indicator]
    return of_indicator or [
        StandardMeasure(
            id=f"new-{indicator}", indicator=indicator, measure="", steps=(), responsible="", evidence="", follow_up=""
        )
    ]


def _assign(framework: Framework, points: list[Judgement], measures: list[StandardMeasure]) -> Iterable[PlannedMeasure]:
    """Return the measures that answer at least one of the points, each with its points."""
    answered: dict[str, list[Judgement]] = {measure.id: [] for measure in measures}
    for point in points:
        answered[_measure_for(framework.nodes[point.subject], measures).id].append(point)
    return (PlannedMeasure(item, tuple(answered[item.id])) for item in measures if answered[item.id])


def _measure_for(node: Node, measures: list[StandardMeasure]) -> StandardMeasure:
    if node.kind is Kind.ANSWER:
        for measure in measures:
            if any(word in node.name for word in measure.keywords):
                return measure
    return measures[0]
