"""The values of a workbook by address, by the fast reader, and the cleaning every text gets first."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.container import open_container
from ita_xlsx.intake.hidden import error_cells
from ita_xlsx.model.agency import code_key

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True)
class SheetCells:
    """One sheet: rows of values, counted from zero; an empty cell is ``""``."""

    name: str
    rows: tuple[tuple[Value, ...], ...]

    def at(self, row: int, col: int) -> Value:
        """The value of a cell; empty beyond the edge."""
        return self.rows[row][col] if row < len(self.rows) and col < len(self.rows[row]) else ""


def read_sheets(data: bytes) -> tuple[SheetCells, ...]:
    """Every sheet's values; raises UnreadableWorkbook for what is no workbook, or when the reader gives up."""
    from python_calamine import CalamineWorkbook

    open_container(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        errors = error_cells(data)
        # Without skip_empty_area=False every address shifts by the empty rows and columns before the data.
        return tuple(
            SheetCells(
                name,
                _with_errors(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), errors.get(name, {})),
            )
            for name in workbook.sheet_names
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's panics are no Exception
        raise UnreadableWorkbook("F105") from error


def _with_errors(rows: list[list[Value]], errors: Mapping[tuple[int, int], str]) -> tuple[tuple[Value, ...], ...]:
    """The rows with the errors that cells show in their places, where the reader gave empty cells."""
    for (row, col), text in errors.items():
        if row < len(rows) and col < len(rows[row]):
            rows[row][col] = text
    return tuple(map(tuple, rows))


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """One spelling of a text: composed, no invisible characters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def text_of(value: Value) -> str:
    """A cell's value as clean text; a whole number has no decimals."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """A code as the framework spells it: Thai digits, case and a closing dot aside."""
    return code_key(clean_text(text))
