"""Gather what a round's commands need: the desk, the officer's decisions, the cache, and then the round itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.assign_files import check_round
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.read_returns import ReadOptions, StepStatus, read_returns
from ita_xlsx.errors import opening
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.round_state import Decision, RoundState, State
from ita_xlsx.store.decisions import FILE as DECISIONS_FILE
from ita_xlsx.store.decisions import read_decisions

# Said of what was not found, which a path that is not there may hold.
_OF_ABSENCE = frozenset({"N102", "N103", "N111"})


@dataclass(frozen=True)
class LoadedRound:
    """A round as it stands, all that is to be told of it, and the files it was read from, never to be written to."""

    province: RoundState
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


def load_round(
    paths: Iterable[str],
    context: RunContext,
    *,
    use: tuple[str, ...] = (),
    deadline: date | None = None,
    jobs: int = 0,
    cached: bool = True,
    progress: StepStatus | None = None,
) -> LoadedRound:
    """Read the files of a round and settle them; raises InputError for a decisions file that cannot be used."""
    wishes = ReadOptions(_decisions(context), use, deadline, jobs, cache_folder() if cached else None)
    sources, passed_over = find_workbooks(paths)
    province = read_returns(sources, passed_over, context, wishes, progress)
    told = [*context.findings, *check_round(province, wishes.decisions, use)]
    if context.roster is None:
        told.append(make_finding("N110"))
    inputs = dict.fromkeys(source.path for source in sources)
    gathered = LoadedRound(province, tuple(told), (*inputs, *context.inputs))
    return _of_what_is_there(gathered) if gathered.misnamed else gathered


def _of_what_is_there(gathered: LoadedRound) -> LoadedRound:
    """The round without those that may stand at the path that is not there."""
    members = tuple(item for item in gathered.province.members if item.state is not State.MISSING)
    known = [item for item in gathered.findings if item.code not in _OF_ABSENCE]
    first = sorted(known, key=lambda item: item.code != "F101")
    return replace(gathered, province=replace(gathered.province, members=members), findings=tuple(first))


def decisions_path(context: RunContext) -> Path | None:
    """The decisions file, which stands beside the roster."""
    return context.roster_file.parent / DECISIONS_FILE if context.roster_file else None


def _decisions(context: RunContext) -> tuple[Decision, ...]:
    path = decisions_path(context)
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
