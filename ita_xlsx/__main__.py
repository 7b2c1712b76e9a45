"""``python -m ita_xlsx`` and ``ita``: an interruption while the program is being loaded is no traceback either."""

from __future__ import annotations

import sys


def start() -> None:
    """Load the command line and run it; 130 when interrupted."""
    try:
        from ita_xlsx.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main()


if __name__ == "__main__":
    start()
