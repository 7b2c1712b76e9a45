"""Write the very same workbook as other programs do."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, cast

from tests.hostile.corruptions.parts import ATTRIBUTES, CONTENT_TYPES, CUSTOM, pack, replace_once, sheet_parts, unpack
from tests.hostile.dialect_strings import (
    escaped,
    frozen_and_shared,
    inline,
    phonetic,
    rich,
)

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# A tag with its attributes, in which a greater-than sign may stand between quotes.
TAG = re.compile(r'<(?!\?)(?:[^<>"]|"[^"]*")*>')
WORKBOOK, WORKBOOK_LINKS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"


def dialects(good: bytes) -> Iterator[tuple[str, bytes]]:
    """The name of each way of writing, and the workbook written so; values are the same in the same cells.

    "strings with escapes" has a carriage return at the end of every text, and nobody sees it. "in the manner of
    Numbers" gives the sheets other names and puts one of its own before them. The workbook is to be one that was
    never saved by LibreOffice, whose XML has its attributes in another order.
    """
    for name, change in CHANGES.items():
        parts = unpack(good)
        change(parts)
        yield name, pack(parts)
    yield "entries stored", pack(unpack(good), zipfile.ZIP_STORED)
    yield "entries with data descriptors", streamed(unpack(good))
    yield "entries in another order", pack(dict(sorted(unpack(good).items(), reverse=True)))


def every(parts: Parts, suffixes: tuple[str, ...], change: Callable[[str], str]) -> None:
    """Change every part of these kinds, as text."""
    for name, content in parts.items():
        if name.endswith(suffixes):
            parts[name] = change(content.decode("utf-8")).encode("utf-8")


def sheets(parts: Parts, change: Callable[[str], str]) -> None:
    """Change the part of every sheet, as text."""
    every(parts, tuple(sheet_parts(parts).values()), change)


def drop(parts: Parts, name: str) -> None:
    """Take a part out of the package, with its content type and the links to it."""
    del parts[name]
    last = re.escape(name.rpartition("/")[2])
    entry = rf'<(?:Override|Relationship)(?={ATTRIBUTES}\s+(?:PartName|Target)="(?:[^"]*/)?{last}"){ATTRIBUTES}\s*/>'
    for other in (CONTENT_TYPES, *(part for part in parts if part.endswith(".rels"))):
        parts[other] = re.sub(entry, "", parts[other].decode("utf-8")).encode("utf-8")


def prefixed(parts: Parts) -> None:
    """Names of elements with a prefix, as the Open XML SDK writes them."""

    def change(text: str) -> str:
        text = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])", r"<\1x:\2", text)
        return text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    every(parts, (*sheet_parts(parts).values(), WORKBOOK, STRINGS, "xl/styles.xml"), change)


def without_addresses(parts: Parts) -> None:
    """Rows and cells that do not say where they are: each stands right after the one before."""
    sheets(parts, lambda text: re.sub(r"<sheetData>.*</sheetData>", _unaddressed, text, flags=re.DOTALL))


def _unaddressed(match: re.Match[str]) -> str:
    rows, expected = [], 1
    for row in re.finditer(rf"<row({ATTRIBUTES})\s*(?:/>|>(.*?)</row>)", match.group(), re.DOTALL):
        number = int(_attribute(row[1], "r"))
        rows += ["<row/>"] * (number - expected)
        expected = number + 1
        cells, place = [], 1
        for cell in re.finditer(rf"<c({ATTRIBUTES})\s*(/>|>.*?</c>)", row[2] or "", re.DOTALL):
            column = _number(_attribute(cell[1], "r"))
            cells += ["<c/>"] * (column - place)
            place = column + 1
            cells.append(f"<c{_without(cell[1], 'r')}{cell[2]}")
        rows.append(f"<row{_without(_without(row[1], 'r'), 'spans')}>{''.join(cells)}</row>")
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', attributes)
    assert found is not None
    return found[1]


def _without(attributes: str, name: str) -> str:
    return re.sub(rf'\s+{name}="[^"]*"', "", attributes)


def _number(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def absolute_targets(parts: Parts) -> None:
    """Links from the root of the package, as Open XML SDK and openpyxl write them."""
    for name in [part for part in parts if part.endswith(".rels")]:
        folder = name.replace("_rels/", "").rpartition("/")[0]

        def absolute(match: re.Match[str], folder: str = folder) -> str:
            steps = [*filter(None, folder.split("/"))]
            for step in match[1].split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            return f'Target="/{"/".join(steps)}"'

        parts[name] = re.sub(r'Target="([^"/][^"]*)"', absolute, parts[name].decode("utf-8")).encode("utf-8")


def single_quotes(parts: Parts) -> None:
    """Attributes between apostrophes."""

    def requote(tag: re.Match[str]) -> str:
        return re.sub(r'="([^"]*)"', lambda value: "='" + value[1].replace("'", "&apos;") + "'", tag.group())

    every(parts, (".xml", ".rels"), lambda text: TAG.sub(requote, text))


def without_styles(parts: Parts) -> None:
    """No part for styles at all, as the smallest of libraries leave it out."""
    drop(parts, "xl/styles.xml")

    def change(text: str) -> str:
        text = re.sub(rf"<conditionalFormatting{ATTRIBUTES}>.*?</conditionalFormatting>", "", text, flags=re.DOTALL)
        return re.sub(rf"<(?:c|row|col){ATTRIBUTES}", lambda tag: re.sub(r'\s(?:s|style)="\d+"', "", tag.group()), text)

    sheets(parts, change)


def byte_order_marks(parts: Parts) -> None:
    """A byte order mark before every part, as .NET writers leave it."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            parts[name] = b"\xef\xbb\xbf" + content


def as_wps(parts: Parts) -> None:
    """Namespaces that may be ignored, ids of revisions and private properties, as WPS Office writes them."""
    compatibility = (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr xr2 xr3 etc"'
        ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
        ' xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"'
        ' xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"'
        ' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
    )
    sheet = compatibility + ' xr:uid="{00000000-0001-0000-0200-000000000000}"'
    custom = (
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="90" name="KSOProductBuildVer">'
        "<vt:lpwstr>1054-12.2.0.18607</vt:lpwstr></property></Properties>"
    )
    sheets(
        parts,
        lambda text: text.replace("<worksheet", f"<worksheet{sheet}", 1).replace(
            "<row ", '<row x14ac:dyDescent="0.25" '
        ),
    )
    every(parts, (WORKBOOK,), lambda text: text.replace("<workbook ", f"<workbook{compatibility} ", 1))
    every(parts, (CUSTOM,), lambda text: text.replace("</Properties>", custom))
    every(parts, ("docProps/app.xml",), lambda text: text.replace("Microsoft Excel", "WPS Office"))


def as_google_sheets(parts: Parts) -> None:
    """No properties of the document, no calculation chain, no spans; what was very hidden is hidden."""
    for name in [part for part in parts if part.startswith("docProps/")]:
        drop(parts, name)
    every(parts, (WORKBOOK,), _google_workbook)
    more = (
        ' xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"'
        ' xmlns:mv="urn:schemas-microsoft-com:mac:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    )

    def change(text: str) -> str:
        text = re.sub(r"<dimension[^>]*/>|<sheetProtection[^>]*/>|\sspans=\"[^\"]*\"", "", text)
        return text.replace("<worksheet", f"<worksheet{more}", 1)

    sheets(parts, change)


def _google_workbook(text: str) -> str:
    text = re.sub(r"<fileVersion[^>]*/>|<bookViews>.*?</bookViews>|<calcPr[^>]*/>", "", text)
    text = re.sub(r"<workbookPr[^>]*/>", "<workbookPr/>", text).replace("veryHidden", "hidden")
    return re.sub(r"<sheet (?![^>]*state=)", '<sheet state="visible" ', text)


def as_numbers(parts: Parts) -> None:
    """A summary before the sheets, a table's name behind theirs, values instead of formulas, nothing hidden."""
    frozen_and_shared(parts, sheet_parts(parts))
    summary = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}"><sheetData><row r="3">'
        '<c r="B3" t="inlineStr"><is><t>This document was exported from Numbers. Each table was converted to an Excel '
        "worksheet.</t></is></c></row></sheetData></worksheet>"
    )
    for name in [part for part in parts if re.search(r"custom\.xml|charts/|drawings/|worksheets/_rels/", part)]:
        drop(parts, name)
    parts["xl/worksheets/summary.xml"] = summary.encode("utf-8")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    add_last(parts, CONTENT_TYPES, f'<Override PartName="/xl/worksheets/summary.xml" ContentType="{kind}"/>')
    add_last(parts, WORKBOOK_LINKS, f'<Relationship Id="rId99" Type="{link}" Target="worksheets/summary.xml"/>')
    every(parts, (WORKBOOK,), _numbers_workbook)
    lost = rf"<(?:drawing|sheetProtection){ATTRIBUTES}\s*/>|<dataValidations.*?</dataValidations>"
    coloured = rf"<conditionalFormatting{ATTRIBUTES}>.*?</conditionalFormatting>"
    sheets(parts, lambda text: re.sub(f"{lost}|{coloured}", "", text, flags=re.DOTALL))


def add_last(parts: Parts, name: str, element: str) -> None:
    """Put one more element at the end of a part's root."""
    every(parts, (name,), lambda text: replace_once(text, r"(?=</\w+>\s*$)", element))


def _numbers_workbook(text: str) -> str:
    text = re.sub(r"<definedNames>.*?</definedNames>|\sstate=\"\w+\"", "", text, flags=re.DOTALL)
    text = re.sub(r'<sheet name="([^"]*)"', r'<sheet name="\1 - Table 1"', text)
    return text.replace("<sheets>", '<sheets><sheet name="Export Summary" sheetId="99" r:id="rId99"/>')


def dates_from_1904(parts: Parts) -> None:
    """Days counted from 1904, as old Macs did; a form without dates in cells stays the same."""
    every(parts, (WORKBOOK,), lambda text: text.replace("<workbookPr ", '<workbookPr date1904="1" ', 1))


def wrong_dimension(parts: Parts) -> None:
    """A used area that is one cell, as writers leave it who do not know it beforehand."""
    sheets(parts, lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text))


def other_part_names(parts: Parts) -> None:
    """Parts of sheets under other names than usual, found by their links alone."""
    every(parts, (".rels", CONTENT_TYPES), lambda text: text.replace("worksheets/sheet", "worksheets/tab-"))
    for part in [part for part in parts if part.startswith("xl/worksheets/")]:
        parts[part.replace("/sheet", "/tab-")] = parts.pop(part)


def strict(parts: Parts) -> None:
    """The namespaces of the ISO standard, as Excel's "Strict Open XML" has them."""
    office = "http://schemas.openxmlformats.org/"
    changes = {
        f"{office}spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        f"{office}drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
        f"{office}officeDocument/2006/extended-properties": "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        f"{office}officeDocument/2006/custom-properties": "http://purl.oclc.org/ooxml/officeDocument/customProperties",
        f"{office}officeDocument/2006/relationships/extended-properties": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"
        ),
        f"{office}officeDocument/2006/relationships/custom-properties": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties"
        ),
        f"{office}officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }

    def change(text: str) -> str:
        for old, new in changes.items():
            text = text.replace(old, new)
        return text

    every(parts, (".xml", ".rels"), change)
    every(parts, (WORKBOOK,), lambda text: text.replace("<workbook ", '<workbook conformance="strict" ', 1))


class _Pipe(io.RawIOBase):
    """A stream that only goes forward."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(cast("bytes", data))
        self.written += block
        return len(block)


def streamed(parts: Parts) -> bytes:
    """A package written forward only: the sizes of every entry stand behind it."""
    pipe = _Pipe()
    with zipfile.ZipFile(cast("IO[bytes]", pipe), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return bytes(pipe.written)


CHANGES: dict[str, Callable[[Parts], None]] = {
    "prefixed namespaces": prefixed,
    "strings inline": lambda parts: inline(parts, sheet_parts(parts)),
    "strings shared, formulas as values": lambda parts: frozen_and_shared(parts, sheet_parts(parts)),
    "strings in runs": rich,
    "strings with phonetics": phonetic,
    "strings with escapes": escaped,
    "no addresses": without_addresses,
    "absolute targets": absolute_targets,
    "single quotes": single_quotes,
    "no styles": without_styles,
    "byte order marks": byte_order_marks,
    "in the manner of WPS Office": as_wps,
    "in the manner of Google Sheets": as_google_sheets,
    "in the manner of Numbers": as_numbers,
    "dates from 1904": dates_from_1904,
    "a wrong dimension": wrong_dimension,
    "other names of the parts of sheets": other_part_names,
    "strict": strict,
}
