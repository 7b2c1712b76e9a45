"""Close a round: freeze its figures beside its settings, unless something in it is open.

Reads and writes files beside the settings of the round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.again.closed_round import load_closing
from ita_xlsx.cycle.again.round_snapshot import snapshot_of
from ita_xlsx.cycle.again.run_record import free_name
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import FileSet
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.errors import not_writable
from ita_xlsx.model.again.closing import Closing
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.round_state import State
from ita_xlsx.store.again.closed_file import FILE, TABLE_FILE, closed_file, closed_table

_OPEN = (State.UNDECIDED, State.HELD_BACK)


@dataclass(frozen=True)
class CloseRun:
    """The closing of a round with the paths that were written; ``closing`` is None if the round stays open."""

    closing: Closing | None = None
    written: tuple[Path, ...] = ()
    earlier: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def close_round(loaded: LoadedRound, context: RunContext, folder: Path, day: date, *, anyway: bool = False) -> CloseRun:
    """Write the figures of a round into ``closed.json`` and ``closed.csv``; an earlier closing is kept by its day.

    With something open nothing is written, unless ``anyway``. A closing that still holds is left as it is. Raise
    OutputError.
    """
    still_open = tuple(_open_findings(loaded))
    if still_open and not anyway:
        return CloseRun(findings=still_open)
    if loaded.province.closed is not None and not loaded.province.closed.changes:
        return CloseRun(loaded.province.closed.closing, (folder / FILE,))
    codes = tuple(member.agency.code for member in loaded.province.members if member.state in _OPEN)
    closing = Closing(day, snapshot_of(loaded.province, context), codes)
    nodes = loaded.province.framework.nodes
    labels = {subject: subject_label(loaded.province.framework, node) for subject, node in nodes.items()}
    states = {state.value: label_of(state) for state in State}
    earlier = keep_earlier(folder)
    paths = (folder / FILE, folder / TABLE_FILE)
    with FileSet() as files:
        for path, data in zip(paths, (closed_file(closing), closed_table(closing, labels, states)), strict=True):
            files.add(path, data)
    return CloseRun(closing, paths, earlier)


def reopen_round(folder: Path) -> CloseRun:
    """Take the closing of a round out of force; its files are kept by their day. Raise OutputError."""
    return CloseRun(earlier=keep_earlier(folder))


def keep_earlier(folder: Path) -> tuple[Path, ...]:
    """Give the files of an earlier closing names with its day; return their new paths. Raise OutputError."""
    closing, _ = load_closing(folder)
    mark = closing.day.isoformat() if closing else "?"
    kept = []
    for path in (folder / FILE, folder / TABLE_FILE):
        if path.is_file():
            other = free_name(path.with_name(f"{path.stem} {mark.replace('?', 'x')}{path.suffix}"))
            try:
                path.rename(other)
            except OSError as error:
                raise not_writable(path, error) from error
            kept.append(other)
    return tuple(kept)


def _open_findings(loaded: LoadedRound) -> Iterator[Finding]:
    for member in loaded.province.members:
        if member.state in _OPEN:
            agency = member.agency
            reason_th, reason_en = (label_of(member.state, lang) for lang in ("th", "en"))
            params = {"agency": agency.code, "name": agency.name}
            yield make_finding(Code.NOT_CLOSED, reason_th=reason_th, reason_en=reason_en, **params)
