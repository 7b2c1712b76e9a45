"""Record the cells of a sheet while it is written, so that another screen can say the same words and figures.

Takes the calls of a writer of a sheet; keeps the text of each cell as a reader of the workbook sees it. Works in memory
only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from ita_xlsx.model.layout.grid import Place
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas.live import signed_words
from ita_xlsx.output.styles import CHANGE_FORMAT, COUNT_FORMAT, NUMBER_FORMATS, PERCENT_FORMAT, SCORE_FORMAT


def _rounded(value: float, digits: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(digits), ROUND_HALF_UP)


_AS_TEXT: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {
        SCORE_FORMAT["arabic"]: lambda value: f"{_rounded(value, '0.01')}",
        COUNT_FORMAT["arabic"]: lambda value: f"{_rounded(value, '1'):,}",
        PERCENT_FORMAT["arabic"]: lambda value: f"{_rounded(value * 100, '0.1')}%",
        CHANGE_FORMAT["arabic"]: lambda value: signed_words(_rounded(value, "0.01")),
    }
)


@dataclass(frozen=True)
class RecordedCell:
    """The text, the value and the first style of a cell."""

    text: str
    value: float | str
    style: str


@dataclass
class RecordedCells:
    """The cells of one sheet by row and column."""

    cells: dict[tuple[int, int], RecordedCell] = field(default_factory=dict)

    def keep(self, row: int, col: int, value: float | str, styles: tuple[str, ...]) -> None:
        """Keep the value of a cell, and its text by the number format of its styles."""
        text = value if isinstance(value, str) else _as_text(value, styles)
        self.cells[row, col] = RecordedCell(text, value, styles[0] if styles else "")

    def text(self, row: int, col: int) -> str:
        """Return the text of a cell; empty if it was not written."""
        cell = self.cells.get((row, col))
        return cell.text if cell else ""

    def at(self, place: Place) -> str:
        """Return the text of the cell at a place."""
        return self.text(place.row, place.col)

    def number(self, row: int, col: int) -> Decimal | None:
        """Return the number in a cell; None if it holds no number."""
        cell = self.cells.get((row, col))
        return None if cell is None or isinstance(cell.value, str) else Decimal(repr(cell.value))

    def texts_of(self, style: str, col: int | None = None) -> tuple[str, ...]:
        """Return the texts in a style from the top down, in all columns or in one; empty texts are left out."""
        found = sorted(
            (place, cell.text) for place, cell in self.cells.items() if cell.style == style and col in (None, place[1])
        )
        return tuple(text for _, text in found if text)


class RecordedBook(Book):
    """A workbook in memory whose last sheet is recorded; it is not finished."""

    recorded: RecordedCells

    def sheet(self, name: str) -> Sheet:
        """Add a sheet that records its cells, and return it."""
        self.recorded = RecordedCells()
        return _RecordedSheet(self, self.workbook.add_worksheet(name), name)


class _RecordedSheet(Sheet):
    """A sheet that records its cells."""

    book: RecordedBook

    def text(self, row: int, col: int, text: str, *styles: str, width: float = 0.0) -> None:
        """Write and record a text."""
        super().text(row, col, text, *styles, width=width)
        self.book.recorded.keep(row, col, text, styles)

    def number(self, row: int, col: int, value: float, *styles: str) -> None:
        """Write and record a number."""
        super().number(row, col, value, *styles)
        self.book.recorded.keep(row, col, value, styles)

    def live(self, row: int, col: int, live: Live, *styles: str) -> None:
        """Write a formula, and record its value."""
        super().live(row, col, live, *styles)
        self.book.recorded.keep(row, col, live.value, styles)

    def cell_link(self, row: int, col: int, target: str, text: str, *styles: str) -> None:
        """Write a link, and record its text."""
        super().cell_link(row, col, target, text, *styles)
        self.book.recorded.keep(row, col, text, styles)


def _as_text(value: float, styles: tuple[str, ...]) -> str:
    formats = [NUMBER_FORMATS[style]["arabic"] for style in styles if style in NUMBER_FORMATS]
    return _AS_TEXT[formats[-1] if formats else COUNT_FORMAT["arabic"]](value)
