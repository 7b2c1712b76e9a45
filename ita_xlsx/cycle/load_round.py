"""Gather what a round's commands need: the desk, the officer's decisions, the cache, and then the round itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.assign_files import tell_round
from ita_xlsx.cycle.context import Desk
from ita_xlsx.cycle.read_returns import Progress, Wishes, collect
from ita_xlsx.errors import opening
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.findings import Finding, found
from ita_xlsx.model.round_state import Decision, Province, State
from ita_xlsx.store.decisions import FILE as DECISIONS_FILE
from ita_xlsx.store.decisions import read_decisions

# Said of what was not found, which a path that is not there may hold.
_OF_ABSENCE = frozenset({"N102", "N103", "N111"})


@dataclass(frozen=True)
class Gathered:
    """A round as it stands, all that is to be told of it, and the files it was read from, never to be written to."""

    province: Province
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether any agency returned anything that could be read, and every path is there."""
        return not self.misnamed and any(member.reading is not None for member in self.province.members)

    @property
    def misnamed(self) -> bool:
        """Whether a path was given that is not there: who is missing, or an average, cannot be told from the rest.

        Nothing is written then, and nobody is accused; the path is told first.
        """
        return any(finding.code == "F101" for finding in self.province.passed_over)


def gather(
    paths: Iterable[str],
    desk: Desk,
    *,
    use: tuple[str, ...] = (),
    deadline: date | None = None,
    jobs: int = 0,
    cached: bool = True,
    progress: Progress | None = None,
) -> Gathered:
    """Read the files of a round and settle them; raises InputError for a decisions file that cannot be used."""
    wishes = Wishes(_decisions(desk), use, deadline, jobs, cache_folder() if cached else None)
    sources, passed_over = find_workbooks(paths)
    province = collect(sources, passed_over, desk, wishes, progress)
    told = [*desk.findings, *tell_round(province, wishes.decisions, use)]
    if desk.roster is None:
        told.append(found("N110"))
    inputs = dict.fromkeys(source.path for source in sources)
    gathered = Gathered(province, tuple(told), (*inputs, *desk.inputs))
    return _of_what_is_there(gathered) if gathered.misnamed else gathered


def _of_what_is_there(gathered: Gathered) -> Gathered:
    """The round without those that may stand at the path that is not there."""
    members = tuple(item for item in gathered.province.members if item.state is not State.MISSING)
    known = [item for item in gathered.findings if item.code not in _OF_ABSENCE]
    first = sorted(known, key=lambda item: item.code != "F101")
    return replace(gathered, province=replace(gathered.province, members=members), findings=tuple(first))


def decisions_path(desk: Desk) -> Path | None:
    """The decisions file, which stands beside the roster."""
    return desk.roster_file.parent / DECISIONS_FILE if desk.roster_file else None


def _decisions(desk: Desk) -> tuple[Decision, ...]:
    path = decisions_path(desk)
    if path is None or not path.is_file():
        return ()
    with opening(path):
        return read_decisions(path.read_bytes(), str(path))


def cache_folder() -> Path:
    """Where this user's programs keep what can be made again; ``ITA_CACHE`` names another folder."""
    named = os.environ.get("ITA_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "ita-xlsx"
