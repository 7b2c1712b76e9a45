"""Define the exceptions that stop a run; each one has a code of the message catalogue.

``input_errors`` converts errors of the operating system to such an exception. Touches no file itself.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_xlsx.model.findings import Code, Finding, render
from ita_xlsx.model.findings.catalogue import check_params
from ita_xlsx.model.text.machine_reasons import reason_of

# How Windows says that a disk is full, and that a path is too long, or that there is no such path.
_FULL_ON_WINDOWS, _TOO_LONG_ON_WINDOWS, _NO_PATH_ON_WINDOWS = (39, 112), 206, (2, 3, None)
# The longest path that Windows opens, unless the computer was set up otherwise.
LONGEST_PATH = 259
# Windows answers so for a file, or a part of it, that another program has locked.
_SHARING_ERRORS = (32, 33)
# What a computer answers if it is at fault itself, whatever file was asked for.
_OF_MACHINE = frozenset(
    getattr(errno, name)
    for name in ("EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "ETIMEDOUT", "ESTALE", "ENXIO", "EHOSTDOWN",
                 "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "ENODEV", "EBUSY", "EREMOTEIO", "EFBIG")
    if hasattr(errno, name)
)  # fmt: skip


class ItaError(Exception):
    """The base of all errors that stop a run; ``code`` names the message, ``findings`` are details, if any."""

    def __init__(self, code: Code, *, findings: tuple[Finding, ...] = (), **params: str) -> None:
        """Keep the code, the findings and the parameters; raise TypeError for a missing or surplus parameter."""
        check_params(code, params)
        self.code = code
        self.params = params
        self.findings = findings
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """Return how to make the same error again, so that an error of a child process reaches its parent unchanged."""
        return _rebuild_error, (type(self), self.code, self.findings, self.params)

    def message(self, lang: str) -> str:
        """Return one line in ``th`` or ``en``: the problem and what to do."""
        text, fix = render(self.code, lang, self.params)
        return f"{text} — {fix}"


def _rebuild_error(kind: type[ItaError], code: Code, findings: tuple[Finding, ...], params: dict[str, str]) -> ItaError:
    return kind(code, findings=findings, **params)


class DefinitionError(ItaError):
    """An error in the definition of a framework; ``findings`` are all its faults."""


class FaultyDefinition(DefinitionError):
    """An error in a file that is a definition, but cannot be used until its faults are corrected."""


class UnreadableWorkbook(ItaError):
    """An error in a workbook from which nothing can be read."""


class ChildrenError(ItaError):
    """An error because this computer, or the calling program, lets no child processes start."""


class InputError(ItaError):
    """An error in a roster, settings or other file of the officer; ``findings`` are all its faults."""


class OutputError(ItaError):
    """An error because an output cannot be written."""


class TargetError(OutputError):
    """An error in the target: it exists already, is an input or open elsewhere, or the disk refuses it."""


def not_writable(path: Path | str, error: Exception) -> TargetError:
    """Return the error of the run (C702) for a target that the machine does not let us write, with the reason."""
    th, en = reason_of(error)
    return TargetError(Code.TARGET_NOT_WRITABLE, name=str(path), reason_th=th, reason_en=en)


def machine_error(error: OSError, path: Path | str) -> TargetError | None:
    """Return the error of the run (C714, C715) if the machine is at fault and no file is; else None."""
    windows = getattr(error, "winerror", None)
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or windows in _FULL_ON_WINDOWS:
        return TargetError(Code.DISK_FULL, name=str(path))
    if is_path_too_long(error, path):
        return TargetError(Code.PATH_TOO_LONG, name=str(path))
    return None


def refused_by_machine(error: OSError | MemoryError) -> ItaError | None:
    """Return the error of the run (C714, C715, C718) for an error that nobody foresaw; None for others."""
    if isinstance(error, MemoryError):
        th, en = reason_of(OSError(errno.ENOMEM, ""))
        return ItaError(Code.MACHINE_REFUSED, reason_th=th, reason_en=en)
    name = str(error.filename or "")
    if error.errno in _OF_MACHINE:
        th, en = (reason + (f", «{name}»" if name else "") for reason in reason_of(error))
        return ItaError(Code.MACHINE_REFUSED, reason_th=th, reason_en=en)
    return machine_error(error, name or "-")


def is_path_too_long(error: OSError, path: Path | str) -> bool:
    """Return True if a path is longer than this computer opens; Windows often says that there is no such path."""
    windows = getattr(error, "winerror", None)
    if error.errno == errno.ENAMETOOLONG or windows == _TOO_LONG_ON_WINDOWS:
        return True
    is_missing = error.errno == errno.ENOENT and windows in _NO_PATH_ON_WINDOWS
    return sys.platform == "win32" and is_missing and len(os.path.abspath(path)) > LONGEST_PATH


def is_held(error: PermissionError, path: Path) -> bool:
    """Return True if another program holds a file: the system says so, or the program left its mark beside the file."""
    return getattr(error, "winerror", None) in _SHARING_ERRORS or is_marked_open(path)


def is_marked_open(path: Path) -> bool:
    """Return True if a mark of Excel or LibreOffice stands beside a file: then it is open there."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    # A mark itself has such a name, and is no mark of itself.
    return any(os.path.lexists(path.parent / mark) for mark in marks if mark != path.name)


@contextmanager
def input_errors(path: Path) -> Iterator[None]:
    """Raise InputError with the reason if the code in the ``with`` block cannot open the file ``path``.

    ``path`` is a file of the officer, such as the settings or the roster.
    """
    try:
        yield
    except OSError as error:
        code, params = read_fault(error, path)
        raise InputError(code, findings=(), **params) from error


def read_fault(error: OSError, path: Path, name: str = "") -> tuple[Code, dict[str, str]]:
    """Return why a file cannot be read: F101, F109, F110, F126, F129, or F128 for another reason, and its parameters.

    ``name`` is what the message calls the file, else its path.
    """
    name = name or str(path)
    if is_path_too_long(error, path):
        return Code.INPUT_PATH_TOO_LONG, {"name": name}
    if isinstance(error, FileNotFoundError):
        return Code.PATH_MISSING, {"name": name}
    if isinstance(error, IsADirectoryError):
        return Code.FOLDER_NOT_FILE, {"name": name}
    if isinstance(error, PermissionError):
        return (Code.FILE_HELD if is_held(error, path) else Code.NO_PERMISSION), {"name": name}
    th, en = reason_of(error)
    return Code.READ_REFUSED, {"name": name, "reason_th": th, "reason_en": en}
