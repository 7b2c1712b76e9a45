"""Open and finish the lists of a province: title, one live sentence, short texts, bars and what stays in sight.

Takes sheets of ``output.book`` and values; writes the rows above a table and sets what does not scroll.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ita_xlsx.model.layout.grid import Place, Table
from ita_xlsx.model.layout.page import line_count, text_width
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas.live import Live, quote
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.formulas.sentences import Speaker
from ita_xlsx.output.sheets import round_heading, short_names
from ita_xlsx.output.styles import BAR, DENSE, TAB_WORK

# Heights in points: a row of 16 points, one of 14 points, and a header of two lines.
TITLE_ROW, LINE_ROW = 21.7, 18.3
MESSAGE = 1
_CUT = "…"
# What stands in the hidden cell of a sentence that is orange.
_DUE = "!"
# Bold letters are wider than others by this factor.
_BOLD = 1.06
_TITLE = "{title} · {heading}"


def open_list(
    book: Book,
    round_state: RoundState,
    name: str,
    title: str,
    widths: Sequence[float],
    *,
    tab: str = TAB_WORK,
    with_heading: bool = True,
) -> Sheet:
    """Add a sheet with its title in the first row, and province and year behind it if ``with_heading``; return it.

    ``widths`` are the widths of the columns in characters, ``tab`` is the color of the sheet's tab.
    """
    sheet = book.sheet(name)
    sheet.widths(*widths)
    sheet.tab(tab)
    heading = round_heading(round_state) if with_heading else ""
    sheet.words(0, 0, _TITLE.format(title=title, heading=heading) if heading else title, "list_title")
    sheet.height(0, TITLE_ROW)
    return sheet


def write_message(sheet: Sheet, message: Live, last_col: int, *, due: Live | None = None) -> None:
    """Write the sentence that says what a sheet shows, on a tint up to ``last_col``.

    It is orange while ``due``, the number of what needs work, is above zero. That is said in a hidden cell
    right of the tint, since the condition of a format in old programs can read its own sheet only.
    """
    sheet.live(MESSAGE, 0, message, "list_message")
    for col in range(1, last_col + 1):
        sheet.text(MESSAGE, col, "", "list_message")
    sheet.height(MESSAGE, TITLE_ROW)
    if due is None:
        return
    place = Place(sheet.name, MESSAGE, last_col + 1)
    # A text: a number in a hidden column is printed as ### by LibreOffice.
    is_due = f"{due.formula.removeprefix('=')}>0"
    flag = Live(f"=IF({is_due},{quote(_DUE)},{quote('')})", _DUE if isinstance(due.value, int) and due.value else "")
    sheet.live(place.row, place.col, flag, "helper_line")
    sheet.worksheet.set_column(place.col, place.col, None, None, {"hidden": True})
    rule = {
        "type": "formula", "criteria": is_word(place.fixed, _DUE),
        "format": sheet.book.format("message_due", plain=True),
    }  # fmt: skip
    sheet.worksheet.conditional_format(MESSAGE, 0, MESSAGE, last_col, rule)


def write_note(sheet: Sheet, row: int, text: str, col: int = 0) -> None:
    """Write a grey line below the sentence."""
    sheet.words(row, col, text, "muted")
    sheet.height(row, LINE_ROW)


def write_headers(sheet: Sheet, table: Table, widths: Sequence[float]) -> None:
    """Write the headers of a table, in the digits of the workbook."""
    texts = [sheet.book.words(column.header) for column in table.columns]
    sheet.header(table.header_row, table.first_col, texts, widths)
    lines = max(line_count(text, width, DENSE) for text, width in zip(texts, widths, strict=True))
    sheet.height(table.header_row, dense_lines(lines))


def dense_lines(lines: int) -> float:
    """Return the height in points of a row with so many lines of dense text, without air."""
    return DENSE * 1.32 * max(lines, 1) + (1.4 if lines < 2 else 0)


def fit_low(sheet: Sheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Set the height of a row so that its (text, column width) cells fit, without air: many rows are in sight."""
    sheet.height(row, dense_lines(max(line_count(text, width, DENSE) for text, width in cells)))


def freeze(sheet: Sheet, table: Table, last_frozen: str) -> None:
    """Keep the head and the columns up to ``last_frozen`` in sight, and filter the table.

    The filter has every column, the hidden ones too, so that sorting leaves no part of a row behind.
    """
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col(last_frozen) + 1)


def cut_text(text: str, width: float, lines: int = 1, size: int = DENSE) -> str:
    """Return a text that takes at most so many lines in a column; one that was cut ends with an ellipsis."""
    flat = " ".join(text.split())
    if line_count(flat, width, size) <= lines:
        return flat
    kept = flat
    while kept and line_count(kept + _CUT, width, size) > lines:
        # Half of what is too much goes at once, so that a very long text is no burden.
        excess = text_width(kept) - lines * width * 6.6 * 72 / 96 / size
        kept = kept[: -max(1, int(excess))]
    return kept.rstrip() + _CUT


def one_line_width(text: str) -> float:
    """Return the width (characters) of a column in which a bold line of dense text stands whole."""
    em = DENSE * 96 / 72
    return math.ceil(10 * (_BOLD * text_width(text) + 0.82) * em / 6.6) / 10


def few_names(names: Sequence[str], most: int, longest: int, separator: str, more: str) -> str:
    """Return the first names, each cut to ``longest`` characters, and how many more there are (``more``)."""
    listed = short_names(names[:most], longest)
    left = len(names) - len(listed)
    return separator.join([*listed, *([more.format(count=left)] if left else [])])


def speaker_of(sheet: Sheet) -> Speaker:
    """Return what makes the sentences of a sheet, in the digits of its workbook."""
    return Speaker(sheet.book.digits)


def score_bars(sheet: Sheet, span: tuple[int, int, int, int], start: str, *, only: bool = False) -> None:
    """Draw bars in cells with scores, from ``start``, a cell or a number, to 100; ``only`` hides the figures."""
    rule = {
        "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": BAR, "bar_only": only,
        "min_type": "formula", "min_value": f"={start}", "max_type": "num", "max_value": 100,
    }  # fmt: skip
    sheet.worksheet.conditional_format(*span, rule)


def fold_columns(sheet: Sheet, first: int, last: int, widths: Sequence[float]) -> None:
    """Fold columns away in a group; a reader opens it with the sign above the sheet."""
    sheet.hide_columns(first, last)
    for col in range(first, last + 1):
        sheet.worksheet.set_column(col, col, widths[col], None, {"level": 1, "hidden": True})
    sheet.worksheet.set_column(last + 1, last + 1, None, None, {"collapsed": True})
