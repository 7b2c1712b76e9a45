"""Start the command line for ``python -m ita_xlsx`` and ``ita``, and end its process.

A keyboard interrupt while the program is loading ends it without a traceback. Touches nothing itself.
"""

from __future__ import annotations

import atexit
import os
import sys


def start() -> None:
    """Load the command line, run it, and end the process with its exit code.

    The code is 130 if the user interrupts the loading.
    """
    try:
        from ita_xlsx.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            _end_at_once(end.code)
        raise


def _end_at_once(code: int) -> None:
    """End the process without taking apart all that a command has read, which takes up to a tenth of a short command.

    What was registered for the end is done first: children are ended, temporary files removed. Return if the output
    cannot be written: then the interpreter ends the process, and tells its caller so.
    """
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


if __name__ == "__main__":
    start()
