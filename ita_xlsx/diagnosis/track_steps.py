"""Every step of every agency held against its period, the plan, its proof, and what was promised the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.links import LinkResult, result_of
from ita_xlsx.model.measures import Measure, Plan
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import web_addresses
from ita_xlsx.model.text.periods import Period, fiscal_year, parse_period
from ita_xlsx.model.tracking import (
    NO_PLAN,
    EarlierSteps,
    Origin,
    Promise,
    RoundMeasures,
    StepStatus,
    TrackedStep,
    indicator_code,
    reporting,
    step_status_of,
)


def track(
    province: RoundState,
    as_of: date,
    plan: Plan = NO_PLAN,
    links: Mapping[str, LinkResult] | None = None,
    earlier: EarlierSteps | None = None,
) -> RoundMeasures:
    """Hold every reported step against its period on a day, the plan, what is known of addresses, and last year."""
    tracker = _Tracker(province, as_of, plan, links or {})
    steps = tuple(item for number, member in reporting(province) for item in tracker.steps_of(number, member))
    promises = tuple(_promises(province, steps, earlier)) if earlier else ()
    return RoundMeasures(province, as_of, steps, plan, promises, earlier.year if earlier else None)


@dataclass(frozen=True)
class _Tracker:
    province: RoundState
    as_of: date
    plan: Plan
    links: Mapping[str, LinkResult]

    @cached_property
    def planned(self) -> Mapping[str, tuple[Measure, str]]:
        """Measure and wording of each step of the plan, by its id."""
        return {step.id: (measure, step.text) for measure in self.plan.measures for step in measure.steps}

    @cached_property
    def periods(self) -> dict[str, Period | None]:
        """Periods already read, by their words."""
        return {}

    @cached_property
    def indicators(self) -> dict[str, str]:
        """Codes already looked up."""
        return {}

    def steps_of(self, number: int, member: AgencyReturn) -> Iterator[TrackedStep]:
        """What an agency reports, and the steps of the plan that its form no longer has."""
        reading = member.reading
        if reading is None or not (reading.steps or self.plan.measures):
            return
        seen: set[str] = set()
        for said, report in zip(reading.steps, self._known_again(member.agency, reading.steps), strict=True):
            origin = _origin(report.id, seen)
            seen.add(report.id)
            tracked = self._tracked(number, member, report, origin, step_status_of(report.status))
            yield tracked if report is said else replace(tracked, by_text=True)
        for measure in self.plan.measures:
            if measure.is_for(member.agency):
                for step in measure.steps:
                    if step.id not in seen:
                        gone = StepReport(step.id, step.text)
                        yield self._tracked(number, member, gone, Origin.PLAN, StepStatus.GONE)

    def _known_again(self, agency: Agency, steps: Sequence[StepReport]) -> Iterator[StepReport]:
        """The steps; where an id is lost, with that of the plan's step that has the same measure and wording."""
        ids = {report.id for report in steps}
        lost: dict[tuple[str, str], list[str]] = {}
        for measure in self.plan.measures:
            if measure.is_for(agency):
                for step in measure.steps:
                    if step.id not in ids:
                        lost.setdefault(_wording(measure.measure, step.text), []).append(step.id)
        for report in steps:
            same = [] if report.id else lost.pop(_wording(report.measure, report.step), [])
            # Of steps that are worded alike none is meant for certain.
            yield replace(report, id=same[0]) if len(same) == 1 else report

    def _tracked(
        self, number: int, member: AgencyReturn, report: StepReport, origin: Origin, progress: StepStatus
    ) -> TrackedStep:
        measure, wording = self.planned.get(report.id, (None, "")) if origin is not Origin.OWN else (None, "")
        words_of_period = (measure.period if measure else "") or report.period
        period, unread = self._period(words_of_period)
        pending = progress not in (StepStatus.DONE, StepStatus.NO_DUTY)
        reading = member.reading
        return TrackedStep(
            number,
            member.agency,
            reading.file if reading else "",
            report,
            progress,
            origin,
            self._indicator(measure.indicator if measure else report.indicator),
            report.measure or (measure.measure if measure else ""),
            report.step or wording,
            report.owner or (measure.responsible if measure else ""),
            words_of_period,
            period.last,
            max((self.as_of - period.last).days, 0) if pending else 0,
            unread,
            (reading.reported if reading else None) or member.received,
            result_of(report.url, self.links),
        )

    def _period(self, text: str) -> tuple[Period, bool]:
        """The period, and whether its words could not be read: it is the fiscal year then."""
        year = self.province.framework.year
        if text not in self.periods:
            self.periods[text] = parse_period(text, year) if text.strip() else fiscal_year(year)
        found = self.periods[text]
        return found or fiscal_year(year), found is None

    def _indicator(self, text: str) -> str:
        if text not in self.indicators:
            self.indicators[text] = indicator_code(self.province.framework, text)
        return self.indicators[text]


def _wording(measure: str, step: str) -> tuple[str, str]:
    return " ".join(measure.split()), " ".join(step.split())


def _origin(step_id: str, seen: set[str]) -> Origin:
    if not step_id or step_id.startswith("own-"):
        return Origin.OWN
    return Origin.COPY if step_id in seen else Origin.PLAN


def _promises(province: RoundState, steps: Iterable[TrackedStep], earlier: EarlierSteps) -> Iterator[Promise]:
    """What was left open or unproved then; the agency's own rows are known again by their wording."""
    by_id = {(code_key(item.agency.code), _identity(item.report)): item for item in steps}
    then = {code_key(code): reports for code, reports in earlier.steps}
    for number, member in enumerate(province.members, 1):
        code = code_key(member.agency.code)
        for report in then.get(code, ()):
            progress = step_status_of(report.status)
            settled = progress is StepStatus.DONE and bool(web_addresses(report.url))
            if not settled and progress is not StepStatus.NO_DUTY:
                now = by_id.get((code, _identity(report)))
                yield Promise(number, member.agency, report, progress, now, member.state)


def _identity(report: StepReport) -> tuple[str, str]:
    """The id of a planned step, the wording of an own one."""
    if _origin(report.id, set()) is Origin.OWN:
        return "", " ".join(report.step.split())
    return report.id, ""
