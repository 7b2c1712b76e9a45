"""Finish the parts of a written copy: put back cached values, page headers and drawings, and zip the parts.

Takes and returns parts as bytes. The same parts give the same bytes. Works in memory only.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ita_xlsx.feedback.cached_values import CachedValue, CachedValues
from ita_xlsx.feedback.drawings import CopiedDrawing, drawing_parts
from ita_xlsx.feedback.package_parts import OFFICE
from ita_xlsx.feedback.strip_sheet import StrippedSheet, column_number

_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"((?: s="\d+")?)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')
_HEADER = re.compile(rb"<headerFooter\b.*?(?:</headerFooter>|/>)", re.DOTALL)
# The file format fixes the order of elements: these may follow page headers, and drawings.
_AFTER_HEADER = re.compile(rb"<(?:rowBreaks|colBreaks|drawing|legacyDrawing|tableParts)\b|</worksheet>")
_AFTER_DRAWING = re.compile(rb"<(?:legacyDrawing|tableParts)\b|</worksheet>")


def unpack_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook that openpyxl wrote, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def fill_cached_values(xml: bytes, cached: CachedValues) -> bytes:
    """Return the XML of a sheet with the cached values of its formulas filled in.

    Viewers that do not compute formulas need them. A formula without a known value gets none.
    """

    def fill(match: re.Match[bytes]) -> bytes:
        value = cached.by_cell.get((int(match[2]), column_number(match[1].decode())))
        column, row, style, formula = match[1], match[2], match[3], match[4]
        if value is None:
            # An empty value element would be an empty number, which is none.
            return b'<c r="%b%b"%b>%b</c>' % (column, row, style, formula)
        return b'<c r="%b%b"%b%b>%b%b</c>' % (column, row, style, _type_attribute(value), formula, _value_xml(value))

    return _FORMULA.sub(fill, xml)


def _type_attribute(value: CachedValue) -> bytes:
    return b"" if value.kind == "n" else f' t="{value.kind}"'.encode()


def _value_xml(value: CachedValue) -> bytes:
    return f"<v>{escape(value.text)}</v>".encode()


def restore_page_headers(xml: bytes, sheet: StrippedSheet) -> bytes:
    """Return the XML of a sheet with the page headers and footers of the original."""
    attributes, texts = sheet.headers
    if not texts:
        return xml
    attributes_xml = "".join(f" {name}={quoteattr(value)}" for name, value in attributes if not name.startswith("{"))
    texts_xml = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts if name.isalpha())
    return _insert_before(
        _HEADER.sub(b"", xml), f"<headerFooter{attributes_xml}>{texts_xml}</headerFooter>".encode(), _AFTER_HEADER
    )


def insert_drawings(parts: Mapping[str, bytes], drawings: Iterable[tuple[str, CopiedDrawing]]) -> dict[str, bytes]:
    """Return the parts of a workbook with the drawings inserted, each given with the name of its sheet part."""
    added, of_sheet, types = drawing_parts(drawings)
    result = dict(parts) | added
    for sheet, drawing in of_sheet.items():
        element = f'<drawing xmlns:r="{OFFICE}/relationships" r:id="drawing"/>'.encode()
        result[sheet] = _insert_before(result[sheet], element, _AFTER_DRAWING)
        rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        relation = (
            f'<Relationship Id="drawing" Type="{OFFICE}/relationships/drawing" Target="/{drawing}"/></Relationships>'
        )
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        result[rels] = _with_end_tag(result.get(rels, empty)).replace(b"</Relationships>", relation.encode())
    rows = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        if name.startswith("/")
        else f'<Default Extension="{name}" ContentType="{kind}"/>'
        for name, kind in sorted(types.items())
        if name.startswith("/") or f'Extension="{name}"'.encode() not in result[_TYPES]
    )
    result[_TYPES] = result[_TYPES].replace(b"</Types>", rows.encode() + b"</Types>")
    return result


def _with_end_tag(xml: bytes) -> bytes:
    """Return relations XML in which an empty root element has an end tag."""
    return re.sub(rb"(<Relationships\b[^>]*)/>", rb"\1></Relationships>", xml)


def _insert_before(xml: bytes, element: bytes, before: re.Pattern[bytes]) -> bytes:
    """Return the XML with an element inserted before the first element that must follow it.

    The search starts after the cells, because no such element occurs among them.
    """
    start = max(xml.find(b"</sheetData>"), xml.find(b"<sheetData/>"), 0)
    follower = before.search(xml, start)
    return xml if follower is None else xml[: follower.start()] + element + xml[follower.start() :]


def core_properties(title: str, issued: date) -> bytes:
    """Return the document properties: the title and the date of issue."""
    day = f"{issued.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    ).encode()


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip of the parts, in a fixed order and with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
