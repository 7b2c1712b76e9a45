"""Replace the foreign formulas of a marked copy by their cached values, and remove its foreign validations and formats.

Takes a sheet of the copy, its cached values and the formulas of our own form; changes the sheet in memory. What stays
is ours, or a plain constant or reference to cells of the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ita_xlsx.feedback.cached_values import CachedValues
from ita_xlsx.feedback.excel_limits import fit_to_excel
from ita_xlsx.feedback.minimal_package import is_internal_reference
from ita_xlsx.feedback.own_formulas import FORMAT, VALIDATION, normalize_formula, refers_only_to

if TYPE_CHECKING:
    from openpyxl.formatting.rule import Rule
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

OwnFormulas: TypeAlias = Mapping[tuple[str, str], str]

_CONSTANT = re.compile(r'-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"]|"")*"|TRUE|FALSE')
_TYPES = frozenset("nsbed")
_LIKE_FORMULAS = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class DeactivationResult:
    """The counts of one deactivated sheet: formulas kept and replaced, and validation and format rules removed.

    ``orphaned_formulas`` counts our own formulas that were replaced because a sheet that they name is gone.
    ``cells_without_value`` lists the cells that are now empty because their formula had no cached value.
    """

    kept_formulas: int
    replaced_formulas: int
    orphaned_formulas: int
    cells_without_value: tuple[str, ...]
    removed_rules: int


def deactivate_sheet(
    sheet: Worksheet, cached: CachedValues, own_formulas: OwnFormulas, sheet_names: frozenset[str]
) -> DeactivationResult:
    """Replace what is not ours by its cached value, and return what was kept, replaced and removed.

    ``own_formulas`` is what ``index_formulas`` returns; ``sheet_names`` are the sheets of the copy.
    """
    from openpyxl.cell.cell import MergedCell

    kept = replaced = orphaned = 0
    empty = []
    cells: Iterable[tuple[tuple[int, int], Any]] = sheet._cells.items()
    for (row, col), cell in cells:
        if cell.data_type == "f":
            own_text = (
                own_formulas.get((sheet.title, normalize_formula(cell._value)))
                if isinstance(cell._value, str)
                else None
            )
            if own_text is not None and refers_only_to(own_text, sheet_names):
                # The text of our own form, so that the copy holds no formula written by somebody else.
                cell._value = own_text
                kept += 1
                continue
            replaced += own_text is None
            orphaned += own_text is not None
            if not _replace_by_value(cell, cached, (row, col)):
                empty.append(cell.coordinate)
        if isinstance(cell, MergedCell):
            continue
        if cell._value is None or cell.data_type not in _TYPES:
            cell.data_type = "n" if cell._value is None else "s"
        if cell.data_type == "s" and str(cell._value).startswith(_LIKE_FORMULAS):
            # With the prefix Excel keeps the cell a text, even if somebody opens it for editing and leaves it.
            cell.quotePrefix = True
    removed_rules = _remove_foreign_validations(sheet, own_formulas, sheet_names)
    removed_rules += _remove_foreign_formats(sheet, own_formulas, sheet_names) + fit_to_excel(sheet)
    return DeactivationResult(
        kept_formulas=kept,
        replaced_formulas=replaced,
        orphaned_formulas=orphaned,
        cells_without_value=tuple(empty),
        removed_rules=removed_rules,
    )


def _replace_by_value(cell: Any, cached: CachedValues, place: tuple[int, int]) -> bool:
    """Write the cached value of a formula into its cell; without one, empty the cell and return False."""
    cached_value = cached.by_cell.get(place)
    if cached_value is None:
        cell._value, cell.data_type = None, "n"
        return False
    cell._value = cached_value.value
    cell.data_type = cached_value.kind if cached_value.kind in ("n", "b") else "s"
    return True


def _is_plain(text: str | None, sheet_names: frozenset[str]) -> bool:
    """Return True for an empty text, a number, a quoted text, or a reference to cells of this workbook."""
    return (
        not text
        or bool(_CONSTANT.fullmatch(text.strip()))
        or is_internal_reference(text, sheet_names)
        or _is_local(text)
    )


def _is_local(text: str) -> bool:
    return bool(re.fullmatch(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?", text))


def _remove_foreign_validations(sheet: Worksheet, own_formulas: OwnFormulas, sheet_names: frozenset[str]) -> int:
    rules = sheet.data_validations.dataValidation
    kept = [rule for rule in rules if _is_safe_validation(rule, own_formulas, VALIDATION + sheet.title, sheet_names)]
    sheet.data_validations.dataValidation = kept
    return len(rules) - len(kept)


def _is_safe_validation(
    rule: DataValidation, own_formulas: OwnFormulas, place: str, sheet_names: frozenset[str]
) -> bool:
    for side in ("formula1", "formula2"):
        text = getattr(rule, side)
        own_text = own_formulas.get((place, normalize_formula(text))) if text else None
        if own_text is not None and refers_only_to(own_text, sheet_names):
            setattr(rule, side, own_text)
        elif not _is_plain(text, sheet_names):
            return False
    return True


def _remove_foreign_formats(sheet: Worksheet, own_formulas: OwnFormulas, sheet_names: frozenset[str]) -> int:
    from openpyxl.formatting.formatting import ConditionalFormattingList

    kept, dropped = ConditionalFormattingList(), 0
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if _is_safe_format(rule, own_formulas, FORMAT + sheet.title, sheet_names):
                rule.extLst = None
                kept.add(str(area.sqref), rule)
            else:
                dropped += 1
    sheet.conditional_formatting = kept
    return dropped


def _is_safe_format(rule: Rule, own_formulas: OwnFormulas, place: str, sheet_names: frozenset[str]) -> bool:
    texts = []
    for text in rule.formula:
        own_text = own_formulas.get((place, normalize_formula(text)))
        if own_text is None and not _CONSTANT.fullmatch(text.strip()):
            return False
        if own_text is not None and not refers_only_to(own_text, sheet_names):
            return False
        texts.append(own_text if own_text is not None else text)
    rule.formula = texts
    limits: Iterable[object] = (
        limit for part in (rule.colorScale, rule.dataBar, rule.iconSet) if part is not None for limit in part.cfvo
    )
    return all(
        getattr(limit, "type", "") != "formula" and _is_constant(getattr(limit, "val", None)) for limit in limits
    )


def _is_constant(value: object) -> bool:
    return value is None or isinstance(value, int | float) or bool(_CONSTANT.fullmatch(str(value)))
