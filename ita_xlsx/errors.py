"""Define the exceptions that stop a run; each one has a code of the message catalogue.

``input_errors`` converts errors of the operating system to such an exception. Touches no file itself.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_xlsx.model.findings import Code, Finding, render
from ita_xlsx.model.findings.catalogue import check_params
from ita_xlsx.model.text.machine_reasons import reason_of

# How Windows says that a disk is full, and that a path is too long.
_FULL_ON_WINDOWS, _TOO_LONG_ON_WINDOWS = (39, 112), 206


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
    if error.errno == errno.ENAMETOOLONG or windows == _TOO_LONG_ON_WINDOWS:
        return TargetError(Code.PATH_TOO_LONG, name=str(path))
    return None


@contextmanager
def input_errors(path: Path) -> Iterator[None]:
    """Raise InputError with the reason if the code in the ``with`` block cannot open the file ``path``.

    ``path`` is a file of the officer, such as the settings or the roster.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(Code.PATH_MISSING, name=str(path)) from error
    except IsADirectoryError as error:
        raise InputError(Code.FOLDER_NOT_FILE, name=str(path)) from error
    except OSError as error:
        raise InputError(Code.NO_PERMISSION, name=str(path)) from error
