"""Track the measures of a round: what every agency did of them, against the plan, the links and the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.checks.measures_rules import check_tracking
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_files import read_earlier_files
from ita_xlsx.cycle.earlier_rounds import databases_among, of_this_province, one_each, under_codes
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.diagnosis.track_steps import track
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.tracking import NO_PLAN, EarlierSteps, RoundMeasures
from ita_xlsx.output.files import check_free
from ita_xlsx.output.measures import write_tracked
from ita_xlsx.store.database import read_measures

# Late for the scores, there twice alike, decided without need: that is for ita status to say.
_OF_STATUS = frozenset({"N104", "N108", "N112"})


@dataclass(frozen=True)
class TrackedRound:
    """The measures of a round, and all that is to be told of them."""

    tracking: RoundMeasures
    findings: tuple[Finding, ...]


def track_round(
    gathered: LoadedRound,
    context: RunContext,
    as_of: date,
    *,
    plan: Plan = NO_PLAN,
    links: Mapping[str, LinkResult] | None = None,
    previous: Iterable[str] = (),
) -> TrackedRound:
    """Hold the steps of a gathered round against the plan, what is known of addresses, and the year before."""
    framework = gathered.province.framework
    earlier, told = read_promises(previous, context, framework)
    tracking = track(gathered.province, as_of, plan, links, earlier)
    checked = tuple(check_tracking(tracking))
    return TrackedRound(tracking, (*_of_round(gathered, checked), *told, *checked))


def _of_round(gathered: LoadedRound, checked: Iterable[Finding]) -> Iterator[Finding]:
    """What is told of the round, but for a form that is rejected for its scores: it counts here, as T604 says."""
    counted = {finding.file for finding in checked if finding.code == "T604"}
    for finding in gathered.findings:
        if finding.code not in _OF_STATUS and not (finding.code == "N107" and finding.file in counted):
            yield finding


def write_round_measures(
    tracked: TrackedRound,
    target: Path,
    issued: date,
    *,
    digits: str,
    by_owner: bool,
    force: bool,
    inputs: Iterable[Path] = (),
) -> None:
    """Write the workbook of measures; raises OutputError."""
    check_free(target, force=force, inputs=inputs)
    data = write_tracked(tracked.tracking, tracked.findings, issued, digits, by_owner=by_owner)
    put_workbook(target, data, force=force)


def read_promises(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[EarlierSteps | None, tuple[Finding, ...]]:
    """What was reported the last year before this one, from databases of ours or earlier forms; None without any."""
    years: dict[int, EarlierSteps] = {}
    databases, files, told = databases_among(paths, framework.year, context.round.province)
    findings = list(told)
    for path, usable in databases:
        kept = [item for item in read_measures(path, framework.year) if item.year in usable]
        if usable and not kept:
            findings.append(make_finding("T611", file=str(path), name=path.name))
        for item in kept:
            steps, told = under_codes(item.names, item.steps, context.roster, item.year)
            years[item.year] = EarlierSteps(item.year, steps)
            findings.extend(told)
    if files:
        read, told = _read_forms(files, context, framework)
        findings.extend(told)
        years = read | years
    return (years[max(years)] if years else None), tuple(findings)


def _read_forms(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[dict[int, EarlierSteps], tuple[Finding, ...]]:
    sources, passed_over = find_workbooks(paths)
    findings = list(passed_over)
    years: dict[int, list[tuple[Agency, str, tuple[StepReport, ...]]]] = {}
    for source, (submissions, own, reading) in zip(sources, read_earlier_files(sources, context), strict=True):
        if not submissions or own is None:
            findings.extend(reading)
        elif own.year >= framework.year:
            findings.append(make_finding("H901", file=source.name, found=str(own.year), year=str(framework.year)))
        else:
            years.setdefault(own.year, []).extend((item.agency, source.name, item.steps) for item in submissions)
    rounds = {}
    for year, known in years.items():
        here, told = of_this_province(known, year, context.round.province)
        findings.extend(told)
        if here and not any(steps for _, steps in here):
            first = next(file for _, file, _ in known)
            findings.append(make_finding("T611", file=first, name=first))
            continue
        only, told = one_each(here, context.roster, year)
        findings.extend(told)
        if only:
            rounds[year] = EarlierSteps(year, only)
    return rounds, tuple(findings)
