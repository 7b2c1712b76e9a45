"""List the frameworks, write one as a workbook to edit, and check an edited one.

Reads definitions; writes one file on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.catalogue import Definition, list_years, load_framework
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.errors import DefinitionError, FaultyDefinition, ItaError, UnreadableWorkbook
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework

__all__ = ["Checked", "check_definition", "export_definition", "list_years", "make_definition", "shelf"]


@dataclass(frozen=True)
class Checked:
    """A checked definition with its findings; ``definition`` is None if it cannot be used."""

    file: str
    findings: tuple[Finding, ...]
    definition: Definition | None = None
    # True if it is a definition at all, even a faulty one.
    readable: bool = True


def shelf() -> Iterator[Framework]:
    """Yield every framework that ships, the latest year first."""
    for year in reversed(list_years()):
        yield load_framework(year)


def make_definition(definition: Definition, edition: Edition) -> bytes:
    """Return the bytes of the workbook of a framework and its measures."""
    from ita_xlsx.output.framework import write_framework_workbook

    return write_framework_workbook(definition.framework, definition.measures, edition)


def export_definition(name: str, target: Target, edition: Edition) -> Path:
    """Write the workbook of a fiscal year, of a folder or of another workbook; return its path."""
    definition = find_definition(name)
    target = target.at(workbook_path(target.path)).protect((Path(name),))
    target.check_free()
    target.put_workbook(make_definition(definition, edition))
    return target.path


def check_definition(name: str) -> Checked:
    """Return the definition in a workbook or folder with all its findings."""
    try:
        return Checked(name, (), find_definition(name))
    except (DefinitionError, UnreadableWorkbook) as error:
        return Checked(name, _findings_of(error, name), readable=isinstance(error, FaultyDefinition))


def _findings_of(error: ItaError, name: str) -> tuple[Finding, ...]:
    return error.findings or (make_finding(error.code, file=name, **error.params),)
