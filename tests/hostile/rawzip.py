"""Write a zip any of whose fields may lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

STORED, DEFLATED = 0, 8
DATE = 0x21  # 1 January 1980, the first day a zip knows: the same input gives the same bytes
UTF8_NAME = 0x800


@dataclass(frozen=True)
class Entry:
    """One entry: what its headers say, and the packed bytes that are really there.

    ``local`` holds other words for the local header, ``packed`` another packed size than the real one,
    and ``shares`` is the place of an earlier entry whose bytes this one claims as its own.
    """

    name: str
    body: bytes
    crc: int
    size: int
    method: int = DEFLATED
    flags: int = 0
    packed: int | None = None
    extra: bytes = b""
    local: Entry | None = None
    shares: int | None = None


@lru_cache(maxsize=256)
def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def deflated(name: str, data: bytes) -> Entry:
    """An honest deflated entry."""
    return Entry(name, _deflate(data), zlib.crc32(data), len(data))


def stored(name: str, data: bytes) -> Entry:
    """An honest entry that is not compressed."""
    return Entry(name, data, zlib.crc32(data), len(data), STORED)


def repeated(name: str, head: bytes, block: bytes, times: int, tail: bytes) -> Entry:
    """An entry of ``head + block * times + tail`` that never stands in memory unpacked."""
    # After a full flush a run of deflate blocks refers to nothing before it, so its bytes can be repeated as they are.
    pieces = []
    for data, flush in ((head, zlib.Z_FULL_FLUSH), (block, zlib.Z_FULL_FLUSH), (tail, zlib.Z_FINISH)):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        pieces.append(packer.compress(data) + packer.flush(flush))
    crc = zlib.crc32(tail, _crc_of_repeats(block, times, zlib.crc32(head)))
    size = len(head) + len(block) * times + len(tail)
    return Entry(name, pieces[0] + pieces[1] * times + pieces[2], crc, size)


def _crc_of_repeats(block: bytes, times: int, crc: int) -> int:
    # One block moves the CRC by an affine map over bits; doubling that map spares walking over gigabytes.
    shift = zlib.crc32(block)
    columns = [zlib.crc32(block, 1 << bit) ^ shift for bit in range(32)]
    while times:
        if times & 1:
            crc = _linear(columns, crc) ^ shift
        shift, columns = _linear(columns, shift) ^ shift, [_linear(columns, column) for column in columns]
        times >>= 1
    return crc


def _linear(columns: Sequence[int], value: int) -> int:
    result = 0
    for bit, column in enumerate(columns):
        if value >> bit & 1:
            result ^= column
    return result


def archive(entries: Iterable[Entry], prefix: bytes = b"", comment: bytes = b"") -> bytes:
    """The zip of the entries; offsets count from the start of the file, ``prefix`` and all."""
    out, directory, offsets = [prefix], [], []
    position = len(prefix)
    for entry in entries:
        told = entry.local or entry
        if entry.shares is None:
            offsets.append(position)
            header = b"PK\x03\x04" + _fields(told, len(entry.body)) + _name(told) + told.extra
            out += [header, entry.body]
            position += len(header) + len(entry.body)
        else:
            offsets.append(offsets[entry.shares])
        tail = struct.pack("<HHHII", 0, 0, 0, 0, offsets[-1])
        fields = struct.pack("<H", 20) + _fields(entry, len(entry.body)) + tail
        directory.append(b"PK\x01\x02" + fields + _name(entry) + entry.extra)
    listing = b"".join(directory)
    count = min(len(directory), 0xFFFF)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listing), position, len(comment))
    return b"".join([*out, listing, end, comment])


def _name(entry: Entry) -> bytes:
    return entry.name.encode()


def _fields(entry: Entry, packed: int) -> bytes:
    """The fields that a local and a central header have in common."""
    flags = entry.flags | (0 if entry.name.isascii() else UTF8_NAME)
    told = packed if entry.packed is None else entry.packed
    name, extra = len(_name(entry)), len(entry.extra)
    return struct.pack("<HHHHHIIIHH", 20, flags, entry.method, 0, DATE, entry.crc, told, entry.size, name, extra)
