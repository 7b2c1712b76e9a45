"""Files put in place whole: written beside the target, read back, then moved."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from ita_xlsx.errors import ItaError, OutputError

_PREFIX, _SUFFIX = ".ita-", ".tmp"
# A virus scanner or a cloud drive may hold a file for a moment.
_TRIES, _PAUSE = 6, 0.4


def check_free(path: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Refuse a target that exists already, unless it may be overwritten; an input never may."""
    try:
        exists = path.exists()
        is_input = exists and any(item.exists() and path.samefile(item) for item in inputs)
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error
    if is_input:
        raise OutputError("C705", name=str(path))
    if exists and not force:
        raise OutputError("C701", name=str(path))


def write_file(path: Path, data: bytes, *, force: bool, verify: Callable[[bytes], object] | None = None) -> None:
    """Write a file whole or not at all: a kill at any moment leaves the old one or the new one.

    ``verify`` is given what was written, as it is read back, and raises an ItaError for what it cannot use.
    Raises OutputError when the target exists already, is open in Excel, or cannot be written.
    """
    check_free(path, force=force)
    _refuse_open(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent.absolute())
        temporary = _write_beside(path.parent, data)
        if verify is not None:
            verify(temporary.read_bytes())
        os.chmod(temporary, 0o644)
        _move(temporary, path)
    except PermissionError as error:
        code = "C708" if path.exists() and os.access(path.parent, os.W_OK) else "C702"
        raise OutputError(code, name=str(path), detail=error.strerror or type(error).__name__) from error
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error
    except OutputError:
        raise
    except ItaError as error:
        raise OutputError("C709", name=str(path)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def remove_file(path: Path) -> None:
    """Take away a file of ours; raises OutputError."""
    try:
        path.unlink()
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error


def _write_beside(folder: Path, data: bytes) -> Path:
    prefix = f"{_PREFIX}{os.getpid()}-"
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix, suffix=_SUFFIX, delete=False) as stream:
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


def _move(temporary: Path, path: Path) -> None:
    for left in reversed(range(_TRIES)):
        try:
            os.replace(temporary, path)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _refuse_open(path: Path) -> None:
    """Excel and LibreOffice leave a file beside a workbook as long as they have it open."""
    locks = (path.parent / f"~${path.name}", path.parent / f"~${path.name[2:]}", path.parent / f".~lock.{path.name}#")
    if path.exists() and any(os.path.lexists(lock) for lock in locks):
        raise OutputError("C708", name=str(path))


@lru_cache(maxsize=64)
def _sweep(folder: Path) -> None:
    """Take away what runs that were killed left behind, once a folder and run."""
    # What a database keeps beside itself while it is written to bears its name and more.
    for stray in folder.glob(f"{_PREFIX}*{_SUFFIX}*"):
        owner = stray.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and int(owner) != os.getpid() and not _is_running(int(owner)):
            with contextlib.suppress(OSError):
                stray.unlink()


def _is_running(process: int) -> bool:
    """Whether a process is there; where that cannot be asked, the file it holds open cannot be deleted either."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
