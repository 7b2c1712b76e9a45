"""Define the layout of the card of an agency: one sheet, one screen, and one page of A4.

Takes a framework; gives rows, columns and cells to writers and formulas. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.pages.agency_card import MOST_POINTS

SCHEMA = "ita-xlsx/card/1"
CARD = "บัตรผล"
# Columns: margin, name (two), score, change, gap, gutter, subject, what (two), score or end, why or owner (two).
NAME, NAME_END, SCORE, CHANGE, GAP = 1, 2, 3, 4, 5
SUBJECT, WHAT, WHAT_END, FIGURE, WHY, WHY_END = 7, 8, 9, 10, 11, 12
FIRST, LAST = NAME, WHY_END
# Hidden columns: last year's score and the mean of the group, from which change and gap are computed.
BEFORE, MEAN = 13, 14
# The columns of the table of the group: mean, gap, three quartiles, and where the agency stands (from it to the last).
GROUP_MEAN, LOWER, MIDDLE, UPPER, QUARTER = CHANGE, SUBJECT, WHAT, WHAT_END, FIGURE
# The first and the last column of the card of each instrument, by the number of instruments; then that of the rank.
_CARDS = {1: ((7, 11),), 2: ((7, 8), (9, 11)), 3: ((7, 8), (9, 9), (10, 11))}


@dataclass(frozen=True)
class CardLayout:
    """The rows and cells of the card for one framework."""

    framework: Framework

    title = Place(CARD, 0, NAME)
    message = Place(CARD, 1, NAME)
    overall = Place(CARD, 4, NAME)
    level = Place(CARD, 4, SCORE)
    rank = Place(CARD, 4, WHY_END)
    threshold = Place(CARD, 7, BEFORE)
    heads_row = 7
    first_row = 8

    @property
    def instruments(self) -> tuple[tuple[Node, int, int], ...]:
        """Return each instrument with the first and the last column of its card; at most three have room."""
        nodes = self.framework.of_kind(Kind.INSTRUMENT)[: max(_CARDS)]
        return tuple((node, first, last) for node, (first, last) in zip(nodes, _CARDS[len(nodes)], strict=True))

    @property
    def indicators(self) -> tuple[tuple[Node, int], ...]:
        """Return each indicator with its row."""
        return tuple((node, row) for row, node in enumerate(self.framework.of_kind(Kind.INDICATOR), self.first_row))

    @property
    def below_row(self) -> int:
        """Return the first row below the first screen, which stays empty."""
        return self.first_row + max(len(self.indicators), 2 * MOST_POINTS)

    @property
    def group_head(self) -> int:
        """Return the row of the titles of the table of the group."""
        return self.below_row + 1

    @property
    def grouped(self) -> tuple[tuple[Node, int], ...]:
        """Return the overall score and each instrument, with its row in the table of the group."""
        nodes = (self.framework.nodes[OVERALL], *self.framework.of_kind(Kind.INSTRUMENT))
        return tuple((node, row) for row, node in enumerate(nodes, self.group_head + 1))

    @property
    def lines_row(self) -> int:
        """Return the row of the first line below the tables."""
        return self.grouped[-1][1] + 2

    def point(self, number: int, col: int, *, second: bool = False) -> Place:
        """Return the cell of a weak point in its first or ``second`` row; ``number`` counts from 1."""
        return Place(CARD, self.first_row + 2 * (number - 1) + second, col)

    def place(self, node: Node, col: int) -> Place:
        """Return the cell of a column in the row of the overall score, of an instrument or of an indicator."""
        rows = {item.subject: row for item, row in (*self.indicators, *self.grouped)}
        return Place(CARD, rows[node.subject], col)
