"""Write the rows of a long table by templates: what is the same in all rows is made once.

Takes the rows of a table (``Rows``) and the formats and texts of its sheet; gives a writer for each set of columns.
A writer is called with a row and its values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from ita_xlsx.model.layout.grid import column_name
from ita_xlsx.output.cells.long_tables import KEPT_TEXTS, Rows
from ita_xlsx.output.cells.xml_texts import escaped
from ita_xlsx.output.formulas import Live

# Two rows whose numbers stand nowhere else in a formula: what differs between them is the row.
_SAMPLE, _OTHER = 987_652, 123_455
# Stands for the number of the row in a template; no XML can hold it.
_NUMBER = "\0"

Value = float | str | None
WriteRow = Callable[[int, Sequence[Value]], None]


class Cell(NamedTuple):
    """The kind of cells of a column: a number or a text in a style, or a formula with that value.

    A text in a column of numbers has the style ``of_text``, if there is one. ``live_at`` returns the formula of a row,
    with any value.
    """

    style: str
    of_text: str = ""
    live_at: Callable[[int], Live] | None = None


def formula(live_at: Callable[[int], Live], style: str) -> Cell:
    """Return a cell with the formula that ``live_at`` returns for a row."""
    return Cell(style, live_at=live_at)


class _Sheet(Protocol):
    """Write what a column leaves to its sheet."""

    def text(self, row: int, col: int, text: str, *styles: str) -> None:
        """Write a text by the library, if its rows cannot."""

    def preparing(self, col: int, styles: tuple[str, ...]) -> Callable[[str], tuple[str, Any]]:
        """Return what gives a text as it is written in a column, and its format."""

    def live_texts(self, live: Live) -> Live:
        """Return a formula and its value in the digits of the workbook."""


class Columns:
    """The columns of one long table."""

    def __init__(self, rows: Rows, sheet: _Sheet, format_of: Callable[..., Any]) -> None:
        """Take the rows of the table, its sheet, and what returns the format of styles."""
        self._rows = rows
        self._sheet = sheet
        self._format_of = format_of
        self._texts: dict[tuple[int, str], _CellTexts] = {}

    def rows(self, cells: Mapping[int, Cell]) -> WriteRow:
        """Return what writes a row into these columns: it takes the row, and a value for each column in this order.

        An empty text leaves a formatted blank, and None leaves no cell. Nothing else may be written into such a row.
        Raise ValueError if the formulas of two rows differ in more than the number of the row.
        """
        columns = [self._column(col, cell) for col, cell in cells.items()]
        return _Table(self._rows, self._sheet, columns).write

    def _column(self, col: int, cell: Cell) -> _Column:
        if cell.live_at is not None:
            return _Column(col, cell, self._formula(cell.live_at), _ValueTexts(self._sheet), self._style)
        key = (col, cell.of_text or cell.style)
        if key not in self._texts:
            self._texts[key] = _CellTexts(self._rows, self._sheet, *key)
        return _Column(col, cell, "", self._texts[key], self._style)

    def _style(self, style: str) -> str:
        """Return the attribute of a format, which the library counts with the first cell that has it."""
        return self._rows.style(self._format_of(style))

    def _formula(self, live_at: Callable[[int], Live]) -> str:
        """Return the formula of a column, in which a sign stands for the number of the row."""
        sample, other = (
            escaped(self._sheet.live_texts(live_at(row)).formula.removeprefix("=")) for row in (_SAMPLE, _OTHER)
        )
        between = sample.split(str(_SAMPLE + 1))
        filled_in = str(_OTHER + 1).join(between)
        if filled_in != other:
            raise ValueError(f"the formulas of two rows are not the same: {sample} and {other}")
        return _NUMBER.join(between)


class _CellTexts(dict[str, str | None]):
    """The texts of a column, each with the XML behind the address of its cell; None for one that the library writes."""

    def __init__(self, rows: Rows, sheet: _Sheet, col: int, style: str) -> None:
        self._rows, self._prepare = rows, sheet.preparing(col, (style,))

    def __missing__(self, text: str) -> str | None:
        written, fmt = self._prepare(text)
        content = self._rows.content(written, fmt) if written else f"{self._rows.style(fmt)}/>"
        if len(self) >= KEPT_TEXTS:
            self.clear()
        self[text] = content
        return content


class _ValueTexts(dict[str, str | None]):
    """The texts that are the values of formulas, as XML has them."""

    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = sheet

    def __missing__(self, text: str) -> str:
        value = escaped(str(self._sheet.live_texts(Live("", text)).value))
        if len(self) >= KEPT_TEXTS:
            self.clear()
        self[text] = value
        return value


class _Column(NamedTuple):
    """A column with its formula, empty if it has none, its texts as they are written, and what gives its style."""

    col: int
    cell: Cell
    formula: str
    texts: Mapping[str, str | None]
    style: Callable[[str], str]

    def template(self, value: float | str) -> str:
        """Return the template of a cell with such a value, in which a place is left for a number or a text."""
        start = f'<c r="{column_name(self.col)}{_NUMBER}"'
        if not self.formula:
            return f"{start}%s" if isinstance(value, str) else f"{start}{self.style(self.cell.style)}><v>%.16G</v></c>"
        kind = ' t="str"' if isinstance(value, str) else ""
        return f"{start}{self.style(self.cell.style)}{kind}><f>{self.formula.replace('%', '%%')}</f><v>%s</v></c>"


class _Pattern(NamedTuple):
    """The template of the rows whose values are of the same types.

    The number of the row stands ``between`` its parts. ``in_order`` picks the values in the order of the columns;
    ``texts`` are the places of texts among the values, each with what is written for them.
    """

    between: list[str]
    in_order: Callable[[Sequence[Value]], object]
    texts: list[tuple[int, Mapping[Any, str | None]]]
    last_col: int


class _Table:
    """Rows with the same columns; a template is kept for each set of types of their values."""

    def __init__(self, rows: Rows, sheet: _Sheet, columns: Sequence[_Column]) -> None:
        self._rows, self._sheet, self._columns = rows, sheet, columns
        self._patterns: dict[tuple[type, ...], _Pattern] = {}

    def write(self, row: int, values: Sequence[Value]) -> None:
        """Write a row."""
        types = tuple(map(type, values))
        pattern = self._patterns.get(types)
        if pattern is None:
            # Formats and texts are counted in the order of the columns, one cell after the other.
            self._write_cells(row, values)
            self._patterns[types] = self._pattern(values)
            return
        written = list(values)
        for place, texts in pattern.texts:
            text = written[place] = texts[written[place]]
            if text is None:
                self._write_cells(row, values)
                return
        line = str(row + 1).join(pattern.between) % pattern.in_order(written)
        self._rows.put_line(row, pattern.last_col, line)

    def _write_cells(self, row: int, values: Sequence[Value]) -> None:
        """Write the cells of a row one by one; the library writes the texts that are left to it."""
        for column, value in zip(self._columns, values, strict=True):
            if value is None:
                continue
            written = column.texts[value] if isinstance(value, str) else value
            if written is None:
                self._sheet.text(row, column.col, str(value), column.cell.of_text or column.cell.style)
            else:
                template = column.template(value).replace(_NUMBER, str(row + 1))
                self._rows.put(row, column.col, template % written)

    def _pattern(self, values: Sequence[Value]) -> _Pattern:
        """Return the template of the rows with values of these types."""
        cells = sorted(
            (column.col, place, column.template(value))
            for place, (column, value) in enumerate(zip(self._columns, values, strict=True))
            if value is not None
        )
        return _Pattern(
            between="".join([template for _, _, template in cells]).split(_NUMBER),
            in_order=itemgetter(*(place for _, place, _ in cells)),
            texts=[(place, self._columns[place].texts) for place, value in enumerate(values) if isinstance(value, str)],
            last_col=cells[-1][0],
        )
