"""Read the directory of a zip: its entries, and the packed content of each.

Takes the bytes of a zip; returns values, or raises BadZipFile and what else the library raises. Works on values only.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HEADER, _END_OF_ZIP, _PLACE_OF_ZIP64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
# The header before each entry: sign, version, flags, method, time, day, checksum, sizes, lengths of name and extra.
_LOCAL = struct.Struct("<4s2xHH16xHH")
_UTF8 = 0x800
# The last record of a zip: sign, disks and counts, size and place of the directory, length of a comment.
_END = struct.Struct("<4s8xIIH")
_SIZE_OF_ZIP64 = 20
# An entry of the directory before its name: what it is, time and day, checksum, sizes, lengths and attributes, place.
_FIXED_SIZE, _LENGTHS = 46, struct.Struct("<28xHHH")
_FIELDS, _FIELDS_EACH = "12s4xIII14sI{}s", 7
# Directories of so many entries are kept, and at most so many.
_MOST_ENTRIES, _LARGEST_DIRECTORY, _MOST_LAYOUTS = 200, 1 << 15, 64


class Entry(NamedTuple):
    """An entry of a zip without its content; ``name`` is its name as the library has corrected it."""

    name: str
    written_name: str
    is_encrypted: bool
    packing: int


class Directory(NamedTuple):
    """The entries of a zip; the checksum of each, its sizes packed and unpacked, and the place of its header."""

    entries: tuple[Entry, ...]
    checksums: Sequence[int]
    packed_sizes: Sequence[int]
    sizes: Sequence[int]
    places: Sequence[int]


class Packed(NamedTuple):
    """An entry with its packed content, and what the directory says of its checksum and its size."""

    entry: Entry
    content: memoryview
    checksum: int
    size: int


class _Layout(NamedTuple):
    """A directory without what differs from form to form: its fields, those that are fixed, and its entries."""

    fields: struct.Struct
    fixed: tuple[object, ...]
    entries: tuple[Entry, ...]


# The directories that this process has read, by their size.
_LAYOUTS: dict[int, _Layout] = {}


def read_directory(data: bytes) -> Directory:
    """Return the directory of a zip; raise BadZipFile, or another error of the library, if there is none.

    The library reads it, unless it differs from one that was read before only in checksums, sizes, places and times.
    """
    written = _plain_directory(data)
    layout = _LAYOUTS.get(len(written))
    if layout is not None:
        values = layout.fields.unpack(written)
        if _fixed_in(values) == layout.fixed:
            return Directory(layout.entries, *(values[field::_FIELDS_EACH] for field in (1, 2, 3, 5)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        items = archive.infolist()
    entries = tuple(
        [Entry(item.filename, item.orig_filename, bool(item.flag_bits & 0x1), item.compress_type) for item in items]
    )
    if written and len(entries) <= _MOST_ENTRIES:
        _keep_layout(written, entries)
    return Directory(
        entries,
        [item.CRC for item in items],
        [item.compress_size for item in items],
        [item.file_size for item in items],
        [item.header_offset for item in items],
    )


def packed_entries(data: bytes, directory: Directory) -> Iterator[Packed]:
    """Yield the entries with their content.

    Raise BadZipFile if the header before an entry differs from the directory at the end of the zip.
    """
    view = memoryview(data)
    for entry, checksum, packed_size, size, place in zip(*directory, strict=True):
        sign, flags, packing, name_size, extra_size = _LOCAL.unpack_from(data, place)
        start = place + _LOCAL.size
        written = data[start : start + name_size]
        name = written.decode("utf-8" if flags & _UTF8 or written.isascii() else "cp437")
        start += name_size + extra_size
        content = view[start : start + packed_size]
        is_same = sign == _HEADER and packing == entry.packing and name == entry.written_name
        if not is_same or len(content) < packed_size:
            raise zipfile.BadZipFile(entry.name)
        yield Packed(entry, content, checksum, size)


def _plain_directory(data: bytes) -> bytes:
    """Return the directory of a zip that ends as usual: behind it only its place, no comment; else return ``b""``."""
    end = len(data) - _END.size
    if end < _SIZE_OF_ZIP64:
        return b""
    sign, size, place, comment_size = _END.unpack_from(data, end)
    is_zip64 = data.startswith(_PLACE_OF_ZIP64, end - _SIZE_OF_ZIP64)
    if sign != _END_OF_ZIP or comment_size or is_zip64 or place + size != end or size > _LARGEST_DIRECTORY:
        return b""
    return data[place:end]


def _keep_layout(written: bytes, entries: tuple[Entry, ...]) -> None:
    """Keep a directory for the next ones that have the same fixed fields, unless an entry has an extra or a comment."""
    fields, start = "<", 0
    while start + _FIXED_SIZE <= len(written):
        name_size, *others = _LENGTHS.unpack_from(written, start)
        if any(others):
            return
        fields += _FIELDS.format(name_size)
        start += _FIXED_SIZE + name_size
    # The library also takes a name that is cut off.
    if start != len(written):
        return
    if len(_LAYOUTS) >= _MOST_LAYOUTS:
        _LAYOUTS.clear()
    layout = struct.Struct(fields)
    _LAYOUTS[len(written)] = _Layout(layout, _fixed_in(layout.unpack(written)), entries)


def _fixed_in(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return the fields of a directory that are the same in most forms: flags, ways of packing, attributes, names."""
    return values[::_FIELDS_EACH] + values[4::_FIELDS_EACH] + values[6::_FIELDS_EACH]
