"""Issue the templates: one agency's, a roster's, or the blank master."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.desk import Desk
from ita_xlsx.cycle.outputs import put_workbook
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round import Round
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.agency import Form, write_agency_workbook
from ita_xlsx.output.agency.stamping import Master, marked_agency, read_master, shape_of
from ita_xlsx.output.files import check_free
from ita_xlsx.output.names import safe_name, unique_names, workbook_path
from ita_xlsx.scoring import score_submission


def make_form(
    framework: Framework,
    settings: Round,
    submission: Submission,
    issued: date,
    digits: str = "arabic",
    remark: str = "",
) -> bytes:
    """The workbook of one agency, with what is already known of its answers filled in."""
    results = score_submission(submission, framework, settings.threshold)
    layout = AgencyLayout(framework)
    return write_agency_workbook(Form(layout, submission.agency, settings, issued, submission, results, digits, remark))


def blank_agency(province: str = "") -> Agency:
    """An agency that names itself in the form."""
    return Agency("", "", province)


def issue_one(
    desk: Desk, agency: Agency, issued: date, target: Path, *, digits: str = "arabic", force: bool = False
) -> Path:
    """Write one template; an existing folder as target takes it under its own name."""
    framework = _framework(desk)
    path = target / template_name(framework, agency) if target.is_dir() else workbook_path(target)
    check_free(path, force=force, inputs=desk.inputs)
    put_workbook(path, make_form(framework, desk.round, Submission(agency), issued, digits), force=force)
    return path


def issue_roster(
    desk: Desk, roster: Roster, issued: date, folder: Path, *, digits: str = "arabic", force: bool = False
) -> Iterator[Path]:
    """Write one template per agency of the roster; nothing is written when one of them exists already."""
    framework = _framework(desk)
    names = unique_names(template_name(framework, agency) for agency in roster.agencies)
    targets = [folder / name for name in names]
    for target in targets:
        check_free(target, force=force, inputs=desk.inputs)
    forms = roster_forms(framework, desk.round, roster.agencies, issued, digits)
    for form, target in zip(forms, targets, strict=True):
        put_workbook(target, form, force=force)
        yield target


def roster_forms(
    framework: Framework, settings: Round, agencies: Iterable[Agency], issued: date, digits: str = "arabic"
) -> Iterator[bytes]:
    """The forms of agencies, in their order; those that differ in their names alone are written once and stamped."""
    masters: dict[tuple[bool, ...], Master] = {}
    for agency in agencies:
        shape = shape_of(agency, framework)
        if shape is None:
            yield make_form(framework, settings, Submission(agency), issued, digits)
            continue
        if shape not in masters:
            marked = Submission(marked_agency(agency))
            masters[shape] = read_master(make_form(framework, settings, marked, issued, digits))
        yield masters[shape].stamped(agency)


def template_name(framework: Framework, agency: Agency) -> str:
    """``ITA2568 P01 สำนักงานจังหวัด….xlsx``; the code keeps two agencies of one name apart."""
    return safe_name(f"ITA{framework.year} {agency.code} {agency.name}") + ".xlsx"


def _framework(desk: Desk) -> Framework:
    if desk.framework is None:
        raise ValueError("a template needs a framework")
    return desk.framework
