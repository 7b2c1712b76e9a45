"""Read the sheets of a workbook with two readers, and compare the readers if a sheet is not plain.

Takes the bytes and the package of a workbook; returns SheetCells, or raises UnreadableWorkbook. Works on values only.
The two readers: *our own reader* reads the XML of a sheet (``sheet_xml``); *the fast library reader* is
python-calamine, which knows no links, hidden rows or error cells. A sheet that is written the plain way can be read in
one way only, so our own reader alone reads it. Any other sheet is read by both, and they must agree.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cell_addresses import Cell
from ita_xlsx.intake.workbook.cell_formats import read_formats
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.intake.workbook.frame import LAST_COL, LAST_ROW
from ita_xlsx.intake.workbook.package import Contents, SheetPart
from ita_xlsx.intake.workbook.plain_values import PlainValues
from ita_xlsx.intake.workbook.shared_parts import Formats, Strings, read_strings
from ita_xlsx.intake.workbook.sheet_details import Raw, SheetDetails
from ita_xlsx.intake.workbook.sheet_xml import read_plain_sheet_xml, read_sheet_xml
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.writable import LONGEST_CELL, excel_length

# The fast library reader builds a grid from A1 to the last cell, and ends the process if the grid is too large.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,}[0-9]|[A-Za-z]{0,2}[0-9]{4,})""")
_MOST_ROWS, _MOST_CELLS = 999, 100_000
_LARGE_COUNT = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["']([0-9]{5,})""")


@dataclass(frozen=True)
class Reader:
    """Reads the sheets of a workbook, one at a time; ``data`` is the file as it was received."""

    data: bytes
    contents: Contents
    _verified: dict[str, SheetCells] = field(default_factory=dict, init=False)

    def read(self, sheet: SheetPart) -> SheetCells:
        """Read a sheet: with our own reader if it is plain, else with the fast library reader.

        A sheet that only the fast library reader has read must go through ``verified`` before its values are used. A
        sheet that this reader cannot read is read with our own reader. Raise UnreadableWorkbook if neither can.
        """
        details = self._read_plain(sheet)
        if details is None and not self._is_too_large(sheet) and self._fast_reader is not None:
            rows = self._read_fast(self._fast_reader, sheet)
            if rows is not None:
                return SheetCells(sheet.name, rows, sheet.state)
        return self._from_details(sheet, details or self._read_own(sheet))

    def verified(self, part: SheetPart, sheet: SheetCells) -> SheetCells:
        """Return the sheet after both readers have read it, with the details that our own reader adds.

        A sheet that needs one reader only is returned as it is. Raise UnreadableWorkbook (F116) if the two disagree.
        """
        if part.name not in self._verified:
            details = self._read_own(part)
            if not _agree(sheet.rows, details):
                raise UnreadableWorkbook(Code.READERS_DISAGREE, name=part.name)
            rows = [list(row) for row in sheet.rows]
            for row, col in details.errors | details.escaped | details.months:
                if row < len(rows) and col < len(rows[row]):
                    rows[row][col] = details.values[row, col]
            self._verified[part.name] = replace(sheet, rows=tuple(map(tuple, rows)), details=details)
        return self._verified[part.name]

    def first_value(self, sheet: SheetPart) -> Value:
        """Return the value of cell A1; the sheet is read, or refused, as by ``read``, but is not kept."""
        details = self._read_plain(sheet)
        return self.read(sheet).at(0, 0) if details is None else details.values.get((0, 0), "")

    def _read_plain(self, sheet: SheetPart) -> SheetDetails | None:
        """Read a plain sheet with our own reader; return None if the sheet or a shared text is not plain."""
        if not self._strings.plain:
            return None
        details = read_plain_sheet_xml(self.contents.part(sheet.part), self._strings, self._formats)
        if details is not None and 2 * max(self._strings.longest, _size_of(details.values)) > LONGEST_CELL:
            _refuse_long(sheet.name, details)
        return details

    @cached_property
    def _fast_reader(self) -> Any:
        """Return the fast library reader of this workbook; None if it would refuse harmless content.

        Raise UnreadableWorkbook (F105, or the reason of our own reader) if it cannot open the workbook.
        """
        from python_calamine import CalamineWorkbook

        counts = [int(count) for count in _LARGE_COUNT.findall(self._strings_part[:4096])]
        if "macros" in self.contents.extra_content or (counts and max(counts) > 2 * len(self._strings.texts)):
            return None
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.data))
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            raise self._refusal(UnreadableWorkbook(Code.FILE_DAMAGED)) from error

    def _read_fast(self, workbook: Any, sheet: SheetPart) -> Sequence[tuple[Value, ...]] | None:
        """Return the values of a sheet from the fast library reader; None if that reader does not find the sheet.

        Raise UnreadableWorkbook (F116, or the reason of our own reader) if it fails on the sheet.
        """
        from python_calamine import WorksheetNotFound

        try:
            # Without skip_empty_area=False all addresses shift by the empty rows and columns before the data.
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        except WorksheetNotFound:
            return None
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            # Both readers have opened the package, so the fault is in this sheet.
            raise self._refusal(UnreadableWorkbook(Code.READERS_DISAGREE, name=sheet.name)) from error
        return tuple(map(tuple, rows))

    def _is_too_large(self, sheet: SheetPart) -> bool:
        """Return True if a sheet has too many cells, or cells too far out, for the fast library reader."""
        part = self.contents.part(sheet.part)
        # A shorter part cannot hold so many; counting takes as long as reading.
        if len(part) > 12 * _MOST_ROWS and part.count(b"<row") + part.count(b":row") > 2 * _MOST_ROWS:
            return True
        if len(part) > 4 * _MOST_CELLS and part.count(b"<c") > _MOST_CELLS:
            return True
        return _FAR.search(part) is not None

    def _refusal(self, usual: UnreadableWorkbook) -> UnreadableWorkbook:
        """Raise the error of our own reader if it refuses a sheet, as it is more exact; else return the given one."""
        for item in self.contents.sheets:
            self._read_own(item)
        return usual

    def _from_details(self, sheet: SheetPart, details: SheetDetails) -> SheetCells:
        """Return a sheet as our own reader has read it; note that it needs no second reader."""
        values = details.values
        rows = values.rows() if isinstance(values, PlainValues) else _rows_of(values)
        cells = SheetCells(sheet.name, rows, sheet.state, details)
        self._verified[sheet.name] = cells
        return cells

    def _read_own(self, sheet: SheetPart) -> SheetDetails:
        """Read any sheet with our own reader; raise UnreadableWorkbook if it refuses the sheet."""
        part = self.contents.part(sheet.part)
        details = read_sheet_xml(part, self._strings, self._formats, since_1904=self._since_1904)
        _refuse_long(sheet.name, details)
        return details

    @cached_property
    def _strings_part(self) -> bytes:
        name = self.contents.related_part(self.contents.workbook_part, "sharedstrings")
        return self.contents.part(name) if name else b""

    @cached_property
    def _strings(self) -> Strings:
        return read_strings(self._strings_part) if self._strings_part else Strings()

    @cached_property
    def _formats(self) -> Formats:
        name = self.contents.related_part(self.contents.workbook_part, "styles")
        return read_formats(self.contents.part(name)) if name else Formats()

    @cached_property
    def _since_1904(self) -> bool:
        return bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)""", self.contents.part(self.contents.workbook_part)))


def find_far_cells(details: SheetDetails) -> list[Cell]:
    """Find the cells that are not empty and lie beyond the last row or column of any table."""
    values = details.values
    if isinstance(values, PlainValues) and not values.frame.has_far_cells:
        return []
    return [
        (row, col)
        for (row, col), value in values.items()
        if (row >= LAST_ROW or col >= LAST_COL) and str(value).strip()
    ]


def _rows_of(values: Mapping[Cell, Raw]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of a sheet that is not plain, without far cells; a row ends at its last value."""
    rows: list[list[Value]] = []
    line: list[Value] = []
    last = -1
    for (row, col), value in values.items():
        if row >= LAST_ROW or col >= LAST_COL or (isinstance(value, str) and (not value or value.isspace())):
            continue
        if row != last:
            while len(rows) <= row:
                rows.append([])
            line, last = rows[row], row
        missing = col - len(line)
        if missing < 0:
            line[col] = value
            continue
        if missing:
            line += [""] * missing
        line.append(value)
    return tuple(map(tuple, rows))


def _size_of(values: Mapping[Cell, Raw]) -> int:
    """Return a number of characters that no value of a plain sheet exceeds."""
    return values.size if isinstance(values, PlainValues) else 0


def _agree(rows: Sequence[tuple[Value, ...]], details: SheetDetails) -> bool:
    """Return True if both readers have the same value in every cell.

    ``rows`` come from the fast library reader, ``details`` from our own reader.
    """
    compared = 0
    for (row, col), ours in details.values.items():
        fast: Any = rows[row][col] if row < len(rows) and col < len(rows[row]) else ""
        compared += fast != ""
        if fast == ours and type(fast) is type(ours):
            continue
        if not _same(fast, ours, is_error=(row, col) in details.errors, is_date=(row, col) in details.dates):
            return False
    # The fast library reader must not have a value in a cell that is empty for our own reader.
    return compared == sum(len(line) - line.count("") for line in rows)


def _same(fast: Value, ours: Raw, *, is_error: bool, is_date: bool) -> bool:
    """Return True if two values of one cell are the same, apart from known differences of the two readers."""
    if is_error or is_date:
        return is_date or fast in ("", ours)
    if isinstance(ours, str) and isinstance(fast, str) and "_x" in ours + fast:
        # The readers undo an escaped escape in different ways; the value of our own reader is used.
        return True
    if isinstance(ours, str):
        # Each reader keeps other spaces, and the fast library reader returns an ISO date text as a date.
        if not isinstance(fast, str):
            return True
        return fast.split() == ours.split() or "".join(fast.split()) == "".join(ours.split())
    if isinstance(ours, bool) or isinstance(fast, (str, bool)):
        return fast == ours and isinstance(fast, type(ours))
    if isinstance(fast, (int, float)):
        return fast == ours or (math.isnan(fast) and math.isnan(ours))
    return False


def _refuse_long(name: str, details: SheetDetails) -> None:
    """Raise UnreadableWorkbook (F115) if a text of the sheet is longer than a cell can hold."""
    for value in details.values.values():
        if isinstance(value, str) and 2 * len(value) > LONGEST_CELL < excel_length(value):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
