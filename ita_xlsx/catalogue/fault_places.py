"""Name the place of each row and field of a definition, so that the message about a fault can point to it.

A definition stands in the files of a folder (Places) or in the cells of a workbook (CellPlaces). Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ita_xlsx.model.findings import CATALOGUE, Code, Finding, make_finding
from ita_xlsx.model.layout.grid import a1

# The keywords of a finding that give its place: where, field, and for a workbook also sheet and cell.
PlaceParams: TypeAlias = dict[str, str | None]

_FRAMEWORK = "framework.toml"
_QUESTIONS = "questions.csv"
_LABELS = {"instruments": "", "indicators": "indicator ", "subindicators": "subindicator "}


class Places:
    """The places of a definition in the files of a folder; rows count from one, 0 is the table itself."""

    def field_params(self, table: str, number: int, field: str) -> PlaceParams:
        """Return the place of a field of a row."""
        if table == "questions":
            return {"where": f"{_QUESTIONS}:{number + 1}", "field": field}
        if table == "settings":
            return {"where": _FRAMEWORK, "field": field}
        return {"where": f"{table}[{number}]" if number else table, "field": field}

    def column_params(self, table: str, field: str) -> PlaceParams:
        """Return the place of a field of all rows together."""
        return {"where": _FRAMEWORK, "field": field}

    def empty_table_params(self, table: str) -> PlaceParams:
        """Return the place of a table that has no row."""
        return {"where": _FRAMEWORK, "field": table}

    def label_of(self, table: str, code: str) -> str:
        """Return the name by which a message calls the instrument, indicator or sub-indicator with this code."""
        return _LABELS[table] + code

    def has_field(self, table: str, field: str) -> bool:
        """Return True if the field can be read; a missing column of a workbook is reported elsewhere."""
        return True


@dataclass(frozen=True)
class HeadedCell:
    """A cell of a workbook, and the header above it; row and column count from zero."""

    sheet: str
    row: int
    col: int
    header: str

    @property
    def params(self) -> PlaceParams:
        """Return the place of this cell."""
        return {"where": self.sheet, "field": self.header, "sheet": self.sheet, "cell": a1(self.row, self.col)}


@dataclass
class CellPlaces(Places):
    """The places of a definition in the cells of a workbook."""

    cells: dict[tuple[str, int, str], HeadedCell] = field(default_factory=dict)
    # The cell below the header, by table and field.
    first_cells: dict[tuple[str, str], HeadedCell] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, number: int, row: int, cols: Mapping[str, int], header_table: str) -> None:
        """Store the place of a row; its headers are those of ``header_table``."""
        for key, col in cols.items():
            first = self.first_cells[header_table, key]
            self.cells[table, number, key] = HeadedCell(first.sheet, row, col, first.header)

    def field_params(self, table: str, number: int, field: str) -> PlaceParams:
        """Return the place of a field of a row."""
        cell = self.cells.get((table, number, field))
        return cell.params if cell else {"where": self.sheets.get(table, table), "field": field}

    def column_params(self, table: str, field: str) -> PlaceParams:
        """Return the place of a field of all rows together, as a range of cells."""
        cells = [cell for (name, _, key), cell in self.cells.items() if (name, key) == (table, field)]
        if not cells:
            return self.empty_table_params(table)
        first, last = (a1(cells[index].row, cells[index].col) for index in (0, -1))
        return {**cells[0].params, "cell": first if first == last else f"{first}:{last}"}

    def empty_table_params(self, table: str) -> PlaceParams:
        """Return the place of a table that has no row: the cell below its first header."""
        return next(cell.params for (name, _), cell in self.first_cells.items() if name == table)

    def label_of(self, table: str, code: str) -> str:
        """Return the name by which a message calls the instrument, indicator or sub-indicator with this code."""
        return f"{self.sheets[table]} {code}"

    def has_field(self, table: str, field: str) -> bool:
        """Return True if the field can be read; a missing column of a workbook is reported elsewhere."""
        if table in ("settings", "confidence", "sources"):
            return (table, 0, field) in self.cells
        return ("parts" if table.endswith(".parts") else table, field) in self.first_cells


def make_fault(code: Code, place: PlaceParams, **params: str | None) -> Finding:
    """Return a finding about a place of a definition; ``where`` and ``field`` are left out of a text without them."""
    unnamed = {"where", "field"} - CATALOGUE[code].params
    return make_finding(code, **{key: text for key, text in {**place, **params}.items() if key not in unnamed})
