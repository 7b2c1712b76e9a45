"""How is a table written so that Excel opens it as it is, and as nothing else?

The file is UTF-8 with a byte order mark, its lines end in CR LF, every field is quoted, an unknown value is an empty
field, a truth value ``true`` or ``false``, a date ``2026-09-30``. A text that could be a formula begins with an
apostrophe (see ``safe_texts``); ``safe_texts.unguarded`` takes it off again.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, TextIO

from ita_xlsx.model.results import plain_number
from ita_xlsx.store.columns import Shape, Type
from ita_xlsx.store.safe_texts import guarded
from ita_xlsx.store.tidy_tables import TableOf

BOM = "\ufeff"
DELIMITER, LINE_END = ",", "\r\n"


def file_name(shape: Shape) -> str:
    """The file of a table in the folder of an export."""
    return f"{shape.name}.csv"


def write_csv(stream: TextIO, table: TableOf) -> None:
    """Write a table row by row, the byte order mark first.

    The stream is opened with ``encoding="utf-8", newline=""``; whatever it raises passes.
    """
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow([column.name for column in table.shape.columns])
    written = [_WRITTEN[column.type] for column in table.shape.columns]
    writer.writerows(
        ["" if cell is None else write(cell) for write, cell in zip(written, row, strict=True)] for row in table.rows()
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _exact(value: Fraction) -> str:
    return plain_number(value)


_WRITTEN: dict[Type, Callable[[Any], str]] = {
    Type.STRING: guarded,
    Type.INTEGER: str,
    Type.NUMBER: str,
    Type.BOOLEAN: _truth,
    Type.DATE: date.isoformat,
    Type.SCORE: _exact,
}
