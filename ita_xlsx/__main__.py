"""Start the command line for ``python -m ita_xlsx`` and ``ita``.

A keyboard interrupt while the program is loading ends it without a traceback. Touches nothing itself.
"""

from __future__ import annotations

import sys


def start() -> None:
    """Load the command line and run it; exit with code 130 if the user interrupts the loading."""
    try:
        from ita_xlsx.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main()


if __name__ == "__main__":
    start()
