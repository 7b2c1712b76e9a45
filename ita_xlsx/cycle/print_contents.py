"""What of a round can be printed: the tracking form of each agency, made anew, and our other workbooks as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.read_returns import StepStatus
from ita_xlsx.cycle.receive import receive_all
from ita_xlsx.errors import ItaError
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.output.texts import tracking_title
from ita_xlsx.output.tracking_form import TrackingForm, reported_rows, write_tracking_workbook

# Who is missing, late or to be mended is no matter of printing, and neither is that there is no roster.
_NO_MATTER = frozenset({"N103", "N104", "N107", "N110"})
# What is told of a workbook of ours that is not an agency's form, and the word its kind begins with.
_OTHER_KIND, _OURS = "W108", "ita-xlsx/"


@dataclass(frozen=True)
class PrintOptions:
    """What to print: paths, files the officer chose, how to read; ``links`` is what is known of addresses."""

    paths: tuple[str, ...]
    use: tuple[str, ...] = ()
    jobs: int = 0
    cached: bool = True
    digits: str = "arabic"
    links: Mapping[str, LinkResult] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheaf:
    """A workbook to print, under the name of its bookmark; ``file`` is the one it was made from."""

    name: str
    file: str
    data: bytes


@dataclass(frozen=True)
class Printable:
    """All workbooks to print, forms first in the roster's order, the title of the whole, and what is to be told."""

    sheaves: tuple[Sheaf, ...]
    title: str
    findings: tuple[Finding, ...]


def find_printable(
    wanted: PrintOptions, context: RunContext, issued: date, progress: StepStatus | None = None
) -> Printable:
    """The forms that count, as ``ita consolidate`` has them, and the other workbooks of ours beside them.

    Without a named framework the first form says which one it is.
    """
    sources, passed_over = find_workbooks(wanted.paths)
    framework, unread = (context.framework, ()) if context.framework else _framework_of(sources, context)
    if framework is None:
        others, told = _others((*unread, *passed_over), sources)
        sheaves, lost = _as_they_are(others)
        return Printable(sheaves, sheaves[0].name if sheaves else "", (*told, *lost))
    known = replace(context, framework=framework)
    gathered = load_round(
        wanted.paths, known, use=wanted.use, jobs=wanted.jobs, cached=wanted.cached, progress=progress
    )
    others, told = _others((item for item in gathered.findings if item.code not in _NO_MATTER), sources)
    read = [item for item in gathered.province.members if item.reading and item.state is not State.UNDECIDED]
    forms, untold = _forms(read, framework, context.round.province, wanted, issued)
    sheaves, lost = _as_they_are(others)
    provinces = [context.round.province, *(item.agency.province for item in read)]
    title = tracking_title(framework.year, Agency("", "", next(filter(None, provinces), "")))
    return Printable((*forms, *sheaves), title if forms or not sheaves else sheaves[0].name, (*told, *untold, *lost))


def _framework_of(sources: Iterable[Source], context: RunContext) -> tuple[Framework | None, tuple[Finding, ...]]:
    """The framework the first form names; all that is told of the files where none is a form."""
    told: list[Finding] = []
    for returned in receive_all(tuple(sources), context):
        if returned.framework is not None:
            return returned.framework, ()
        told += returned.findings
    return None, tuple(told)


def _others(told: Iterable[Finding], sources: Iterable[Source]) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The workbooks of ours that are no forms, and what is told of all the rest."""
    by_name = {source.name: source for source in sources}
    others: dict[str, Source] = {}
    findings = []
    for finding in told:
        ours = finding.code == _OTHER_KIND and dict(finding.params).get("found", "").startswith(_OURS)
        if ours and finding.file in by_name:
            others[finding.file] = by_name[finding.file]
        else:
            findings.append(finding)
    return tuple(others.values()), tuple(findings)


def _forms(
    members: Iterable[AgencyReturn], framework: Framework, province: str, wanted: PrintOptions, issued: date
) -> tuple[tuple[Sheaf, ...], tuple[Finding, ...]]:
    """A tracking form for each agency that reported steps; the others are told."""
    forms, told = [], []
    for member in members:
        agency, reading = member.agency, member.reading
        if reading is None or not any(step.is_told for step in reading.steps):
            told.append(make_finding("C725", agency=agency.code, name=agency.name))
            continue
        shown = replace(agency, province=agency.province or province)
        form = TrackingForm(framework, shown, framework.year, reported_rows(reading.steps), links=wanted.links)
        try:
            data = write_tracking_workbook(form, issued, wanted.digits)
        except ItaError as error:
            told.append(make_finding(error.code, file=reading.file, **error.params))
            continue
        forms.append(Sheaf(agency.name or agency.code, reading.file, data))
    return tuple(forms), tuple(told)


def _as_they_are(others: Iterable[Source]) -> tuple[tuple[Sheaf, ...], tuple[Finding, ...]]:
    """Our other workbooks; what went away since it was looked at is told."""
    sheaves, told = [], []
    for source in others:
        try:
            sheaves.append(Sheaf(Path(source.name).stem, source.name, source.read()))
        except ItaError as error:
            told.append(make_finding(error.code, file=source.name, **error.params))
    return tuple(sheaves), tuple(told)
