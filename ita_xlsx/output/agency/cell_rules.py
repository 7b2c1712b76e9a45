"""Check the cells of the form as they are typed into, and color them by what they hold.

Takes sheets and ranges (first row, first column, last row, last column); changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.text.words import DECLARATIONS, STEP_STATUSES
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas.live import quote
from ita_xlsx.output.texts import LIST_ERROR, SCORE_ERROR, SCORE_PROMPT

Span = tuple[int, int, int, int]

_NOT_YET, _DOING, _DONE, _NO_MISSION = STEP_STATUSES
_STATUS_STYLES: Mapping[str, str] = MappingProxyType(
    {_DONE: "done", _DOING: "doing", _NOT_YET: "not_yet", _NO_MISSION: "not_ours"}
)


def check_scores(sheet: Sheet, span: Span) -> None:
    """Accept only scores of two decimals and declarations in a range; color wrong values that were pasted."""

    def rule(cell: str) -> dict[str, Any]:
        number_ok = f"AND({cell}>=0,{cell}<=100,ROUND({cell},2)={cell})"
        value = f"=IF(ISNUMBER({cell}),{number_ok},{_is_declaration(cell)})"
        error = sheet.book.words(SCORE_ERROR)
        return {"validate": "custom", "value": value, "error_title": "คะแนนไม่ถูกต้อง", "error_message": error}

    _check(sheet, span, rule, "คะแนน", SCORE_PROMPT)
    cell = a1(span[0], span[1])
    is_score = f"IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<=100),{_is_declaration(cell)})"
    color_where(sheet, span, f'=AND({cell}<>"",NOT({is_score}))', "caution")


def check_choices(sheet: Sheet, span: Span, words: Sequence[str], title: str, prompt: str) -> None:
    """Offer a list of words in a range, and refuse other words."""

    def rule(cell: str) -> dict[str, Any]:
        return {
            "validate": "list", "source": list(words), "error_title": "ไม่อยู่ในรายการ", "error_message": LIST_ERROR,
        }  # fmt: skip

    _check(sheet, span, rule, title, prompt)


def prompt_first(sheet: Sheet, row: int, col: int, prompt: str) -> None:
    """Show a prompt beside one cell when it is selected."""
    sheet.worksheet.data_validation(row, col, row, col, {"validate": "any", "input_message": sheet.book.words(prompt)})


def color_statuses(sheet: Sheet, span: Span) -> None:
    """Color the statuses of steps by their words."""
    cell = a1(span[0], span[1])
    for word, style in _STATUS_STYLES.items():
        color_where(sheet, span, f"={cell}={quote(word)}", style)


def color_where(sheet: Sheet, span: Span, criteria: str, style: str) -> None:
    """Draw the cells of a range in a style where a formula is true; the formula is that of the first cell."""
    sheet.worksheet.conditional_format(
        *span, {"type": "formula", "criteria": criteria, "format": sheet.book.format(style, plain=True)}
    )


def _check(sheet: Sheet, span: Span, rule: Callable[[str], dict[str, Any]], title: str, prompt: str) -> None:
    """Check a range; the prompt stands on its first cell alone, as on each cell it would cover its neighbors."""
    first, col, last, last_col = span
    prompts = {"input_title": title, "input_message": sheet.book.words(prompt)}
    sheet.worksheet.data_validation(first, col, first, last_col, {**rule(a1(first, col)), **prompts})
    if last > first:
        sheet.worksheet.data_validation(first + 1, col, last, last_col, rule(a1(first + 1, col)))


def _is_declaration(cell: str) -> str:
    """Return the expression that is true where a cell holds one of the words instead of a score."""
    return f"OR({','.join(f'{cell}={quote(word)}' for word in DECLARATIONS)})"
