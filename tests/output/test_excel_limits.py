"""Check that what we write stays within the limits of Excel, whatever the data."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from ita_xlsx.errors import OutputError
from ita_xlsx.model.layout.page import MOST_BREAKS, page_breaks
from ita_xlsx.model.text.addresses import as_uri
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.measures.owners import sheet_name
from ita_xlsx.output.names import safe_name
from ita_xlsx.output.sheets import _column_breaks
from tests.conftest import EDITION
from tests.excel.rules import faults_of, file_name_faults


def written(write: Callable[[Sheet], None], *, fast: bool = False) -> bytes:
    """A workbook with one sheet, written from memory or row after row."""
    book = Book("t", "s", EDITION)
    book.workbook.in_memory, book.workbook.constant_memory = not fast, fast
    sheet = book.sheet("ก")
    sheet.widths(20, 20)
    with sheet.fast_rows():
        write(sheet)
    return book.finish()


def xml_of(data: bytes) -> str:
    """The XML of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", 't="str"><f>A1</f><v></v>'), ("ก", 't="str"><f>A1</f><v>ก</v>'), ("#N/A", 't="str"><f>A1</f><v>#N/A</v>'),
        (1.5, "><f>A1</f><v>1.5</v>"),
    ],
)  # fmt: skip
def test_the_value_of_a_formula_has_its_type(value: float | str, cell: str, fast: bool) -> None:
    data = written(lambda sheet: sheet.live(1, 1, Live("=A1", value)), fast=fast)
    assert re.sub(r'<c r="B2"(?: s="\d+")?[ ]?', "", re.findall(r"<c .*?</c>", xml_of(data))[0]) == f"{cell}</c>"
    assert faults_of(data) == []


def test_a_row_is_as_tall_as_excel_allows() -> None:
    data = written(lambda sheet: sheet.height(3, 700))
    assert 'ht="409.5"' in xml_of(data)
    assert faults_of(data) == []


def test_a_long_table_has_as_many_page_breaks_as_excel_allows() -> None:
    def write(sheet: Sheet) -> None:
        for row in range(3000):
            sheet.height(row, 400)
        sheet.rows_together(0, 2999, 1)

    data = written(write)
    assert xml_of(data).count("<brk ") == MOST_BREAKS
    assert faults_of(data) == []


def test_breaks_are_counted_down_and_across() -> None:
    blocks = [(row, row) for row in range(5000)]
    assert len(page_breaks(blocks, lambda row: 500.0, 700, 0, portrait=False)) == MOST_BREAKS
    assert len(_column_breaks([100.0] * 3000, range(3001), 1, 700)) == MOST_BREAKS


@pytest.mark.parametrize("text", ["สำนักงาน [ก]", "[a].xlsx", "a]b", "[[]]"])
def test_a_file_name_has_no_brackets(text: str) -> None:
    assert file_name_faults(f"{text}.xlsx")
    assert not file_name_faults(f"{safe_name(text)}.xlsx")


@pytest.mark.parametrize("owner", ["_x0007_", "กลุ่ม_x000A_งาน", "__x0041_x0042_"])
def test_the_name_of_a_sheet_is_no_escape(owner: str) -> None:
    assert faults_of(written(lambda sheet: sheet.book.sheet(sheet_name(1, owner)).text(0, 0, owner))) == []
    with pytest.raises(OutputError):
        Book("t", "s", EDITION).sheet(owner)


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://a.go.th/ก?x=1&y#z", "https://a.go.th/ก?x=1&y#z"), ("https://a.go.th/%41%zz", "https://a.go.th/%41%25zz"),
        ("https://a.go.th/%E0{x}|", "https://a.go.th/%E0%7bx%7d%7c"), ("https://a.go.th/100%", "https://a.go.th/100%25"),
        ("https://[::1]/[a]", "https://[::1]/%5ba%5d"), ('https://a.go.th/"<>^`', "https://a.go.th/%22%3c%3e%5e%60"),
    ],
)  # fmt: skip
def test_a_link_is_a_uri(address: str, uri: str) -> None:
    assert as_uri(address) == uri
    assert as_uri(uri) == uri
    assert faults_of(written(lambda sheet: sheet.address(0, 0, address, "ก"))) == []


def test_a_link_that_grows_too_long_is_left_out() -> None:
    data = written(lambda sheet: sheet.address(0, 0, "https://a.go.th/%41" + "{" * 900, "ก"))
    assert "hyperlink" not in xml_of(data)
