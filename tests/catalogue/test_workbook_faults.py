"""Check that every fault of a framework workbook is reported with its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.cycle.frameworks import check_definition, export_definition
from ita_xlsx.model.layout.framework_layout import TABLES
from tests.conftest import ISSUED

# Sheets as a workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}
Spoil = Callable[[Workbook], object]


def put(sheet: str, cell: str, value: str | int | None) -> Spoil:
    return lambda book: book[S[sheet]].__setitem__(cell, value)


def drop_column(book: Workbook) -> None:
    book[S["questions"]].delete_cols(4)


def two_sheets(book: Workbook) -> None:
    for name in ("ก", "ข"):
        book.copy_worksheet(book[S["notes"]]).title = name
    del book[S["notes"]]


FAULTS: list[tuple[Spoil, list[tuple[str, str]]]] = [
    (put("settings", "B5", None), [("D503", "ตั้งค่า!B5")]),
    (put("settings", "B5", "2570.5"), [("D504", "ตั้งค่า!B5")]),
    (put("settings", "B5", 2027), [("D504", "ตั้งค่า!B5")]),
    (put("settings", "B6", 101), [("D504", "ตั้งค่า!B6")]),
    (put("settings", "B7", "แน่นอน"), [("D504", "ตั้งค่า!B7")]),
    (put("settings", "C9", " "), [("D503", "ตั้งค่า!C9")]),
    (put("settings", "A8", "อื่น"), [("D518", "ตั้งค่า!A8")]),
    (put("instruments", "C5", 25), [("D507", "เครื่องมือ!C5:C7")]),
    (put("instruments", "C5", "30%"), [("D504", "เครื่องมือ!C5")]),
    (put("instruments", "C5", "1e999999999"), [("D504", "เครื่องมือ!C5")]),
    (put("instruments", "D5", "บางข้อ"), [("D504", "เครื่องมือ!D5")]),
    (put("instruments", "A5", "I/T"), [("D504", "เครื่องมือ!A5"), *[("D506", f"ตัวชี้วัด!C{n}") for n in range(5, 10)],
                                       ("D508", "เครื่องมือ!A5")]),
    (put("parts", "A5", "XXX"), [("D506", "ส่วนของเครื่องมือ!A5")]),
    (put("parts", "A6", None), [("D503", "ส่วนของเครื่องมือ!A6")]),
    (put("parts", "B6", "Public"), [("D505", "ส่วนของเครื่องมือ!B6")]),
    (put("parts", "E6", 0), [("D504", "ส่วนของเครื่องมือ!E6")]),
    (put("indicators", "C5", "XXX"), [("D506", "ตัวชี้วัด!C5")]),
    (put("indicators", "B7", None), [("D503", "ตัวชี้วัด!B7")]),
    (put("subindicators", "C5", "99"), [("D506", "ตัวชี้วัดย่อย!C5"), *[("D506", f"ข้อคำถาม!C{n}") for n in range(29, 33)]]),
    (put("subindicators", "A12", "9.9"), [("D503", "ตัวชี้วัดย่อย!B12"), ("D503", "ตัวชี้วัดย่อย!C12"),
                                          ("D508", "ตัวชี้วัดย่อย!A12")]),
    (put("questions", "B5", None), [("D503", "ข้อคำถาม!B5")]),
    (put("questions", "B5", "99"), [("D506", "ข้อคำถาม!B5")]),
    (put("questions", "C30", "99"), [("D506", "ข้อคำถาม!C30")]),
    (put("questions", "C30", None), [("D512", "ข้อคำถาม!C30")]),
    (put("questions", "F6", None), [("D503", "ข้อคำถาม!F6")]),
    (put("questions", "D6", "สอง"), [("D504", "ข้อคำถาม!D6")]),
    (put("questions", "D6", -1), [("D504", "ข้อคำถาม!D6")]),
    (put("questions", "E6", "เดา"), [("D504", "ข้อคำถาม!E6")]),
    (put("questions", "A6", "I1"), [("D505", "ข้อคำถาม!A6")]),
    (put("questions", "A6", "9.1"), [("D505", "ข้อคำถาม!A6")]),
    (put("levels", "B5", 101), [("D509", "ระดับผล!B5")]),
    (put("levels", "B8", 85), [("D509", "ระดับผล!B8")]),
    (put("levels", "B9", 50), [("D510", "ระดับผล!B9")]),
    (put("levels", "C9", 50), [("D510", "ระดับผล!C9")]),
    (put("levels", "B8", "เจ็ดสิบ"), [("D504", "ระดับผล!B8")]),
    (put("levels", "A8", "ผ่าน"), [("D505", "ระดับผล!A8")]),
    (put("rules", "A5", "lowest"), [("D504", "กติกาจุดอ่อน!A5")]),
    (put("rules", "A6", "below"), [("D505", "กติกาจุดอ่อน!A6")]),
    (put("rules", "B5", "เครื่องมือ + จังหวัด"), [("D504", "กติกาจุดอ่อน!B5")]),
    (put("rules", "B5", None), [("D503", "กติกาจุดอ่อน!B5")]),
    (put("rules", "B7", "เครื่องมือ"), [("D513", "กติกาจุดอ่อน!B7")]),
    (put("rules", "C7", None), [("D503", "กติกาจุดอ่อน!C7")]),
    (put("rules", "C7", "เต็ม"), [("D504", "กติกาจุดอ่อน!C7")]),
    (put("measures", "A6", "m1-1"), [("D505", "มาตรการมาตรฐาน!A6")]),
    (put("measures", "B5", "11"), [("D506", "มาตรการมาตรฐาน!B5")]),
    (put("measures", "D5", "\n \n"), [("D503", "มาตรการมาตรฐาน!D5")]),
    (put("notes", "A5", "10.9"), [("D506", "หมายเหตุ!A5")]),
    (put("notes", "C5", None), [("D503", "หมายเหตุ!C5")]),
    (put("questions", "D4", "นน."), [("D515", "ข้อคำถาม!D4")]),
    (drop_column, [("D515", "ข้อคำถาม!D4")]),
    (lambda book: book.remove(book[S["notes"]]), [("D514", "หมายเหตุ")]),
    (lambda book: book.remove(book[S["questions"]]), [("D514", "ข้อคำถาม")]),
    (two_sheets, [("D516", "หมายเหตุ")]),
    (lambda book: book[S["levels"]].delete_rows(5, 5), [("D503", "ระดับผล!A5")]),
]  # fmt: skip


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    return export_definition("2568", tmp_path / "2568.xlsx", ISSUED)


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
    for spoil in (put("questions", "F6", None), put("instruments", "C5", 25), put("levels", "B9", 50),
                  put("measures", "B5", "11"), put("settings", "B6", "x"), put("rules", "A5", "x"),
                  lambda book: book.remove(book[S["notes"]])):  # fmt: skip
        spoil(book)
    book.save(path)
    assert {code for code, _ in told(path)} == {"D503", "D507", "D510", "D506", "D504", "D514"}
    assert len(told(path)) == 7
