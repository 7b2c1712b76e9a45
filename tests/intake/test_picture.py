"""Check that an emblem is a picture of a size that a letter can hold, and that anything else is told."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.errors import InputError
from ita_xlsx.intake.picture import picture_size, read_picture
from ita_xlsx.model.findings import Code

SETTINGS = Path("round.toml")


def png(width: int, height: int) -> bytes:
    """A white picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(min(height, 50))))
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    """The head of a JPEG, with a comment before the size."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xfe\0\4ab\xff" + bytes([marker]) + frame + b"\xff\xd9"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(30, 40), (30, 40)),
        (jpeg(30, 40), (30, 40)),
        (jpeg(30, 40, 0xC2), (30, 40)),
        (jpeg(30, 40, 0xC4), None),
        (png(30, 40)[:20], None),
        (jpeg(30, 40)[:12], None),
        (b"", None),
        (b"GIF89a" + b"\0" * 20, None),
        (b"<svg/>", None),
    ],
)
def test_the_size_of_a_picture_is_known_or_it_is_none(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_no_bytes_break_the_reader(data: bytes, head: bytes) -> None:
    size = picture_size(head + data)
    assert size is None or len(size) == 2


@pytest.mark.parametrize("data", [png(5000, 10), png(10, 0), b"x", b"", png(30, 30) + b"\0" * 2_000_000])
def test_what_is_no_use_is_told_with_its_setting(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(InputError) as error:
        read_picture(tmp_path / "a.png", SETTINGS, "letter.emblem")
    assert error.value.code is Code.SETTING_INVALID
    assert error.value.params["key"] == "letter.emblem"


def test_a_picture_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_picture(tmp_path / "a.png", SETTINGS, "letter.emblem")
    assert error.value.code is Code.PATH_MISSING
