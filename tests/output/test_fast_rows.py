"""Check that rows written straight as XML are the rows that the library writes, in memory and row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.model.edition import Edition
from ita_xlsx.output.book import Book, Sheet
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
_Row = tuple[str, str, float | None, Fraction]


def _made(rows: Sequence[_Row], *, is_fast: bool, is_in_memory: bool = True) -> bytes:
    """Return a sheet with a title, the rows and lines of the library between and below them."""
    book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    if not is_in_memory:
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    sheet = book.sheet("a")
    sheet.widths(*_WIDTHS)
    sheet.text(0, 0, "หัว", "heading")
    with sheet.fast_rows() if is_fast else nullcontext():
        for row, values in enumerate(rows, 2):
            _write_row(sheet, row, values)
    below = len(rows) + 3
    sheet.text(below, 1, "ท้าย", "text")
    with sheet.fast_rows() if is_fast else nullcontext():
        _write_row(sheet, below + 1, ("ก", "ก", 1.5, Fraction(1, 3)))
    book.workbook.constant_memory = False
    return book.finish()


def _write_row(sheet: Sheet, row: int, values: _Row) -> None:
    first, second, number, figure = values
    # The order of the cells within a row is free.
    sheet.live(row, 4, Live("=1+1", first or 2), "score")
    sheet.text(row, 0, first, "text")
    sheet.text(row, 1, second, "centre")
    sheet.numbers(row, 2, [number], "count")
    sheet.figure(row, 3, figure, "score")
    sheet.height(row, 20)


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
    fast, ordinary = (_cells(_made(rows, is_fast=is_fast, is_in_memory=is_in_memory)) for is_fast in (True, False))
    assert fast == ordinary


def test_texts_in_memory_are_shared_and_counted() -> None:
    rows: list[_Row] = [("ก", "ข", None, Fraction(1)), ("ก", "ก", None, Fraction(2))]
    counts = []
    for is_fast in (True, False):
        with zipfile.ZipFile(io.BytesIO(_made(rows, is_fast=is_fast))) as package:
            counts.append(ElementTree.fromstring(package.read("xl/sharedStrings.xml")).attrib)
            assert b"inlineStr" not in package.read("xl/worksheets/sheet1.xml")
    assert counts[0] == counts[1]
