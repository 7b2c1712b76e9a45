"""Take addresses from the layout of an agency's form, so that a test says what a cell holds, not where it stands.

``cell(2568, "i10")`` is the score of question i10, ``info_cell(2568, "code")`` the agency's code. Each function takes
a framework or the fiscal year of one that ships with the program, and gives a sheet and an address, which
``str`` joins as findings do: ``IIT!D14``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import grid
from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.layout.framework_layout import SETTING_ROWS, TABLES
from ita_xlsx.model.layout.stamp import STAMP_TABLE

_LETTERS = re.compile("[A-Z]+")


class Place(NamedTuple):
    """One cell: the sheet, and the address in it, such as ``D14``."""

    sheet: str
    a1: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}"

    def of(self, book: Workbook) -> Any:
        """Return openpyxl's cell, to be filled in or looked at."""
        return book[self.sheet][self.a1]

    @property
    def row(self) -> int:
        """The number of the row as people count, from 1."""
        return int(_LETTERS.sub("", self.a1))

    @property
    def col(self) -> int:
        """The number of the column as openpyxl counts, from 1."""
        number = 0
        for letter in self.letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number

    @property
    def letters(self) -> str:
        """The column as people call it."""
        return self.a1.rstrip("0123456789")

    def moved(self, down: int = 0, right: int = 0) -> Place:
        """Return the cell so many rows below and columns right of this one."""
        return Place(self.sheet, grid.a1(self.row - 1 + down, self.col - 1 + right))

    def to(self, last: Place) -> Place:
        """Return the range from this cell to another of its sheet, as one address: ``D5:D6``."""
        return Place(self.sheet, f"{self.a1}:{last.a1}")


def cell(form: Framework | int, subject: str, column_key: str = "score") -> Place:
    """Return a cell in the row of an answer such as ``i10`` or ``e1 public``.

    ``column_key`` is ``score`` or ``previous``, of the answer's own part where it has parts, or another column:
    ``code``, ``text``, ``url``, ``note``.
    """
    layout = layout_of(form)
    leaf = layout.framework.nodes[subject]
    if column_key in ("score", "previous"):
        return _place(layout.answer(leaf, column_key))
    return _place(layout.score_table(leaf).place(leaf.code, column_key))


def column_cells(form: Framework | int, instrument: str, column_key: str = "score") -> Place:
    """Return the range of a column of an instrument's table, from its first question to its last: ``IIT!D5:D19``."""
    table = next(table for table in layout_of(form).scores if table.sheet == instrument)
    first, last = (_place(table.place(table.items[number], column_key)) for number in (0, -1))
    return first.to(last)


def question_cells(form: Framework | int, instrument: str, column_key: str = "score") -> Place:
    """Return the cells of all questions in a column, without the bands between: ``IIT!C4:C6, C8:C10``."""
    table = next(table for table in layout_of(form).scores if table.sheet == instrument)
    return Place(table.sheet, grid.spans(table.place(item, column_key) for item in table.items))


def answer_cells(form: Framework | int, first: str, last: str) -> Place:
    """Return the cells of the answers from one question to another, without the bands between: ``IIT!C5:C6, C8``."""
    layout = layout_of(form)
    leaf = layout.framework.nodes[first]
    items = layout.score_table(leaf).items
    codes = items[items.index(leaf.code) : items.index(layout.framework.nodes[last].code) + 1]
    part = f" {leaf.part}" if leaf.part else ""
    places = [layout.answer(layout.framework.nodes[code + part]) for code in codes]
    return Place(places[0].sheet, grid.spans(places))


def header_cell(form: Framework | int, instrument: str, column_key: str = "score") -> Place:
    """Return the header of a column of an instrument's table; the scores of a part are ``score public``."""
    table = next(table for table in layout_of(form).scores if table.sheet == instrument)
    return Place(table.sheet, grid.a1(table.header_row, table.col(column_key)))


def info_cell(form: Framework | int, field: str, column_key: str = "value") -> Place:
    """Return the cell of a field of the agency, such as ``code`` or ``respondents_iit``, or that of its ``label``."""
    return _place(layout_of(form).info.place(field, column_key))


def announced_cell(form: Framework | int, subject: str, column_key: str = "announced") -> Place:
    """Return a cell in the row of an announced figure such as ``7 survey``, ``overall`` or ``level``.

    ``column_key`` is one of ``announced``, ``announced_second``, ``announced_previous``, ``note``, ``label``.
    """
    return _place(layout_of(form).announced_figures.place(subject, column_key))


def step_cell(form: Framework | int, number: int, column_key: str) -> Place:
    """Return a cell of the agency's own step 1, 2 …, or of the header for 0; ``column_key`` is for example ``url``."""
    table = layout_of(form).measures
    row = table.first_row + number - 1 if number else table.header_row
    return Place(table.sheet, grid.a1(row, table.col(column_key)))


def stamp_cell(field: str, column_key: str = "value") -> Place:
    """Return the cell of a field of the stamp, such as ``agency`` or ``digest``."""
    return _place(STAMP_TABLE.place(field, column_key))


def definition_cell(table: str, row: int | str, column_key: str) -> Place:
    """Return a cell of a framework as a workbook, such as ``definition_cell("questions", 2, "weight")``.

    The rows of a table are counted from 1, and 0 is its header; a row of ``settings`` is called by its key, such as
    ``pass_mark``. ``column_key`` is the key of a column.
    """
    number = list(SETTING_ROWS).index(row) + 1 if isinstance(row, str) else row
    laid = TABLES[table]
    return Place(laid.sheet, grid.a1(laid.header_row + number, laid.col(column_key)))


def layout_of(form: Framework | int) -> AgencyLayout:
    """Return the layout of the form of a framework or of a fiscal year."""
    return _layout_of_year(form) if isinstance(form, int) else AgencyLayout(form)


@cache
def _layout_of_year(year: int) -> AgencyLayout:
    return AgencyLayout(load_framework(year))


def _place(place: grid.Place) -> Place:
    return Place(place.sheet, place.a1)
