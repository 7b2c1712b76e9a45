"""Time how long it takes to start: ``ita --help`` and ``import ita_xlsx`` beside ``import click``, whole processes.

And ``ita check`` of one form beside ``import openpyxl``, which every script over workbooks begins with. Run
``python -m benchmarks.start_up``. It ends with 1 where importing the package takes more than 1.1 times as long as
importing click, the library that every command needs.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.timing import Run, best_of, use_byte_code
from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION

MOST_OF_CLICK = 1.1
TIMES = 15
_COMMANDS = {
    "import click": (sys.executable, "-c", "import click"),
    "import ita_xlsx": (sys.executable, "-c", "import ita_xlsx"),
    "ita --help": (sys.executable, "-m", "ita_xlsx", "--help"),
    "python alone": (sys.executable, "-c", "pass"),
}


def show(runs: Mapping[str, Run], base: str) -> None:
    """Print a line a command, the ratio to one of them."""
    for label, run in runs.items():
        print(f"        {label:<16}{run.seconds:8.3f} s  {run.seconds / runs[base].seconds:5.2f} of {base}", flush=True)


def main() -> int:
    """Print the lines; give the exit code."""
    use_byte_code()
    runs = best_of(TIMES, _COMMANDS)
    show(runs, "import click")
    with tempfile.TemporaryDirectory() as name:
        form = Path(name) / "form.xlsx"
        example = max(load_examples(), key=lambda item: item.year)
        form.write_bytes(make_form(load_framework(example.year), RoundSettings(), example.submission, EDITION))
        commands = {
            "import openpyxl": (sys.executable, "-c", "import openpyxl"),
            "ita check": (sys.executable, "-m", "ita_xlsx", "check", str(form)),
        }
        show(best_of(TIMES, commands), "import openpyxl")
    return int(runs["import ita_xlsx"].seconds > MOST_OF_CLICK * runs["import click"].seconds)


if __name__ == "__main__":
    sys.exit(main())
