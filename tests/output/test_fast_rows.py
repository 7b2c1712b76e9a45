"""Check that rows written straight as XML are the rows that the library writes, in memory and row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from fractions import Fraction
from functools import partial
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.model.edition import Edition
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell, Columns, Value, formula
from ita_xlsx.output.formulas import Live

_WIDTHS = (8.0, 20.0, 20.0, 9.0, 9.0)
_TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "ก ", "=1+1", "<r>a</r>", "_x0041_", "_x0041_x0041_", "a&b<c>", "บรรทัด\nสอง", "#N/A", "๙๙", "TRUE"]
    ),
)
_ROWS = st.lists(
    st.tuples(_TEXTS, _TEXTS, st.none() | st.floats(-1e6, 1e6), st.fractions(0, 100, max_denominator=300)), max_size=6
)
# By the library, row by row as XML, and by the columns of a table.
_WAYS = ("library", "rows", "columns")
_Row = tuple[str, str, float | None, Fraction]


def _made(rows: Sequence[_Row], how: str, *, is_in_memory: bool = True) -> bytes:
    """Return a sheet with a title, the rows and lines of the library between and below them."""
    book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    if not is_in_memory:
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    sheet = book.sheet("a")
    sheet.widths(*_WIDTHS)
    sheet.text(0, 0, "หัว", "heading")
    below = len(rows) + 3
    _write_rows(sheet, 2, rows, how)
    sheet.text(below, 1, "ท้าย", "text")
    _write_rows(sheet, below + 1, [("ก", "ก", 1.5, Fraction(1, 3))], how)
    book.workbook.constant_memory = False
    return book.finish()


def _write_rows(sheet: Sheet, first: int, rows: Sequence[_Row], how: str) -> None:
    with nullcontext() if how == "library" else sheet.fast_rows() as columns:
        write = _by_column(sheet, columns) if how == "columns" and columns else partial(_write_row, sheet)
        for row, values in enumerate(rows, first):
            write(row, values)
            sheet.height(row, 20 + row % 3)


def _write_row(sheet: Sheet, row: int, values: _Row) -> None:
    first, second, number, figure = values
    # The order of the cells within a row is free.
    sheet.live(row, 4, _formula(row, first or 2), "score")
    sheet.text(row, 0, first, "text")
    sheet.text(row, 1, second, "centre")
    if number is not None:
        sheet.number(row, 2, number, "count")
    sheet.figure(row, 3, figure, "score")


def _by_column(sheet: Sheet, columns: Columns) -> Callable[[int, _Row], None]:
    """Return what writes the same row by the writers of its columns."""
    live = formula(lambda row: _formula(row, ""), "score")
    write_cells = columns.rows({4: live, 0: Cell("text"), 1: Cell("centre"), 2: Cell("count"), 3: Cell("score")})

    def write(row: int, values: _Row) -> None:
        first, second, number, figure = values
        write_cells(row, (first or 2, first, second, number, float(figure)))

    return write


def _formula(row: int, value: float | str) -> Live:
    return Live(f'=IF(A{row + 1}<>"",A{row + 1},$B${2}&"<a> %")', value)


def _cells(data: bytes) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for values_only in (False, True):
        sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values_only, rich_text=False)["a"]
        found.append((sheet.dimensions, [(row, item.height) for row, item in sheet.row_dimensions.items()]))
        found += [
            (
                cell.coordinate,
                cell.value,
                cell.data_type,
                cell.number_format,
                cell.font.b,
                cell.quotePrefix,
            )
            for row in sheet.iter_rows()
            for cell in row
        ]
    return found


@pytest.mark.parametrize("is_in_memory", [True, False])
@given(rows=_ROWS)
@settings(max_examples=30, deadline=None)
def test_fast_rows_are_those_of_the_library(is_in_memory: bool, rows: list[_Row]) -> None:
    made = [_cells(_made(rows, how, is_in_memory=is_in_memory)) for how in _WAYS]
    assert made[0] == made[1] == made[2]


def test_texts_in_memory_are_shared_and_counted() -> None:
    rows: list[_Row] = [("ก", "ข", None, Fraction(1)), ("ก", "ก", None, Fraction(2))]
    counts = []
    for how in _WAYS:
        with zipfile.ZipFile(io.BytesIO(_made(rows, how))) as package:
            counts.append(ElementTree.fromstring(package.read("xl/sharedStrings.xml")).attrib)
            assert b"inlineStr" not in package.read("xl/worksheets/sheet1.xml")
    assert counts[0] == counts[1] == counts[2]


@given(texts=st.lists(_TEXTS, max_size=12), digits=st.sampled_from(["arabic", "thai"]))
@settings(max_examples=30, deadline=None)
def test_a_column_of_texts_is_the_texts_one_by_one(texts: list[str], digits: str) -> None:
    made = []
    for how in ("rows", "columns"):
        book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1), digits=digits), texts_follow=True)
        sheet = book.sheet("a")
        sheet.widths(*_WIDTHS)
        with sheet.fast_rows() as columns:
            write = columns.rows({1: Cell("centre")}) if how == "columns" else partial(_write_texts, sheet)
            for row, text in enumerate(texts):
                write(row, (text,))
        made.append(_cells(book.finish()))
    assert made[0] == made[1]


def _write_texts(sheet: Sheet, row: int, texts: Sequence[Value]) -> None:
    sheet.text(row, 1, str(texts[0]), "centre")


def test_a_text_in_a_column_of_numbers_has_its_own_style() -> None:
    made, values = [], list[float | str]((1.5, "", 2, "ก", 3.25))
    for how in ("cells", "columns"):
        sheet = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1))).sheet("a")
        sheet.widths(*_WIDTHS)
        with sheet.fast_rows() as columns:
            write = columns.rows({0: Cell("count", of_text="centre"), 1: Cell("text")})
            for row, value in enumerate(values):
                if how == "columns":
                    write(row, (value, "5 %s"))
                    continue
                if isinstance(value, str):
                    sheet.text(row, 0, value, "centre")
                else:
                    sheet.number(row, 0, value, "count")
                sheet.text(row, 1, "5 %s", "text")
        made.append(_cells(sheet.book.finish()))
    assert made[0] == made[1]


def test_a_formula_that_is_not_the_same_in_every_row_is_refused() -> None:
    sheet = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1))).sheet("a")
    sheet.widths(*_WIDTHS)
    with sheet.fast_rows() as columns, pytest.raises(ValueError, match="not the same"):
        columns.rows({4: formula(lambda row: Live(f"=A{row + 1}+{row}", 0), "score")})
