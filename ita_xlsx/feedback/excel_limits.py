"""Bring a sheet of a marked copy within the limits of Excel, which would repair or refuse the copy otherwise.

Takes a sheet as openpyxl read it; changes the sheet in memory. Other programs write files beyond these limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ita_xlsx.model.layout.page import MOST_BREAKS, TALLEST_ROW
from ita_xlsx.model.text.writable import cut_units, excel_length

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST, _SMALLEST_ZOOM, _LARGEST_ZOOM = 255, 10, 400
_LONGEST_LIST = 255
# The greatest number of characters of each text of a validation.
_PROMPTS = (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255))


def fit_to_excel(sheet: Worksheet) -> int:
    """Bring a sheet within the limits of Excel; return the number of validations that were removed."""
    _fit_view(sheet)
    _fit_rows_and_columns(sheet)
    return _fit_validations(sheet)


def _fit_view(sheet: Any) -> None:
    """Keep one view of a sheet, with one selection in each of its panes.

    The copy has one window, so a second view would belong to none.
    """
    view = sheet.views.sheetView[0]
    del sheet.views.sheetView[1:]
    view.workbookViewId = 0
    view.selection = tuple({item.pane: item for item in view.selection}.values())
    for name in ("zoomScale", "zoomScaleNormal", "zoomScaleSheetLayoutView", "zoomScalePageLayoutView"):
        zoom = getattr(view, name)
        if zoom:
            setattr(view, name, min(max(zoom, _SMALLEST_ZOOM), _LARGEST_ZOOM))


def _fit_rows_and_columns(sheet: Any) -> None:
    for row in sheet.row_dimensions.values():
        if row.height is not None:
            row.height = min(max(row.height, 0), TALLEST_ROW)
    for column in sheet.column_dimensions.values():
        column.width = min(max(column.width, 0), _WIDEST)
    for breaks in (sheet.row_breaks, sheet.col_breaks):
        breaks.brk = sorted(breaks.brk, key=lambda item: item.id)[:MOST_BREAKS]


def _fit_validations(sheet: Worksheet) -> int:
    """Cut the texts of the validations; remove those whose list of words is longer than Excel holds."""
    rules = sheet.data_validations.dataValidation
    kept = [rule for rule in rules if not _is_too_long(rule)]
    for rule in kept:
        for name, longest in _PROMPTS:
            if text := getattr(rule, name):
                setattr(rule, name, cut_units(text, longest))
    sheet.data_validations.dataValidation = kept
    return len(rules) - len(kept)


def _is_too_long(rule: DataValidation) -> bool:
    words = rule.formula1 or ""
    is_list = rule.type == "list" and words.startswith('"')
    return is_list and excel_length(words[1:-1].replace('""', '"')) > _LONGEST_LIST
