"""Compress the finished sheets of a large workbook in a thread, while the next ones are written.

Takes worksheets of the library to which nothing is added any more; gives the bytes of a workbook with them. The library
compresses all sheets at the end instead, one after the other. Reads and removes the temporary files of the library.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import StringIO
from typing import Any, NamedTuple, Self

from xlsxwriter.packager import Packager

from ita_xlsx.output.cells.packed_parts import add_packed

_CHUNK = 1 << 18
# The moment that the library gives to the parts of a workbook.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Packed(NamedTuple):
    """A part of a workbook, compressed, with what its entry in the package says of it."""

    entry: zipfile.ZipInfo
    data: bytes


class PackedSheets:
    """The sheets of a workbook that are compressed before it is finished; use it in a ``with`` block."""

    def __init__(self, workbook: Any) -> None:
        """Take a workbook of the library."""
        self._workbook = workbook
        self._thread = ThreadPoolExecutor(1)
        self._parts: dict[str, Future[_Packed]] = {}
        workbook._get_packager = lambda: _OtherParts(self._parts.keys())

    def __enter__(self) -> Self:
        """Return this object."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)

    def pack_written(self) -> None:
        """Compress the sheets that were written since the last call; nothing may be added to them from now on.

        The library completes two kinds of sheets at the end, and keeps them: the first one, which is shown, and those
        with charts or pictures, which it numbers.
        """
        for worksheet in self._workbook.worksheets()[1:]:
            name = f"xl/worksheets/sheet{worksheet.index + 1}.xml"
            if name not in self._parts and not _has_drawing(worksheet):
                self._parts[name] = self._start(_compressed, name, _assembled(worksheet))

    def join(self, data: bytes) -> bytes:
        """Return the finished workbook, which lacks the packed sheets, with them; raise OSError if that fails."""
        stream = io.BytesIO()
        stream.write(data)
        with zipfile.ZipFile(stream, "a") as archive:
            for entry, compressed in (part.result() for part in self._parts.values()):
                add_packed(archive, stream, entry, entry.FileHeader() + compressed)
        return stream.getvalue()

    def _start(self, task: Callable[..., _Packed], *args: object) -> Future[_Packed]:
        """Begin a task in the thread; do it at once where there are no threads, as in a browser."""
        try:
            return self._thread.submit(task, *args)
        except RuntimeError:
            done: Future[_Packed] = Future()
            done.set_result(task(*args))
            return done


class _OtherParts(Packager):  # type: ignore[misc]  # the library has no types
    """The packager of the library, without the parts of the given names."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names of the parts to leave out."""
        super().__init__()
        self._names = frozenset(names)

    def _filename(self, xml_filename: str) -> Any:
        return StringIO() if xml_filename in self._names else super()._filename(xml_filename)


def _has_drawing(worksheet: Any) -> bool:
    """Return True if a sheet refers to other parts that the library numbers when the workbook is finished."""
    pictures = worksheet.images or worksheet.header_images or worksheet.footer_images or worksheet.background_image
    return bool(worksheet.charts or worksheet.shapes or pictures or worksheet.tables or worksheet.has_vml)


class _Pieces(NamedTuple):
    """The XML of a sheet: what stands before its rows and after them, and the file with its rows, if there is one."""

    head: bytes
    rows: str
    tail: bytes


def _assembled(worksheet: Any) -> _Pieces:
    """Return the XML of a sheet, and leave nothing of it in the worksheet."""
    stream, place, rows = StringIO(), [0], ""
    if worksheet.constant_memory:
        worksheet._opt_reopen()
        worksheet._write_single_row()
        worksheet._opt_close()
        rows = worksheet.row_data_filename

        def write_around_rows() -> None:
            worksheet._xml_start_tag("sheetData")
            place[0] = stream.tell()
            worksheet._xml_end_tag("sheetData")

        worksheet._write_optimized_sheet_data = write_around_rows
    worksheet._set_xml_writer(stream)
    worksheet._assemble_xml_file()
    text = stream.getvalue()
    worksheet.constant_memory, worksheet._assemble_xml_file = False, _nothing
    worksheet.table.clear()
    worksheet._write_rows = _nothing
    return _Pieces(text[: place[0]].encode(), rows, text[place[0] :].encode())


def _nothing() -> None:
    """Do nothing: the sheet is packed."""


def _compressed(name: str, pieces: _Pieces) -> _Packed:
    """Return a part compressed as the library does it; remove the file with its rows."""
    entry, checksum, stream = zipfile.ZipInfo(name, _MOMENT), 0, zlib.compressobj(wbits=-zlib.MAX_WBITS)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    packed = []
    for chunk in _chunks(pieces):
        checksum = zlib.crc32(chunk, checksum)
        entry.file_size += len(chunk)
        packed.append(stream.compress(chunk))
    packed.append(stream.flush())
    data = b"".join(packed)
    entry.CRC, entry.compress_size = checksum, len(data)
    return _Packed(entry, data)


def _chunks(pieces: _Pieces) -> Iterator[bytes]:
    yield pieces.head
    if pieces.rows:
        with open(pieces.rows, "rb") as rows:
            while chunk := rows.read(_CHUNK):
                yield chunk
        os.unlink(pieces.rows)
    yield pieces.tail
