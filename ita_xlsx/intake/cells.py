"""The values of a workbook by address, read twice where they count, and the cleaning every text gets first."""

from __future__ import annotations

import contextlib
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache, partial
from typing import Any, TypeAlias, overload

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.careful import NO_CARE, Care, Cell, Raw, cell_of, read_careful
from ita_xlsx.intake.container import open_container
from ita_xlsx.intake.hyperlinks import MARK, linked_by_formula, read_links
from ita_xlsx.intake.package import Contents, SheetPart
from ita_xlsx.intake.shared import Formats, parse, read_formats, read_strings
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.digits import narrow
from ita_xlsx.model.feedback import NOTE_MARK
from ita_xlsx.model.layout.agency import COMPUTED
from ita_xlsx.model.layout.page import units

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# Nobody sees these: zero-width and bidirectional marks, controls, halves of characters.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
    + [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
# The fast reader lays out a grid from A1 to the last cell, and ends the process where that is too large.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,}[0-9]|[A-Za-z]{0,2}[0-9]{4,})""")
_MOST_ROWS, _MOST_CELLS = 999, 100_000
_COUNTED = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["']([0-9]{5,})""")
# Beyond these nothing of a form or a table can stand; what does is told.
_LAST_ROW, _LAST_COL = 20_000, 1_000
_LONGEST_TEXT = 32_767
# A form has a handful of lines above its header; people add some more.
HEADER_DEPTH = 400
_ADDED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class SheetCells:
    """One sheet: rows of values, counted from zero; an empty cell is ``""``, a row ends at its last value."""

    name: str
    rows: Sequence[tuple[Value, ...]]
    state: str = "visible"
    care: Care = NO_CARE

    def at(self, row: int, col: int) -> Value:
        """The value of a cell; empty beyond the edge."""
        return self.rows[row][col] if row < len(self.rows) and col < len(self.rows[row]) else ""


class _Later(Sequence[tuple[Value, ...]]):
    """The rows of a sheet that is read when somebody looks at it."""

    def __init__(self, read: Callable[[], Sequence[tuple[Value, ...]]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Sequence[tuple[Value, ...]]:
        return self._read()

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Value, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Value, ...] | Sequence[tuple[Value, ...]]:
        return self._rows[at]


class Workbook:
    """A workbook that passed the door; raises UnreadableWorkbook where it cannot be read for certain."""

    def __init__(self, data: bytes) -> None:
        package = open_container(data)
        self.contents = Contents(package)
        self._parts = {item.name: item for item in self.contents.sheets}
        if len(self._parts) < len(self.contents.sheets):
            raise UnreadableWorkbook("F115", detail="sheet")
        self._again: dict[str, SheetCells] = {}
        self._keyed: dict[str, Sequence[tuple[int, frozenset[str]]]] = {}
        near = [item for item in self.contents.sheets if item.name in COMPUTED or not self._is_far(item)]
        fast = self._read_fast(data, near)
        self.sheets = tuple(
            SheetCells(item.name, fast[item.name], item.state) if item.name in fast else self._read_own(item)
            for item in self.contents.sheets
        )

    def read_again(self, sheet: SheetCells) -> SheetCells:
        """The sheet with its second reading; F116 where the two disagree."""
        if sheet.name not in self._again:
            care = self._care(self._parts[sheet.name])
            if not _agree(sheet.rows, care):
                raise UnreadableWorkbook("F116", name=sheet.name)
            rows = [list(row) for row in sheet.rows]
            for row, col in care.errors | care.escaped:
                if row < len(rows) and col < len(rows[row]):
                    rows[row][col] = care.values[row, col]
            self._again[sheet.name] = replace(sheet, rows=tuple(map(tuple, rows)), care=care)
        return self._again[sheet.name]

    def read_all_again(self) -> tuple[SheetCells, ...]:
        """Every sheet with its second reading."""
        return tuple(map(self.read_again, self.sheets))

    def keyed_rows(self, sheet: SheetCells) -> Sequence[tuple[int, frozenset[str]]]:
        """The rows that may be headers, each with the keys of its texts; asked for every table of a form."""
        if sheet.name not in self._keyed:
            self._keyed[sheet.name] = [
                (row, frozenset(key for text in texts for key in header_keys(text)))
                for row, values in enumerate(sheet.rows[:HEADER_DEPTH])
                if len(texts := [value for value in values if isinstance(value, str) and value]) > 1
            ]
        return self._keyed[sheet.name]

    def comments(self, sheet: SheetCells) -> Mapping[Cell, str]:
        """The agency's comments on the cells of a sheet, without what a marked copy of ours had added."""
        part = self.contents.related(self._parts[sheet.name].part, "comments")
        return _read_comments(self.contents.part(part)) if part else {}

    def link_targets(self, sheet: SheetCells, col: int) -> Mapping[int, str]:
        """Where the links in a column of a sheet that was read again lead, by row."""
        part = self.contents.part(self._parts[sheet.name].part)
        # Most forms hold no link, and their parts are looked through no further.
        linked = read_links(part, self.contents.links(self._parts[sheet.name].part), col) if MARK in part else {}
        return {**linked, **linked_by_formula(sheet.care, col)}

    def _is_far(self, sheet: SheetPart) -> bool:
        part = self.contents.part(sheet.part)
        # Shorter parts cannot hold that many; counting costs as much as reading.
        if len(part) > 12 * _MOST_ROWS and part.count(b"<row") + part.count(b":row") > 2 * _MOST_ROWS:
            return True
        if len(part) > 4 * _MOST_CELLS and part.count(b"<c") > _MOST_CELLS:
            return True
        return _FAR.search(part) is not None

    def _read_fast(self, data: bytes, sheets: Iterable[SheetPart]) -> dict[str, Sequence[tuple[Value, ...]]]:
        """The sheets by the fast reader; nothing where it is known to give up on what is harmless.

        Sheets that are all formulas of ours are read when somebody looks at them: no table is copied there.
        """
        from python_calamine import CalamineWorkbook

        sheets = tuple(sheets)
        counts = [int(count) for count in _COUNTED.findall(self._strings_part[:4096])]
        if "macros" in self.contents.carried or (counts and max(counts) > 2 * len(self._strings)):
            return {}
        code = "F105"
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            # From here on the package itself is sound to both readers.
            code = "F116"
            at_once = [item for item in sheets if item.name not in COMPUTED]
            later = {
                item.name: _Later(partial(self._read_later, workbook, item)) for item in sheets if item.name in COMPUTED
            }
            return later | _fast_values(workbook, at_once)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # the reader's panics are no Exception
            raise self._refusal(code) from error

    def _read_later(self, workbook: Any, sheet: SheetPart) -> Sequence[tuple[Value, ...]]:
        try:
            near = {} if self._is_far(sheet) else _fast_values(workbook, (sheet,))
            return near[sheet.name] if sheet.name in near else self._read_own(sheet).rows
        except (KeyboardInterrupt, SystemExit, MemoryError, UnreadableWorkbook):
            raise
        except BaseException as error:  # the reader's panics are no Exception
            raise self._refusal("F116") from error

    def _refusal(self, code: str) -> UnreadableWorkbook:
        """The reason our own reader has against one of the sheets, else the one given."""
        for item in self.contents.sheets:
            self._care(item)
        return UnreadableWorkbook(code, name=next(iter(self._parts), ""))

    def _read_own(self, sheet: SheetPart) -> SheetCells:
        care = self._care(sheet)
        rows: list[list[Value]] = []
        for (row, col), value in care.values.items():
            if row < _LAST_ROW and col < _LAST_COL and (not isinstance(value, str) or value.strip()):
                rows.extend([] for _ in range(row + 1 - len(rows)))
                rows[row].extend([""] * (col + 1 - len(rows[row])))
                rows[row][col] = value
        cells = SheetCells(sheet.name, tuple(map(tuple, rows)), sheet.state, care)
        self._again[sheet.name] = cells
        return cells

    def _care(self, sheet: SheetPart) -> Care:
        part = self.contents.part(sheet.part)
        care = read_careful(part, self._strings, self._formats, since_1904=self._since_1904)
        texts = (value for value in care.values.values() if isinstance(value, str))
        if any(2 * len(text) > _LONGEST_TEXT < units(text) for text in texts):
            raise UnreadableWorkbook("F115", detail=sheet.name)
        return care

    @cached_property
    def _strings_part(self) -> bytes:
        name = self.contents.related(self.contents.workbook_part, "sharedstrings")
        return self.contents.part(name) if name else b""

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        return read_strings(self._strings_part) if self._strings_part else ()

    @cached_property
    def _formats(self) -> Formats:
        name = self.contents.related(self.contents.workbook_part, "styles")
        return read_formats(self.contents.part(name)) if name else Formats()

    @cached_property
    def _since_1904(self) -> bool:
        return bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)""", self.contents.part(self.contents.workbook_part)))


def _fast_values(workbook: Any, sheets: Iterable[SheetPart]) -> dict[str, Sequence[tuple[Value, ...]]]:
    """The sheets' values; without those whose parts the fast reader cannot find by the way they are named."""
    from python_calamine import WorksheetNotFound

    found: dict[str, Sequence[tuple[Value, ...]]] = {}
    for item in sheets:
        with contextlib.suppress(WorksheetNotFound):
            # Without skip_empty_area=False every address shifts by the empty rows and columns before the data.
            rows = workbook.get_sheet_by_name(item.name).to_python(skip_empty_area=False)
            found[item.name] = tuple(map(tuple, rows))
    return found


def read_here(data: bytes) -> tuple[SheetCells, ...]:
    """Every sheet, read twice, in this very process: for the child that may be lost (see ``worker``)."""
    return tuple(replace(sheet, care=NO_CARE) for sheet in Workbook(data).read_all_again())


def far_cells(care: Care) -> list[Cell]:
    """Cells that hold something so far out that no table of ours reaches there."""
    return [
        (row, col)
        for (row, col), value in care.values.items()
        if (row >= _LAST_ROW or col >= _LAST_COL) and str(value).strip()
    ]


def _agree(rows: Sequence[tuple[Value, ...]], care: Care) -> bool:
    """Whether two readings of a sheet say the same, cell by cell."""
    shown = 0
    for (row, col), own in care.values.items():
        fast: Any = rows[row][col] if row < len(rows) and col < len(rows[row]) else ""
        shown += fast != ""
        if fast == own and type(fast) is type(own):
            continue
        if not _same(fast, own, is_error=(row, col) in care.errors, is_date=(row, col) in care.dates):
            return False
    # What the fast reader saw and we did not.
    return shown == sum(len(line) - line.count("") for line in rows)


def _same(fast: Value, own: Raw, *, is_error: bool, is_date: bool) -> bool:
    if is_error or is_date:
        return is_date or fast in ("", own)
    if isinstance(own, str) and isinstance(fast, str) and "_x" in own + fast:
        # Readers differ in how they undo escapes of escapes; ours is taken.
        return True
    if isinstance(own, str):
        # Of spaces each reader keeps what it pleases, and a day as ISO text comes back as a day.
        return not isinstance(fast, str) or fast.split() == own.split() or "".join(fast.split()) == "".join(own.split())
    if isinstance(own, bool) or isinstance(fast, (str, bool)):
        return fast == own and isinstance(fast, type(own))
    if isinstance(fast, (int, float)):
        return fast == own or (math.isnan(fast) and math.isnan(own))
    return False


def _read_comments(part: bytes) -> Mapping[Cell, str]:
    found: dict[Cell, str] = {}
    runs: list[str] = []
    where: list[Cell] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "comment":
            where[:] = [cell_of(attributes.get("ref", ""))]
            runs.clear()

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "comment" and where:
            cell, (own, _, _) = where.pop(), "".join(runs).partition(NOTE_MARK)
            if text := clean_text(own):
                found[cell] = text

    def data(text: str) -> None:
        if where:
            runs.append(text)

    parse(part, start, end, data)
    return found


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """One spelling of a text: composed, no invisible characters, single spaces, none at the ends."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def text_of(value: Value) -> str:
    """A cell's value as clean text, as a sheet shows it: a whole number has no decimals, a day no midnight."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # Beyond fifteen digits there is only what binary numbers leave over.
        return f"{value:.15g}"
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value).removesuffix(" 00:00:00")


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """A code as the framework spells it: Thai digits, full-width letters, case and a closing dot aside."""
    return code_key(narrow(clean_text(text))).replace("เเ", "แ")


@lru_cache(maxsize=8192)
def header_keys(text: str) -> tuple[str, ...]:
    """How a header is looked up: as it is spelt, then without a colon or a unit in brackets that people add."""
    key = code_of(text)
    bare = code_of(_ADDED.sub("", text)).rstrip(":*")
    return (key,) if key == bare else (key, bare)
