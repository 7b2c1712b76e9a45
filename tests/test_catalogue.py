"""The shelf: each year holds what the assessment of that year is known to hold, and every fault is told."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import build_framework, find_framework, list_years, load_framework, load_offices
from ita_xlsx.cycle.frameworks import check_definition, export_definition
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.framework_layout import TABLES
from tests.conftest import ISSUED

Tables = tuple[dict[str, Any], list[dict[str, str]]]


@pytest.fixture
def tables() -> Tables:
    folder = files("workbook_templates") / "2568"
    settings = tomllib.loads((folder / "framework.toml").read_text(encoding="utf-8"))
    questions = csv.DictReader(io.StringIO((folder / "questions.csv").read_text(encoding="utf-8")))
    return settings, [dict(row) for row in questions]


@pytest.mark.parametrize(
    ("year", "questions", "answers", "per_instrument"),
    [(2562, 93, 93, {"IIT": 30, "EIT": 15, "OIT": 48}), (2568, 52, 61, {"IIT": 15, "EIT": 18, "OIT": 28})],
)
def test_questions_of_a_year(year: int, questions: int, answers: int, per_instrument: dict[str, int]) -> None:
    framework = load_framework(year)
    assert len(framework.questions) == questions
    assert len(framework.answers) == answers
    assert {node.code: len(node.leaves) for node in framework.tree.children} == per_instrument
    assert framework.status == "confirmed"
    assert [node.code for node in framework.of_kind(Kind.INDICATOR)] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(
    ("year", "ranges"),
    [
        (2562, {"9.1": (1, 9), "9.2": (10, 17), "9.3": (18, 24), "9.4": (25, 28), "9.5": (29, 33),
                "10.1": (34, 41), "10.2": (42, 48)}),
        (2568, {"9.1": (1, 4), "9.2": (5, 11), "9.3": (12, 13), "9.4": (14, 16), "9.5": (17, 20),
                "10.1": (21, 24), "10.2": (25, 28)}),
    ],
)  # fmt: skip
def test_items_of_sub_indicators(year: int, ranges: dict[str, tuple[int, int]]) -> None:
    framework = load_framework(year)
    found = {node.code: [leaf.code for leaf in node.children] for node in framework.of_kind(Kind.SUBINDICATOR)}
    assert found == {code: [f"o{n}" for n in range(a, b + 1)] for code, (a, b) in ranges.items()}


def test_weights_of_instruments_and_the_derived_item(framework: Framework) -> None:
    assert [item.weight for item in framework.instruments] == [30, 30, 40]
    heavy = {item.code: item.weight for item in framework.questions if item.weight != 1}
    assert heavy == ({"o27": Fraction(2)} if framework.views else {})
    assert [note.subject for note in framework.notes_on("10")] == ["10.2"] * len(framework.notes)


def test_the_shelf_lists_what_loads() -> None:
    assert {load_framework(year).year for year in list_years()} == set(list_years())
    assert find_framework(" 2568 ") is load_framework(2568)


def test_an_unknown_year_names_the_known_ones() -> None:
    with pytest.raises(DefinitionError) as error:
        load_framework(2499)
    assert (error.value.code, error.value.params["known"]) == ("D501", ", ".join(map(str, list_years())))


def test_the_digest_follows_the_definition(tables: Tables) -> None:
    settings, questions = tables
    before = build_framework(settings, questions).digest
    assert before == load_framework(2568).digest
    questions[0]["text"] += "?"
    assert build_framework(settings, questions).digest != before


def test_a_low_confidence_makes_a_draft(tables: Tables) -> None:
    settings, questions = tables
    settings["confidence"]["levels"] = "low"
    assert build_framework(settings, questions).status == "draft"


def spoil(settings: dict[str, Any], questions: list[dict[str, str]], fault: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "no text": lambda: questions[0].update(text=" "),
        "no indicator": lambda: questions[1].update(indicator="99"),
        "twice": lambda: questions[2].update(code="i1"),
        "wrong group": lambda: questions[-1].update(subindicator="9.1"),
        "no group": lambda: questions[-1].update(subindicator=""),
        "zero weight": lambda: questions[3].update(weight="0"),
        "bad weight": lambda: questions[3].update(weight="two"),
        "weights": lambda: settings["instruments"][0].update(weight=25),
        "no instrument": lambda: settings["indicators"][0].update(instrument="XXX"),
        "empty group": lambda: settings["subindicators"].append({"code": "9.9", "name": "n", "indicator": "9"}),
        "unreachable": lambda: settings["levels"].insert(0, {"name": "any", "overall": 0}),
        "last level": lambda: settings["levels"].pop(),
        "no levels": lambda: settings.pop("levels"),
        "no name": lambda: settings["indicators"][2].pop("name"),
        "bad table": lambda: settings.update(notes="text"),
        "bad year": lambda: settings.update(year="MMXXV"),
    }
    changes[fault]()


@pytest.mark.parametrize(
    ("fault", "codes"),
    [
        ("no text", ["D503"]),
        ("no indicator", ["D506"]),
        ("twice", ["D505"]),
        ("wrong group", ["D506"]),
        ("no group", ["D512"]),
        ("zero weight", ["D504"]),
        ("bad weight", ["D504"]),
        ("weights", ["D507"]),
        ("no instrument", ["D506"]),
        ("empty group", ["D508"]),
        ("unreachable", ["D509"] * 5),
        ("last level", ["D510"]),
        ("no levels", ["D503"]),
        ("no name", ["D503"]),
        ("bad table", ["D504"]),
        ("bad year", ["D504"]),
    ],
)
def test_each_fault_of_a_definition_is_told(tables: Tables, fault: str, codes: list[str]) -> None:
    settings, questions = tables
    spoil(settings, questions, fault)
    with pytest.raises(DefinitionError) as error:
        build_framework(settings, questions)
    assert [finding.code for finding in error.value.findings] == codes


def test_all_faults_are_told_at_once(tables: Tables) -> None:
    settings, questions = tables
    for fault in ("no text", "twice", "weights", "last level"):
        spoil(settings, questions, fault)
    with pytest.raises(DefinitionError) as error:
        build_framework(settings, questions)
    assert Counter(item.code for item in error.value.findings) == Counter(["D503", "D505", "D507", "D510"])


def test_31_offices_are_named_for_the_province() -> None:
    offices = load_offices("ตราด")
    assert len({office.code for office in offices}) == len({office.name for office in offices}) == 31
    assert all(office.name.endswith("จังหวัดตราด") and office.province == "ตราด" for office in offices)


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
