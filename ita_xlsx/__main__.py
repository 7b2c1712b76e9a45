"""Start the command line for ``python -m ita_xlsx`` and ``ita``.

A keyboard interrupt while the program is loading ends it without a traceback. Touches nothing itself.
"""

from __future__ import annotations

import gc
import sys


def start() -> None:
    """Load the command line and run it; exit with code 130 if the user interrupts the loading."""
    try:
        from ita_xlsx.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    try:
        main()
    finally:
        # The process ends: nobody needs a search for garbage in all that a command has read.
        gc.freeze()


if __name__ == "__main__":
    start()
