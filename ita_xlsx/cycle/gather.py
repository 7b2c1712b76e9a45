"""Gather what a round's commands need: the desk, the officer's decisions, the cache, and then the round itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.collect import Progress, Wishes, collect
from ita_xlsx.cycle.desk import Desk
from ita_xlsx.cycle.settling import tell_round
from ita_xlsx.errors import opening
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.findings import Finding, found
from ita_xlsx.model.province import Decision, Province
from ita_xlsx.store.decisions import FILE as DECISIONS_FILE
from ita_xlsx.store.decisions import read_decisions


@dataclass(frozen=True)
class Gathered:
    """A round as it stands, all that is to be told of it, and the files it was read from, never to be written to."""

    province: Province
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether any agency returned anything that could be read."""
        return any(member.reading is not None for member in self.province.members)

    @property
    def misnamed(self) -> bool:
        """Whether a path was given that is not there: who is missing cannot be told from that."""
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
    told = list(tell_round(province, wishes.decisions, use))
    if desk.roster is None:
        told.append(found("N110"))
    inputs = dict.fromkeys(source.path for source in sources)
    return Gathered(province, tuple(told), (*inputs, *desk.inputs))


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
