"""Read the XML of one sheet with our own reader: every cell, and the details that the fast library reader hides.

Takes the bytes of a sheet part, the shared texts and the number formats; returns SheetDetails, or raises
UnreadableWorkbook. Works on values only. ``read_sheet_xml`` reads any sheet;
``read_plain_sheet_xml`` reads only a sheet that is written the plain way.
Both try the patterns of ``plain_rows`` first; the XML parser reads what these do not match.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cell_addresses import Area, Cell, area_of, cell_of
from ita_xlsx.intake.workbook.plain_rows import parse_plain_rows
from ita_xlsx.intake.workbook.plain_strings import decoded
from ita_xlsx.intake.workbook.plain_values import PlainValues, number_of, read_values
from ita_xlsx.intake.workbook.shared_parts import Formats, Look, Run, Strings, mark_of, parse
from ita_xlsx.intake.workbook.sheet_details import Formula, Raw, SheetDetails
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_TRUE = frozenset({"1", "true"})
_BOOLEANS = _TRUE | {"0", "false"}
_INDEX = re.compile(r"\s*[0-9]{1,10}\s*")
# The end of a cell that is not empty: after the last of these there are only empty rows.
_VALUE_ENDS = (b"</v>", b":v>", b"</is>", b":is>", b"</f>", b":f>")
_LEAST_CUT = 1 << 16
# Smaller surroundings of rows are the same in most forms of a round, and are cached.
_LARGEST_CACHED = 1 << 15
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?/>')


def read_sheet_xml(part: bytes, strings: Strings, formats: Formats, *, since_1904: bool = False) -> SheetDetails:
    """Read every cell of a sheet with our own reader; a number shown as a date becomes ISO text.

    ``since_1904`` is True if the dates of the workbook count from 1904.
    Raise UnreadableWorkbook for damaged XML, or for values or addresses that no spreadsheet program writes.
    """
    part = _without_trailing_rows(part)
    # The patterns know neither pieces of a text that are raised or struck, nor dates that show no day.
    details = None if strings.runs or formats.months else _read_plain(part, strings, formats)
    if details is None:
        collector = _CellCollector(strings, formats)
        parse(_without_blanks(part), collector.start, collector.end, collector.data)
        details = collector.details
    if not details.dates:
        return details
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    dates = {cell: _as_date(details.values[cell], epoch, without_day=cell in details.months) for cell in details.dates}
    return replace(details, values={**details.values, **dates})


def read_plain_sheet_xml(part: bytes, strings: Strings, formats: Formats) -> SheetDetails | None:
    """Read every cell of a sheet with our own reader if the sheet is written the plain way; else return None.

    A plain sheet can be read in one way only. A sheet with dates is not plain: programs store different numbers.
    """
    details = _read_plain(part, strings, formats)
    return None if details is None or details.dates else details


def _read_plain(part: bytes, strings: Strings, formats: Formats) -> SheetDetails | None:
    """Read the cells of a sheet by the patterns of ``plain_rows``; return None if they do not match."""
    plain = parse_plain_rows(part)
    values = None if plain is None else read_values(plain, strings)
    if plain is None or values is None:
        return None
    read = _cached_areas if len(plain.without_rows) < _LARGEST_CACHED else _read_areas
    merges, hidden_cols = read(plain.without_rows)
    percent, dates, looks = _read_styles(values, formats)
    return SheetDetails(
        values=values,
        formulas=values.formulas,
        percent=percent,
        dates=dates,
        merges=merges,
        hidden_rows=plain.frame.hidden_rows,
        hidden_cols=hidden_cols,
        looks=looks,
    )


def _read_styles(values: PlainValues, formats: Formats) -> tuple[frozenset[Cell], frozenset[Cell], Mapping[Cell, Look]]:
    """Return the cells of a plain sheet that are shown as per cent, as a date, or with an unusual look."""
    cells_by_style = values.frame.cells_by_style
    if formats.unusual.isdisjoint(cells_by_style):
        return frozenset(), frozenset(), {}
    cells = [(item.cell, style) for style in formats.looks.keys() & cells_by_style for item in cells_by_style[style]]
    percent, dates = (
        frozenset([item.cell for style in styles for item in cells_by_style.get(style, ()) if item.kind == "n"])
        - values.empty_cells
        for styles in (formats.percent, formats.dates)
    )
    return percent, dates - percent, {cell: formats.looks[style] for cell, style in cells}


def _read_areas(part: bytes) -> tuple[tuple[Area, ...], tuple[tuple[int, int], ...]]:
    """Read the merged areas and hidden columns from a sheet part without its rows."""
    collector = _CellCollector(Strings(), Formats())
    has_areas = b"mergeCell" in part or b"hidden" in part
    parse(part, collector.start if has_areas else None, collector.end if has_areas else None)
    return tuple(collector.merges), tuple(collector.hidden_cols)


# Most forms of a round have the same.
_cached_areas = lru_cache(maxsize=64)(_read_areas)


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
    """Collects the cells of one sheet, from the events of the XML parser."""

    strings: Strings
    formats: Formats
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
        elif self._kind == "s" and int(text) in self.strings.runs:
            self.runs[cell] = self.strings.runs[int(text)]
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
            if not _INDEX.fullmatch(text) or int(text) >= len(self.strings.texts):
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"<v>{text[:20]}")
            return self.strings.texts[int(text)]
        if self._kind == "n":
            try:
                return number_of(text)
            except ValueError as error:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"<v>{text[:20]}") from error
        if self._kind == "b" and text.strip() in _BOOLEANS:
            return text.strip() in _TRUE
        if self._kind in ("inlineStr", "str", "e", "d"):
            return text if self._kind == "inlineStr" else decoded(text)
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"t={self._kind[:20]}")


def _count(attributes: Mapping[str, str], name: str) -> int:
    return _number(attributes.get(name, "0"), name)


@lru_cache(maxsize=4096)
def _number(text: str, name: str) -> int:
    if not _INDEX.fullmatch(text):
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=f"{name}={text[:20]}")
    return int(text)
