"""Make the workbook of a framework, and give the definition that ships for a fiscal year."""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.catalogue import Definition, load_framework, load_measures
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.frameworks import export_definition
from tests.conftest import EDITION


def exported(folder: Path, year: int = 2568) -> Path:
    """Return the path of the workbook of a fiscal year, written into a folder."""
    return export_definition(str(year), Target(path=folder / f"{year}.xlsx"), EDITION)


def shipped(year: int) -> Definition:
    """Return the framework and the standard measures of a fiscal year that ships."""
    return Definition(load_framework(year), load_measures())
