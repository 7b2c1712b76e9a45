"""Time a round in whole processes, beside the obvious loop and the bare floor.

``python -m benchmarks.province [N ...]`` makes N filled forms each time (31 and 310 unless told), and prints seconds,
ratios and peak memory of consolidating them and of making the templates of their roster; then what starting
costs. The rivals are those of ``benchmarks.rivals``: a pandas loop over every sheet of the same files with its
default engine and with calamine, which makes the matrix of scores alone; datamaps, where it is installed; the
floor: python-calamine reading every sheet on as many processes, and xlsxwriter writing the cells of our workbook.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import start_up
from benchmarks.timing import Run, best_of, timed
from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.demo.simulate import simulate_returns
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION

_SETTINGS = 'framework = {year}\nprovince = "{name}"\nroster = "roster.csv"\n'
_OURS = (sys.executable, "-m", "ita_xlsx")
# The library takes minutes over more than these.
_MOST_FOR_DATAMAPS = 310


def make_round(folder: Path, count: int) -> None:
    """A round of so many agencies, all returned, with seeded scores."""
    real = max(load_examples(), key=lambda item: item.year)
    framework = load_framework(real.year)
    agencies = tuple(Agency(f"A{n:05d}", f"หน่วยงานที่ {n}", "", f"https://a{n}.example.go.th") for n in range(count))
    (folder / "returned").mkdir(parents=True)
    (folder / "round.toml").write_text(_SETTINGS.format(year=real.year, name="ทดสอบ"), encoding="utf-8")
    lines = [f"{item.code},{item.name},{item.website}" for item in agencies]
    (folder / "roster.csv").write_text("\n".join(["code,name,website", *lines]), encoding="utf-8-sig")
    for item in simulate_returns(framework, real.submission, agencies):
        data = make_form(framework, RoundSettings(framework=str(real.year)), item.submission, EDITION)
        (folder / "returned" / f"{item.agency.code}.xlsx").write_bytes(data)


def show(count: int, runs: dict[str, Run]) -> None:
    """A line a command, the ratio to the first, which is ours."""
    ours = next(iter(runs.values())).seconds
    for label, run in runs.items():
        ratio = f"{run.seconds / ours:6.2f} of ours"
        print(f"{count:>6}  {label:<32}{run.seconds:9.2f} s  {ratio}  {run.memory:6.0f} MB", flush=True)


def measure(count: int) -> None:
    """A round of so many agencies consolidated, its templates made.

    The best of three runs; from 1,000 agencies on the rivals that take minutes run once.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, count)
        settings, times = ("--round", str(folder / "round.toml")), 3 if count < 1000 else 1
        ours = (
            *_OURS,
            "consolidate",
            str(folder / "returned"),
            *settings,
            "-o",
            str(folder / "ours.xlsx"),
            "--force",
            "-q",
        )
        timed(*ours, "--no-cache")
        closest = {"ours, the whole workbook": (*ours, "--no-cache"), "bare floor": _rival("floor", folder)}
        slower = {
            "pandas loop, calamine": _rival("pandas-calamine", folder),
            "pandas loop, default engine": _rival("pandas", folder),
        }
        if shutil.which("datamaps") and count <= _MOST_FOR_DATAMAPS:
            slower["datamaps"] = _rival("datamaps", folder)
        show(count, best_of(3, closest) | best_of(times, slower))
        timed(*ours)
        show(count, {"ours, nothing new since": timed(*ours)})
        templates = (*_OURS, "template", *settings, "-o", str(folder / "forms"), "--force", "-q")
        show(count, best_of(times, {"ours, templates": templates, "bare xlsxwriter": _rival("templates", folder)}))


def _rival(name: str, folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "benchmarks.rivals", name, str(folder))


def main() -> None:
    """Measure each size, then the cost of starting."""
    for size in map(int, sys.argv[1:] or ("31", "310")):
        measure(size)
    start_up.main()


if __name__ == "__main__":
    main()
