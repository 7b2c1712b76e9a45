"""Make sheets that point at places no grid has, or at places that only a trap would use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.hostile.case import Book, Case, case
from tests.hostile.sheets import (
    AFTER_LINKS,
    AFTER_MERGES,
    AFTER_VALIDATIONS,
    CELL,
    DATA,
    ROW,
    appended_rows,
    attribute,
    filled_cells,
    filled_rows,
    into_group,
    replaced,
    root,
    shared_cells,
    with_attribute,
)

WHOLE = b"A1:XFD1048576"


def grids(book: Book, rng: Random) -> Iterator[Case]:
    """Every attack on rows, columns, ranges and indexes."""
    yield from _far(book, rng)
    yield from _ranges(book, rng)
    yield from _numbers(book, rng)
    yield from _columns(book, rng)
    yield from _order(book, rng)
    yield from _strings(book, rng)


def _far(book: Book, rng: Random) -> Iterator[Case]:
    """Legal cells at the far corner: an innocent file may have one, so reading is as good."""
    for name, cell in (
        ("number", b'<c r="XFD1048576"><v>1</v></c>'),
        ("text", b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'),
        ("blank", b'<c r="XFD1048576" s="1"/>'),
    ):
        sheet = rng.choice(book.sheets)
        xml = appended_rows(book.parts[sheet], b'<row r="1048576">' + cell + b"</row>")
        yield case(f"{name} at XFD1048576 of {sheet}", book.changed({sheet: xml}), "F108 F113", may_read=True)
    sheet = rng.choice(book.sheets)
    rows = b"".join(
        b'<row r="%d"><c r="XFD%d"><v>%d</v></c></row>' % (row, row, row)
        for row in range(rng.randrange(2_000, 9_000), 1_040_000, 100_003)
    )
    data = book.changed({sheet: appended_rows(book.parts[sheet], rows)})
    yield case(f"a few cells far apart in {sheet}", data, "F108 F113", may_read=True)


def _ranges(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    merges, links, validations = AFTER_MERGES + AFTER_LINKS, AFTER_LINKS, AFTER_VALIDATIONS + AFTER_LINKS
    tags: tuple[tuple[str, bytes, bytes, tuple[bytes, ...]], ...] = (
        ("merge", b"mergeCells", b'<mergeCell ref="%s"/>', merges),
        ("hyperlink", b"hyperlinks", b'<hyperlink ref="%s" location="A1" display="x"/>', links),
        (
            "validation",
            b"dataValidations",
            b'<dataValidation type="list" allowBlank="1" sqref="%s"><formula1>"a,b"</formula1></dataValidation>',
            validations,
        ),
    )
    for name, group, member, later in tags:
        data = book.changed({sheet: into_group(xml, group, member % WHOLE, later)})
        yield case(f"{name} over {WHOLE.decode()} in {sheet}", data, "F108 F113", may_read=True)

    filled = re.sub(rb"<dimension[^>]*>", b"", xml)
    views = next(tag for tag in (b"<sheetViews", b"<sheetFormatPr", b"<cols", b"<sheetData") if tag in filled)
    for told in (b"A1", b"A1:A1", WHOLE, b"A1:ZZZ9", b"XFD1048576:A1", b"", b"A0:A0"):
        lie = filled.replace(views, b'<dimension ref="%s"/>' % told + views, 1)
        data = book.changed({sheet: lie})
        yield case(f"dimension told as {told.decode()!r} in {sheet}", data, "F113 F115 F116", may_read=True)
    for told in (b"B2:XFD1048577", b"A1:", b"ZZZZ1:ZZZZ2", b"A99999999999999999999:B1"):
        data = book.changed({sheet: into_group(xml, b"mergeCells", b'<mergeCell ref="%s"/>' % told, merges)})
        yield case(f"merge of the impossible range {told.decode()} in {sheet}", data, "F105 F115", may_read=True)


def _numbers(book: Book, rng: Random) -> Iterator[Case]:
    """Row numbers that no sheet has: guessing where the values belong would be inventing them."""
    for number in (
        b"4000000000",
        b"4294967296",
        b"100000000000000000000",
        b"0",
        b"-%d" % rng.randrange(1, 99),
        b"1048577",
        b"abc",
        b"1.5",
        b"",
    ):
        sheet = rng.choice(book.sheets)
        xml = book.parts[sheet]
        row = rng.choice(filled_rows(xml))
        codes = "F115" if number.lstrip(b"-").isdigit() else "F105 F115"
        only = with_attribute(row[0], b"r", number)
        data = book.changed({sheet: replaced(xml, row, only)})
        yield case(f"row numbered {number.decode()!r} in {sheet}", data, codes)
        both = re.sub(rb'(<c\b[^>]*?\br="[A-Z]+)\d+"', rb"\g<1>" + number + b'"', only)
        data = book.changed({sheet: replaced(xml, row, both)})
        yield case(f"row and cells numbered {number.decode()!r} in {sheet}", data, codes)


def _columns(book: Book, rng: Random) -> Iterator[Case]:
    for letters in (b"ZZZZ", b"XFE", b"AAAAAAAAAAAA", b"", b"\xe0\xb8\x81", b"-A", b"A" * rng.randrange(1_000, 90_000)):
        sheet = rng.choice(book.sheets)
        xml = book.parts[sheet]
        cell = rng.choice(filled_cells(xml))
        row = (re.search(rb"\d+", attribute(cell[0], b"r") or b"") or [b"1"])[0]
        data = book.changed({sheet: replaced(xml, cell, with_attribute(cell[0], b"r", letters + row))})
        yield case(f"column {letters[:8].decode()!r} in {sheet}", data, "F115")
    for place, why in ((b"B", "no row"), (b"1B", "turned round"), (b"B 5", "a space"), (b"R5C2", "the other style")):
        sheet = rng.choice(book.sheets)
        xml = book.parts[sheet]
        cell = rng.choice(filled_cells(xml))
        data = book.changed({sheet: replaced(xml, cell, with_attribute(cell[0], b"r", place))})
        yield case(f"cell reference with {why} in {sheet}", data, "F115 F116")
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    cell = rng.choice(filled_cells(xml))
    letters = (re.match(rb"[A-Z]+", attribute(cell[0], b"r") or b"") or [b"A"])[0]
    data = book.changed(
        {sheet: replaced(xml, cell, with_attribute(cell[0], b"r", letters + b"%d" % rng.randrange(900, 9_000)))}
    )
    yield case(f"cell of another row in {sheet}", data, "F115 F116")


def _order(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice([name for name in book.sheets if len(filled_rows(book.parts[name])) > 1])
    xml = book.parts[sheet]
    data = DATA.search(xml)
    assert data is not None
    rows = [row[0] for row in ROW.finditer(data[2])]
    backwards = data[1] + b"".join(reversed(rows)) + data[3]
    yield case(
        f"rows in reverse in {sheet}", book.changed({sheet: replaced(xml, data, backwards)}), "F115 F116", may_read=True
    )

    def turned(row: bytes) -> bytes:
        cells = [cell[0] for cell in CELL.finditer(row)]
        return row[: row.index(b">") + 1] + b"".join(reversed(cells)) + b"</row>" if cells else row

    crossed = data[1] + b"".join(map(turned, rows)) + data[3]
    yield case(
        f"cells in reverse in {sheet}", book.changed({sheet: replaced(xml, data, crossed)}), "F115 F116", may_read=True
    )

    row = rng.choice(filled_rows(xml))
    cell = rng.choice(filled_cells(row[0]))
    other = re.sub(rb"\s(t)=\"[^\"]*\"", b"", cell[0][: cell[0].index(b">") + 1]) + b"<v>7</v></c>"
    twice = replaced(xml, row, replaced(row[0], cell, cell[0] + other))
    yield case(f"one cell twice with two values in {sheet}", book.changed({sheet: twice}), "F115 F116")
    number = attribute(row[0], b"r") or b"1"
    again = replaced(xml, row, row[0] + b'<row r="%s">' % number + other + b"</row>")
    yield case(f"one row twice with two values in {sheet}", book.changed({sheet: again}), "F115 F116")
    second = xml.replace(b"</sheetData>", b"</sheetData><sheetData>" + row[0] + b"</sheetData>", 1)
    yield case(f"two sheetData in {sheet}", book.changed({sheet: second}), "F105 F115 F116", may_read=True)


def _strings(book: Book, rng: Random) -> Iterator[Case]:
    pointing = [name for name in book.sheets if shared_cells(book.parts[name])]
    if book.strings is None or not pointing:
        return
    for index in (b"-1", b"abc", b"%d" % rng.randrange(90_000, 9_000_000), b"4294967296", b"1e1", b"0x1", b"1.5", b""):
        sheet = rng.choice(pointing)
        xml = book.parts[sheet]
        cell = rng.choice(shared_cells(xml))
        bad = re.sub(rb"<v>[^<]*</v>", b"<v>" + index + b"</v>", cell[0])
        data = book.changed({sheet: replaced(xml, cell, bad)})
        yield case(f"shared string index {index.decode()!r} in {sheet}", data, "F115")
    xml = book.parts[book.strings]
    opening = root(xml)
    for count in (b"4294967295", b"9223372036854775807", b"18446744073709551615", b"99999999999999999999", b"-1", b"x"):
        for name in (b"uniqueCount", b"count"):
            lie = replaced(xml, opening, with_attribute(opening[0], name, count))
            data = book.changed({book.strings: lie})
            yield case(
                f"{name.decode()} of the shared strings told as {count.decode()}", data, "F113 F115", may_read=True
            )
