"""Find unusual content of a returned workbook: hidden sheets, macros, values under merged cells, comments, drawings.

Takes the workbook and the tables that were read from it; returns findings. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_xlsx.intake.forms.cell_lists import MOST_LISTED, area_text, list_areas, list_cells
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.intake.workbook.drawings import Drawn
from ita_xlsx.intake.workbook.sheet_reader import find_far_cells
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import AgencyLayout, Place, a1, spans
from ita_xlsx.model.layout.agency_layout import COMPUTED, LAST_YEAR, ORIGINS
from ita_xlsx.model.layout.plan_layouts import PLAN
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from ita_xlsx.model.marked_copy import FAULTS_SHEET, SUMMARY_SHEET
from ita_xlsx.model.text.spelling import text_key

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
# Sheets of ours that hold no data of the agency: our texts and formulas, the plan, the stamp.
_NO_DATA = COMPUTED | {PLAN, ORIGINS, LAST_YEAR, STAMP_TABLE.sheet}
# Numbers adds this to the name of each sheet.
_PROGRAM_SUFFIX = re.compile(r" - Table \d+$")
_LONGEST_SAMPLE = 60
_MAX_MERGES = 1000


def find_remarks(
    workbook: Workbook,
    used: Sequence[LocatedTable],
    info_sheet: str,
    layout: AgencyLayout,
    told_sheets: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield findings that do not change any score, in the order of the sheets.

    ``used`` are the tables that were read, ``info_sheet`` is the name of the sheet about the agency, ``layout``
    that of the form. Nothing is said of ``told_sheets`` as not being read.
    """
    for content, code in _CARRIED:
        if content in workbook.contents.extra_content:
            yield make_finding(code)
    for sheet in workbook.sheets:
        if sheet.state != "visible" and not workbook.bears_stamp(sheet):
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
    own_names = {text_key(name) for name in (*layout.sheet_names, *_NO_DATA)}
    read_names = {located.sheet.name for located in used} | {info_sheet}
    for sheet in workbook.sheets:
        is_list = sheet.name.startswith((FAULTS_SHEET, SUMMARY_SHEET))
        if (
            not is_list
            and sheet.name not in read_names | told_sheets
            and not workbook.bears_stamp(sheet)
            and text_key(_PROGRAM_SUFFIX.sub("", sheet.name)) not in own_names
        ):
            yield from _sheet_not_read(sheet)
    yield from _check_other_sheets(workbook, read_names, info_sheet)


def _check_other_sheets(workbook: Workbook, used: set[str], info_sheet: str) -> Iterator[Finding]:
    """Yield X310, X316, X317 and X323 for the sheets without a table; ``used`` are the sheets that were read."""
    for sheet in workbook.sheets:
        if workbook.bears_stamp(sheet) or (sheet.name in used and sheet.name != info_sheet):
            continue
        yield from _comments(workbook, sheet)
        drawn = workbook.drawn(sheet)
        yield from _text_boxes(sheet, drawn)
        first = AgencyLayout.INFO_HEADER_ROW if sheet.name == info_sheet else -1
        yield from _over_cells(sheet, [item for item in drawn if item.area[2] > first])


def _sheet_not_read(sheet: SheetCells) -> Iterator[Finding]:
    """Yield X324 for a sheet that is not empty."""
    texts = [text for values in sheet.rows for value in values if (text := text_of(value))]
    if texts:
        yield make_finding(
            Code.SHEET_NOT_READ,
            sheet=sheet.name,
            value=sheet.name,
            count=str(len(texts)),
            first=texts[0][:_LONGEST_SAMPLE],
        )


def _over_cells(sheet: SheetCells, drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """Yield X316 for pictures and X323 for shapes without text."""
    for code, is_picture in ((Code.PICTURE_OVER_CELLS, True), (Code.SHAPE_OVER_CELLS, False)):
        areas = [item.area for item in drawn if not item.text and item.is_picture is is_picture]
        if areas:
            yield make_finding(code, sheet=sheet.name, cell=list_areas(areas))


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
    for (row, col), text in list(workbook.comments(sheet).items())[:MOST_LISTED]:
        yield make_finding(Code.CELL_COMMENT, sheet=sheet.name, cell=a1(row, col), value=text)


def _text_boxes(sheet: SheetCells, drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """Yield X317 for each text box."""
    for item in [item for item in drawn if item.text][:MOST_LISTED]:
        yield make_finding(Code.TEXT_BOX, sheet=sheet.name, cell=area_text(item.area), value=item.text)


def _check_drawn(workbook: Workbook, tables: Sequence[LocatedTable], score_cols: set[int]) -> Iterator[Finding]:
    """Yield X317 for text boxes, X323 for shapes, and X316 for pictures, or S234 if they stand for the scores."""
    sheet, header_row = tables[0].sheet, min(located.header_row for located in tables)
    drawn = workbook.drawn(sheet)
    yield from _text_boxes(sheet, drawn)
    below = [item for item in drawn if item.area[2] > header_row]
    yield from _over_cells(sheet, [item for item in below if not item.is_picture])
    pictures = [item.area for item in below if not item.text and item.is_picture]
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
        for top, left, bottom, right in pictures[:MOST_LISTED]
        for row in range(max(top, header_row + 1), min(bottom, top + _MAX_MERGES) + 1)
        for col in (fillable & set(range(left, right + 1)) or {left})
    ]
    yield make_finding(Code.PICTURE_OVER_CELLS, sheet=sheet.name, cell=spans(places))


def _cells_of_items(tables: Sequence[LocatedTable], score_cols: set[int]) -> list[tuple[int, int]]:
    """Return the cells of scores in the rows that have a code."""
    rows = [row for located in tables if "code" in located.cols for row, _ in located.rows("code")]
    return [(row, col) for row in rows for col in sorted(score_cols)]


def _join_cells(cells: Sequence[tuple[int, int]]) -> str:
    return list_cells([Place("", row, col) for row, col in cells])
