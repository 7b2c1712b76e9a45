"""Tables of results, one a kind of node; two workbooks show them, and formulas refer to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Column, Place, Table

EXACT = "exact"
SCORE = "score"
ORIGIN = "origin"
GIVEN_LIST = "announced_list"
KNOWN = "known"

_SECTIONS = (
    ("คะแนนรวมและผลรายเครื่องมือ", (Kind.OVERALL, Kind.INSTRUMENT)),
    ("ผลรายตัวชี้วัด", (Kind.INDICATOR,)),
    ("ผลแยกตามส่วนของแบบสำรวจ", (Kind.PART, Kind.VIEW)),
    ("ผลรายตัวชี้วัดย่อย", (Kind.SUBINDICATOR,)),
)


class ResultsLayout:
    """Result tables stacked on one sheet, and where the inputs of their formulas stand.

    Rows between two tables: one empty, one title, one header. ``notes_below`` more rows are kept free
    under a table for a note.
    """

    def __init__(self, framework: Framework, sheet: str, columns: tuple[Column, ...], first_row: int) -> None:
        self.framework = framework
        self.sheet = sheet
        self.columns = columns
        self._first_row = first_row

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the kinds of nodes this framework has."""
        tables: list[Table] = []
        row = self._first_row
        for title, kinds in _SECTIONS:
            items = tuple(node.subject for kind in kinds for node in self.framework.of_kind(kind))
            if not items:
                continue
            tables.append(Table(self.sheet, title, row + 1, self.columns, items))
            row = tables[-1].last_row + 2
        return tuple(tables)

    @cached_property
    def _table_of(self) -> Mapping[str, Table]:
        return {item: table for table in self.tables for item in table.items}

    def table_of(self, subject: str) -> Table:
        """The table that shows a subject."""
        return self._table_of[subject]

    def place(self, subject: str, key: str) -> Place:
        """The cell of a subject in one of the result columns."""
        return self._table_of[subject].place(subject, key)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every subject shown, table after table."""
        return tuple(self._table_of)

    @property
    def last_row(self) -> int:
        """The last row of the last table."""
        return self.tables[-1].last_row
