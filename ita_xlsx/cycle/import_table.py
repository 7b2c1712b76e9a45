"""Read a table of scores as printed in a report, and write a filled form from it.

Reads one file; writes one file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.printed.report_table import read_printed, read_table
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.submission import Submission


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
    """Read the tables of one file for one agency."""
    source = Source(str(table), table)
    try:
        submission, findings = read_printed(read_table(source.read()), source.name, framework, agency)
    except UnreadableWorkbook as error:
        return Imported(
            source.name, framework, (make_finding(error.code, file=source.name, **error.params),), readable=False
        )
    return Imported(source.name, framework, findings, submission)


def write_imported(imported: Imported, context: RunContext, target: Target, edition: Edition) -> Path | None:
    """Write the filled form, never over the table it is made from; None when there is nothing to fill in."""
    if imported.submission is None:
        return None
    target = target.at(workbook_path(target.path)).protect((Path(imported.file), *context.inputs))
    target.check_free()
    target.put_workbook(make_form(imported.framework, context.round, imported.submission, edition))
    return target.path
