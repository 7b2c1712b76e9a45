"""Read and write the file that keeps the last run of ``ita refresh``, beside the settings of the round.

A damaged file is told and kept under another name. Reads and writes the disk.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import OutputError
from ita_xlsx.model.again.run_record import RunRecord
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.store.again.run_file import FILE, read_run_file, run_file

_LARGEST = 256 * 1024 * 1024


def load_run(folder: Path) -> tuple[RunRecord | None, tuple[Finding, ...]]:
    """Return the last run in the folder of a round; None with a finding (C750) if its file is damaged."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        return read_run_file(path.read_bytes()), ()
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError):
        kept = _keep_damaged(path)
        return None, (make_finding(Code.RUN_RECORD_DAMAGED, file=str(path), name=FILE, other=kept),)


def save_run(folder: Path, record: RunRecord) -> tuple[Finding, ...]:
    """Keep a run in the folder of its round; return a finding if that fails."""
    path = folder / FILE
    try:
        Target(path=path, force=True).put(run_file(record), read_run_file_again)
    except OutputError as error:
        return (make_finding(error.code, file=str(path), **error.params),)
    return ()


def read_run_file_again(data: bytes) -> None:
    """Check bytes that were just written; raise OutputError if they cannot be read back."""
    try:
        read_run_file(data)
    except ValueError as error:
        raise OutputError(Code.TARGET_NOT_READ_BACK, name=FILE) from error


def _keep_damaged(path: Path) -> str:
    """Give a damaged file another name, so that it is not overwritten; return the name, or its own if that fails."""
    beside = free_name(path.with_name(f"{path.stem} (เสีย){path.suffix}"))
    try:
        path.rename(beside)
    except OSError:
        return path.name
    return beside.name


def free_name(path: Path) -> Path:
    """Return the path, or the first free one with a number behind its name."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem} {number}{path.suffix}")
    return candidate
