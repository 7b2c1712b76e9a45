"""Load what a run works with: the settings of the round, the framework and the roster.

Reads ``round.toml``, the roster and a definition from disk; returns one value.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from ita_xlsx.catalogue import Definition, TextSheet, find_framework, load_measures, read_definition
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.errors import DefinitionError, ItaError
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.intake.sources import WORKBOOKS, Source
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, text_of
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.layout.framework_layout import SCHEMA
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.round_settings import RoundSettings


def load_context(
    round_file: str | None = None,
    framework: str | None = None,
    roster: str | None = None,
    threshold: Limit | None = None,
) -> RunContext:
    """Return the context of a run; without ``round_file`` a ``round.toml`` of the current folder is used.

    ``threshold`` (0-100) replaces the one of the round. Raise InputError or DefinitionError for unusable files.
    """
    path = Path(round_file or ROUND_FILE)
    # os.path.isfile returns False for a file without permission, and never raises.
    settings = read_round(path) if round_file or os.path.isfile(path) else RoundSettings()
    if threshold is not None:
        settings = replace(settings, threshold=threshold)
    name = framework or settings.framework
    roster_file = roster or settings.roster
    definition = find_definition(name) if name else None
    year = definition.framework.year if definition else None
    return RunContext(
        round=settings,
        framework=definition.framework if definition else None,
        roster=read_roster(Path(roster_file), settings.province, year=year) if roster_file else None,
        inputs=tuple(Path(item) for item in (str(path), roster_file, name) if item and os.path.isfile(item)),
        measures=definition.measures if definition else load_measures(),
        roster_file=Path(roster_file) if roster_file else None,
        round_file=path if round_file or os.path.isfile(path) else None,
    )


def find_definition(name: str) -> Definition:
    """Return the framework and measures that ``--framework`` names: a fiscal year, a folder, or a workbook.

    Raise DefinitionError with every fault, or UnreadableWorkbook. What is no workbook takes the shipped
    measures of its indicators.
    """
    path = Path(name)
    if path.suffix.lower() in WORKBOOKS:
        return read_definition_bytes(Source(name, path).read(), name)
    framework = find_framework(name)
    indicators = {item.code for item in framework.indicators}
    return Definition(framework, tuple(item for item in load_measures() if item.indicator in indicators))


def read_definition_bytes(data: bytes, name: str) -> Definition:
    """Return the definition in the bytes of a workbook; raise as ``find_definition``, with ``name`` in each finding."""
    from ita_xlsx.intake.forms.form import read_stamp  # slow to import, and most runs name a year

    try:
        sheets = read_sheets(data)
        stamp = read_stamp(sheets)
        if stamp is not None and stamp.schema != SCHEMA:
            raise DefinitionError(Code.NOT_A_DEFINITION, findings=(make_finding(Code.NOT_A_DEFINITION),))
        return read_definition(tuple(map(_as_texts, sheets)))
    except ItaError as error:
        findings = tuple(replace(finding, file=name) for finding in error.findings)
        raise type(error)(error.code, findings=findings, **error.params) from error


def _as_texts(sheet: SheetCells) -> TextSheet:
    return TextSheet(sheet.name, tuple(tuple(map(_as_text, row)) for row in sheet.rows))


def _as_text(value: Value) -> str:
    """Return a cell as a person would type it; a cell of several lines keeps them."""
    if isinstance(value, str):
        return "\n".join(map(clean_text, value.splitlines())) if "\n" in value else clean_text(value)
    if isinstance(value, float):
        # Binary sums of tenths have digits beyond those that a sheet shows.
        return f"{value:.15g}"
    return text_of(value)
