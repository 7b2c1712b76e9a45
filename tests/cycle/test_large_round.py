"""Hold the promise over 290 agencies: one command makes 264 analyses and the cards, with the ranks of pandas."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.card_layout import CARD, LOWER, MEAN, MIDDLE, SCORE, SUBJECT, UPPER, CardLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.plan_layouts import PLAN
from ita_xlsx.model.layout.summary_layout import SUMMARY
from ita_xlsx.model.pages.agency_card import MOST_POINTS
from ita_xlsx.model.round_state import State
from tests.support.large_round import COUNTED, KINDS, LEFT_OUT, LargeRound, make_large_round
from tests.support.program import printed

pytestmark = pytest.mark.slow

FRAMEWORK = load_framework(2568)
LAYOUT = CardLayout(FRAMEWORK)
STATES = {
    "missing": State.MISSING, "rejected": State.REJECTED, "broken": State.NOT_A_FORM, "undecided": State.UNDECIDED,
    "incomplete": State.REJECTED, "nothing": State.DECLARED_NOTHING, "held back": State.HELD_BACK,
}  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> LargeRound:
    return make_large_round(tmp_path_factory.mktemp("large") / "r")


def _at(sheet: Worksheet, place: Place) -> object:
    return sheet.cell(place.row + 1, place.col + 1).value


def test_one_command_makes_all_analyses_and_cards(
    large: LargeRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(large.folder)
    code, made = printed(capsys, "analyze", "-o", "out", "--cards", "cards", "--format", "json", "--lang", "en")
    results = made["results"]
    assert code == 1
    assert len(results["analyses"]) == len(results["cards"]) == len(results["agencies"]) == COUNTED
    assert len(list((large.folder / "out").iterdir())) == len(list((large.folder / "cards").iterdir())) == COUNTED
    assert {item["code"]: item["state"] for item in results["left_out"]} == {
        code: STATES[reason].value for code, reason in LEFT_OUT.items()
    }
    capsys.readouterr()
    kinds = {item.code: item.kind.replace(" ", "") for item in large.agencies}
    sheets = {item["code"]: _card(large.folder, item["code"]) for item in results["agencies"]}
    overall = pandas.Series({item["code"]: float(item["overall"]) for item in results["agencies"]})
    groups = pandas.Series({code: kinds[code] for code in overall.index})
    ranks = overall.groupby(groups).rank(method="min", ascending=False)
    assert set(groups) == set(KINDS)
    for node, _ in LAYOUT.grouped:
        column = {code: float(str(_at(sheet, LAYOUT.place(node, SCORE)))) for code, sheet in sheets.items()}
        by_kind = pandas.Series(column).groupby(groups)
        limits = {col: by_kind.quantile(part) for col, part in ((LOWER, 0.25), (MIDDLE, 0.5), (UPPER, 0.75))}
        limits[MEAN] = by_kind.mean()
        for code, sheet in sheets.items():
            for col, found in limits.items():
                # The card computes with exact scores, and rounds once.
                value = _at(sheet, LAYOUT.place(node, col))
                assert value == pytest.approx(found[groups[code]], abs=0.0101), (code, col)
    for code, sheet in sheets.items():
        count = int((groups == groups[code]).sum())
        assert _at(sheet, LAYOUT.rank) == f"{int(ranks[code])} จาก {count}"
        assert _at(sheet, LAYOUT.place(FRAMEWORK.nodes[OVERALL], SCORE)) == overall[code]
    _check_no_draft_crosses(large, list(sheets)[::22])


def _card(folder: Path, code: str) -> Worksheet:
    return openpyxl.load_workbook(next((folder / "cards").glob(f"* {code} *.xlsx")), data_only=True)[CARD]


def _check_no_draft_crosses(large: LargeRound, codes: list[str]) -> None:
    """The weak points of a card, and those of the plan, are those that the analysis of the same agency lists."""
    names = {item.code: item.name for item in large.agencies}
    for code in codes:
        book = openpyxl.load_workbook(next((large.folder / "out").glob(f"* {code} *.xlsx")), data_only=True)
        card = _card(large.folder, code)
        on_card = [_at(card, LAYOUT.point(number, SUBJECT)) for number in range(1, MOST_POINTS + 1)]
        texts = {str(cell.value) for row in book[SUMMARY] for cell in row}
        assert set(on_card) - {None} <= texts
        plan = " ".join(str(cell.value) for row in book[PLAN] for cell in row)
        assert names[code] in plan
        assert not [name for other, name in names.items() if other != code and f"{name} " in f"{plan} "]


def test_who_is_left_out_is_named_with_the_reason(
    large: LargeRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.support.program import run

    monkeypatch.chdir(large.folder)
    assert run("analyze", "--lang", "th") == 1
    shown = " ".join(capsys.readouterr().out.split())
    for code, reason in LEFT_OUT.items():
        assert f"{code} " in shown
        assert label_of(STATES[reason]) in shown
    assert "ไม่ได้จัดทำ 26 หน่วยงาน" in shown
