"""Check that Excel opens every kind of workbook that the program writes, of plain and of hard data."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.model.layout.former_agency_layout import FORMER_SCHEMA
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from tests.excel.rules import faults_of, file_name_faults
from tests.excel.validator import NOISE, VERSIONS, complaints_of
from tests.support.paths import ROOT

# What is no output: what was sent, and what other programs wrote.
INPUTS = ("beyond", "round", "export")
# A table as others print it, and a sheet for a mail merge, are no workbooks of ours to read back.
UNSTAMPED = ("table", "mails")
COPIES = ("copies", "copies-of-copies")
# A copy shows no more values than the file that was sent, here by a program that computes none.
NOT_OF_COPIES = "formula without a value"
# Forms of the other layouts differ only in the sheet of measures.
FEW, MOST = 2, 10
LIKE_OTHERS = ("forms-2565", "forms-2563", "forms-tracking", "print", "copies-of-copies")


def outputs(folder: Path) -> list[Path]:
    """All workbooks that the program wrote."""
    return [path for path in sorted(folder.rglob("*.xlsx")) if path.relative_to(folder).parts[0] not in INPUTS]


def some_of_each_kind(folder: Path) -> list[Path]:
    """The workbooks that the validator reads: it takes a second for each."""
    kinds: dict[str, list[Path]] = {}
    for path in outputs(folder):
        kinds.setdefault(path.relative_to(folder).parts[0], []).append(path)
    return list(chain.from_iterable(paths[: FEW if kind in LIKE_OTHERS else MOST] for kind, paths in kinds.items()))


def schemas_of_the_program() -> set[str]:
    """The stamps of all kinds of workbooks, as the layouts name them."""
    assigned = re.compile(r'^(?:\w+_)?SCHEMA = "([^"]+)"$', re.MULTILINE)
    files = (ROOT / "ita_xlsx/model").rglob("*.py")
    found = {schema for path in files for schema in assigned.findall(path.read_text(encoding="utf-8"))}
    return found - {FORMER_SCHEMA}


def test_no_kind_of_workbook_is_missing(made: Path) -> None:
    stamps = set()
    for path in some_of_each_kind(made):
        if path.parent.name in UNSTAMPED:
            continue
        sheet = openpyxl.load_workbook(path, read_only=True)[STAMP_TABLE.sheet]
        stamps |= {str(value) for row in sheet.iter_rows(values_only=True) for value in row}
    assert len(schemas_of_the_program()) >= 9
    assert schemas_of_the_program() <= stamps


def test_no_workbook_breaks_a_rule_of_excel(made: Path) -> None:
    found = {}
    for path in outputs(made):
        is_copy = path.relative_to(made).parts[0] in COPIES
        faults = [item for item in faults_of(path.read_bytes()) if not (is_copy and item.rule == NOT_OF_COPIES)]
        if faults := [*file_name_faults(path.name), *faults]:
            found[str(path.relative_to(made))] = faults[:5]
    assert not found


def test_the_forms_beyond_the_limits_are_beyond_them(made: Path) -> None:
    rules = {item.rule for path in (made / "beyond").iterdir() for item in faults_of(path.read_bytes())}
    assert rules >= {
        "list over 255", "promptTitle over 32", "prompt over 255", "error over 255", "several selections",
        "several views", "row over 409.5", "columns", "page breaks over 1,022", "formula to a missing sheet",
        "page header over 255", "link too long", "link that is no URI",
    }  # fmt: skip


def test_microsofts_validator_takes_every_kind(made: Path, microsoft: None) -> None:
    complaints = complaints_of(some_of_each_kind(made), VERSIONS[-1:])
    assert [item for item in complaints if not item.is_noise] == []
    # The list of noise holds nothing that is not needed, and nothing but fonts that openpyxl wrote.
    assert {item.rule for item in complaints} == {noise.rule for noise in NOISE}
    assert {path.parent.name for path in outputs(made) if path.name in {item.file for item in complaints}} <= {*COPIES}


def test_the_oldest_excel_takes_one_of_each_kind(made: Path, microsoft: None) -> None:
    firsts = {path.parent.name: path for path in reversed(some_of_each_kind(made))}
    assert [item for item in complaints_of(firsts.values(), VERSIONS[:1]) if not item.is_noise] == []


@pytest.mark.parametrize("name", ["rules", "views"])
def test_microsofts_validator_refuses_what_was_sent(made: Path, microsoft: None, name: str) -> None:
    complaints = complaints_of([made / f"beyond/{name}.xlsx"], VERSIONS[-1:])
    assert [item for item in complaints if not item.is_noise]
