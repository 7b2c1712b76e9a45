"""Grade the weak points of a report as the officer wants them, and make a row of the plan for every indicator.

Takes a diagnosis, the officer's remedies and planned measures; returns values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_xlsx.diagnosis.draft_plan import draft_measures, indicator_of_point
from ita_xlsx.diagnosis.measure_indicators import indicators_of
from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Remedy
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.measures import PlannedMeasure, StandardMeasure
from ita_xlsx.model.report.indicator_plan import AnalysisPattern, GradedPoint, IndicatorPlan
from ita_xlsx.model.report.meanings import Advice

_ORDER = (Remedy.URGENT, Remedy.DEVELOP, Remedy.MAINTAIN)


def grade_points(diagnosis: Diagnosis, remedies: Mapping[str, Remedy]) -> tuple[GradedPoint, ...]:
    """Return every subject that has a remedy: urgent first, then develop, then maintain; the lowest score first.

    ``remedies`` are those of the officer by subject. A subject without a score has no remedy, whatever the officer set.
    """
    points = []
    for judgement in diagnosis.judgements:
        officers_remedy = remedies.get(judgement.subject)
        remedy = officers_remedy or judgement.remedy
        if remedy is not None and judgement.score is not None:
            is_officers = officers_remedy is not None and officers_remedy is not judgement.remedy
            points.append(GradedPoint(judgement, remedy, is_officers))
    return tuple(sorted(points, key=lambda item: (_ORDER.index(item.remedy), item.judgement.score)))


def advise(
    framework: Framework, points: Sequence[GradedPoint], measures: tuple[StandardMeasure, ...]
) -> tuple[Advice, ...]:
    """Return what to develop at each point that is an answer: the subject of the standard measure made for it.

    A measure is made for a question if one of its keywords occurs in the question; without one the text is empty.
    """
    nodes = [framework.nodes[point.judgement.subject] for point in points]
    return tuple(_advice(framework, node, measures) for node in nodes if node.kind is Kind.ANSWER)


def _advice(framework: Framework, node: Node, measures: tuple[StandardMeasure, ...]) -> Advice:
    indicator = framework.indicator_of(node.subject).code
    of_indicator = (item for item in measures if item.indicator == indicator)
    measure = next((item for item in of_indicator if any(word in node.name for word in item.keywords)), None)
    return Advice(node.subject, measure.measure, measure.id) if measure else Advice(node.subject)


def plan_indicators(
    framework: Framework,
    diagnosis: Diagnosis,
    points: Sequence[GradedPoint],
    planned: tuple[PlannedMeasure, ...],
    measures: tuple[StandardMeasure, ...],
    *,
    score: Callable[[str], Decimal | None],
) -> tuple[IndicatorPlan, ...]:
    """Return a row for every indicator, in the order of the framework.

    ``planned`` are the measures of the officer's plan with those drafted. An indicator that the officer's plan covers
    gets no draft. Another one gets drafts for its weak points, also those that the officer made weak, else the measure
    made for its lowest answer. ``score`` returns the printed score (0-100, two decimals) of a subject.
    """
    weak = tuple(point.judgement for point in points if point.remedy is not Remedy.MAINTAIN)
    officers = tuple(item for item in planned if item.officer_measure is not None)
    drafts = _drafts(framework, diagnosis, weak, planned, measures)
    rows: list[IndicatorPlan] = []
    for node in framework.of_kind(Kind.INDICATOR):
        row = _row(framework, node, points, score)
        of_plan = [item for item in officers if node.code in _indicators(item, framework)]
        if of_plan:
            here = tuple(item for item in of_plan if _indicators(item, framework)[0] == node.code)
            others = tuple(item for item in of_plan if item not in here)
            unanswered = _unanswered(framework, diagnosis, node, weak, of_plan)
            rows.append(replace(row, measures=here, answered_by=() if here else others, unanswered=unanswered))
        else:
            drafted = tuple(item for item in drafts if item.measure.indicator == node.code)
            rows.append(replace(row, measures=drafted or _kept(framework, diagnosis, row, measures, score)))
    return tuple(rows)


def measures_of_no_indicator(framework: Framework, planned: Sequence[PlannedMeasure]) -> tuple[PlannedMeasure, ...]:
    """Return the measures of the officer's plan that are for no indicator of the framework, in their order."""
    return tuple(item for item in planned if item.officer_measure is not None and not _indicators(item, framework))


def _indicators(planned: PlannedMeasure, framework: Framework) -> tuple[str, ...]:
    return indicators_of(planned.officer_measure, framework) if planned.officer_measure is not None else ()


def _drafts(
    framework: Framework,
    diagnosis: Diagnosis,
    weak: tuple[Judgement, ...],
    planned: tuple[PlannedMeasure, ...],
    measures: tuple[StandardMeasure, ...],
) -> tuple[PlannedMeasure, ...]:
    """Return the measures that were drafted, and those for weak points that none of them covers."""
    covered = {point.subject for item in planned for point in item.points}
    uncovered = tuple(point for point in weak if point.subject not in covered)
    drafted = draft_measures(framework, diagnosis, measures, uncovered)
    names = {item.measure.measure for item in planned}
    return (
        *(item for item in planned if item.officer_measure is None),
        *(item for item in drafted if item.measure.measure not in names),
    )


def _unanswered(
    framework: Framework,
    diagnosis: Diagnosis,
    node: Node,
    weak: Sequence[Judgement],
    of_plan: Sequence[PlannedMeasure],
) -> tuple[str, ...]:
    """Return the weak points of an indicator that no measure names; none if a measure is for all of the indicator."""
    targets = [item.officer_measure.targets for item in of_plan if item.officer_measure is not None]
    if not all(targets):
        return ()
    subjects = {target for of_measure in targets for target in of_measure}
    subjects |= {point.subject for item in of_plan for point in item.points}
    return tuple(
        point.subject
        for point in weak
        if indicator_of_point(framework, diagnosis, point) == node.code
        and not subjects.intersection((point.subject, framework.nodes[point.subject].code))
    )


def _row(
    framework: Framework,
    node: Node,
    points: Sequence[GradedPoint],
    score: Callable[[str], Decimal | None],
) -> IndicatorPlan:
    pattern = _pattern(framework, node)
    answers = [leaf.subject for leaf in node.leaves]
    scores = {subject: value for subject in answers if (value := score(subject)) is not None}
    if pattern is AnalysisPattern.QUESTION:
        subjects = tuple(subject for subject in scores if scores[subject] == min(scores.values()))
    else:
        subjects = tuple(answers) if scores else ()
    remedy = _remedy(node, points)
    return IndicatorPlan(indicator=node.code, remedy=remedy, pattern=pattern, subjects=subjects)


def _kept(
    framework: Framework,
    diagnosis: Diagnosis,
    row: IndicatorPlan,
    measures: tuple[StandardMeasure, ...],
    score: Callable[[str], Decimal | None],
) -> tuple[PlannedMeasure, ...]:
    """Return the standard measure that keeps the level of an indicator; none if the definition has no measure."""
    scores = {subject: value for subject in row.subjects if (value := score(subject)) is not None}
    lowest = min(scores, key=lambda subject: scores[subject], default=row.indicator)
    if len(scores) > 1 and len({*scores.values()}) == 1 and row.pattern is not AnalysisPattern.QUESTION:
        # No answer is lower than another.
        lowest = row.indicator
    drafted = draft_measures(framework, diagnosis, measures, (diagnosis.by_subject[lowest],))
    return tuple(PlannedMeasure(item.measure, ()) for item in drafted if item.measure.measure)


def _remedy(node: Node, points: Sequence[GradedPoint]) -> Remedy:
    """Return the officer's remedy of the indicator, else the gravest of the indicator and what stands below it."""
    graded = {point.judgement.subject: point for point in points}
    itself = graded.get(node.subject)
    if itself is not None and itself.is_officers:
        return itself.remedy
    remedies = [graded[item.subject].remedy for item in node.walk() if item.subject in graded]
    return min(remedies, key=_ORDER.index, default=Remedy.MAINTAIN)


def _pattern(framework: Framework, node: Node) -> AnalysisPattern:
    if framework.instrument_of(node.code).evidence:
        return AnalysisPattern.ITEMS
    is_split = any(child.kind is Kind.PART for child in node.children)
    return AnalysisPattern.PARTS if is_split else AnalysisPattern.QUESTION
