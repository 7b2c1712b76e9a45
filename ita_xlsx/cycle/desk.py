"""What an officer works with: the round's settings, the framework and the roster that go together."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from ita_xlsx.catalogue import find_framework, load_framework
from ita_xlsx.errors import DefinitionError
from ita_xlsx.intake.settings import read_round
from ita_xlsx.intake.tables import read_roster
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round import Round

ROUND_FILE = "round.toml"


@dataclass(frozen=True)
class Desk:
    """The settings of a run; a framework or roster of None was not named; ``inputs`` are never written to."""

    round: Round
    framework: Framework | None
    roster: Roster | None
    inputs: tuple[Path, ...] = ()

    def find(self, name: str) -> Framework | None:
        """The framework a returned workbook names; None when it is not known."""
        if self.framework is not None and str(self.framework.year) == name:
            return self.framework
        try:
            return load_framework(int(name))
        except (DefinitionError, ValueError):
            return None


def set_desk(
    round_file: str | None = None,
    framework: str | None = None,
    roster: str | None = None,
    threshold: Fraction | None = None,
) -> Desk:
    """Gather the settings; a ``round.toml`` in the current folder is found by itself."""
    path = Path(round_file or ROUND_FILE)
    # os.path.isfile tells of no permission as of no file, and raises for nothing.
    settings = read_round(path) if round_file or os.path.isfile(path) else Round()
    if threshold is not None:
        settings = replace(settings, threshold=threshold)
    name = framework or (str(settings.year) if settings.year else "")
    roster_file = roster or settings.roster
    return Desk(
        settings,
        find_framework(name) if name else None,
        read_roster(Path(roster_file), settings.province) if roster_file else None,
        tuple(Path(name) for name in (str(path), roster_file) if name and Path(name).is_file()),
    )
