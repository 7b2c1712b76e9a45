"""Make the analysis and the card of each agency of a round whose form counts, as bytes.

Reads the files that count again, and makes the workbooks, in child processes; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ita_xlsx.cycle.analyze import Analysis, analyze_return, make_analysis
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.check_choices import correction_applied
from ita_xlsx.cycle.decisions.derive_returns import read_derived
from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds
from ita_xlsx.cycle.files import NamesTaken
from ita_xlsx.cycle.giving_back.cards import card_of
from ita_xlsx.cycle.giving_back.earlier_results import earlier_by_agency
from ita_xlsx.cycle.giving_back.plan_for_results import plan_for_results
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.errors import ItaError, UnreadableWorkbook
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.province.place_in_group import PlaceInGroup, only_ones_of_kind, places_in_groups
from ita_xlsx.model.province.standing import AgencyStanding, standings
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_measures import NO_PLAN
from ita_xlsx.model.round_state import ReturnSummary, RoundState
from ita_xlsx.output.card import write_card_workbook
from ita_xlsx.output.names import safe_name

# An analysis takes many times as long to write as a form to read.
_PATIENCE = 10
ANALYSIS, CARD = "ผลการวิเคราะห์", "บัตรผล"


@dataclass(frozen=True, kw_only=True)
class RoundSources:
    """The sources that all analyses of a round share: earlier years by agency, the plan, and results of web addresses.

    ``findings`` are about them, ``inputs`` are files that must not be overwritten.
    """

    context: RunContext
    framework: Framework
    earlier: Mapping[str, tuple[EarlierYear, ...]] = field(default_factory=dict)
    plan: Plan = NO_PLAN
    plan_file: str = ""
    links: Mapping[str, LinkResult] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    inputs: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgencyFiles:
    """The workbooks of one agency as bytes, each with its file name; None for one that was not asked for.

    Both are None, and ``findings`` say why, if the form cannot be read again. ``contents`` is what the card says.
    ``drafted`` are the weak points that the
    plan does not cover.
    """

    agency: Agency
    analysis_name: str
    card_name: str
    analysis: bytes | None = None
    card: bytes | None = None
    contents: AgencyCard | None = None
    drafted: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def round_names(province: RoundState) -> tuple[tuple[Agency, str, str], ...]:
    """Return each agency that counts with the file names of its analysis and its card, all of them different."""
    taken, year = NamesTaken(), province.framework.year
    found = []
    for member in province.counted:
        agency = member.agency
        both = [
            taken.free(safe_name(f"{word} ITA{year} {agency.code} {agency.name}") + ".xlsx")
            for word in (ANALYSIS, CARD)
        ]
        found.append((agency, both[0], both[1]))
    return tuple(found)


def round_sources(
    context: RunContext, framework: Framework, previous: Sequence[str] = (), measures: str | None = None
) -> RoundSources:
    """Read what all analyses of a round share; raise InputError if a plan that is named cannot be read."""
    plan, plan_findings = plan_for_results(context, framework, measures)
    rounds, findings = read_earlier_rounds(previous, context, framework) if previous else ((), ())
    links, link_findings = load_link_results(context)
    return RoundSources(
        context=plan.context,
        framework=framework,
        earlier=earlier_by_agency(rounds, framework, context),
        plan=plan.plan,
        plan_file=plan.file,
        links=links,
        findings=(*plan_findings, *findings, *link_findings),
        inputs=(*plan.context.inputs, *map(Path, previous)),
    )


@dataclass(frozen=True, kw_only=True)
class _Task:
    """An agency to analyse: its files as they count, and what is known of it beside them."""

    agency: Agency
    summary: ReturnSummary
    names: tuple[str, str]
    sources: tuple[Source, ...]
    digests: tuple[str, ...]
    earlier: tuple[EarlierYear, ...]
    place: PlaceInGroup | None
    is_only_of_kind: bool
    standing: AgencyStanding | None
    token: str


@dataclass(frozen=True, kw_only=True)
class _Shared:
    """The values that every child needs."""

    context: RunContext
    plan: Plan
    links: Mapping[str, LinkResult]
    edition: Edition
    analyses: bool
    cards: bool


def make_agency_files(
    loaded: LoadedRound,
    sources: RoundSources,
    edition: Edition,
    *,
    analyses: bool = True,
    cards: bool = True,
    only: str = "",
    progress: OnProgress | None = None,
) -> Iterator[AgencyFiles]:
    """Yield the analysis and the card of each agency that counts, in the order of the roster; write nothing.

    ``only`` is the code of the one agency that is asked for. Children read the forms and make the workbooks, one child
    a core.
    """
    shared = _Shared(
        context=sources.context,
        plan=sources.plan,
        links=dict(sources.links),
        edition=edition,
        analyses=analyses,
        cards=cards,
    )
    with shared_value(shared) as token:
        tasks = [task for task in _tasks(loaded, sources, token) if only in ("", task.agency.code)]
        made = run_all_isolated(_make, tasks, jobs_for(len(tasks)), _lost, patience=_PATIENCE)
        for done, files in enumerate(made, 1):
            if progress is not None:
                progress(done, len(tasks))
            yield files


def _tasks(loaded: LoadedRound, sources: RoundSources, token: str) -> Iterator[_Task]:
    by_name = {source.name: source for source in loaded.sources}
    places = places_in_groups(loaded.province)
    alone = {code_key(agency.code) for agency in only_ones_of_kind(loaded.province)}
    found = standings(ProvinceResults(loaded.province))
    names_of_all = round_names(loaded.province)
    for member, (agency, *names) in zip(loaded.province.counted, names_of_all, strict=True):
        summary, key = member.summary, code_key(agency.code)
        if summary is None:
            continue
        files = summary.joined or (summary.file,)
        yield _Task(
            agency=agency,
            summary=summary,
            names=(names[0], names[1]),
            sources=tuple(by_name[name].with_full_path for name in files if name in by_name),
            digests=summary.mends if summary.joined else (summary.digest,),
            earlier=sources.earlier.get(key, ()),
            place=places.get(key),
            is_only_of_kind=key in alone,
            standing=found.get(key),
            token=token,
        )


def _make(task: _Task) -> AgencyFiles:
    """Return the workbooks of one agency, in the child process."""
    shared: _Shared = load_shared(task.token)
    try:
        returned = _read(task, shared.context)
        analysis = None if returned is None else analyze_return(returned, shared.context, task.earlier, shared.plan)
        if analysis is None:
            return _without(task, make_finding(Code.ANALYSIS_NOT_MADE, **_params(task)))
        return _files(task, shared, analysis)
    except UnreadableWorkbook as error:
        return _without(task, make_finding(error.code, file=task.summary.file, **error.params))
    except ItaError as error:
        return _without(task, *(error.findings or (make_finding(error.code, file=task.summary.file, **error.params),)))


def _files(task: _Task, shared: _Shared, analysis: Analysis) -> AgencyFiles:
    analysis = replace(analysis, standing=task.standing or analysis.standing)
    contents = replace(card_of(analysis, task.place), is_only_of_kind=task.is_only_of_kind)
    return AgencyFiles(
        agency=task.agency,
        analysis_name=task.names[0],
        card_name=task.names[1],
        analysis=make_analysis(analysis, shared.edition, shared.links) if shared.analyses else None,
        card=write_card_workbook(contents, shared.edition) if shared.cards else None,
        contents=contents,
        drafted=tuple(point.subject for point in analysis.drafted_for),
    )


def _read(task: _Task, context: RunContext) -> Returned | None:
    """Return the form as it counts, under the code and name of the roster; None if its file is another one by now."""
    if len(task.sources) < len(task.digests):
        return None
    derived = read_derived(task.sources, task.digests, task.summary.corrections, context)
    if derived is None or derived.returned.submission is None:
        return None
    returned, agency = derived.returned, task.agency
    applied = tuple(correction_applied(item, agency, returned.file) for item in task.summary.corrections)
    read = derived.returned.submission
    form = replace(read, agency=replace(read.agency, code=agency.code, name=agency.name))
    return replace(returned, submission=form, findings=(*returned.findings, *applied))


def _without(task: _Task, *findings: Finding) -> AgencyFiles:
    return AgencyFiles(
        agency=task.agency, analysis_name=task.names[0], card_name=task.names[1], findings=tuple(findings)
    )


def _lost(task: _Task, error: UnreadableWorkbook) -> AgencyFiles:
    return _without(task, make_finding(error.code, file=task.summary.file, **error.params))


def _params(task: _Task) -> Mapping[str, str]:
    return {"file": task.summary.file, "agency": task.agency.code, "name": task.agency.name}
