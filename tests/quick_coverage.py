"""Check that the quick tests alone execute at least 80 % of the lines of every room: python -m tests.quick_coverage.

Outside files are read in the process of the tests instead of a child, so that the lines of the readers count too.
Needs the package coverage.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LEAST = 80.0
SETTINGS = """
[run]
source = ita_xlsx
parallel = true
patch = subprocess
data_file = {folder}/data
disable_warnings = no-data-collected, module-not-imported
"""


class Room(NamedTuple):
    """A folder or module directly under the package, and how many of its lines were executed."""

    name: str
    executed: int
    lines: int

    @property
    def percent(self) -> float:
        """Return the share of executed lines; 100 for a room without lines."""
        return 100.0 * self.executed / self.lines if self.lines else 100.0


def run_tests(settings: Path, arguments: list[str]) -> int:
    """Run the quick tests with every process measured, and return the exit code of pytest."""
    coverage = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}"]
    command = [*coverage, "-m", "pytest", "-q", "-m", "quick", "-p", "tests.support.in_place"]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=False
    ).returncode


def measure(settings: Path, folder: Path) -> list[Room]:
    """Return the rooms with what was executed of each."""
    report = folder / "report.json"
    for verb, *options in (["combine", "-q"], ["json", "-q", "-o", str(report)]):
        command = [sys.executable, "-m", "coverage", verb, f"--rcfile={settings}", *options]
        subprocess.run(command, cwd=ROOT, check=True)
    executed, lines = defaultdict[str, int](int), defaultdict[str, int](int)
    for name, file in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        room = Path(name).parts[1].removesuffix(".py")
        executed[room] += file["summary"]["covered_lines"]
        lines[room] += file["summary"]["num_statements"]
    return [Room(name, executed[name], lines[name]) for name in sorted(lines) if not name.startswith("__")]


def main(arguments: list[str]) -> int:
    """Print a line for each room, and return 1 where a test failed or a room is below the least share."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "coverage.ini"
        settings.write_text(SETTINGS.format(folder=folder), encoding="utf-8")
        began = time.monotonic()
        code = run_tests(settings, arguments)
        seconds = time.monotonic() - began
        rooms = measure(settings, folder)
    for room in rooms:
        mark = "ok" if room.percent >= LEAST else f"below {LEAST:.0f} %"
        print(f"{room.name:12}{room.executed:6} of {room.lines:5} lines{room.percent:7.1f} %  {mark}")
    print(f"quick tests, measured: {seconds:.0f} s")
    return 0 if code == 0 and all(room.percent >= LEAST for room in rooms) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
