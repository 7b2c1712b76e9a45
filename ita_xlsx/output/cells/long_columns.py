"""Write the columns of a long table: what is the same in all rows of a column is made once.

Takes the rows of a table (``Rows``) and the formats and texts of its sheet; gives a writer for each column. A writer
is called with a row and a value, in any order within a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ita_xlsx.model.layout.grid import column_name
from ita_xlsx.output.cells.long_tables import KEPT_TEXTS, Rows
from ita_xlsx.output.cells.xml_texts import escaped
from ita_xlsx.output.formulas import Live

# Two rows whose numbers stand nowhere else in a formula: what differs between them is the row.
_SAMPLE, _OTHER = 987_652, 123_455

WriteText = Callable[[int, str], None]
WriteNumber = Callable[[int, float], None]
WriteValue = Callable[[int, float | str], None]


class _Sheet(Protocol):
    """Write what a column leaves to its sheet."""

    def text(self, row: int, col: int, text: str, *styles: str) -> None:
        """Write a text by the library, if its rows cannot."""

    def prepared_text(self, col: int, text: str, styles: tuple[str, ...]) -> tuple[str, Any]:
        """Return a text as it is written in a column, and its format."""

    def live_texts(self, live: Live) -> Live:
        """Return a formula and its value in the digits of the workbook."""


class Columns:
    """The columns of one long table."""

    def __init__(self, rows: Rows, sheet: _Sheet, format_of: Callable[..., Any]) -> None:
        """Take the rows of the table, its sheet, and what returns the format of styles."""
        self._rows = rows
        self._sheet = sheet
        self._format_of = format_of

    def numbers(self, col: int, *styles: str) -> WriteNumber:
        """Return what writes a number into a column."""
        head, put, style = column_name(col), self._rows.put, ""

        def write(row: int, value: float) -> None:
            nonlocal style
            style = style or self._style(styles)
            put(row, col, f'<c r="{head}{row + 1}"{style}><v>{value:.16G}</v></c>')

        return write

    def texts(self, col: int, *styles: str) -> WriteText:
        """Return what writes a text into a column, as the sheet writes it; an empty text leaves a formatted blank."""
        column, put = _TextColumn(self._rows, self._sheet, col, styles), self._rows.put

        def write(row: int, text: str) -> None:
            cell = column.cell(row, text)
            if cell is not None:
                put(row, col, cell)

        return write

    def text_rows(self, styles: Mapping[int, str]) -> Callable[[int, Sequence[str]], None]:
        """Return what writes the texts of a row into several columns, given in order with the style of each."""
        columns = [_TextColumn(self._rows, self._sheet, col, (style,)) for col, style in styles.items()]
        ways = [(column.known.get, column.learn) for column in columns]
        rows, places = self._rows, [(column.col, column.head) for column in columns]

        def write(row: int, texts: Sequence[str]) -> None:
            number = row + 1
            found = [find(text) or learn(text) for (find, learn), text in zip(ways, texts, strict=True)]
            rows.repeated += sum([is_repeated for _, is_repeated in found])
            cells = [
                (col, f'{head}{number}"{content}')
                for (col, head), (content, _) in zip(places, found, strict=True)
                if content is not None
            ]
            rows.put_all(row, cells)
            if len(cells) < len(columns):
                for column, text, (content, _) in zip(columns, texts, found, strict=True):
                    if content is None:
                        column.leave(row, text)

        return write

    def formulas(self, col: int, live_at: Callable[[int], Live], *styles: str) -> WriteValue:
        """Return what writes a formula with its value into a column.

        ``live_at`` returns the formula of a row, with any value. Raise ValueError if the formulas of two rows differ in
        more than the number of the row.
        """
        cell, put, between, style = column_name(col), self._rows.put, self._formula(live_at), ""

        def write(row: int, value: float | str) -> None:
            nonlocal style
            style = style or self._style(styles)
            number = str(row + 1)
            if isinstance(value, str):
                kind, value = ' t="str"', escaped(str(self._sheet.live_texts(Live("", value)).value))
            else:
                kind = ""
            put(row, col, f'<c r="{cell}{number}"{style}{kind}><f>{number.join(between)}</f><v>{value}</v></c>')

        return write

    def _style(self, styles: tuple[str, ...]) -> str:
        """Return the attribute of the format, which the library counts with the first cell that has it."""
        return self._rows.style(self._format_of(*styles))

    def _formula(self, live_at: Callable[[int], Live]) -> list[str]:
        """Return the parts of the formulas of a column, between which the number of the row stands."""
        sample, other = (
            escaped(self._sheet.live_texts(live_at(row)).formula.removeprefix("=")) for row in (_SAMPLE, _OTHER)
        )
        between = sample.split(str(_SAMPLE + 1))
        filled_in = str(_OTHER + 1).join(between)
        if filled_in != other:
            raise ValueError(f"the formulas of two rows are not the same: {sample} and {other}")
        return between


class _TextColumn:
    """The texts of a column, each with what follows the address of its cell."""

    def __init__(self, rows: Rows, sheet: _Sheet, col: int, styles: tuple[str, ...]) -> None:
        self.col = col
        self.head = f'<c r="{column_name(col)}'
        # With each text: whether the table counts it where it stands once more; it counts no formatted blank.
        self.known: dict[str, tuple[str | None, bool]] = {}
        self._rows = rows
        self._sheet = sheet
        self._styles = styles

    def learn(self, text: str) -> tuple[str | None, bool]:
        """Return what follows the address of a cell with a new text, and False; None for a text left to the library."""
        written, fmt = self._sheet.prepared_text(self.col, text, self._styles)
        content = self._rows.content(written, fmt) if written else f"{self._rows.style(fmt)}/>"
        if content is not None:
            if len(self.known) >= KEPT_TEXTS:
                self.known.clear()
            self.known[text] = content, bool(written)
        return content, False

    def leave(self, row: int, text: str) -> None:
        """Have the library write a text."""
        self._sheet.text(row, self.col, text, *self._styles)

    def cell(self, row: int, text: str) -> str | None:
        """Return the cell of a text; None if it was left to the library."""
        content, is_repeated = self.known.get(text) or self.learn(text)
        self._rows.repeated += is_repeated
        if content is None:
            self.leave(row, text)
            return None
        return f'{self.head}{row + 1}"{content}'
