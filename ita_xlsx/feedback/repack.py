"""How does the copy leave: with its drawings and shown values back in place, and the same bytes every time?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ita_xlsx.feedback.cached_values import Cached, Shown
from ita_xlsx.feedback.drawings import Carried, parts_of
from ita_xlsx.feedback.package_parts import OFFICE
from ita_xlsx.feedback.strip_sheet import Trimmed, column_number

_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"((?: s="\d+")?)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')
_HEADER = re.compile(rb"<headerFooter\b.*?(?:</headerFooter>|/>)", re.DOTALL)
# The order of what may follow page headers and drawings is fixed.
_AFTER_HEADER = re.compile(rb"<(?:rowBreaks|colBreaks|drawing|legacyDrawing|tableParts)\b|</worksheet>")
_AFTER_DRAWING = re.compile(rb"<(?:legacyDrawing|tableParts)\b|</worksheet>")


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook just written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def with_shown_values(xml: bytes, cached: Cached) -> bytes:
    """A written sheet whose formulas show what they showed: viewers that compute nothing need it."""

    def fill(match: re.Match[bytes]) -> bytes:
        shown = cached.shown.get((int(match[2]), column_number(match[1].decode())))
        if shown is None:
            return match[0]
        return b'<c r="%b%b"%b%b>%b%b</c>' % (match[1], match[2], match[3], _kind(shown), match[4], _value(shown))

    return _FORMULA.sub(fill, xml) if cached.shown else xml


def _kind(shown: Shown) -> bytes:
    return b"" if shown.kind == "n" else f' t="{shown.kind}"'.encode()


def _value(shown: Shown) -> bytes:
    return f"<v>{escape(shown.text)}</v>".encode()


def with_headers(xml: bytes, sheet: Trimmed) -> bytes:
    """A written sheet with the page headers of the original, letter by letter."""
    attributes, texts = sheet.headers
    if not texts:
        return xml
    told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes if not name.startswith("{"))
    inside = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts if name.isalpha())
    return _inserted(_HEADER.sub(b"", xml), f"<headerFooter{told}>{inside}</headerFooter>".encode(), _AFTER_HEADER)


def with_drawings(parts: Mapping[str, bytes], drawings: Iterable[tuple[str, Carried]]) -> dict[str, bytes]:
    """The parts of a workbook with drawings put into some sheets, by the names of their parts."""
    added, of_sheet, types = parts_of(drawings)
    result = dict(parts) | added
    for sheet, drawing in of_sheet.items():
        element = f'<drawing xmlns:r="{OFFICE}/relationships" r:id="drawing"/>'.encode()
        result[sheet] = _inserted(result[sheet], element, _AFTER_DRAWING)
        rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        tie = f'<Relationship Id="drawing" Type="{OFFICE}/relationships/drawing" Target="/{drawing}"/></Relationships>'
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        result[rels] = _open_ended(result.get(rels, empty)).replace(b"</Relationships>", tie.encode())
    rows = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        if name.startswith("/")
        else f'<Default Extension="{name}" ContentType="{kind}"/>'
        for name, kind in sorted(types.items())
        if name.startswith("/") or f'Extension="{name}"'.encode() not in result[_TYPES]
    )
    result[_TYPES] = result[_TYPES].replace(b"</Types>", rows.encode() + b"</Types>")
    return result


def _open_ended(xml: bytes) -> bytes:
    return re.sub(rb"(<Relationships\b[^>]*)/>", rb"\1></Relationships>", xml)


def _inserted(xml: bytes, element: bytes, before: re.Pattern[bytes]) -> bytes:
    """Put an element in front of the first of those that must follow it; none of them occurs among the cells."""
    start = max(xml.find(b"</sheetData>"), xml.find(b"<sheetData/>"), 0)
    place = before.search(xml, start)
    return xml if place is None else xml[: place.start()] + element + xml[place.start() :]


def core_properties(title: str, issued: date) -> bytes:
    """The document's properties: its title and the day of the copy."""
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


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in one order, with one date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
