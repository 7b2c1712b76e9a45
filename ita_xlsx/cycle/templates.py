"""Make the forms that agencies fill in: for one agency, for a roster, or the blank master.

Writes files; refuses to overwrite a form that somebody filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.giving_back.prefill import NO_PREFILL, Prefill
from ita_xlsx.cycle.province_plan import keep_issued_plan
from ita_xlsx.errors import OutputError, TargetError
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.earlier_years.last_year import LastYear, prefilled_text
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.agency import Form, write_agency_workbook
from ita_xlsx.output.agency.copies import Master, marked_agency, read_master, shape_of
from ita_xlsx.output.names import safe_name, unique_names
from ita_xlsx.scoring import score_submission

__all__ = [
    "RosterForm",
    "WrittenForms",
    "blank_agency",
    "form_to_write",
    "make_form",
    "roster_forms",
    "template_name",
    "template_names",
    "write_template",
    "write_templates",
]

_NO_PLAN = Plan()


def make_form(
    framework: Framework, settings: RoundSettings, submission: Submission, edition: Edition, plan: Plan = _NO_PLAN
) -> bytes:
    """Return the bytes of the form of one agency, with the answers of the submission filled in.

    Of the province's ``plan`` it holds what this agency carries out.
    """
    return _written(framework, settings, submission, edition, plan.of(submission.agency))


def _written(
    framework: Framework, settings: RoundSettings, submission: Submission, edition: Edition, agency_plan: Plan
) -> bytes:
    return write_agency_workbook(form_to_write(framework, settings, submission, edition, agency_plan))


def _prefilled(
    framework: Framework,
    settings: RoundSettings,
    agency: Agency,
    edition: Edition,
    agency_plan: Plan,
    last_year: LastYear,
) -> bytes:
    """Return the bytes of a form that holds what is known of its agency from last year; nothing of it is an answer."""
    agency = agency if agency.website else replace(agency, website=last_year.website)
    submission = Submission(agency=agency, previous=last_year.previous)
    form = form_to_write(framework, settings, submission, edition, agency_plan)
    return write_agency_workbook(replace(form, last_year=last_year))


def form_to_write(
    framework: Framework,
    settings: RoundSettings,
    submission: Submission,
    edition: Edition,
    agency_plan: Plan = _NO_PLAN,
) -> Form:
    """Return the form of one agency as a value; ``agency_plan`` holds the measures of that agency."""
    steps = tuple(tuple(step.id for step in measure.steps) for measure in agency_plan.measures)
    planned = {step for measure in steps for step in measure}
    return Form(
        layout=AgencyLayout(framework, steps, sum(report.id not in planned for report in submission.steps)),
        agency=submission.agency,
        round=settings,
        edition=edition,
        submission=submission,
        results=score_submission(submission, framework, settings.threshold),
        plan=agency_plan,
    )


def blank_agency(province: str = "") -> Agency:
    """Return an agency without code and name; its officer types them into the form."""
    return Agency("", "", province)


def write_template(
    context: RunContext,
    agency: Agency,
    target: Target,
    edition: Edition,
    plan: Plan = _NO_PLAN,
    prefill: Prefill = NO_PREFILL,
) -> Path:
    """Write one template; an existing folder as target takes it under its own name."""
    framework, path = _framework(context), target.path
    path = path / template_name(framework, agency) if path.is_dir() else workbook_path(path)
    target = target.at(path).protect(context.inputs)
    _check_free((target,), context)
    last_year, agency_plan = prefill.of(agency), plan.of(agency)
    form = (
        _written(framework, context.round, Submission(agency=agency), edition, agency_plan)
        if last_year is None
        else _prefilled(framework, context.round, agency, edition, agency_plan, last_year)
    )
    target.put_workbook(form)
    keep_issued_plan(context, plan)
    return path


@dataclass(frozen=True)
class WrittenForms:
    """The forms that were written, and a finding for each that could not be."""

    paths: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def write_templates(
    context: RunContext,
    roster: Roster,
    folder: Target,
    edition: Edition,
    plan: Plan = _NO_PLAN,
    *,
    missing: bool = False,
    prefill: Prefill = NO_PREFILL,
) -> WrittenForms:
    """Write one template per agency of the roster; nothing is written when one of them exists already.

    With ``missing`` those that exist are left as they are. A form that somebody filled in is never overwritten. A form
    that cannot be written does not stop the others.
    """
    framework, folder = _framework(context), folder.protect(context.inputs)
    pairs = [(agency, folder.file(name)) for agency, name in template_names(framework, roster)]
    pairs = [(agency, target) for agency, target in pairs if not (missing and target.path.exists())]
    targets = [target for _, target in pairs]
    _check_free(targets, context)
    forms = roster_forms(framework, context.round, (agency for agency, _ in pairs), edition, plan, prefill)
    written: list[Path] = []
    checked: set[Master | None] = set()
    findings = list(findings_of_plan(plan, roster.agencies))
    for form, target in zip(forms, targets, strict=True):
        try:
            _put(form, target, checked)
        except TargetError as error:
            findings.append(make_finding(error.code, file=str(target.path), **error.params))
        else:
            written.append(target.path)
    if written:
        try:
            keep_issued_plan(context, plan)
        except OutputError as error:
            findings.append(make_finding(error.code, file=str(context.round_file or ""), **error.params))
    return WrittenForms(tuple(written), tuple(findings))


def findings_of_plan(plan: Plan, agencies: Iterable[Agency]) -> tuple[Finding, ...]:
    """Return the finding about agencies for which a plan has no measure (M535), as ``check_agencies`` does."""
    if not plan.measures:
        return ()
    from ita_xlsx.checks import check_agencies  # slow to import, and many rounds have no plan

    return check_agencies(plan, agencies)


class RosterForm(NamedTuple):
    """The bytes of the form of an agency; those of one ``master`` differ in plain texts alone."""

    data: bytes
    master: Master | None = None


def _put(form: RosterForm, target: Target, checked: set[Master | None]) -> None:
    """Write a form; one of a master of which a form was written and ``checked`` need only be the same bytes."""
    if form.master in checked:
        target.put_copy(form.data)
        return
    target.put_workbook(form.data)
    if form.master is not None:
        checked.add(form.master)


def roster_forms(
    framework: Framework,
    settings: RoundSettings,
    agencies: Iterable[Agency],
    edition: Edition,
    plan: Plan = _NO_PLAN,
    prefill: Prefill = NO_PREFILL,
) -> Iterator[RosterForm]:
    """Yield the form of each agency, in order.

    Forms that differ only in the agency are written once, and the name is replaced in the finished file. One that is
    filled in beforehand is written by itself.
    """
    masters: dict[tuple[tuple[bool, ...], Plan], Master] = {}
    for agency in agencies:
        agency_plan, shape, last_year = plan.of(agency), shape_of(agency, framework), prefill.of(agency)
        if last_year is not None:
            yield RosterForm(_prefilled(framework, settings, agency, edition, agency_plan, last_year))
            continue
        if shape is None:
            yield RosterForm(_written(framework, settings, Submission(agency=agency), edition, agency_plan))
            continue
        if (shape, agency_plan) not in masters:
            marked = Submission(agency=marked_agency(agency))
            masters[shape, agency_plan] = read_master(_written(framework, settings, marked, edition, agency_plan))
        master = masters[shape, agency_plan]
        yield RosterForm(master.form_of(agency), master)


def template_name(framework: Framework, agency: Agency) -> str:
    """Return the file name of a form, as ``ITA2568 P01 สำนักงานจังหวัด….xlsx``; the code keeps equal names apart."""
    return safe_name(f"ITA{framework.year} {agency.code} {agency.name}") + ".xlsx"


def template_names(framework: Framework, roster: Roster) -> tuple[tuple[Agency, str], ...]:
    """Return each agency of the roster with the file name of its form."""
    names = unique_names(template_name(framework, agency) for agency in roster.agencies)
    return tuple(zip(roster.agencies, names, strict=True))


def _check_free(targets: Sequence[Target], context: RunContext) -> None:
    """Raise OutputError if a target may not be overwritten, or is a form that holds anything an agency typed.

    Agencies return files under the names we gave.
    """
    for target in targets:
        target.check_free()
    existing = tuple(Source(str(target.path), target.path) for target in targets if target.path.exists())
    if not existing:
        return
    from ita_xlsx.cycle.receive import receive_all  # slow to import, and most forms are new

    for returned in receive_all(existing, context):
        if returned.submission and _is_filled_in(returned.submission):
            raise OutputError(Code.TARGET_HAS_ANSWERS, name=returned.file)


def _is_filled_in(submission: Submission) -> bool:
    """Return True if an agency typed anything: an answer, a report on a step, or a score of last year.

    Scores of last year that we filled in beforehand are nobody's work, until one of them is corrected.
    """
    is_answered = any(answer.raw for answer in submission.answers)
    is_corrected = prefilled_text(submission.previous) != submission.stamp.prefilled
    return is_answered or is_corrected or any(step.is_reported for step in submission.steps)


def _framework(context: RunContext) -> Framework:
    if context.framework is None:
        raise ValueError("a template needs a framework")
    return context.framework
