"""A sheet read for certain: by our own reader where it is plain throughout, elsewhere by two that must agree."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.intake.workbook.package import Contents, SheetPart
from ita_xlsx.intake.workbook.shared_parts import Formats, Strings, read_formats, read_strings
from ita_xlsx.intake.workbook.sheet_xml import Cell, Raw, SheetDetails, read_plain, read_sheet_xml
from ita_xlsx.model.layout.page import units

# The fast reader lays out a grid from A1 to the last cell, and ends the process where that is too large.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,}[0-9]|[A-Za-z]{0,2}[0-9]{4,})""")
_MOST_ROWS, _MOST_CELLS = 999, 100_000
_COUNTED = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["']([0-9]{5,})""")
# Beyond these nothing of a form or a table can stand; what does is told.
_LAST_ROW, _LAST_COL = 20_000, 1_000
_LONGEST_TEXT = 32_767


@dataclass(frozen=True)
class Reader:
    """Reads the sheets of a workbook, each when it is asked for; ``data`` is the workbook as it came."""

    data: bytes
    contents: Contents
    _again: dict[str, SheetCells] = field(default_factory=dict, init=False)

    def read(self, sheet: SheetPart) -> SheetCells:
        """A sheet that is plain throughout by our own reader alone; any other by the fast one, to be read again."""
        care = self._plain(sheet)
        if care is None and not self._is_far(sheet) and self._fast is not None:
            rows = self._read_fast(self._fast, sheet)
            if rows is not None:
                return SheetCells(sheet.name, rows, sheet.state)
        return self._laid_out(sheet, care or self._care(sheet))

    def verified(self, part: SheetPart, sheet: SheetCells) -> SheetCells:
        """The sheet with its second reading, where one is needed; F116 where the two disagree."""
        if part.name not in self._again:
            care = self._care(part)
            if not _agree(sheet.rows, care):
                raise UnreadableWorkbook("F116", name=part.name)
            rows = [list(row) for row in sheet.rows]
            for row, col in care.errors | care.escaped:
                if row < len(rows) and col < len(rows[row]):
                    rows[row][col] = care.values[row, col]
            self._again[part.name] = replace(sheet, rows=tuple(map(tuple, rows)), care=care)
        return self._again[part.name]

    def _plain(self, sheet: SheetPart) -> SheetDetails | None:
        """What our own reader makes of a sheet in which, as in the texts it refers to, nothing is unusual."""
        if not self._strings.plain:
            return None
        part = self.contents.part(sheet.part)
        care = read_plain(part, self._strings.texts, self._formats)
        if care is not None and 2 * max(self._strings.longest, len(part)) > _LONGEST_TEXT:
            _refuse_long(sheet.name, care)
        return care

    @cached_property
    def _fast(self) -> Any:
        """The fast reader; None where it is known to give up on what is harmless."""
        from python_calamine import CalamineWorkbook

        counts = [int(count) for count in _COUNTED.findall(self._strings_part[:4096])]
        if "macros" in self.contents.carried or (counts and max(counts) > 2 * len(self._strings.texts)):
            return None
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.data))
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # the reader's panics are no Exception
            raise self._refusal("F105") from error

    def _read_fast(self, workbook: Any, sheet: SheetPart) -> Sequence[tuple[Value, ...]] | None:
        """The values of a sheet; None where the fast reader cannot find its part by the way it is named."""
        from python_calamine import WorksheetNotFound

        try:
            # Without skip_empty_area=False every address shifts by the empty rows and columns before the data.
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        except WorksheetNotFound:
            return None
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # the reader's panics are no Exception
            # The package itself is sound to both readers.
            raise self._refusal("F116", sheet.name) from error
        return tuple(map(tuple, rows))

    def _is_far(self, sheet: SheetPart) -> bool:
        part = self.contents.part(sheet.part)
        # Shorter parts cannot hold that many; counting costs as much as reading.
        if len(part) > 12 * _MOST_ROWS and part.count(b"<row") + part.count(b":row") > 2 * _MOST_ROWS:
            return True
        if len(part) > 4 * _MOST_CELLS and part.count(b"<c") > _MOST_CELLS:
            return True
        return _FAR.search(part) is not None

    def _refusal(self, code: str, name: str = "") -> UnreadableWorkbook:
        """The reason our own reader has against one of the sheets, else the one given."""
        for item in self.contents.sheets:
            self._care(item)
        return UnreadableWorkbook(code, name=name)

    def _laid_out(self, sheet: SheetPart, care: SheetDetails) -> SheetCells:
        """A sheet as our own reader alone has it, which needs no second reading."""
        rows: list[list[Value]] = []
        for (row, col), value in care.values.items():
            if row >= _LAST_ROW or col >= _LAST_COL or (isinstance(value, str) and (not value or value.isspace())):
                continue
            while len(rows) <= row:
                rows.append([])
            line = rows[row]
            if len(line) <= col:
                line += [""] * (col - len(line))
                line.append(value)
            else:
                line[col] = value
        cells = SheetCells(sheet.name, tuple(map(tuple, rows)), sheet.state, care)
        self._again[sheet.name] = cells
        return cells

    def _care(self, sheet: SheetPart) -> SheetDetails:
        part = self.contents.part(sheet.part)
        care = read_sheet_xml(part, self._strings.texts, self._formats, since_1904=self._since_1904)
        _refuse_long(sheet.name, care)
        return care

    @cached_property
    def _strings_part(self) -> bytes:
        name = self.contents.related(self.contents.workbook_part, "sharedstrings")
        return self.contents.part(name) if name else b""

    @cached_property
    def _strings(self) -> Strings:
        return read_strings(self._strings_part) if self._strings_part else Strings()

    @cached_property
    def _formats(self) -> Formats:
        name = self.contents.related(self.contents.workbook_part, "styles")
        return read_formats(self.contents.part(name)) if name else Formats()

    @cached_property
    def _since_1904(self) -> bool:
        return bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)""", self.contents.part(self.contents.workbook_part)))


def far_cells(care: SheetDetails) -> list[Cell]:
    """Cells that hold something so far out that no table of ours reaches there."""
    return [
        (row, col)
        for (row, col), value in care.values.items()
        if (row >= _LAST_ROW or col >= _LAST_COL) and str(value).strip()
    ]


def _agree(rows: Sequence[tuple[Value, ...]], care: SheetDetails) -> bool:
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


def _refuse_long(name: str, care: SheetDetails) -> None:
    texts = (value for value in care.values.values() if isinstance(value, str))
    if any(2 * len(text) > _LONGEST_TEXT < units(text) for text in texts):
        raise UnreadableWorkbook("F115", detail=name)
