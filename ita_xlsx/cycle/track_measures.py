"""Track the measures of a round: compare the reported steps with the plan, the evidence and the year before.

Reads earlier years from files and databases; writes one workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier_files
from ita_xlsx.cycle.earlier_years.earlier_rounds import match_codes, match_single, of_this_province, split_databases
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import CATALOGUE, Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_measures import NO_PLAN, EarlierSteps, RoundMeasures
from ita_xlsx.model.submission import StepReport
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.store.database import read_measures


@dataclass(frozen=True)
class TrackedRound:
    """The tracked measures of a round, and all findings about them."""

    tracking: RoundMeasures
    findings: tuple[Finding, ...]


def track_round(
    loaded: LoadedRound,
    context: RunContext,
    as_of: date,
    *,
    plan: Plan = NO_PLAN,
    links: Mapping[str, LinkResult] | None = None,
    previous: Iterable[str] = (),
) -> TrackedRound:
    """Compare the steps of a loaded round with the plan, the stored results of addresses, and the year before."""
    framework = loaded.province.framework
    earlier, new_findings = read_promises(previous, context, framework)
    tracking = track_steps(loaded.province, as_of, plan, links, earlier)
    checked = tuple(check_round_measures(tracking))
    return TrackedRound(tracking, (*_round_findings(loaded, checked), *new_findings, *checked))


def _round_findings(loaded: LoadedRound, checked: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of the round that concern measures, without those that a finding about measures replaces."""
    replaced = {(CATALOGUE[finding.code].replaces, finding.file) for finding in checked}
    for finding in loaded.findings:
        if not has_trait(finding, Trait.NOT_FOR_MEASURES) and (finding.code, finding.file) not in replaced:
            yield finding


def write_round_measures(tracked: TrackedRound, target: Target, edition: Edition, *, by_owner: bool = False) -> None:
    """Write the workbook of measures; raise OutputError."""
    target.check_free()
    target.put_workbook(write_measures_workbook(tracked.tracking, tracked.findings, edition, by_owner=by_owner))


def read_promises(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[EarlierSteps | None, tuple[Finding, ...]]:
    """Return the steps reported in the latest earlier year, from our databases or earlier forms; None without any."""
    years: dict[int, EarlierSteps] = {}
    databases, files, new_findings = split_databases(paths, framework.year, context.round.province)
    findings = list(new_findings)
    for path, usable in databases:
        kept = [item for item in read_measures(path, framework.year) if item.year in usable]
        if usable and not kept:
            findings.append(make_finding(Code.NO_EARLIER_MEASURES, file=str(path), name=path.name))
        for item in kept:
            steps, new_findings = match_codes(item.names, item.steps, context.roster, item.year)
            years[item.year] = EarlierSteps(item.year, steps)
            findings.extend(new_findings)
    if files:
        read, new_findings = _read_forms(files, context, framework)
        findings.extend(new_findings)
        years = read | years
    return (years[max(years)] if years else None), tuple(findings)


def _read_forms(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[dict[int, EarlierSteps], tuple[Finding, ...]]:
    sources, passed_over = find_workbooks(paths)
    findings = list(passed_over)
    years: dict[int, list[tuple[Agency, str, tuple[StepReport, ...]]]] = {}
    for source, (submissions, framework_then, file_findings) in zip(
        sources, read_earlier_files(sources, context), strict=True
    ):
        if not submissions or framework_then is None:
            findings.extend(file_findings)
        elif framework_then.year >= framework.year:
            findings.append(
                make_finding(
                    Code.EARLIER_YEAR_NOT_BEFORE,
                    file=source.name,
                    found=str(framework_then.year),
                    year=str(framework.year),
                )
            )
        else:
            years.setdefault(framework_then.year, []).extend(
                (item.agency, source.name, item.steps) for item in submissions
            )
    rounds = {}
    for year, entries in years.items():
        entries_here, new_findings = of_this_province(entries, year, context.round.province)
        findings.extend(new_findings)
        if entries_here and not any(steps for _, steps in entries_here):
            first = next(file for _, file, _ in entries)
            findings.append(make_finding(Code.NO_EARLIER_MEASURES, file=first, name=first))
            continue
        single_steps, new_findings = match_single(entries_here, context.roster, year)
        findings.extend(new_findings)
        if single_steps:
            rounds[year] = EarlierSteps(year, single_steps)
    return rounds, tuple(findings)
