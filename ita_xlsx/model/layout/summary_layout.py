"""Define the layout of the first sheet of the analysis workbook: one screen, and one page, that a director reads.

Takes a framework; gives rows, columns and cells to writers and formulas. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Place

SUMMARY = "สรุปผล"
# The weak points that the page names, each in two rows.
PLACES = 5
# Columns: margin, name (two), score, change, bar, gutter, subject, what (two), score or end, why or owner.
NAME, SCORE, CHANGE, BAR = 1, 3, 4, 5
SUBJECT, WHAT, WHAT_END, FIGURE, WHY = 7, 8, 9, 10, 11
FIRST, LAST = NAME, WHY
# Hidden columns: the number of a weak point in the list, its row in the helper table, the row of its measure.
NUMBER, POSITION, PLAN_ROW = 13, 14, 15
# The first and the last column of each card of an instrument, by the number of instruments.
_CARDS = {
    1: ((7, 11),),
    2: ((7, 9), (10, 11)),
    3: ((7, 8), (9, 10), (11, 11)),
    4: ((7, 8), (9, 9), (10, 10), (11, 11)),
}


@dataclass(frozen=True)
class SummaryLayout:
    """The rows and cells of the first sheet for one framework."""

    framework: Framework

    title = Place(SUMMARY, 0, NAME)
    message = Place(SUMMARY, 1, NAME)
    overall = Place(SUMMARY, 4, NAME)
    level = Place(SUMMARY, 4, NAME + 1)
    below_overall = Place(SUMMARY, 5, NAME)
    bar_start = Place(SUMMARY, 7, NUMBER)
    heads_row = 7
    first_row = 8

    @property
    def cards(self) -> tuple[tuple[Node, int, int], ...]:
        """Return each instrument with the first and the last column of its card; at most four have room."""
        instruments = self.framework.of_kind(Kind.INSTRUMENT)[: max(_CARDS)]
        columns = _CARDS[len(instruments)]
        return tuple((node, first, last) for node, (first, last) in zip(instruments, columns, strict=True))

    @property
    def indicators(self) -> tuple[tuple[Node, int], ...]:
        """Return each indicator with its row."""
        nodes = self.framework.of_kind(Kind.INDICATOR)
        return tuple((node, row) for row, node in enumerate(nodes, self.first_row))

    @property
    def divided(self) -> tuple[Node, ...]:
        """Return the indicators whose score is made of two parts, such as EIT Public and EIT Survey."""
        nodes = self.framework.of_kind(Kind.INDICATOR)
        return tuple(
            node for node in nodes if len(node.children) == 2 and all(part.kind is Kind.PART for part in node.children)
        )

    @property
    def rows(self) -> int:
        """Return how many rows the indicators and the weak points take side by side."""
        return max(len(self.indicators), 2 * PLACES)

    @property
    def below_row(self) -> int:
        """Return the first row below the first screen."""
        return self.first_row + self.rows

    def place(self, number: int, col: int, *, second: bool = False) -> Place:
        """Return the cell of a weak point in its first or ``second`` row; ``number`` counts from 1."""
        return Place(SUMMARY, self.first_row + 2 * (number - 1) + second, col)
