"""Check that a framework is read back from its workbook without loss, whatever was changed in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import Definition, list_years, load_framework, load_measures
from ita_xlsx.cycle.frameworks import check_definition, make_definition
from ita_xlsx.cycle.settings.load_context import find_definition, read_definition_bytes
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.framework import Framework, Level
from ita_xlsx.model.layout.framework_layout import TABLES
from ita_xlsx.model.limits import parse_limit
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.support.cells import definition_cell as at
from tests.support.definitions import exported, shipped
from tests.support.program import run

YEARS = list_years()
Spoil = Callable[[Workbook], object]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("year", YEARS)
def test_export_and_load_are_inverse(year: int, tmp_path: Path) -> None:
    path = exported(tmp_path, year)
    loaded = find_definition(str(path))
    assert loaded == shipped(year)
    assert loaded.framework.digest == load_framework(year).digest


@pytest.mark.parametrize("year", YEARS)
def test_a_copy_saved_by_openpyxl_loads_the_same(year: int, tmp_path: Path) -> None:
    path = exported(tmp_path, year)
    openpyxl.load_workbook(path).save(tmp_path / "copy.xlsx")
    assert find_definition(str(tmp_path / "copy.xlsx")) == shipped(year)


@pytest.mark.parametrize("year", [2562, 2568])
def test_a_copy_saved_by_libreoffice_loads_the_same(year: int, office: Office, tmp_path: Path) -> None:
    office.recalculate(exported(tmp_path, year), tmp_path / "copy.xlsx")
    assert find_definition(str(tmp_path / "copy.xlsx")) == shipped(year)


def test_a_folder_and_a_year_are_found_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("framework.toml", "questions.csv"):
        text = (files("workbook_templates") / "2568" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    assert find_definition(str(folder)) == find_definition("2568") == shipped(2568)


# Sheets as the workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}


def told(path: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in check_definition(str(path)).findings]


def shuffle(book: Workbook) -> None:
    """What people do: rename and reorder sheets, move columns, leave rows empty, paste texts for numbers."""
    for sheet in book.worksheets:
        book.move_sheet(sheet, -book.index(sheet))
    book[S["questions"]].title = "คำถามปีใหม่"
    sheet = book["คำถามปีใหม่"]
    sheet.insert_rows(3, 4)
    sheet.insert_rows(20, 2)
    sheet.insert_cols(2)
    sheet["B8"] = "ผู้รับผิดชอบ"
    for row in range(9, 14):
        sheet.cell(row, 1).value = f" {sheet.cell(row, 1).value}  "
        sheet.cell(row, 5).value = "๑"
        sheet.cell(row, 3).value = int(str(sheet.cell(row, 3).value))
    at("settings", "year", "value").of(book).value = "๒๕๖๘"
    at("settings", "wording", "value").of(book).value = "HIGH "
    at("instruments", 1, "weight").of(book).value = "30.0 "
    at("instruments", 3, "evidence").of(book).value = True
    at("subindicators", 1, "code").of(book).value = "๙.๑"
    at("subindicators", 1, "indicator").of(book).value = 9
    at("rules", 1, "of").of(book).value = "ข้อ,เครื่องมือ / indicator"
    at("levels", 0, "each_instrument").moved(right=1).of(book).value = "หมายเหตุของเรา"
    at("levels", 0, "name").of(book).value = "ชื่อ ระดับ "
    book[S["indicators"]].append(["", "  "])


def test_reading_is_tolerant(tmp_path: Path) -> None:
    path = exported(tmp_path)
    book = openpyxl.load_workbook(path)
    shuffle(book)
    book.save(path)
    assert told(path) == []
    assert find_definition(str(path)) == shipped(2568)


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert run("template", "--framework", "2568", "--blank", "-o", "form.xlsx") == 0
    openpyxl.Workbook().save("empty.xlsx")
    for name in ("form.xlsx", "empty.xlsx"):
        assert told(Path(name)) == [("D517", "")]
        assert run("frameworks", "check", name) == 3
    assert run("template", "--framework", "form.xlsx", "--blank", "-o", "x.xlsx") == 3


TEXT = st.text("กขคงจฉชซaAbZ ๑19.%=+-@'\"<&;:()ิ่้", min_size=1, max_size=30).map(clean_text).filter(bool)
WEIGHT = st.fractions(min_value=Fraction(1, 97), max_value=1000, max_denominator=97)


@st.composite
def changed(draw: st.DrawFn) -> Framework:
    """A shipped framework with other names, weights and levels."""
    base = load_framework(draw(st.sampled_from([2562, 2568])))
    first = draw(st.fractions(min_value=1, max_value=49, max_denominator=9))
    second = draw(st.fractions(min_value=1, max_value=49, max_denominator=7))
    weights = (first, second, 100 - first - second)
    marks = draw(st.lists(st.decimals(1, 100, places=2), min_size=1, max_size=6, unique=True))
    limits = [*map(parse_limit, sorted(marks, reverse=True)), parse_limit(0)]
    names = draw(st.lists(TEXT, min_size=len(limits), max_size=len(limits), unique_by=lambda name: name.casefold()))
    named = dict(zip(names, limits, strict=True))
    if len({name.replace(" ", "").translate(str.maketrans("๑", "1")).casefold().rstrip(".") for name in named}) < len(
        named
    ):
        named = {f"{number}": limit for number, limit in enumerate(limits)}
    return replace(
        base,
        year=draw(st.integers(2500, 2700)),
        pass_mark=draw(st.decimals(0, 100, places=2).map(parse_limit)),
        instruments=tuple(replace(item, name=draw(TEXT), weight=weight)
                          for item, weight in zip(base.instruments, weights, strict=True)),
        indicators=tuple(replace(item, name=draw(TEXT)) for item in base.indicators),
        questions=tuple(replace(item, weight=draw(WEIGHT), text=draw(TEXT)) for item in base.questions[:3])
        + base.questions[3:],
        levels=tuple(Level(name, limit) for name, limit in named.items()),
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(changed())
def test_export_and_load_are_inverse_whatever_is_changed(framework: Framework) -> None:
    definition = Definition(framework, load_measures()[:2])
    assert read_definition_bytes(make_definition(definition, EDITION), "x.xlsx") == definition
