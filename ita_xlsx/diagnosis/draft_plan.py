"""A measure for every weak point: the draft an officer goes on from."""

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
    """Give each weak point, or each of some points, the standard measure that answers it; every one is covered once.

    A question goes to the first measure of its indicator with a keyword in its wording, an indicator to its
    first measure, an instrument to its weakest indicator.
    """
    groups: dict[str, list[Judgement]] = {node.code: [] for node in framework.of_kind(Kind.INDICATOR)}
    for point in diagnosis.weak_points if points is None else points:
        groups[indicator_of_point(framework, diagnosis, point)].append(point)
    return tuple(
        planned
        for indicator, points in groups.items()
        for planned in _share(framework, points, _of_indicator(indicator, measures))
    )


def indicator_of_point(framework: Framework, diagnosis: Diagnosis, point: Judgement) -> str:
    """The indicator a point stands under; of an instrument the weakest of its indicators."""
    node = framework.nodes[point.subject]
    if node.kind is Kind.INSTRUMENT:
        scores = diagnosis.by_subject
        known = [child for child in node.children if scores[child.subject].score is not None]
        return min(known or node.children, key=lambda child: scores[child.subject].score or 0).code
    return framework.indicator_of(point.subject).code


def _of_indicator(indicator: str, measures: tuple[StandardMeasure, ...]) -> list[StandardMeasure]:
    """The measures of an indicator; one to be written by the officer where a definition has none."""
    own = [item for item in measures if item.indicator == indicator]
    return own or [StandardMeasure(f"new-{indicator}", indicator, "", (), "", "", "")]


def _share(framework: Framework, points: list[Judgement], measures: list[StandardMeasure]) -> Iterable[PlannedMeasure]:
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
