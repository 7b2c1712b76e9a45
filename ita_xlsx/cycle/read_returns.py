"""Collect a round: every returned file read once, each agency of the roster with the file that counts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import islice
from pathlib import Path

from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import receive_bytes
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.worker import jobs_for, load_shared, run_all_isolated, shared_value
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import Decision, ReturnSummary, RoundState
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.store.cache import Cache, digest_of, key_of, renamed

# Files are looked at in batches: for the cache, and so that no more than these are waited for.
_BATCH = 800

StepStatus = Callable[[int, int], None]


@dataclass(frozen=True)
class ReadOptions:
    """How to collect: files the officer chose, dates, children (0: one a core) and where read files are kept."""

    decisions: tuple[Decision, ...] = ()
    use: tuple[str, ...] = ()
    deadline: date | None = None
    jobs: int = 0
    cache: Path | None = None


def read_returns(
    sources: Sequence[Source],
    passed_over: tuple[Finding, ...],
    context: RunContext,
    wishes: ReadOptions,
    progress: StepStatus | None = None,
) -> RoundState:
    """The round as it stands: states, chosen files, files that belong to no agency, and what was passed over.

    ``progress`` is told (files done, files in all). The desk must have a framework.
    """
    framework = context.framework
    if framework is None:
        raise ValueError("a round needs a framework")
    readings = tuple(read_all(sources, context, framework, wishes, progress))
    threshold = _threshold(context, framework)
    province = RoundState(
        framework,
        threshold,
        (),
        context.round.province,
        wishes.deadline or context.round.deadline,
        passed_over=passed_over,
    )
    return assign_files(province, readings, context.roster, wishes.decisions, wishes.use)


def read_all(
    sources: Sequence[Source],
    context: RunContext,
    framework: Framework,
    wishes: ReadOptions,
    progress: StepStatus | None,
) -> Iterator[ReturnSummary]:
    """Every file boiled down, in order; what the cache holds is not read again, one bad file costs no other."""
    jobs = wishes.jobs or jobs_for(len(sources))
    kept = Cache(wishes.cache) if wishes.cache else None
    done = 0
    remaining = iter(sources)
    with shared_value(context) as token:
        while batch := tuple(islice(remaining, _BATCH)):
            for reading in _read_batch(batch, context, framework, jobs, kept, token):
                done += 1
                if progress is not None:
                    progress(done, len(sources))
                yield reading


def _read_batch(
    batch: Sequence[Source], context: RunContext, framework: Framework, jobs: int, cache: Cache | None, token: str
) -> Iterator[ReturnSummary]:
    keys = _keys(batch, context, framework) if cache else [""] * len(batch)
    known = cache.get_many(filter(None, keys)) if cache else {}
    tasks = [
        (source.from_anywhere, _modified(source), token)
        for source, key in zip(batch, keys, strict=True)
        if key not in known
    ]
    fresh = iter(run_all_isolated(_boil_apart, tasks, jobs, _lost))
    made: list[tuple[str, ReturnSummary]] = []
    for source, key in zip(batch, keys, strict=True):
        if key in known:
            yield renamed(known[key], source.name, _modified(source))
            continue
        reading = next(fresh)
        if key and reading.digest:
            made.append((key, reading))
        yield reading
    if cache and made:
        cache.put_many(made)


def _keys(batch: Sequence[Source], context: RunContext, framework: Framework) -> list[str]:
    """The key of each file's content and all that its reading depends on; empty where it cannot be read."""
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


def _threshold(context: RunContext, framework: Framework) -> Fraction:
    return framework.pass_mark if context.round.threshold is None else context.round.threshold


_Task = tuple[Source, date | None, str]


def _boil_apart(task: _Task) -> ReturnSummary:
    """What a child makes of one file."""
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
    return ReturnSummary(source.name, modified=modified, findings=(finding,))


def _modified(source: Source) -> date | None:
    """The file's own date: of the file, or of the member of a zip."""
    try:
        if not source.member:
            return datetime.fromtimestamp(source.path.stat().st_mtime).date()
        with zipfile.ZipFile(source.path) as archive:
            return date(*archive.getinfo(source.member).date_time[:3])
    except (OSError, KeyError, ValueError, OverflowError, zipfile.BadZipFile):
        return None
