"""Check that the cells that we keep and write for the library are those of the library, byte for byte."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recorder import PUBLIC_CALLS
from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.exact import LEAST, MOST, score_with, scores_with
from ita_xlsx.output.book import Book
from ita_xlsx.output.cells import library_cells
from ita_xlsx.output.formulas import Live

_TEXTS = st.sampled_from(["", "ก", "a&b<c>", " หน้า", "<r>a</r>", "_x0041_", "บรรทัด\nสอง", "#N/A", "=1", "TRUE"])
_CELLS = st.one_of(
    st.tuples(st.just("text"), _TEXTS),
    st.tuples(st.just("number"), st.floats(-1e9, 1e9) | st.integers(-5, 10**6)),
    st.tuples(st.just("live"), _TEXTS | st.floats(-1e6, 1e6) | st.integers(0, 9)),
    st.tuples(st.just("link"), st.just("แผ่น")),
    st.tuples(st.just("height"), st.sampled_from([15.0, 20.0, 23.0, 0.0])),
)
_PLACED = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30), _CELLS), max_size=40)


def _made(placed: list[tuple[int, int, tuple[str, Any]]], *, is_streamed: bool, by_library: bool) -> dict[str, bytes]:
    book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    if is_streamed:
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    sheet = book.sheet("แผ่น")
    sheet.widths(*[9.0] * 40)
    if by_library:
        del sheet.worksheet._write_rows
    for row, col, (kind, value) in sorted(placed, key=lambda item: item[0]) if is_streamed else placed:
        if kind == "text":
            sheet.text(row, col, value, "text")
        elif kind == "number":
            sheet.number(row, col, value, "score")
        elif kind == "live":
            sheet.live(row, col, Live(f'=IF(A{row + 1}<>"",1,"<&>")', value), "count")
        elif kind == "link":
            sheet.cell_link(row, col, "'แผ่น'!A1", "ไป", "sheet_link")
        else:
            sheet.height(row, value)
    book.workbook.constant_memory = False
    with zipfile.ZipFile(io.BytesIO(book.finish())) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("is_streamed", [False, True])
@given(placed=_PLACED)
@settings(max_examples=60, deadline=None)
def test_our_cells_are_those_of_the_library(is_streamed: bool, placed: list[tuple[int, int, tuple[str, Any]]]) -> None:
    ours = _made(placed, is_streamed=is_streamed, by_library=False)
    with pytest.MonkeyPatch.context() as patch:
        for name, call in PUBLIC_CALLS.items():
            patch.setattr(library_cells, name, call)
        theirs = _made(placed, is_streamed=is_streamed, by_library=True)
    assert ours == theirs


@pytest.mark.parametrize("year", list_years())
@pytest.mark.parametrize("missing", [LEAST, MOST])
def test_scores_of_whole_trees_are_those_of_each_node(year: int, missing: Any) -> None:
    framework = load_framework(year)
    known = {leaf.subject: MOST / (3 + place % 7) for place, leaf in enumerate(framework.answers) if place % 3}
    scores = scores_with((framework.tree, *framework.views), known, missing)
    assert scores == {subject: score_with(node, known, missing) for subject, node in framework.nodes.items()}
