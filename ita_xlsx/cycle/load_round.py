"""Load a round for a command: read its files, the decisions and the cache, and collect all findings.

Reads the disk; writes only the cache.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.cycle.arrivals.repeated_findings import with_empty_inbox, without_repeats
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.aliases import with_aliases
from ita_xlsx.cycle.decisions.decision_book import LoadedDecisions, load_decisions, record_decisions, record_questions
from ita_xlsx.cycle.read_returns import ReadOptions, ReadRound, read_returns
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.sources import Source, find_arrivals
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.command_lines import quoted

if TYPE_CHECKING:
    from ita_xlsx.cycle.decisions.use_files import Reason

# What is done with a round when its files are read; it takes a while to import.
_AFTER_READING = (
    "again.closed_round",
    "assign_files",
    "check_round",
    "decisions.derive_returns",
    "decisions.use_files",
)


@dataclass(frozen=True, kw_only=True)
class LoadedRound:
    """The state of a round with all its findings; ``inputs`` are the files it was read from, never to be written to.

    ``decisions`` are those that were kept with the round, ``sources`` the files that were read. ``of_closing`` are
    those of the findings that tell what differs from the closing of the round. ``cache`` is the folder of the cache;
    None for a run without one.
    """

    province: RoundState
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...] = ()
    decisions: LoadedDecisions = field(default_factory=LoadedDecisions)
    sources: tuple[Source, ...] = ()
    of_closing: tuple[Finding, ...] = ()
    cache: Path | None = None

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
    reason: Reason | None = None,
    today: date | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> LoadedRound:
    """Read the files of a round and assign them; raise InputError for a decisions file that cannot be used.

    With a ``reason`` the files of ``use`` are written down as decisions, which are then followed. A day in a
    decision that is after ``today`` is told. ``meanwhile`` is called once, in a thread beside the children that read.
    """
    kept = load_decisions(context, today)
    context = with_aliases(context, kept.decisions.aliases)
    options = ReadOptions(
        decisions=kept.decisions, use=use, deadline=deadline, jobs=jobs, cache=cache_folder() if cached else None,
        reason=reason, meanwhile=partial(_import_rest, meanwhile),
    )  # fmt: skip
    arrivals = find_arrivals(paths)
    read = read_returns(arrivals, context, options, progress)
    # A decision that is written down counts as one, and no more as a word of the command line.
    province, findings, of_closing = _settled(read, context, () if read.new_decisions else use)
    findings += [*kept.findings, *of_closing]
    if reason is not None and read.new_decisions:
        findings += record_decisions(kept, context, read.new_decisions, reason.edition)
        kept = load_decisions(context, today)
    elif use and reason is None and kept.path is not None:
        findings.append(make_finding(Code.USE_NOT_KEPT, use=quoted(use[0])))
    inputs = dict.fromkeys(source.path for source in arrivals.sources)
    loaded = LoadedRound(
        province=province,
        findings=with_empty_inbox(without_repeats(findings), context),
        inputs=(*inputs, *context.inputs, *kept.inputs),
        decisions=kept,
        sources=arrivals.sources,
        of_closing=of_closing,
        cache=options.cache,
    )
    return _without_absent(loaded) if loaded.path_missing else loaded


def _settled(
    read: ReadRound, context: RunContext, use: tuple[str, ...]
) -> tuple[RoundState, list[Finding], tuple[Finding, ...]]:
    """Return the round beside its closing, its findings with those of the context, and those of the closing."""
    from ita_xlsx.cycle.again.closed_round import compare_with_closing
    from ita_xlsx.cycle.check_round import check_round

    closed, of_closing = compare_with_closing(context, read.province)
    province = replace(read.province, closed=closed)
    findings = [*context.findings, *check_round(province, read.decisions, use)]
    if context.roster is None:
        findings.append(make_finding(Code.NO_ROSTER))
    return province, findings, of_closing


def _import_rest(meanwhile: Callable[[], None] | None) -> None:
    """Import what comes after reading, in the time in which children start and read; then call ``meanwhile``."""
    for name in _AFTER_READING:
        import_module(f"ita_xlsx.cycle.{name}")
    if meanwhile is not None:
        meanwhile()


def record_open_questions(loaded: LoadedRound, context: RunContext, edition: Edition) -> tuple[Finding, ...]:
    """Write what only the officer can decide into ``decisions.xlsx``, unless it stands there; return the findings.

    A file that cannot be written is a finding, and stops nothing.
    """
    try:
        return record_questions(loaded.decisions, context, loaded.province, edition)
    except OutputError as error:
        return (make_finding(error.code, file=str(loaded.decisions.path), **error.params),)


def _without_absent(loaded: LoadedRound) -> LoadedRound:
    """Return the round without missing agencies, whose files may be at the path that does not exist."""
    members = tuple(item for item in loaded.province.members if item.state is not State.MISSING)
    kept = [item for item in loaded.findings if not has_trait(item, Trait.ABSENCE)]
    first = sorted(kept, key=lambda item: not has_trait(item, Trait.MISSING_PATH))
    return replace(loaded, province=replace(loaded.province, members=members), findings=tuple(first))


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
