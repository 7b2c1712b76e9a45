"""Check that a .zip is read in linear time, with its names as their sender wrote them, and its password told."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.intake.workbook.container import open_container

THAI = "ฉบับแก้ไข ลำปาง.xlsx"


def _write(path: Path, name: bytes, *, flags: int = 0, extra: bytes = b"") -> None:
    """Write a zip of one stored entry by its bytes."""
    data = b"PK"
    head = struct.pack(
        "<HHHHHIIIHH", 20, flags, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(name), len(extra)
    )
    local = b"PK\x03\x04" + head + name + extra + data
    central = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    path.write_bytes(local + central + end)


def _unicode_path(name: str, raw: bytes, checksum: int | None = None) -> bytes:
    field = struct.pack("<BI", 1, zlib.crc32(raw) if checksum is None else checksum) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


@pytest.mark.parametrize(
    ("raw", "flags", "extra", "name"),
    [
        (THAI.encode(), 0x800, b"", THAI),
        (THAI.encode(), 0, b"", THAI),
        (THAI.encode("cp874"), 0, b"", THAI),
        (b"\xa1\xa2.xlsx", 0, _unicode_path("ก้อง.xlsx", b"\xa1\xa2.xlsx"), "ก้อง.xlsx"),
        (b"\xa1\xa2.xlsx", 0, _unicode_path("ก้อง.xlsx", b"\xa1\xa2.xlsx", 7), "กข.xlsx"),
        ("résumé.xlsx".encode("cp437"), 0, b"", "résumé.xlsx"),
        (b"P01.xlsx", 0, b"", "P01.xlsx"),
    ],
)
def test_a_name_is_decoded_as_what_it_is(tmp_path: Path, raw: bytes, flags: int, extra: bytes, name: str) -> None:
    path = tmp_path / "a.zip"
    _write(path, raw, flags=flags, extra=extra)
    sources, findings = find_workbooks([str(path)])
    assert ([source.name for source in sources], findings) == ([f"{path}/{name}"], ())
    assert sources[0].read() == b"PK"


def test_a_member_with_a_password_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    _write(path, b"P01.xlsx", flags=0x1)
    (source,), _ = find_workbooks([str(path)])
    with pytest.raises(UnreadableWorkbook) as error:
        source.read()
    assert error.value.code == "F103"


def test_the_directory_of_an_archive_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opened = tmp_path / "a.zip", []
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(500):
            archive.writestr(f"{number:03}.xlsx", b"x")
    real = zipfile.ZipFile

    def count(opened_path: Path) -> zipfile.ZipFile:
        opened.append(opened_path)
        return real(opened_path)

    monkeypatch.setattr(zipfile, "ZipFile", count)
    sources, _ = find_workbooks([str(path)])
    assert [source.read() for source in sources] == [b"x"] * 500
    assert len(opened) == 1


def test_an_archive_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for content in (b"old", b"newer"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("P01.xlsx", content)
        assert Source("x", path, "P01.xlsx").read() == content


def test_an_archive_of_too_many_files_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.xlsx", b"x")
    assert len(find_workbooks([str(path)])[0]) == 4
    monkeypatch.setattr("ita_xlsx.intake.sources.MOST_MEMBERS", 3)
    sources, findings = find_workbooks([str(path)])
    assert (sources, [finding.code for finding in findings]) == ((), ["F123"])


@pytest.mark.parametrize(
    ("name", "code"),
    [("P05.rar", "F125"), ("P05.7Z", "F125"), ("P05.tar.gz", "F125"), ("P05.pdf", "F106"),
     (".x.rar", "F106"), ("~$a.xlsx", "F118")],
)  # fmt: skip
def test_an_archive_of_another_kind_is_named(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "good.xlsx").write_bytes(b"x")
    assert [finding.code for finding in find_workbooks([str(tmp_path)])[1]] == [code]


@pytest.mark.parametrize(("number", "code"), [(32, "F126"), (33, "F126"), (5, "F110"), (None, "F110")])
def test_a_file_that_another_program_holds_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, code: str
) -> None:
    def refuse(_: Path) -> bytes:
        error = PermissionError(13, "refused")
        error.winerror = number  # type: ignore[attr-defined, unused-ignore]
        raise error

    (tmp_path / "a.xlsx").write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableWorkbook) as caught:
        Source("a.xlsx", tmp_path / "a.xlsx").read()
    assert caught.value.code == code


@pytest.mark.parametrize(("stream", "code"), [("DRMEncryptedTransform", "F124"), ("StrongEncryptionDataSpace", "F103")])
def test_protection_by_rights_is_not_called_a_password(stream: str, code: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + stream.encode("utf-16-le")
    with pytest.raises(UnreadableWorkbook) as caught:
        open_container(data)
    assert caught.value.code == code


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
@pytest.mark.parametrize(
    ("raw", "shown"), [(b"\xa1.xlsx", "\\xa1.xlsx"), (b"a\x1b.xlsx", "a\\x1b.xlsx"), (b"a\x07b.xlsx", "a\\x07b.xlsx")]
)
def test_a_file_name_that_cannot_be_written_is_told_and_read(tmp_path: Path, raw: bytes, shown: str) -> None:
    (tmp_path / os.fsdecode(raw)).write_bytes(b"x")
    (source,), findings = find_workbooks([str(tmp_path)])
    assert (source.name, source.read()) == (f"{tmp_path}/{shown}", b"x")
    assert [(finding.code, finding.file) for finding in findings] == [("F122", source.name)]
