"""Find unusual content of a returned workbook: hidden sheets, macros, values under merged cells, comments.

Takes the workbook and the tables that were read from it; returns findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.intake.workbook.sheet_reader import find_far_cells
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place, a1, spans
from ita_xlsx.model.layout.stamp import MARK

_CARRIED = (
    ("macros", Code.MACROS),
    ("connections", Code.DATA_CONNECTION),
    ("external", Code.EXTERNAL_LINKS),
    ("embedded", Code.EMBEDDED_OBJECTS),
)
_MAX_CELLS = 20
_MAX_MERGES = 1000


def find_remarks(workbook: Workbook, used: Sequence[LocatedTable]) -> Iterator[Finding]:
    """Yield findings that do not change any score, in the order of the sheets."""
    for content, code in _CARRIED:
        if content in workbook.contents.extra_content:
            yield make_finding(code)
    for sheet in workbook.sheets:
        if sheet.state != "visible" and sheet.at(0, 0) != MARK:
            yield make_finding(
                Code.SHEET_VERY_HIDDEN if sheet.state == "veryHidden" else Code.SHEET_HIDDEN,
                sheet=sheet.name,
                value=sheet.name,
            )
    for sheet in {located.sheet.name: located.sheet for located in used}.values():
        score_cols = {
            col
            for located in used
            if located.sheet is sheet
            for key, col in located.cols.items()
            if key.startswith("score")
        }
        yield from _check_cells(workbook, sheet, score_cols)


def _check_cells(workbook: Workbook, sheet: SheetCells, score_cols: set[int]) -> Iterator[Finding]:
    """Yield X307 for values under merged cells, X309 for values far from the table, X310 for comments.

    Merged cells in a column of scores are left out, because S220 reports them.
    """
    for top, left, bottom, right in sheet.details.merges[:_MAX_MERGES]:
        covered = [
            (row, col)
            for (row, col) in sheet.details.values
            if top <= row <= bottom and left <= col <= right and (row, col) != (top, left)
        ]
        if covered and not score_cols & set(range(left, right + 1)):
            cells, value = _join_cells(covered), text_of(sheet.details.values[covered[0]])
            yield make_finding(
                Code.DATA_UNDER_MERGED_CELLS,
                sheet=sheet.name,
                cell=cells,
                value=value,
                other=f"{a1(top, left)}:{a1(bottom, right)}",
            )
    if far := find_far_cells(sheet.details):
        yield make_finding(
            Code.DATA_FAR_AWAY, sheet=sheet.name, cell=_join_cells(far), value=text_of(sheet.details.values[far[0]])
        )
    for (row, col), text in list(workbook.comments(sheet).items())[:_MAX_CELLS]:
        yield make_finding(Code.CELL_COMMENT, sheet=sheet.name, cell=a1(row, col), value=text)


def _join_cells(cells: Sequence[tuple[int, int]]) -> str:
    """Return the addresses of cells as one text, at most 20 of them."""
    text = spans(Place("", row, col) for row, col in cells[:_MAX_CELLS])
    return text if len(cells) <= _MAX_CELLS else f"{text} …"
