"""Compress the finished sheets of a large workbook in threads, while the next ones are written.

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
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from xlsxwriter.packager import Packager

from ita_xlsx.output.cells.packed_parts import END, add_packed, packed_segment

# A part is compressed in segments of so many bytes, by so many threads at once.
_SEGMENT, _THREADS = 1 << 20, 2
# The moment that the library gives to the parts of a workbook.
_MOMENT = (1980, 1, 1, 0, 0, 0)
# What stands before the rows of a sheet.
_ROWS = "<sheetData>"


_Result = TypeVar("_Result")


class _Counted(NamedTuple):
    """The checksum and the size (bytes) of what stands in a part."""

    checksum: int
    size: int


class _Begun(NamedTuple):
    """A part whose segments are being compressed, up to its end; ``is_whole`` is False while its end is not known."""

    segments: list[Future[bytes]]
    counted: Future[_Counted]
    rows: str
    is_whole: bool


class PackedSheets:
    """The sheets of a workbook that are compressed before it is finished; use it in a ``with`` block."""

    def __init__(self, workbook: Any) -> None:
        """Take a workbook of the library."""
        self._workbook = workbook
        self._threads = ThreadPoolExecutor(_THREADS)
        self._parts: dict[str, _Begun] = {}
        # What the library writes of the packed sheets when it finishes the workbook.
        self._left_out: dict[str, StringIO] = {}
        workbook._get_packager = lambda: _OtherParts(self._parts.keys(), self._left_out)

    def __enter__(self) -> Self:
        """Return this object."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the threads, and remove the files with rows."""
        self._threads.shutdown(cancel_futures=True)
        for part in self._parts.values():
            if part.rows:
                Path(part.rows).unlink(missing_ok=True)

    def pack_written(self) -> None:
        """Compress the sheets that were written since the last call; nothing may be added to them from now on.

        The library completes two kinds of sheets at the end: the first one, which is shown, and those with charts or
        pictures, which it numbers. Of the latter only the rows are packed now, and only if they are in a file.
        """
        for worksheet in self._workbook.worksheets()[1:]:
            name, has_drawing = f"xl/worksheets/sheet{worksheet.index + 1}.xml", _has_drawing(worksheet)
            if name not in self._parts and (worksheet.constant_memory or not has_drawing):
                pieces = (_up_to_rows if has_drawing else _assembled)(worksheet)
                segments = [self._start(_compressed, *segment) for segment in pieces.segments()]
                counted = self._start(_counted, pieces)
                self._parts[name] = _Begun(segments, counted, pieces.rows, is_whole=bool(pieces.tail))

    def join(self, data: bytes) -> bytes:
        """Return the finished workbook, which lacks the packed sheets, with them; raise OSError if that fails."""
        stream = io.BytesIO()
        stream.write(data)
        with zipfile.ZipFile(stream, "a") as archive:
            for name, part in self._parts.items():
                packed, counted = [segment.result() for segment in part.segments], part.counted.result()
                if not part.is_whole:
                    end = self._left_out[name].getvalue().partition(_ROWS)[2].encode()
                    packed.append(packed_segment(end))
                    counted = _Counted(zlib.crc32(end, counted.checksum), counted.size + len(end))
                packed.append(END)
                entry = _entry(name, counted, sum(map(len, packed)))
                add_packed(archive, stream, entry, entry.FileHeader() + b"".join(packed))
        return stream.getvalue()

    def _start(self, task: Callable[..., _Result], *args: object) -> Future[_Result]:
        """Begin a task in a thread; do it at once where there are no threads, as in a browser."""
        try:
            return self._threads.submit(task, *args)
        except RuntimeError:
            done: Future[_Result] = Future()
            done.set_result(task(*args))
            return done


class _OtherParts(Packager):  # type: ignore[misc]  # the library has no types
    """The packager of the library, without the parts of the given names."""

    def __init__(self, names: Iterable[str], left_out: dict[str, StringIO]) -> None:
        """Take the names of the parts to leave out, and where to keep what would stand in them."""
        super().__init__()
        self._names = frozenset(names)
        self._left_out = left_out

    def _filename(self, xml_filename: str) -> Any:
        if xml_filename not in self._names:
            return super()._filename(xml_filename)
        return self._left_out.setdefault(xml_filename, StringIO())


def _has_drawing(worksheet: Any) -> bool:
    """Return True if a sheet refers to other parts that the library numbers when the workbook is finished."""
    pictures = worksheet.images or worksheet.header_images or worksheet.footer_images or worksheet.background_image
    return bool(worksheet.charts or worksheet.shapes or pictures or worksheet.tables or worksheet.has_vml)


class _Pieces(NamedTuple):
    """The XML of a sheet: what stands before its rows and after them, and the file with its rows, if there is one.

    What stands after them is empty while the library has to complete it.
    """

    head: bytes
    rows: str
    tail: bytes

    def segments(self) -> Iterator[tuple[bytes] | tuple[bytes, str, int]]:
        """Yield what stands in each segment: bytes, or bytes with a file and the place in it at which it goes on."""
        yield (self.head,)
        for start in range(0, os.path.getsize(self.rows) if self.rows else 0, _SEGMENT):
            yield b"", self.rows, start
        for start in range(0, len(self.tail), _SEGMENT):
            yield (self.tail[start : start + _SEGMENT],)


class _RowsBegin(Exception):
    """Say that the XML of a sheet is written up to its rows."""


def _assembled(worksheet: Any) -> _Pieces:
    """Return the XML of a sheet, and leave nothing of it in the worksheet."""
    stream, place, rows = StringIO(), [0], ""
    if worksheet.constant_memory:
        rows = _file_of_rows(worksheet)

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


def _up_to_rows(worksheet: Any) -> _Pieces:
    """Return the XML of a sheet to the end of its rows; the library writes the rest when it finishes the workbook."""
    rows, stream = _file_of_rows(worksheet), StringIO()

    def stop() -> None:
        raise _RowsBegin

    def write_no_rows() -> None:
        worksheet._xml_start_tag("sheetData")
        worksheet._xml_end_tag("sheetData")

    worksheet._write_optimized_sheet_data = stop
    worksheet._set_xml_writer(stream)
    with suppress(_RowsBegin):
        worksheet._assemble_xml_file()
    # As for every sheet whose rows are in a file, a chart keeps no copy of its values.
    worksheet._get_range_data = lambda *_: ()
    worksheet.constant_memory, worksheet._write_sheet_data = False, write_no_rows
    return _Pieces((stream.getvalue() + _ROWS).encode(), rows, b"")


def _file_of_rows(worksheet: Any) -> str:
    """Return the path of the file to which the library has written the rows of a sheet."""
    worksheet._opt_reopen()
    worksheet._write_single_row()
    worksheet._opt_close()
    name: str = worksheet.row_data_filename
    return name


def _nothing() -> None:
    """Do nothing: the sheet is packed."""


def _compressed(head: bytes, file: str = "", start: int = 0) -> bytes:
    """Return the segment that holds these bytes, and those of a file from this place on."""
    rows = b""
    if file:
        with open(file, "rb") as lines:
            lines.seek(start)
            rows = lines.read(_SEGMENT)
    return packed_segment(head + rows)


def _counted(pieces: _Pieces) -> _Counted:
    """Return the checksum and the size of all that is known of a sheet."""
    checksum, size = zlib.crc32(pieces.head), len(pieces.head)
    if pieces.rows:
        with open(pieces.rows, "rb") as rows:
            while chunk := rows.read(_SEGMENT):
                checksum, size = zlib.crc32(chunk, checksum), size + len(chunk)
    return _Counted(zlib.crc32(pieces.tail, checksum), size + len(pieces.tail))


def _entry(name: str, counted: _Counted, packed_size: int) -> zipfile.ZipInfo:
    """Return the entry of a part in the package."""
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    entry.CRC, entry.file_size, entry.compress_size = counted.checksum, counted.size, packed_size
    return entry
