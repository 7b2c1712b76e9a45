"""Read all returned files of a round, from the cache where possible, and assign them to agencies.

Reads files in child processes; writes only the cache.
"""

from __future__ import annotations

import sys
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.runs.read_file import read_file, summarize_lost
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.archive import open_archive
from ita_xlsx.intake.isolation.parcels import shared_value
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated
from ita_xlsx.intake.sources import Arrivals, Source
from ita_xlsx.model.decisions import NO_DECISIONS, Decisions
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import ReturnSummary, RoundState
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.store.cache import Cache, digest_of, key_under, rename_summary, settings_key

if TYPE_CHECKING:
    from ita_xlsx.cycle.decisions.use_files import Reason

# So many files are looked up in the cache at a time, and so many summaries are put there.
_BATCH = 200


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """The way to read: decisions, files named on the command line, deadline, children (0: one a core), cache.

    With a ``reason`` the named files become decisions. ``meanwhile`` is called once, beside the children.
    """

    decisions: Decisions = NO_DECISIONS
    use: tuple[str, ...] = ()
    deadline: date | None = None
    jobs: int = 0
    cache: Path | None = None
    reason: Reason | None = None
    meanwhile: Callable[[], None] | None = None


@dataclass(frozen=True)
class ReadRound:
    """The state of a round, all decisions that it follows, and those of them that are new."""

    province: RoundState
    decisions: Decisions
    new_decisions: Decisions = NO_DECISIONS


def read_returns(
    arrivals: Arrivals,
    context: RunContext,
    options: ReadOptions,
    progress: OnProgress | None = None,
) -> ReadRound:
    """Return the state of the round: each agency with its file, and the files that belong to none.

    ``progress`` is called with (files done, all files). Raise ValueError if the context has no framework.
    """
    framework = context.framework
    if framework is None:
        raise ValueError("a round needs a framework")
    sources = arrivals.sources
    summaries = tuple(read_all(sources, context, framework, options, progress))
    # Children read before all these are imported.
    from ita_xlsx.cycle.assign_files import choose_files, sort_files
    from ita_xlsx.cycle.decisions.derive_returns import derive_returns
    from ita_xlsx.cycle.decisions.use_files import decisions_to_use

    threshold = threshold_of(context, framework)
    province = RoundState(
        framework=framework,
        threshold=threshold,
        members=(),
        name=context.round.province,
        deadline=options.deadline or context.round.deadline,
        passed_over=arrivals.findings,
        mails=tuple(arrivals.mails.items()),
        national=context.round.national,
        respondents=context.round.respondents,
    )
    decisions, use, roster = options.decisions, options.use, context.roster
    files = sort_files(summaries, framework.year, roster, decisions, use)
    derive_returns(files, {source.name: source for source in sources}, context, decisions, framework)
    if options.reason is None or not use:
        return ReadRound(choose_files(province, files, roster, decisions, use), decisions)
    before = choose_files(province, files, roster, decisions)
    new = decisions_to_use(before, use, options.reason)
    return ReadRound(choose_files(province, files, roster, decisions + new), decisions + new, new)


def read_all(
    sources: Sequence[Source],
    context: RunContext,
    framework: Framework,
    options: ReadOptions,
    progress: OnProgress | None,
) -> Iterator[ReturnSummary]:
    """Yield the summary of every file, in order; files that the cache holds are not read again."""
    jobs = options.jobs or jobs_for(len(sources))
    with shared_value(context) as token:
        reading = _Reading(sources, context, framework, options, token)
        for done, summary in enumerate(reading.summaries(jobs, options.meanwhile), 1):
            if progress is not None:
                progress(done, len(sources))
            yield summary


class _Reading:
    """The files of a round on their way: each is looked up in the cache, and read by a child if it is not there.

    Files are looked up in batches, while children read those before; summaries reach the cache in batches.
    """

    def __init__(
        self, sources: Sequence[Source], context: RunContext, framework: Framework, options: ReadOptions, token: str
    ) -> None:
        self._sources = sources
        self._context, self._framework, self._token = context, framework, token
        self._cache = Cache(options.cache) if options.cache else None
        # Files that were looked up, with their keys and what the cache has of them.
        self._found: deque[tuple[Source, str, ReturnSummary | None]] = deque()
        self._made: list[tuple[str, ReturnSummary]] = []

    def summaries(self, jobs: int, meanwhile: Callable[[], None] | None) -> Iterator[ReturnSummary]:
        """Yield the summary of every file, in order."""
        results = run_all_isolated(read_file, self._tasks(), jobs, summarize_lost, meanwhile=meanwhile)
        early: deque[ReturnSummary] = deque()
        for _ in self._sources:
            if not self._found:
                # Before there is another result, the next files are looked up.
                early.extend(islice(results, 1))
            source, key, cached = self._found.popleft()
            if cached is None:
                summary = early.popleft() if early else next(results)
                self._keep(key, summary)
            else:
                summary = rename_summary(cached, source.name, _modified(source))
            yield _with_mail(summary, source)
        self._put()

    def _tasks(self) -> Iterator[tuple[Source, date | None, str]]:
        """Look up one batch after the other, and yield what a child needs to read each file that is not there."""
        remaining = iter(self._sources)
        while batch := tuple(islice(remaining, _BATCH)):
            keys = _keys(batch, self._context, self._framework) if self._cache else [""] * len(batch)
            cached = self._cache.get_many(filter(None, keys)) if self._cache else {}
            for source, key in zip(batch, keys, strict=True):
                self._found.append((source, key, cached.get(key)))
                if key not in cached:
                    yield source.with_full_path, _modified(source), self._token

    def _keep(self, key: str, summary: ReturnSummary) -> None:
        if key and summary.digest:
            self._made.append((key, summary))
            if len(self._made) >= _BATCH:
                self._put()

    def _put(self) -> None:
        if self._cache and self._made:
            self._cache.put_many(self._made)
            self._made = []


def _with_mail(summary: ReturnSummary, source: Source) -> ReturnSummary:
    """Return the summary with the mail in which the file came; the cache knows only its content.

    The cells of answers and figures are the same in all forms of one layout, and stand in memory once.
    """
    cells, figure_cells = _shared_cells(summary.cells), sys.intern(summary.figure_cells)
    return replace(summary, mail=source.inside.mail or summary.mail, cells=cells, figure_cells=figure_cells)


@lru_cache(maxsize=64)
def _shared_cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells


def _keys(batch: Sequence[Source], context: RunContext, framework: Framework) -> list[str]:
    """Return the cache key of each file, from all that its summary depends on; empty for an unreadable file.

    A file of an archive in another file has none: to look at it here would cost as much as reading it.
    """
    threshold = threshold_of(context, framework)
    rules = effective_rules(framework.rules, context.round.rules, threshold)
    rules_text = repr(context.round.respondents)

    @cache
    def key_of_kind(suffix: str) -> str:
        settings = (context.roster_digest, suffix, context.round.province, rules_text)
        return settings_key(framework, rules, threshold, settings)

    keys = []
    for source in batch:
        try:
            digest = source.inside.digest or ("" if source.inside.steps else digest_of(source.read()))
        except UnreadableWorkbook:
            digest = ""
        keys.append(key_under(key_of_kind(Path(source.name).suffix), digest) if digest else "")
    return keys


def threshold_of(context: RunContext, framework: Framework) -> Limit:
    """Return the threshold of the round, else the pass mark of the framework."""
    return framework.pass_mark if context.round.threshold is None else context.round.threshold


def _modified(source: Source) -> date | None:
    """Return the date of the file, or of the member of a zip; None if there is none."""
    try:
        if not source.member:
            return datetime.fromtimestamp(source.path.stat().st_mtime).date()
        return date(*open_archive(source.path).getinfo(source.member).date_time[:3])
    except (OSError, KeyError, ValueError, OverflowError, zipfile.BadZipFile):
        return None
