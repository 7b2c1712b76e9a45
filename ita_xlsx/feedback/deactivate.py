"""How is a workbook made passive: no formula, rule or link in it that is not ours or plain?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ita_xlsx.feedback.cached_values import Cached
from ita_xlsx.feedback.minimal_package import points_inside
from ita_xlsx.feedback.own_formulas import FORMAT, VALIDATION, spelled

if TYPE_CHECKING:
    from openpyxl.formatting.rule import Rule
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_CONSTANT = re.compile(r'-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"]|"")*"|TRUE|FALSE')
_TYPES = frozenset("nsbed")
_LIKE_FORMULAS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Passed:
    """What became of one sheet: formulas kept and replaced, those that showed nothing, rules left out."""

    kept: int
    replaced: int
    without_value: tuple[str, ...]
    rules: int


def make_passive(
    sheet: Worksheet, cached: Cached, ours: Mapping[tuple[str, str], str], names: frozenset[str]
) -> Passed:
    """Replace what is not ours by what it shows."""
    from openpyxl.cell.cell import MergedCell

    kept = replaced = 0
    empty = []
    cells: Iterable[tuple[tuple[int, int], Any]] = sheet._cells.items()
    for (row, col), cell in cells:
        if cell.data_type == "f":
            text = ours.get((sheet.title, spelled(cell._value))) if isinstance(cell._value, str) else None
            if text is not None:
                # Our own spelling, so that nothing in the copy was written by somebody else.
                cell._value = text
                kept += 1
                continue
            replaced += 1
            if not _freeze(cell, cached, (row, col)):
                empty.append(cell.coordinate)
        if isinstance(cell, MergedCell):
            continue
        if cell._value is None or cell.data_type not in _TYPES:
            cell.data_type = "n" if cell._value is None else "s"
        if cell.data_type == "s" and str(cell._value).startswith(_LIKE_FORMULAS):
            # A text stays a text even when somebody edits the cell and leaves it as it is.
            cell.quotePrefix = True
    rules = _passive_validations(sheet, ours, names) + _passive_formats(sheet, ours)
    return Passed(kept, replaced, tuple(empty), rules)


def _freeze(cell: Any, cached: Cached, place: tuple[int, int]) -> bool:
    shown = cached.shown.get(place)
    if shown is None:
        cell._value, cell.data_type = None, "n"
        return False
    cell._value = shown.value
    cell.data_type = shown.kind if shown.kind in ("n", "b") else "s"
    return True


def _is_plain(text: str | None, names: frozenset[str]) -> bool:
    """A number, a text, or cells of this workbook."""
    return not text or bool(_CONSTANT.fullmatch(text.strip())) or points_inside(text, names) or _is_here(text)


def _is_here(text: str) -> bool:
    return bool(re.fullmatch(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?", text))


def _passive_validations(sheet: Worksheet, ours: Mapping[tuple[str, str], str], names: frozenset[str]) -> int:
    rules = sheet.data_validations.dataValidation
    kept = [rule for rule in rules if _passes(rule, ours, VALIDATION + sheet.title, names)]
    sheet.data_validations.dataValidation = kept
    return len(rules) - len(kept)


def _passes(rule: DataValidation, ours: Mapping[tuple[str, str], str], where: str, names: frozenset[str]) -> bool:
    for side in ("formula1", "formula2"):
        text = getattr(rule, side)
        own = ours.get((where, spelled(text))) if text else None
        if own is not None:
            setattr(rule, side, own)
        elif not _is_plain(text, names):
            return False
    return True


def _passive_formats(sheet: Worksheet, ours: Mapping[tuple[str, str], str]) -> int:
    from openpyxl.formatting.formatting import ConditionalFormattingList

    kept, dropped = ConditionalFormattingList(), 0
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if _is_safe(rule, ours, FORMAT + sheet.title):
                rule.extLst = None
                kept.add(str(area.sqref), rule)
            else:
                dropped += 1
    sheet.conditional_formatting = kept
    return dropped


def _is_safe(rule: Rule, ours: Mapping[tuple[str, str], str], where: str) -> bool:
    texts = []
    for text in rule.formula:
        own = ours.get((where, spelled(text)))
        if own is None and not _CONSTANT.fullmatch(text.strip()):
            return False
        texts.append(own if own is not None else text)
    rule.formula = texts
    limits: Iterable[object] = (
        limit for part in (rule.colorScale, rule.dataBar, rule.iconSet) if part is not None for limit in part.cfvo
    )
    return all(
        getattr(limit, "type", "") != "formula" and _is_constant(getattr(limit, "val", None)) for limit in limits
    )


def _is_constant(value: object) -> bool:
    return value is None or isinstance(value, int | float) or bool(_CONSTANT.fullmatch(str(value)))
