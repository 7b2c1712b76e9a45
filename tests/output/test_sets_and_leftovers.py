"""Check that a set of files is put in place whole, and that runs remove what killed runs left, and nothing else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ita_xlsx import temporary
from ita_xlsx.errors import OutputError
from ita_xlsx.output import file_set, safe_write
from ita_xlsx.output.file_set import FileSet

MARKS = "from ita_xlsx.temporary import run_mark; print(run_mark())"


def mark_of_ended_run() -> str:
    """The mark of a run of this machine that has ended."""
    return subprocess.run([sys.executable, "-c", MARKS], capture_output=True, check=True, text=True).stdout.strip()


def old(path: Path, hours: float) -> Path:
    """Make a file or folder look as old as that."""
    if not path.exists():
        path.write_bytes(b"half")
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_folders_and_parcels_of_ended_runs_are_removed(tmp_path: Path) -> None:
    mark = mark_of_ended_run()
    (tmp_path / f"ita-{mark}-abc").mkdir()
    (tmp_path / f"ita-{mark}-abc" / "x.parcel").write_bytes(b"x")
    temporary.sweep(tmp_path, "ita-")
    assert names(tmp_path) == []


def test_what_may_be_of_a_run_that_works_stays_for_a_day(tmp_path: Path) -> None:
    machine, process, start = temporary.run_mark().split("-")
    of_others = [
        ".ita-000000-1-1-x.tmp",  # of another machine, on a shared folder
        f".ita-{machine}-{os.getppid()}-{temporary._start_of(os.getppid())}-x.tmp",
        ".ita-77777777-x.tmp",  # of an earlier version
    ]
    for name in (*of_others, f".ita-{machine}-{process}-{start}-x.tmp", "ita-notes.txt", ".ita-readme"):
        old(tmp_path / name, 1)
    before = names(tmp_path)
    temporary.sweep(tmp_path, ".ita-")
    assert names(tmp_path) == before
    for name in before:
        old(tmp_path / name, 25)
    temporary.sweep(tmp_path, ".ita-")
    assert names(tmp_path) == sorted(set(before) - set(of_others))


def test_a_number_that_another_process_has_by_now_does_not_keep_a_file(tmp_path: Path) -> None:
    machine, _, _ = temporary.run_mark().split("-")
    if not temporary._start_of(os.getppid()):
        pytest.skip("this system does not say when a process started")
    (tmp_path / f".ita-{machine}-{os.getppid()}-1-x.tmp").write_bytes(b"")
    temporary.sweep(tmp_path, ".ita-")
    assert names(tmp_path) == []


def test_a_system_that_cannot_be_asked_removes_nothing_young(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old(tmp_path / f".ita-{mark_of_ended_run()}-x.tmp", 1)
    monkeypatch.setattr("ita_xlsx.temporary.sys.platform", "win32")
    temporary.sweep(tmp_path, ".ita-")
    assert path.exists()
    old(path, 25)
    temporary.sweep(tmp_path, ".ita-")
    assert not path.exists()


KILLED = """
import os, signal, sys
from ita_xlsx.intake.isolation.parcels import shared_value
from ita_xlsx.intake.isolation.worker import run_isolated
with shared_value("x"):
    run_isolated(abs, -1)
    os.kill(os.getpid(), signal.SIGKILL)
"""
ENDED = KILLED.replace("os.kill(os.getpid(), signal.SIGKILL)", "pass")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such kill")
def test_a_killed_run_leaves_nothing_that_the_next_one_keeps() -> None:
    # A short path, because the name of a socket has no room for that of a test.
    with tempfile.TemporaryDirectory(prefix="t") as name:
        environment = {**os.environ, "TMPDIR": name}
        subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False, capture_output=True)
        assert names(Path(name)), "a killed run cannot tidy up"
        ended = subprocess.run(
            [sys.executable, "-c", ENDED], env=environment, capture_output=True, check=True, text=True
        )
        assert (names(Path(name)), ended.stderr) == ([], "")


def set_of(folder: Path) -> None:
    with FileSet() as files:
        for name in ("a", "b", "c"):
            files.add(folder / name, f"new {name}".encode())


def test_a_set_is_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    set_of(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "new a", "b": "new b", "c": "new c"}


@pytest.mark.parametrize("failing", ["write", "move"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_disk_that_is_full_in_between_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, at: int
) -> None:
    for name in ("a", "c"):
        (tmp_path / name).write_bytes(b"old")
    module, attribute = {"write": (file_set, "write_beside"), "move": (safe_write, "_move")}[failing]
    real, calls = getattr(module, attribute), []

    def fail(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == at + 1:
            raise OSError(errno.ENOSPC, "full")
        return real(*arguments)

    monkeypatch.setattr(module, attribute, fail)
    with pytest.raises(OutputError) as caught:
        set_of(tmp_path)
    assert caught.value.code == "C714"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old", "c": "old"}


def test_a_set_whose_maker_fails_changes_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyError

    with pytest.raises(KeyError), FileSet() as files:
        files.build(tmp_path / "b", fail)
    assert names(tmp_path) == []
