"""Read a picture that a setting of the round names, such as the emblem on letters.

Takes a path; returns the bytes of a PNG or JPEG, or raises InputError. Reads the disk.
"""

from __future__ import annotations

import struct
from pathlib import Path

from ita_xlsx.errors import input_errors
from ita_xlsx.intake.setting_faults import refused

_MOST_BYTES, _MOST_PIXELS = 2_000_000, 4000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# The markers of a JPEG that hold the size of its picture.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HINT = (
    f"ใช้ภาพ PNG หรือ JPEG ขนาดไม่เกิน {_MOST_BYTES // 1_000_000} MB และไม่เกิน {_MOST_PIXELS} จุดต่อด้าน",
    f"use a PNG or JPEG picture of at most {_MOST_BYTES // 1_000_000} MB and {_MOST_PIXELS} points a side",
)


def read_picture(path: Path, settings_file: Path, key: str) -> bytes:
    """Return the bytes of a picture; raise InputError (R607) for what is none, or is too large."""
    with input_errors(path), path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    size = picture_size(data) if len(data) <= _MOST_BYTES else None
    if size is None or not all(0 < side <= _MOST_PIXELS for side in size):
        raise refused(settings_file, key, path.name, _HINT)
    return data


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of a PNG or JPEG in points; None for anything else."""
    try:
        if data.startswith(_PNG) and data[12:16] == b"IHDR":
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        return _jpeg_size(data) if data.startswith(_JPEG) else None
    except (struct.error, IndexError):
        return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        place += 2 + length
    return None
