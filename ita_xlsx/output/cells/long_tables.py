"""Write the rows of long tables straight as the XML of a sheet, in a quarter of the library's time.

Takes cells of one worksheet; gives the same XML as the library. Only for numbers, formulas, blanks and plain texts;
the library writes any other cell.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from ita_xlsx.model.layout.grid import column_name
from ita_xlsx.output.cells.library_cells import RowStarts
from ita_xlsx.output.cells.text_pieces import is_surely_plain, text_pieces
from ita_xlsx.output.cells.xml_texts import escaped

_ODD = re.compile("[\x00-\x1f]|_x[0-9a-fA-F]{4}_|^\\s|\\s$")
# Before the number of a text that the library keeps; no other cell has it.
_SHARED = ' t="s"><v>'
# So many texts of a table are kept.
KEPT_TEXTS = 4096


class _Lines(Protocol):
    """The finished rows of a table, and their texts, on the way into a sheet."""

    def text(self, text: str) -> str:
        """Return the type and the content of a cell with a plain text, up to its end."""

    def begin(self, row: int, *, is_first: bool) -> None:
        """Begin a row, the first one of a table or one below it."""

    def put(self, row: int, cells: list[tuple[int, str]]) -> None:
        """Take the cells of a row in the order of their columns; an empty one is held by the library."""

    def put_line(self, row: int, line: str) -> None:
        """Take all cells of a row as one text."""

    def end(self, row: int) -> None:
        """End the table after its last row."""


class Rows:
    """The rows of one table, written one after the other; close it before the library writes below them."""

    def __init__(self, worksheet: Any) -> None:
        """Take a worksheet of the library."""
        self._worksheet = worksheet
        self._lines: _Lines = _WrittenLines(worksheet) if worksheet.constant_memory else _kept_lines(worksheet)
        self._row = self._first_row = -1
        self._last_col = 0
        # What stands in the row, as cells or as one text.
        self._cells: list[tuple[int, str]] = []
        self._line = ""
        self._styles: dict[Any, str] = {}
        self._texts: dict[tuple[str, Any], str | None] = {}

    def number(self, row: int, col: int, value: float, fmt: Any) -> None:
        """Write a number."""
        self.put(row, col, f'<c r="{column_name(col)}{row + 1}"{self.style(fmt)}><v>{value:.16G}</v></c>')

    def blank(self, row: int, col: int, fmt: Any) -> None:
        """Write an empty cell with a format."""
        self.put(row, col, f'<c r="{column_name(col)}{row + 1}"{self.style(fmt)}/>')

    def text(self, row: int, col: int, text: str, fmt: Any) -> bool:
        """Write a plain text and return True; keep the place of another, which the library writes, and return False."""
        content = self._kept_content(text, fmt)
        self.put(row, col, f'<c r="{column_name(col)}{row + 1}"{content}' if content else "")
        return content is not None

    def content(self, text: str, fmt: Any) -> str | None:
        """Return what follows the address of a cell with a plain text; None for a text that the library must write."""
        is_plain = is_surely_plain(text) or (not _ODD.search(text) and len(text_pieces(text)) == 1)
        return f"{self.style(fmt)}{self._lines.text(text)}</c>" if is_plain else None

    def _kept_content(self, text: str, fmt: Any) -> str | None:
        key = (text, fmt)
        if key not in self._texts:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            self._texts[key] = self.content(text, fmt)
        return self._texts[key]

    def formula(self, row: int, col: int, formula: str, value: float | str, fmt: Any) -> None:
        """Write a formula of this program with its value."""
        kind = ' t="str"' if isinstance(value, str) else ""
        cached = escaped(value) if isinstance(value, str) else value
        start = f'<c r="{column_name(col)}{row + 1}"{self.style(fmt)}{kind}>'
        self.put(row, col, f"{start}<f>{escaped(formula.removeprefix('='))}</f><v>{cached}</v></c>")

    def start(self, row: int) -> None:
        """Begin a row, so that the library does not write the rows above it again."""
        if row != self._row:
            self._flush()
            self._lines.begin(row, is_first=self._row < 0)
            self._first_row = row if self._row < 0 else self._first_row
            self._row = row

    def close(self) -> None:
        """Finish the last row; what the library writes next stands below it."""
        self._flush()
        if self._row >= 0:
            self._worksheet._check_dimensions(self._first_row, 0)
            self._worksheet._check_dimensions(self._row, self._last_col)
            self._lines.end(self._row)
            self._row = -1

    def put(self, row: int, col: int, cell: str) -> None:
        """Take the XML of a cell; empty for a cell that the library writes."""
        if row != self._row:
            self.start(row)
        self._cells.append((col, cell))

    def put_line(self, row: int, last_col: int, line: str) -> None:
        """Take the XML of all cells of a row up to its last one."""
        self.start(row)
        self._last_col = max(self._last_col, last_col)
        # The height of the row may be set after its cells.
        self._line = line

    def _flush(self) -> None:
        if self._line:
            self._lines.put_line(self._row, self._line)
            self._line = ""
        elif self._cells:
            self._cells.sort()
            self._last_col = max(self._last_col, self._cells[-1][0])
            self._lines.put(self._row, self._cells)
            self._cells = []

    def style(self, fmt: Any) -> str:
        """Return the attribute of a cell that names its format."""
        style = self._styles.get(fmt)
        if style is None:
            style = self._styles[fmt] = f' s="{fmt._get_xf_index()}"'
        return style


class _WrittenLines:
    """Rows of a worksheet with ``constant_memory``: they go straight to its temporary file, with their texts."""

    def __init__(self, worksheet: Any) -> None:
        self._worksheet = worksheet
        self._starts = RowStarts(worksheet)

    def text(self, text: str) -> str:
        return f' t="inlineStr"><is><t>{escaped(text)}</t></is>'

    def begin(self, row: int, *, is_first: bool) -> None:
        worksheet = self._worksheet
        if is_first and row > worksheet.previous_row:
            worksheet._write_single_row(row)
        worksheet.previous_row = row

    def put(self, row: int, cells: list[tuple[int, str]]) -> None:
        _write_line(self._worksheet, self._starts.of(row), row, cells)
        self._worksheet.table.clear()

    def put_line(self, row: int, line: str) -> None:
        self._worksheet.fh.write(f"{self._starts.of(row)}{line}</row>")

    def end(self, row: int) -> None:
        self._worksheet.previous_row = row + 1


class _KeptLines:
    """Rows of a worksheet in memory: they are kept, with the numbers of their texts, until the library writes it."""

    def __init__(self, worksheet: Any) -> None:
        self._worksheet = worksheet
        self._starts = RowStarts(worksheet)
        # The cells of a row as one text, unless the library writes some of them.
        self._lines: dict[int, str | list[tuple[int, str]]] = {}
        self._number_of = worksheet.str_table._get_shared_string_index
        self._write_others = worksheet._write_rows
        worksheet._write_rows = self.write

    def text(self, text: str) -> str:
        number = self._number_of(text)
        # The library counts each cell with a text; here that is done with the rows, which repeat texts.
        self._worksheet.str_table.count -= 1
        return f"{_SHARED}{number}</v>"

    def begin(self, row: int, *, is_first: bool) -> None:
        """Do nothing: nothing is written yet."""

    def put(self, row: int, cells: list[tuple[int, str]]) -> None:
        line = "".join([cell for _, cell in cells])
        self.put_line(row, line)
        if row in self._worksheet.table:
            self._lines[row] = cells

    def put_line(self, row: int, line: str) -> None:
        self._worksheet.str_table.count += line.count(_SHARED)
        self._lines[row] = line

    def end(self, row: int) -> None:
        """Do nothing: the library asks for the rows when it writes the sheet."""

    def write(self) -> None:
        """Write all rows of the sheet in their order, those between the kept ones by the library."""
        worksheet = self._worksheet
        first, last = worksheet.dim_rowmin, worksheet.dim_rowmax
        next_row = first
        for row in sorted(self._lines):
            self._write_between(next_row, row - 1)
            start, cells = self._starts.of(row), self._lines[row]
            if isinstance(cells, str):
                worksheet.fh.write(f"{start}{cells}</row>")
            else:
                _write_line(worksheet, start, row, cells)
            next_row = row + 1
        self._write_between(next_row, last)
        worksheet.dim_rowmin, worksheet.dim_rowmax = first, last

    def _write_between(self, first: int, last: int) -> None:
        if first <= last:
            self._worksheet.dim_rowmin, self._worksheet.dim_rowmax = first, last
            self._write_others()


def _kept_lines(worksheet: Any) -> _KeptLines:
    """Return the kept rows of a worksheet, which are the same for all its tables."""
    owner = getattr(worksheet._write_rows, "__self__", None)
    return owner if isinstance(owner, _KeptLines) else _KeptLines(worksheet)


def _write_line(worksheet: Any, start: str, row: int, cells: list[tuple[int, str]]) -> None:
    """Write a row with its cells; the library writes those that are empty here."""
    library_cells = worksheet.table.get(row)
    if library_cells:
        worksheet.fh.write(start)
        for col, cell in cells:
            if cell:
                worksheet.fh.write(cell)
            else:
                worksheet._write_cell(row, col, library_cells[col])
        worksheet.fh.write("</row>")
    else:
        worksheet.fh.write(start + "".join([cell for _, cell in cells]) + "</row>")
