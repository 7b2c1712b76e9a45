"""Find the rows of a form that name the columns of a table; the texts of a sheet are collected once for all tables.

Takes sheets; returns rows and columns, counted from zero. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
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
# A longer text is no header of ours and is not kept, and at most so many texts are.
_LONGEST_KEPT, _MOST_TEXTS = 400, 1 << 13


class HeaderTexts:
    """The texts that name one of some headers, which are given as their keys.

    What a text names is kept, as most texts are the same in all forms of a round.
    """

    def __init__(self, headers: frozenset[str]) -> None:
        """Keep the headers."""
        self._headers = headers
        self._kept = _KeptTexts(set(), set())

    def among(self, values: Set[Value]) -> Set[Value]:
        """Return the texts among some values that name a header."""
        kept = self._kept
        if len(kept.texts) > _MOST_TEXTS:
            kept = self._kept = _KeptTexts(set(), set())
        # An address names no column, and each form has others: it would be kept for nothing.
        new = [value for value in values - kept.texts if isinstance(value, str) and not value.startswith(_ADDRESS)]
        naming = {text for text in new if not self._headers.isdisjoint(header_keys(text))}
        texts = [text for text in new if len(text) <= _LONGEST_KEPT]
        kept.naming.update(naming.intersection(texts))
        kept.texts.update(texts)
        return naming | (kept.naming & values)


class _KeptTexts(NamedTuple):
    """Texts that were looked at, and those of them that name a header."""

    texts: set[Value]
    naming: set[Value]


class HeaderRows:
    """The rows of the sheets of one workbook that name a header of any table, by the texts that do so."""

    def __init__(self, header_texts: HeaderTexts) -> None:
        """Keep what knows the texts; the rows of a sheet are searched when they are asked for."""
        self._header_texts = header_texts
        self._rows: dict[str, Sequence[tuple[int, frozenset[str]]]] = {}

    def naming(self, sheet: SheetCells, headers: Set[str]) -> list[int]:
        """Return the rows of a sheet that name all of these headers, some of those of any table."""
        if sheet.name not in self._rows:
            self._rows[sheet.name] = self._search(sheet.rows[:HEADER_DEPTH])
        return [row for row, keys in self._rows[sheet.name] if headers <= keys]

    def _search(self, rows: Sequence[tuple[Value, ...]]) -> list[tuple[int, frozenset[str]]]:
        """Return the rows that name a header, each with the headers that it names."""
        # Each text is looked at once, however many rows it is in; a title that stands alone is no header.
        texts = self._header_texts.among(set(chain.from_iterable([values for values in rows if len(values) > 1])))
        if not texts:
            return []
        return [(row, _keys_in(values)) for row, values in enumerate(rows) if not texts.isdisjoint(values)]


def _keys_in(values: Sequence[Value]) -> frozenset[str]:
    """Return the headers that the texts of a row name; none for a single text, which is no header row."""
    texts = [value for value in values if value and isinstance(value, str)]
    return frozenset(chain.from_iterable(map(header_keys, texts))) if len(texts) > 1 else frozenset()


def headers_of_keys(table: Table, keys: Iterable[str]) -> frozenset[str]:
    """Return all headers of the columns of some keys."""
    return frozenset().union(*map(table.once(_headers_by_key).__getitem__, keys))


def _headers_by_key(table: Table) -> Mapping[str, frozenset[str]]:
    headers = table.once(headers_of)
    return {key: frozenset(header for header in headers if headers[header] == key) for key in headers.values()}


class HeaderRow(NamedTuple):
    """The columns by key that a row names; ``is_as_in_form`` is True if it names each once, with the form's header."""

    cols: Mapping[str, int]
    is_as_in_form: bool


def read_header_row(sheet: SheetCells, row: int, table: Table) -> HeaderRow:
    """Return the columns that the headers in a row name; a header as in the form, else the first one."""
    values = sheet.rows[row]
    return table.once(_row_reader)(values) if len(values) < _MOST_KEPT else _read_values(table, values)


@lru_cache(maxsize=4)
def header_texts_of(layout: AgencyLayout) -> HeaderTexts:
    """Return what knows the texts that name a column of a table that an agency fills in."""
    tables = (*layout.scores, layout.measures, layout.announced_figures)
    return HeaderTexts(frozenset(chain.from_iterable(table.once(headers_of) for table in tables)))


def headers_of(table: Table) -> Mapping[str, str]:
    """Return the keys of the columns by header; a header is also known without the mark of an optional column."""
    bare = {code_of(column.header.removesuffix(OPTIONAL_MARK)): column.key for column in table.columns}
    return bare | {code_of(column.header): column.key for column in table.columns}


def _row_reader(table: Table) -> Callable[[tuple[Value, ...]], HeaderRow]:
    """Return a reader of header rows that keeps what it read, as most forms of a round have the same headers."""
    return lru_cache(maxsize=64)(partial(_read_values, table))


def _read_values(table: Table, values: tuple[Value, ...]) -> HeaderRow:
    headers = table.once(headers_of)
    in_form = {
        (column.key, header)
        for column in table.columns
        for header in (column.header, column.header.removesuffix(OPTIONAL_MARK))
    }
    exact: dict[str, int] = {}
    cols: dict[str, int] = {}
    headers_read: list[tuple[str, str]] = []
    for col, text in enumerate(values):
        if isinstance(text, str) and text and (key := _key_of(headers, text)):
            headers_read.append((key, clean_text(text)))
            cols.setdefault(key, col)
            if code_of(text) in headers:
                exact.setdefault(key, col)
    return HeaderRow(cols | exact, len(headers_read) == len(cols) and in_form.issuperset(headers_read))


def _key_of(headers: Mapping[str, str], text: str) -> str | None:
    """Return the key of the column a header names, also if a colon or a unit in brackets was added; else None."""
    return next((headers[key] for key in header_keys(text) if key in headers), None)
