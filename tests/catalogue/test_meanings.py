"""Check the meanings of indicators and instruments: shipped for every year, editable, and no part of a form."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.cycle.frameworks import check_definition
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.model.layout.framework_layout import CONFIDENCE, TABLES
from ita_xlsx.model.report.meanings import CRITERIA
from tests.support.cells import definition_cell as at
from tests.support.definitions import exported

SHEET = TABLES["meanings"].sheet
# A line of a report holds about this many letters.
LINE = 85


@pytest.mark.parametrize("year", list_years())
def test_every_instrument_and_indicator_has_a_meaning(year: int) -> None:
    framework = load_framework(year)
    subjects = [item.code for item in framework.instruments] + [item.code for item in framework.indicators]
    assert {item.subject for item in framework.meanings} - {CRITERIA} == set(subjects)
    for item in framework.meanings:
        assert item.confidence in CONFIDENCE
        assert LINE < len(item.text) <= 5 * LINE


def test_years_of_one_kind_share_their_meanings() -> None:
    def of(year: int) -> list[str]:
        framework = load_framework(year)
        return [item.text for item in framework.meanings if item.subject != CRITERIA]

    assert of(2562) == of(2566) != of(2567) == of(2569)


@pytest.mark.parametrize(
    ("year", "items"),
    [(2563, "o42 o43"), (2566, "o42 o43"), (2567, "o34 o35"), (2568, "o27 o28"), (2569, "o25 o26")],
)
def test_the_criteria_name_items_of_their_year(year: int, items: str) -> None:
    framework = load_framework(year)
    codes = {item.code for item in framework.questions if item.indicator == "10"}
    assert set(items.split()) <= codes
    assert all(item in framework.criteria for item in items.split())


def test_a_year_without_known_criteria_has_none() -> None:
    assert load_framework(2562).criteria == ""


def test_a_folder_of_the_officer_takes_those_of_its_year(tmp_path: Path) -> None:
    for name in ("framework.toml", "questions.csv"):
        text = (files("workbook_templates") / "2568" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("year = 2568", "year = 2599"), encoding="utf-8")
    framework = find_definition(str(tmp_path)).framework
    assert [item.subject for item in framework.meanings] == [CRITERIA]


def changed(folder: Path, *cells: tuple[int, str, object]) -> Path:
    path = exported(folder)
    book = openpyxl.load_workbook(path)
    for row, key, value in cells:
        at("meanings", row, key).of(book).value = value
    book.save(path)
    return path


def test_an_edited_meaning_is_read_and_leaves_the_forms_as_they_are(tmp_path: Path) -> None:
    path = changed(tmp_path, (2, "subject", " iit "), (2, "text", "ความหมาย\nของเรา"), (2, "confidence", "ต่ำ"))
    framework = find_definition(str(path)).framework
    meaning = framework.meaning_of("IIT")
    assert meaning is not None
    assert (meaning.text, meaning.confidence) == ("ความหมาย ของเรา", "low")
    assert framework.digest == load_framework(2568).digest


@pytest.mark.parametrize(
    ("row", "key", "value", "code"),
    [
        (2, "subject", "11", "D506"),
        (2, "subject", "EIT", "D505"),
        (2, "confidence", "มาก", "D504"),
        (2, "text", None, "D503"),
    ],
)
def test_a_fault_is_told_with_its_cell(tmp_path: Path, row: int, key: str, value: object, code: str) -> None:
    faults = check_definition(str(changed(tmp_path, (row, key, value)))).findings
    place = at("meanings", row + (code == "D505"), key)
    assert [(item.code, item.place) for item in faults if not item.code.endswith("502")] == [(code, str(place))]


def without_the_sheet(book: Workbook) -> None:
    del book[SHEET]


def test_a_workbook_of_an_earlier_version_takes_the_shipped_ones(tmp_path: Path) -> None:
    path = exported(tmp_path)
    book = openpyxl.load_workbook(path)
    without_the_sheet(book)
    book.save(path)
    framework = find_definition(str(path)).framework
    shipped = [item for item in load_framework(2568).meanings if item.subject != CRITERIA]
    assert [*framework.meanings] == shipped
