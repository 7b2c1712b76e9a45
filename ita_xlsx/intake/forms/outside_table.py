"""Find the texts around a table of a form that no reader takes: beside the title, and in rows without an item.

Takes a table at its place and the rows that were read; returns findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ita_xlsx.intake.forms.cell_lists import list_cells
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.forms.kept_columns import rows_with_number
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import clean_text, text_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place

# A title, the agency with the year, and a hint stand above each table.
_TITLE_ROWS = 3
# Columns of figures; another finding names a figure in a row without an item.
_FIGURES = ("score", "previous", "announced")
# Columns that the form fills in for rows that the agency leaves empty.
_PREFILLED = ("id", "number")
# Columns of texts of the form, which are never numbers.
_TEXTS = ("name", "text", "indicator")


def check_outside(
    located: LocatedTable,
    title: str,
    item_key: str,
    read_rows: Collection[int],
    is_ours: Callable[[str], bool] = lambda text: False,
) -> Iterator[Finding]:
    """Yield X325 for texts around the title of a table or in rows without an item, and for figures in text columns.

    A row names an item by a text in the column of ``item_key``; an empty key stands for a table whose other rows
    name nothing. ``is_ours`` returns True for a text that the form has above the table or between its rows.
    """
    places = [*_around_title(located, title, is_ours), *_in_other_rows(located, item_key, read_rows, is_ours)]
    places += _figures_among_texts(located, item_key)
    if places:
        value = text_of(located.sheet.at(places[0].row, places[0].col))
        cells, count = list_cells(places), str(len(places))
        yield make_finding(Code.TEXT_OUTSIDE_TABLE, sheet=located.sheet.name, cell=cells, value=value, count=count)


def _around_title(located: LocatedTable, title: str, is_ours: Callable[[str], bool]) -> Iterator[Place]:
    """Yield the cells above the header row that are not in the column of our title, and texts added to our three.

    Yield all of them but ours where one of our texts is known for certain.
    """
    above = [
        (row, col, text)
        for row, values in enumerate(located.sheet.rows[: located.header_row])
        for col, value in enumerate(values)
        if value != "" and (text := text_of(value))
    ]
    sheet = located.sheet.name
    others = [(row, col) for row, col, text in above if not is_ours(text)]
    if len(others) < len(above):
        yield from (Place(sheet, row, col) for row, col in others)
        return
    title_col = min((col for _, col, _ in above), default=0)
    yield from (Place(sheet, row, col) for row, col, _ in above if col != title_col)
    formulas = located.sheet.details.formulas
    ours = [row for row in range(located.header_row) if (row, title_col) in formulas]
    texts = [(row, text) for row, col, text in above if col == title_col and row not in ours]
    if len(ours) + len(texts) > _TITLE_ROWS:
        ending = clean_text(title)
        yield from (Place(sheet, row, title_col) for row, text in texts if not text.endswith(ending))


def _figures_among_texts(located: LocatedTable, item_key: str) -> Iterator[Place]:
    """Yield the cells with a bare number where the form has the text of an item."""
    rows = [row for row, _ in located.rows(item_key)] if item_key else []
    numbers = [(located.cols[key], rows_with_number(located.column(key))) for key in _TEXTS if key in located.cols]
    if any(number_rows for _, number_rows in numbers):
        yield from (
            Place(located.sheet.name, row, col) for row in rows for col, number_rows in numbers if row in number_rows
        )


def _in_other_rows(
    located: LocatedTable, item_key: str, read_rows: Collection[int], is_ours: Callable[[str], bool]
) -> Iterator[Place]:
    """Yield the cells with a text in the columns of the form, in rows that no reader takes."""
    item_rows = [row for row, _ in located.rows(item_key)] if item_key in located.cols else []
    below = range(located.header_row + 1, len(located.sheet.rows))
    rows = sorted(set(below).difference(read_rows, item_rows))
    if not rows:
        return
    keys = {col: key for key, col in located.cols.items() if key not in _PREFILLED}
    for row in rows:
        filled = [(col, value) for col, value in enumerate(located.sheet.rows[row]) if value != "" and col in keys]
        for col, value in filled:
            text = text_of(value)
            is_figure = keys[col].startswith(_FIGURES) and parse_score(value)[0] is not None
            if text and not is_figure and not is_ours(text):
                yield Place(located.sheet.name, row, col)
