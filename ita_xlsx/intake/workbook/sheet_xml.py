"""Read the XML of one sheet with our own reader: every cell, and the details that the fast library reader hides.

Takes the bytes of a sheet part, the shared texts and the number formats; returns SheetDetails, or raises
UnreadableWorkbook. Works on values only. ``read_sheet_xml`` reads any sheet;
``read_plain_sheet_xml`` reads only a sheet that is written the plain way.
Both try the patterns of ``plain_rows`` first; the XML parser reads what these do not match.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cell_addresses import Area, Cell, area_of, cell_of
from ita_xlsx.intake.workbook.plain_rows import PlainRows, parse_plain_rows, unescaped
from ita_xlsx.intake.workbook.shared_parts import Formats, Look, Run, decoded, mark_of, parse
from ita_xlsx.intake.workbook.sheet_details import Formula, Raw, SheetDetails
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_TRUE = frozenset({"1", "true"})
_BOOLEANS = _TRUE | {"0", "false"}
# Python also accepts 1_000 and the digits of every script as numbers; a cell may not hold these.
_INDEX = re.compile(r"\s*[0-9]{1,10}\s*")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
# The end of a cell that is not empty: after the last of these there are only empty rows.
_VALUE_ENDS = (b"</v>", b":v>", b"</is>", b":is>", b"</f>", b":f>")
_LEAST_CUT = 1 << 16
# Smaller surroundings of rows are the same in most forms of a round, and are cached.
_LARGEST_CACHED = 1 << 15
# The numbers of the shared texts of nearly every form, which are looked up for most cells.
_INDEXES = {str(number): number for number in range(2048)}
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?/>')


def read_sheet_xml(
    part: bytes,
    strings: Sequence[str],
    formats: Formats,
    *,
    since_1904: bool = False,
    text_runs: Mapping[int, tuple[Run, ...]] | None = None,
) -> SheetDetails:
    """Read every cell of a sheet with our own reader; a number shown as a date becomes ISO text.

    ``since_1904`` is True if the dates of the workbook count from 1904; ``text_runs`` are the runs of the texts.
    Raise UnreadableWorkbook for damaged XML, or for values or addresses that no spreadsheet program writes.
    """
    part = _without_trailing_rows(part)
    collector = _collect_plain(part, strings, formats)
    if collector is None:
        collector = _CellCollector(strings, formats, text_runs or {})
        parse(_without_blanks(part), collector.start, collector.end, collector.data)
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    for cell in collector.dates:
        collector.values[cell] = _as_date(collector.values[cell], epoch, without_day=cell in collector.months)
    return collector.details


def read_plain_sheet_xml(part: bytes, strings: Sequence[str], formats: Formats) -> SheetDetails | None:
    """Read every cell of a sheet with our own reader if the sheet is written the plain way; else return None.

    A plain sheet can be read in one way only. A sheet with dates is not plain: programs store different numbers.
    """
    collector = _collect_plain(part, strings, formats)
    return None if collector is None or collector.dates else collector.details


def read_plain_values(part: bytes, strings: Sequence[str], formats: Formats) -> SheetDetails | None:
    """Return the same as ``read_plain_sheet_xml`` without the formulas."""
    collector = _collect_plain(part, strings, formats, with_formulas=False)
    return None if collector is None or collector.dates else collector.details


def _collect_plain(
    part: bytes, strings: Sequence[str], formats: Formats, *, with_formulas: bool = True
) -> _CellCollector | None:
    """Collect the cells of a sheet by the patterns of ``plain_rows``; return None if they do not match."""
    collector, plain = _CellCollector(strings, formats), parse_plain_rows(part)
    if plain is None or not collector.take_plain_rows(plain):
        return None
    if with_formulas:
        collector.take_formulas(plain)
    if formats.looks:
        collector.take_looks(plain)
    read = _cached_areas if len(plain.without_rows) < _LARGEST_CACHED else _read_areas
    collector.merges, collector.hidden_cols = read(plain.without_rows)
    return collector


def _read_areas(part: bytes) -> tuple[list[Area], list[tuple[int, int]]]:
    """Read the merged areas and hidden columns from a sheet part without its rows."""
    collector = _CellCollector((), Formats())
    has_areas = b"mergeCell" in part or b"hidden" in part
    parse(part, collector.start if has_areas else None, collector.end if has_areas else None)
    return collector.merges, collector.hidden_cols


@lru_cache(maxsize=64)
def _cached_areas(part: bytes) -> tuple[list[Area], list[tuple[int, int]]]:
    """Return the same as ``_read_areas``; cached, as most forms of a round have the same."""
    return _read_areas(part)


def _without_trailing_rows(part: bytes) -> bytes:
    """Return the part without the formatted rows after the last row that holds a value."""
    if len(part) < _LEAST_CUT:
        return part
    last = max(map(part.rfind, _VALUE_ENDS))
    row_end, sheet_end = part.find(b"row>", last), part.rfind(b"sheetData>")
    if last < 0 or not 0 <= row_end < sheet_end - _LEAST_CUT:
        return part
    return part[: row_end + 4] + part[part.rfind(b"</", 0, sheet_end) :]


def _without_blanks(part: bytes) -> bytes:
    """Return the part without its formatted cells that are empty, half of the cells of a form.

    If one cell has no address, return the part unchanged: the position of that cell depends on the cells before it.
    """
    return _BLANK.sub(b"", part) if part.count(b"<c ") == part.count(b'<c r="') else part


def _as_date(value: Raw, epoch: datetime, *, without_day: bool) -> Raw:
    """Return the number of a date as ISO text, or as a month in words if the cell shows no day.

    Return a number that is no date of the calendar unchanged.
    """
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    try:
        moment = epoch + timedelta(days=value)
    except OverflowError:
        return value
    if without_day:
        return f"{MONTHS[moment.month - 1]} {moment.year + BUDDHIST}"
    return moment.isoformat(" ", "seconds").removesuffix(" 00:00:00")


@dataclass
class _CellCollector:
    """Collects the cells of one sheet, from the events of the XML parser or from plain rows."""

    strings: Sequence[str]
    formats: Formats
    text_runs: Mapping[int, tuple[Run, ...]] = field(default_factory=dict)
    values: dict[Cell, Raw] = field(default_factory=dict)
    formulas: dict[Cell, Formula] = field(default_factory=dict)
    errors: set[Cell] = field(default_factory=set)
    percent: set[Cell] = field(default_factory=set)
    dates: set[Cell] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    months: set[Cell] = field(default_factory=set)
    looks: dict[Cell, Look] = field(default_factory=dict)
    runs: dict[Cell, tuple[Run, ...]] = field(default_factory=dict)
    _cell: Cell | None = None
    _row: int = -1
    _row_is_numbered: bool = False
    _col: int = -1
    _kind: str = ""
    _style: str = "0"
    _phonetic: int = 0
    _inside: str = ""
    _value: list[str] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _mark: str = ""
    _formula: list[str] = field(default_factory=list)
    _has_value: bool = False
    _has_formula: bool = False
    _seen: set[str] = field(default_factory=set)

    @property
    def details(self) -> SheetDetails:
        """Return everything that was collected."""
        return SheetDetails(
            values=self.values,
            formulas=self.formulas,
            errors=frozenset(self.errors),
            percent=frozenset(self.percent),
            dates=frozenset(self.dates),
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_cols=tuple(self.hidden_cols),
            months=frozenset(self.months),
            looks=self.looks,
            runs=self.runs,
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element: a row, a cell, an element of a cell, a merged area or a column."""
        name = tag.rpartition(":")[2]
        if name == "c":
            if self._cell is not None:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=attributes.get("r", name)[:40])
            self._open_cell(attributes)
        elif self._cell is not None:
            self._open_within(name, attributes)
        elif name == "row":
            self._row = self._row + 1 if "r" not in attributes else cell_of("A" + attributes["r"])[0]
            self._row_is_numbered, self._col = "r" in attributes, -1
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.add(self._row)
        elif name == "mergeCell":
            self.merges.append(area_of(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.hidden_cols.append((_count(attributes, "min") - 1, _count(attributes, "max") - 1))

    def end(self, tag: str) -> None:
        """Close an element; keep a cell at its end."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._close_cell()
        elif name == "rPh":
            self._phonetic -= 1
        if name == self._inside:
            self._inside = ""
            if name == "t":
                # An escape never continues in the next run.
                self._runs.append(Run(decoded("".join(self._value)), self._mark))
                self._value.clear()

    def data(self, text: str) -> None:
        """Keep a piece of text of a formula or a value."""
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
            if self._row_is_numbered and self._cell[0] != self._row:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=address)
        self._col = self._cell[1]
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value, self._runs, self._formula, self._mark = [], [], [], ""
        self._seen.clear()
        self._has_value = self._has_formula = False

    def _open_within(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("v", "f") or (name == "t" and self._kind == "inlineStr" and not self._phonetic):
            self._refuse_second(name)
        if name == "v" or (name == "t" and self._kind == "inlineStr"):
            self._inside, self._has_value = name, True
        elif name == "f":
            self._inside, self._has_formula = name, True
        elif name == "rPh":
            self._phonetic += 1
        elif name == "r":
            self._mark = ""
            self._seen.discard("t")
        elif mark := mark_of(name, attributes):
            self._mark = mark

    def _refuse_second(self, name: str) -> None:
        """Raise UnreadableWorkbook for a second value, formula or text of a cell or run: programs differ on them."""
        if name in self._seen or (self._inside and self._inside != name):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"<{name}>")
        self._seen.add(name)

    def _close_cell(self) -> None:
        cell, text = self._cell, "".join(run.text for run in self._runs) if self._runs else "".join(self._value)
        self._cell = None
        if cell is not None:
            self._put(cell, text if self._has_value else None, "".join(self._formula) if self._has_formula else None)

    def take_plain_rows(self, plain: PlainRows) -> bool:
        """Collect the cells of plain rows; return False if one holds a value that no spreadsheet program writes."""
        values, strings, count, stored = self.values, self.strings, len(self.strings), 0
        cells_by_style = dict.fromkeys(self.formats.dates, self.dates)
        cells_by_style.update(dict.fromkeys(self.formats.percent, self.percent))
        for (address, place, style, kind, _), value in zip(plain.cells, plain.values, strict=True):
            cell = place or cell_of(address)
            if not value and (value is None or kind != "str"):
                continue
            stored += 1
            if kind == "s":
                index = _INDEXES.get(value, -1)
                if index < 0:
                    index = _index_of(value)
                if not 0 <= index < count:
                    return False
                values[cell] = strings[index]
            elif kind in ("", "n"):
                number = _float_of(value)
                if number is None:
                    return False
                values[cell] = number
                if cells_by_style and (formatted := cells_by_style.get(int(style or "0"))) is not None:
                    formatted.add(cell)
            elif kind == "str":
                values[cell] = decoded(unescaped(value)) if "&" in value or "_x" in value else value
            else:
                return False
        self.hidden_rows.update(int(row) - 1 for row in plain.hidden_rows)
        # Two values of one cell: programs differ on which of them they show.
        return len(values) == stored

    def take_formulas(self, plain: PlainRows) -> None:
        """Collect the formulas of plain rows whose cells were collected."""
        for (address, place, _, kind, formula), value in zip(plain.cells, plain.values, strict=True):
            if formula is not None:
                computed = bool(value) or (value is not None and kind == "str")
                self.formulas[place or cell_of(address)] = Formula(formula, computed)

    def take_looks(self, plain: PlainRows) -> None:
        """Note the cells of plain rows that have an unusual look; most forms have none."""
        looks = self.formats.looks
        for (address, place, style, *_), value in zip(plain.cells, plain.values, strict=True):
            if value is not None and style and (look := looks.get(int(style))):
                self.looks[place or cell_of(address)] = look

    def _put(self, cell: Cell, text: str | None, formula: str | None) -> None:
        if formula is not None:
            self.formulas[cell] = Formula(formula, text is not None and (bool(text) or self._kind == "str"))
        if text is None or (not text and self._kind != "str"):
            return
        if cell in self.values:
            # Programs differ on which of the two cells they show.
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"r={cell[0] + 1}:{cell[1] + 1}")
        self.values[cell] = value = self._read(text)
        self._put_style(cell, value, text, _number(self._style, "s"))

    def _put_style(self, cell: Cell, value: Raw, text: str, style: int) -> None:
        """Note what the style of a cell and the fonts of its text make of its value."""
        if style in self.formats.looks:
            self.looks[cell] = self.formats.looks[style]
        if any(run.mark for run in self._runs):
            self.runs[cell] = tuple(self._runs)
        elif self._kind == "s" and int(text) in self.text_runs:
            self.runs[cell] = self.text_runs[int(text)]
        if self._kind == "e":
            self.errors.add(cell)
        elif isinstance(value, float):
            if style in self.formats.percent:
                self.percent.add(cell)
            elif style in self.formats.dates:
                self.dates.add(cell)
                if style in self.formats.months:
                    self.months.add(cell)

    def _read(self, text: str) -> Raw:
        if self._kind == "s":
            if not _INDEX.fullmatch(text) or int(text) >= len(self.strings):
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"<v>{text[:20]}")
            return self.strings[int(text)]
        if self._kind == "n":
            number = _float_of(text)
            if number is None:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"<v>{text[:20]}")
            return number
        if self._kind == "b" and text.strip() in _BOOLEANS:
            return text.strip() in _TRUE
        if self._kind in ("inlineStr", "str", "e", "d"):
            return text if self._kind == "inlineStr" else decoded(text)
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"t={self._kind[:20]}")


@lru_cache(maxsize=1 << 13)
def _float_of(text: str) -> float | None:
    """Return the number that a text in a cell means; None if no spreadsheet program writes such a number."""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return None if math.isinf(number) else number


def _index_of(text: str) -> int:
    """Return the number of a shared text as it stands in a plain cell; -1 if it is no number."""
    return int(text) if text.isascii() and text.isdecimal() else -1


def _count(attributes: Mapping[str, str], name: str) -> int:
    return _number(attributes.get(name, "0"), name)


@lru_cache(maxsize=4096)
def _number(text: str, name: str) -> int:
    if not _INDEX.fullmatch(text):
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"{name}={text[:20]}")
    return int(text)
