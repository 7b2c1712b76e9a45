"""Whether a plan of measures is whole: nothing weak without a measure, no measure without what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.findings import Finding, make_finding, merged
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.plan_layouts import FILE_COLUMNS
from ita_xlsx.model.measures import Measure, Plan
from ita_xlsx.model.text.periods import ends_outside, parse_period

_HEADERS = {column.key: column.header for column in FILE_COLUMNS}


def check_plan(plan: Plan, framework: Framework) -> tuple[Finding, ...]:
    """M502-M505, M513, M514: what a measure lacks, names though nobody knows it, or has a strange period.

    Rule: a plan names for each measure the responsible unit, the steps and the way it is followed up; 2568 adds the
    period (manual of the open-data check, items on measures).
    """
    indicators = frozenset(item.code for item in framework.indicators)
    return merged(
        finding for rule in (_incomplete, _without_steps) for item in plan.measures for finding in rule(item)
    ) + merged(
        finding
        for item in plan.measures
        for finding in (*_unknown(item, framework, indicators), *_strange_period(item, framework.year))
    )


def check_uncovered(points: Iterable[Judgement], file: str) -> tuple[Finding, ...]:
    """M501: weak points that no measure of the officer's plan covers."""
    subjects = tuple(point.subject for point in points)
    if not subjects:
        return ()
    return (make_finding("M501", file=file, count=str(len(subjects)), codes=", ".join(subjects)),)


def _incomplete(item: Measure) -> Iterator[Finding]:
    if not item.responsible and not item.units:
        yield _found("M502", item, "responsible", "units", what=_HEADERS["responsible"])
    if not item.period:
        yield _found("M502", item, "period", what=_HEADERS["period"])
    if not item.follow_up:
        yield _found("M502", item, "follow_up", what=_HEADERS["follow_up"])


def _without_steps(item: Measure) -> Iterator[Finding]:
    if not item.steps:
        yield _found("M505", item, "steps")


def _unknown(item: Measure, framework: Framework, indicators: frozenset[str]) -> Iterator[Finding]:
    year = str(framework.year)
    codes = {node.code for node in framework.nodes.values()}
    for target in item.targets:
        if target not in framework.nodes and target not in codes:
            yield _found("M503", item, "targets", "indicator", value=target, year=year)
    if item.indicator and item.indicator not in indicators:
        yield _found("M504", item, "indicator", value=item.indicator, year=year)


def _strange_period(item: Measure, year: int) -> Iterator[Finding]:
    if not item.period.strip():
        return
    period, about = parse_period(item.period, year), {"value": " ".join(item.period.split()), "year": str(year)}
    if period is None:
        yield _found("M513", item, "period", **about)
    elif ends_outside(period, year):
        yield _found("M514", item, "period", next=str(year + 1), **about)


def _found(code: str, item: Measure, *fields: str, **about: str) -> Finding:
    place = item.place(*fields)
    where = {"sheet": place.sheet or None, "cell": place.a1} if place else {}
    return make_finding(code, subject=item.id, **where, **about)
