"""Read all returned files of a round, from the cache where possible, and assign them to agencies.

Reads files in child processes; writes only the cache.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import receive_bytes
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.archive import open_archive
from ita_xlsx.intake.isolation.worker import jobs_for, load_shared, run_all_isolated, shared_value
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import Decision, ReturnSummary, RoundState
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.store.cache import Cache, digest_of, key_of, rename_summary

# Files are read in batches, so that results reach the cache and the progress bar early.
_BATCH = 800


@dataclass(frozen=True)
class ReadOptions:
    """The way to read: decisions, files named on the command line, deadline, children (0: one a core), cache."""

    decisions: tuple[Decision, ...] = ()
    use: tuple[str, ...] = ()
    deadline: date | None = None
    jobs: int = 0
    cache: Path | None = None


def read_returns(
    sources: Sequence[Source],
    passed_over: tuple[Finding, ...],
    context: RunContext,
    options: ReadOptions,
    progress: OnProgress | None = None,
) -> RoundState:
    """Return the state of the round: each agency with its file, and the files that belong to none.

    ``progress`` is called with (files done, all files). Raise ValueError if the context has no framework.
    """
    framework = context.framework
    if framework is None:
        raise ValueError("a round needs a framework")
    summaries = tuple(read_all(sources, context, framework, options, progress))
    threshold = _threshold(context, framework)
    province = RoundState(
        framework=framework,
        threshold=threshold,
        members=(),
        name=context.round.province,
        deadline=options.deadline or context.round.deadline,
        passed_over=passed_over,
    )
    return assign_files(province, summaries, context.roster, options.decisions, options.use)


def read_all(
    sources: Sequence[Source],
    context: RunContext,
    framework: Framework,
    options: ReadOptions,
    progress: OnProgress | None,
) -> Iterator[ReturnSummary]:
    """Yield the summary of every file, in order; files that the cache holds are not read again."""
    jobs = options.jobs or jobs_for(len(sources))
    cache = Cache(options.cache) if options.cache else None
    done = 0
    remaining = iter(sources)
    with shared_value(context) as token:
        while batch := tuple(islice(remaining, _BATCH)):
            for summary in _read_batch(batch, context, framework, jobs, cache, token):
                done += 1
                if progress is not None:
                    progress(done, len(sources))
                yield summary


def _read_batch(
    batch: Sequence[Source], context: RunContext, framework: Framework, jobs: int, cache: Cache | None, token: str
) -> Iterator[ReturnSummary]:
    keys = _keys(batch, context, framework) if cache else [""] * len(batch)
    cached = cache.get_many(filter(None, keys)) if cache else {}
    tasks = [
        (source.with_full_path, _modified(source), token)
        for source, key in zip(batch, keys, strict=True)
        if key not in cached
    ]
    fresh = iter(run_all_isolated(_summarize_file, tasks, jobs, _lost))
    made: list[tuple[str, ReturnSummary]] = []
    for source, key in zip(batch, keys, strict=True):
        if key in cached:
            yield rename_summary(cached[key], source.name, _modified(source))
            continue
        summary = next(fresh)
        if key and summary.digest:
            made.append((key, summary))
        yield summary
    if cache and made:
        cache.put_many(made)


def _keys(batch: Sequence[Source], context: RunContext, framework: Framework) -> list[str]:
    """Return the cache key of each file, from all that its summary depends on; empty for an unreadable file."""
    threshold = _threshold(context, framework)
    rules = effective_rules(framework.rules, context.round.rules, threshold)
    keys = []
    for source in batch:
        try:
            digest = digest_of(source.read())
        except UnreadableWorkbook:
            keys.append("")
            continue
        settings = (context.roster_digest, Path(source.name).suffix, context.round.province)
        keys.append(key_of(digest, framework, rules, threshold, settings))
    return keys


def _threshold(context: RunContext, framework: Framework) -> Limit:
    return framework.pass_mark if context.round.threshold is None else context.round.threshold


_Task = tuple[Source, date | None, str]


def _summarize_file(task: _Task) -> ReturnSummary:
    """Return the summary of one file, in the child process."""
    source, modified, token = task
    context: RunContext = load_shared(token)
    try:
        return summarize_return(receive_bytes(source.read(), source.name, context), context, modified)
    except UnreadableWorkbook as error:
        return _unreadable(task, error)


def _lost(task: _Task, error: UnreadableWorkbook) -> ReturnSummary:
    return _unreadable(task, error)


def _unreadable(task: _Task, error: UnreadableWorkbook) -> ReturnSummary:
    source, modified, _ = task
    finding = make_finding(error.code, file=source.name, **error.params)
    return ReturnSummary(file=source.name, modified=modified, findings=(finding,))


def _modified(source: Source) -> date | None:
    """Return the date of the file, or of the member of a zip; None if there is none."""
    try:
        if not source.member:
            return datetime.fromtimestamp(source.path.stat().st_mtime).date()
        return date(*open_archive(source.path).getinfo(source.member).date_time[:3])
    except (OSError, KeyError, ValueError, OverflowError, zipfile.BadZipFile):
        return None
