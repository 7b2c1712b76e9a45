"""The table of gates: what broken and hostile files, names and moments do to the program.

``python -m benchmarks.reliability [--seed N] [--mutants N] [--batch N] [--kills N]``; exits 1 when a gate failed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from benchmarks.excel_validity import run_excel
from benchmarks.gate import Gate, print_gates
from benchmarks.hostile_disk import run_disk
from benchmarks.hostile_files import run_copies, run_files
from benchmarks.hostile_machine import run_machine
from benchmarks.hostile_text import run_text
from tests.libreoffice import fonts
from tests.libreoffice.office import Office
from tests.support.program import run


def main() -> int:
    """Run every gate and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261120, help="other than the tests' seeds")
    parser.add_argument("--mutants", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=8000, help="files of the isolation run, 300 of them bad")
    parser.add_argument("--kills", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        with contextlib.redirect_stdout(io.StringIO()):
            run("demo", folder / "demo", "-q")
        form = folder / "demo" / "samut-prakan-2568" / "2-returned.xlsx"
        office = None
        if Office.available() is None:
            office = stack.enter_context(Office(folder, fonts.build_fonts(folder / "fonts")))
        files, tally = run_files(office, form, chosen.seed, chosen.mutants)
        passed = print_gates(chain(files, _other_gates(office, folder, form, chosen)))
        for (family, outcome), count in sorted(tally.outcomes.items()):
            print(f"{family:<10} {outcome:<16} {count:>6}")
        for line in tally.shown[:40]:
            print(" ", line)
    return 0 if passed else 1


def _other_gates(office: Office | None, folder: Path, form: Path, chosen: argparse.Namespace) -> Iterator[Gate]:
    """Yield each part's gates as soon as that part has run, so that a later fault does not lose them."""
    parts: tuple[Callable[[], Iterable[Gate]], ...] = (
        lambda: run_copies(office, form, folder / "copies"),
        lambda: run_text(office, folder / "text", form, chosen.seed),
        lambda: run_disk(folder / "disk", form, chosen.seed, chosen.batch, chosen.kills),
        lambda: run_machine(folder / "machine", form),
        lambda: run_excel(folder / "excel"),
    )
    for part in parts:
        # The program prints too, and would stand between the lines of the table.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            gates = list(part())
        yield from gates


if __name__ == "__main__":
    sys.exit(main())
