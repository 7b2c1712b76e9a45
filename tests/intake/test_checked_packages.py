"""Check that a made workbook with a fault in a part of any size is refused, and one without a fault is not."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date

import pytest

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.output.book import Book

_MEGABYTE = 1 << 20
_SHEET = "xl/worksheets/sheet1.xml"
# Bytes of the rows of a sheet: kept whole, a little more than one chunk, several chunks.
_SIZES = (4_000, _MEGABYTE + 10_000, 5 * _MEGABYTE)


def _rows(size: int) -> bytes:
    """Return rows of at least so many bytes, which do not compress so well that they are refused for that."""
    rows, done, number = [], 0, 0
    while done < size:
        number += 1
        rows.append(f'<row r="{number}"><c r="A{number}"><v>{number * number % 99991}</v></c></row>'.encode())
        done += len(rows[-1])
    return b"".join(rows)


def _workbook(size: int, old: bytes = b"", new: bytes = b"") -> bytes:
    """Return a workbook whose sheet has rows of so many bytes, the last ``old`` in it replaced by ``new``."""
    book = Book("ชื่อ", "x", Edition(issued=date(2026, 1, 1)))
    book.sheet("ก")
    made, stream = zipfile.ZipFile(io.BytesIO(book.finish())), io.BytesIO()
    with made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            part = made.read(name)
            if name == _SHEET:
                part = part.replace(b"<sheetData/>", b"<sheetData>" + _rows(size) + b"</sheetData>")
                before, found, after = part.rpartition(old) if old else (part, b"", b"")
                assert found == old
                part = before + new + after
            archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("size", _SIZES)
def test_a_whole_workbook_passes(size: int) -> None:
    check_package(_workbook(size))


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</row>", b""),
        (b"</sheetData>", b"</sheetDatum>"),
        (b"</worksheet>", b""),
        (b"<v>", b"<v>\x00"),
        (b"<v>", b"<v>\xff"),
        (b"<v>", b"<v>&unknown;"),
        (b"</worksheet>", b"</worksheet><worksheet/>"),
    ],
)
def test_a_fault_at_the_end_of_a_sheet_is_found(size: int, old: bytes, new: bytes) -> None:
    with pytest.raises(UnreadableWorkbook) as caught:
        check_package(_workbook(size, old, new))
    assert caught.value.code is Code.FILE_DAMAGED


def test_a_letter_cut_by_two_chunks_is_whole() -> None:
    """A Thai letter has three bytes, and a chunk may end inside it."""
    for shift in range(3):
        letters = "ก".encode() * (_MEGABYTE // 2)
        numbers = _rows(_MEGABYTE)
        data = _workbook(10, b"<sheetData>", b"<!--" + b"x" * shift + letters + b"--><sheetData>" + numbers)
        check_package(data)


def test_a_large_sheet_is_never_in_memory_as_a_whole() -> None:
    size = 24 * _MEGABYTE
    data = _workbook(size)
    tracemalloc.start()
    check_package(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 2
