"""Check that any text from outside can be written into a workbook."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.text.writable import LONGEST_CELL, writable_text
from ita_xlsx.output.book import Book
from ita_xlsx.output.cells import cell_texts
from ita_xlsx.output.formulas import Live

CASES = [
    ("ก", "ก"),
    ("a\x1bb\ud800c\uffff", "a\ufffdb\ufffdc\ufffd"),
    ("x" * LONGEST_CELL, "x" * LONGEST_CELL),
    ("x" * (LONGEST_CELL + 1), "x" * (LONGEST_CELL - 1) + "…"),
    ("\U0001f600" * 20_000, "\U0001f600" * 16_383 + "…"),
]


def _cell(text: str) -> object:
    made = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    made.sheet("a").text(0, 0, text)
    return openpyxl.load_workbook(io.BytesIO(made.finish()))["a"]["A1"].value


@pytest.mark.parametrize(("text", "written"), CASES)
def test_a_text_is_made_writable_and_cut_with_a_mark(text: str, written: str) -> None:
    assert writable_text(text) == written
    assert _cell(text) == written


@pytest.mark.parametrize(("text", "written"), CASES)
def test_the_text_that_a_formula_shows_passes_the_same_gate(text: str, written: str) -> None:
    made = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    made.sheet("a").live(0, 0, Live('="x"', text))
    assert openpyxl.load_workbook(io.BytesIO(made.finish()), data_only=True)["a"]["A1"].value == written


def test_without_the_gate_the_workbook_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_texts, "writable_text", lambda text: text)
    with pytest.raises(Exception, match=r"C704|too long|surrogates|characters"):
        _cell("x" * (LONGEST_CELL + 1))
