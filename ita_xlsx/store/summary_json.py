"""Write the summary of a returned file as JSON with exact scores, and read it back without trusting the text.

Takes and returns values and texts. Works on values only. The code follows the types of the fields of
``ReturnSummary``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.model.round_state import ReturnSummary

Codec: TypeAlias = Callable[[Any], Any]
_FRACTION = re.compile(r"-?[0-9]{1,2000}/[1-9][0-9]{0,2000}", re.ASCII)


def to_json(summary: ReturnSummary) -> str:
    """Return a summary as JSON.

    A dataclass or a named tuple is written as the list of its fields, a score as ``"1667/20"``, a date as
    ``"2026-09-30"``.
    """
    return json.dumps(_writer(ReturnSummary)(summary), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> ReturnSummary:
    """Return the summary that ``to_json`` wrote.

    Raise ValueError for any other text, also if a finding in it has no message.
    """
    try:
        summary: ReturnSummary = _reader(ReturnSummary)(json.loads(text))
        for finding in summary.findings:
            message_and_fix(finding, "th")
    except (RecursionError, KeyError, TypeError) as error:  # the last of a list or an object in place of a text
        raise ValueError("no summary") from error
    return summary


@cache
def summary_layout() -> str:
    """Return a text with all fields of a summary and their types; it differs if the JSON would differ."""
    return json.dumps(_describe_type(ReturnSummary))


def _describe_type(hint: Any) -> Any:
    """Return a type with the types of its fields and parts, as nested lists."""
    if _is_record(hint):
        return [str(hint), *([name, _describe_type(part)] for name, part in _field_types(hint))]
    return [str(hint), *(_describe_type(part) for part in get_args(hint) if part is not Ellipsis)]


@cache
def _writer(hint: Any) -> Codec:
    """Return a function that turns a value of this type into plain JSON; raise TypeError for an unknown type."""
    if _is_record(hint):
        return _record_writer(hint)
    if get_origin(hint) is UnionType:
        inner = _writer(_without_none(hint))
        return _as_it_is if inner is _as_it_is else lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        return _tuple_writer(*get_args(hint))
    if hint is Fraction:
        return _ratio
    if hint in (date, time):
        return lambda value: str(value.isoformat())
    if hint in (str, int, bool) or issubclass(hint, StrEnum):
        return _as_it_is
    raise TypeError(hint)


def _ratio(score: Fraction) -> str:
    numerator, denominator = score.as_integer_ratio()
    return f"{numerator}/{denominator}"


def _record_writer(hint: Any) -> Codec:
    """Return the writer of a dataclass or a named tuple."""
    parts = _field_types(hint)
    write = _row_writer([_writer(part) for _, part in parts])
    if not is_dataclass(hint):
        return write
    if len(parts) == 1:
        return lambda value: write((getattr(value, parts[0][0]),))
    values_of = attrgetter(*[name for name, _ in parts])
    return lambda value: write(values_of(value))


def _as_it_is(value: Any) -> Any:
    """Return a value that is plain JSON already; a form has thousands of them, for which nobody calls this."""
    return value


def _tuple_writer(first: Any, *rest: Any) -> Codec:
    """Return the writer of a tuple with these types of items."""
    if rest != (Ellipsis,):
        return _row_writer([_writer(part) for part in (first, *rest)])
    if first == Fraction | None:
        return lambda value: [None if item is None else _ratio(item) for item in value]
    write = _writer(first)
    return list if write is _as_it_is else lambda value: [write(item) for item in value]


def _row_writer(writers: Sequence[Codec]) -> Codec:
    """Return the writer of so many values, each of which has its own writer."""
    if all(write is _as_it_is for write in writers):
        return list
    pairs = [(place, write) for place, write in enumerate(writers) if write is not _as_it_is]

    def write_row(value: Any) -> Any:
        row = list(value)
        for place, write in pairs:
            row[place] = write(row[place])
        return row

    return write_row


@cache
def _reader(hint: Any) -> Codec:
    """Return a function that turns plain JSON into a value of this type, or raises ValueError.

    Raise TypeError for an unknown type.
    """
    if _is_record(hint):
        return _record_reader(hint)
    if reader := _PLAIN.get(hint):
        return reader
    if get_origin(hint) is UnionType:
        inner = _reader(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        return _tuple_reader(*get_args(hint))
    if hint in (date, time):
        return lambda value: hint.fromisoformat(_text(value))
    if issubclass(hint, StrEnum):
        return lambda value: hint(_text(value))
    raise TypeError(hint)


def _record_reader(hint: Any) -> Codec:
    """Return the reader of a dataclass or a named tuple."""
    parts = _field_types(hint)
    names, readers = [name for name, _ in parts], [_reader(part) for _, part in parts]

    def read(value: Any) -> Any:
        return hint(*[read(item) for read, item in zip(readers, _list(value), strict=True)])

    def read_named(value: Any) -> Any:
        items = [read(item) for read, item in zip(readers, _list(value), strict=True)]
        return hint(**dict(zip(names, items, strict=True)))

    if is_dataclass(hint) and any(item.kw_only for item in fields(hint)):
        return read_named
    return _shared_record(read) if {part for _, part in parts} == {str, int} else read


def _shared_record(read: Codec) -> Codec:
    """Return a reader that gives one object for equal records: cells repeat from form to form."""
    # By type, too: for a list of true and one that has 1 there would be one result.
    shared = lru_cache(maxsize=16384, typed=True)(lambda *items: read(list(items)))
    return lambda value: shared(*_list(value))


def _tuple_reader(first: Any, *rest: Any) -> Codec:
    """Return the reader of a tuple with these types of items; many texts or scores are read at once."""
    if rest == (Ellipsis,):
        read = _reader(first)
        return lambda value: tuple(map(read, _list(value)))
    readers = [_reader(part) for part in (first, *rest)]
    return lambda value: tuple([read(item) for read, item in zip(readers, _list(value), strict=True)])


@cache
def _field_types(hint: Any) -> list[tuple[str, Any]]:
    """Return the names and types of the fields of a dataclass or a named tuple."""
    hints = get_type_hints(hint)
    names = [item.name for item in fields(hint)] if is_dataclass(hint) else hint._fields
    return [(name, hints[name]) for name in names]


def _is_record(hint: Any) -> bool:
    """Return True if a type has named fields: a dataclass or a named tuple."""
    return isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields"))


def _without_none(hint: Any) -> Any:
    """Return the type in an optional type."""
    (inner,) = [part for part in get_args(hint) if part is not NoneType]
    return inner


def _list(value: object) -> list[Any]:
    if type(value) is not list:
        raise ValueError("no list")
    return value


@lru_cache(maxsize=16384)
def _text(value: object) -> str:
    """Return the text; the cache makes equal texts one object in memory.

    Names of sheets, steps and statuses repeat in every summary.
    """
    if type(value) is not str:
        raise ValueError("no text")
    return value


def _count(value: object) -> int:
    """Return a year, row, column or count; raise ValueError if it is negative or no integer."""
    if type(value) is not int or value < 0:
        raise ValueError("no count")
    return value


def _boolean(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError("no boolean")
    return value


@lru_cache(maxsize=65536)
def _fraction(text: object) -> Fraction:
    """Return the fraction in a text; raise ValueError for anything else.

    The cache helps because answers repeat from agency to agency.
    """
    if type(text) is not str or not _FRACTION.fullmatch(text):
        raise ValueError("no fraction")
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


@lru_cache(maxsize=65536)
def _optional_fraction(text: object) -> Fraction | None:
    return None if text is None else _fraction(text)


_PLAIN: dict[Any, Codec] = {
    str: _text,
    int: _count,
    bool: _boolean,
    Fraction: _fraction,
    Fraction | None: _optional_fraction,
}
