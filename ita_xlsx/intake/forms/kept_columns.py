"""Take the columns of a sheet, and keep what their texts say: most forms of a round have the same texts.

Takes the rows of a sheet; returns columns, texts and numbers of rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import Value, text_of

# A wider sheet has no more columns of ours, and could take much memory by one cell far out.
_WIDEST = 100
# What longer columns say is found anew in each form.
_LONGEST_KEPT, _MOST_KEPT = 20_000, 128


def columns_of_rows(rows: Sequence[tuple[Value, ...]]) -> Sequence[tuple[Value, ...]] | None:
    """Return the columns of some rows, each with a value for every row; None for rows that are too wide."""
    return list(zip_longest(*rows, fillvalue="")) if max(map(len, rows), default=0) <= _WIDEST else None


def texts_below(column: Sequence[Value], row: int) -> Sequence[tuple[int, str]]:
    """Return (row number, text) for each row below a row with a text in a column."""
    # What stands above differs in each form, for example the name of the agency.
    below = tuple(column[row + 1 :])
    return _kept_texts_of(below, row + 1) if _is_kept(below) else _texts_of(below, row + 1)


def rows_with_number(column: Sequence[Value]) -> frozenset[int]:
    """Return the rows with a bare number in a column."""
    return _kept_rows_with_number(tuple(column)) if _is_kept(column) else _rows_with_number(column)


def _is_kept(column: Sequence[Value]) -> bool:
    """Return True for a column of texts alone, as equal columns of other values may differ: 1 is equal to TRUE."""
    try:
        return len(column) <= _LONGEST_KEPT and len("".join(column)) <= _LONGEST_KEPT  # type: ignore[arg-type]
    except TypeError:
        return False


def _texts_of(values: Sequence[Value], first: int) -> Sequence[tuple[int, str]]:
    """Return (row number, text) for each row with a text; ``first`` is the row of the first value."""
    return [(row, text) for row, value in enumerate(values, first) if value != "" and (text := text_of(value))]


def _rows_with_number(column: Sequence[Value]) -> frozenset[int]:
    return frozenset(row for row, value in enumerate(column) if parse_score(value)[0] is not None)


_kept_texts_of = lru_cache(maxsize=_MOST_KEPT)(_texts_of)
_kept_rows_with_number = lru_cache(maxsize=_MOST_KEPT)(_rows_with_number)
