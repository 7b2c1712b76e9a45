"""Check that sentences, names and colors of the consolidated workbook follow what a reader corrects in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import province_layout as names
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.round_state import State
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.output.styles import CAUTION
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.support.provinces import earlier_of, province_of

LAYOUT = ProvinceLayout(load_framework(2568))
PROVINCE = province_of(2568, 31)
COUNTED = sum(member.counts for member in PROVINCE.members)
STATES = LAYOUT.status(len(PROVINCE.members))
INDICATORS, QUESTIONS = LAYOUT.indicators(COUNTED), LAYOUT.questions(COUNTED)
SENTENCE = 2
LISTS = (names.STATUS, names.RANKING, names.INDICATORS, names.QUESTIONS, names.SHARED, names.COMPARISON)
ALL_RETURNED = [
    (names.STATUS, Place("", row, STATES.col("state")).a1, label_of(State.RETURNED))
    for row in range(STATES.first_row, STATES.last_row + 1)
]
# The panel of the governor's page: labels and texts.
LABEL, TEXT, PANEL = "I", "J", range(6, 14)


@pytest.fixture(scope="module")
def consolidated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("province") / "c.xlsx"
    path.write_bytes(write_consolidated(PROVINCE, earlier_of(PROVINCE), EDITION))
    return path


def due_cell(sheet: Any) -> str:
    """Return the cell that the orange of a sentence looks at; it stands on the sheet itself."""
    rules = [rule for area in sheet.conditional_formatting if f"A{SENTENCE}:" in str(area.sqref) for rule in area.rules]
    (formula,) = (formula for rule in rules for formula in rule.formula)
    cell, _, word = formula.partition("=")
    assert word == '"!"'
    return str(cell.replace("$", ""))


def test_a_sentence_is_orange_until_every_status_is_corrected(
    consolidated: Path, office: Office, tmp_path: Path
) -> None:
    status = tmp_path / "status.xlsx"
    status.write_bytes(write_status(PROVINCE, EDITION))
    for path, sheets in ((consolidated, LISTS), (status, (names.STATUS,))):
        book = openpyxl.load_workbook(path)
        assert CAUTION.strip("#") not in {str(book[name][f"A{SENTENCE}"].fill.fgColor.rgb)[2:] for name in sheets}
        cells = [(name, due_cell(book[name])) for name in sheets]
        assert set(office.values(path, cells)) == {"!"}
        assert set(office.values(path, cells, ALL_RETURNED)) == {""}


def test_names_give_way_to_the_sheet_when_their_count_is_another_one(consolidated: Path, office: Office) -> None:
    book: Any = openpyxl.load_workbook(consolidated, data_only=True)
    page, states = book[names.OVERVIEW], [row[STATES.col("state")].value for row in book[names.STATUS].iter_rows()]
    missing = label_of(State.MISSING)
    row = next(row for row in PANEL if page[f"{LABEL}{row}"].value == missing)
    assert page[f"{TEXT}{row}"].value.startswith(f"{states.count(missing)}: ")
    place = Place("", states.index(missing), STATES.col("state"))
    typed = [(names.STATUS, place.a1, label_of(State.RETURNED))]
    text = f"{states.count(missing) - 1} ดูแผ่น «{names.STATUS}»"
    assert office.values(consolidated, [(names.OVERVIEW, f"{TEXT}{row}")], typed) == [text]


def test_names_of_weak_points_follow_the_threshold(consolidated: Path, office: Office) -> None:
    table = LAYOUT.shared(20)
    cells = [(names.SHARED, Place("", row, table.col("who")).a1) for row in range(table.first_row, table.last_row + 1)]
    before = office.values(consolidated, cells)
    assert not any("ดูแผ่น" in str(text) for text in before)
    after = office.values(consolidated, cells, [(LAYOUT.limit.sheet, LAYOUT.limit.a1, "100")])
    assert {*after} <= {f"ดูแผ่น «{sheet}»" for sheet in (names.INDICATORS, names.QUESTIONS)} | {*before}
    assert any("ดูแผ่น" in str(text) for text in after)


def test_every_sheet_counts_alike_after_a_score_is_cleared(consolidated: Path, office: Office, tmp_path: Path) -> None:
    cleared = tmp_path / "cleared.xlsx"
    score = Place("", INDICATORS.first_row, INDICATORS.col("below") - 1)
    office.edit(consolidated, cleared, [("clear", names.INDICATORS, score.a1)])
    book: Any = openpyxl.load_workbook(cleared, data_only=True)
    assert not isinstance(book[names.INDICATORS].cell(score.row + 1, INDICATORS.col(OVERALL) + 1).value, float)
    line = f"นับ {COUNTED - 1} จาก {len(PROVINCE.members)} หน่วยงาน"
    assert [str(book[name]["A2"].value)[: len(line)] for name in (names.INDICATORS, names.QUESTIONS)] == [line, line]
    page, incomplete = book[names.OVERVIEW], sum(member.is_incomplete for member in PROVINCE.members)
    assert f"ส่งครบ {COUNTED - 1} จาก {len(PROVINCE.members)}" in page["B2"].value
    row = next(row for row in PANEL if page[f"{LABEL}{row}"].value == "ยังไม่ครบ")
    assert page[f"{TEXT}{row}"].value == f"{incomplete + 1} ดูแผ่น «{names.STATUS}»"
    assert f"ยังไม่ครบ {incomplete + 1}" in page["B2"].value
