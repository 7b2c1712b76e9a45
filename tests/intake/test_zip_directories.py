"""Check that the directory of a zip is read as the library reads it, also where one like it was read before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from ita_xlsx.intake.workbook.directory import read_directory

_NAMES = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")


def _zip_of(texts: tuple[str, ...], day: int = 1, comment: bytes = b"", extra: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, text in zip(_NAMES, texts, strict=True):
            entry = zipfile.ZipInfo(name, (2024, 1, day, 0, 0, 0))
            entry.compress_type, entry.extra = zipfile.ZIP_DEFLATED, extra
            archive.writestr(entry, text)
    return stream.getvalue()


def _fields(data: bytes) -> object:
    return [(*entry, *numbers) for entry, *numbers in zip(*read_directory(data), strict=True)]


def _library_fields(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (
                item.filename, item.orig_filename, bool(item.flag_bits & 1), item.compress_type,
                item.CRC, item.compress_size, item.file_size, item.header_offset,
            )
            for item in archive.infolist()
        ]  # fmt: skip


def _outcome(read: Callable[[bytes], object], data: bytes) -> object:
    try:
        return read(data)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize(
    "data",
    [
        _zip_of(("a", "b", "c")),
        _zip_of(("another", "text " * 90, ""), day=9),
        _zip_of(("a", "b", "c"), comment=b"comment"),
        _zip_of(("a", "b", "c"), extra=b"\x55\x54\x02\x00ab"),
        b"before" + _zip_of(("a", "b", "c")),
        _zip_of(("a", "b", "c")) + b"\0",
        _zip_of(("a", "b", "c")).replace(b"workbook", b"Workbook"),
        b"PK\x03\x04",
    ],
)
def test_a_directory_is_what_the_library_reads(data: bytes) -> None:
    read_directory(_zip_of(("x", "y", "z")))
    assert _outcome(_fields, data) == _outcome(_library_fields, data)


def test_a_damaged_directory_is_what_the_library_reads_too() -> None:
    random, good = Random(1), _zip_of(("a", "b", "c"))
    start = good.index(b"PK\x01\x02")
    for _ in range(500):
        data = bytearray(good)
        data[random.randrange(start, len(data))] = random.randrange(256)
        read_directory(good)
        assert _outcome(_fields, bytes(data)) == _outcome(_library_fields, bytes(data))
