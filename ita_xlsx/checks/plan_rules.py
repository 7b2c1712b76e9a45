"""Check a plan of measures: measures that are incomplete, unknown codes, strange periods, uncovered weak points.

Takes a plan, the framework and weak points; returns the findings M501-M505, M513, M514 and M534-M536.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.findings import Code, Finding, make_finding, merge_findings
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.plan_layouts import FILE_COLUMNS
from ita_xlsx.model.measures import Measure, Plan
from ita_xlsx.model.text.periods import ends_outside, parse_period

_HEADERS = {column.key: column.header for column in FILE_COLUMNS}


def check_plan(plan: Plan, framework: Framework) -> tuple[Finding, ...]:
    """Return M502-M505, M513, M514 and M536: missing parts, codes that the framework lacks, and strange periods.

    Rule: a plan names for each measure the responsible unit, the steps and the follow-up; since 2568 also the
    period (manual of the open-data check, items on measures).
    """
    indicators = frozenset(item.code for item in framework.indicators)
    return merge_findings(
        finding for rule in (_check_parts, _check_steps) for item in plan.measures for finding in rule(item)
    ) + merge_findings(
        finding
        for item in plan.measures
        for finding in (*_check_codes(item, framework, indicators), *_check_period(item, plan.year or framework.year))
    )


def check_uncovered(points: Iterable[Judgement], file: str) -> tuple[Finding, ...]:
    """Return M501 if there are weak points that no measure of the officer's plan covers."""
    subjects = tuple(point.subject for point in points)
    if not subjects:
        return ()
    return (make_finding(Code.MEASURES_DRAFTED, file=file, count=str(len(subjects)), codes=", ".join(subjects)),)


def check_reach(plan: Plan, roster: Roster | None) -> tuple[Finding, ...]:
    """Return M534 if measures name only agencies that the roster lacks; no form holds such a measure."""
    if roster is None:
        return ()
    in_roster = {code_key(text) for agency in roster.agencies for text in (agency.code, agency.name) if text}
    lost = [item.id for item in plan.measures if item.units and in_roster.isdisjoint(map(code_key, item.units))]
    return (make_finding(Code.MEASURES_FOR_NOBODY, count=str(len(lost)), names=", ".join(lost)),) if lost else ()


def check_agencies(plan: Plan, agencies: Iterable[Agency]) -> tuple[Finding, ...]:
    """Return M535 if the plan has measures, but none for some of these agencies.

    None for a draft of one agency that names that agency alone: M530 and M532 say so.
    """
    if not plan.measures or any(not item.units for item in plan.measures):
        return ()
    if plan.drafted_for is not None and len({item.units for item in plan.measures}) == 1 == len(plan.measures[0].units):
        return ()
    units = {code_key(unit) for item in plan.measures for unit in item.units}
    left = [
        agency.code or agency.name
        for agency in agencies
        if units.isdisjoint(code_key(text) for text in (agency.code, agency.name) if text)
    ]
    return (make_finding(Code.AGENCIES_WITHOUT_MEASURE, count=str(len(left)), names=", ".join(left)),) if left else ()


def _check_parts(item: Measure) -> Iterator[Finding]:
    # Some layouts print no measure, but only its steps.
    if not item.measure and "measure" in dict(item.places):
        yield _make(Code.MEASURE_WITHOUT_TEXT, item, "measure")
    if not item.responsible and not item.units:
        yield _make(Code.MEASURE_PART_MISSING, item, "responsible", "units", what=_HEADERS["responsible"])
    if not item.period:
        yield _make(Code.MEASURE_PART_MISSING, item, "period", what=_HEADERS["period"])
    if not item.follow_up:
        yield _make(Code.MEASURE_PART_MISSING, item, "follow_up", what=_HEADERS["follow_up"])


def _check_steps(item: Measure) -> Iterator[Finding]:
    if not item.steps:
        yield _make(Code.MEASURE_WITHOUT_STEPS, item, "steps")


def _check_codes(item: Measure, framework: Framework, indicators: frozenset[str]) -> Iterator[Finding]:
    year = str(framework.year)
    codes = {node.code for node in framework.nodes.values()}
    for target in item.targets:
        if target not in framework.nodes and target not in codes:
            yield _make(Code.TARGET_UNKNOWN, item, "targets", "indicator", value=target, year=year)
    if item.indicator and item.indicator not in indicators:
        yield _make(Code.INDICATOR_UNKNOWN, item, "indicator", value=item.indicator, year=year)


def _check_period(item: Measure, year: int) -> Iterator[Finding]:
    if not item.period.strip():
        return
    period, params = parse_period(item.period, year), {"value": " ".join(item.period.split()), "year": str(year)}
    if period is None:
        yield _make(Code.MEASURE_PERIOD_UNREADABLE, item, "period", **params)
    elif ends_outside(period, year):
        yield _make(Code.MEASURE_PERIOD_OUTSIDE_YEAR, item, "period", next=str(year + 1), **params)


def _make(code: Code, item: Measure, *fields: str, **params: str) -> Finding:
    """Return a finding about a measure, at the cell of the first of these fields that has a place."""
    place = item.place(*fields)
    cell = {"sheet": place.sheet or None, "cell": place.a1} if place else {}
    return make_finding(code, subject=item.id, **cell, **params)
