"""Which formulas are ours, however the program that saved the file spells them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Formulas: TypeAlias = frozenset[tuple[str, str]]

# Rules of a sheet are kept apart from its cells: the kind stands before the sheet's name.
VALIDATION, FORMAT = "validation:", "format:"

_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<sheet>'(?:[^']|'')*'(?=!))"
    r"|(?P<number>(?<![\w.$!:])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.(:!]))"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@lru_cache(maxsize=8192)
def spelled(formula: str) -> str:
    """One spelling for what different programs write: no $, no needless quotes and spaces, plain numbers."""
    return "".join(_respelled(match) for match in _TOKEN.finditer(formula.strip().removeprefix("=")))


def _respelled(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "sheet":
        return text[1:-1].replace("''", "'").upper()
    if kind == "number":
        try:
            return format(Decimal(text).normalize(), "f") if len(text) < 40 else text
        except InvalidOperation:
            return text
    if kind == "space" or text == "$":
        return ""
    return text if kind == "text" else text.upper()


def by_spelling(ours: Formulas) -> Mapping[tuple[str, str], str]:
    """Our own text of each formula, by where it stands and its one spelling."""
    return {(where, spelled(text)): text for where, text in sorted(ours)}


def formulas_in(book: Workbook) -> Iterator[tuple[str, str]]:
    """Every formula of a workbook: those of cells by sheet, those of rules by kind and sheet."""
    for sheet in book.worksheets:
        cells: Iterable[Any] = sheet._cells.values()
        for cell in cells:
            if cell.data_type == "f" and isinstance(cell._value, str):
                yield sheet.title, cell._value
        yield from ((VALIDATION + sheet.title, text) for text in _validations(sheet))
        yield from ((FORMAT + sheet.title, text) for text in _formats(sheet))


def _validations(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        yield from _told((rule.formula1, rule.formula2))


def _formats(sheet: Worksheet) -> Iterator[str]:
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            yield from _told(rule.formula)


def _told(texts: Iterable[str | None]) -> Iterator[str]:
    return (text for text in texts if text)
