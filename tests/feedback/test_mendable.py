"""Check that an agency can mend a marked copy in Excel, and that no letter names a day that has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ita_xlsx.feedback.cover_letter import covering_text
from ita_xlsx.feedback.mark_copy import mark_copy
from ita_xlsx.model.marked_copy import Fault
from tests.feedback.packages import E1_TO_E3, ERROR, FAULTS, I4, INFO, LETTER, WARNING, edited, opened
from tests.support.cells import Place, info_cell

Ours = frozenset[tuple[str, str]]
LABEL = info_cell(2568, "name").moved(right=-1)
ISSUED = date(2026, 12, 1)


def told(place: Place, severity: Any = ERROR) -> Fault:
    return Fault(severity=severity, code="S201", problem="ก", fix="ข", sheet=place.sheet, cells=(place.a1,))


def pasted(book: Any) -> None:
    """As an agency pastes cells of another workbook: locked, on sheets that are protected."""
    from openpyxl.styles import Protection

    for sheet in book.worksheets:
        sheet.protection.sheet = sheet.protection.selectUnlockedCells = True
        for row in sheet.iter_rows():
            for item in row:
                item.protection = Protection(locked=True, hidden=True)


@pytest.mark.parametrize("severity", [ERROR, WARNING, INFO])
@pytest.mark.parametrize(
    "place", [I4, E1_TO_E3, LABEL, I4.moved(down=60, right=20)], ids=["score", "area", "label", "far"]
)
def test_every_cell_that_is_told_is_unlocked(place: Place, severity: Any, form: bytes, ours: Ours) -> None:
    copy = opened(mark_copy(edited(form, pasted), replace(LETTER, faults=(told(place, severity),)), ours).data)
    cells = copy[place.sheet][place.a1]
    items = [item for row in cells for item in row] if isinstance(cells, tuple) else [cells]
    assert not any(item.protection.locked for item in items)
    assert copy[place.sheet].protection.sheet
    assert not copy[place.sheet].protection.selectUnlockedCells


def test_a_merged_cell_is_unlocked_as_a_whole_and_no_other_is(form: bytes, ours: Ours) -> None:
    def merge(book: Any) -> None:
        pasted(book)
        book[I4.sheet].merge_cells(I4.to(I4.moved(down=2)).a1)

    letter = replace(LETTER, faults=(told(I4.moved(down=1)),))
    sheet = opened(mark_copy(edited(form, merge), letter, ours).data)[I4.sheet]
    assert [sheet[I4.moved(down=n).a1].protection.locked for n in range(-1, 4)] == [True, False, False, False, True]
    assert sheet[I4.a1].protection.hidden


@pytest.mark.parametrize(
    ("days", "named"), [(-424, False), (-1, False), (0, True), (1, True), (30, True)]
)  # fmt: skip
def test_the_day_is_named_only_while_it_lies_ahead(days: int, named: bool, form: bytes, ours: Ours) -> None:
    letter = replace(LETTER, faults=FAULTS, issued=ISSUED, deadline=ISSUED + timedelta(days))
    copy = opened(mark_copy(form, letter, ours).data).worksheets[0]
    shown = "\n".join(str(cell.value or "") for row in copy.iter_rows(max_row=10) for cell in row)
    for text in (shown, covering_text(letter, "copy.xlsx")):
        assert ("ภายในวันที่" in text) is named
        assert ("โดยเร็ว" in text) is not named
    bare = replace(letter, deadline=None)
    assert "โดยเร็ว" not in covering_text(bare)
    assert "ภายในวันที่" not in covering_text(bare)
