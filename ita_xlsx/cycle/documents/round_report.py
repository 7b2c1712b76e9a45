"""Write the report of an agency or of the province as a Word document.

Reads earlier workbooks and the plan; writes one file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.checks import check_report_plan, check_year_of_plan
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import DocumentParts
from ita_xlsx.cycle.documents.report_contents import agency_contents, province_contents
from ita_xlsx.cycle.documents.report_sources import read_report_source
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import load_plan_of_results, plan_file_of
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.runs.analyze_file import analyze_file
from ita_xlsx.model.document import Document, blanks_of
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import EarlierRound, RoundState


@dataclass(frozen=True, kw_only=True)
class ReportRequest:
    """The settings, the texts and the master of a report, the earlier years, and the plan that is named."""

    context: RunContext
    parts: DocumentParts
    edition: Edition
    previous: Sequence[str] = ()
    measures: str | None = None


@dataclass(frozen=True)
class ReportRun:
    """The report that was written with the blanks in it, and all findings; ``document`` is None if there is none."""

    document: WrittenDocument | None
    findings: tuple[Finding, ...]


def write_file_report(path: Path, request: ReportRequest, target: Target) -> ReportRun:
    """Write the report of what a workbook holds: one agency, or the province of a consolidated workbook.

    The plan is the one that is named, else that of an analysis, else that of the round.
    """
    source = read_report_source(path, request.context)
    if source.returned is not None:
        request = replace(request, measures=request.measures or source.plan_file or None)
        run = write_agency_report(source.returned, request, target.protect((path,)))
        return ReportRun(run.document, (*source.findings, *run.findings))
    if source.province is None:
        return ReportRun(None, source.findings)
    run = _write_province(source.province, request, target.protect((path,)), source.earlier)
    untold = () if source.earlier or request.previous else (make_finding(Code.NO_YEAR_IN_CONSOLIDATED, file=path.name),)
    return ReportRun(run.document, (*request.context.findings, *source.findings, *untold, *run.findings))


def write_round_report(loaded: LoadedRound, framework: Framework, request: ReportRequest, target: Target) -> ReportRun:
    """Write the report of the province from its round; nothing is written if no form could be read."""
    if not loaded.usable:
        return ReportRun(None, (*loaded.findings, *request.parts.findings))
    run = _write_province(loaded.province, request, target.protect(loaded.inputs))
    return ReportRun(run.document, (*loaded.findings, *run.findings))


def write_agency_report(returned: Returned, request: ReportRequest, target: Target) -> ReportRun:
    """Write the report of one agency from its form; nothing is written if the form cannot be read.

    The findings begin with those about the form itself. Raise InputError for a plan that cannot be read, OutputError
    for a target.
    """
    context = request.context
    plan_file = request.measures or plan_file_of(context) or None
    run = analyze_file(returned, context, request.previous, plan_file)
    # What is said of drafts in an analysis is not what a report prints.
    of_file = tuple(item for item in run.findings if not has_trait(item, Trait.DRAFTED))
    if run.analysis is None:
        return ReportRun(None, (*of_file, *request.parts.findings))
    from ita_xlsx.report.agency_report import agency_report

    contents = agency_contents(run.analysis, run.plan, context, request.parts, request.edition)
    of_plan: tuple[Finding, ...] = ()
    if plan_file:
        of_plan = check_report_plan(contents.plans, contents.other_measures, plan_file)
        of_plan += check_year_of_plan(run.plan, contents.framework.year, plan_file)
    findings = (*of_file, *of_plan, *request.parts.findings)
    document = agency_report(contents)
    inputs = (*run.inputs, *request.parts.inputs, Path(returned.file))
    return ReportRun(_put(document, request, target.protect(inputs), run.analysis.submission.agency.code), findings)


def _write_province(
    province: RoundState, request: ReportRequest, target: Target, compared: EarlierRound | None = None
) -> ReportRun:
    """Write the report of a province; ``compared`` is the year with which its consolidated workbook compares."""
    from ita_xlsx.report.province_report import province_report

    context, framework = request.context, province.framework
    earlier, findings = read_earlier_rounds(request.previous, context, framework) if request.previous else ((), ())
    if compared is not None:
        earlier = (*earlier, compared)
    plan = load_plan_of_results(context, request.measures or plan_file_of(context), framework)
    document = province_report(province_contents(province, earlier, plan.plan, context, request.parts, request.edition))
    inputs = (*plan.context.inputs, *request.parts.inputs, *map(Path, request.previous))
    return ReportRun(
        _put(document, request, target.protect(inputs)),
        (
            *findings,
            *plan.findings,
            *check_year_of_plan(plan.plan, framework.year, plan.file),
            *request.parts.findings,
        ),
    )


def _put(document: Document, request: ReportRequest, target: Target, code: str = "") -> WrittenDocument:
    target.check_free()
    request.parts.put_report(document, target)
    return WrittenDocument(target.path, document.title, (code,) if code else (), blanks_of(document.blocks))
