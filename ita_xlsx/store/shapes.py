"""Define what a table of the export and a column of it are, and the columns that several tables share.

Values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from ita_xlsx.model.kind import Kind

# A cell and a row of a table; an unknown value is None.
Cell: TypeAlias = str | int | bool | date | Decimal | Fraction | None
Row: TypeAlias = tuple[Cell, ...]


class Type(StrEnum):
    """The type of a column; a score is an exact rational of 0-100, which a decimal cannot always hold."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    SCORE = "score"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column and its meaning in Thai and English; ``words`` lists the only values, if they are limited.

    ``since`` is the schema of the database in which it first stands. ``is_coded`` is True for codes, digests and cells.
    """

    name: str
    type: Type
    th: str
    en: str
    required: bool = False
    words: tuple[str, ...] = ()
    since: int = 1
    is_coded: bool = False

    @property
    def may_hold_persons(self) -> bool:
        """Return True if the column holds free texts or names of files, in which a telephone number may stand."""
        return self.type is Type.STRING and not self.words and not self.is_coded


@dataclass(frozen=True)
class Reference:
    """Columns that refer to a row of another table by its ``key``."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TableShape:
    """A table: its columns in order, the key of its rows, and its references to other tables.

    If ``clustered`` is set, the database stores the rows by their key, which halves the size of many short rows.
    ``since`` is the schema of the database in which the table first stands.
    """

    name: str
    th: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    clustered: bool = False
    since: int = 1


YEAR = Column(name="year", type=Type.INTEGER, th="ปีงบประมาณ (พ.ศ.)", en="fiscal year (Buddhist era)", required=True)
AGENCY = Column(
    name="agency",
    type=Type.STRING,
    th="รหัสหน่วยงาน (agencies.code)",
    en="code of the agency (agencies.code)",
    required=True,
    is_coded=True,
)
SUBJECT = Column(
    name="subject", type=Type.STRING, th="สิ่งที่ได้คะแนน: overall, IIT, 1, i1, e1 public …",
    en="what is scored: overall, IIT, 1, i1, e1 public …", required=True,
    is_coded=True,
)  # fmt: skip
KIND_OF_SUBJECT = Column(
    name="kind", type=Type.STRING, th="ชนิดของสิ่งที่ได้คะแนน", en="what the subject is", required=True, words=tuple(Kind),
)  # fmt: skip
OF_ROUND = Reference(("year",), "rounds", ("year",))
OF_AGENCY = Reference(("year", "agency"), "agencies", ("year", "code"))
