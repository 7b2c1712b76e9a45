"""Check that a file that is no workbook, or a damaged one, is one finding."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.model.framework import Framework
from tests.conftest import write_form
from tests.support.forms import read


def zip_with(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def zip_of(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F102"),
        (b"\0" * 4096, "F102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "F104"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 60, "F111"),
        (b"%PDF-1.7 ...", "F104"),
        (b"<html><table></table></html>", "F104"),
        (b"code,name\nP01,x\n", "F104"),
        ("รหัส,ชื่อ".encode("utf-8-sig"), "F104"),
        (zip_of(readme="x"), "F104"),
        (zip_of(xl__workbook="<broken"), "F104"),
        (b"PK\x03\x04" + b"\x99" * 300, "F112"),
        (b"PK", "F112"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_finding(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "returned.xlsx"
    path.write_bytes(content)
    returned = read(path)
    assert [finding.code for finding in returned.findings] == [code]
    assert not returned.usable


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Rar!\x1a\x07\x00" + b"x" * 600, "แตกไฟล์บีบอัด"),
        (b"7z\xbc\xaf\x27\x1c" + b"x" * 600, "แตกไฟล์บีบอัด"),
        (zip_with("แบบฟอร์ม.xlsx"), "แตกไฟล์บีบอัด"),
        (zip_with("mimetype", "content.xml"), "บันทึกเป็น .xlsx"),
        (zip_with("xl/workbook.bin"), "บันทึกเป็น .xlsx"),
        (zip_with("readme.txt"), "กรอกแบบฟอร์ม"),
        (b"%PDF-1.7 ...", "กรอกแบบฟอร์ม"),
    ],
)
def test_the_advice_fits_the_kind_of_the_file(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "returned.xlsx"
    path.write_bytes(content)
    (finding,) = read(path).findings
    assert finding.code == "F104"
    assert words in message_and_fix(finding, "th")[1]


def test_half_a_copy_and_a_flipped_byte_are_damage(framework: Framework, tmp_path: Path) -> None:
    whole = write_form(tmp_path / "form.xlsx", framework).read_bytes()
    half, flipped = whole[: len(whole) // 2], whole[:4000] + b"\0\0\0\0" + whole[4004:]
    for data, code in ((half, "F112"), (flipped, "F105")):
        path = tmp_path / f"{code}.xlsx"
        path.write_bytes(data)
        assert [finding.code for finding in read(path).findings] == [code]


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
            archive.writestr(name, b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    assert [finding.code for finding in read(path).findings] == ["F108"]
