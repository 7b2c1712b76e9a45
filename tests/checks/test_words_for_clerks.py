"""Check that a clerk is told all faults at once, what may be typed instead, and in official words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ita_xlsx
from ita_xlsx.model.findings import message_and_fix
from tests.support.cells import cell, info_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import read
from tests.support.returned_steps import changed, filled, told

I1 = cell(YEAR, "i1")
PACKAGE = Path(ita_xlsx.__file__).parent


@pytest.mark.parametrize("typed", ["-", "–", "N/A", "n.a.", "ไม่มี", "ยกเว้น"])
def test_the_two_words_that_may_stand_for_a_score_are_named(tmp_path: Path, typed: str) -> None:
    returned = read(changed(filled(tmp_path), lambda book: setattr(I1.of(book), "value", typed)))
    assert told(returned) == [("S202", "error", str(I1))]
    assert "«ไม่มีภารกิจ» หรือ «ไม่ประเมิน»" in message_and_fix(returned.findings[0], "th")[1]


@pytest.mark.parametrize("word", ["ไม่มีภารกิจ", "ไม่ประเมิน"])
def test_these_words_are_taken(tmp_path: Path, word: str) -> None:
    returned = read(changed(filled(tmp_path), lambda book: setattr(I1.of(book), "value", word)))
    assert told(returned) == [("S205", "warning", str(I1))]


def test_a_form_without_its_agency_shows_its_other_faults_too(tmp_path: Path) -> None:
    def nameless(book: Any) -> None:
        for place in (info_cell(YEAR, "name"), info_cell(YEAR, "code")):
            place.of(book).value = None
        book["_ita"]["B5"].value = None
        for number in range(1, 9):
            cell(YEAR, f"i{number}").of(book).value = 500

    found = told(read(changed(filled(tmp_path), nameless)))
    assert found[0] == ("W110", "error", str(info_cell(YEAR, "name")))
    (wrong,) = found[1:]
    assert wrong[:2] == ("S203", "error")
    assert wrong[2].count(",") == 7


@pytest.mark.parametrize(
    "phrase",
    ["ตราประทับ", "คืนแถว", "คืนแผ่นงาน", "ทุกไบต์", "มาตร 0-5", "ไม่รู้ว่า", "EIT EIT", "ให้ {expected}"],
)
def test_phrases_that_no_officer_writes_stand_nowhere(phrase: str) -> None:
    files = [path for path in PACKAGE.rglob("*.py") if phrase in path.read_text(encoding="utf-8")]
    assert files == []
