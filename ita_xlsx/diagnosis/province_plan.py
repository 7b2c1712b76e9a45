"""Draft the plan of a province: a measure for each weak point that several agencies share.

Takes the results of a province, standard measures and the plan in force; returns the drafted plan. Works on values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ita_xlsx.diagnosis.draft_plan import standard_measure_for
from ita_xlsx.diagnosis.measure_indicators import indicators_of
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.measures import Measure, Plan, StandardMeasure, Step, step_id
from ita_xlsx.model.province.shared_plan import (
    LEAST_AGENCIES,
    MeasureOrigin,
    ProvinceMeasure,
    ProvincePlan,
    SharedPoint,
)
from ita_xlsx.model.province_results import ProvinceResults, mean
from ita_xlsx.model.text.periods import moved_period
from ita_xlsx.model.text.words import EVIDENCE_LINE, QUARTERS

_KINDS = (Kind.INSTRUMENT, Kind.INDICATOR, Kind.ANSWER)
# The last quarter of a measure: the half year for a weak point below the threshold of an agency, else the whole year.
_URGENT, _OTHER = 2, 4


def draft_province_plan(
    results: ProvinceResults,
    standard: tuple[StandardMeasure, ...],
    in_force: Plan,
    least: int = LEAST_AGENCIES,
) -> ProvincePlan:
    """Return the plan for the fiscal year after the results; each point that ``least`` agencies share is answered.

    A measure of a plan that is carried out after the results stays as it is, for more agencies if they need it; one of
    an older plan is taken up again for the agencies that need it. What is left gets the standard measures.
    """
    framework = results.framework
    points = shared_points(results, least)
    drafter = _Drafter(results, standard, in_force)
    for point in points:
        drafter.add(point)
    entries = tuple(drafter.entries())
    used = {item.measure.id for item in entries}
    return ProvincePlan(
        year=drafter.year,
        results_year=framework.year,
        least=least,
        counted=len(results.counted),
        points=points,
        entries=entries,
        not_used=tuple(item.id for item in in_force.measures if item.id not in used),
    )


def shared_points(results: ProvinceResults, least: int = LEAST_AGENCIES) -> tuple[SharedPoint, ...]:
    """Return the weak points of at least ``least`` counted agencies, in the order of the framework."""
    units: dict[str, list[str]] = {}
    urgent: dict[str, int] = {}
    for item in results.counted:
        for subject, remedy in item.summary.weak:
            units.setdefault(subject, []).append(item.agency.code or item.agency.name)
            urgent[subject] = urgent.get(subject, 0) + (remedy == Remedy.URGENT)
    nodes = (node for kind in _KINDS for node in results.framework.of_kind(kind))
    return tuple(
        SharedPoint(node.subject, tuple(units[node.subject]), urgent[node.subject], mean(results.column(node.subject)))
        for node in nodes
        if len(units.get(node.subject, ())) >= least
    )


@dataclass
class _Entry:
    """A measure while its points and agencies are gathered."""

    origin: MeasureOrigin
    measure: Measure
    points: list[SharedPoint] = field(default_factory=list)
    needed_by: dict[str, None] = field(default_factory=dict)


class _Drafter:
    """Gathers the measures of a province's plan point by point."""

    def __init__(self, results: ProvinceResults, standard: tuple[StandardMeasure, ...], in_force: Plan) -> None:
        """Begin a plan; ``in_force`` counts as being carried out after the results if its year is a later one."""
        self._results, self._standard, self._plan = results, standard, in_force
        results_year = results.framework.year
        self._is_after = (in_force.year or 0) > results_year
        # Of a plan that goes on longer, the year is kept.
        self.year = max(in_force.year or 0, results_year + 1)
        self._agencies = {item.agency.code or item.agency.name: item.agency for item in results.counted}
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._answered: dict[tuple[str, tuple[int, ...]], int | None] = {}
        self._existing: dict[int, _Entry] = {}
        self._drafted: dict[str, _Entry] = {}

    @property
    def _framework(self) -> Framework:
        return self._results.framework

    def add(self, point: SharedPoint) -> None:
        """Give a point to measures, so that each of its agencies has one."""
        left: list[str] = []
        for unit in point.units:
            number = self._answers(point, self._measures_of(unit)) if self._is_after else None
            if number is None:
                number = self._answers(point, tuple(range(len(self._plan.measures))))
            if number is None:
                left.append(unit)
            else:
                self._note(self._existing_entry(number), point, (unit,))
        if left:
            self._note(self._drafted_entry(point), point, left)

    def entries(self) -> Iterable[ProvinceMeasure]:
        """Yield the measures in the order of their indicators, those of the plan in force first."""
        order = {node.code: number for number, node in enumerate(self._framework.of_kind(Kind.INDICATOR))}
        entries = [self._existing[number] for number in sorted(self._existing)]
        taken = {item.id for item in self._plan.measures}
        entries += [self._with_free_id(item, taken) for item in self._drafted.values()]
        entries.sort(key=lambda item: order.get(self._indicator_of(item.measure), len(order)))
        for item in entries:
            needed = self._in_roster_order(item.needed_by)
            yield ProvinceMeasure(item.origin, self._finished(item), tuple(item.points), needed)

    def _measures_of(self, unit: str) -> tuple[int, ...]:
        """Return the places of the measures that an agency carries out already."""
        if unit not in self._numbers:
            agency = self._agencies[unit]
            places = (number for number, item in enumerate(self._plan.measures) if item.is_for(agency))
            self._numbers[unit] = tuple(places)
        return self._numbers[unit]

    def _answers(self, point: SharedPoint, numbers: tuple[int, ...]) -> int | None:
        """Return the place of the first measure that names the point, else of one of its indicator without targets."""
        key = point.subject, numbers
        if key not in self._answered:
            self._answered[key] = self._find_answer(point, numbers)
        return self._answered[key]

    def _find_answer(self, point: SharedPoint, numbers: tuple[int, ...]) -> int | None:
        measures = [(number, self._plan.measures[number]) for number in numbers]
        names = {point.subject, self._framework.nodes[point.subject].code}
        for number, item in measures:
            if names.intersection(item.targets):
                return number
        indicator = self._indicator(point)
        return next(
            (number for number, item in measures if not item.targets and indicator in self._indicators(item)), None
        )

    def _indicators(self, item: Measure) -> tuple[str, ...]:
        return tuple(indicators_of(item, self._framework))

    def _indicator_of(self, item: Measure) -> str:
        return next(iter(self._indicators(item)), item.indicator)

    def _indicator(self, point: SharedPoint) -> str:
        """Return the indicator of a point; for an instrument, the one with the lowest mean."""
        node = self._framework.nodes[point.subject]
        if node.kind is not Kind.INSTRUMENT:
            return self._framework.indicator_of(point.subject).code
        means = [(mean(self._results.column(child.subject)), child.code) for child in node.children]
        scored = [(value, code) for value, code in means if value is not None]
        return min(scored)[1] if scored else node.children[0].code

    def _existing_entry(self, number: int) -> _Entry:
        origin = MeasureOrigin.IN_FORCE if self._is_after else MeasureOrigin.CONTINUED
        return self._existing.setdefault(number, _Entry(origin, self._plan.measures[number]))

    def _drafted_entry(self, point: SharedPoint) -> _Entry:
        item = standard_measure_for(self._framework.nodes[point.subject], self._indicator(point), self._standard)
        steps = tuple(Step(step_id(item.id, number), text) for number, text in enumerate(item.steps, 1))
        measure = Measure(
            id=item.id,
            indicator=item.indicator,
            measure=item.measure,
            steps=steps,
            responsible=item.responsible,
            follow_up=item.follow_up + (f"{EVIDENCE_LINE}{item.evidence}" if item.evidence else ""),
        )
        return self._drafted.setdefault(item.id, _Entry(MeasureOrigin.DRAFTED, measure))

    @staticmethod
    def _note(entry: _Entry, point: SharedPoint, units: Iterable[str]) -> None:
        if all(item is not point for item in entry.points):
            entry.points.append(point)
        entry.needed_by.update(dict.fromkeys(units))

    @staticmethod
    def _with_free_id(entry: _Entry, taken: set[str]) -> _Entry:
        """Return a drafted measure under an id that no measure has, and add it to the taken ones."""
        stem, number = entry.measure.id, 1
        free_id = stem
        while free_id in taken:
            number += 1
            free_id = f"{stem}-{number}"
        taken.add(free_id)
        steps = tuple(Step(step_id(free_id, place), step.text) for place, step in enumerate(entry.measure.steps, 1))
        return replace(entry, measure=replace(entry.measure, id=free_id, steps=steps))

    def _finished(self, entry: _Entry) -> Measure:
        """Return the measure with its agencies, its points and its period."""
        item, needed = entry.measure, self._in_roster_order(entry.needed_by)
        if entry.origin is MeasureOrigin.IN_FORCE:
            # A measure for all agencies stays one for all; nobody loses a step that is issued.
            return replace(item, units=self._with_others(item, needed)) if item.units else item
        is_urgent = any(point.urgent for point in entry.points)
        period = QUARTERS.format(last=_URGENT if is_urgent else _OTHER, year=self.year)
        if entry.origin is MeasureOrigin.CONTINUED and item.period:
            period = moved_period(item.period, self._plan.year or self._framework.year, self.year)
        return replace(item, units=needed, targets=tuple(point.subject for point in entry.points), period=period)

    def _with_others(self, item: Measure, needed: Iterable[str]) -> tuple[str, ...]:
        return (*item.units, *(unit for unit in needed if not item.names(self._agencies[unit])))

    def _in_roster_order(self, units: Iterable[str]) -> tuple[str, ...]:
        wanted = set(units)
        return tuple(unit for unit in self._agencies if unit in wanted)
