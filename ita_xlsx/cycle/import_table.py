"""Read a table of scores as printed in a report, and write a filled form from it.

Reads one file; writes one file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.forms.form import read_returned_form, read_stamp
from ita_xlsx.intake.isolation.worker import run_isolated
from ita_xlsx.intake.printed.report_table import read_printed, read_table
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.former_agency_layout import SCHEMAS as FORMS
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Stamp, Submission


@dataclass(frozen=True)
class Imported:
    """The submission read from a table, and findings; ``submission`` is None if nothing was understood."""

    file: str
    framework: Framework
    findings: tuple[Finding, ...]
    submission: Submission | None = None
    readable: bool = True

    @property
    def not_understood(self) -> tuple[Finding, ...]:
        """Return the findings about cells that were not used."""
        return tuple(item for item in self.findings if item.severity is not Severity.INFO)


def import_printed(table: Path, framework: Framework, agency: Agency) -> Imported:
    """Read the tables of one file for one agency; a form of ours is read as a form."""
    source = Source(str(table), table)
    try:
        data = source.read()
        sheets = read_table(data)
        stamp = read_stamp(sheets)
        if stamp is not None and stamp.schema in FORMS:
            if stamp.framework != str(framework.year):
                other = {"found": stamp.framework, "expected": str(framework.year), "value": stamp.framework}
                return Imported(source.name, framework, (make_finding(Code.OTHER_YEAR, file=source.name, **other),))
            content = run_isolated(_read_form, (data, source.name, framework))
            return _import_form(content, source.name, framework, agency)
        submission, findings = read_printed(sheets, source.name, framework, agency)
    except UnreadableWorkbook as error:
        return Imported(
            source.name, framework, (make_finding(error.code, file=source.name, **error.params),), readable=False
        )
    return Imported(source.name, framework, findings, submission)


def _read_form(task: tuple[bytes, str, Framework]) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Return the content of a form and findings; None and W103 for a form of another framework; runs in the child."""
    data, name, framework = task
    submission, _, findings = read_returned_form(
        Workbook(data), name, lambda year: framework if year == str(framework.year) else None
    )
    return submission, findings


def _import_form(
    content: tuple[Submission | None, tuple[Finding, ...]], file: str, framework: Framework, agency: Agency
) -> Imported:
    """Return a form that was read for one agency, only with possible scores; X804 names each other one."""
    submission, findings = content
    if submission is None:
        return Imported(file, framework, findings)
    filled = tuple(answer for answer in submission.answers if answer.value is not None or answer.declared)
    invalid = tuple(
        make_finding(
            Code.PRINTED_SCORE_INVALID,
            file=file,
            sheet=answer.place.sheet if answer.place else None,
            cell=answer.place.a1 if answer.place else None,
            value=plain_number(answer.value),
            subject=answer.subject,
        )
        for answer in filled
        if answer.value is not None and not answer.in_range
    )
    answers = tuple(answer for answer in filled if answer.declared or answer.in_range)
    note = make_finding(Code.FORM_IMPORTED, file=file)
    return Imported(
        file, framework, (note, *findings, *invalid), replace(submission, agency=agency, answers=answers, stamp=Stamp())
    )


def write_imported(imported: Imported, context: RunContext, target: Target, edition: Edition) -> Path | None:
    """Write the filled form, never over the table it is made from; None when there is nothing to fill in."""
    if imported.submission is None:
        return None
    target = target.at(workbook_path(target.path)).protect((Path(imported.file), *context.inputs))
    target.check_free()
    target.put_workbook(make_form(imported.framework, context.round, imported.submission, edition))
    return target.path
