"""Read what a report is made from: a form or an analysis of one agency, a consolidated workbook, or a round.

Reads files in child processes; returns values and findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.read_returns import threshold_of
from ita_xlsx.cycle.receive import Returned, receive_path, score_and_check
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.errors import InputError, UnreadableWorkbook
from ita_xlsx.intake.forms.analysis import is_analysis, read_analysis
from ita_xlsx.intake.forms.analysis_details import with_details
from ita_xlsx.intake.forms.compared_years import read_compared_year
from ita_xlsx.intake.forms.consolidated import is_consolidated, read_consolidated, read_states
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import run_all_isolated
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.agency import Agency, bare_province, code_key, same_code
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import STATES
from ita_xlsx.model.province_results import Scores
from ita_xlsx.model.round_state import AgencyReturn, EarlierRound, RoundState, State
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text.spelling import text_key

_Task = tuple[Source, str]
_States = tuple[tuple[Agency, str], ...]
_NO_STATES: _States = ()
_FORM, _ANALYSIS, _PROVINCE = "form", "analysis", "province"


class _Read(NamedTuple):
    """A workbook as a child process read it: its kind, its agencies, their states, and the year it compares with."""

    kind: str
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()
    states: _States = _NO_STATES
    earlier: EarlierRound | None = None


@dataclass(frozen=True, kw_only=True)
class ReportSource:
    """A workbook from which a report is made: the form of one agency, or the state of a province.

    Both are None if it cannot be read; ``findings`` say why. ``plan_file`` is the workbook itself if it is an analysis
    that holds a plan of measures, else empty. ``earlier`` are the scores of the year with which a consolidated workbook
    compares, or None.
    """

    returned: Returned | None = None
    province: RoundState | None = None
    findings: tuple[Finding, ...] = ()
    plan_file: str = ""
    earlier: EarlierRound | None = None


def read_report_source(path: Path, context: RunContext) -> ReportSource:
    """Return what a workbook holds: a form, or one of our own analyses or consolidated workbooks."""
    source = Source(str(path), path)
    with shared_value(context) as token:
        read = next(run_all_isolated(_read, [(source.with_full_path, token)], 1, _lost))
    submissions = read.submissions
    if read.kind == _FORM:
        return ReportSource(returned=receive_path(path, context))
    findings = tuple(replace(item, file=source.name) for item in read.findings)
    framework = context.find(submissions[0].stamp.framework) if submissions else None
    if framework is None:
        return ReportSource(findings=findings)
    if read.kind == _ANALYSIS:
        submission = _in_roster(submissions[0], context)
        returned = score_and_check(submission, framework, findings, context, "")
        return ReportSource(returned=returned, plan_file=str(path) if _holds_plan(path, context, framework) else "")
    province = _province_of(read, framework, context)
    return ReportSource(province=province, findings=findings, earlier=read.earlier)


def _read(task: _Task) -> _Read:
    source, token = task
    find = load_shared(token).find
    try:
        workbook = Workbook(source.read())
        if is_consolidated(workbook.sheets):
            sheets = workbook.verify_all()
            submissions, framework, findings = read_consolidated(sheets, source.name, find)
            if framework is None:
                return _Read(_PROVINCE, submissions, findings)
            states, earlier = read_states(sheets, framework), read_compared_year(sheets, framework)
            return _Read(_PROVINCE, submissions, findings, states, earlier)
        if is_analysis(workbook.sheets):
            sheets = workbook.verify_all()
            submission, framework, findings = read_analysis(sheets, source.name, find)
            if submission is None or framework is None:
                return _Read(_ANALYSIS, findings=findings)
            return _Read(_ANALYSIS, (with_details(submission, sheets, framework),), findings)
    except UnreadableWorkbook:
        # The reader of forms says what is wrong with the file.
        return _Read(_FORM)
    return _Read(_FORM)


def _holds_plan(path: Path, context: RunContext, framework: Framework) -> bool:
    """Return True if an analysis has measures; an officer may have deleted all of its rows."""
    try:
        return bool(read_plan(path, context.roster, framework)[0].measures)
    except InputError:
        return False


def _lost(task: _Task, error: UnreadableWorkbook) -> _Read:
    return _Read(_ANALYSIS, findings=(make_finding(error.code, file=task[0].name, **error.params),))


def _in_roster(submission: Submission, context: RunContext) -> Submission:
    """Return the submission with what the roster knows of its agency; an analysis holds its code and name alone."""
    agency = submission.agency
    listed = context.roster.find(agency.code) if context.roster and agency.code else None
    return replace(submission, agency=listed or replace(agency, province=agency.province or context.round.province))


def _province_of(read: _Read, framework: Framework, context: RunContext) -> RoundState:
    """Return the state of a province as its consolidated workbook has it: the agencies with figures, then the others.

    An agency of which the workbook knows nothing is left out: nobody knows what became of its form.
    """
    before = _reported_before(read.earlier, framework)
    members = [
        _member(item, framework, context, before.get(code_key(item.agency.code), ())) for item in read.submissions
    ]
    by_word = {text_key(th): state for state, (th, _) in STATES.items() if state is not State.RETURNED}
    for agency, word in read.states:
        state = by_word.get(text_key(word))
        if state is not None and not any(same_code(agency.code, one.agency.code) for one in members):
            listed = context.roster.find(agency.code) if context.roster else None
            members.append(AgencyReturn(agency=listed or agency, state=state))
    order = [agency.code for agency in context.roster.agencies] if context.roster else []
    name = next((item.agency.province for item in read.submissions if item.agency.province), "")
    return RoundState(
        framework=framework,
        threshold=threshold_of(context, framework),
        members=tuple(sorted(members, key=lambda one: _place(one.agency, order))),
        name=bare_province(context.round.province or name) if context.round.province or name else "",
        deadline=context.round.deadline,
        has_roster=bool(read.states),
        national=context.round.national,
    )


def _reported_before(earlier: EarlierRound | None, framework: Framework) -> Mapping[str, Scores]:
    """Return the scores of last year by agency, as the forms reported them; an older year is an earlier round alone."""
    if earlier is None or earlier.year != framework.year - 1:
        return {}
    return {code_key(code): scores for code, scores in earlier.scores}


def _member(submission: Submission, framework: Framework, context: RunContext, before: Scores) -> AgencyReturn:
    listed = context.roster.find(submission.agency.code) if context.roster else None
    submission = replace(submission, agency=listed or submission.agency)
    # The workbook was judged when it was made; its figures are not judged as a form again.
    returned = score_and_check(submission, framework, (), replace(context, roster=None), "")
    summary = summarize_return(replace(returned, findings=()), context, None)
    # Of an announced figure beside a computed one the workbook knows nothing.
    summary = replace(summary, previous=tuple(before), announced_apart=())
    return AgencyReturn(agency=submission.agency, state=State.RETURNED, summary=summary)


def _place(agency: Agency, order: Sequence[str]) -> int:
    """Return the place of an agency in the roster; one that is not in it stands last."""
    return next((place for place, code in enumerate(order) if same_code(code, agency.code)), len(order))
