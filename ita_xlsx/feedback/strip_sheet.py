"""Strip the XML of a foreign sheet before openpyxl opens it.

Takes the XML of a sheet; returns it without what fills memory or acts, and what was set aside to be put back. Works in
memory only.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import count

from ita_xlsx.feedback.package_parts import MAIN, REL
from ita_xlsx.model.layout.grid import column_index
from ita_xlsx.model.text.writable import cut_units

_PREFIX = rb"(?:[\w.-]+:)?"
_DATA = re.compile(rb"<" + _PREFIX + rb"sheetData\b[^>]*/>|</" + _PREFIX + rb"sheetData\s*>")
_OPENING = re.compile(rb"<" + _PREFIX + rb"sheetData\b[^>]*>")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b[^>]*>")
_ROW = re.compile(rb"<" + _PREFIX + rb"row\b[^>]*?(?:/>|>.*?</" + _PREFIX + rb"row\s*>)", re.DOTALL)
_BLANK_CELL = re.compile(rb"<" + _PREFIX + rb"c\b[^>]*?(?:/>|>\s*</" + _PREFIX + rb"c\s*>)")
_CONTENT = re.compile(rb"<" + _PREFIX + rb"(?:v|is|f)\b")
_MERGE = re.compile(
    rb"<"
    + _PREFIX
    + rb"mergeCell\b[^>]*\bref\s*=\s*[\"']([^\"']*)[\"'][^>]*?(?:/>|>\s*</"
    + _PREFIX
    + rb"mergeCell\s*>)"
)
_CORNERS = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_STYLE_ATTRIBUTES = re.compile(rb"\s(?:s|style)\s*=\s*[\"']\d+[\"']")

# No form has so many. A sheet with more has been formatted down to its last row.
_ROWS_KEPT, _CELLS_KEPT, _MERGE_KEPT, _MERGED_KEPT = 5_000, 200_000, 50_000, 300_000

# Elements after the cells that are put back in another way, reported as lost, or useless in a copy.
_LEFT_OUT = (
    "customSheetViews", "scenarios", "hyperlinks", "headerFooter", "customProperties", "cellWatches",
    "ignoredErrors", "smartTags", "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "extLst", "dataConsolidate",
)  # fmt: skip
_FAULTY_FORMATTING = ("conditionalFormatting", "dataValidations", "tableParts")


@dataclass(frozen=True)
class SheetLink:
    """A hyperlink as the sheet stores it."""

    ref: str
    relation_id: str
    location: str
    tooltip: str


@dataclass(frozen=True, kw_only=True)
class StrippedSheet:
    """A sheet that is ready to be opened, and what was set aside.

    ``headers`` holds the attributes and the texts of the page headers. ``merged`` holds the kept merges as (top, left,
    bottom, right) from 1.
    """

    xml: bytes
    links: tuple[SheetLink, ...] = ()
    headers: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = ((), ())
    blank_cells_removed: bool = False
    removed_merges: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


def strip_sheet(xml: bytes) -> StrippedSheet:
    """Return a sheet without needless blank cells and without the elements that a copy does not keep."""
    head, data, tail = _split_at_cells(xml)
    links, headers = _links(xml, tail), _headers(xml, tail)
    for name in _LEFT_OUT:
        tail = _element(name).sub(b"", tail)
    data, blank_cells_removed = _remove_blank_cells(data)
    tail, merged, removed_merges = _limit_merges(tail)
    return StrippedSheet(
        xml=head + data + tail,
        links=links,
        headers=headers,
        blank_cells_removed=blank_cells_removed,
        removed_merges=removed_merges,
        merged=merged,
    )


def remove_formatting(xml: bytes) -> bytes:
    """Return the XML of a sheet without everything that may be faulty: styles, rules and tables."""
    head, data, tail = _split_at_cells(xml)
    for name in _FAULTY_FORMATTING:
        tail = _element(name).sub(b"", tail)
    return _STYLE_ATTRIBUTES.sub(b"", head) + _STYLE_ATTRIBUTES.sub(b"", data) + tail


def _split_at_cells(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the XML before the cells, the cells, and the XML after them.

    So a text in a cell is never taken for an element of the sheet.
    """
    opening = _OPENING.search(xml)
    end = max((match.end() for match in _DATA.finditer(xml)), default=0)
    if opening is None or not end:
        return b"", b"", xml
    return xml[: opening.start()], xml[opening.start() : end], xml[end:]


def _element(name: str) -> re.Pattern[bytes]:
    word = _PREFIX + name.encode()
    return re.compile(rb"<" + word + rb"(?=[\s/>])[^>]*?(?:/>|>.*?</" + word + rb"\s*>)", re.DOTALL)


def _parse_elements(xml: bytes, tail: bytes, name: str) -> list[ET.Element]:
    """Return the elements of this name after the cells, parsed."""
    root = _ROOT.search(xml)
    if root is None:
        return []
    closing = b"</" + root[1] + b"worksheet>"
    return [ET.fromstring(root[0] + match[0] + closing)[0] for match in _element(name).finditer(tail)]


def _links(xml: bytes, tail: bytes) -> tuple[SheetLink, ...]:
    return tuple(
        SheetLink(link.get("ref", ""), link.get(f"{REL}id", ""), link.get("location", ""), link.get("tooltip", ""))
        for element in _parse_elements(xml, tail, "hyperlinks")
        for link in element
    )


def _headers(xml: bytes, tail: bytes) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the attributes of the page headers, and their texts.

    The code of a picture is left out, as the picture is not copied.
    """
    for element in _parse_elements(xml, tail, "headerFooter"):
        texts = ((part.tag.removeprefix(MAIN), cut_units((part.text or "").replace("&G", ""), 255)) for part in element)
        return tuple(sorted(element.attrib.items())), tuple(texts)
    return (), ()


def _remove_blank_cells(data: bytes) -> tuple[bytes, bool]:
    """Return the cells without blank rows and cells, if there are more than a person makes; True if any was removed."""
    before = len(data)
    if data.count(b"row ") + data.count(b"row>") > _ROWS_KEPT:
        numbers = count()
        data = _ROW.sub(lambda row: row[0] if next(numbers) < _ROWS_KEPT or _CONTENT.search(row[0]) else b"", data)
    if data.count(b"<c ") + data.count(b":c ") > _CELLS_KEPT:
        data = _BLANK_CELL.sub(b"", data)
    return data, len(data) != before


def _limit_merges(tail: bytes) -> tuple[bytes, tuple[tuple[int, int, int, int], ...], int]:
    """Return the XML after the cells without oversized merges, the kept merges, and the number of removed merges.

    openpyxl creates every cell of a merge: merges of whole columns would take all memory.
    """
    kept: list[tuple[int, int, int, int]] = []
    total = removed = 0

    def keep_or_remove(match: re.Match[bytes]) -> bytes:
        nonlocal total, removed
        corners = _CORNERS.fullmatch(match[1].decode("ascii", "replace").replace("$", ""))
        if corners is None:
            removed += 1
            return b""
        left, right = column_number(corners[1]), column_number(corners[3])
        top, bottom = int(corners[2]), int(corners[4])
        size = (right - left + 1) * (bottom - top + 1)
        if not 1 < size <= _MERGE_KEPT or total + size > _MERGED_KEPT:
            removed += size != 1
            return b""
        total += size
        kept.append((top, left, bottom, right))
        return match[0]

    tail = _MERGE.sub(keep_or_remove, tail)
    return (tail if kept else _element("mergeCells").sub(b"", tail)), tuple(kept), removed


def column_number(letters: str) -> int:
    """Return the number of a column from its letters; ``A`` is 1."""
    return column_index(letters) + 1
