"""Make packages with parts, names and relationships that Excel does not build."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from random import Random

from tests.hostile.case import CONTENT_TYPES, Book, Case, case, package, relationships
from tests.hostile.sheets import shared_cells, with_attribute

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = b'<xm:macrosheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData><row r="1"><c r="A1"><f>EXEC("calc.exe")</f><v>0</v></c></row></sheetData></xm:macrosheet>'  # noqa: E501
DDE = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="A0" advise="1"/></ddeItems></ddeLink></externalLink>'  # noqa: E501


def packages(book: Book, rng: Random) -> Iterator[Case]:
    """Every attack on the names of the parts and on what leads to them."""
    yield from _names(book, rng)
    yield from _missing(book, rng)
    yield from _targets(book, rng)
    yield from _active(book, rng)
    yield from _nested(book, rng)


def _renamed(book: Book, names: dict[str, str]) -> bytes:
    return package((names.get(name, name), data) for name, data in book.parts.items())


def _names(book: Book, rng: Random) -> Iterator[Case]:
    """The same parts under other names; a reader that folds them as Excel does reads the same values."""
    for part in (rng.choice(book.sheets), book.workbook, book.strings or book.workbook):
        yield case(f"{part} in capitals", _renamed(book, {part: part.upper()}), "F104 F115", may_read=True)
        yield case(f"{part} with backslashes", _renamed(book, {part: part.replace("/", "\\")}), "F104 F115", True)
        yield case(f"{part} with a leading slash", _renamed(book, {part: "/" + part}), "F104 F115", may_read=True)
        yield case(f"{part} with a leading ./", _renamed(book, {part: "./" + part}), "F104 F115", may_read=True)
        parent = posixpath.dirname(part)
        folded = f"{parent}/x/../{posixpath.basename(part)}"
        yield case(f"{part} as {folded}", _renamed(book, {part: folded}), "F104 F115", may_read=True)
        yield case(f"{part} with a NUL", _renamed(book, {part: part + "\0.txt"}), "F104 F105 F115", may_read=True)
    every = {part: part.replace("/", "\\") for part in book.parts}
    yield case("every part with backslashes", _renamed(book, every), "F104 F115", may_read=True)
    yield case("every part in capitals", _renamed(book, {part: part.upper() for part in book.parts}), "F104 F115", True)
    for name in (
        "../../../../tmp/evil.xml",
        "xl/../../evil.xml",
        "/etc/cron.d/evil",
        "C:\\Windows\\evil.dll",
        "C:/evil.xml",
        "..\\..\\evil.xml",
        "\\\\server\\share\\evil.xml",
        "xl/worksheets/../../../evil.xml",
        "x" * rng.randrange(4_000, 60_000),
    ):
        data = book.changed({name: b"<evil/>"})
        yield case(f"a spare part named {name[:32]}", data, "F115")


def _missing(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    rels = book.parts[book.rels]
    yield case(f"{sheet} missing", book.changed({sheet: None}), "F115")
    yield case(f"{sheet} empty", book.changed({sheet: b""}), "F105 F115")
    yield case("workbook part missing", book.changed({book.workbook: None}), "F104 F115")
    yield case("workbook part empty", book.changed({book.workbook: b""}), "F105 F115")
    yield case("workbook relationships missing", book.changed({book.rels: None}), "F104 F115")
    yield case("content types missing", book.changed({CONTENT_TYPES: None}), "F104 F115", may_read=True)
    yield case("root relationships missing", book.changed({"_rels/.rels": None}), "F104 F115", may_read=True)
    if book.strings and any(shared_cells(book.parts[name]) for name in book.sheets):
        yield case("shared strings missing", book.changed({book.strings: None}), "F105 F115")
        yield case("shared strings empty", book.changed({book.strings: b""}), "F105 F115")
        none = re.sub(rb"<Relationship\s[^>]*/sharedStrings\"[^>]*>", b"", rels)
        yield case("shared strings not related", book.changed({book.rels: none}), "F105 F115", may_read=True)
    none = re.sub(rb"<sheet\s[^>]*>", b"", book.parts[book.workbook])
    yield case("a workbook of no sheets", book.changed({book.workbook: none}), "F104 F105 F115")
    types = book.parts[CONTENT_TYPES].replace(SHEET_MAIN, SHEET_MAIN.replace(b"spreadsheetml.sheet", b"x.document"))
    yield case(
        "the workbook declared as another kind", book.changed({CONTENT_TYPES: types}), "F104 F115", may_read=True
    )


def _targets(book: Book, rng: Random) -> Iterator[Case]:
    sheet = rng.choice(book.sheets)
    rels = book.parts[book.rels]
    line = next(tag for tag in re.findall(rb"<Relationship\s[^>]*>", rels) if _leads_to(book, tag) == sheet)

    def aimed(target: str, mode: bytes = b"") -> bytes:
        tag = with_attribute(line, b"Target", target.encode())
        return book.changed({book.rels: rels.replace(line, with_attribute(tag, b"TargetMode", mode) if mode else tag)})

    name = posixpath.basename(sheet)
    for target in ("http://203.0.113.9/sheet1.xml", "file:///etc/passwd", "\\\\203.0.113.9\\share\\sheet1.xml", name):
        yield case(f"{sheet} external at {target}", aimed(target, b"External"), "F115")
    for target in (
        "../../../../../etc/passwd",
        "/etc/passwd",
        "..\\..\\etc\\passwd",
        "http://203.0.113.9/sheet1.xml",
        "C:/Windows/win.ini",
        "",
        "#A1",
        "worksheets/",
        f"worksheets/no-{name}",
    ):
        yield case(f"{sheet} at {target!r}", aimed(target), "F115")
    for target in ("styles.xml", "workbook.xml", "../[Content_Types].xml", "theme/theme1.xml"):
        yield case(f"{sheet} at the other part {target}", aimed(target), "F105 F115 F116")
    for target in (f"/{sheet}", f"./worksheets/{name}", f"worksheets/x/../{name}", f"worksheets/%73{name[1:]}"):
        yield case(f"{sheet} at its own place as {target}", aimed(target), "F115", may_read=True)
    yield case(f"{sheet} with no relationship", book.changed({book.rels: rels.replace(line, b"")}), "F115")
    double = rels.replace(line, line + with_attribute(line, b"Target", b"styles.xml"))
    yield case(f"{sheet} with two relationships of one id", book.changed({book.rels: double}), "F105 F115")
    if len(book.sheets) > 1:
        other = rng.choice([each for each in book.sheets if each != sheet])
        yield case(f"{sheet} and {other} on one part", aimed("/" + other), "F115")


def _leads_to(book: Book, tag: bytes) -> str:
    found = re.search(rb'\sId="([^"]*)"', tag)
    name = found[1].decode() if found else ""
    return next((each.part for each in relationships(book.parts, book.workbook) if each.id == name), "")


def _active(book: Book, rng: Random) -> Iterator[Case]:
    """What may run or fetch: a reader of values flags it and reads on, or refuses."""
    tab = b'<sheet name="Macro1" sheetId="9999" state="%s" r:id="rIdNew"/>' % rng.choice((b"visible", b"veryHidden"))
    changes = book.joined(
        "xl/macrosheets/sheet1.xml",
        MACRO,
        "application/vnd.ms-excel.macrosheet+xml",
        "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
    )
    changes[book.workbook] = book.parts[book.workbook].replace(b"</sheets>", tab + b"</sheets>")
    yield case("a sheet of Excel 4 macros", book.changed(changes), "F115 F116", may_read=True)
    link = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    changes = book.joined("xl/externalLinks/externalLink1.xml", DDE, link, f"{OFFICE}/externalLink")
    refer = b'</sheets><externalReferences><externalReference r:id="rIdNew"/></externalReferences>'
    changes[book.workbook] = book.parts[book.workbook].replace(b"</sheets>", refer)
    yield case("a DDE link", book.changed(changes), "F115", may_read=True)
    project = bytes.fromhex("D0CF11E0A1B11AE1") + rng.randbytes(5_000)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    changes = book.joined("xl/vbaProject.bin", project, "application/vnd.ms-office.vbaProject", kind)
    types = changes[CONTENT_TYPES]
    changes[CONTENT_TYPES] = types.replace(SHEET_MAIN, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    yield case("macros under the name .xlsx", book.changed(changes), "F115", may_read=True)


def _nested(book: Book, rng: Random) -> Iterator[Case]:
    good = book.changed({})
    yield case("a zip of the workbook", package({"form.xlsx": good}), "F104")
    yield case("a zip of 30 workbooks", package({f"{n:02}.xlsx": good for n in range(30)}), "F104")
    inner = good
    for depth in range(rng.randrange(8, 30)):
        inner = package({f"{depth}.zip": inner})
    yield case("zips in one another", inner, "F104")
    whole = book.changed({"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": good})
    yield case("the workbook within itself", whole, "F115", may_read=True)
    # A zip that holds its own bytes as far as it can: what unpacks parts again and again never comes to an end.
    quine = whole
    for _ in range(6):
        quine = book.changed({"r/r.zip": quine})
    yield case("a workbook in a workbook, seven deep", quine, "F115", may_read=True)
