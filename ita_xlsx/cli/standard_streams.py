"""Prepare standard output and error: UTF-8 on any console or pipe, and an error of the run if nothing can be printed.

Changes the streams of this process, and opens the null device where a stream is closed.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any


class GuardedOutput:
    """Standard output that raises ClosedOutput (C716) where the system refuses to print; None prints nowhere.

    A reader that leaves early (``| head``) raises BrokenPipeError, as without this class.
    """

    def __init__(self, stream: Any) -> None:
        """Print to a stream; None stands for an output that is closed."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Print a text; raise ClosedOutput."""
        if self._stream is None:
            if not text:
                return 0
            raise _closed(OSError(errno.EBADF, os.strerror(errno.EBADF)))
        try:
            written: int = self._stream.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _closed(error) from error
        return written

    def flush(self) -> None:
        """Print what is held back; raise ClosedOutput."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise _closed(error) from error

    def isatty(self) -> bool:
        """Return True if a person reads the output on a console."""
        return self._stream is not None and bool(self._stream.isatty())

    def __getattr__(self, name: str) -> Any:
        """Return another attribute of the stream itself."""
        if self._stream is None:
            raise AttributeError(name)
        return getattr(self._stream, name)


def prepare_streams() -> None:
    """Set UTF-8 for standard output and error, guard standard output, and open what the caller has closed."""
    _open_closed_numbers()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # The name of a file may hold bytes that are no text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stderr is None:
        sys.stderr = _null_stream()
    if not isinstance(sys.stdout, GuardedOutput):
        guarded: Any = GuardedOutput(sys.stdout)
        sys.stdout = guarded


def abandon_output() -> None:
    """Send what is still to be printed to the null device, so that the end of the process does not fail on it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        sys.stdout = _null_stream()


def _open_closed_numbers() -> None:
    """Open the null device as standard input, output or error where one is closed.

    A file that is opened later would get the number, and be taken for the stream by child processes.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)


def _null_stream() -> Any:
    """Return a stream whose text goes nowhere."""
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _closed(error: OSError) -> Exception:
    # Loads the messages, which a run that can print may not need.
    from ita_xlsx.cli.failures.closed_output import closed_output

    return closed_output(error)
