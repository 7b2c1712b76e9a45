"""Receive what came back: open, read, score and check each workbook; one bad file never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ita_xlsx.checks import Case, check_submission, has_wrong_identity
from ita_xlsx.cycle.desk import Desk
from ita_xlsx.diagnosis import reconcile, tell_reconciliation
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.cells import read_sheets
from ita_xlsx.intake.returned import read_returned
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.findings import Finding, Status, found, status_of
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Submission
from ita_xlsx.scoring import score_submission

_NOTHING = Reconciliation()


@dataclass(frozen=True)
class Returned:
    """One file with all that is known of it; nothing but findings when it could not be read."""

    file: str
    findings: tuple[Finding, ...]
    submission: Submission | None = None
    framework: Framework | None = None
    results: Results | None = None
    reconciliation: Reconciliation = _NOTHING

    @property
    def status(self) -> Status:
        """Accepted, accepted with warnings, or rejected."""
        return status_of(self.findings)

    @property
    def usable(self) -> bool:
        """Whether it is one of our forms at all."""
        return self.submission is not None


def receive(paths: Iterable[str], desk: Desk) -> Iterator[Returned | Finding]:
    """Every workbook meant by the paths, one after the other; first what was passed over."""
    sources, findings = find_workbooks(paths)
    yield from findings
    for source in sources:
        yield receive_one(source, desk)


def receive_one(source: Source, desk: Desk) -> Returned:
    """Read, score and check one workbook."""
    try:
        return receive_bytes(source.read(), source.name, desk)
    except UnreadableWorkbook as error:
        return Returned(source.name, (found(error.code, file=source.name, **error.params),))


def receive_bytes(data: bytes, name: str, desk: Desk) -> Returned:
    """As ``receive_one``, for a workbook in memory; raises UnreadableWorkbook."""
    submission, framework, reading = read_returned(read_sheets(data), name, desk.find)
    if submission is None or framework is None:
        return Returned(name, reading)
    results = score_submission(submission, framework, desk.round.threshold)
    year = desk.framework.year if desk.framework else None
    case = Case(submission, framework, results, year, desk.roster)
    findings = check_submission(case, reading)
    reconciliation = reconcile(framework, submission)
    if not has_wrong_identity(case):
        told = tell_reconciliation(framework, submission, reconciliation)
        findings += tuple(replace(finding, file=name) for finding in told)
    return Returned(name, findings, submission, framework, results, reconciliation)
