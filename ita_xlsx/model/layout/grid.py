"""Define cells and tables of a sheet, and make references to them.

Rows and columns are numbers from zero; references are texts as formulas use them. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ita_xlsx.model.fields import Fields


@cache
def column_name(col: int) -> str:
    """Return the letters of a column: ``A`` for 0, ``AA`` for 26."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(letters: str) -> int:
    """Return the column of its letters: 0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(maxsize=1 << 14)
def a1(row: int, col: int) -> str:
    """Return the A1 address of a row and a column, such as ``D14``; cached, as all forms of a round have the same."""
    return f"{column_name(col)}{row + 1}"


class Place(NamedTuple):
    """One cell; row and column count from zero."""

    sheet: str
    row: int
    col: int

    @property
    def a1(self) -> str:
        """Return the A1 address of the cell, such as ``D14``."""
        return a1(self.row, self.col)

    @property
    def fixed(self) -> str:
        """Return the absolute address of the cell, such as ``$D$14``."""
        return f"${column_name(self.col)}${self.row + 1}"

    def seen_from(self, sheet: str, *, fixed: bool = False) -> str:
        """Return the reference that a formula in ``sheet`` uses for this cell; absolute if ``fixed``."""
        address = self.fixed if fixed else self.a1
        return address if sheet == self.sheet else f"{quoted(self.sheet)}!{address}"


def runs(places: Iterable[Place]) -> list[list[Place]]:
    """Return cells in groups of neighboring cells of one column, sorted by sheet, column and row."""
    groups: list[list[Place]] = []
    for place in sorted(set(places), key=lambda item: (item.sheet, item.col, item.row)):
        if groups and Place(place.sheet, place.row - 1, place.col) == groups[-1][-1]:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def span(run: Sequence[Place]) -> str:
    """Return the reference to neighboring cells: ``D5``, or ``D5:D9``."""
    return run[0].a1 if run[0] == run[-1] else f"{run[0].a1}:{run[-1].a1}"


def spans(places: Iterable[Place]) -> str:
    """Return the shortest reference to cells of one sheet, such as ``D5:D9, D12``."""
    return ", ".join(map(span, runs(places)))


def quoted(sheet: str) -> str:
    """Return a sheet name in quotes, as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True)
class Column:
    """A column of a table: the key that the program uses, and the header that a person reads."""

    key: str
    header: str


@dataclass(frozen=True, kw_only=True)
class Table(Fields):
    """A table of a sheet: one row per item below a header row; the title stands above the header.

    ``bands`` are items with the number of rows above each that belong to no item, such as the name of a group.
    """

    sheet: str
    title: str
    header_row: int
    columns: tuple[Column, ...]
    items: tuple[str, ...]
    first_col: int = 0
    bands: tuple[tuple[str, int], ...] = ()

    @property
    def first_row(self) -> int:
        """Return the row of the first item."""
        return self.row(self.items[0]) if self.bands else self.header_row + 1

    @property
    def last_row(self) -> int:
        """Return the row of the last item."""
        return self.header_row + len(self.items) + sum(count for _, count in self.bands)

    @property
    def last_col(self) -> int:
        """Return the last column of the table."""
        return self.first_col + len(self.columns) - 1

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        above, rows, row = dict(self.bands), {}, self.header_row
        for item in self.items:
            row += 1 + above.get(item, 0)
            rows[item] = row
        return rows

    @cached_property
    def _cols(self) -> Mapping[str, int]:
        return {column.key: self.first_col + index for index, column in enumerate(self.columns)}

    @cached_property
    def _places(self) -> dict[tuple[str, str], Place]:
        """Return the cells that were asked for; formulas ask for the same ones again and again."""
        return {}

    def __contains__(self, item: str) -> bool:
        """Return True if the table has a row for the item."""
        return item in self._rows

    def has(self, key: str) -> bool:
        """Return True if the table has a column with this key."""
        return key in self._cols

    def row(self, item: str) -> int:
        """Return the row of an item; raise KeyError if the table has no such item."""
        return self._rows[item]

    def col(self, key: str) -> int:
        """Return the column with this key; raise KeyError if the table has none."""
        return self._cols[key]

    def place(self, item: str, key: str) -> Place:
        """Return the cell of an item in a column; raise KeyError if the table has no such item or column."""
        place = self._places.get((item, key))
        if place is None:
            place = self._places[item, key] = Place(self.sheet, self.row(item), self.col(key))
        return place

    def span(self, key: str, seen_from: str, items: tuple[str, ...] = (), last_key: str = "") -> str:
        """Return the absolute reference to a column, as a formula in the sheet ``seen_from`` uses it.

        It runs from the first to the last of ``items``, or over all rows if none are given, and up to the column
        ``last_key`` if there is one.
        """
        top, bottom = (self.row(items[0]), self.row(items[-1])) if items else (self.first_row, self.last_row)
        first, last = column_name(self.col(key)), column_name(self.col(last_key or key))
        cells = f"${first}${top + 1}:${last}${bottom + 1}"
        return cells if seen_from == self.sheet else f"{quoted(self.sheet)}!{cells}"

    def row_span(self, row: int, first_key: str, last_key: str) -> str:
        """Return the reference to the cells of one row between two columns, such as ``D5:G5``."""
        return f"{a1(row, self.col(first_key))}:{a1(row, self.col(last_key))}"


@lru_cache(maxsize=4)
def row_numbers(count: int, *, least: int = 0) -> tuple[str, ...]:
    """Return the items of a table whose rows are only numbered: ``("1", "2", ...)``, but at least ``least`` of them.

    A table with one blank row gives the formulas over its columns a range to read.
    """
    return tuple(str(number) for number in range(1, max(count, least) + 1))
