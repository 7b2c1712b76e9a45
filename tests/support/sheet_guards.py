"""Find what a reader of a saved workbook must not meet: small text, our machinery, mixed digits, weak colors.

Each guard takes the workbook as saved and returns faults as (sheet, what is wrong). Only what is seen counts: visible
sheets, rows and columns; texts are those of cells, of computed cells as saved, of notes, prompts and page headers.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries

from ita_xlsx.model.findings.codes import Code
from tests.support.screen_room import column_pixels, row_pixels

LEAST_POINTS, LEAST_SMALL = 14, 12
# Columns that may be smaller, as the pages of the contract have them: addresses, notes, owners and names of files.
_SMALL_HEADERS = re.compile("URL|ที่อยู่เว็บ|หมายเหตุ|ผู้รับผิดชอบ|ไฟล์|ลิงก์")
_COMMAND = re.compile(r"(?<![\w-])ita (?=--|[a-z])")
_STEP_CODES = re.compile(r";[a-z]?\d+(\.\d+)*;")
_RULE_CODES = re.compile(r"(?<![A-Za-z0-9])(" + "|".join(code.value for code in Code) + r")(?![A-Za-z0-9])")
# Codes, addresses, names of files and folders, cells and digests of files keep their digits.
_KEPT = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[^\s«»]*/[^\s«»]+"
    r"|\S*\.(?:xlsx|csv|toml|zip|pdf|sqlite)\b|(?<![A-Za-z])[A-Za-z]{1,4}[-.]?\d[\w.\-:]*|\b[0-9a-f]{64}\b"
)
_THAI_FORMAT = re.compile(r"\[\$-D[0-9A-F]*41E\]")
_MARK = re.compile(r"[0-9]")
TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3.0
_SERIES = re.compile(r"<c:ser>.*?</c:ser>", re.DOTALL)
_LABELS = re.compile(r"<c:(dLbls|tx|cat|val)>.*?</c:\1>", re.DOTALL)
_COLOR = re.compile(r'<a:srgbClr val="([0-9A-Fa-f]{6})"')


class Fault(NamedTuple):
    """Something on a sheet that a guard does not let pass."""

    sheet: str
    words: str


class SavedBook:
    """A workbook as saved, with formulas and with the values that stand beside them."""

    def __init__(self, path: Path) -> None:
        """Read a workbook twice."""
        self.path = path
        self._formulas = openpyxl.load_workbook(path)
        self._values = openpyxl.load_workbook(path, data_only=True)

    @cached_property
    def sheets(self) -> list[tuple[Any, list[Any]]]:
        """Return each visible sheet, which has the formulas, with its seen cells, which have the values."""
        return [
            (sheet, list(_seen(self._values[sheet.title])))
            for sheet in self._formulas.worksheets
            if sheet.sheet_state == "visible"
        ]

    def texts(self) -> Iterator[tuple[Any, Any, str]]:
        """Yield (sheet, cell or None, text) for every text that can be read; ``None`` is a prompt or a page header."""
        for sheet, cells in self.sheets:
            for cell in cells:
                yield from ((sheet, cell, text) for text in (cell.value,) if isinstance(text, str) and text)
                if cell.comment:
                    yield sheet, None, cell.comment.text
            for rule in sheet.data_validations.dataValidation:
                yield from ((sheet, None, text) for text in (rule.prompt, rule.promptTitle, rule.error) if text)
            for part in (sheet.oddHeader, sheet.oddFooter):
                sides = (part.left, part.center, part.right)
                yield from ((sheet, None, side.text) for side in sides if side.text)


def small_texts(book: SavedBook) -> Iterator[Fault]:
    """Yield texts under 14 points; addresses, notes, owners and names of files may have 12."""
    for sheet, cells in book.sheets:
        headers = dict[int, str]()
        for cell in cells:
            if cell.value in (None, ""):
                continue
            if isinstance(cell.value, str) and cell.font.b:
                headers[cell.column] = cell.value
            is_small = bool(_SMALL_HEADERS.search(headers.get(cell.column, ""))) or "://" in str(cell.value)
            if cell.font.sz < (LEAST_SMALL if is_small else LEAST_POINTS):
                yield Fault(sheet.title, f"{cell.coordinate} has {cell.font.sz:g} pt: {cell.value!s:.40}")


def step_codes(book: SavedBook) -> Iterator[Fault]:
    """Yield texts with codes of questions as we match them, such as ``;e1;6;``."""
    yield from _with_pattern(book, _STEP_CODES)


def commands(book: SavedBook) -> Iterator[Fault]:
    """Yield texts with a command of ours."""
    yield from _with_pattern(book, _COMMAND)


def rule_codes(book: SavedBook) -> Iterator[Fault]:
    """Yield texts with the code of a rule; no agency is to meet one."""
    yield from _with_pattern(book, _RULE_CODES)


def rule_codes_not_last(book: SavedBook) -> Iterator[Fault]:
    """Yield texts with the code of a rule that stand before the last column of their row."""
    last = {(sheet.title, cell.row): cell.column for sheet, cells in book.sheets for cell in cells if cell.value}
    for sheet, cell, text in book.texts():
        if _RULE_CODES.search(text) and (cell is None or last[sheet.title, cell.row] != cell.column):
            yield Fault(sheet.title, f"{cell.coordinate if cell else 'prompt'}: {text:.60}")


def arabic_digits(book: SavedBook, given: frozenset[str]) -> Iterator[Fault]:
    """Yield Arabic digits of a workbook with Thai ones; ``given`` are texts from outside, which stay as they are."""
    longest_first = sorted(given, key=len, reverse=True)
    for sheet, cell, text in book.texts():
        is_typed = cell is not None and not cell.protection.locked and sheet.protection.sheet
        # A code can hold a text from outside, and such a text a code.
        left = (_KEPT.sub("", _without(text, longest_first)), _without(_KEPT.sub("", text), longest_first))
        if not is_typed and all(map(_MARK.search, left)):
            yield Fault(sheet.title, f"{cell.coordinate if cell else 'prompt'}: {text:.60}")
    for sheet, cells in book.sheets:
        for cell in cells:
            if isinstance(cell.value, bool | str) or cell.value is None:
                continue
            if not _THAI_FORMAT.search(cell.number_format) and _MARK.search(str(cell.value)):
                yield Fault(sheet.title, f"{cell.coordinate} shows {cell.value} as {cell.number_format}")


def weak_colors(book: SavedBook) -> Iterator[Fault]:
    """Yield texts under 4.5 to 1 and boxes of inputs under 3 to 1, also where a rule of the sheet colors a cell."""
    for sheet, cells in book.sheets:
        rules = list(_coloring_rules(sheet))
        for cell in cells:
            if cell.value not in (None, ""):
                text, ground = _color(cell.font.color, "000000"), _ground(cell.fill)
                pairs = {(text, ground)}
                for box, ink, fill in rules:
                    if _within(cell, box):
                        pairs.add((ink or text, fill or ground))
                for pair in pairs:
                    if contrast(*pair) < TEXT_CONTRAST:
                        yield Fault(sheet.title, f"{cell.coordinate}: {pair[0]} on {pair[1]} {contrast(*pair):.1f}")
            if sheet.protection.sheet and not cell.protection.locked:
                line = _color(cell.border.left.color, "FFFFFF") if cell.border.left.style else "FFFFFF"
                if contrast(line, "FFFFFF") < LINE_CONTRAST:
                    yield Fault(sheet.title, f"{cell.coordinate}: box {line} {contrast(line, 'FFFFFF'):.1f}")


def weak_charts(book: SavedBook) -> Iterator[Fault]:
    """Yield series of charts none of whose colors, of line or of area, has 3 to 1 against white."""
    with zipfile.ZipFile(book.path) as package:
        for name in sorted(name for name in package.namelist() if name.startswith("xl/charts/chart")):
            for series in _SERIES.findall(package.read(name).decode("utf-8")):
                whole = re.sub(_LABELS, "", series)
                colors = _COLOR.findall(whole)
                if colors and max(contrast(color.upper(), "FFFFFF") for color in colors) < LINE_CONTRAST:
                    yield Fault(name.rpartition("/")[2], f"series in {colors}")


def contrast(one: str, other: str) -> float:
    """Return how far two colors (six hexadecimal digits) are apart, 1 to 21, as WCAG has it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color.lstrip("#")[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _seen(sheet: Any) -> Iterator[Any]:
    """Yield the cells in visible rows and columns, row after row."""
    columns = column_pixels(sheet)
    for row in sheet.iter_rows():
        if row_pixels(sheet, row[0].row):
            yield from (cell for cell, pixels in zip(row, columns, strict=False) if pixels and isinstance(cell, Cell))


def _with_pattern(book: SavedBook, pattern: re.Pattern[str]) -> Iterator[Fault]:
    for sheet, cell, text in book.texts():
        if pattern.search(text):
            yield Fault(sheet.title, f"{cell.coordinate if cell else 'prompt'}: {text:.60}")


def _without(text: str, given: Sequence[str]) -> str:
    for outside in given:
        text = text.replace(outside, "")
    return text


def _color(color: Any, default: str) -> str:
    rgb = color.rgb if color is not None and color.type == "rgb" else None
    return rgb[2:].upper() if isinstance(rgb, str) else default


def _ground(fill: Any) -> str:
    return _color(fill.fgColor, "FFFFFF") if fill.fill_type == "solid" else "FFFFFF"


def _coloring_rules(sheet: Any) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield (range, color of text, color of ground) of each rule that colors cells; empty where it leaves one alone."""
    for formatting in sheet.conditional_formatting:
        for rule in formatting.rules:
            if rule.dxf is None:
                continue
            ink = _color(rule.dxf.font.color, "") if rule.dxf.font else ""
            fill = _color(rule.dxf.fill.bgColor, "") if rule.dxf.fill else ""
            for part in str(formatting.sqref).split():
                yield tuple(int(number or 0) for number in range_boundaries(part)), ink, fill


def _within(cell: Any, box: tuple[int, ...]) -> bool:
    left, top, right, bottom = box
    return bool(left <= cell.column <= right and top <= cell.row <= bottom)


def main(arguments: Sequence[str]) -> int:
    """Print the first faults of every guard but that of digits; return 1 if there is one."""
    guards = (small_texts, step_codes, commands, rule_codes_not_last, weak_colors, weak_charts)
    found = False
    for path in map(Path, arguments):
        book = SavedBook(path)
        for guard in guards:
            faults = [*guard(book)]
            found = found or bool(faults)
            for sheet in dict.fromkeys(fault.sheet for fault in faults):
                of_sheet = [fault.words for fault in faults if fault.sheet == sheet]
                print(f"{path.name}  {guard.__name__}  {sheet}  {len(of_sheet)}: {'; '.join(of_sheet[:3])}")
    return int(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
