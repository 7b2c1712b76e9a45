"""Make values, letters, styles and names that Excel does not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.hostile.case import Book, Case, case
from tests.hostile.sheets import (
    appended_rows,
    attribute,
    filled_cells,
    into_group,
    last_row,
    number_cells,
    replaced,
    root,
    with_attribute,
)

AFTER_NAMES = (b"<calcPr", b"<oleSize", b"<customWorkbookViews", b"<pivotCaches", b"<extLst", b"</workbook>")


def oddities(book: Book, rng: Random) -> Iterator[Case]:
    """Every attack on what stands in the parts, one value or one declaration at a time."""
    yield from _values(book, rng)
    yield from _letters(book, rng)
    yield from _encodings(book, rng)
    yield from _styles(book, rng)
    yield from _names(book, rng)
    yield from _innocent(book, rng)


def _some_cell(book: Book, rng: Random) -> tuple[str, re.Match[bytes]]:
    """A sheet and a number in it, or any value when the workbook has no typed number."""
    with_numbers = [name for name in book.sheets if number_cells(book.parts[name])]
    sheet = rng.choice(with_numbers or book.sheets)
    return sheet, rng.choice(number_cells(book.parts[sheet]) or filled_cells(book.parts[sheet]))


def _values(book: Book, rng: Random) -> Iterator[Case]:
    for kind, value in (
        (b"zzz", b"1"),
        (b"S", b"0"),
        (b"", b"1"),
        (b"b", b"2"),
        (b"b", b"yes"),
        (b"n", b"NaN"),
        (b"n", b"INF"),
        (b"n", b"-Infinity"),
        (b"n", b"1e400"),
        (b"n", b"9" * rng.randrange(400, 9_000)),
        (b"n", b"1e"),
        (b"n", b"0x1F"),
        (b"n", b"1_000"),
        (b"n", b"\xe0\xb9\x91\xe0\xb9\x92"),
        (b"d", b"2568-02-31T25:00:00"),
    ):
        sheet, cell = _some_cell(book, rng)
        tag = with_attribute(cell[0][: cell[0].index(b">") + 1], b"t", kind)
        bad = replaced(book.parts[sheet], cell, tag + b"<v>" + value + b"</v></c>")
        shown = f"t={kind.decode()!r} with {value[:10].decode()!r}"
        yield case(f"{shown} in {sheet}", book.changed({sheet: bad}), "F115 F116")
    sheet, cell = _some_cell(book, rng)
    for style in (b"99999", b"-1", b"x", b"4294967296"):
        bad = replaced(book.parts[sheet], cell, with_attribute(cell[0], b"s", style))
        yield case(f"style {style.decode()} in {sheet}", book.changed({sheet: bad}), "F105 F115", may_read=True)
    bad = replaced(book.parts[sheet], cell, cell[0].replace(b"</c>", b"<v>7</v></c>"))
    yield case(f"a cell with two values in {sheet}", book.changed({sheet: bad}), "F115 F116")


def _letters(book: Book, rng: Random) -> Iterator[Case]:
    """Characters and bytes no XML 1.0 may hold, so no part with them can be trusted."""
    for told, text in (
        ("&#1;", b"&#1;"),
        ("&#0;", b"&#0;"),
        ("&#xD800;", b"&#xD800;"),
        ("&#xFFFE;", b"&#xFFFE;"),
        ("&#x110000;", b"&#x110000;"),
        ("byte 01", b"\x01"),
        ("byte 00", b"\x00"),
        ("byte 1B", b"\x1b"),
        ("U+FFFF", b"\xef\xbf\xbf"),
        ("a surrogate", b"\xed\xa0\x80"),
        ("an overlong slash", b"\xc0\xaf"),
        ("a byte of TIS-620", b"\xa1\xd2"),
        ("a bare &", b" & "),
        ("an unknown entity", b"&nbsp;"),
    ):
        sheet = rng.choice(book.sheets)
        row = last_row(book.parts[sheet]) + 1
        head = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>a' % (row, row)
        bad = appended_rows(book.parts[sheet], head + text + b"b</t></is></c></row>")
        yield case(f"{told} in the text of {sheet}", book.changed({sheet: bad}), "F105")
        if book.strings:
            bad = book.parts[book.strings].replace(b"</t>", text + b"</t>", 1)
            yield case(f"{told} in the shared strings", book.changed({book.strings: bad}), "F105")


def _declared(xml: bytes, encoding: str) -> str:
    """The text of the part, declared to be in an encoding."""
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", xml.decode("utf-8-sig"))
    return f'<?xml version="1.0" encoding="{encoding}"?>' + text


def _encodings(book: Book, rng: Random) -> Iterator[Case]:
    """The text is the same and well formed, but Excel itself writes UTF-8 only."""
    for part in filter(None, (rng.choice(book.sheets), book.workbook, book.strings)):
        xml = book.parts[part]
        for label, encoding, mark in (
            ("UTF-16", "utf-16-le", "\ufeff"),
            ("UTF-16", "utf-16-be", "\ufeff"),
            ("UTF-16LE", "utf-16-le", ""),
            ("ISO-8859-1", "latin-1", ""),
            ("windows-1252", "cp1252", ""),
            ("TIS-620", "tis-620", ""),
            ("windows-874", "cp874", ""),
        ):
            data = (mark + _declared(xml, label)).encode(encoding, "xmlcharrefreplace")
            marked = " with a mark" if mark else ""
            yield case(f"{part} in {encoding}{marked}", book.changed({part: data}), "F115", may_read=True)
        for label in ("UTF-7", "x-unknown", "UTF-32", "EBCDIC-CP-US", "utf-8\\x00"):
            data = _declared(xml, label).encode()
            yield case(f"{part} declared as {label}", book.changed({part: data}), "F105 F115", may_read=True)


def _styles(book: Book, rng: Random) -> Iterator[Case]:
    if book.styles is None:
        return
    xml = book.parts[book.styles]
    empty = re.sub(rb"</fills>", b"<fill/></fills>", xml, count=1)
    yield case("an empty fill", book.changed({book.styles: empty}), "F105 F115", may_read=True)
    sheet = rng.choice(book.sheets)
    row = last_row(book.parts[sheet]) + 1
    index = len(re.findall(rb"<xf\b", xml[xml.index(b"<cellXfs") : xml.index(b"</cellXfs>")]))
    cell = b'<row r="%d"><c r="A%d" s="%d"/></row>' % (row, row, index)
    used = appended_rows(book.parts[sheet], cell)
    for name, code in (
        ("[", b"[" * rng.randrange(150_000, 300_000)),
        ("[$-", b"[$-" * rng.randrange(60_000, 90_000)),
        ("quotes", b"&quot;" * rng.randrange(20_001, 50_000)),
        ("0;", b"0;" * rng.randrange(100_000, 200_000)),
        ("\\", b"\\" * 200_001),
        ("E+#/?.,", b"E+#/?.,d" * 20_000),
    ):
        bad = re.sub(rb"<numFmts\b[^>]*>", lambda found: found[0].replace(b"/>", b">"), xml, count=1)
        member = b'<numFmt numFmtId="9999" formatCode="%s"/>' % code
        later = tuple(tag for tag in (b"<fonts", b"<fills", b"<borders", b"<cellXfs") if tag in xml)
        bad = into_group(bad, b"numFmts", member, later)
        xf = b'<xf numFmtId="9999" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        bad = bad.replace(b"</cellXfs>", xf)
        data = book.changed({book.styles: bad, sheet: used})
        yield case(f"number format of {len(code)} bytes of {name}", data, "F108 F113", may_read=True)


def _names(book: Book, rng: Random) -> Iterator[Case]:
    xml = book.parts[book.workbook]
    for name in (b"_xlnm.Print_Area", b"_xlnm.Print_Titles", b"_xlnm._FilterDatabase", b"x"):
        for text in (b"A" * 80_000, b"$A:$B," * 14_000, b"'" * 80_001, b"a!$1:$2,'" * 9_000, b"((" * 40_000):
            member = b'<definedName name="%s" localSheetId="0">%s</definedName>' % (name, text)
            clean = re.sub(b'<definedName name="%s" [^>]*localSheetId="0"[^>]*>[^<]*</definedName>' % name, b"", xml)
            data = book.changed({book.workbook: into_group(clean, b"definedNames", member, AFTER_NAMES)})
            shown = f"{name.decode()} of {len(text)} bytes of {text[:6].decode()}"
            yield case(shown, data, "F108 F113 F115", may_read=True)
    many = b"".join(b'<definedName name="n%d">Sheet1!$A$%d</definedName>' % (n, n + 1) for n in range(100_000))
    data = book.changed({book.workbook: into_group(xml, b"definedNames", many, AFTER_NAMES)})
    yield case("100,000 defined names", data, "F108 F113", may_read=True)
    tab = re.search(rb"<sheet\s[^>]*>", xml)
    assert tab is not None
    for text in (b"", b"x" * 60_000, b"a/b\\c?*[]:", b"..", b"CON", b"&#10;&#9;", b"'x'"):
        data = book.changed({book.workbook: replaced(xml, tab, with_attribute(tab[0], b"name", text))})
        # The tab is the form's own, so a reader that no longer finds it may say what is missing or what is odd.
        yield case(f"first tab named {text[:12].decode()!r}", data, "F105 F115 F116", may_read=True)
    other = rng.choice(re.findall(rb"<sheet\s[^>]*>", xml)[1:] or [tab[0]])
    same = xml.replace(other, with_attribute(other, b"name", (attribute(tab[0], b"name") or b"x").swapcase()))
    if same != xml:
        yield case("two tabs of one name", book.changed({book.workbook: same}), "F115 F116")


def _innocent(book: Book, rng: Random) -> Iterator[Case]:
    """What looks like a trap to a search over bytes and is only text."""
    sheet = rng.choice(book.sheets)
    xml = book.parts[sheet]
    row = last_row(xml) + 1
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' % (row, row)
    text = b"<![CDATA[<!DOCTYPE x [<!ENTITY a 'b'>]>]]></t></is></c></row>"
    yield case(f"DOCTYPE as text in {sheet}", book.changed({sheet: appended_rows(xml, cell + text)}), "F114", True)
    opening = root(xml)
    remark = replaced(xml, opening, b"<!-- <!DOCTYPE x> -->" + opening[0])
    yield case(f"DOCTYPE in a comment in {sheet}", book.changed({sheet: remark}), "F114", True)
    bare = re.sub(rb'(<c\b[^>]*?) r="A(\d+)"', rb"\1", xml)
    yield case(f"first cells without a reference in {sheet}", book.changed({sheet: bare}), "F115 F116", True)
