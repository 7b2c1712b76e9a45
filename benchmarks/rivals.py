"""The others: what everybody would write first, and the least that any program has to do.

Each runs as a process of its own: ``python -m benchmarks.rivals NAME FOLDER``, where FOLDER holds a round made by
``benchmarks.province``.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.recorder import recording
from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import EDITION

JOBS = os.cpu_count() or 1


def pandas_loop(folder: Path, engine: str = "") -> None:
    """Every sheet of every file, then one matrix of scores."""
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


def bare_floor(folder: Path) -> None:
    """The same files read on as many processes, and the cells of our workbook written again."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    files = sorted(map(str, (folder / "returned").glob("*.xlsx")))
    with ProcessPoolExecutor(JOBS) as pool:
        sum(pool.map(_read_bare, files, chunksize=20))
    made = CalamineWorkbook.from_path(folder / "ours.xlsx")
    with xlsxwriter.Workbook(folder / "floor.xlsx", {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        for name in made.sheet_names:
            sheet = book.add_worksheet(name)
            for row, values in enumerate(made.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                for col, value in enumerate(values):
                    if value != "":
                        sheet.write(row, col, value)


def _read_bare(path: str) -> int:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    return sum(len(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names)


def datamaps(folder: Path) -> None:
    """The collector of the British infrastructure office, told where the same answers stand; not installed with us."""
    framework = load_framework(max(load_examples(), key=lambda item: item.year).year)
    layout = AgencyLayout(framework)
    places = [(leaf.subject, layout.answer(leaf)) for leaf in framework.answers]
    with (folder / "datamap.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = [(subject, place.sheet, place.a1, "NUMBER") for subject, place in places]
        csv.writer(stream).writerows([("cell_key", "template_sheet", "cell_reference", "type"), *lines])
    command = ("import", "templates", "-m", "-d", str(folder / "datamap.csv"), "--inputdir", str(folder / "returned"))
    program = shutil.which("datamaps")
    if program is None:
        sys.exit("datamaps is not installed")
    home = os.environ | {"HOME": str(folder)}
    subprocess.run((program, *command), check=True, capture_output=True, env=home)


def bare_templates(folder: Path) -> None:
    """The forms of the roster, each asked of xlsxwriter cell by cell, as our first one was."""
    roster = read_roster(folder / "roster.csv")
    year = max(load_examples(), key=lambda item: item.year).year
    with recording() as made:
        make_form(load_framework(year), RoundSettings(), Submission(agency=roster.agencies[0]), EDITION)
    target = folder / "bare-forms"
    target.mkdir(exist_ok=True)
    for agency in roster.agencies:
        (target / f"{agency.code}.xlsx").write_bytes(made.replay())


RIVALS: Mapping[str, Callable[[Path], None]] = {
    "pandas": pandas_loop,
    "pandas-calamine": partial(pandas_loop, engine="calamine"),
    "floor": bare_floor,
    "datamaps": datamaps,
    "templates": bare_templates,
}

if __name__ == "__main__":
    RIVALS[sys.argv[1]](Path(sys.argv[2]))
