"""Write the rows of long tables straight into the XML of a sheet, in a quarter of the library's time.

Takes cells of one worksheet; writes the same XML as the library to its temporary file. Only for worksheets with
``constant_memory``, and only for numbers, formulas, blanks and plain texts; the library writes any other cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ita_xlsx.model.layout.grid import column_name

# Characters that XML or the library must escape.
_SIGNS = re.compile("[&<>]")
_ODD = re.compile("[\x00-\x1f]|_x[0-9a-fA-F]{4}_|^\\s|\\s$")


class Rows:
    """The rows of one table, written one after the other; close it before the library writes below them."""

    def __init__(self, worksheet: Any) -> None:
        """Take a worksheet of the library that is written row by row."""
        self._worksheet = worksheet
        self._row = -1
        self._last_col = 0
        self._cells: list[tuple[int, str]] = []
        self._styles: dict[Any, str] = {}

    def number(self, row: int, col: int, value: float, fmt: Any) -> None:
        """Write a number."""
        self._put(row, col, f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}><v>{value:.16G}</v></c>')

    def numbers(self, row: int, col: int, values: Sequence[float | None], fmt: Any) -> None:
        """Write numbers side by side; None writes no cell."""
        self.start(row)
        style, number = self._style(fmt), row + 1
        self._cells += [
            (place, f'<c r="{column_name(place)}{number}"{style}><v>{value:.16G}</v></c>')
            for place, value in enumerate(values, col)
            if value is not None
        ]

    def blank(self, row: int, col: int, fmt: Any) -> None:
        """Write an empty cell with a format."""
        self._put(row, col, f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}/>')

    def text(self, row: int, col: int, text: str, fmt: Any) -> bool:
        """Write a plain text and return True; return False for a text that the library must write."""
        if _ODD.search(text):
            return False
        escaped = _escaped(text)
        cell = f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)} t="inlineStr"><is><t>{escaped}</t></is></c>'
        self._put(row, col, cell)
        return True

    def formula(self, row: int, col: int, formula: str, value: float | str, fmt: Any) -> None:
        """Write a formula of this program with its value."""
        kind = ' t="str"' if isinstance(value, str) else ""
        cached = _escaped(value) if isinstance(value, str) else value
        start = f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}{kind}>'
        self._put(row, col, f"{start}<f>{_escaped(formula.removeprefix('='))}</f><v>{cached}</v></c>")

    def other(self, row: int, col: int) -> None:
        """Keep the place of a cell that the library holds and will write."""
        self._put(row, col, "")

    def start(self, row: int) -> None:
        """Begin a row, so that the library does not write the rows above it again."""
        if row != self._row:
            self._flush()
            worksheet = self._worksheet
            if self._row < 0 and row > worksheet.previous_row:
                worksheet._write_single_row(row)
            self._row = worksheet.previous_row = row

    def close(self) -> None:
        """Write the last row; what the library writes next stands below it."""
        self._flush()
        if self._row >= 0:
            self._worksheet._check_dimensions(self._row, self._last_col)
            self._worksheet.previous_row = self._row + 1
            self._row = -1

    def _put(self, row: int, col: int, cell: str) -> None:
        if row != self._row:
            self.start(row)
        self._cells.append((col, cell))

    def _flush(self) -> None:
        if not self._cells:
            return
        worksheet, row = self._worksheet, self._row
        self._cells.sort(key=_col)
        self._last_col = max(self._last_col, self._cells[-1][0])
        worksheet._write_row(row, None, worksheet.row_info.get(row))
        library_cells = worksheet.table[row]
        if library_cells:
            for col, cell in self._cells:
                if cell:
                    worksheet.fh.write(cell)
                else:
                    worksheet._write_cell(row, col, library_cells[col])
            worksheet.table.clear()
            worksheet.fh.write("</row>")
        else:
            worksheet.fh.write("".join([cell for _, cell in self._cells]) + "</row>")
        self._cells.clear()

    def _style(self, fmt: Any) -> str:
        style = self._styles.get(fmt)
        if style is None:
            style = self._styles[fmt] = f' s="{fmt._get_xf_index()}"'
        return style


def _col(cell: tuple[int, str]) -> int:
    return cell[0]


def _escaped(text: str) -> str:
    if _SIGNS.search(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
