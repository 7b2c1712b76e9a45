"""Read the scores of an earlier year back from the sheet of a consolidated workbook that compares two years.

Takes the cells of its sheets; returns an earlier round. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.layout.province_layout import COMPARED_YEARS, ProvinceLayout
from ita_xlsx.model.round_state import EarlierRound
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

_BEFORE = "before {}"


def read_compared_year(sheets: Sequence[SheetCells], framework: Framework) -> EarlierRound | None:
    """Return the earlier scores of each agency that the workbook compares; None if it compares none."""
    table = ProvinceLayout(framework).compared(1)
    keys = {text_key(column.header): column.key for column in table.columns}
    for sheet in sorted(sheets, key=lambda item: item.name != table.sheet):
        for row, values in enumerate(sheet.rows):
            cols = {keys[key]: col for col, value in enumerate(values) if (key := text_key(text_of(value))) in keys}
            if {"code", "name", _BEFORE.format(OVERALL)} <= cols.keys():
                return _below(sheet, row, cols, framework)
    return None


def _below(sheet: SheetCells, header_row: int, cols: dict[str, int], framework: Framework) -> EarlierRound | None:
    scores, names = [], []
    for row in range(header_row + 1, len(sheet.rows)):
        code = text_of(sheet.at(row, cols["code"]))
        before = tuple(_score(sheet, row, cols.get(_BEFORE.format(subject))) for subject in framework.nodes)
        if code and any(score is not None for score in before):
            scores.append((code, before))
            names.append((code, text_of(sheet.at(row, cols["name"]))))
    return EarlierRound(_year(sheet, framework), tuple(scores), tuple(names)) if scores else None


def _score(sheet: SheetCells, row: int, col: int | None) -> Fraction | None:
    return None if col is None else parse_score(sheet.at(row, col))[0]


def _year(sheet: SheetCells, framework: Framework) -> int:
    """Return the year of comparison that the title names; without one it is the year before."""
    titles = (arabic(text_of(value)) for row in sheet.rows[:2] for value in row)
    found = next((match for text in titles if (match := COMPARED_YEARS.search(text))), None)
    return int(found[2]) if found else framework.year - 1
