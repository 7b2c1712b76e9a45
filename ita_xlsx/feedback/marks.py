"""How are the faulty cells marked, and how do the marks of an earlier copy go away?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cell_ranges import cells_of
from ita_xlsx.feedback.sheet_writer import put_text, writable
from ita_xlsx.feedback.styles import TINTS, tint
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.layout.page import line_count
from ita_xlsx.model.marked_copy import NOTE_MARK, Fault

if TYPE_CHECKING:
    from openpyxl.styles import PatternFill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS, _MOST_NOTE = 2000, 3000
# Notes are drawn in another and wider font than the house's: pixels of a line, letters across.
_NOTE_WIDTH, _NOTE_LINE, _NOTE_SIZE, _NOTE_MOST = 380, 20, 15, 640
# How programs spell a condition that always holds.
_ALWAYS = (["TRUE"], ["TRUE()"], ["1"])
# Out of sight and out of the printed area on the second sheet: what colour each marked cell had.
_MEMORY, _MOST_MEMORY = 26, 10_000
_KEPT = re.compile(r"(?P<kind>rgb|theme|indexed)\|(?P<value>\d{1,2}|[0-9A-F]{8})\|(?P<tint>-?\d(?:\.\d{1,20})?)")


@dataclass
class _Mark:
    severity: Severity
    notes: list[str] = field(default_factory=list)


def mark_faults(book: Workbook, faults: Iterable[Fault]) -> tuple[tuple[str, str, str], ...]:
    """Colour and annotate the cells of errors and warnings; return sheet, cell and former colour of each."""
    changed = []
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for name, marks in _gathered(faults, sheets).items():
        sheet = sheets[name]
        for (row, col), mark in marks.items():
            cell: Any = sheet.cell(row, col)
            changed.append((name, cell.coordinate, _described(cell)))
            cell.fill = tint(TINTS[mark.severity])
            if mark.notes:
                _annotate(cell, mark.notes)
        _above_rules(sheet, marks)
    return tuple(changed)


def remember(sheet: Worksheet, changed: Iterable[tuple[str, str, str]]) -> None:
    """Write the former colours where the next copy finds them."""
    rows: dict[tuple[str, str], list[str]] = {}
    for name, cell, colour in changed:
        rows.setdefault((name, colour), []).append(cell)
    chunks = [(key, cells[n : n + 100]) for key, cells in rows.items() for n in range(0, len(cells), 100)]
    for row, ((name, colour), cells) in enumerate(chunks, 1):
        for col, text in enumerate((name, colour, " ".join(cells))):
            put_text(sheet.cell(row, _MEMORY + col), text)
    for letter in ("Z", "AA", "AB"):
        sheet.column_dimensions[letter].hidden = True


def forget_earlier(book: Workbook) -> frozenset[str]:
    """Take off the marks and sheets of an earlier copy; return the names of the sheets taken out."""
    gone = set()
    for sheet in book.worksheets:
        title = sheet["A1"].value
        if sheet.title.startswith(texts.SUMMARY) and title == texts.SUMMARY_TITLE:
            _restore(book, sheet)
            gone.add(sheet.title)
        elif sheet.title.startswith(texts.REPORT) and title == texts.REPORT_TITLE:
            gone.add(sheet.title)
    if gone:
        for sheet in book.worksheets:
            _strip_notes(sheet)
            _strip_rules(sheet)
    for name in gone:
        if len(book.worksheets) > 1:
            book.remove(book[name])
    return frozenset(gone)


def _gathered(faults: Iterable[Fault], sheets: Mapping[str, Worksheet]) -> dict[str, dict[tuple[int, int], _Mark]]:
    found: dict[str, dict[tuple[int, int], _Mark]] = {}
    anchored = {name: _anchors(sheet) for name, sheet in sheets.items()}
    for fault in faults:
        if fault.severity not in TINTS or fault.sheet not in sheets:
            continue
        marks, anchors = found.setdefault(fault.sheet, {}), anchored[fault.sheet]
        for address in fault.cells:
            for number, place in enumerate(cells_of(address, _MOST_CELLS)):
                mark = marks.setdefault(anchors.get(place, place), _Mark(fault.severity))
                if fault.severity is Severity.ERROR:
                    mark.severity = Severity.ERROR
                note = texts.NOTE.format(word=texts.WORDS[fault.severity], said=fault.said, fix=fault.fix)
                if not number and note not in mark.notes:
                    mark.notes.append(note)
    return found


def _anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of the merge that each covered cell belongs to."""
    return {
        place: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for place in area.cells
        if place != (area.min_row, area.min_col)
    }


def _annotate(cell: Any, notes: list[str]) -> None:
    from openpyxl.comments import Comment

    ours = writable("\n".join([NOTE_MARK, *notes]), _MOST_NOTE)
    earlier = cell.comment
    theirs = f"{earlier.text.rstrip()}\n\n" if earlier is not None and earlier.text.strip() else ""
    author = earlier.author if earlier is not None and theirs else texts.NOTE_AUTHOR
    cell.comment = Comment(theirs + ours, author or texts.NOTE_AUTHOR)


def size_notes(book: Workbook) -> None:
    """Make every note large enough for its text; the library forgets the sizes they had."""
    for sheet in book.worksheets:
        for cell in _annotated(sheet):
            lines = line_count(cell.comment.text, _NOTE_WIDTH / 8, _NOTE_SIZE)
            cell.comment.width, cell.comment.height = _NOTE_WIDTH, min(lines * _NOTE_LINE + 24, _NOTE_MOST)


def _above_rules(sheet: Worksheet, marks: Mapping[tuple[int, int], _Mark]) -> None:
    """Colours by condition lie over colours of cells; on a sheet that has them ours must be one too."""
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    if not len(sheet.conditional_formatting):
        return
    areas = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    rules = ConditionalFormattingList()
    for number, (severity, colour) in enumerate(TINTS.items(), 1):
        cells = [f"{get_column_letter(col)}{row}" for (row, col), mark in marks.items() if mark.severity is severity]
        if cells:
            looks = DifferentialStyle(fill=tint(colour))
            rule = Rule(type="expression", formula=_ALWAYS[0], dxf=looks, stopIfTrue=True, priority=number)
            rules.add(" ".join(cells), rule)
    for area, rule in areas:
        rule.priority = (rule.priority or 1) + len(TINTS)
        rules.add(area, rule)
    sheet.conditional_formatting = rules


def _described(cell: Any) -> str:
    """A cell's colour in a form that can be given back; nothing where it has none or a pattern."""
    fill = cell.fill
    if getattr(fill, "patternType", None) != "solid":
        return ""
    colour = fill.fgColor
    if colour.type not in ("rgb", "theme", "indexed"):
        return ""
    return f"{colour.type}|{colour.value}|{colour.tint:g}"


def _restore(book: Workbook, memory: Worksheet) -> None:
    names = {sheet.title: sheet for sheet in book.worksheets}
    row = 1
    while (name := memory.cell(row, _MEMORY).value) is not None and row < _MOST_MEMORY:
        fill = _remembered(str(memory.cell(row, _MEMORY + 1).value or ""))
        for address in str(memory.cell(row, _MEMORY + 2).value or "").split():
            for place in cells_of(address, 1):
                sheet = names.get(str(name))
                cell: Any = sheet._cells.get(place) if sheet else None
                if cell is not None and _is_ours(cell):
                    cell.fill = fill
        row += 1


def _remembered(text: str) -> PatternFill:
    """The fill a cell had; none for what is no description of ours."""
    from openpyxl.styles import Color, PatternFill

    kept = _KEPT.fullmatch(text)
    if kept is None:
        return PatternFill()
    value = kept["value"].rjust(8, "0") if kept["kind"] == "rgb" else int(kept["value"][:2])
    return PatternFill("solid", fgColor=Color(**{kept["kind"]: value}, tint=float(kept["tint"])))


def _is_ours(cell: Any) -> bool:
    return _is_tint(cell.fill)


def _is_tint(fill: Any) -> bool:
    colours = (str(getattr(getattr(fill, side, None), "rgb", "")) for side in ("fgColor", "bgColor"))
    return any(colour[2:] in TINTS.values() for colour in colours)


def _annotated(sheet: Worksheet) -> list[Any]:
    cells: Iterable[Any] = sheet._cells.values()
    return [cell for cell in cells if cell.comment is not None]


def _strip_notes(sheet: Worksheet) -> None:
    for cell in _annotated(sheet):
        theirs, mark, _ = cell.comment.text.partition(NOTE_MARK)
        if mark:
            cell.comment.text = theirs.strip()
            if not theirs.strip():
                cell.comment = None


def _strip_rules(sheet: Worksheet) -> None:
    from openpyxl.formatting.formatting import ConditionalFormattingList

    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.formula not in _ALWAYS or not _is_tint(getattr(rule.dxf, "fill", None)):
                rules.add(str(area.sqref), rule)
    sheet.conditional_formatting = rules
