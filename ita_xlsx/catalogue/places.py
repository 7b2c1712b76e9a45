"""Where the rows of a definition stand, so that a fault can be found: in files, or in cells of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ita_xlsx.model.layout.grid import a1

About: TypeAlias = dict[str, str | None]

_FRAMEWORK = "framework.toml"
_QUESTIONS = "questions.csv"
_ONE_OF = {"instruments": "", "indicators": "indicator ", "subindicators": "subindicator "}


class Places:
    """The files of a folder; rows count from one, 0 is a table without rows."""

    def of(self, table: str, number: int, field: str) -> About:
        """What a message says of a field of a row."""
        if table == "questions":
            return {"where": f"{_QUESTIONS}:{number + 1}", "field": field}
        if table == "settings":
            return {"where": _FRAMEWORK, "field": field}
        return {"where": f"{table}[{number}]" if number else table, "field": field}

    def column(self, table: str, field: str) -> About:
        """What it says of a field of all rows together."""
        return {"where": _FRAMEWORK, "field": field}

    def nothing_in(self, table: str) -> About:
        """What it says of a table that holds no row."""
        return {"where": _FRAMEWORK, "field": table}

    def named(self, table: str, code: str) -> str:
        """How it calls the thing with this code."""
        return _ONE_OF[table] + code

    def knows(self, table: str, field: str) -> bool:
        """Whether the field is there to be read at all; what is not has been told already."""
        return True


@dataclass(frozen=True)
class Spot:
    """One cell of a workbook, and the header above it; row and column count from zero."""

    sheet: str
    row: int
    col: int
    header: str

    @property
    def about(self) -> About:
        """What a message says of this cell."""
        return {"where": self.sheet, "field": self.header, "sheet": self.sheet, "cell": a1(self.row, self.col)}


@dataclass
class CellPlaces(Places):
    """The cells of a workbook."""

    spots: dict[tuple[str, int, str], Spot] = field(default_factory=dict)
    # By table and field: the cell below the header.
    tops: dict[tuple[str, str], Spot] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, number: int, row: int, cols: Mapping[str, int], like: str) -> None:
        """Note where a row stands, under the headers of the table ``like``."""
        for key, col in cols.items():
            top = self.tops[like, key]
            self.spots[table, number, key] = Spot(top.sheet, row, col, top.header)

    def of(self, table: str, number: int, field: str) -> About:
        """What a message says of a field of a row."""
        spot = self.spots.get((table, number, field))
        return spot.about if spot else {"where": self.sheets.get(table, table), "field": field}

    def column(self, table: str, field: str) -> About:
        """What it says of a field of all rows together."""
        rows = [spot for (name, _, key), spot in self.spots.items() if (name, key) == (table, field)]
        if not rows:
            return self.nothing_in(table)
        first, last = (a1(rows[index].row, rows[index].col) for index in (0, -1))
        return {**rows[0].about, "cell": first if first == last else f"{first}:{last}"}

    def nothing_in(self, table: str) -> About:
        """What it says of a table that holds no row."""
        return next(spot.about for (name, _), spot in self.tops.items() if name == table)

    def named(self, table: str, code: str) -> str:
        """How it calls the thing with this code."""
        return f"{self.sheets[table]} {code}"

    def knows(self, table: str, field: str) -> bool:
        """Whether the field is there to be read at all; what is not has been told already."""
        if table in ("settings", "confidence", "sources"):
            return (table, 0, field) in self.spots
        return ("parts" if table.endswith(".parts") else table, field) in self.tops
