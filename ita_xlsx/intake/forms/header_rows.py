"""Find the rows of a form that name the columns of a table; the texts of a sheet are collected once for all tables.

Takes sheets; returns rows and columns, counted from zero. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, code_of, header_keys
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH
from ita_xlsx.model.layout import AgencyLayout, Table
from ita_xlsx.model.layout.agency_layout import OPTIONAL_MARK

_ADDRESS = ("http://", "https://")
# A row with more cells is no header row of ours, and its columns are not kept.
_MOST_KEPT = 100


class HeaderRows:
    """The rows of the sheets of one workbook that name a header of any table; ``headers`` are given as their keys."""

    def __init__(self, headers: frozenset[str]) -> None:
        """Keep the headers; the rows of a sheet are searched when they are asked for."""
        self._names_header = partial(_names_any, headers)
        self._rows: dict[str, Sequence[tuple[int, frozenset[str]]]] = {}

    def naming(self, sheet: SheetCells, headers: Set[str]) -> list[int]:
        """Return the rows of a sheet that name all of these headers, some of those of any table."""
        if sheet.name not in self._rows:
            self._rows[sheet.name] = self._search(sheet.rows[:HEADER_DEPTH])
        return [row for row, keys in self._rows[sheet.name] if headers <= keys]

    def _search(self, rows: Sequence[tuple[Value, ...]]) -> list[tuple[int, frozenset[str]]]:
        """Return the rows that name a header, each with the headers that it names."""
        # Each text is looked at once, however many rows it is in.
        texts = [value for value in set(chain.from_iterable(rows)) if isinstance(value, str)]
        header_texts = set(filter(self._names_header, texts))
        return [(row, _keys_in(values)) for row, values in enumerate(rows) if not header_texts.isdisjoint(values)]


@lru_cache(maxsize=1 << 13)
def _names_any(headers: frozenset[str], text: str) -> bool:
    """Return True if a text names one of these headers; kept, as most texts are the same in all forms of a round."""
    # An address names no column, and each form has others: its keys would be made for nothing.
    return not text.startswith(_ADDRESS) and not headers.isdisjoint(header_keys(text))


def _keys_in(values: Sequence[Value]) -> frozenset[str]:
    """Return the headers that the texts of a row name; none for a single text, which is no header row."""
    texts = [value for value in values if value and isinstance(value, str)]
    return frozenset(chain.from_iterable(map(header_keys, texts))) if len(texts) > 1 else frozenset()


class HeaderRow(NamedTuple):
    """The columns by key that a row names; ``is_as_in_form`` is True if it names each once, with the form's header."""

    cols: Mapping[str, int]
    is_as_in_form: bool


def read_header_row(sheet: SheetCells, row: int, table: Table) -> HeaderRow:
    """Return the columns that the headers in a row name; a header as in the form, else the first one."""
    texts = tuple([value if isinstance(value, str) else "" for value in sheet.rows[row]])
    return table.once(_row_reader)(texts) if len(texts) < _MOST_KEPT else _read_texts(table, texts)


@lru_cache(maxsize=4)
def headers_in(layout: AgencyLayout) -> frozenset[str]:
    """Return the headers of all tables that an agency fills in, as their keys."""
    tables = (*layout.scores, layout.measures, layout.announced_figures)
    return frozenset(chain.from_iterable(table.once(headers_of) for table in tables))


def headers_of(table: Table) -> Mapping[str, str]:
    """Return the keys of the columns by header; a header is also known without the mark of an optional column."""
    bare = {code_of(column.header.removesuffix(OPTIONAL_MARK)): column.key for column in table.columns}
    return bare | {code_of(column.header): column.key for column in table.columns}


def _row_reader(table: Table) -> Callable[[tuple[str, ...]], HeaderRow]:
    """Return a reader of header rows that keeps what it read, as most forms of a round have the same headers."""
    return lru_cache(maxsize=64)(partial(_read_texts, table))


def _read_texts(table: Table, texts: tuple[str, ...]) -> HeaderRow:
    headers = table.once(headers_of)
    in_form = {
        (column.key, header)
        for column in table.columns
        for header in (column.header, column.header.removesuffix(OPTIONAL_MARK))
    }
    exact: dict[str, int] = {}
    cols: dict[str, int] = {}
    headers_read: list[tuple[str, str]] = []
    for col, text in enumerate(texts):
        if text and (key := _key_of(headers, text)):
            headers_read.append((key, clean_text(text)))
            cols.setdefault(key, col)
            if code_of(text) in headers:
                exact.setdefault(key, col)
    return HeaderRow(cols | exact, len(headers_read) == len(cols) and in_form.issuperset(headers_read))


def _key_of(headers: Mapping[str, str], text: str) -> str | None:
    """Return the key of the column a header names, also if a colon or a unit in brackets was added; else None."""
    return next((headers[key] for key in header_keys(text) if key in headers), None)
