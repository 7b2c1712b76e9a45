"""Check the measures of a round: steps that are overdue, without evidence, repeated, or missing from a form.

Takes the measures of a round; yields the findings T601-T610 and T612-T614, and those about statuses of steps.
Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ita_xlsx.checks.evidence import check_statuses
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.layout.grid import Place, spans
from ita_xlsx.model.round_measures import (
    Origin,
    RoundMeasures,
    SharedAddress,
    StepStatus,
    TrackedStep,
    reporting_members,
)
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.periods import Period, ends_outside

_MOST_LISTED = 8


def check_round_measures(tracking: RoundMeasures) -> Iterator[Finding]:
    """Yield the findings agency by agency, in the order of the roster.

    The findings about periods come last, each period once: T602 cannot be read, T612 ends in another year.
    """
    open_promises = _count_open_promises(tracking)
    shared: dict[int, list[SharedAddress]] = {}
    for address in tracking.shared:
        shared.setdefault(address.steps[0].number, []).append(address)
    for number, member in reporting_members(tracking.province):
        agency = _agency_params(member)
        steps = tracking.by_agency.get(number, ())
        yield from _check_agency(member, steps, agency)
        for address in shared.get(number, ()):
            cells = _cells(item.report.url_place for item in address.steps)
            yield make_finding(
                Code.ONE_URL_FOR_MANY_STEPS, count=str(len(address.steps)), value=address.url, **cells, **agency
            )
        yield from _check_against_plan(tracking, steps, agency)
    # An agency without a form this year still has its promises of the year before.
    for number, count in open_promises.items():
        agency = _agency_params(tracking.province.members[number - 1])
        yield make_finding(Code.EARLIER_STEPS_OPEN, count=str(count), value=str(tracking.earlier_year), **agency)
    yield from _check_periods(tracking)


def _agency_params(member: AgencyReturn) -> dict[str, str]:
    """Return code and name of the agency and the file of its form, as keywords of a finding."""
    file = member.summary.file if member.summary else ""
    return {"agency": member.agency.code, "name": member.agency.name, "file": file}


def _check_agency(member: AgencyReturn, steps: Sequence[TrackedStep], agency: dict[str, str]) -> Iterator[Finding]:
    reported = [item for item in steps if item.step_status is not StepStatus.ROW_DELETED]
    if member.state is State.REJECTED and reported and member.summary is not None:
        errors = sum(item.severity is Severity.ERROR for item in member.summary.findings)
        # A form that the officer does not use may have none.
        if errors:
            yield make_finding(Code.MEASURES_COUNTED_ANYWAY, count=str(errors), **agency)
    is_lost = member.summary is not None and member.summary.measures_lost
    if is_lost:
        yield make_finding(Code.MEASURES_NOT_READ, **agency)
    elif not any(item.report.is_reported for item in reported) and member.state is not State.DECLARED_NOTHING:
        yield make_finding(Code.NO_STEP_REPORTED, **agency)
    yield from (replace(item, file=agency["file"]) for item in check_statuses(item.report for item in reported))
    if late := [item.late for item in reported if item.overdue]:
        yield make_finding(Code.STEPS_OVERDUE, count=str(len(late)), value=str(max(late)), **agency)
    if bare := [item for item in reported if item.lacks_proof]:
        yield make_finding(
            Code.DONE_WITHOUT_EVIDENCE,
            count=str(len(bare)),
            **_cells(item.report.status_place for item in bare),
            **agency,
        )
    if lost := [item for item in reported if item.by_text]:
        yield make_finding(
            Code.STEP_IDS_LOST, count=str(len(lost)), **_cells(item.report.place for item in lost), **agency
        )
    for item in reported:
        if item.origin is Origin.COPY:
            yield make_finding(Code.STEP_IN_SEVERAL_ROWS, value=item.report.id, **_cells([item.report.place]), **agency)


def _check_against_plan(
    tracking: RoundMeasures, steps: Sequence[TrackedStep], agency: dict[str, str]
) -> Iterator[Finding]:
    """Yield T606 for steps of the plan that the form lacks, and T610 for steps that the plan does not have."""
    if not tracking.plan.measures:
        return
    planned = {step.id for measure in tracking.plan.measures for step in measure.steps}
    gone = [item.report.id for item in steps if item.step_status is StepStatus.ROW_DELETED]
    strange = [item.report.id for item in steps if item.origin is Origin.PLAN and item.report.id not in planned]
    for code, ids in ((Code.PLANNED_STEPS_MISSING, gone), (Code.STEPS_NOT_IN_PLAN, strange)):
        if ids:
            yield make_finding(code, count=str(len(ids)), value=_listed(ids), **agency)


def _check_periods(tracking: RoundMeasures) -> Iterator[Finding]:
    """Yield T602 for each period that cannot be read, and T612 for each that ends in another fiscal year."""
    year = tracking.plan_year
    unread = Counter(item.period for item in tracking.steps if item.unread)
    for text, count in unread.items():
        yield make_finding(Code.PERIOD_UNREADABLE, value=text, count=str(count), first=str(year - 1), last=str(year))
    outside = Counter(item.period for item in tracking.steps if ends_outside(Period(item.due, item.due), year))
    for text, count in outside.items():
        yield make_finding(Code.PERIOD_OUTSIDE_YEAR, value=text, count=str(count), year=str(year), next=str(year + 1))


def _count_open_promises(tracking: RoundMeasures) -> dict[int, int]:
    """Return the number of steps of the year before that are still open, by the agency's number."""
    counts: dict[int, int] = {}
    for item in tracking.open_steps:
        if not item.is_kept and not item.is_unread:
            counts[item.number] = counts.get(item.number, 0) + 1
    return counts


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_LISTED]) + (f" … ({len(ids)})" if len(ids) > _MOST_LISTED else "")


def _cells(places: Iterable[Place | None]) -> dict[str, str | None]:
    cells = [place for place in places if place is not None]
    return {"sheet": cells[0].sheet, "cell": spans(cells)} if cells else {"sheet": None, "cell": None}
