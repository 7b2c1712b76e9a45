"""Choose the workbooks to print: a new tracking form for each agency, and our other workbooks as they are.

Reads the files of a round; returns workbooks as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.use_files import Reason
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.province_plan import plan_year
from ita_xlsx.cycle.receive import receive_all
from ita_xlsx.errors import ItaError
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.page import PaperFont
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.periods import year_of_periods
from ita_xlsx.output.texts import tracking_title
from ita_xlsx.output.tracking_form import TrackingForm, find_cut_texts, reported_rows, write_tracking_workbook

# The name of the kind of each workbook of ours begins so.
_OURS = "ita-xlsx/"


@dataclass(frozen=True, kw_only=True)
class PrintOptions:
    """The paths to print, the files the officer named and why, and how to read; ``links`` are results by address."""

    paths: tuple[str, ...]
    use: tuple[str, ...] = ()
    jobs: int = 0
    cached: bool = True
    links: Mapping[str, LinkResult] = field(default_factory=dict)
    reason: Reason | None = None


@dataclass(frozen=True)
class PrintItem:
    """A workbook to print; ``name`` is its bookmark, ``file`` the file it was made from.

    ``form`` is the tracking form of which the workbook was made, or None if it is printed as it is.
    """

    name: str
    file: str
    data: bytes
    form: TrackingForm | None = None


@dataclass(frozen=True)
class PrintContents:
    """All workbooks to print, forms first in the order of the roster; the title of the PDF; and findings."""

    items: tuple[PrintItem, ...]
    title: str
    findings: tuple[Finding, ...]


def collect_contents(
    options: PrintOptions, context: RunContext, edition: Edition, progress: OnProgress | None = None
) -> PrintContents:
    """Return the tracking forms of the agencies whose form counts, and our other workbooks among the paths.

    Without a named framework the first form says which one it is.
    """
    sources, passed_over = find_workbooks(options.paths)
    framework, unread = (context.framework, ()) if context.framework else framework_of(sources, context)
    if framework is None:
        others, findings = _others((*unread, *passed_over), sources)
        items, unreadable = _as_they_are(others)
        return PrintContents(items, items[0].name if items else "", (*findings, *unreadable))
    context_with_framework = replace(context, framework=framework)
    loaded = load_round(
        options.paths,
        context_with_framework,
        use=options.use,
        jobs=options.jobs,
        cached=options.cached,
        progress=progress,
        reason=options.reason,
    )
    others, findings = _others(
        (item for item in loaded.findings if not has_trait(item, Trait.NOT_FOR_PRINTING)), sources
    )
    read = printable(loaded.province)
    year = plan_year(context, framework)
    forms, without_steps = _forms(read, (framework, year), context.round.province, options.links, edition)
    items, unreadable = _as_they_are(others)
    provinces = [context.round.province, *(item.agency.province for item in read)]
    year = next((item.form.year for item in forms if item.form), year or framework.year)
    title = tracking_title(year, Agency("", "", next(filter(None, provinces), "")))
    return PrintContents(
        (*forms, *items), title if forms or not items else items[0].name, (*findings, *without_steps, *unreadable)
    )


def framework_of(sources: Iterable[Source], context: RunContext) -> tuple[Framework | None, tuple[Finding, ...]]:
    """Return the framework of the first form; None and the findings about all files if none is a form."""
    findings: list[Finding] = []
    for returned in receive_all(tuple(sources), context):
        if returned.framework is not None:
            return returned.framework, ()
        findings += returned.findings
    return None, tuple(findings)


def _others(
    all_findings: Iterable[Finding], sources: Iterable[Source]
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return our workbooks that are no forms, and the findings about all other files."""
    by_name = {source.name: source for source in sources}
    others: dict[str, Source] = {}
    findings = []
    for finding in all_findings:
        ours = has_trait(finding, Trait.OTHER_KIND) and (finding.value or "").startswith(_OURS)
        if ours and finding.file in by_name:
            others[finding.file] = by_name[finding.file]
        else:
            findings.append(finding)
    return tuple(others.values()), tuple(findings)


def printable(province: RoundState) -> tuple[AgencyReturn, ...]:
    """Return the agencies of which one file counts, in the order of the roster."""
    return tuple(item for item in province.members if item.is_one_form)


def tracking_form_of(
    agency: Agency,
    steps: Sequence[StepReport],
    framework: Framework,
    links: Mapping[str, LinkResult],
    *,
    measures_lost: bool = False,
    year: int | None = None,
) -> TrackingForm | Finding:
    """Return the tracking form of an agency; a finding if it reported no step.

    ``year`` is the fiscal year of the plan; None means that of the periods of the steps, else that of the framework.
    """
    if not has_reported(steps):
        code = Code.MEASURES_NOT_READ if measures_lost else Code.NO_TRACKING_FORM
        return make_finding(code, agency=agency.code, name=agency.name)
    year = year or year_of_periods((step.period for step in steps), framework.year) or framework.year
    return TrackingForm(framework=framework, agency=agency, year=year, rows=reported_rows(steps), links=links)


def form_of_member(
    member: AgencyReturn,
    framework: Framework,
    province: str,
    links: Mapping[str, LinkResult],
    year: int | None = None,
) -> TrackingForm | Finding:
    """Return the tracking form of an agency of a round; a finding if it reported no step."""
    summary = member.summary
    return tracking_form_of(
        replace(member.agency, province=member.agency.province or province),
        summary.steps if summary else (),
        framework,
        links,
        measures_lost=summary is not None and summary.measures_lost,
        year=year,
    )


def has_reported(steps: Iterable[StepReport]) -> bool:
    """Return True if there is something to print about these steps."""
    return any(step.is_reported for step in steps)


def _forms(
    members: Iterable[AgencyReturn],
    of_year: tuple[Framework, int | None],
    province: str,
    links: Mapping[str, LinkResult],
    edition: Edition,
) -> tuple[tuple[PrintItem, ...], tuple[Finding, ...]]:
    """Return a tracking form for each agency that reported steps, and a finding for each of the others.

    ``of_year`` is the framework with the fiscal year of the plan, or None.
    """
    forms, findings = [], []
    for member in members:
        agency, file = member.agency, member.summary.file if member.summary else ""
        form = form_of_member(member, of_year[0], province, links, of_year[1])
        if isinstance(form, Finding):
            findings.append(form)
            continue
        try:
            data = write_tracking_workbook(form, edition)
        except ItaError as error:
            findings.append(make_finding(error.code, file=file, **error.params))
            continue
        if cut := find_cut_texts(form):
            params = {"agency": agency.code, "name": agency.name, "count": str(len(cut)), "value": cut[0]}
            findings.append(make_finding(Code.TEXT_CUT_ON_PAPER, file=file, **params))
        forms.append(PrintItem(agency.name or agency.code, file, data, form))
    return tuple(forms), tuple(findings)


def lay_out(item: PrintItem, edition: Edition, font: PaperFont) -> PrintItem:
    """Return a tracking form with its rows sized for the font that is really on the paper; others as they are."""
    return replace(item, data=write_tracking_workbook(item.form, edition, font)) if item.form else item


def _as_they_are(others: Iterable[Source]) -> tuple[tuple[PrintItem, ...], tuple[Finding, ...]]:
    """Return our other workbooks, and a finding for each that cannot be read any more."""
    items, findings = [], []
    for source in others:
        try:
            items.append(PrintItem(Path(source.name).stem, source.name, source.read()))
        except ItaError as error:
            findings.append(make_finding(error.code, file=source.name, **error.params))
    return tuple(items), tuple(findings)
