"""One sheet read a second time, by our own pass over its XML: every cell, and what the fast reader hides."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import TypeAlias

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.plain_rows import PlainRows, parse_plain_rows, unescaped
from ita_xlsx.intake.workbook.shared_parts import Formats, decoded, parse

Cell: TypeAlias = tuple[int, int]
Area: TypeAlias = tuple[int, int, int, int]
Raw: TypeAlias = str | float | bool

_MOST_ROWS, _MOST_COLS = 1_048_576, 16_384
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Za-z]{1,3}[0-9]{1,7})(?::([A-Za-z]{1,3}[0-9]{1,7}))?")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_TRUE = frozenset({"1", "true"})
_BOOLEANS = _TRUE | {"0", "false"}
# Python reads more than these as numbers: 1_000, and the digits of every script.
_INDEX = re.compile(r"\s*[0-9]{1,10}\s*")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
# What ends a cell that holds something: after the last of these there are only empty rows.
_LAST_SIGNS = (b"</v>", b":v>", b"</is>", b":is>", b"</f>", b":f>")
_LEAST_CUT = 1 << 16
_OFTEN_SEEN = 1 << 15
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?/>')


@dataclass(frozen=True)
class Formula:
    """A formula in a cell, and whether a value was ever computed for it."""

    text: str
    computed: bool


@dataclass(frozen=True)
class SheetDetails:
    """A sheet's cells and what stands about them; rows and columns count from zero."""

    values: Mapping[Cell, Raw] = field(default_factory=dict)
    formulas: Mapping[Cell, Formula] = field(default_factory=dict)
    errors: frozenset[Cell] = frozenset()
    percent: frozenset[Cell] = frozenset()
    dates: frozenset[Cell] = frozenset()
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: tuple[tuple[int, int], ...] = ()

    @cached_property
    def escaped(self) -> frozenset[Cell]:
        """Texts that look like the escapes of XML workbooks."""
        return frozenset(cell for cell, value in self.values.items() if isinstance(value, str) and "_x" in value)

    def merged(self, row: int, col: int) -> Area | None:
        """The merged area a cell lies in."""
        if not self.merges:
            return None
        return next((area for area in self.merges if area[0] <= row <= area[2] and area[1] <= col <= area[3]), None)

    def hides(self, row: int, col: int) -> bool:
        """Whether a cell is in a hidden row or column."""
        return row in self.hidden_rows or any(first <= col <= last for first, last in self.hidden_cols)


def read_sheet_xml(part: bytes, strings: Sequence[str], formats: Formats, *, since_1904: bool = False) -> SheetDetails:
    """Every cell of a sheet; raises UnreadableWorkbook for XML or addresses that no spreadsheet has."""
    part = _without_ghosts(part)
    walk = _walk_tiles(part, strings, formats)
    if walk is None:
        walk = _Walk(strings, formats)
        parse(_without_blanks(part), walk.start, walk.end, walk.data)
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    for cell in walk.dates:
        walk.values[cell] = _as_date(walk.values[cell], epoch)
    return walk.care


def read_plain(part: bytes, strings: Sequence[str], formats: Formats) -> SheetDetails | None:
    """Every cell of a sheet that is written the plain way throughout; None where anything stands otherwise.

    Such a sheet can be read in one way only. Days are not among what is plain: programs differ on their numbers.
    """
    walk = _walk_tiles(part, strings, formats)
    return None if walk is None or walk.dates else walk.care


def _walk_tiles(part: bytes, strings: Sequence[str], formats: Formats) -> _Walk | None:
    walk, tiled = _Walk(strings, formats), parse_plain_rows(part)
    if tiled is None or not walk.take_plain_rows(tiled):
        return None
    look = _look_around if len(tiled.around) < _OFTEN_SEEN else _look_around.__wrapped__
    walk.merges, walk.hidden_cols = look(tiled.around)
    return walk


@lru_cache(maxsize=1 << 16)
def cell_of(text: str) -> Cell:
    """``D14`` as (13, 3); UnreadableWorkbook for an address that no sheet has."""
    match = _CELL.fullmatch(text)
    row, col = (int(match[2]) - 1, _column(match[1])) if match else (-1, -1)
    if not (0 <= row < _MOST_ROWS and 0 <= col < _MOST_COLS):
        raise UnreadableWorkbook("F115", detail=text[:40])
    return row, col


@lru_cache(maxsize=64)
def _look_around(part: bytes) -> tuple[list[Area], list[tuple[int, int]]]:
    """The merged areas and hidden columns of a sheet without its rows; the same in most forms of a round."""
    walk = _Walk((), Formats())
    told = b"mergeCell" in part or b"hidden" in part
    parse(part, walk.start if told else None, walk.end if told else None)
    return walk.merges, walk.hidden_cols


def _without_ghosts(part: bytes) -> bytes:
    """The part without the formatted rows after the last one that holds anything."""
    if len(part) < _LEAST_CUT:
        return part
    last = max(map(part.rfind, _LAST_SIGNS))
    row_end, sheet_end = part.find(b"row>", last), part.rfind(b"sheetData>")
    if last < 0 or not 0 <= row_end < sheet_end - _LEAST_CUT:
        return part
    return part[: row_end + 4] + part[part.rfind(b"</", 0, sheet_end) :]


def _without_blanks(part: bytes) -> bytes:
    """The part without the cells that are only formatted, half of a form's; all cells must say where they stand."""
    return _BLANK.sub(b"", part) if part.count(b"<c ") == part.count(b'<c r="') else part


def _as_date(value: Raw, epoch: datetime) -> Raw:
    """A day as ISO text, as a person reads it; what no calendar has stays a number."""
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    try:
        moment = epoch + timedelta(days=value)
    except OverflowError:
        return value
    return moment.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@dataclass
class _Walk:
    """Walks one sheet's XML, cell by cell."""

    strings: Sequence[str]
    formats: Formats
    values: dict[Cell, Raw] = field(default_factory=dict)
    formulas: dict[Cell, Formula] = field(default_factory=dict)
    errors: set[Cell] = field(default_factory=set)
    percent: set[Cell] = field(default_factory=set)
    dates: set[Cell] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    _cell: Cell | None = None
    _row: int = -1
    _row_told: bool = False
    _col: int = -1
    _kind: str = ""
    _style: str = "0"
    _phonetic: int = 0
    _inside: str = ""
    _value: list[str] = field(default_factory=list)
    _runs: list[str] = field(default_factory=list)
    _formula: list[str] = field(default_factory=list)
    _has_value: bool = False
    _has_formula: bool = False

    @property
    def care(self) -> SheetDetails:
        """What was found."""
        return SheetDetails(
            self.values,
            self.formulas,
            frozenset(self.errors),
            frozenset(self.percent),
            frozenset(self.dates),
            tuple(self.merges),
            frozenset(self.hidden_rows),
            tuple(self.hidden_cols),
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif self._cell is not None:
            self._open_within(name)
        elif name == "row":
            self._row = self._row + 1 if "r" not in attributes else cell_of("A" + attributes["r"])[0]
            self._row_told, self._col = "r" in attributes, -1
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.add(self._row)
        elif name == "mergeCell":
            self.merges.append(area_of(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.hidden_cols.append((_count(attributes, "min") - 1, _count(attributes, "max") - 1))

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._close_cell()
        elif name == "rPh":
            self._phonetic -= 1
        if name == self._inside:
            self._inside = ""
            if name == "t":
                # An escape never reaches over two runs.
                self._runs.append(decoded("".join(self._value)))
                self._value.clear()

    def data(self, text: str) -> None:
        if self._inside == "f":
            self._formula.append(text)
        elif self._inside and not self._phonetic:
            self._value.append(text)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self._cell = (max(self._row, 0), self._col + 1)
        else:
            self._cell = cell_of(address)
            if self._row_told and self._cell[0] != self._row:
                raise UnreadableWorkbook("F115", detail=address)
        self._col = self._cell[1]
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value, self._runs, self._formula = [], [], []
        self._has_value = self._has_formula = False

    def _open_within(self, name: str) -> None:
        if name == "v" or (name == "t" and self._kind == "inlineStr"):
            self._inside, self._has_value = name, True
        elif name == "f":
            self._inside, self._has_formula = name, True
        elif name == "rPh":
            self._phonetic += 1

    def _close_cell(self) -> None:
        cell, text = self._cell, "".join(self._runs or self._value)
        self._cell = None
        if cell is not None:
            self._put(cell, text if self._has_value else None, "".join(self._formula) if self._has_formula else None)

    def take_plain_rows(self, tiled: PlainRows) -> bool:
        """Take the cells that were recognised whole; False where one of them says what no spreadsheet writes."""
        values, strings, percent, dates = self.values, self.strings, self.formats.percent, self.formats.dates
        for at, style, kind, has_formula, formula, has_value, value in tiled.cells:
            cell = cell_of(at)
            if has_formula:
                self.formulas[cell] = Formula(unescaped(formula), bool(has_value and (value or kind == "str")))
            if not has_value or (not value and kind != "str"):
                continue
            if cell in values:
                return False
            if kind == "s":
                index = int(value) if value.isascii() and value.isdecimal() else len(strings)
                if index >= len(strings):
                    return False
                values[cell] = strings[index]
            elif kind in ("", "n"):
                number = _float_of(value)
                if number is None:
                    return False
                values[cell] = number
                shown = int(style or "0")
                if shown in percent:
                    self.percent.add(cell)
                elif shown in dates:
                    self.dates.add(cell)
            elif kind == "str":
                values[cell] = decoded(unescaped(value))
            else:
                return False
        self.hidden_rows.update(int(row) - 1 for row in tiled.hidden)
        return True

    def _put(self, cell: Cell, text: str | None, formula: str | None) -> None:
        if formula is not None:
            self.formulas[cell] = Formula(formula, text is not None and (bool(text) or self._kind == "str"))
        if text is None or (not text and self._kind != "str"):
            return
        if cell in self.values:
            # Which of the two a spreadsheet shows is anybody's guess.
            raise UnreadableWorkbook("F115", detail=f"r={cell[0] + 1}:{cell[1] + 1}")
        self.values[cell] = value = self._read(text)
        if self._kind == "e":
            self.errors.add(cell)
        elif isinstance(value, float):
            style = _number(self._style, "s")
            if style in self.formats.percent:
                self.percent.add(cell)
            elif style in self.formats.dates:
                self.dates.add(cell)

    def _read(self, text: str) -> Raw:
        if self._kind == "s":
            if not _INDEX.fullmatch(text) or int(text) >= len(self.strings):
                raise UnreadableWorkbook("F115", detail=f"string {text[:20]}")
            return self.strings[int(text)]
        if self._kind == "n":
            number = _float_of(text)
            if number is None:
                raise UnreadableWorkbook("F115", detail=f"number {text[:20]}")
            return number
        if self._kind == "b" and text.strip() in _BOOLEANS:
            return text.strip() in _TRUE
        if self._kind in ("inlineStr", "str", "e", "d"):
            return text if self._kind == "inlineStr" else decoded(text)
        raise UnreadableWorkbook("F115", detail=f"t={self._kind[:20]}")


@lru_cache(maxsize=1 << 13)
def _float_of(text: str) -> float | None:
    """A number as it is written in a cell; None for what no cell holds."""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return None if math.isinf(number) else number


def area_of(ref: str) -> Area:
    """``D14:E15`` as (13, 3, 14, 4); UnreadableWorkbook for what is no range of a sheet."""
    match = _AREA.fullmatch(ref)
    if not match:
        raise UnreadableWorkbook("F115", detail=ref[:40])
    (top, left), (bottom, right) = cell_of(match[1]), cell_of(match[2] or match[1])
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _count(attributes: Mapping[str, str], name: str) -> int:
    return _number(attributes.get(name, "0"), name)


@lru_cache(maxsize=4096)
def _number(text: str, name: str) -> int:
    if not _INDEX.fullmatch(text):
        raise UnreadableWorkbook("F115", detail=f"{name}={text[:20]}")
    return int(text)


NO_CARE = SheetDetails()
