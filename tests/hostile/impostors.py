"""Make files that are no workbook at all, whatever their name says."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Iterator
from random import Random

from tests.hostile.case import Book, Case, case, package
from tests.hostile.compound import MAGIC, compound
from tests.hostile.rawzip import archive, deflated, stored

TABLE = "<table><tr><td>หน่วยงาน</td><td>88.82</td></tr></table>"
BIFF8 = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
FILEPASS = struct.pack("<HHH", 0x2F, 54, 1) + bytes(52)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def impostors(book: Book, rng: Random) -> Iterator[Case]:
    """Every other kind of file under the name of a workbook."""
    yield from _nothing(book, rng)
    yield from _texts(rng)
    yield from _binaries(rng)
    yield from _zips(book)
    yield from _old(rng)


def _nothing(book: Book, rng: Random) -> Iterator[Case]:
    good = book.changed({})
    yield case("an empty file", b"", "F102")
    for size in (1, 22, rng.randrange(100, 90_000), len(good), rng.randrange(1 << 20, 20 << 20)):
        yield case(f"{size} NULs", bytes(size), "F102")
    yield case("three letters", b"abc", "F104")
    yield case("three bytes of a zip", b"PK\x03", "F104 F105 F112")
    yield case("the first four bytes of a zip", b"PK\x03\x04", "F105 F112")
    head = rng.randrange(30, 4096)
    yield case(f"the first {head} bytes gone to NULs", bytes(head) + good[head:], "F104 F105 F115")
    yield case("only the end of a zip", good[len(good) // 2 :], "F104 F105 F115")
    yield case("noise", rng.randbytes(rng.randrange(500, 90_000)), "F104")
    yield case("a zip start and noise", b"PK\x03\x04" + rng.randbytes(rng.randrange(500, 90_000)), "F105 F112")


def _texts(rng: Random) -> Iterator[Case]:
    rows = [["หน่วยงาน", "ข้อ", "คะแนน"], *[[f"เทศบาล {n}", f"i{n}", f"{rng.random() * 100:.2f}"] for n in range(30)]]
    commas = "\r\n".join(",".join(row) for row in rows)
    tabs = "\r\n".join("\t".join(row) for row in rows)
    for name, data in (
        ("CSV", commas.encode()),
        ("CSV with a mark", commas.encode("utf-8-sig")),
        ("CSV in TIS-620", commas.encode("tis-620")),
        ("Unicode text", tabs.encode("utf-16")),
        ("spaces", b" \r\n" * 400),
        ("HTML", f"<!DOCTYPE html><html><body>{TABLE}</body></html>".encode()),
        ("an HTML table alone", TABLE.encode("utf-8-sig")),
        (
            "HTML saved by Excel",
            f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>{TABLE}</body></html>'.encode(),
        ),
        ("MHTML", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + TABLE.encode()),
        (
            "a 2003 XML workbook",
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        ),
        ("JSON", json.dumps(rows).encode()),
        ("RTF", b"{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Times;}} x}"),
        ("SYLK", b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n"),
        ("DIF", b'TABLE\r\n0,1\r\n"EXCEL"\r\n'),
        ("a shortcut", b"[InternetShortcut]\r\nURL=https://example.go.th/form.xlsx\r\n"),
        ("a sign-in page", b"\r\n\r\n<html><title>Sign in</title></html>"),
    ):
        yield case(f"{name} named .xlsx", data, "F104")


def _binaries(rng: Random) -> Iterator[Case]:
    image = zlib.compress(bytes(65 * 64))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)), (b"IDAT", image), (b"IEND", b"")]
    png = b"".join(struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    for name, data in (
        ("PNG", b"\x89PNG\r\n\x1a\n" + png),
        ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + rng.randbytes(900) + b"\xff\xd9"),
        ("PDF", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"),
        ("gzip", gzip.compress(b"x" * 900, mtime=0)),
        ("RAR", b"Rar!\x1a\x07\x01\x00" + rng.randbytes(900)),
        ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + rng.randbytes(900)),
        ("a program", b"MZ" + rng.randbytes(900)),
        ("a database", b"SQLite format 3\0" + rng.randbytes(900)),
    ):
        yield case(f"{name} named .xlsx", data, "F104")


def _package(target: str, content_type: str, body: bytes) -> bytes:
    """An Office package whose main part is ``target``."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{target}" ContentType="{content_type}"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}" Target="{target}"/></Relationships>'
    )
    return package({"[Content_Types].xml": types.encode(), "_rels/.rels": rels.encode(), target: body})


def _zips(book: Book) -> Iterator[Case]:
    yield case("a text document", _package("word/document.xml", WORD, b"<document/>"), "F104")
    yield case("slides", _package("ppt/presentation.xml", SLIDES, b"<presentation/>"), "F104")
    yield case("a binary workbook", _package("xl/workbook.bin", BINARY, b"\x83\x01\x00\x84\x01\x00"), "F104")
    for kind in ("spreadsheet", "text", "spreadsheet-template"):
        parts = [
            stored("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()),
            deflated("content.xml", b"<office:document-content/>"),
            deflated("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ]
        yield case(f"OpenDocument {kind}", archive(parts), "F104")
    yield case("a Java archive", package({"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\n"}), "F104")
    yield case(
        "a book", archive([stored("mimetype", b"application/epub+zip"), deflated("a.xhtml", b"<html/>")]), "F104"
    )
    yield case("a zip of pictures", package({f"{n}.jpg": b"\xff\xd8\xff" for n in range(20)}), "F104")
    yield case("a zip of nothing", archive([]), "F104 F105")
    yield case("a workbook unpacked one folder down", package({f"form/{n}": d for n, d in book.parts.items()}), "F104")


def _old(rng: Random) -> Iterator[Case]:
    summary = {"\x05SummaryInformation": rng.randbytes(900)}
    sheet = BIFF8 + rng.randbytes(9_000)
    for before in (0, rng.randrange(1, 9), rng.randrange(20, 400), 5_000):
        data = compound({"Workbook": sheet, **summary}, before)
        yield case(f"old .xls, directory in sector {before}", data, "F111")
    yield case("old .xls of Excel 5", compound({"Book": BIFF8 + rng.randbytes(5_000)}), "F111")
    yield case("old .xls of both kinds", compound({"Book": sheet, "Workbook": sheet}), "F111")
    yield case("old .xls with a password", compound({"Workbook": BIFF8 + FILEPASS}), "F103 F111")
    whole = compound({"Workbook": sheet})
    yield case("old .xls cut off", whole[:2048], "F105 F111 F112")
    yield case("the first eight bytes of an old .xls", MAGIC, "F104 F105 F111 F112")
    yield case("old .xls of Excel 2", b"\x09\x00\x04\x00\x02\x00\x10\x00" + rng.randbytes(400), "F104 F111")
    yield case("an old text document", compound({"WordDocument": rng.randbytes(5_000)}), "F104")
    yield case("a mail", compound({"__properties_version1.0": rng.randbytes(5_000)}), "F104")
    yield case("a setup program", compound({"\u4840\u3b3f\u43f2": rng.randbytes(5_000)}), "F104")
