"""Compare the reported steps of all agencies with their periods, the plan, the link results and the year before.

Takes the state of a round; returns its measures as of a day. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.links import LinkResult, worst_result
from ita_xlsx.model.measures import Measure, Plan
from ita_xlsx.model.round_measures import (
    NO_PLAN,
    EarlierSteps,
    OpenStep,
    Origin,
    RoundMeasures,
    StepStatus,
    TrackedStep,
    indicator_code,
    reporting_members,
    step_status_of,
)
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import web_addresses
from ita_xlsx.model.text.periods import Period, fiscal_year, parse_period, year_of_periods
from ita_xlsx.model.text.spelling import text_key


def track_steps(
    state: RoundState,
    as_of: date,
    plan: Plan = NO_PLAN,
    links: Mapping[str, LinkResult] | None = None,
    earlier: EarlierSteps | None = None,
) -> RoundMeasures:
    """Return every step of a round with its status and delay on a day.

    A period without a year is of the fiscal year of the plan. ``links`` holds the results of visits by address,
    ``earlier`` the steps that agencies reported the year before.
    """
    plan = _in_year(plan, state)
    tracker = _Tracker(state, as_of, plan, links or {})
    steps = tuple(item for number, member in reporting_members(state) for item in tracker.steps_of(number, member))
    promises = tuple(_promises(state, steps, earlier)) if earlier else ()
    return RoundMeasures(
        province=state,
        as_of=as_of,
        steps=steps,
        plan=plan,
        open_steps=promises,
        earlier_year=earlier.year if earlier else None,
    )


def _in_year(plan: Plan, state: RoundState) -> Plan:
    """Return the plan with its fiscal year; if it does not say it, that of the reported periods, else of the round."""
    if plan.year:
        return plan
    year = state.framework.year
    periods = (step.period for member in state.members for step in member.readable_steps)
    return replace(plan, year=year_of_periods(periods, year) or year)


@dataclass(frozen=True)
class _Tracker:
    state: RoundState
    as_of: date
    plan: Plan
    links: Mapping[str, LinkResult]

    @cached_property
    def planned(self) -> Mapping[str, tuple[Measure, str]]:
        """Return the measure and the text of each step of the plan, by the step's id."""
        return {step.id: (measure, step.text) for measure in self.plan.measures for step in measure.steps}

    @cached_property
    def periods(self) -> dict[str, Period | None]:
        """Return the periods read so far by their text; None for a text that cannot be read."""
        return {}

    @cached_property
    def indicators(self) -> dict[str, str]:
        """Return the codes of indicators found so far, by the text that names them."""
        return {}

    def steps_of(self, number: int, member: AgencyReturn) -> Iterator[TrackedStep]:
        """Yield the steps that an agency reports, then the steps of the plan that its form no longer has.

        Nothing is known of the steps of a form whose statuses could not be read, so none are counted.
        """
        summary = member.summary
        if summary is None or summary.statuses_lost or not (summary.steps or self.plan.measures):
            return
        seen: set[str] = set()
        for original, report in zip(summary.steps, self._with_ids(member.agency, summary.steps), strict=True):
            origin = _origin(report.id, seen)
            seen.add(report.id)
            tracked = self._tracked(number, member, report, origin, step_status_of(report.status))
            yield tracked if report is original else replace(tracked, by_text=True)
        # If a column of the table could not be read, a step is not known to be deleted.
        for measure in () if summary.measures_lost else self.plan.measures:
            if measure.is_for(member.agency):
                for step in measure.steps:
                    if step.id not in seen:
                        report = StepReport(id=step.id, step=step.text)
                        yield self._tracked(number, member, report, Origin.PLAN, StepStatus.ROW_DELETED)

    def _with_ids(self, agency: Agency, steps: Sequence[StepReport]) -> Iterator[StepReport]:
        """Yield the reported steps; a step without id gets that of the plan's step with the same measure and text."""
        ids = {report.id for report in steps}
        missing: dict[tuple[str, str], list[str]] = {}
        for measure in self.plan.measures:
            if measure.is_for(agency):
                for step in measure.steps:
                    if step.id not in ids:
                        missing.setdefault(_text_key(measure.measure, step.text), []).append(step.id)
        for report in steps:
            same = [] if report.id else missing.pop(_text_key(report.measure, report.step), [])
            # If several steps of the plan have the same text, it is not certain which one is meant.
            yield replace(report, id=same[0]) if len(same) == 1 else report

    def _tracked(
        self, number: int, member: AgencyReturn, report: StepReport, origin: Origin, status: StepStatus
    ) -> TrackedStep:
        measure, text = self.planned.get(report.id, (None, "")) if origin is not Origin.OWN else (None, "")
        period_text = (measure.period if measure else "") or report.period
        period, unread = self._period(period_text)
        summary = member.summary
        pending = status not in (StepStatus.DONE, StepStatus.NO_DUTY)
        return TrackedStep(
            number=number,
            agency=member.agency,
            file=summary.file if summary else "",
            report=report,
            step_status=status,
            origin=origin,
            indicator=self._indicator(measure.indicator if measure else report.indicator),
            measure=report.measure or (measure.measure if measure else ""),
            step=report.step or text,
            owner=report.owner or (measure.responsible if measure else ""),
            period=period_text,
            due=period.last,
            late=max((self.as_of - period.last).days, 0) if pending else 0,
            unread=unread,
            reported=(summary.reported if summary else None) or member.received.day,
            link=worst_result(report.url, self.links),
            evidence_lost=summary is not None and summary.measures_lost,
        )

    def _period(self, text: str) -> tuple[Period, bool]:
        """Return the period of a text, and True if it cannot be read; the period is the fiscal year then."""
        year = self.plan.year or self.state.framework.year
        if text not in self.periods:
            self.periods[text] = parse_period(text, year) if text.strip() else fiscal_year(year)
        period = self.periods[text]
        return period or fiscal_year(year), period is None

    def _indicator(self, text: str) -> str:
        if text not in self.indicators:
            self.indicators[text] = indicator_code(self.state.framework, text)
        return self.indicators[text]


def _text_key(measure: str, step: str) -> tuple[str, str]:
    return text_key(measure), text_key(step)


def _origin(step_id: str, seen: set[str]) -> Origin:
    if not step_id or step_id.startswith("own-"):
        return Origin.OWN
    return Origin.COPY if step_id in seen else Origin.PLAN


def _promises(state: RoundState, steps: Iterable[TrackedStep], earlier: EarlierSteps) -> Iterator[OpenStep]:
    """Yield the steps of the year before that were not done or had no web address, with the same steps of this year.

    A step that an agency added itself has no lasting id; it is matched by its text.
    """
    by_key = {(code_key(item.agency.code), _step_key(item.report)): item for item in steps}
    earlier_reports = {code_key(code): reports for code, reports in earlier.steps}
    for number, member in enumerate(state.members, 1):
        code = code_key(member.agency.code)
        for report in earlier_reports.get(code, ()):
            status = step_status_of(report.status)
            settled = status is StepStatus.DONE and bool(web_addresses(report.url))
            if not settled and status is not StepStatus.NO_DUTY:
                now = by_key.get((code, _step_key(report)))
                yield OpenStep(
                    number=number,
                    agency=member.agency,
                    report=report,
                    step_status=status,
                    this_year=now,
                    state=member.state,
                    measures_lost=member.summary is not None and member.summary.measures_lost,
                )


def _step_key(report: StepReport) -> tuple[str, str]:
    """Return the id of a planned step, or the text of a step that the agency added; the other item is empty."""
    if _origin(report.id, set()) is Origin.OWN:
        return "", text_key(report.step)
    return report.id, ""
