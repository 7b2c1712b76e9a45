"""How long does a round take to consolidate, whole processes, beside the obvious loop and the bare floor?

``python -m benchmarks.province [N ...]`` makes N filled forms each time (31 and 310 unless told), and prints seconds,
ratios and the parent's peak memory. The rivals: a pandas loop over every sheet of the same files with its default
engine and with calamine, which makes the matrix of scores alone; the floor: python-calamine reading every sheet on
as many processes, and xlsxwriter writing the cells of our workbook.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.issue import make_form
from ita_xlsx.cycle.simulate import simulate
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round import Round
from tests.conftest import ISSUED

_JOBS = os.cpu_count() or 1
_SETTINGS = 'framework = {year}\nprovince = "{name}"\nroster = "roster.csv"\n'


def make_round(folder: Path, count: int) -> None:
    """A round of so many agencies, all returned, with seeded scores."""
    real = max(load_examples(), key=lambda item: item.year)
    framework = load_framework(real.year)
    agencies = tuple(Agency(f"A{n:05d}", f"หน่วยงานที่ {n}", "", f"https://a{n}.example.go.th") for n in range(count))
    (folder / "returned").mkdir(parents=True)
    (folder / "round.toml").write_text(_SETTINGS.format(year=real.year, name="ทดสอบ"), encoding="utf-8")
    lines = [f"{item.code},{item.name}" for item in agencies]
    (folder / "roster.csv").write_text("\n".join(["code,name", *lines]), encoding="utf-8-sig")
    for item in simulate(framework, real.submission, agencies):
        data = make_form(framework, Round(str(real.year)), item.submission, ISSUED)
        (folder / "returned" / f"{item.agency.code}.xlsx").write_bytes(data)


def pandas_loop(folder: Path, engine: str) -> None:
    """What everybody would write first: every sheet of every file, then one matrix of scores."""
    import pandas

    warnings.simplefilter("ignore")
    frames = []
    for path in sorted((folder / "returned").glob("*.xlsx")):
        sheets = pandas.read_excel(path, sheet_name=None, header=None, engine=engine or None)
        for name in ("IIT", "EIT", "OIT"):
            body = sheets[name].iloc[4:]
            for col in (3, 4) if name == "EIT" else (3,):
                frames.append(pandas.DataFrame({"file": path.stem, "code": body[1] + f" {col}", "score": body[col]}))
    matrix = pandas.concat(frames).pivot(index="file", columns="code", values="score")
    matrix.to_excel(folder / f"pandas-{engine or 'default'}.xlsx")


def read_bare(path: str) -> int:
    """Every sheet of a file by python-calamine."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    return sum(len(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names)


def bare_floor(folder: Path) -> None:
    """The same files read on as many processes, and the cells of our workbook written again."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    files = sorted(map(str, (folder / "returned").glob("*.xlsx")))
    with ProcessPoolExecutor(_JOBS) as pool:
        sum(pool.map(read_bare, files, chunksize=20))
    made = CalamineWorkbook.from_path(folder / "ours.xlsx")
    with xlsxwriter.Workbook(folder / "floor.xlsx", {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        for name in made.sheet_names:
            sheet = book.add_worksheet(name)
            for row, values in enumerate(made.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                for col, value in enumerate(values):
                    if value != "":
                        sheet.write(row, col, value)


def timed(*arguments: str) -> tuple[float, float]:
    """Seconds of a whole process, and the peak memory (MB) of it alone."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(before, after) / 1024


def measure(count: int) -> None:
    """Print one line a rival for a round of so many agencies, each the best of three paired runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, count)
        ours = ("-m", "ita_xlsx", "consolidate", str(folder / "returned"), "--round", str(folder / "round.toml"),
                "-o", str(folder / "ours.xlsx"), "--no-cache", "--force", "-q")  # fmt: skip
        rivals: Sequence[tuple[str, tuple[str, ...]]] = (
            ("ours, the whole workbook", ours),
            ("pandas loop, default engine", ("-m", "benchmarks.province", "--pandas", str(folder))),
            ("pandas loop, calamine", ("-m", "benchmarks.province", "--pandas", str(folder), "--engine", "calamine")),
            ("bare floor", ("-m", "benchmarks.province", "--floor", str(folder))),
        )
        timed(*ours)
        rounds = [[timed(*arguments)[0] for _, arguments in rivals] for _ in range(3 if count < 1000 else 1)]
        best = [min(times) for times in zip(*rounds, strict=True)]
        for (label, _), seconds in zip(rivals, best, strict=True):
            print(f"{count:>6}  {label:<28} {seconds:8.2f} s   {seconds / best[0]:6.2f} of ours", flush=True)


def main() -> None:
    """Measure each size, or be one of the rivals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[31, 310])
    parser.add_argument("--pandas", type=Path)
    parser.add_argument("--engine", default="")
    parser.add_argument("--floor", type=Path)
    chosen = parser.parse_args()
    if chosen.pandas:
        pandas_loop(chosen.pandas, chosen.engine)
    elif chosen.floor:
        bare_floor(chosen.floor)
    else:
        for size in chosen.sizes:
            measure(size)


if __name__ == "__main__":
    main()
