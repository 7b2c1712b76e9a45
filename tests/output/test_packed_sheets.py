"""Check that sheets which are compressed before a workbook is finished are those that the library would write."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.model.edition import Edition
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell
from ita_xlsx.output.cells.packed_sheets import PackedSheets

# Parts that list formats, or texts, in the order in which sheets are compressed.
_ORDERED = ("xl/styles.xml", "xl/sharedStrings.xml")
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


def _fill(sheet: Sheet) -> None:
    sheet.widths(8, 20)
    sheet.header(0, 0, ("ที่", "หน่วยงาน"), (8, 20))
    with sheet.fast_rows() as columns:
        write = columns.rows({0: Cell("count"), 1: Cell("text")})
        sheet.heights(1, 39, 20)
        for row in range(1, 40):
            write(row, (row, "=1+1" if row == 7 else f"หน่วยงานที่ {row} & <ข>"))
    sheet.text(42, 0, "ท้าย", "text")
    sheet.print_setup("หัวกระดาษ", (0, 0))
    sheet.worksheet.autofilter(0, 0, 39, 1)
    sheet.worksheet.conditional_format(1, 0, 39, 0, {"type": "data_bar"})


def _book(*, is_in_memory: bool, is_packed: bool) -> bytes:
    book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    book.sheet("แรก").text(0, 0, "แรก", "title")
    if not is_in_memory:
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    with PackedSheets(book.workbook) as packed:
        for name in ("ก", "ข"):
            _fill(book.sheet(name))
            if is_packed:
                packed.pack_written()
        pictured = book.sheet("รูป")
        pictured.widths(10)
        pictured.address(0, 0, "https://a.example.go.th/x", "ลิงก์", "link")
        pictured.picture(1, 0, _PNG, 1, 1.0, "รูป")
        charted = book.sheet("แผนภูมิ")
        _fill(charted)
        charted.address(44, 0, "https://c.example.go.th/", "ลิงก์", "link")
        _add_chart(book, charted)
        linked = book.sheet("ลิงก์")
        linked.address(0, 0, "https://b.example.go.th/y?z=1&w=2", "ลิงก์", "link")
        linked.cell_link(1, 0, "'ก'!A1", "ไป ก", "link")
        if is_packed:
            packed.pack_written()
        book.workbook.constant_memory = False
        data = book.finish()
        return packed.join(data) if is_packed else data


def _add_chart(book: Book, sheet: Sheet) -> None:
    chart = book.workbook.add_chart({"type": "bar"})
    for name in ("แผนภูมิ", "แรก"):
        chart.add_series({"values": [name, 1, 0, 39, 0]})
    sheet.worksheet.insert_chart(45, 1, chart)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("has_threads", [True, False])
@pytest.mark.parametrize("is_in_memory", [True, False])
def test_packed_sheets_are_those_of_the_library(
    is_in_memory: bool, has_threads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value, look and setting is the same; only the numbers of formats follow the order of compressing."""
    if not has_threads:
        monkeypatch.setattr(ThreadPoolExecutor, "submit", _no_thread)
    packed = _book(is_in_memory=is_in_memory, is_packed=True)
    plain = _book(is_in_memory=is_in_memory, is_packed=False)
    check_package(packed)
    ours_by_name, theirs_by_name = _parts(packed), _parts(plain)
    assert ours_by_name.keys() == theirs_by_name.keys()
    for name in ours_by_name:
        if "sheets/sheet" not in name and name not in _ORDERED:
            assert ours_by_name[name] == theirs_by_name[name], name
    left, right = (openpyxl.load_workbook(io.BytesIO(data)) for data in (packed, plain))
    for ours, theirs in zip(left, right, strict=True):
        assert ours.title == theirs.title
        assert ours.auto_filter.ref == theirs.auto_filter.ref
        assert ours.print_title_rows == theirs.print_title_rows
        assert ours.sheet_view.tabSelected == theirs.sheet_view.tabSelected
        assert {row: item.height for row, item in ours.row_dimensions.items()} == {
            row: item.height for row, item in theirs.row_dimensions.items()
        }
        assert _drawn(ours) == _drawn(theirs)
        assert [item.sqref for item in ours.conditional_formatting] == [
            item.sqref for item in theirs.conditional_formatting
        ]
        cells = zip(ours.iter_rows(), theirs.iter_rows(), strict=True)
        for one, other in ((a, b) for first, second in cells for a, b in zip(first, second, strict=True)):
            assert _seen(one) == _seen(other)


def _drawn(sheet: Any) -> tuple[int, int]:
    """Return how many charts and pictures a sheet has."""
    return len(sheet._charts), len(sheet._images)


def _seen(cell: Any) -> tuple[object, ...]:
    """Return the value, the look and the link of a cell."""
    look = repr((cell.font, cell.fill, cell.border, cell.alignment, cell.number_format))
    return cell.coordinate, cell.value, look, cell.hyperlink and cell.hyperlink.target


def _no_thread(*_: object) -> None:
    raise RuntimeError("can't start new thread")


def test_the_same_calls_give_the_same_workbook() -> None:
    assert _book(is_in_memory=True, is_packed=True) == _book(is_in_memory=True, is_packed=True)


def test_the_rows_of_a_large_sheet_leave_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _book(is_in_memory=False, is_packed=True)
    assert not list(tmp_path.iterdir())


def test_rows_that_are_lost_are_an_error_and_no_broken_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ita_xlsx.output.cells.packed_sheets.open", _no_file, raising=False)
    with pytest.raises(OSError, match="gone"):
        _book(is_in_memory=False, is_packed=True)


def _no_file(*_: object) -> None:
    raise OSError("gone")
