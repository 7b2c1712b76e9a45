"""Check that the rows of headers are found wherever they stand, and that a changed header is told as such."""

from __future__ import annotations

import pytest

from ita_xlsx.intake.forms.header_rows import HeaderRows, HeaderTexts, headers_of, read_header_row
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.model.layout import Column, Table

TABLE = Table(
    sheet="IIT",
    title="IIT",
    header_row=1,
    columns=(Column("code", "ข้อ"), Column("score", "คะแนน"), Column("url", "URL (ถ้ามี)")),
    items=("i1",),
)
NEEDED = frozenset({"ข้อ", "คะแนน"})


def rows_naming(*rows: tuple[Value, ...]) -> list[int]:
    return HeaderRows(HeaderTexts(frozenset(headers_of(TABLE)))).naming(SheetCells("IIT", rows), NEEDED)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("ข้อ", "คะแนน")], [0]),
        ([("IIT", 5.0), ("", 1, "คะแนน :", True, "ข้อ")], [1]),
        ([("ข้อ", "คะแนน (ร้อยละ)"), ("i1", 90.0), ("คะแนน", "ข้อ")], [0, 2]),
        ([("ข้อ", 90.0), ("คะแนน", "URL")], []),
        ([("ข้อ",), ("คะแนน",)], []),
        ([("https://a.go.th/ข้อ", "คะแนน")], []),
        ([("i1", 90.0)] * 400 + [("ข้อ", "คะแนน")], []),
        ([], []),
    ],
)
def test_a_row_is_found_if_it_names_all_headers(rows: list[tuple[Value, ...]], expected: list[int]) -> None:
    assert rows_naming(*rows) == expected


@pytest.mark.parametrize(
    ("texts", "cols", "is_as_in_form"),
    [
        (("ข้อ", "คะแนน", "URL (ถ้ามี)"), {"code": 0, "score": 1, "url": 2}, True),
        (("ข้อ", "", "คะแนน", "อื่น", "URL"), {"code": 0, "score": 2, "url": 4}, True),
        (("ข้อ", "คะแนน:"), {"code": 0, "score": 1}, False),
        (("ข้อ", "คะแนน (ใหม่)", "คะแนน"), {"code": 0, "score": 2}, False),
        (("ข้อ", "คะแนน", "คะแนน"), {"code": 0, "score": 1}, False),
        ((1.0, "คะแนน"), {"score": 1}, True),
        (("ข้อ", *["-"] * 200, "คะแนน"), {"code": 0, "score": 201}, True),
    ],
)
def test_a_header_row_names_its_columns(texts: tuple[Value, ...], cols: dict[str, int], is_as_in_form: bool) -> None:
    assert read_header_row(SheetCells("IIT", (texts,)), 0, TABLE) == (cols, is_as_in_form)
