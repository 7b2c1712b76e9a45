"""Make zips that say one thing in their headers and hold another."""

from __future__ import annotations

import bz2
import lzma
import struct
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.hostile.case import Book, Case, case
from tests.hostile.rawzip import Entry, archive, deflated, repeated
from tests.hostile.sheets import filled_cells, replaced

ENCRYPTED, STRONG = 0x1, 0x41
END = struct.Struct("<4sHHHHIIH")


def containers(book: Book, rng: Random) -> Iterator[Case]:
    """Every attack on the zip around the parts."""
    yield from _lies(book, rng)
    yield from _methods(book, rng)
    yield from _twice(book, rng)
    yield from _overlaps(book, rng)
    yield from _around(book, rng)
    yield from _ends(book, rng)
    yield from _zip64(book, rng)


def _targets(book: Book, rng: Random) -> tuple[tuple[str, str], ...]:
    """One part that a reader needs and one that it does not."""
    spare = [name for name in book.parts if name.startswith("docProps/")] or ["docProps/app.xml"]
    return (rng.choice(book.sheets), "needed"), (rng.choice(spare), "unneeded")


def _honest(book: Book, part: str) -> Entry:
    return deflated(part, book.parts.get(part, b"<x/>"))


def _lies(book: Book, rng: Random) -> Iterator[Case]:
    for part, use in _targets(book, rng):
        entry = _honest(book, part)
        wrong = entry.crc ^ rng.randrange(1, 1 << 32)
        data = book.changed({part: replace(entry, crc=wrong)})
        yield case(f"CRC wrong on the {use} {part}", data, "F105")
        data = book.changed({part: replace(entry, crc=wrong, local=entry)})
        yield case(f"CRC wrong in the directory only on the {use} {part}", data, "F105")
        for told in (
            0,
            entry.size - rng.randrange(1, 200),
            entry.size + rng.randrange(1, 9_000),
            0x7FFFFFFF,
            0xFFFFFFFE,
        ):
            size = max(told, 0)
            for place, lie in (
                ("both", replace(entry, size=size)),
                ("the local header", replace(entry, local=replace(entry, size=size))),
                ("the directory", replace(entry, size=size, local=entry)),
            ):
                name = f"size of the {use} {part} told as {size} in {place}"
                yield case(name, book.changed({part: lie}), "F105 F108 F115", may_read=True)
        for packed in (0, len(entry.body) // 2, len(entry.body) + 7, 0xFFFFFFFE):
            for place, lie in (
                ("both", replace(entry, packed=packed)),
                ("the local header", replace(entry, local=replace(entry, packed=packed))),
                ("the directory", replace(entry, packed=packed, local=replace(entry, packed=len(entry.body)))),
            ):
                name = f"packed size of the {use} {part} told as {packed} in {place}"
                yield case(name, book.changed({part: lie}), "F105 F108 F115", may_read=True)
        other = replace(entry, local=replace(entry, name="xl/other.xml"))
        yield case(f"another name in the local header of the {use} {part}", book.changed({part: other}), "F105 F115")


def _methods(book: Book, rng: Random) -> Iterator[Case]:
    for part, use in _targets(book, rng):
        entry = _honest(book, part)
        for flags in (ENCRYPTED, STRONG):
            data = book.changed({part: replace(entry, flags=flags)})
            yield case(f"encrypted flag {flags:#x} on the {use} {part}", data, "F115")
            data = book.changed({part: replace(entry, flags=flags, local=entry)})
            yield case(f"encrypted flag {flags:#x} in the directory on the {use} {part}", data, "F115")
        noise = replace(entry, body=rng.randbytes(len(entry.body) + 12), flags=ENCRYPTED)
        yield case(f"the {use} {part} really encrypted", book.changed({part: noise}), "F115")
        for method in (1, 6, 9, 93, 95, 98, 99, rng.randrange(100, 60_000)):
            data = book.changed({part: replace(entry, method=method)})
            yield case(f"compression method {method} on the {use} {part}", data, "F115")
        raw = book.parts.get(part, b"<x/>")
        squeezed = replace(entry, method=12, body=bz2.compress(raw))
        yield case(f"bzip2 in the {use} {part}", book.changed({part: squeezed}), "F115")
        filters = [{"id": lzma.FILTER_LZMA1, "preset": 6, "dict_size": 1 << 20}]
        stream = lzma.compress(raw, lzma.FORMAT_RAW, filters=filters)
        properties = b"\x09\x04\x05\x00" + struct.pack("<BI", 93, 1 << 20)
        squeezed = replace(entry, method=14, body=properties + stream)
        yield case(f"LZMA in the {use} {part}", book.changed({part: squeezed}), "F115")


def _twice(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    cell = rng.choice(filled_cells(xml))
    other = replaced(xml, cell, b"")
    entries = book.entries({})
    place = next(n for n, entry in enumerate(entries) if entry.name == sheet)
    for name, shown in ((sheet, "the same name"), (sheet.upper(), "capitals"), (sheet.title(), "another case")):
        again = deflated(name, other)
        yield case(f"{sheet} twice, {shown}, the other last", archive([*entries, again]), "F115")
        swapped = [*entries[:place], again, *entries[place:]]
        yield case(f"{sheet} twice, {shown}, the other first", archive(swapped), "F115")
    yield case(f"{sheet} twice with the same bytes", archive([*entries, entries[place]]), "F115")
    yield case("[Content_Types].xml twice", archive([entries[0], *entries]), "F115")


def _overlaps(book: Book, rng: Random) -> Iterator[Case]:
    kernel = repeated("xl/media/k.bin", b"", b"\0" * (1 << 20), rng.randrange(8, 20), b"")
    entries = book.entries({})
    shares = [replace(kernel, name=f"xl/media/k{n}.bin", shares=len(entries)) for n in range(rng.randrange(400, 4_000))]
    data = archive([*entries, kernel, *shares])
    yield case(f"{len(shares)} entries that share one packed bomb", data, "F105 F108 F115")
    sheets = [n for n, entry in enumerate(entries) if entry.name in book.sheets]
    if len(sheets) > 1:
        one, other = rng.sample(sheets, 2)
        crossed = list(entries)
        crossed[max(one, other)] = replace(
            entries[min(one, other)], name=entries[max(one, other)].name, shares=min(one, other)
        )
        yield case("two sheets on the bytes of one", archive(crossed), "F105 F115")


def _around(book: Book, rng: Random) -> Iterator[Case]:
    good = book.changed({})
    entries = book.entries({})
    for size in (rng.randrange(1, 100), rng.randrange(5_000, 60_000), rng.randrange(70_000, 900_000)):
        noise = rng.randbytes(size)
        yield case(f"{size} bytes after the end", good + noise, "F105 F112 F115", may_read=True)
        yield case(f"{size} NULs after the end", good + bytes(size), "F105 F112 F115", may_read=True)
        yield case(f"{size} bytes before, offsets as before", noise + good, "F104 F105 F115", may_read=True)
        data = archive(entries, prefix=noise)
        yield case(f"{size} bytes before, offsets moved", data, "F104 F105 F115", may_read=True)
    for text in (b"MZ", b"#!/bin/sh\nexit 1\n", b"<html><script>", b"%PDF-1.7\n", b"GIF89a"):
        data = archive(entries, prefix=text + bytes(64))
        yield case(f"{text[:5].decode()!r} before the zip", data, "F104 F105 F115", may_read=True)
    empty = archive([deflated("x.txt", b"x")])
    yield case("another zip in the comment", archive(entries, comment=empty), "F104 F105 F115", may_read=True)
    yield case("a comment of 65,535 bytes", archive(entries, comment=b"c" * 65_535), "F105 F115", may_read=True)
    yield case("two workbooks one after the other", good + good, "F105 F115", may_read=True)


def _ends(book: Book, rng: Random) -> Iterator[Case]:
    """The 22 bytes at the end, field by field."""
    good = book.changed({})
    fields = END.unpack(good[-END.size :])
    names = ("disk", "disk of the directory", "entries here", "entries", "size", "offset", "comment length")
    for place, name in enumerate(names, 1):
        for lie in {0, 1, fields[place] + rng.randrange(1, 50), max(fields[place] - 1, 0), 0xFFFE} - {fields[place]}:
            told = list(fields)
            told[place] = min(lie, 0xFFFF) if place not in (5, 6) else lie
            data = good[: -END.size] + END.pack(*told)
            yield case(f"end of the zip: {name} told as {lie}", data, "F104 F105 F112 F115", may_read=True)
    for size in (1, 4, 21, 22, rng.randrange(30, 900)):
        yield case(f"the last {size} bytes missing", good[:-size], "F105 F112")
    for part in (4096 * rng.randrange(1, max(2, len(good) // 4096)), len(good) // 2, len(good) - 2_000):
        yield case(f"cut off after {part} bytes", good[:part], "F112")
        yield case(f"NULs after {part} bytes", good[:part] + bytes(len(good) - part), "F105 F112")


def _zip64(book: Book, rng: Random) -> Iterator[Case]:
    plain = book.changed({})
    body, end = plain[: -END.size], END.unpack(plain[-END.size :])
    count, size, offset = end[4], end[5], end[6]
    huge = (1 << 62) + rng.randrange(1 << 30)
    for name, n, length, start, at, codes in (
        ("told right", count, size, offset, len(body), "F115"),
        ("entries told as 2^62", huge, size, offset, len(body), "F105 F108 F112 F115"),
        ("directory size told as 2^62", count, huge, offset, len(body), "F105 F108 F112 F115"),
        ("directory offset told as 2^62", count, size, huge, len(body), "F105 F108 F112 F115"),
        ("locator beyond the file", count, size, offset, huge, "F105 F108 F112 F115"),
        ("locator into the parts", count, size, offset, 60, "F105 F108 F112 F115"),
    ):
        record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, n, n, length, start)
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
        last = END.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        yield case(f"zip64 end: {name}", body + record + locator + last, codes, may_read=True)
    for part, use in _targets(book, rng):
        entry = _honest(book, part)
        for name, packed, length in (
            ("told right", len(entry.body), entry.size),
            ("told as 2^62", huge, huge),
            ("told as zero", 0, 0),
        ):
            extra = struct.pack("<HHQQ", 1, 16, length, packed)
            lie = replace(entry, packed=0xFFFFFFFF, size=0xFFFFFFFF, extra=extra)
            data = book.changed({part: lie})
            yield case(f"zip64 sizes of the {use} {part} {name}", data, "F105 F108 F112 F115", may_read=True)
        cut = replace(entry, extra=struct.pack("<HHI", 1, 16, 0))
        yield case(f"zip64 field of the {use} {part} cut", book.changed({part: cut}), "F105 F115", may_read=True)
