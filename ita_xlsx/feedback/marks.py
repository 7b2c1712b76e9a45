"""Mark the faulty cells of a copy with colors and notes, and remove the marks of an earlier copy.

Takes an openpyxl workbook and the faults; changes the workbook in memory. The former colors are stored on the second
sheet, so that the next copy can restore them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.sheet_writer import put_text, writable
from ita_xlsx.feedback.styles import TINTS, solid_fill
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.cell_ranges import cells_of
from ita_xlsx.model.layout.page import line_count
from ita_xlsx.model.marked_copy import NOTE_MARK, Fault
from ita_xlsx.model.text.comments import bare_comment
from ita_xlsx.model.text.writable import LONGEST_CELL, cut_units, excel_length

if TYPE_CHECKING:
    from openpyxl.styles import PatternFill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS, _MOST_NOTE = 2000, 3000
# Excel draws notes in a wider font than that of our sheets. Width, line height, text size, greatest height in pixels.
_NOTE_WIDTH, _NOTE_LINE, _NOTE_SIZE, _NOTE_MOST = 380, 20, 15, 640
# The spellings that programs use for a condition that is always true.
_ALWAYS = (["TRUE"], ["TRUE()"], ["1"])
# The former color of each marked cell is stored on the second sheet: first hidden column, greatest row number.
_MEMORY_COLUMN, _MEMORY_ROWS = 26, 10_000
_FILL_TEXT = re.compile(r"(?P<kind>rgb|theme|indexed)\|(?P<value>\d{1,2}|[0-9A-F]{8})\|(?P<tint>-?\d(?:\.\d{1,20})?)")


@dataclass
class _Mark:
    """The mark of one cell: its severity, and the texts of its note."""

    severity: Severity
    notes: list[str] = field(default_factory=list)


def mark_faults(book: Workbook, faults: Iterable[Fault]) -> tuple[tuple[str, str, str], ...]:
    """Color and annotate the cells of errors and warnings; return sheet, cell and former color of each.

    Every cell of a fault is unlocked, so that the agency can mend it in the copy.
    """
    changed = []
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    faults = tuple(faults)
    _unlock_cells(faults, sheets)
    for name, marks in _collect_marks(faults, sheets).items():
        sheet = sheets[name]
        for (row, col), mark in marks.items():
            cell: Any = sheet.cell(row, col)
            changed.append((name, cell.coordinate, _describe_fill(cell)))
            cell.fill = solid_fill(TINTS[mark.severity])
            if mark.notes:
                _annotate(cell, mark.notes)
        _mark_above_rules(sheet, marks)
    return tuple(changed)


def _unlock_cells(faults: Sequence[Fault], sheets: Mapping[str, Worksheet]) -> None:
    """Unlock the cells of all faults; agencies paste cells whose format is locked, as every foreign one is.

    A merged cell is unlocked as a whole.
    """
    for name, sheet in sheets.items():
        addresses = [address for fault in faults if fault.sheet == name for address in fault.cells]
        if not addresses:
            continue
        areas = {place: tuple(area.cells) for area in sheet.merged_cells.ranges for place in area.cells}
        for address in addresses:
            for place in cells_of(address, _MOST_CELLS):
                for row, col in areas.get(place, (place,)):
                    _unlock(sheet.cell(row, col))
        # A sheet may also be protected against selecting the cells that can be changed.
        sheet.protection.selectUnlockedCells = False


def _unlock(cell: Any) -> None:
    from openpyxl.styles import Protection

    if cell.protection.locked:
        cell.protection = Protection(locked=False, hidden=cell.protection.hidden)


def store_former_colors(sheet: Worksheet, changed: Iterable[tuple[str, str, str]]) -> None:
    """Write the former colors of the marked cells into hidden columns, where the next copy reads them."""
    rows: dict[tuple[str, str], list[str]] = {}
    for name, cell, color in changed:
        rows.setdefault((name, color), []).append(cell)
    chunks = [(key, cells[n : n + 100]) for key, cells in rows.items() for n in range(0, len(cells), 100)]
    for row, ((name, color), cells) in enumerate(chunks, 1):
        for col, text in enumerate((name, color, " ".join(cells))):
            put_text(sheet.cell(row, _MEMORY_COLUMN + col), text)
    for letter in ("Z", "AA", "AB"):
        sheet.column_dimensions[letter].hidden = True


def remove_earlier_marks(book: Workbook) -> frozenset[str]:
    """Remove the marks and the sheets of an earlier copy; return the names of the sheets that were removed."""
    removed = set()
    for sheet in book.worksheets:
        title = sheet["A1"].value
        if sheet.title.startswith(texts.SUMMARY) and title in (texts.SUMMARY_TITLE, *texts.EARLIER_SUMMARY_TITLES):
            _restore_colors(book, sheet)
            removed.add(sheet.title)
        elif sheet.title.startswith(texts.REPORT) and title == texts.REPORT_TITLE:
            removed.add(sheet.title)
    for sheet in book.worksheets:
        _strip_notes(sheet)
    if removed:
        for sheet in book.worksheets:
            _strip_rules(sheet)
    for name in removed:
        if len(book.worksheets) > 1:
            book.remove(book[name])
    return frozenset(removed)


def _collect_marks(faults: Iterable[Fault], sheets: Mapping[str, Worksheet]) -> dict[str, dict[tuple[int, int], _Mark]]:
    """Return the marks by sheet and cell; a cell under a merge is marked at the first cell of the merge."""
    by_sheet: dict[str, dict[tuple[int, int], _Mark]] = {}
    anchors_of = {name: _anchors(sheet) for name, sheet in sheets.items()}
    for fault in faults:
        if fault.severity not in TINTS or fault.sheet not in sheets:
            continue
        marks, anchors = by_sheet.setdefault(fault.sheet, {}), anchors_of[fault.sheet]
        for address in fault.cells:
            for index, place in enumerate(cells_of(address, _MOST_CELLS)):
                mark = marks.setdefault(anchors.get(place, place), _Mark(fault.severity))
                if fault.severity is Severity.ERROR:
                    mark.severity = Severity.ERROR
                note = texts.NOTE.format(word=label_of(fault.severity), message=fault.problem, fix=fault.fix)
                if index == 0 and note not in mark.notes:
                    mark.notes.append(note)
    return by_sheet


def _anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the first cell of its merge for each cell that a merge covers."""
    return {
        place: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for place in area.cells
        if place != (area.min_row, area.min_col)
    }


def _annotate(cell: Any, notes: list[str]) -> None:
    """Write a note into a cell, below the note that the agency wrote there."""
    from openpyxl.comments import Comment

    own_note = writable("\n".join([NOTE_MARK, *notes]), _MOST_NOTE)
    earlier = cell.comment
    words = bare_comment(earlier.text, earlier.author or "") if earlier is not None else ""
    agency_note = f"{words}\n\n" if words else ""
    agency_note = cut_units(agency_note, LONGEST_CELL - excel_length(own_note))
    author = _person(earlier) if agency_note else texts.NOTE_AUTHOR
    cell.comment = Comment(agency_note + own_note, author)


def resize_notes(book: Workbook) -> None:
    """Make every note large enough for its text; openpyxl does not keep the sizes they had."""
    for sheet in book.worksheets:
        for cell in _annotated(sheet):
            lines = line_count(cell.comment.text, _NOTE_WIDTH / 8, _NOTE_SIZE)
            cell.comment.width, cell.comment.height = _NOTE_WIDTH, min(lines * _NOTE_LINE + 24, _NOTE_MOST)


def _mark_above_rules(sheet: Worksheet, marks: Mapping[tuple[int, int], _Mark]) -> None:
    """Add the mark colors as first conditional formats, if a sheet has conditional formats.

    Excel draws conditional colors over the colors of cells.
    """
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    if not len(sheet.conditional_formatting):
        return
    areas = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    rules = ConditionalFormattingList()
    for number, (severity, color) in enumerate(TINTS.items(), 1):
        cells = [f"{get_column_letter(col)}{row}" for (row, col), mark in marks.items() if mark.severity is severity]
        if cells:
            style = DifferentialStyle(fill=solid_fill(color))
            rule = Rule(type="expression", formula=_ALWAYS[0], dxf=style, stopIfTrue=True, priority=number)
            rules.add(" ".join(cells), rule)
    for area, rule in areas:
        rule.priority = (rule.priority or 1) + len(TINTS)
        rules.add(area, rule)
    sheet.conditional_formatting = rules


def _describe_fill(cell: Any) -> str:
    """Return the fill of a cell as a text that ``_parse_fill`` reads; empty for no fill or a pattern."""
    fill = cell.fill
    if getattr(fill, "patternType", None) != "solid":
        return ""
    color = fill.fgColor
    if color.type not in ("rgb", "theme", "indexed"):
        return ""
    return f"{color.type}|{color.value}|{color.tint:g}"


def _restore_colors(book: Workbook, memory: Worksheet) -> None:
    """Give the former colors back to the cells that still have a mark color."""
    names = {sheet.title: sheet for sheet in book.worksheets}
    row = 1
    while (name := memory.cell(row, _MEMORY_COLUMN).value) is not None and row < _MEMORY_ROWS:
        fill = _parse_fill(str(memory.cell(row, _MEMORY_COLUMN + 1).value or ""))
        for address in str(memory.cell(row, _MEMORY_COLUMN + 2).value or "").split():
            for place in cells_of(address, 1):
                sheet = names.get(str(name))
                cell: Any = sheet._cells.get(place) if sheet else None
                if cell is not None and _has_mark_color(cell):
                    cell.fill = fill
        row += 1


def _parse_fill(text: str) -> PatternFill:
    """Return the fill that a text of ``_describe_fill`` describes; no fill for any other text."""
    from openpyxl.styles import Color, PatternFill

    parts = _FILL_TEXT.fullmatch(text)
    if parts is None:
        return PatternFill()
    value = parts["value"].rjust(8, "0") if parts["kind"] == "rgb" else int(parts["value"][:2])
    return PatternFill("solid", fgColor=Color(**{parts["kind"]: value}, tint=float(parts["tint"])))


def _has_mark_color(cell: Any) -> bool:
    return _is_tint(cell.fill)


def _is_tint(fill: Any) -> bool:
    colors = (str(getattr(getattr(fill, side, None), "rgb", "")) for side in ("fgColor", "bgColor"))
    return any(color[2:] in TINTS.values() for color in colors)


def _annotated(sheet: Worksheet) -> list[Any]:
    cells: Iterable[Any] = sheet._cells.values()
    return [cell for cell in cells if cell.comment is not None]


def _person(comment: Any) -> str:
    """Return the author of a note of the agency; Excel names a conversation, as in tc={…}, and not its author."""
    return texts.NOTE_AUTHOR if not comment.author or comment.author.startswith("tc=") else str(comment.author)


def _strip_notes(sheet: Worksheet) -> None:
    """Remove our notes of an earlier copy, and what programs added to the notes of the agency."""
    from openpyxl.comments import Comment

    for cell in _annotated(sheet):
        agency_note, mark, _ = cell.comment.text.partition(NOTE_MARK)
        words = bare_comment(agency_note, cell.comment.author or "")
        if not words and mark:
            cell.comment = None
        else:
            cell.comment = Comment(words, _person(cell.comment))


def _strip_rules(sheet: Worksheet) -> None:
    from openpyxl.formatting.formatting import ConditionalFormattingList

    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.formula not in _ALWAYS or not _is_tint(getattr(rule.dxf, "fill", None)):
                rules.add(str(area.sqref), rule)
    sheet.conditional_formatting = rules
