"""Check that what a timed command made is the whole output, so that nobody is fast by leaving something out.

``make_round`` of ``benchmarks.province`` keeps the sum of the scores of each form in ``sums.json``; a matrix and our
workbook must give the same sums again.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.timing import Task
from ita_xlsx.model.layout.province_layout import QUESTIONS

SUMS = "sums.json"


def matrix_task(command: tuple[str, ...], made: Path, folder: Path) -> Task:
    """A rival that makes the matrix of scores, a row an agency under a row of headers."""
    return Task(command, made, partial(check_matrix, folder))


def check_matrix(folder: Path, made: Path) -> None:
    """Raise ValueError unless each row holds the scores of its form, and all of them."""
    rows = CalamineWorkbook.from_path(made).get_sheet_by_index(0).to_python()[1:]
    _check_sums(folder, {str(row[0]): sum(_cents(value) for value in row[1:]) for row in rows})


def check_consolidated(folder: Path, made: Path) -> None:
    """Raise ValueError unless our sheet of scores by question holds the scores of every form."""
    workbook = CalamineWorkbook.from_path(made)
    rows = workbook.get_sheet_by_name(QUESTIONS).to_python(skip_empty_area=False)
    head = next(number for number, row in enumerate(rows) if "รหัส" in row)
    code, first = rows[head].index("รหัส"), rows[head].index("หน่วยงาน") + 1
    found = {
        str(row[code]): sum(_cents(value) for value in row[first : first + _answers(folder)])
        for row in rows[head + 1 :]
        if row[code]
    }
    _check_sums(folder, found)


def check_count(count: int, pattern: str, made: Path) -> None:
    """Raise ValueError unless a folder holds so many files."""
    if (found := len(list(made.glob(pattern)))) != count:
        raise ValueError(f"{made} holds {found} files, not {count}")


def _answers(folder: Path) -> int:
    return int(json.loads((folder / SUMS).read_text())["answers"])


def _check_sums(folder: Path, found: dict[str, int]) -> None:
    expected = json.loads((folder / SUMS).read_text())["sums"]
    if found != expected:
        wrong = [name for name in {*expected, *found} if found.get(name) != expected.get(name)]
        raise ValueError(f"the scores of {len(wrong)} forms are not whole, such as {wrong[:3]}")


def _cents(value: object) -> int:
    return round(float(value) * 100) if isinstance(value, int | float) else 0
