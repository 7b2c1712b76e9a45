"""Time how long it takes to start: ``ita --help`` and ``import ita_xlsx`` beside ``import click``, whole processes.

Run ``python -m benchmarks.start_up``. It ends with 1 where importing the package takes more than 1.1 times as long as
importing click, the library that every command needs.
"""

from __future__ import annotations

import sys

from benchmarks.timing import best_of, use_byte_code

MOST_OF_CLICK = 1.1
TIMES = 15
_COMMANDS = {
    "import click": (sys.executable, "-c", "import click"),
    "import ita_xlsx": (sys.executable, "-c", "import ita_xlsx"),
    "ita --help": (sys.executable, "-m", "ita_xlsx", "--help"),
    "python alone": (sys.executable, "-c", "pass"),
}


def main() -> int:
    """Print a line a command; give the exit code."""
    use_byte_code()
    runs = best_of(TIMES, _COMMANDS)
    floor = runs["import click"].seconds
    for label, run in runs.items():
        print(f"        {label:<16}{run.seconds:8.3f} s  {run.seconds / floor:5.2f} of import click")
    return int(runs["import ita_xlsx"].seconds > MOST_OF_CLICK * floor)


if __name__ == "__main__":
    sys.exit(main())
