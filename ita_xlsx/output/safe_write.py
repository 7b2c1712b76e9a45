"""Write a file completely or not at all: write it beside its target, read it back, then move it into place.

Takes a path and bytes. Reads and writes the disk, and removes temporary files that earlier, killed runs left there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_xlsx.errors import ItaError, OutputError, TargetError, is_marked_open, machine_error, not_writable
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.temporary import HIDDEN_PREFIX, sweep, write_beside

# A virus scanner or a cloud drive may hold a file for a moment. The pause is in seconds.
_TRIES, _PAUSE = 6, 0.4
# The program that opens a file, in Thai and in English.
_EXCEL, _WORD = (" Excel ", "Excel"), (" Word ", "Word")
_PROGRAMS = {".xlsx": _EXCEL, ".xlsm": _EXCEL, ".csv": _EXCEL, ".docx": _WORD}


def check_free(path: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Check that a target may be written; ``force`` allows to overwrite it.

    Raise OutputError if the target exists already and ``force`` is false, if it is one of the ``inputs``
    (those are never overwritten), or if it cannot be looked at.
    """
    try:
        exists = path.exists()
        is_input = exists and any(item.exists() and path.samefile(item) for item in inputs)
    except OSError as error:
        raise machine_error(error, path) or not_writable(path, error) from error
    if is_input:
        raise TargetError(Code.TARGET_IS_INPUT, name=str(path))
    if exists and not force:
        raise TargetError(Code.TARGET_EXISTS, name=str(path))


def write_file(
    path: Path,
    data: bytes,
    *,
    force: bool,
    inputs: Iterable[Path] = (),
    verify: Callable[[bytes], object] | None = None,
) -> None:
    """Write a file completely or not at all: a kill at any moment leaves the old file or the new one.

    ``verify`` receives the written bytes as they are read back; it raises an ItaError if they cannot be used.
    Raise OutputError if ``check_free`` does, or if the target is open, cannot be written, or fails ``verify``.
    """
    check_free(path, force=force, inputs=inputs)
    _check_not_open(path)
    temporary: Path | None = None
    with write_errors(path):
        try:
            open_folder(path.parent)
            temporary = write_beside(path.parent, data)
            if verify is not None:
                verify(temporary.read_bytes())
            put_in_place(temporary, path)
        finally:
            if temporary is not None:
                temporary.unlink(missing_ok=True)


def open_folder(folder: Path) -> None:
    """Make a folder for files if it is not there, and remove what killed runs left in it; raise OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    _LEFTOVERS.remove_once(folder.absolute())


def put_in_place(temporary: Path, path: Path) -> None:
    """Move a finished temporary file to its target, readable for all; raise OSError."""
    os.chmod(temporary, 0o644)
    _move(temporary, path)


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Raise OutputError for what goes wrong while the block writes the file ``path``."""
    try:
        yield
    except PermissionError as error:
        if path.exists() and os.access(path.parent, os.W_OK):
            raise _open_elsewhere(path) from error
        raise not_writable(path, error) from error
    except OSError as error:
        # The name of a temporary file is at most a few characters longer than that of its target.
        raise machine_error(error, path) or not_writable(path, error) from error
    except OutputError:
        raise
    except ItaError as error:
        raise OutputError(Code.TARGET_NOT_READ_BACK, name=str(path)) from error


def remove_file(path: Path) -> None:
    """Remove a file that this program wrote; raise OutputError if that fails."""
    with write_errors(path):
        path.unlink()


def _move(temporary: Path, path: Path) -> None:
    """Move the temporary file to its target; try again while another program holds the target."""
    for tries_left in reversed(range(_TRIES)):
        try:
            os.replace(temporary, path)
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _check_not_open(path: Path) -> None:
    """Raise OutputError if the target is open in another program."""
    if path.exists() and is_marked_open(path):
        raise _open_elsewhere(path)


def _open_elsewhere(path: Path) -> TargetError:
    """Return the error for a target that another program has open, with the program that opens such a file."""
    th, en = _PROGRAMS.get(text_key(path.suffix), ("โปรแกรมอื่น", "another program"))
    return TargetError(Code.TARGET_OPEN, name=str(path), program_th=th, program_en=en)


class _Leftovers:
    """The temporary files that killed runs left in folders; each folder is cleaned once in the life of a process."""

    def __init__(self) -> None:
        """Start with no folder cleaned."""
        self._cleaned: set[Path] = set()

    def remove_once(self, folder: Path) -> None:
        """Remove the leftovers of a folder, unless this process has done so already."""
        if folder not in self._cleaned:
            # A database being written keeps further files beside itself, whose names begin with its own.
            sweep(folder, HIDDEN_PREFIX)
            self._cleaned.add(folder)


_LEFTOVERS = _Leftovers()
