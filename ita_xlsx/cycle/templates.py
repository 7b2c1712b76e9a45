"""Make the forms that agencies fill in: for one agency, for a roster, or the blank master.

Writes files; refuses to overwrite a form that somebody filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.cycle.receive import receive_all
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.agency import Form, write_agency_workbook
from ita_xlsx.output.agency.copies import Master, marked_agency, read_master, shape_of
from ita_xlsx.output.names import safe_name, unique_names, workbook_path
from ita_xlsx.output.safe_write import check_free
from ita_xlsx.scoring import score_submission

_NO_PLAN = Plan()


def make_form(
    framework: Framework,
    settings: RoundSettings,
    submission: Submission,
    issued: date,
    digits: str = "arabic",
    remark: str = "",
    plan: Plan = _NO_PLAN,
    plan_layout: str = "",
) -> bytes:
    """Return the bytes of the form of one agency, with the answers of the submission filled in.

    Of the province's ``plan`` it holds what this agency carries out; ``plan_layout`` adds a sheet that prints it.
    """
    agency_plan = plan.of(submission.agency)
    return _written(framework, settings, submission, issued, digits, remark, agency_plan, plan_layout)


def _written(
    framework: Framework,
    settings: RoundSettings,
    submission: Submission,
    issued: date,
    digits: str,
    remark: str,
    agency_plan: Plan,
    plan_layout: str,
) -> bytes:
    results = score_submission(submission, framework, settings.threshold)
    steps = tuple(step.id for _, _, step in agency_plan.steps)
    layout = AgencyLayout(framework, steps, sum(report.id not in steps for report in submission.steps))
    agency = submission.agency
    form = Form(
        layout=layout,
        agency=agency,
        round=settings,
        issued=issued,
        submission=submission,
        results=results,
        digits=digits,
        remark=remark,
        plan=agency_plan,
        plan_layout=plan_layout,
    )
    return write_agency_workbook(form)


def blank_agency(province: str = "") -> Agency:
    """Return an agency without code and name; its officer types them into the form."""
    return Agency("", "", province)


def write_template(
    context: RunContext,
    agency: Agency,
    issued: date,
    target: Path,
    *,
    digits: str = "arabic",
    force: bool = False,
    plan: Plan = _NO_PLAN,
    plan_layout: str = "",
) -> Path:
    """Write one template; an existing folder as target takes it under its own name."""
    framework = _framework(context)
    path = target / template_name(framework, agency) if target.is_dir() else workbook_path(target)
    check_free(path, force=force, inputs=context.inputs)
    _refuse_filled((path,), context)
    data = make_form(
        framework, context.round, Submission(agency=agency), issued, digits, plan=plan, plan_layout=plan_layout
    )
    put_workbook(path, data, force=force)
    return path


def write_templates(
    context: RunContext,
    roster: Roster,
    issued: date,
    folder: Path,
    *,
    digits: str = "arabic",
    force: bool = False,
    plan: Plan = _NO_PLAN,
    plan_layout: str = "",
    missing: bool = False,
) -> Iterator[Path]:
    """Write one template per agency of the roster; nothing is written when one of them exists already.

    With ``missing`` those that exist are left as they are. A form that somebody filled in is never overwritten.
    """
    framework = _framework(context)
    names = unique_names(template_name(framework, agency) for agency in roster.agencies)
    pairs = [(agency, folder / name) for agency, name in zip(roster.agencies, names, strict=True)]
    pairs = [(agency, target) for agency, target in pairs if not (missing and target.exists())]
    targets = [target for _, target in pairs]
    for target in targets:
        check_free(target, force=force, inputs=context.inputs)
    _refuse_filled(targets, context)
    forms = roster_forms(framework, context.round, (agency for agency, _ in pairs), issued, digits, plan, plan_layout)
    for form, target in zip(forms, targets, strict=True):
        put_workbook(target, form, force=force)
        yield target


def roster_forms(
    framework: Framework,
    settings: RoundSettings,
    agencies: Iterable[Agency],
    issued: date,
    digits: str = "arabic",
    plan: Plan = _NO_PLAN,
    plan_layout: str = "",
) -> Iterator[bytes]:
    """Yield the bytes of the form of each agency, in order.

    Forms that differ only in the agency are written once, and the name is replaced in the finished file.
    """
    masters: dict[tuple[tuple[bool, ...], Plan], Master] = {}
    for agency in agencies:
        agency_plan, shape = plan.of(agency), shape_of(agency, framework)
        if shape is None:
            yield _written(framework, settings, Submission(agency=agency), issued, digits, "", agency_plan, plan_layout)
            continue
        if (shape, agency_plan) not in masters:
            marked = Submission(agency=marked_agency(agency))
            form = _written(framework, settings, marked, issued, digits, "", agency_plan, plan_layout)
            masters[shape, agency_plan] = read_master(form)
        yield masters[shape, agency_plan].form_of(agency)


def template_name(framework: Framework, agency: Agency) -> str:
    """Return the file name of a form, as ``ITA2568 P01 สำนักงานจังหวัด….xlsx``; the code keeps equal names apart."""
    return safe_name(f"ITA{framework.year} {agency.code} {agency.name}") + ".xlsx"


def _refuse_filled(targets: Iterable[Path], context: RunContext) -> None:
    """Raise OutputError if a target is a form that holds anything an agency typed.

    Agencies return files under the names we gave.
    """
    existing = tuple(Source(str(target), target) for target in targets if target.exists())
    for returned in receive_all(existing, context) if existing else ():
        submission = returned.submission
        if submission and (
            any(answer.raw for answer in submission.answers) or any(step.is_reported for step in submission.steps)
        ):
            raise OutputError(Code.TARGET_HAS_ANSWERS, name=returned.file)


def _framework(context: RunContext) -> Framework:
    if context.framework is None:
        raise ValueError("a template needs a framework")
    return context.framework
