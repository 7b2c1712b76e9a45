"""Keep the workbooks that were made, so that a run that would make the same one again takes it as it is.

Takes the values that a workbook is made from, and a function that makes it; reads and writes one SQLite file. The same
values and the same program give the same workbook, so the values are its key. Nothing here stops a run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import ita_xlsx
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.store.kept_values import KeptValues
from ita_xlsx.store.summary_json import to_json

FILE = "workbooks.sqlite"
MOST_BYTES = 128 * 1024 * 1024
# A larger workbook is made anew each time; SQLite is opened for values of this size.
_LONGEST = 15_000_000


@dataclass(frozen=True)
class MadeWorkbooks:
    """The workbooks that were made, in one file of a folder, with at most ``most`` bytes."""

    folder: Path
    most: int = MOST_BYTES

    def get_or_make(self, kind: str, parts: Iterable[object], make: Callable[[], bytes]) -> bytes:
        """Return the workbook of a kind that was made from these parts; make and keep it if there is none."""
        try:
            key = key_of(kind, parts)
        except (TypeError, ValueError):  # a part that has no key, such as a number with thousands of digits
            return make()
        values = KeptValues(self.folder / FILE, self.most, _LONGEST)
        if (kept := values.get_many((key,)).get(key)) is not None:
            return kept
        made = make()
        if len(made) < _LONGEST:
            values.put_many(((key, made),), level=0)
        return made


def key_of(kind: str, parts: Iterable[object]) -> str:
    """Return the key of what this program makes from these parts: 64 hexadecimal digits, the same for equal parts.

    Raise TypeError for a value of which it is not known what makes it equal to another.
    """
    plain = _PlainValues()
    digest = hashlib.sha256(f"{kind} {_program()}".encode())
    for part in parts:
        for piece in plain.pieces(part):
            digest.update(repr(piece).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return what changes when the program does: its version, and the size and time of each of its files."""
    files = []
    for folder in ita_xlsx.__path__:
        for place, _, names in os.walk(folder):
            for path in (os.path.join(place, name) for name in names if name.endswith(".py")):
                found = os.stat(path)
                files.append((path, found.st_size, found.st_mtime_ns))
    return repr((ita_xlsx.__version__, sorted(files)))


class _PlainValues:
    """The values of one key as numbers, texts and tuples, whose ``repr`` is the same for equal values."""

    def __init__(self) -> None:
        """Begin with no summary."""
        # By identity: measures hold the round once more. All values live as long as this object.
        self._summaries: dict[int, str] = {}

    def pieces(self, part: object) -> Iterator[object]:
        """Yield a part in pieces: the agencies of a round are never in memory together."""
        if isinstance(part, tuple):
            yield len(part)
            yield from map(self.of, part)
        elif is_dataclass(part) and not isinstance(part, ReturnSummary):
            yield type(part).__qualname__
            for item in fields(part):
                yield from self.pieces(getattr(part, item.name))
        else:
            yield self.of(part)

    def of(self, value: Any) -> object:
        """Return a value as plain ones; raise TypeError if it is of no known kind."""
        kind = type(value)
        if kind in (str, int, float, bool, bytes, date, time, Decimal, type(None)):
            return value
        if kind is Fraction:
            return value.as_integer_ratio()
        if kind is ReturnSummary:
            return self._summary(value)
        if is_dataclass(value):
            return (kind.__qualname__, *[self.of(getattr(value, item.name)) for item in fields(value)])
        if isinstance(value, Enum):
            return kind.__qualname__, value.name
        if isinstance(value, tuple | list):
            return (kind.__qualname__, *map(self.of, value))
        if isinstance(value, Mapping):
            return (kind.__qualname__, *[(self.of(key), self.of(item)) for key, item in value.items()])
        if isinstance(value, frozenset | set):
            return (kind.__qualname__, *sorted(map(repr, map(self.of, value))))
        raise TypeError(kind)

    def _summary(self, summary: ReturnSummary) -> str:
        """Return the digest of a summary, nearly all that a round consists of, from an encoding of its own."""
        if id(summary) not in self._summaries:
            text = to_json(summary).encode("utf-8", "surrogatepass")
            self._summaries[id(summary)] = hashlib.sha256(text).hexdigest()
        return self._summaries[id(summary)]
