"""Make the tables and lists of the letters from plain rows of text.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ita_xlsx.model.document import Align, Cell, Column, Paragraph, Pieces, Row, RowKind, Table, TextStyle


def flush(text: str) -> Paragraph:
    """Return a line without an indent, such as the title over a table."""
    return Paragraph((text,), TextStyle.FLUSH)


def table_of(heads: Sequence[str], columns: Sequence[Column], rows: Iterable[Row]) -> Table:
    """Return a table without a number, with its titles in the first row."""
    header = Row(tuple(Cell(((head,),), align=Align.CENTER) for head in heads), RowKind.HEADER)
    return Table(columns=tuple(columns), rows=(header, *rows))


def row_of(*cells: str | Sequence[str]) -> Row:
    """Return a row; a cell is a text, or several lines of text."""
    return Row(tuple(Cell(_lines(item)) for item in cells))


def group_of(lines: Sequence[Pieces], columns: int) -> Row:
    """Return a row with a title over the rows below, as wide as the table."""
    return Row((Cell(tuple(lines), columns=columns, align=Align.LEFT),), RowKind.GROUP)


def _lines(cell: str | Sequence[str]) -> tuple[Pieces, ...]:
    lines = [cell] if isinstance(cell, str) else list(cell)
    return tuple((line,) for line in lines) or ((),)
