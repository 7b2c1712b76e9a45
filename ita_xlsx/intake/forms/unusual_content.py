"""Find unusual content of a returned workbook: hidden sheets, macros, values under merged cells, comments.

Takes the workbook and the tables that were read from it; returns findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cell_addresses import Area
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.intake.workbook.drawings import Drawn
from ita_xlsx.intake.workbook.sheet_reader import find_far_cells
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import AgencyLayout, Place, a1, spans
from ita_xlsx.model.layout.stamp import MARK

_CARRIED = (
    ("macros", Code.MACROS),
    ("connections", Code.DATA_CONNECTION),
    ("external", Code.EXTERNAL_LINKS),
    ("embedded", Code.EMBEDDED_OBJECTS),
)
# The columns that an agency fills in.
_FILLABLE = frozenset(
    {"score", "previous", "url", "note", "status", "announced", "announced_second", "announced_previous"}
)
_MAX_CELLS = 20
_MAX_MERGES = 1000


def find_remarks(workbook: Workbook, used: Sequence[LocatedTable], info_sheet: str) -> Iterator[Finding]:
    """Yield findings that do not change any score, in the order of the sheets.

    ``used`` are the tables that were read, ``info_sheet`` is the name of the sheet about the agency.
    """
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
        yield from _check_drawn(workbook, [located for located in used if located.sheet is sheet], score_cols)
    yield from _check_other_sheets(workbook, {located.sheet.name for located in used}, info_sheet)


def _check_other_sheets(workbook: Workbook, used: set[str], info_sheet: str) -> Iterator[Finding]:
    """Yield X317 for text boxes on sheets without a table, and X310 and X316 for the sheet about the agency."""
    for sheet in workbook.sheets:
        if sheet.name in used:
            continue
        drawn = workbook.drawn(sheet)
        yield from _text_boxes(sheet, drawn)
        if sheet.name == info_sheet:
            yield from _comments(workbook, sheet)
            pictures = [area for area, text in drawn if not text and area[2] > AgencyLayout.INFO_HEADER_ROW]
            if pictures:
                cells = ", ".join(map(_area_text, pictures[:_MAX_CELLS]))
                yield make_finding(Code.PICTURE_OVER_CELLS, sheet=sheet.name, cell=cells)


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
    yield from _comments(workbook, sheet)


def _comments(workbook: Workbook, sheet: SheetCells) -> Iterator[Finding]:
    """Yield X310 for each comment on a cell."""
    for (row, col), text in list(workbook.comments(sheet).items())[:_MAX_CELLS]:
        yield make_finding(Code.CELL_COMMENT, sheet=sheet.name, cell=a1(row, col), value=text)


def _text_boxes(sheet: SheetCells, drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """Yield X317 for each text box."""
    for area, text in drawn[:_MAX_CELLS]:
        if text:
            yield make_finding(Code.TEXT_BOX, sheet=sheet.name, cell=_area_text(area), value=text)


def _check_drawn(workbook: Workbook, tables: Sequence[LocatedTable], score_cols: set[int]) -> Iterator[Finding]:
    """Yield X317 for text boxes, and X316 for pictures below the headers, or S234 if they stand for the scores."""
    sheet, header_row = tables[0].sheet, min(located.header_row for located in tables)
    drawn = workbook.drawn(sheet)
    yield from _text_boxes(sheet, drawn)
    pictures = [area for area, text in drawn if not text and area[2] > header_row]
    if not pictures:
        return
    empty = [cell for cell in _cells_of_items(tables, score_cols) if not text_of(sheet.at(*cell))]
    if empty and len(empty) == len(_cells_of_items(tables, score_cols)):
        cells = _join_cells([(area[0], area[1]) for area in pictures])
        yield make_finding(Code.PICTURE_INSTEAD_OF_SCORES, sheet=sheet.name, cell=cells, count=str(len(empty)))
        return
    fillable = {col for located in tables for key, col in located.cols.items() if key.split()[0] in _FILLABLE}
    places = [
        Place("", row, col)
        for top, left, bottom, right in pictures[:_MAX_CELLS]
        for row in range(max(top, header_row + 1), min(bottom, top + _MAX_MERGES) + 1)
        for col in (fillable & set(range(left, right + 1)) or {left})
    ]
    yield make_finding(Code.PICTURE_OVER_CELLS, sheet=sheet.name, cell=spans(places))


def _cells_of_items(tables: Sequence[LocatedTable], score_cols: set[int]) -> list[tuple[int, int]]:
    """Return the cells of scores in the rows that have a code."""
    rows = [row for located in tables if "code" in located.cols for row, _ in located.rows("code")]
    return [(row, col) for row in rows for col in sorted(score_cols)]


def _area_text(area: Area) -> str:
    """Return the range of an area, such as ``D6:F8``."""
    first, last = a1(*area[:2]), a1(*area[2:])
    return first if first == last else f"{first}:{last}"


def _join_cells(cells: Sequence[tuple[int, int]]) -> str:
    """Return the addresses of cells as one text, at most 20 of them."""
    text = spans(Place("", row, col) for row, col in cells[:_MAX_CELLS])
    return text if len(cells) <= _MAX_CELLS else f"{text} …"
