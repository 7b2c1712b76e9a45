"""Write the SQL statements that create and fill the tables of the database, and convert rows for them.

Takes tables and rows; returns texts and rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from ita_xlsx.store.columns import SCHEMA
from ita_xlsx.store.safe_texts import replace_control_characters
from ita_xlsx.store.shapes import Column, TableShape, Type

EXACT = "_exact"
Stored: TypeAlias = str | int | float | None

_LARGEST_INTEGER = 2**63 - 1
_TYPES = {
    Type.STRING: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "REAL",
    Type.BOOLEAN: "INTEGER",
    Type.DATE: "TEXT",
    Type.SCORE: "REAL",
}


def create_table(shape: TableShape, schema: int = SCHEMA) -> str:
    """Return the statement that creates a table, as it is in a schema of the database.

    A database counts as ours only if it contains exactly this text.
    """
    lines = [line for column in columns_of(shape, schema) for line in _columns(column)]
    if shape.key:
        lines.append(f"PRIMARY KEY ({_names(shape.key)})")
    lines += [
        f'FOREIGN KEY ({_names(item.columns)}) REFERENCES "{item.table}" ({_names(item.key)})'
        for item in shape.references
    ]
    body = ",\n    ".join(lines)
    return f'CREATE TABLE "{shape.name}" (\n    {body}\n){" WITHOUT ROWID" if shape.clustered else ""}'


def columns_of(shape: TableShape, schema: int) -> tuple[Column, ...]:
    """Return the columns that a table has in a schema of the database."""
    return tuple(column for column in shape.columns if column.since <= schema)


def upgrade_table(shape: TableShape, schema: int) -> tuple[str, ...]:
    """Return the statements that give a table of an older schema its new columns, or make a table that is new.

    A new column holds zero in all rows if it needs a value, else nothing. No statement if the table is the same in that
    schema. The table is made anew, as its text must be exactly ours.
    """
    if shape.since > schema:
        return (create_table(shape),)
    columns = columns_of(shape, schema)
    if columns == shape.columns:
        return ()
    new = "".join(", 0" if column.required else ", NULL" for column in shape.columns[len(columns) :])
    return (
        f'CREATE TEMP TABLE "earlier" AS SELECT * FROM "{shape.name}"',
        f'DROP TABLE "{shape.name}"',
        create_table(shape),
        f'INSERT INTO "{shape.name}" SELECT *{new} FROM "earlier"',
        'DROP TABLE "earlier"',
    )


def insert_into(shape: TableShape) -> str:
    """Return the statement that adds a row, with a placeholder for each stored value."""
    count = sum(2 if column.type is Type.SCORE else 1 for column in shape.columns)
    return f'INSERT INTO "{shape.name}" VALUES ({", ".join("?" * count)})'


def stored_rows(shape: TableShape, rows: Iterable[Sequence[Any]]) -> Iterator[list[Stored]]:
    """Yield the rows as the database stores them.

    A score is stored twice, as a number and as an exact fraction; a date is stored as ``2026-09-30``.
    """
    converters = [_CONVERTERS[column.type] for column in shape.columns]
    # From the right, so that an inserted value does not move the columns that follow.
    exact = [col for col, column in enumerate(shape.columns) if column.type is Type.SCORE][::-1]
    for row in rows:
        values = [None if cell is None else convert(cell) for convert, cell in zip(converters, row, strict=True)]
        for col in exact:
            values.insert(col + 1, None if row[col] is None else fraction_text(row[col]))
        yield values


def fraction_text(value: Fraction) -> str:
    """Return a fraction as text, such as ``1667/20``."""
    return f"{value.numerator}/{value.denominator}"


def _columns(column: Column) -> list[str]:
    need = " NOT NULL" if column.required else ""
    lines = [f'"{column.name}" {_TYPES[column.type]}{need}']
    if column.type is Type.SCORE:
        lines.append(f'"{column.name}{EXACT}" TEXT{need}')
    return lines


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _integer(value: int) -> Stored:
    """Return a number beyond 64 bits, which a form may contain, as text; the database turns it into a real number."""
    return value if abs(value) <= _LARGEST_INTEGER else str(value)


def _number(value: Decimal) -> Stored:
    return float(value)


def _score(value: Fraction) -> Stored:
    return value.numerator / value.denominator


_CONVERTERS: dict[Type, Callable[[Any], Stored]] = {
    Type.STRING: replace_control_characters,
    Type.INTEGER: _integer,
    Type.NUMBER: _number,
    Type.BOOLEAN: int,
    Type.DATE: date.isoformat,
    Type.SCORE: _score,
}
