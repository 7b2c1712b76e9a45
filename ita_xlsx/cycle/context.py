"""Define what a run works with: the settings of the round, the framework and the roster.

A child takes it over from its parent: what loads it, and what checks it, is imported where it is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ita_xlsx.errors import DefinitionError
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.round_settings import RoundSettings

ROUND_FILE = "round.toml"


def _shipped_measures() -> tuple[StandardMeasure, ...]:
    from ita_xlsx.catalogue import load_measures

    return load_measures()


@dataclass(frozen=True, kw_only=True)
class RunContext:
    """The settings, framework and roster of a run; None where none was given. ``inputs`` are never written to.

    ``measures`` are what plans are drafted from: those of the framework's workbook, else the shipped ones.
    """

    round: RoundSettings
    framework: Framework | None
    roster: Roster | None
    inputs: tuple[Path, ...] = ()
    measures: tuple[StandardMeasure, ...] = field(default_factory=_shipped_measures)
    roster_file: Path | None = None
    round_file: Path | None = None

    @cached_property
    def roster_digest(self) -> str:
        """Return a digest of the roster; empty without one."""
        return hashlib.sha256(repr(self.roster).encode("utf-8", "replace")).hexdigest() if self.roster else ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings about the roster and the national mean.

        Those of the roster are agencies of one name, columns that are not used, rows, sheets, kinds and districts.
        """
        return tuple(self._roster_findings())

    def _roster_findings(self) -> Iterator[Finding]:
        from ita_xlsx.cycle.settings.respondent_settings import check_respondent_settings
        from ita_xlsx.model.province.group_findings import check_groups, check_national_mean

        file = str(self.roster_file or "")
        if self.roster:
            yield from check_shared_names(self.roster, file)
        if self.roster and self.roster.unused_columns:
            yield make_finding(Code.ROSTER_COLUMN_UNUSED, file=file, value=", ".join(self.roster.unused_columns))
        yield from self.roster.findings if self.roster else ()
        if self.roster:
            yield from check_groups(self.roster.agencies, file)
        yield from check_national_mean(self.round.national, self.framework, str(self.round_file or ""))
        if self.roster and self.round.respondents.rules:
            yield from check_respondent_settings(self.roster, file, self.round.respondents, str(self.round_file or ""))

    def agencies_named(self, name: str) -> tuple[Agency, ...]:
        """Return the agencies of the roster with this code or name; without a roster, one that has only a name."""
        if self.roster is None:
            return (Agency("", clean_text(name), self.round.province),)
        agency = self.roster.find(name) or self.roster.find_named(name)
        return (agency,) if agency else self.roster.all_named(name)

    def find(self, name: str) -> Framework | None:
        """Return the framework of the year that a returned form names; None if there is none."""
        if self.framework is not None and str(self.framework.year) == name:
            return self.framework
        from ita_xlsx.catalogue import load_framework

        try:
            return load_framework(int(name))
        except (DefinitionError, ValueError):
            return None


def check_shared_names(roster: Roster, file: str) -> Iterator[Finding]:
    """Yield one finding (N117) about all names that several agencies of a roster share; or none."""
    if shared := roster.agencies_with_shared_name:
        names_text = "; ".join(f"{item[0].name} ({', '.join(one.code for one in item)})" for item in shared)
        yield make_finding(Code.ROSTER_NAME_REPEATED, file=file, count=str(len(shared)), value=names_text)
