"""Make files that are far bigger inside than they look from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.hostile.case import CONTENT_TYPES, Book, Case, case
from tests.hostile.rawzip import Entry, repeated
from tests.hostile.sheets import (
    AFTER_LINKS,
    AFTER_MERGES,
    into_group,
    last_row,
    replaced,
    root,
    shared_cells,
    with_attribute,
)

MIB = 1 << 20
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
SHEET_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
EMPTY_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


def bombs(book: Book, rng: Random) -> Iterator[Case]:
    """Every bomb: a small file, and too much behind it."""
    yield from _one_part(book, rng)
    yield from _strings(book, rng)
    yield from _many_parts(book, rng)
    yield from _rows(book, rng)
    yield from _markup(book, rng)


def _grown(book: Book, part: str, at: bytes, block: bytes, size: int) -> Entry:
    """The part with a block repeated before the last ``at`` until it is ``size`` bytes longer."""
    xml = book.parts[part]
    place = xml.rindex(at)
    return repeated(part, xml[:place], block, -(-size // len(block)), xml[place:])


def _one_part(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    row = last_row(book.parts[sheet]) + 1
    head = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' % (row, row)
    before, tail = book.parts[sheet].rsplit(b"</sheetData>", 1)
    size = rng.randrange(300, 1600)
    tail = b"</t></is></c></row></sheetData>" + tail
    letter = bytes([rng.choice(b"Aax0")])
    entry = repeated(sheet, before + head, letter * MIB, size, tail)
    yield case(f"text bomb of {size} MiB in {sheet}", book.changed({sheet: entry}), "F108")

    for part, at in ((rng.choice(book.sheets), b"</sheetData>"), (book.workbook, b"</workbook>")):
        size = rng.randrange(300, 3000)
        entry = _grown(book, part, at, rng.choice((b" ", b"\n", b"\t", b"\r\n")) * (MIB // 2), size * MIB)
        yield case(f"white space bomb of {size} MiB in {part}", book.changed({part: entry}), "F108")

    size = rng.randrange(2 * MIB, 40 * MIB)
    entry = _grown(book, sheet, b"</sheetData>", b"<!--" + b"-=" * 50_000 + b"-->", size)
    yield case(f"ratio over 200 in {sheet}, {size} bytes", book.changed({sheet: entry}), "F108")
    for name in ("xl/media/image1.png", "docProps/thumbnail.wmf", "customXml/item1.xml", "xl/calcChain.xml"):
        entry = repeated(name, b"", bytes([rng.randrange(256)]) * MIB, rng.randrange(2, 60), b"")
        yield case(f"ratio over 200 in the unneeded part {name}", book.changed({name: entry}), "F108")

    lying = _grown(book, sheet, b"</sheetData>", b" " * MIB, rng.randrange(300, 900) * MIB)
    told = replace(lying, size=rng.randrange(1000, 9000))
    yield case(f"size of the bomb in {sheet} told as {told.size}", book.changed({sheet: told}), "F105 F108 F115")


def _strings(book: Book, rng: Random) -> Iterator[Case]:
    if book.strings is None:
        return
    sheet = next((name for name in book.sheets if shared_cells(book.parts[name])), None)
    entry = _grown(book, book.strings, b"</sst>", b"<si/>" * 100_000, 5 * rng.randrange(6_000_000, 18_000_000))
    yield case("millions of empty shared strings", book.changed({book.strings: entry}), "F108")

    # Too varied to pack beyond 200 to 1, so that only a count or a clock can stop it.
    block = b"".join(b"<si><t>%x</t></si>" % rng.getrandbits(48) for _ in range(20_000))
    times = rng.randrange(60, 120)
    entry = _grown(book, book.strings, b"</sst>", block, times * len(block))
    name = f"{times * 20_000} shared strings that nothing points at"
    yield case(name, book.changed({book.strings: entry}), "F108 F113", may_read=True)

    size = rng.randrange(300, 1200)
    entry = _grown(book, book.strings, b"</t>", b"A" * MIB, size * MIB)
    yield case(f"text bomb of {size} MiB in the shared strings", book.changed({book.strings: entry}), "F108")

    # One string of 1 MiB is cheap to send and dear to hold when 50,000 cells point at it.
    xml, index = book.parts[book.strings], book.parts[book.strings].count(b"<si>")
    text = b"".join(b"%x" % rng.getrandbits(64) for _ in range(MIB // 16))
    strings = xml.replace(b"</sst>", b"<si><t>" + text + b"</t></si></sst>")
    if sheet is not None:
        first = last_row(book.parts[sheet]) + 1
        cells = b"".join(
            b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (r, r, index) for r in range(first, first + 50_000)
        )
        xml = book.parts[sheet].replace(b"</sheetData>", cells + b"</sheetData>")
        data = book.changed({book.strings: strings, sheet: xml})
        yield case(f"50,000 cells of {sheet} point at one string of 1 MiB", data, "F108 F113 F115", may_read=True)


def _many_parts(book: Book, rng: Random) -> Iterator[Case]:
    count = rng.randrange(5_001, 20_000)
    spare: dict[str, bytes | Entry | None] = {f"xl/media/image{n}.png": b"x" for n in range(count)}
    yield case(f"{count} parts that nothing needs", book.changed(spare), "F108")

    # Each part stays under the size from which a ratio counts; only their sum is too much.
    one = repeated("", b"", b"\0" * (MIB - 1024), 1, b"")
    spare = {f"xl/media/i{n}.bin": Entry(f"xl/media/i{n}.bin", one.body, one.crc, one.size) for n in range(300)}
    yield case("300 parts of just under 1 MiB each", book.changed(spare), "F108")

    parts, rels = book.parts, book.rels
    lines = "".join(
        f'<Relationship Id="rIdX{n}" Type="{SHEET_KIND}" Target="worksheets/x{n}.xml"/>' for n in range(20_000)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/x{n}.xml" ContentType="{SHEET_TYPE}"/>' for n in range(20_000)
    )
    tabs = b"".join(b'<sheet name="x%d" sheetId="%d" r:id="rIdX%d"/>' % (n, n + 1000, n) for n in range(20_000))
    changes: dict[str, bytes | Entry | None] = {
        book.workbook: parts[book.workbook].replace(b"</sheets>", tabs + b"</sheets>"),
        rels: parts[rels].replace(b"</Relationships>", lines.encode() + b"</Relationships>"),
        CONTENT_TYPES: parts[CONTENT_TYPES].replace(b"</Types>", overrides.encode() + b"</Types>"),
        **{f"xl/worksheets/x{n}.xml": EMPTY_SHEET for n in range(20_000)},
    }
    yield case("20,000 sheets of their own", book.changed(changes), "F108")

    added = book.joined("xl/worksheets/x.xml", EMPTY_SHEET, SHEET_TYPE, SHEET_KIND)
    tabs = b"".join(b'<sheet name="y%d" sheetId="%d" r:id="rIdNew"/>' % (n, n + 1000) for n in range(20_000))
    added[book.workbook] = parts[book.workbook].replace(b"</sheets>", tabs + b"</sheets>")
    yield case("20,000 tabs on one sheet part", book.changed(added), "F108 F113 F115", may_read=True)


def _rows(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    first = last_row(xml) + 1
    style = rng.randrange(1, 4)
    rows = b"".join(b'<row r="%d" s="%d" customFormat="1"/>' % (row, style) for row in range(first, 1_000_001))
    data = book.changed({sheet: xml.replace(b"</sheetData>", rows + b"</sheetData>")})
    yield case(f"a million blank styled rows in {sheet}", data, "F108 F113", may_read=True)

    rows = b"".join(b'<row r="%d"><c r="A%d" s="%d"/></row>' % (row, row, style) for row in range(first, 700_001))
    data = book.changed({sheet: xml.replace(b"</sheetData>", rows + b"</sheetData>")})
    yield case(f"700,000 rows of one blank styled cell in {sheet}", data, "F108 F113", may_read=True)

    merges = b"".join(
        b'<mergeCell ref="AA%d:A%c%d"/>' % (row, rng.choice(b"BCD"), row) for row in range(5_000, 205_000)
    )
    xml = into_group(xml, b"mergeCells", merges, AFTER_MERGES + AFTER_LINKS)
    yield case(f"200,000 merges in {sheet}", book.changed({sheet: xml}), "F108 F113", may_read=True)


def _markup(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    row = xml.index(b"<row ")
    spans = rng.randrange(30, 44)
    plain = with_attribute(xml[row:], b"spans", b"@@")
    head, tail = plain.split(b"@@", 1)
    entry = repeated(sheet, xml[:row] + head, b"1:7 " * (MIB // 4), spans, tail)
    data = book.changed({sheet: entry})
    yield case(f"spans attribute of {spans} MiB in {sheet}", data, "F108 F113", may_read=True)

    depth = rng.randrange(40_000, 70_000)
    ext = b'<ext uri="x">' + b"<a>" * depth + b"</a>" * depth + b"</ext>"
    deep = into_group(xml, b"extLst", ext, (b"</worksheet>",))
    data = book.changed({sheet: deep})
    yield case(f"{depth} elements in one another in {sheet}", data, "F105 F108 F113 F115", may_read=True)

    opening = root(xml)
    wide = b"".join(b' a%d=""' % n for n in range(rng.randrange(50_000, 90_000)))
    data = book.changed({sheet: replaced(xml, opening, opening[0][:-1] + wide + b">")})
    yield case(f"tens of thousands of attributes in {sheet}", data, "F105 F108 F113 F115", may_read=True)
