"""Hold the card of an agency: its figures, its formulas as LibreOffice computes them, and that it is one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.card_layout import (
    CARD,
    CHANGE,
    FIGURE,
    GAP,
    LOWER,
    MEAN,
    MIDDLE,
    QUARTER,
    SCORE,
    SUBJECT,
    UPPER,
    WHY,
    CardLayout,
)
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.pages.agency_card import MOST_POINTS, AgencyCard
from ita_xlsx.output.card import texts, write_card_workbook
from ita_xlsx.output.texts import DRAFT
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.cards import hard_cards

CARDS = hard_cards()


def _cells(card: AgencyCard, path: Path, digits: str = "arabic") -> Worksheet:
    path.write_bytes(write_card_workbook(card, replace(EDITION, digits=digits)))
    return openpyxl.load_workbook(path, data_only=True)[CARD]


def _at(sheet: Worksheet, place: Place) -> object:
    return sheet.cell(place.row + 1, place.col + 1).value


@pytest.mark.parametrize("name", CARDS)
def test_every_formula_is_live(name: str, office: Office, tmp_path: Path) -> None:
    for digits in ("arabic", "thai"):
        path = tmp_path / f"{digits}.xlsx"
        _cells(CARDS[name], path, digits)
        empty_cached_values(path, tmp_path / "empty.xlsx")
        office.recalculate(tmp_path / "empty.xlsx", tmp_path / "new.xlsx")
        assert differences(cached_values(path), cached_values(tmp_path / "new.xlsx")) == []


def test_change_and_gap_follow_a_score_that_is_typed(office: Office, tmp_path: Path) -> None:
    card = CARDS["plain"]
    layout, node = CardLayout(card.framework), card.framework.nodes[OVERALL]
    path = tmp_path / "a.xlsx"
    _cells(card, path)
    book = openpyxl.load_workbook(path)
    place = layout.place(node, SCORE)
    book[CARD].cell(place.row + 1, place.col + 1).value = 70.0
    book.save(tmp_path / "typed.xlsx")
    office.recalculate(tmp_path / "typed.xlsx", tmp_path / "new.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx", data_only=True)[CARD]
    mean, sentence = _at(sheet, layout.place(node, MEAN)), str(_at(sheet, layout.message))
    assert isinstance(mean, float)
    assert _at(sheet, layout.place(node, GAP)) == pytest.approx(70 - mean, abs=1e-6)
    assert sentence.startswith("ได้ 70.00 คะแนน")
    assert f"ต่ำกว่าค่าเฉลี่ย {mean - 70:.2f}" in sentence
    assert _at(sheet, layout.place(node, QUARTER)) == texts.QUARTERS[3]


def test_the_table_of_the_group(tmp_path: Path) -> None:
    card = CARDS["plain"]
    layout, sheet = CardLayout(card.framework), _cells(CARDS["plain"], tmp_path / "a.xlsx")
    place = card.place
    assert place is not None
    assert _at(sheet, layout.rank) == "2 จาก 5"
    assert _at(sheet, Place(CARD, layout.heads_row, CHANGE)) == f"จากปี {card.previous_year}"
    for node, _ in layout.grouped:
        quartiles = place.figures.quartiles[node.subject]
        found = [_at(sheet, layout.place(node, col)) for col in (LOWER, MIDDLE, UPPER)]
        assert found == pytest.approx([float(value) for value in quartiles], abs=0.005001)


def test_each_weak_point_has_its_measure_its_end_and_its_owner(tmp_path: Path) -> None:
    card = CARDS["plain"]
    layout, sheet = CardLayout(card.framework), _cells(card, tmp_path / "a.xlsx")
    assert 0 < len(card.points) <= MOST_POINTS < card.weak
    for number, point in enumerate(card.points, 1):
        assert _at(sheet, layout.point(number, SUBJECT)) == point.label
        measure = str(_at(sheet, layout.point(number, SUBJECT, second=True)))
        assert measure.startswith(texts.DRAFT + point.measure[:20])
        assert _at(sheet, layout.point(number, FIGURE, second=True)) == "30 ก.ย. 69"
        assert point.owner.startswith(str(_at(sheet, layout.point(number, WHY, second=True))).rstrip("…"))


def test_what_is_not_known_is_a_dash(tmp_path: Path) -> None:
    card = CARDS["bare"]
    layout, sheet = CardLayout(card.framework), _cells(card, tmp_path / "a.xlsx")
    node, indicator = card.framework.nodes[OVERALL], layout.indicators[0][0]
    cells = [layout.rank, layout.place(node, GAP), layout.place(indicator, CHANGE), layout.place(node, LOWER)]
    cells += [layout.point(1, col, second=True) for col in (SUBJECT, FIGURE, WHY)]
    assert {_at(sheet, place) for place in cells} == {texts.DASH}


def test_a_measure_of_the_officer_is_not_marked_as_a_draft(tmp_path: Path) -> None:
    card = CARDS["plain"]
    typed = replace(card, points=tuple(replace(item, is_draft=False) for item in card.points))
    sheet = _cells(typed, tmp_path / "a.xlsx")
    assert not [cell for row in sheet for cell in row if texts.DRAFT.strip() in str(cell.value)]


@pytest.mark.parametrize(("name", "sentence"), [
    ("plain", " · ลำดับ 2 จาก 5 ส่วนราชการประจำจังหวัด สูงกว่าค่าเฉลี่ย 4.77 · ควรแก้ก่อน: "),
    ("new", " · ลำดับ 5 จาก 5 หน่วยงาน "), ("best", " · ไม่พบจุดอ่อนตามกติกา"), ("alone", "(+0.01 จากปี 2567) · ควรแก้ก่อน: "),
])  # fmt: skip
def test_the_sentence_says_what_is_known(name: str, sentence: str, tmp_path: Path) -> None:
    card = CARDS[name]
    assert sentence in str(_at(_cells(card, tmp_path / "a.xlsx"), CardLayout(card.framework).message))


def test_the_same_card_gives_the_same_parts() -> None:
    assert write_card_workbook(CARDS["plain"], EDITION) == write_card_workbook(CARDS["plain"], EDITION)


def test_each_card_is_one_page(office: Office, tmp_path: Path) -> None:
    pages: Mapping[str, int] = {name: _pages(office, card, tmp_path / f"{name}.xlsx") for name, card in CARDS.items()}
    assert pages == dict.fromkeys(CARDS, 1)


def _pages(office: Office, card: AgencyCard, path: Path) -> int:
    _cells(card, path)
    pdf = path.with_suffix(".pdf")
    office.pdf(path, pdf)
    return pdf.read_bytes().count(b"/Type/Page") - pdf.read_bytes().count(b"/Type/Pages")


def test_a_card_without_scores_of_indicators_does_not_say_that_nothing_was_found(tmp_path: Path) -> None:
    card = replace(CARDS["incomplete"], points=(), weak=0)
    layout, sheet = CardLayout(card.framework), _cells(card, tmp_path / "a.xlsx")
    assert str(_at(sheet, layout.message)).endswith(texts.NOT_JUDGED)
    assert sheet.cell(layout.heads_row + 1, SUBJECT + 1).value == texts.POINTS_UNKNOWN


def test_the_only_agency_of_its_kind_is_told(tmp_path: Path) -> None:
    card = replace(CARDS["alone"], is_only_of_kind=True)
    layout, sheet = CardLayout(card.framework), _cells(card, tmp_path / "a.xlsx")
    around = [sheet.cell(layout.rank.row + below, layout.rank.col + 1).value for below in (0, 1, 2)]
    assert around == [texts.RANK_CARD, texts.DASH, texts.ONE_OF_KIND]


@pytest.mark.parametrize(("size", "name", "is_few"), [(5, "คะแนนรวม", False), (3, "คะแนนรวม (มี 3 หน่วยงาน)", True)])
def test_a_row_of_the_group_says_how_few_have_the_score(size: int, name: str, is_few: bool, tmp_path: Path) -> None:
    card = CARDS["plain"]
    assert card.place is not None
    figures = replace(card.place.figures, with_score={OVERALL: size})
    card = replace(card, place=replace(card.place, figures=figures))
    layout, sheet = CardLayout(card.framework), _cells(card, tmp_path / "a.xlsx")
    row = layout.place(card.framework.nodes[OVERALL], QUARTER)
    assert sheet.cell(row.row + 1, 2).value == name
    assert (_at(sheet, row) == texts.TOO_FEW) is is_few


@pytest.mark.parametrize("word", ["high", "low"])
def test_a_line_says_that_levels_are_not_certain(word: str, tmp_path: Path) -> None:
    card = CARDS["plain"]
    confidence = tuple(replace(item, word=word) for item in card.framework.confidence)
    sheet = _cells(replace(card, framework=replace(card.framework, confidence=confidence)), tmp_path / "a.xlsx")
    told = [cell for row in sheet for cell in row if str(cell.value or "").startswith(DRAFT[:20])]
    assert len(told) == (word == "low")
