"""Check that every fault of a framework workbook is reported with its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.frameworks import check_definition, export_definition
from ita_xlsx.model.layout.framework_layout import TABLES
from tests.conftest import EDITION
from tests.support.cells import Place
from tests.support.cells import definition_cell as at

# Sheets as a workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}
Spoil = Callable[[Workbook], object]


def put(place: Place, value: str | int | None) -> Spoil:
    def change(book: Workbook) -> None:
        place.of(book).value = value

    return change


def spoiled(place: Place, value: str | int | None, code: str) -> tuple[Spoil, list[tuple[str, str]]]:
    """A value put into a cell, and the one fault told of that cell."""
    return put(place, value), [(code, str(place))]


def drop_column(book: Workbook) -> None:
    book[S["questions"]].delete_cols(at("questions", 0, "weight").col)


def two_sheets(book: Workbook) -> None:
    for name in ("ก", "ข"):
        book.copy_worksheet(book[S["notes"]]).title = name
    del book[S["notes"]]


FAULTS: list[tuple[Spoil, list[tuple[str, str]]]] = [
    spoiled(at("settings", "year", "value"), None, "D503"),
    spoiled(at("settings", "year", "value"), "2570.5", "D504"),
    spoiled(at("settings", "year", "value"), 2027, "D504"),
    spoiled(at("settings", "pass_mark", "value"), 101, "D519"),
    spoiled(at("settings", "wording", "value"), "แน่นอน", "D504"),
    spoiled(at("settings", "levels", "source"), " ", "D503"),
    spoiled(at("settings", "figures", "label"), "อื่น", "D518"),
    (put(at("instruments", 1, "weight"), 25),
     [("D507", str(at("instruments", 1, "weight").to(at("instruments", 3, "weight"))))]),
    spoiled(at("instruments", 1, "weight"), "30%", "D504"),
    spoiled(at("instruments", 1, "weight"), "1e999999999", "D504"),
    spoiled(at("instruments", 1, "weight"), "1.5/2", "D504"),
    spoiled(at("instruments", 1, "evidence"), "บางข้อ", "D504"),
    (put(at("instruments", 1, "code"), "I/T"),
     [("D504", str(at("instruments", 1, "code"))),
      *[("D506", str(at("indicators", row, "instrument"))) for row in range(1, 6)],
      ("D508", str(at("instruments", 1, "code")))]),
    spoiled(at("parts", 1, "instrument"), "XXX", "D506"),
    spoiled(at("parts", 2, "instrument"), None, "D503"),
    spoiled(at("parts", 2, "code"), "Public", "D505"),
    spoiled(at("parts", 2, "weight"), 0, "D504"),
    spoiled(at("indicators", 1, "instrument"), "XXX", "D506"),
    spoiled(at("indicators", 3, "name"), None, "D503"),
    (put(at("subindicators", 1, "indicator"), "99"),
     [("D506", str(at("subindicators", 1, "indicator"))),
      *[("D506", str(at("questions", row, "subindicator"))) for row in range(25, 29)]]),
    (put(at("subindicators", 8, "code"), "9.9"),
     [("D503", str(at("subindicators", 8, "name"))), ("D503", str(at("subindicators", 8, "indicator"))),
      ("D508", str(at("subindicators", 8, "code")))]),
    spoiled(at("questions", 1, "indicator"), None, "D503"),
    spoiled(at("questions", 1, "indicator"), "99", "D506"),
    spoiled(at("questions", 26, "subindicator"), "99", "D506"),
    spoiled(at("questions", 26, "subindicator"), None, "D512"),
    spoiled(at("questions", 2, "text"), None, "D503"),
    spoiled(at("questions", 2, "weight"), "สอง", "D504"),
    spoiled(at("questions", 2, "weight"), -1, "D504"),
    spoiled(at("questions", 2, "wording"), "เดา", "D504"),
    spoiled(at("questions", 2, "code"), "I1", "D505"),
    spoiled(at("questions", 2, "code"), "9.1", "D505"),
    spoiled(at("levels", 1, "overall"), 101, "D519"),
    spoiled(at("levels", 4, "overall"), 85, "D509"),
    spoiled(at("levels", 5, "overall"), 50, "D510"),
    spoiled(at("levels", 5, "each_instrument"), 50, "D510"),
    spoiled(at("levels", 4, "overall"), "เจ็ดสิบ", "D519"),
    spoiled(at("levels", 4, "name"), "ผ่าน", "D505"),
    spoiled(at("rules", 1, "code"), "lowest", "D504"),
    spoiled(at("rules", 2, "code"), "below", "D505"),
    spoiled(at("rules", 1, "of"), "เครื่องมือ + จังหวัด", "D504"),
    spoiled(at("rules", 1, "of"), None, "D503"),
    spoiled(at("rules", 3, "of"), "เครื่องมือ", "D513"),
    spoiled(at("rules", 3, "limit"), None, "D503"),
    spoiled(at("rules", 3, "limit"), "เต็ม", "D519"),
    spoiled(at("measures", 2, "id"), "m1-1", "D505"),
    spoiled(at("measures", 1, "indicator"), "11", "D506"),
    spoiled(at("measures", 1, "steps"), "\n \n", "D503"),
    spoiled(at("notes", 1, "subject"), "10.9", "D506"),
    spoiled(at("notes", 1, "en"), None, "D503"),
    spoiled(at("questions", 0, "weight"), "นน.", "D515"),
    (drop_column, [("D515", str(at("questions", 0, "weight")))]),
    (lambda book: book.remove(book[S["notes"]]), [("D514", "หมายเหตุ")]),
    (lambda book: book.remove(book[S["questions"]]), [("D514", "ข้อคำถาม")]),
    (two_sheets, [("D516", "หมายเหตุ")]),
    (lambda book: book[S["levels"]].delete_rows(at("levels", 1, "name").row, 5),
     [("D503", str(at("levels", 1, "name")))]),
]  # fmt: skip


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    return export_definition("2568", Target(path=tmp_path / "2568.xlsx"), EDITION)


def told(path: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in check_definition(str(path)).findings]


@pytest.mark.parametrize(("spoil", "faults"), FAULTS, ids=[str(number) for number in range(len(FAULTS))])
def test_each_fault_of_a_workbook_is_told_with_its_cell(
    spoil: Spoil, faults: list[tuple[str, str]], exported: Path
) -> None:
    path = exported
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    assert told(path) == faults


def test_all_faults_of_a_workbook_are_told_at_once(exported: Path) -> None:
    path = exported
    book = openpyxl.load_workbook(path)
    for spoil in (put(at("questions", 2, "text"), None), put(at("instruments", 1, "weight"), 25),
                  put(at("levels", 5, "overall"), 50), put(at("measures", 1, "indicator"), "11"),
                  put(at("settings", "pass_mark", "value"), "x"), put(at("rules", 1, "code"), "x"),
                  lambda book: book.remove(book[S["notes"]])):  # fmt: skip
        spoil(book)
    book.save(path)
    assert {code for code, _ in told(path)} == {"D503", "D507", "D510", "D506", "D504", "D519", "D514"}
    assert len(told(path)) == 7
