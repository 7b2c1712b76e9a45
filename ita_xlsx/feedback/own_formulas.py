"""Recognize the formulas of our own form, in whatever spelling the program that saved the file uses.

Takes openpyxl workbooks and formula texts; returns texts. Works on values only.
"""

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

# Prefixes of the sheet name that separate the rules of a sheet from the formulas of its cells.
VALIDATION, FORMAT = "validation:", "format:"

_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<sheet>'(?:[^']|'')*'(?=!))"
    r"|(?P<number>(?<![\w.$!:])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.(:!]))"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)

_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_SHEET = re.compile(r"'((?:[^']|'')*)'!|([^\W\d][\w.]*)!")


@lru_cache(maxsize=8192)
def normalize_formula(formula: str) -> str:
    """Return a formula in one normal spelling that is equal for all programs.

    It has no ``$``, no needless quotes and spaces, plain numbers, and capital letters outside texts.
    """
    return "".join(_normalize_token(match) for match in _TOKEN.finditer(formula.strip().removeprefix("=")))


def _normalize_token(match: re.Match[str]) -> str:
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


@lru_cache(maxsize=8192)
def refers_only_to(formula: str, sheet_names: frozenset[str]) -> bool:
    """Return True if every sheet that a formula names is one of these; case makes no difference."""
    names = {(match[1] or match[2]).replace("''", "'") for match in _SHEET.finditer(_LITERAL.sub("", formula))}
    return {name.casefold() for name in names} <= {name.casefold() for name in sheet_names}


def index_formulas(own_formulas: Formulas) -> Mapping[tuple[str, str], str]:
    """Return our own text of each formula, by its place (sheet, or kind of rule and sheet) and normal spelling."""
    return {(place, normalize_formula(text)): text for place, text in sorted(own_formulas)}


def formulas_in(book: Workbook) -> Iterator[tuple[str, str]]:
    """Yield (place, formula) of a workbook: the place is the sheet for cells, the kind and the sheet for rules."""
    for sheet in book.worksheets:
        cells: Iterable[Any] = sheet._cells.values()
        for cell in cells:
            if cell.data_type == "f" and isinstance(cell._value, str):
                yield sheet.title, cell._value
        yield from ((VALIDATION + sheet.title, text) for text in _validations(sheet))
        yield from ((FORMAT + sheet.title, text) for text in _formats(sheet))


def _validations(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        yield from _non_empty((rule.formula1, rule.formula2))


def _formats(sheet: Worksheet) -> Iterator[str]:
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            yield from _non_empty(rule.formula)


def _non_empty(texts: Iterable[str | None]) -> Iterator[str]:
    return (text for text in texts if text)
