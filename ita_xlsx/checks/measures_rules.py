"""What is to be said of the measures of a round: overdue, unproved, proved by one address, gone from the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ita_xlsx.checks.evidence import check_statuses
from ita_xlsx.model.findings import Finding, Severity, make_finding
from ita_xlsx.model.layout.grid import Place, spans
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.periods import Period, ends_outside
from ita_xlsx.model.tracking import Origin, RoundMeasures, SharedAddress, StepStatus, TrackedStep, reporting

_SHOWN = 8


def check_tracking(tracking: RoundMeasures) -> Iterator[Finding]:
    """T601-T613 and the statuses, agency by agency in the roster's order; a period that cannot be read is told once."""
    promised = _promised(tracking)
    shared: dict[int, list[SharedAddress]] = {}
    for address in tracking.shared:
        shared.setdefault(address.steps[0].number, []).append(address)
    for number, member in reporting(tracking.province):
        file = member.reading.file if member.reading else ""
        about = {"agency": member.agency.code, "name": member.agency.name, "file": file}
        steps = tracking.by_agency.get(number, ())
        yield from _of_agency(member, steps, about)
        for address in shared.get(number, ()):
            cells = _cells(item.report.url_place for item in address.steps)
            yield make_finding("T601", count=str(len(address.steps)), value=address.url, **cells, **about)
        yield from _against_plan(tracking, steps, about)
    # Who has not returned a form this year has promised all the same.
    for number, count in promised.items():
        member = tracking.province.members[number - 1]
        file = member.reading.file if member.reading else ""
        about = {"agency": member.agency.code, "name": member.agency.name, "file": file}
        yield make_finding("T608", count=str(count), value=str(tracking.promised), **about)
    yield from _strange_periods(tracking)


def _of_agency(member: AgencyReturn, steps: Sequence[TrackedStep], about: dict[str, str]) -> Iterator[Finding]:
    reported = [item for item in steps if item.progress is not StepStatus.GONE]
    if member.state is State.REJECTED and reported and member.reading is not None:
        errors = sum(item.severity is Severity.ERROR for item in member.reading.findings)
        yield make_finding("T604", count=str(errors), **about)
    if not any(item.report.is_told for item in reported) and member.state is not State.DECLARED_NOTHING:
        yield make_finding("T609", **about)
    yield from (replace(item, file=about["file"]) for item in check_statuses(item.report for item in reported))
    if late := [item.late for item in reported if item.overdue]:
        yield make_finding("T603", count=str(len(late)), value=str(max(late)), **about)
    if bare := [item for item in reported if item.bare]:
        yield make_finding("T605", count=str(len(bare)), **_cells(item.report.status_place for item in bare), **about)
    if lost := [item for item in reported if item.by_text]:
        yield make_finding("T613", count=str(len(lost)), **_cells(item.report.place for item in lost), **about)
    for item in reported:
        if item.origin is Origin.COPY:
            yield make_finding("T607", value=item.report.id, **_cells([item.report.place]), **about)


def _against_plan(tracking: RoundMeasures, steps: Sequence[TrackedStep], about: dict[str, str]) -> Iterator[Finding]:
    """T606, T610: steps the form lacks, and steps the plan does not have."""
    if not tracking.plan.measures:
        return
    known = {step.id for measure in tracking.plan.measures for step in measure.steps}
    gone = [item.report.id for item in steps if item.progress is StepStatus.GONE]
    strange = [item.report.id for item in steps if item.origin is Origin.PLAN and item.report.id not in known]
    for code, ids in (("T606", gone), ("T610", strange)):
        if ids:
            yield make_finding(code, count=str(len(ids)), value=_listed(ids), **about)


def _strange_periods(tracking: RoundMeasures) -> Iterator[Finding]:
    """T602, T612: each period once that cannot be read, or ends in another year."""
    year = tracking.province.framework.year
    unread = Counter(item.period for item in tracking.steps if item.unread)
    for words, count in unread.items():
        yield make_finding("T602", value=words, count=str(count), first=str(year - 1), last=str(year))
    outside = Counter(item.period for item in tracking.steps if ends_outside(Period(item.due, item.due), year))
    for words, count in outside.items():
        yield make_finding("T612", value=words, count=str(count), year=str(year), next=str(year + 1))


def _promised(tracking: RoundMeasures) -> dict[int, int]:
    """How many steps of the year before are still open, by the agency's number."""
    counts: dict[int, int] = {}
    for item in tracking.promises:
        if not item.kept:
            counts[item.number] = counts.get(item.number, 0) + 1
    return counts


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (f" … ({len(ids)})" if len(ids) > _SHOWN else "")


def _cells(places: Iterable[Place | None]) -> dict[str, str | None]:
    known = [place for place in places if place is not None]
    return {"sheet": known[0].sheet, "cell": spans(known)} if known else {"sheet": None, "cell": None}
