"""Open, read, score and check returned files; a bad file never stops the others.

Reads files in child processes; returns values and findings. The parent only names the functions that read a file to
its children: what these need is imported where it is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.containers import container_kind
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated, without_children
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.findings import Finding, Status, make_finding, merge_findings, status_of
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Submission

_NOTHING = Reconciliation()


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One returned file with its submission and results; only findings if it could not be read.

    ``digest`` is the SHA-256 of the bytes that were read from ``source``.
    """

    file: str
    findings: tuple[Finding, ...]
    submission: Submission | None = None
    framework: Framework | None = None
    results: Results | None = None
    reconciliation: Reconciliation = _NOTHING
    digest: str = ""
    source: Source | None = None

    @property
    def status(self) -> Status:
        """Return the status of the file: accepted, accepted with warnings, or rejected."""
        return status_of(self.findings)

    @property
    def usable(self) -> bool:
        """Return True if the file is one of our forms."""
        return self.submission is not None


def receive_all(
    sources: Sequence[Source], context: RunContext, meanwhile: Callable[[], None] | None = None
) -> Iterator[Returned]:
    """Read, score and check workbooks in child processes; yield them in order.

    ``meanwhile`` is called once, in a thread beside the children.
    """
    with shared_value(context) as token:
        tasks = [(source.with_full_path, token) for source in sources]
        received = run_all_isolated(_receive_file, tasks, jobs_for(len(tasks)), _lost, meanwhile=meanwhile)
        for source, returned in zip(sources, received, strict=True):
            stamp = returned.submission.stamp if returned.submission else None
            framework = context.find(stamp.framework) if stamp else None
            yield replace(returned, framework=framework, source=source)


def find_returns(paths: Iterable[str]) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return the workbooks behind the paths of a command, and a finding for each file that was passed over."""
    return find_workbooks(paths)


def reading_in(*, child: bool) -> AbstractContextManager[None]:
    """Return the block in which files are read by a child process, or in this process without limits."""
    return nullcontext() if child else without_children()


def reading_here(on_file: Callable[[str, str], None]) -> AbstractContextManager[None]:
    """Return the block in which files are read in this process, where a browser is their limit of time and memory.

    ``on_file`` is called with a key and the name of each file before it is opened. If it raises TimeoutError, the file
    counts as one that takes more time or memory than is safe (F113).
    """

    def before(task: object) -> None:
        parts = task if isinstance(task, tuple) else (task,)
        for source in (part for part in parts if isinstance(part, Source)):
            on_file(source.key, source.name)

    return without_children(before)


def receive_path(path: Path, context: RunContext) -> Returned:
    """Read, score and check the workbook at a path, or the only one in the mail or archive there."""
    inside = find_workbooks((str(path),))[0] if container_kind(path.name) and path.is_file() else ()
    return receive_one(inside[0] if len(inside) == 1 else Source(str(path), path), context)


def receive_one(source: Source, context: RunContext) -> Returned:
    """Read, score and check one workbook."""
    return next(receive_all((source,), context))


def receive_bytes(data: bytes, name: str, context: RunContext) -> Returned:
    """Read, score and check a workbook in memory, in this process; raise UnreadableWorkbook if it cannot be read."""
    from ita_xlsx.intake.forms.form import read_returned_form
    from ita_xlsx.intake.workbook.workbook import Workbook

    digest = hashlib.sha256(data).hexdigest()
    submission, framework, file_findings = read_returned_form(Workbook(data), name, context.find)
    if submission is None or framework is None:
        return Returned(file=name, findings=file_findings, digest=digest)
    return score_and_check(submission, framework, file_findings, context, digest)


def score_and_check(
    submission: Submission,
    framework: Framework,
    file_findings: tuple[Finding, ...],
    context: RunContext,
    digest: str,
) -> Returned:
    """Return a submission with its results and all findings; ``file_findings`` were made while it was read."""
    from ita_xlsx.checks import Case, check_submission, is_of_other_year
    from ita_xlsx.diagnosis import check_reconciliation, reconcile
    from ita_xlsx.scoring import score_submission

    name = submission.file
    results = score_submission(submission, framework, context.round.threshold)
    year = context.framework.year if context.framework else None
    case = Case(
        submission=submission,
        framework=framework,
        results=results,
        expected_year=year,
        roster=context.roster,
        expected_province=context.round.province,
        respondents=context.round.respondents,
    )
    findings = check_submission(case, file_findings)
    reconciliation = reconcile(framework, submission)
    reconciliation_findings = tuple(check_reconciliation(framework, submission, reconciliation))
    if reconciliation_findings and not is_of_other_year(case):
        findings += tuple(replace(finding, file=name) for finding in reconciliation_findings)
    return Returned(
        file=name,
        findings=merge_findings(findings),
        submission=submission,
        framework=framework,
        results=results,
        reconciliation=reconciliation,
        digest=digest,
    )


_Task = tuple[Source, str]


def _receive_file(task: _Task) -> Returned:
    """Return the result of one file, in the child process; the parent adds the framework."""
    source, token = task
    try:
        return replace(receive_bytes(source.read(), source.name, load_shared(token)), framework=None)
    except UnreadableWorkbook as error:
        return _unreadable(source, error)


def _lost(task: _Task, error: UnreadableWorkbook) -> Returned:
    return _unreadable(task[0], error)


def _unreadable(source: Source, error: UnreadableWorkbook) -> Returned:
    return Returned(file=source.name, findings=(make_finding(error.code, file=source.name, **error.params),))
