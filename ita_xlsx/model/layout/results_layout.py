"""Define the layout of result tables, which the form and the analysis workbook both have.

Takes a framework; gives a table per kind of nodes, and cells for formulas. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Column, Place, Table

EXACT = "exact"
SCORE = "score"
ORIGIN = "origin"
ANNOUNCED_LIST = "announced_list"
ANSWERED = "known"
LOWEST = "lowest"
HIGHEST = "highest"
STANDS_IN = "stands_in"
REPLACED = "replaced"
# What a table needs, beside its exact scores, to decide live where an announced figure stands in for answers.
STAND_IN_COLUMNS = (
    Column(ANNOUNCED_LIST, "คะแนนประกาศที่ใช้"),
    Column(ANSWERED, "ข้อที่มีคะแนน"),
    Column(LOWEST, "ต่ำสุดที่ได้"),
    Column(HIGHEST, "สูงสุดที่ได้"),
    Column(STANDS_IN, "ใช้คะแนนประกาศ"),
    Column(REPLACED, "ข้อที่ถูกแทน"),
)

_SECTIONS = (
    ("คะแนนรวมและผลรายเครื่องมือ", (Kind.OVERALL, Kind.INSTRUMENT)),
    ("ผลรายตัวชี้วัด", (Kind.INDICATOR,)),
    ("ผลแยกตามส่วนของแบบสำรวจ", (Kind.PART, Kind.VIEW)),
    ("ผลรายตัวชี้วัดย่อย", (Kind.SUBINDICATOR,)),
)


class ResultsLayout:
    """The result tables of one framework, one below the other on one sheet.

    Between two tables there are three rows: one empty, one title, one header.
    """

    def __init__(self, framework: Framework, sheet: str, columns: tuple[Column, ...], first_row: int) -> None:
        """Make the layout; ``first_row`` is the row of the first title."""
        self.framework = framework
        self.sheet = sheet
        self.columns = columns
        self._first_row = first_row

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the kinds of nodes that the framework has."""
        tables: list[Table] = []
        row = self._first_row
        for title, kinds in _SECTIONS:
            items = tuple(node.subject for kind in kinds for node in self.framework.of_kind(kind))
            if not items:
                continue
            tables.append(Table(sheet=self.sheet, title=title, header_row=row + 1, columns=self.columns, items=items))
            row = tables[-1].last_row + 2
        return tuple(tables)

    @cached_property
    def _table_of(self) -> Mapping[str, Table]:
        return {item: table for table in self.tables for item in table.items}

    def table_of(self, subject: str) -> Table:
        """Return the table that has a row for a subject; raise KeyError if there is none."""
        return self._table_of[subject]

    def place(self, subject: str, key: str) -> Place:
        """Return the cell of a subject in a result column; raise KeyError if there is none."""
        return self._table_of[subject].place(subject, key)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return all subjects that have a row, table after table."""
        return tuple(self._table_of)

    @property
    def last_row(self) -> int:
        """Return the last row of the last table."""
        return self.tables[-1].last_row
