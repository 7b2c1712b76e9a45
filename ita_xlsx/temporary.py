"""Name the temporary files of a run, give a run its folder for them, and remove what killed runs left behind.

A name says the machine, the process and its start, so that no run removes the files of another one that still works.
Reads and writes the disk.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

_PREFIX, HIDDEN_PREFIX, _SUFFIX = "ita-", ".ita-", ".tmp"
# Machine, process and start of the process, as ``run_mark`` writes them.
_MARK = re.compile(r"\.?ita-([0-9a-f]{6})-([0-9]+)-([0-9a-z]+)-")
# Names of earlier versions, which do not say whose they are.
_UNMARKED = re.compile(r"ita-[a-z0-9_]{8}(\.parcel)?|\.ita-.*\.tmp(-journal)?")
# A run that cannot be asked about is taken for ended after so many seconds: no run keeps a temporary file for a day.
_LONGEST_RUN = 24 * 3600.0
_STARTED = f"{time.time_ns() // 1_000_000:x}"


@lru_cache(maxsize=1)
def _machine() -> str:
    """Return six letters for this machine and its numbering of processes, which a container has for itself."""
    try:
        numbering = os.readlink("/proc/self/ns/pid")
    except OSError:
        numbering = ""
    return hashlib.sha256(f"{platform.node()} {numbering}".encode("utf-8", "replace")).hexdigest()[:6]


def run_mark() -> str:
    """Return the text that names this run: its machine, its process, and when the process started."""
    process = os.getpid()
    return f"{_machine()}-{process}-{_start_of(process) or _STARTED}"


def prefix_beside() -> str:
    """Return what the name of a temporary file beside its target begins with."""
    return f"{HIDDEN_PREFIX}{run_mark()}-"


def write_beside(folder: Path, data: bytes) -> Path:
    """Write a temporary file into a folder and return its path; remove it if writing fails."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix_beside(), suffix=_SUFFIX, delete=False) as stream:
        temporary = Path(stream.name)
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            stream.close()
            temporary.unlink(missing_ok=True)
            raise
    return temporary


def name_beside(folder: Path) -> Path:
    """Return the path of a temporary file in a folder that does not exist yet."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=prefix_beside(), suffix=_SUFFIX)
    os.close(handle)
    os.unlink(name)
    return Path(name)


@contextmanager
def temporary_errors() -> Iterator[None]:
    """Raise TargetError (C714, C715, C717) for what goes wrong with the temporary folder inside this block."""
    try:
        yield
    except OSError as error:
        # The server of children starts before all these are imported.
        from ita_xlsx.errors import TargetError, machine_error
        from ita_xlsx.model.findings.codes import Code
        from ita_xlsx.model.text.machine_reasons import reason_of

        folder = tempfile.tempdir or ""
        th, en = reason_of(error)
        raise machine_error(error, folder) or TargetError(
            Code.NO_TEMPORARY_FOLDER, reason_th=th, reason_en=en
        ) from error


class _RunFolder:
    """The folder of this process for its temporary files; made when it is first asked for, removed at the end."""

    def __init__(self) -> None:
        """Begin without a folder."""
        self._path: Path | None = None
        self._process = 0

    def path(self) -> Path:
        """Return the folder; make it, and remove those of killed runs, the first time. Raise OSError."""
        if self._path is None or self._process != os.getpid() or not self._path.is_dir():
            from multiprocessing import util

            folder = Path(tempfile.gettempdir())
            sweep(folder, _PREFIX)
            self._path, self._process = (
                Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{run_mark()}-", dir=folder)),
                os.getpid(),
            )
            # After multiprocessing has removed what it keeps inside, which it does at -100.
            util.Finalize(None, shutil.rmtree, args=(self._path, True), exitpriority=-200)
        return self._path


_RUN_FOLDER = _RunFolder()


def run_folder() -> Path:
    """Return the folder for the temporary files of this run; raise TargetError (C714, C715, C717) if there is none."""
    with temporary_errors():
        return _RUN_FOLDER.path()


def sweep(folder: Path, prefix: str) -> None:
    """Remove the temporary files and folders in a folder whose run has ended; leave those that cannot be removed."""
    with suppress(OSError):
        for path in folder.glob(f"{prefix}*"):
            with suppress(OSError):
                if _is_left_behind(path):
                    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def _is_left_behind(path: Path) -> bool:
    """Return True if the run of a temporary file has ended for certain, or began longer ago than any run lasts."""
    mark = _MARK.match(path.name)
    if mark is None and not _UNMARKED.fullmatch(path.name):
        return False
    if path.name.startswith((f"{_PREFIX}{run_mark()}-", prefix_beside())):
        return False
    if mark is not None and mark[1] == _machine() and _has_ended(int(mark[2]), mark[3]):
        return True
    return time.time() - path.lstat().st_mtime > _LONGEST_RUN


def _has_ended(process: int, start: str) -> bool:
    """Return True if a process of this machine has ended for certain; its number may belong to another one now.

    Windows cannot be asked so.
    """
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    started = _start_of(process)
    return bool(started) and started != start


def _start_of(process: int) -> str:
    """Return when a process started, as the system counts it; empty where the system does not say."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stream:
            # The name of the program, in brackets, may hold blanks.
            return stream.read().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
