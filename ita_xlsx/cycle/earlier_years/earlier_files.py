"""Read workbooks of earlier years (forms, analyses, consolidated workbooks), so that results can be compared.

Reads files in child processes; returns values and findings.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.agency import name_key, same_code
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.earlier_years.year_map import convert_results
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.comparison_layout import MOST_YEARS
from ita_xlsx.model.submission import Submission
from ita_xlsx.scoring import score_submission

EarlierFile = tuple[tuple[Submission, ...], Framework | None, tuple[Finding, ...]]
_Task = tuple[Source, str]
_Read = tuple[tuple[Submission, ...], tuple[Finding, ...]]


def read_earlier(
    paths: Iterable[str], context: RunContext, framework: Framework, submission: Submission
) -> tuple[tuple[EarlierYear, ...], tuple[Finding, ...]]:
    """Return the results of earlier years, oldest first, and findings; each year counts once."""
    sources, passed = find_workbooks(paths)
    findings = list(passed)
    years: dict[int, EarlierYear] = {}
    for source, (submissions, framework_then, file_findings) in zip(
        sources, read_earlier_files(sources, context), strict=True
    ):
        findings += [item for item in file_findings if not submissions or item.severity is Severity.ERROR]
        if not submissions or framework_then is None:
            continue
        then = next((item for item in submissions if not _is_another(item, submission)), submissions[0])
        if len(submissions) > 1 and _is_another(then, submission):
            findings.append(
                make_finding(
                    Code.AGENCY_NOT_IN_EARLIER_FILE,
                    file=source.name,
                    value=submission.agency.name or submission.agency.code,
                )
            )
            continue
        if framework_then.year >= framework.year or framework_then.year in years:
            findings.append(_find_unused(source.name, framework_then.year, framework.year, years))
            continue
        if _is_another(then, submission):
            value = f"{then.agency.code} {then.agency.name}".strip()
            findings.append(
                make_finding(
                    Code.EARLIER_FILE_OF_OTHER_AGENCY, file=source.name, value=value, expected=submission.agency.name
                )
            )
        results = score_submission(then, framework_then, context.round.threshold)
        if results.by_subject["overall"].value is None:
            findings.append(
                make_finding(Code.EARLIER_FILE_INCOMPLETE, file=source.name, found=str(framework_then.year))
            )
        years[framework_then.year] = EarlierYear(
            framework_then.year, source.name, convert_results(framework, framework_then, results)
        )
    if framework.year - 1 in years and (submission.previous or submission.announced_previous):
        findings.append(
            make_finding(Code.EARLIER_FILE_REPLACES_FORM, file=submission.file, found=str(framework.year - 1))
        )
    if len(years) > MOST_YEARS:
        findings.append(
            make_finding(Code.TREND_SHORTENED, file=submission.file, found=str(len(years)), value=str(MOST_YEARS))
        )
    return tuple(years[year] for year in sorted(years)), tuple(findings)


def read_earlier_files(sources: Sequence[Source], context: RunContext) -> Iterator[EarlierFile]:
    """Yield the submissions, the framework and the findings of each workbook, read in a child process.

    What is none of them is a finding and no submission.
    """
    with shared_value(context) as token:
        tasks = [(source.with_full_path, token) for source in sources]
        for source, (submissions, findings) in zip(
            sources, run_all_isolated(_read_file, tasks, jobs_for(len(tasks)), _lost), strict=True
        ):
            framework_then = context.find(submissions[0].stamp.framework) if submissions else None
            yield submissions, framework_then, tuple(replace(item, file=source.name) for item in findings)


def _read_file(task: _Task) -> _Read:
    # Slow to import, and the parent only names this function to its children.
    from ita_xlsx.intake.forms.analysis import is_analysis, read_analysis
    from ita_xlsx.intake.forms.consolidated import is_consolidated, read_consolidated
    from ita_xlsx.intake.forms.form import read_returned_form
    from ita_xlsx.intake.workbook.workbook import Workbook

    source, token = task
    try:
        workbook, find = Workbook(source.read()), load_shared(token).find
        if is_consolidated(workbook.sheets):
            submissions, _, findings = read_consolidated(workbook.verify_all(), source.name, find)
            return submissions, findings
        if is_analysis(workbook.sheets):
            then, _, findings = read_analysis(workbook.verify_all(), source.name, find)
        else:
            then, _, findings = read_returned_form(workbook, source.name, find)
    except UnreadableWorkbook as error:
        return _lost(task, error)
    return (then,) if then else (), findings


def _lost(task: _Task, error: UnreadableWorkbook) -> _Read:
    return (), (make_finding(error.code, file=task[0].name, **error.params),)


def _find_unused(file: str, year: int, this_year: int, years_read: Container[int]) -> Finding:
    """Return the finding about a file that is not used: its year was read already (H905) or is not before (H901)."""
    if year in years_read:
        return make_finding(Code.EARLIER_YEAR_REPEATED, file=file, found=str(year))
    return make_finding(Code.EARLIER_YEAR_NOT_BEFORE, file=file, found=str(year), year=str(this_year))


def _is_another(then: Submission, now: Submission) -> bool:
    """Return True if both are of different agencies, by code where both have one, else by name."""
    if then.agency.code and now.agency.code:
        return not same_code(then.agency.code, now.agency.code)
    return bool(then.agency.name and now.agency.name) and name_key(then.agency.name) != name_key(now.agency.name)
