"""Write a table as a CSV file that Excel opens correctly and without risk.

Takes a table; writes to a text stream. The file is UTF-8 with a byte order mark, lines end in CR LF, and every field is
quoted. An unknown value is an empty field, a boolean ``true`` or ``false``, a date ``2026-09-30``. A text that could
be a formula gets a leading apostrophe; ``safe_texts.unescape_formula_text`` removes it again.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TextIO

from ita_xlsx.model.results import plain_number
from ita_xlsx.store.safe_texts import escape_formula_text
from ita_xlsx.store.shapes import TableShape, Type

# Slow to import, and the decisions of a round are read without it.
if TYPE_CHECKING:
    from ita_xlsx.store.tidy_tables import RoundTable

BOM = "\ufeff"
DELIMITER, LINE_END = ",", "\r\n"


def file_name(shape: TableShape) -> str:
    """Return the file name of a table in the folder of an export."""
    return f"{shape.name}.csv"


def write_csv(stream: TextIO, table: RoundTable) -> None:
    """Write a table row by row, with the byte order mark first.

    The stream is opened with ``encoding="utf-8", newline=""``; its errors are passed on.
    """
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow([column.name for column in table.shape.columns])
    formatters = [_FORMATTERS[column.type] for column in table.shape.columns]
    writer.writerows(
        ["" if cell is None else to_text(cell) for to_text, cell in zip(formatters, row, strict=True)]
        for row in table.rows()
    )


def _boolean_text(value: bool) -> str:
    return "true" if value else "false"


def _exact_text(value: Fraction) -> str:
    return plain_number(value)


_FORMATTERS: dict[Type, Callable[[Any], str]] = {
    Type.STRING: escape_formula_text,
    Type.INTEGER: str,
    Type.NUMBER: str,
    Type.BOOLEAN: _boolean_text,
    Type.DATE: date.isoformat,
    Type.SCORE: _exact_text,
}
