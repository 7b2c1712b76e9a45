"""Import a table of all agencies: read it once, then write the forms of a round, a past year, or both.

Reads one file and the forms of the round; writes files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.importing.past_year import AddedYear, add_past_year
from ita_xlsx.cycle.importing.read_table import ReadTable, read_table_of_agencies
from ita_xlsx.cycle.importing.table_forms import TableForms, write_table_forms
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.progress import OnProgress


@dataclass(frozen=True)
class ImportedTable:
    """A table that was read, and what was written from it."""

    read: ReadTable
    forms: TableForms | None = None
    added: AddedYear | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, those on the table first."""
        forms, added = self.forms.findings if self.forms else (), self.added.findings if self.added else ()
        return (*self.read.findings, *forms, *added)

    @property
    def to_check(self) -> tuple[Finding, ...]:
        """Return the findings that ask for a check."""
        return tuple(item for item in self.findings if item.severity is not Severity.INFO)

    @property
    def has_output(self) -> bool:
        """Return True if a form or a year was written, or all forms are there already."""
        forms = self.forms is not None and bool(self.forms.written or self.forms.unchanged)
        return forms or (self.added is not None and self.added.path is not None)


def import_all(
    table: Path,
    context: RunContext,
    edition: Edition,
    *,
    forms: Target | None = None,
    database: Target | None = None,
    progress: OnProgress | None = None,
) -> ImportedTable:
    """Read a table; write its forms into one folder, and its year into the database of another.

    Nothing is written of a table without a score. Raise ValueError if the context has no framework or no roster.
    """
    if context.framework is None or context.roster is None:
        raise ValueError("a table of all agencies needs a framework and a roster")
    read = read_table_of_agencies(table, context.framework, context.roster)
    if not read.rows:
        return ImportedTable(read)
    written = write_table_forms(read, context, forms, edition, progress) if forms else None
    return ImportedTable(read, written, add_past_year(read, context, database) if database else None)
