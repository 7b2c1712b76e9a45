"""Make a table: its grid, cells over several columns and rows, its caption and its notes.

Takes values; returns XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ita_xlsx.model.document import Align, Cell, Column, Note, Row, RowKind, Table
from ita_xlsx.report.word.body_parts import BodyParts, Numbered
from ita_xlsx.report.word.master_look import (
    CAPTION,
    NOTE,
    SECTION_END,
    TABLE_HEAD,
    TABLE_TEXT,
    WIDE_TABLE_HEAD,
    WIDE_TABLE_TEXT,
)
from ita_xlsx.report.word.render_xml import body_macros, joined, lines_of, on_one_line, xml

if TYPE_CHECKING:
    from markupsafe import Markup

_SIDES = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.SPREAD: "thaiDistribute"}
_FILLS = {RowKind.HEADER: "D9E2F0", RowKind.GROUP: "EDEDED", RowKind.TOTAL: "EDEDED", RowKind.BODY: ""}
_KEEP = "<w:keepNext/>"
# A table of so few rows stays on one page.
_MOST_TOGETHER = 9


def table_xml(table: Table, parts: BodyParts, *, is_last: bool = False) -> Markup:
    """Return a table with its caption above and its notes below; ``is_last`` if nothing follows on its pages."""
    widths = _widths(table.columns, parts.width)
    made: list[Markup] = []
    numbered = parts.captions.get(id(table))
    if table.caption and numbered:
        made.append(caption_xml(numbered, table.caption.text, parts))
    title = on_one_line(parts.words(table.caption.text)) if table.caption else ""
    rows = [_row(row, table, widths, parts, covered) for row, covered in _with_covered(table)]
    made.append(body_macros().table(sum(widths), widths, joined(rows), title))
    made += [note_xml(note, parts, keeps=note is not table.notes[-1]) for note in table.notes]
    if not table.notes:
        # Without a paragraph between them, two tables grow together; a high one may need a page of its own.
        made.append(parts.paragraph(SECTION_END if is_last else NOTE, ()))
    return joined(made)


def caption_xml(item: Numbered, text: str, parts: BodyParts, *, is_below: bool = False) -> Markup:
    """Return the paragraph with the number and the title of a table or chart."""
    macros = body_macros()
    content = joined(
        [
            macros.strong_run(lines_of(f"{item.label} ")),
            parts.numbered_field(item),
            macros.strong_run(lines_of(f" {parts.words(text)}")),
        ]
    )
    look = '<w:keepNext w:val="0"/><w:jc w:val="center"/>' if is_below else ""
    caption: Markup = macros.paragraph(parts.look.style(CAPTION), content, xml(look))
    return caption


def note_xml(note: Note, parts: BodyParts, *, keeps: bool = False) -> Markup:
    """Return a note with its mark before it; ``keeps`` if it stays on the page of the next note."""
    return parts.paragraph(NOTE, ((f"{note.mark}\t",) if note.mark else ()) + note.pieces, _KEEP if keeps else "")


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of the columns in twentieths of a point, which sum up to the width of the text."""
    total = sum(column.width for column in columns)
    ends = [0, *(round(width * part / total) for part in accumulate(column.width for column in columns))]
    return [end - start for start, end in pairwise(ends)]


def _with_covered(table: Table) -> list[tuple[Row, dict[int, int]]]:
    """Return the rows, each with the columns that cells above cover: the first column and how many."""
    rows: list[tuple[Row, dict[int, int]]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        covered = {start: columns for start, (columns, left) in open_cells.items() if left > 0}
        rows.append((row, covered))
        open_cells = {start: (columns, left - 1) for start, (columns, left) in open_cells.items() if left > 1}
        for start, cell in placed_cells(row, covered, len(table.columns)):
            if cell.rows > 1:
                open_cells[start] = (cell.columns, cell.rows - 1)
    return rows


def placed_cells(row: Row, covered: dict[int, int], columns: int) -> list[tuple[int, Cell]]:
    """Return the cells of a row with their first columns; columns that no cell fills get an empty one."""
    placed: list[tuple[int, Cell]] = []
    column, cells = 0, list(row.cells)
    while column < columns:
        if column in covered:
            column += covered[column]
            continue
        cell = cells.pop(0) if cells else Cell()
        placed.append((column, cell))
        column += cell.columns
    if cells or column > columns:
        raise ValueError("a row of a table has more cells than the table has columns")
    return placed


def _row(row: Row, table: Table, widths: list[int], parts: BodyParts, covered: dict[int, int]) -> Markup:
    macros = body_macros()
    is_strong = row.kind is not RowKind.BODY
    # A title stays with the row below it, a low table on one page, and the last row with its notes.
    is_title, is_low = row.kind in (RowKind.HEADER, RowKind.GROUP), len(table.rows) <= _MOST_TOGETHER
    keeps = bool(table.notes) if row is table.rows[-1] else is_title or (is_low and not parts.is_wide)
    dotted = _dotted_sides(row, table)
    cells: dict[int, Markup] = {}
    for start, columns in covered.items():
        width = sum(widths[start : start + columns])
        empty = parts.paragraph(_style(parts, row.kind), ())
        cells[start] = macros.cell(width, empty, columns, "continue", _FILLS[row.kind])
    for start, cell in placed_cells(row, covered, len(widths)):
        align = cell.align or (Align.CENTER if row.kind is RowKind.HEADER else table.columns[start].align)
        look = f'{_KEEP if keeps else ""}<w:jc w:val="{_SIDES[align]}"/>'
        lines = [parts.paragraph(_style(parts, row.kind), line, look, is_strong=is_strong) for line in cell.lines]
        width = sum(widths[start : start + cell.columns])
        merge = "restart" if cell.rows > 1 else ""
        content = joined(lines) or parts.paragraph(_style(parts, row.kind), ())
        is_header = row.kind is RowKind.HEADER
        cells[start] = macros.cell(width, content, cell.columns, merge, _FILLS[row.kind], is_header, dotted)
    made: Markup = macros.row(joined([cells[start] for start in sorted(cells)]), row.kind is RowKind.HEADER)
    return made


def _dotted_sides(row: Row, table: Table) -> tuple[str, ...]:
    """Return the sides of a row on which it goes on with the row above or below."""
    below = next((lower for upper, lower in pairwise(table.rows) if upper is row), None)
    sides = ("top" if row.continues else "", "bottom" if below is not None and below.continues else "")
    return tuple(filter(None, sides))


def _style(parts: BodyParts, kind: RowKind) -> str:
    if kind is RowKind.HEADER:
        return WIDE_TABLE_HEAD if parts.is_wide else TABLE_HEAD
    return WIDE_TABLE_TEXT if parts.is_wide else TABLE_TEXT
