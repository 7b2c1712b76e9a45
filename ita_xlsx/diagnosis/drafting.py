"""A measure for every weak point: the draft an officer goes on from."""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.diagnosis import Diagnosis, Judgement
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.measures import PlannedMeasure, StandardMeasure


def draft_measures(
    framework: Framework, diagnosis: Diagnosis, measures: tuple[StandardMeasure, ...]
) -> tuple[PlannedMeasure, ...]:
    """Spread the weak points of each indicator over its standard measures; every weak point is covered once.

    The weak point of an instrument goes to its weakest indicator.
    """
    groups: dict[str, list[Judgement]] = {node.code: [] for node in framework.of_kind(Kind.INDICATOR)}
    for point in diagnosis.weak_points:
        groups[_indicator_of(framework, diagnosis, point)].append(point)
    return tuple(
        planned
        for indicator, points in groups.items()
        for planned in _spread(points, [item for item in measures if item.indicator == indicator])
    )


def _indicator_of(framework: Framework, diagnosis: Diagnosis, point: Judgement) -> str:
    node = framework.nodes[point.subject]
    if node.kind is Kind.INSTRUMENT:
        scores = diagnosis.by_subject
        known = [child for child in node.children if scores[child.subject].score is not None]
        return min(known or node.children, key=lambda child: scores[child.subject].score or 0).code
    if node.kind is Kind.INDICATOR:
        return node.code
    above = (framework.nodes[subject] for subject in framework.ancestors(point.subject))
    return next(node.code for node in above if node.kind is Kind.INDICATOR)


def _spread(points: list[Judgement], measures: list[StandardMeasure]) -> Iterable[PlannedMeasure]:
    for index, measure in enumerate(measures):
        share = tuple(points[index :: len(measures)])
        if share:
            yield PlannedMeasure(measure, share)
