"""Turn the texts of the values of a plain sheet into values: by cell, or by row.

Takes a frame, texts and the shared texts of the workbook; returns values, or None. Works on values only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from ita_xlsx.intake.workbook.cell_addresses import Cell
from ita_xlsx.intake.workbook.frame import Frame, Picker, picker
from ita_xlsx.intake.workbook.plain_rows import PlainRows
from ita_xlsx.intake.workbook.plain_strings import LONGEST_CACHED, decoded, unescaped
from ita_xlsx.intake.workbook.shared_parts import Strings
from ita_xlsx.intake.workbook.sheet_details import Formula, Raw

# Python also accepts 1_000 and the digits of every script as numbers; a cell may not hold these.
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_MOST_KEPT = 1 << 13
_Value = TypeVar("_Value")


class _KeptValues(dict[str, _Value]):
    """The values that texts in cells mean, each read once, as most are the same in many forms of a round."""

    def __init__(self, read: Callable[[str], _Value]) -> None:
        """Begin without values; ``read`` returns the value of a text, or raises ValueError."""
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> _Value:
        """Return the value of a text that is not kept yet; keep it, unless the text is long."""
        value = self._read(text)
        if len(text) <= LONGEST_CACHED:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = value
        return value


def _read_text(text: str) -> str:
    """Return the text of a cell as it is read."""
    return decoded(unescaped(text))


def _read_number(text: str) -> float:
    """Return the number that a text means; raise ValueError if there is none."""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    if math.isinf(number):
        raise ValueError(text)
    return number


_TEXTS, _NUMBERS = _KeptValues(_read_text), _KeptValues(_read_number)


class PlainValues(Mapping[Cell, Raw]):
    """The values of a plain sheet by cell; no dictionary is made for a form, as its frame knows the cells.

    ``size`` is the number of characters of all values as they are written, or more.
    """

    def __init__(
        self, frame: Frame, values: Sequence[Raw | None], size: int, empty_cells: frozenset[Cell] = frozenset()
    ) -> None:
        """Keep the values of a frame, kind by kind; None for the ``empty_cells``, whose value is written and empty."""
        self.frame, self.size, self.empty_cells = frame, size, empty_cells
        self._values = values

    def __getitem__(self, cell: Cell) -> Raw:
        """Return the value of a cell; raise KeyError if it has none."""
        value = self._values[self.frame.positions[cell]]
        if value is None:
            raise KeyError(cell)
        return value

    def __iter__(self) -> Iterator[Cell]:
        """Return the cells with a value, in the order in which they are written."""
        if not self.empty_cells:
            return iter(self.frame.positions)
        return (cell for cell in self.frame.positions if cell not in self.empty_cells)

    def __len__(self) -> int:
        """Return the number of cells with a value."""
        return len(self._values) - len(self.empty_cells)

    @property
    def formulas(self) -> Mapping[Cell, Formula]:
        """Return the formulas of the sheet by cell."""
        return (
            {
                cell: replace(formula, computed=False) if cell in self.empty_cells else formula
                for cell, formula in self.frame.formulas.items()
            }
            if self.empty_cells
            else self.frame.formulas
        )

    def rows(self) -> tuple[tuple[Raw, ...], ...]:
        """Return the rows; an empty cell is ``""``, and a row ends at its last value."""
        values = self._visible_values
        rows = [pick(values) for pick in self.frame.rows]
        rows = [row if not row or row[-1] != "" else _without_end(row) for row in rows]
        while rows and not rows[-1]:
            rows.pop()
        return tuple(rows)

    @cached_property
    def _visible_values(self) -> tuple[Raw, ...]:
        """Return the values with ``""`` for each that shows nothing, and ``""`` behind them."""
        values: Sequence[Any] = self._values
        if self.empty_cells or any(map(str.isspace, values[: self.frame.text_count])):
            values = ["" if value is None or str(value).isspace() else value for value in values]
        return (*values, "")


def read_values(plain: PlainRows, strings: Strings) -> PlainValues | None:
    """Return the values of plain rows; None if one of them is no value that a spreadsheet program writes."""
    frame = plain.frame
    shared, texts, numbers = (pick(plain.texts) for pick in (frame.shared, frame.texts, frame.numbers))
    try:
        values: list[Raw] = [
            *_shared_picker(tuple(shared))(strings.texts),
            *map(_TEXTS.__getitem__, texts),
            *map(_NUMBERS.__getitem__, numbers),
        ]
    except (IndexError, ValueError):
        return _read_unusual(frame, (shared, texts, numbers), plain.size, strings.texts)
    return PlainValues(frame, values, plain.size)


def _read_unusual(
    frame: Frame, written: Sequence[Sequence[str]], size: int, strings: Sequence[str]
) -> PlainValues | None:
    """Return the same as ``read_values`` where a shared text or a number is empty, or written in an unusual way."""
    shared, texts, numbers = written
    try:
        values: list[Raw | None] = [
            *[_shared_text(text, strings) if text else None for text in shared],
            *map(_TEXTS.__getitem__, texts),
            *[_NUMBERS[text] if text else None for text in numbers],
        ]
    except (IndexError, ValueError):
        return None
    empty_cells = frozenset(cell for cell, position in frame.positions.items() if values[position] is None)
    return PlainValues(frame, values, size, empty_cells)


@lru_cache(maxsize=64)
def _shared_picker(numbers: tuple[str, ...]) -> Picker:
    """Return what picks the shared texts with these numbers; raise ValueError if one of them is no number.

    A sheet refers to the same numbers in most forms of a round.
    """
    indexes = [_index_of(number) for number in numbers]
    # A picker of one item finds nothing, and does not raise, where there is none.
    return picker(indexes) if len(indexes) != 1 else lambda texts: (texts[indexes[0]],)


def _shared_text(number: str, strings: Sequence[str]) -> str:
    """Return the shared text with a number; raise ValueError or IndexError if there is none."""
    return strings[_index_of(number)]


def _index_of(number: str) -> int:
    """Return the number of a shared text; raise ValueError if a text is no such number."""
    if not number.isascii() or not number.isdecimal():
        raise ValueError(number)
    return int(number)


def number_of(text: str) -> float:
    """Return the number that a text in a cell means; raise ValueError if no spreadsheet program writes it so."""
    return _NUMBERS[text]


def _without_end(row: tuple[Raw, ...]) -> tuple[Raw, ...]:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]
