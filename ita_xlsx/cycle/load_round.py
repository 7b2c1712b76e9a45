"""Load a round for a command: read its files, the decisions and the cache, and collect all findings.

Reads the disk; writes only the cache.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.read_returns import ReadOptions, read_returns
from ita_xlsx.errors import input_errors
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import Decision, RoundState, State
from ita_xlsx.store.decisions import FILE as DECISIONS_FILE
from ita_xlsx.store.decisions import read_decisions

# Kinds of files in which people save a table of decisions.
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class LoadedRound:
    """The state of a round with all its findings; ``inputs`` are the files it was read from, never to be written to."""

    province: RoundState
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...] = ()

    @property
    def usable(self) -> bool:
        """Return True if every path exists and at least one agency returned a readable file."""
        return not self.path_missing and any(member.summary is not None for member in self.province.members)

    @property
    def path_missing(self) -> bool:
        """Return True if a given path does not exist, so that missing agencies and averages cannot be trusted.

        Nothing is written then and no agency is called missing; the finding about the path comes first.
        """
        return any(has_trait(finding, Trait.MISSING_PATH) for finding in self.province.passed_over)


def load_round(
    paths: Iterable[str],
    context: RunContext,
    *,
    use: tuple[str, ...] = (),
    deadline: date | None = None,
    jobs: int = 0,
    cached: bool = True,
    progress: OnProgress | None = None,
) -> LoadedRound:
    """Read the files of a round and assign them; raise InputError for a decisions file that cannot be used."""
    options = ReadOptions(_decisions(context), use, deadline, jobs, cache_folder() if cached else None)
    sources, passed_over = find_workbooks(paths)
    province = read_returns(sources, passed_over, context, options, progress)
    findings = [*context.findings, *check_round(province, options.decisions, use)]
    if context.roster is None:
        findings.append(make_finding(Code.NO_ROSTER))
    findings += _unused_decisions(context)
    inputs = dict.fromkeys(source.path for source in sources)
    loaded = LoadedRound(province, tuple(findings), (*inputs, *context.inputs))
    return _without_absent(loaded) if loaded.path_missing else loaded


def _without_absent(loaded: LoadedRound) -> LoadedRound:
    """Return the round without missing agencies, whose files may be at the path that does not exist."""
    members = tuple(item for item in loaded.province.members if item.state is not State.MISSING)
    kept = [item for item in loaded.findings if not has_trait(item, Trait.ABSENCE)]
    first = sorted(kept, key=lambda item: not has_trait(item, Trait.MISSING_PATH))
    return replace(loaded, province=replace(loaded.province, members=members), findings=tuple(first))


def decisions_path(context: RunContext) -> Path | None:
    """Return the path of the decisions file beside the roster; None without a roster file."""
    return context.roster_file.parent / DECISIONS_FILE if context.roster_file else None


def _decisions(context: RunContext) -> tuple[Decision, ...]:
    path = decisions_path(context)
    if path is None or not path.is_file():
        return ()
    with input_errors(path):
        return read_decisions(path.read_bytes(), str(path))


def _unused_decisions(context: RunContext) -> Iterator[Finding]:
    """Yield N121 for each file of decisions that is a workbook, because only the CSV file is read."""
    path = decisions_path(context)
    others = [path.with_suffix(suffix) for suffix in _WORKBOOKS] if path else []
    for other in others:
        if os.path.isfile(other):
            yield make_finding(Code.DECISIONS_WORKBOOK_UNUSED, file=str(other), name=other.name)


def cache_folder() -> Path:
    """Return the folder of the cache: ``ITA_CACHE``, else the usual place of this system for caches."""
    folder_name = os.environ.get("ITA_CACHE")
    if folder_name:
        return Path(folder_name)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "ita-xlsx"
