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
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.recorder import recording
from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import EDITION

JOBS = os.cpu_count() or 1
SCORES = ["IIT", "EIT", "OIT"]
# The columns of this year's scores, from 0.
_COLUMNS: Mapping[str, tuple[int, ...]] = {"IIT": (2,), "EIT": (2, 3), "OIT": (2,)}
_CHUNK, _HEAD = 20, 3


def pandas_loop(folder: Path, engine: str = "") -> None:
    """Every sheet of every file, then one matrix of scores; one process."""
    import pandas

    frames = [_frame_of(str(path), engine, None) for path in _files(folder)]
    _matrix_of(pandas.concat(frames)).to_excel(folder / f"pandas-{engine or 'default'}.xlsx")


def pandas_parallel(folder: Path) -> None:
    """The three score sheets of every file by pandas and calamine, on as many processes as we use."""
    import pandas

    files = list(map(str, _files(folder)))
    with ProcessPoolExecutor(JOBS) as pool:
        frames = list(pool.map(partial(_frame_of, engine="calamine", sheets=SCORES), files, chunksize=_CHUNK))
    _matrix_of(pandas.concat(frames)).to_excel(folder / "pandas-parallel.xlsx")


def _frame_of(path: str, engine: str, sheets: list[str] | None) -> Any:
    import pandas

    warnings.simplefilter("ignore")
    read = pandas.read_excel(path, sheet_name=sheets, header=None, engine=engine or None)
    frames = []
    for name in SCORES:
        body = read[name].iloc[_HEAD:]
        body = body[body[0].notna()]
        for col in _COLUMNS[name]:
            subjects = body[0].astype(str) + f" {col}"
            frames.append(pandas.DataFrame({"file": Path(path).stem, "code": subjects, "score": body[col]}))
    return pandas.concat(frames).dropna()


def _matrix_of(frame: Any) -> Any:
    return frame.pivot(index="file", columns="code", values="score")


def fastexcel_polars(folder: Path) -> None:
    """The three score sheets by the reader in Rust and polars, on as many processes; not installed with us."""
    import polars

    files = list(map(str, _files(folder)))
    # A forked child of polars can stop for ever on a lock of its threads.
    with ProcessPoolExecutor(JOBS, mp_context=get_context("spawn")) as pool:
        rows = [row for found in pool.map(_read_fast, files, chunksize=_CHUNK) for row in found]
    frame = polars.DataFrame(rows, schema=["file", "code", "score"], orient="row")
    frame.pivot("code", index="file", values="score").write_excel(folder / "fastexcel.xlsx")


def _read_fast(path: str) -> list[tuple[str, str, float]]:
    import fastexcel

    reader, rows = fastexcel.read_excel(path), []
    for name in SCORES:
        frame = reader.load_sheet(name, header_row=None, dtypes="string").to_polars()
        for values in frame.rows()[_HEAD:]:
            for col in _COLUMNS[name]:
                if values[0] and values[col]:
                    rows.append((Path(path).stem, f"{values[0]} {col}", float(values[col])))
    return rows


def calamine_scores(folder: Path) -> None:
    """The three score sheets by calamine alone, on as many processes, and the matrix by xlsxwriter."""
    import xlsxwriter

    files = list(map(str, _files(folder)))
    with ProcessPoolExecutor(JOBS) as pool:
        rows = list(pool.map(_read_scores, files, chunksize=_CHUNK))
    with xlsxwriter.Workbook(folder / "calamine.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        codes = list(dict.fromkeys(code for row in rows for code in row))
        sheet.write_row(0, 1, codes)
        for number, (path, row) in enumerate(zip(files, rows, strict=True), 1):
            sheet.write(number, 0, Path(path).stem)
            for col, code in enumerate(codes, 1):
                sheet.write(number, col, row[code])


def _read_scores(path: str) -> dict[str, float]:
    from python_calamine import CalamineWorkbook

    workbook, scores = CalamineWorkbook.from_path(path), {}
    for name in SCORES:
        for values in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)[_HEAD:]:
            for col in _COLUMNS[name]:
                if isinstance(value := values[col], int | float) and values[0]:
                    scores[f"{values[0]} {col}"] = float(value)
    return scores


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "returned").glob("*.xlsx"))


def bare_floor(folder: Path) -> None:
    """The same files read on as many processes, and the cells of our workbook written again."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    files = sorted(map(str, (folder / "returned").glob("*.xlsx")))
    with ProcessPoolExecutor(JOBS) as pool:
        sum(pool.map(_read_bare, files, chunksize=_CHUNK))
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
    "pandas-parallel": pandas_parallel,
    "fastexcel": fastexcel_polars,
    "calamine": calamine_scores,
    "floor": bare_floor,
    "datamaps": datamaps,
    "templates": bare_templates,
}

if __name__ == "__main__":
    RIVALS[sys.argv[1]](Path(sys.argv[2]))
