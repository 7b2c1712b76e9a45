"""Long tables: rows that go straight into the sheet's part, as the library would write them, in a quarter of its time.

Only for sheets that leave memory row by row (``constant_memory``), and only for numbers, formulas, blanks and plain
texts; any other cell is left to the library, in its place in the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ita_xlsx.model.layout.grid import column_name

# What XML or the library spells otherwise than it is.
_SIGNS = re.compile("[&<>]")
_ODD = re.compile("[\x00-\x1f]|_x[0-9a-fA-F]{4}_|^\\s|\\s$")


class Rows:
    """The rows of one table, one after the other; to be closed before the library writes below them."""

    def __init__(self, worksheet: Any) -> None:
        self._worksheet = worksheet
        self._row = -1
        self._last_col = 0
        self._cells: list[tuple[int, str]] = []
        self._styles: dict[Any, str] = {}

    def number(self, row: int, col: int, value: float, fmt: Any) -> None:
        """A number."""
        self._put(row, col, f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}><v>{value:.16G}</v></c>')

    def numbers(self, row: int, col: int, values: Sequence[float | None], fmt: Any) -> None:
        """Numbers side by side; where there is none, no cell."""
        self.start(row)
        style, number = self._style(fmt), row + 1
        self._cells += [
            (at, f'<c r="{column_name(at)}{number}"{style}><v>{value:.16G}</v></c>')
            for at, value in enumerate(values, col)
            if value is not None
        ]

    def blank(self, row: int, col: int, fmt: Any) -> None:
        """A cell that is only formatted."""
        self._put(row, col, f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}/>')

    def text(self, row: int, col: int, text: str, fmt: Any) -> bool:
        """A plain text; False where it must be left to the library."""
        if _ODD.search(text):
            return False
        shown = _escaped(text)
        cell = f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)} t="inlineStr"><is><t>{shown}</t></is></c>'
        self._put(row, col, cell)
        return True

    def formula(self, row: int, col: int, formula: str, value: float | str, fmt: Any) -> None:
        """A formula of ours with its value."""
        kind = ' t="str"' if isinstance(value, str) and value else ""
        shown = _escaped(value) if isinstance(value, str) else value
        start = f'<c r="{column_name(col)}{row + 1}"{self._style(fmt)}{kind}>'
        self._put(row, col, f"{start}<f>{_escaped(formula.removeprefix('='))}</f><v>{shown}</v></c>")

    def other(self, row: int, col: int) -> None:
        """A cell that the library holds and will write in its place."""
        self._put(row, col, "")

    def start(self, row: int) -> None:
        """Begin a row, so that the library does not write what stands above it once more."""
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
        held = worksheet.table[row]
        if held:
            for col, cell in self._cells:
                if cell:
                    worksheet.fh.write(cell)
                else:
                    worksheet._write_cell(row, col, held[col])
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
