"""Make every output of a round again, and say what changed since the last run.

Reads the returned files and the outputs; writes the outputs and the record of the run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.again.clean_outputs import clean_folder
from ita_xlsx.cycle.again.known_persons import persons_of_round
from ita_xlsx.cycle.again.make_outputs import make_outputs
from ita_xlsx.cycle.again.place_outputs import Placing
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.again.round_snapshot import snapshot_of
from ita_xlsx.cycle.again.run_record import load_run, save_run
from ita_xlsx.model.again.run_record import Outcome, RefreshReport, RunRecord
from ita_xlsx.model.again.snapshot import compare_snapshots
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.temporary import run_folder, temporary_errors


@dataclass(frozen=True)
class RefreshRun:
    """The report of a run, and the findings about its outputs."""

    report: RefreshReport
    findings: tuple[Finding, ...]


def refresh_round(request: RefreshRequest) -> RefreshRun:
    """Make the outputs of a round in its folder again; nothing that a person edited is overwritten.

    Raise TargetError if this machine has no temporary folder.
    """
    last, findings = load_run(request.folder)
    snapshot = snapshot_of(request.loaded.province, request.context)
    placing = Placing(
        folder=request.outputs,
        records=dict(last.outputs) if last else {},
        inputs=request.loaded.inputs,
        replace_edited=request.replace_edited,
    )
    persons = request.persons
    if persons is None and last is not None and last.without_persons:
        persons = persons_of_round(request.loaded, request.context)
    with _empty_folder() as folder:
        made = make_outputs(request, folder)
        if persons is not None:
            clean_folder(folder, persons)
        placing.place(made)
    issued, outputs = request.edition.issued.isoformat(), tuple(sorted(placing.kept.items()))
    record = RunRecord(snapshot, outputs, issued, without_persons=persons is not None)
    not_kept = save_run(request.folder, record)
    changes = compare_snapshots(last.snapshot, snapshot) if last else None
    report = RefreshReport(tuple(placing.placed), changes)
    return RefreshRun(report, (*findings, *_of_making(made.findings, report), *placing.findings, *not_kept))


def _of_making(findings: Iterable[Finding], report: RefreshReport) -> tuple[Finding, ...]:
    """Return the findings of making the outputs; remarks only if an output is not the one of the last run."""
    is_same = all(item.outcome is Outcome.UNCHANGED for item in report.outputs)
    return tuple(item for item in findings if not (is_same and item.severity is Severity.INFO))


@contextmanager
def _empty_folder() -> Iterator[Path]:
    """Yield a new folder for one run, which is removed afterwards."""
    with temporary_errors():
        folder = Path(tempfile.mkdtemp(dir=run_folder()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
