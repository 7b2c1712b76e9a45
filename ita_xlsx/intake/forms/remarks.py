"""What a returned workbook holds besides its scores: what is hidden, carried along, or said in comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.intake.forms.find_table import FoundTable
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.intake.workbook.sheet_reader import far_cells
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout import Place, a1, spans
from ita_xlsx.model.layout.stamp import MARK

_CARRIED = (("macros", "X301"), ("connections", "X304"), ("external", "X305"), ("embedded", "X306"))
_MOST = 20


def remarks_on(workbook: Workbook, used: Sequence[FoundTable]) -> Iterator[Finding]:
    """Findings that no score is wrong for, in the order of the sheets."""
    for what, code in _CARRIED:
        if what in workbook.contents.carried:
            yield make_finding(code)
    for sheet in workbook.sheets:
        if sheet.state != "visible" and sheet.at(0, 0) != MARK:
            yield make_finding("X303" if sheet.state == "veryHidden" else "X302", sheet=sheet.name, value=sheet.name)
    for sheet in {at.sheet.name: at.sheet for at in used}.values():
        scores = {col for at in used if at.sheet is sheet for key, col in at.cols.items() if key.startswith("score")}
        yield from _about_cells(workbook, sheet, scores)


def _about_cells(workbook: Workbook, sheet: SheetCells, scores: set[int]) -> Iterator[Finding]:
    """X307, X309, X310: values under merged cells (of scores S220 tells), values far out, comments."""
    for top, left, bottom, right in sheet.care.merges[:1000]:
        under = [
            (row, col)
            for (row, col) in sheet.care.values
            if top <= row <= bottom and left <= col <= right and (row, col) != (top, left)
        ]
        if under and not scores & set(range(left, right + 1)):
            cells, value = _listed(under), text_of(sheet.care.values[under[0]])
            yield make_finding(
                "X307", sheet=sheet.name, cell=cells, value=value, other=f"{a1(top, left)}:{a1(bottom, right)}"
            )
    if far := far_cells(sheet.care):
        yield make_finding("X309", sheet=sheet.name, cell=_listed(far), value=text_of(sheet.care.values[far[0]]))
    for (row, col), text in list(workbook.comments(sheet).items())[:_MOST]:
        yield make_finding("X310", sheet=sheet.name, cell=a1(row, col), value=text)


def _listed(cells: Sequence[tuple[int, int]]) -> str:
    shown = spans(Place("", row, col) for row, col in cells[:_MOST])
    return shown if len(cells) <= _MOST else f"{shown} …"
