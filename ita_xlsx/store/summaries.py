"""How is a reading written down as text, every score exact, and read again without trusting the text?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from ita_xlsx.model.findings import words_of
from ita_xlsx.model.round_state import ReturnSummary

Codec: TypeAlias = Callable[[Any], Any]
_FRACTION = re.compile(r"-?[0-9]{1,2000}/[1-9][0-9]{0,2000}", re.ASCII)


def to_json(reading: ReturnSummary) -> str:
    """A reading as JSON: a value is the list of its fields, a score ``"1667/20"``, a date ``"2026-09-30"``."""
    return json.dumps(_writer(ReturnSummary)(reading), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> ReturnSummary:
    """The reading written by ``to_json``; ValueError for anything else, also for a finding nobody could be told."""
    try:
        reading: ReturnSummary = _reader(ReturnSummary)(json.loads(text))
        for finding in reading.findings:
            words_of(finding, "th")
    except (RecursionError, KeyError) as error:
        raise ValueError("no reading") from error
    return reading


@cache
def summary_layout() -> str:
    """The fields a reading is made of, and their own, as text: another text, another form of JSON."""
    return json.dumps(_described(ReturnSummary))


def _described(hint: Any) -> Any:
    if is_dataclass(hint):
        return [str(hint), *([name, _described(part)] for name, part in _hints(hint))]
    return [str(hint), *(_described(part) for part in get_args(hint) if part is not Ellipsis)]


@cache
def _writer(hint: Any) -> Codec:
    """What makes plain JSON of a value of this type; TypeError for a type that no reading has."""
    if is_dataclass(hint):
        parts = [(name, _writer(part)) for name, part in _hints(hint)]
        return lambda value: [write(getattr(value, name)) for name, write in parts]
    if get_origin(hint) is UnionType:
        inner = _writer(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [Ellipsis]:
            write = _writer(first)
            return lambda value: [write(item) for item in value]
        each = [_writer(part) for part in (first, *rest)]
        return lambda value: [write(item) for write, item in zip(each, value, strict=True)]
    if hint is Fraction:
        return lambda value: f"{value.numerator}/{value.denominator}"
    if hint is date:
        return date.isoformat
    if hint in (str, int, bool) or issubclass(hint, StrEnum):
        return lambda value: value
    raise TypeError(hint)


@cache
def _reader(hint: Any) -> Codec:
    """What makes a value of this type of plain JSON, or raises ValueError."""
    if is_dataclass(hint):
        parts = [_reader(part) for _, part in _hints(hint)]
        make: Any = hint
        return lambda value: make(*[read(item) for read, item in zip(parts, _list(value), strict=True)])
    if get_origin(hint) is UnionType:
        inner = _reader(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [Ellipsis]:
            read = _reader(first)
            return lambda value: tuple([read(item) for item in _list(value)])
        each = [_reader(part) for part in (first, *rest)]
        return lambda value: tuple([read(item) for read, item in zip(each, _list(value), strict=True)])
    if hint is Fraction:
        return lambda value: _fraction(_text(value))
    if hint is date:
        return lambda value: date.fromisoformat(_text(value))
    if hint is str:
        return _text
    if hint is int:
        return _count
    if hint is bool:
        return _truth
    if issubclass(hint, StrEnum):
        return lambda value: hint(_text(value))
    raise TypeError(hint)


def _hints(hint: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(hint)
    return [(item.name, hints[item.name]) for item in fields(hint)]


def _without_none(hint: Any) -> Any:
    (one,) = [part for part in get_args(hint) if part is not NoneType]
    return one


def _list(value: object) -> list[Any]:
    if type(value) is not list:
        raise ValueError("no list")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise ValueError("no text")
    return _kept(value)


@lru_cache(maxsize=16384)
def _kept(text: str) -> str:
    """One text in memory for all that are equal: names of sheets, steps and statuses repeat in every reading."""
    return text


def _count(value: object) -> int:
    """Years, rows, columns and counts: none is below zero, and an address below zero has no name."""
    if type(value) is not int or value < 0:
        raise ValueError("no count")
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError("no truth value")
    return value


@lru_cache(maxsize=65536)
def _fraction(text: str) -> Fraction:
    """Kept, because answers repeat from agency to agency."""
    if not _FRACTION.fullmatch(text):
        raise ValueError("no fraction")
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))
