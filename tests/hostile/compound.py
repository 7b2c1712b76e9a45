"""Write the smallest OLE compound file with given streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes], before: int = 0) -> bytes:
    """An OLE file of the streams; ``before`` empty sectors stand before the directory, as after long editing."""
    # Streams under 4,096 bytes would need a second allocation table, so each is filled up to that.
    bodies = {
        name: data + bytes(max(0, 4096 - len(data)) + -max(len(data), 4096) % SECTOR) for name, data in streams.items()
    }
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    table: list[int] = [FREE] * before
    blocks = [bytes(SECTOR)] * before
    directory = len(blocks)
    rooms = -(-(len(bodies) + 1) // 4)
    table += [*range(directory + 1, directory + rooms), END]
    blocks += [b""] * rooms
    for number, (name, body) in enumerate(bodies.items(), 1):
        start, count = len(blocks), len(body) // SECTOR
        later = number + 1 if number < len(bodies) else FREE
        entries.append(_entry(name, 2, start, len(body), right=later))
        table += [*range(start + 1, start + count), END]
        blocks += [body[at : at + SECTOR] for at in range(0, len(body), SECTOR)]
    listing = b"".join(entries).ljust(rooms * SECTOR, b"\0")
    blocks[directory : directory + rooms] = [listing[at : at + SECTOR] for at in range(0, len(listing), SECTOR)]
    fats = -(-len(table) // 127)
    first = len(table)
    table += [FAT] * fats
    packed = struct.pack(f"<{len(table)}I", *table).ljust(fats * SECTOR, b"\xff")
    header = (
        MAGIC
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0, 4096, END, 0, END, 0)
    )
    listed = struct.pack("<109I", *range(first, first + fats), *[FREE] * (109 - fats))
    return header + listed + b"".join(blocks) + packed


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    raw = name.encode("utf-16-le")
    links = struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, right, child)
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
