"""What of a sheet's XML is set aside before it is opened: ghosts that fill memory, and what is put back or left out?"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import count

from ita_xlsx.feedback.package_parts import MAIN, REL

_P = rb"(?:[\w.-]+:)?"
_DATA = re.compile(rb"<" + _P + rb"sheetData\b[^>]*/>|</" + _P + rb"sheetData\s*>")
_OPENING = re.compile(rb"<" + _P + rb"sheetData\b[^>]*>")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b[^>]*>")
_ROW = re.compile(rb"<" + _P + rb"row\b[^>]*?(?:/>|>.*?</" + _P + rb"row\s*>)", re.DOTALL)
_BLANK_CELL = re.compile(rb"<" + _P + rb"c\b[^>]*?(?:/>|>\s*</" + _P + rb"c\s*>)")
_HELD = re.compile(rb"<" + _P + rb"(?:v|is|f)\b")
_MERGE = re.compile(
    rb"<" + _P + rb"mergeCell\b[^>]*\bref\s*=\s*[\"']([^\"']*)[\"'][^>]*?(?:/>|>\s*</" + _P + rb"mergeCell\s*>)"
)
_CORNERS = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_LOOKS = re.compile(rb"\s(?:s|style)\s*=\s*[\"']\d+[\"']")

# No form has so many; a sheet with more has been formatted to its very end.
_ROWS_KEPT, _CELLS_KEPT, _MERGE_KEPT, _MERGED_KEPT = 5_000, 200_000, 50_000, 300_000

# What stands after the cells, and is put back in another way, said to be lost, or worth nothing in a copy.
_LEFT_OUT = (
    "customSheetViews", "scenarios", "hyperlinks", "headerFooter", "customProperties", "cellWatches",
    "ignoredErrors", "smartTags", "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "extLst", "dataConsolidate",
)  # fmt: skip
_IN_PLAIN = ("conditionalFormatting", "dataValidations", "tableParts")


@dataclass(frozen=True)
class Link:
    """A hyperlink as the sheet says it."""

    ref: str
    tie: str
    location: str
    tooltip: str


@dataclass(frozen=True)
class Trimmed:
    """A sheet ready to be opened, and what was set aside."""

    xml: bytes
    links: tuple[Link, ...] = ()
    headers: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = ((), ())
    ghosts: bool = False
    merges_dropped: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


def trim_sheet(xml: bytes) -> Trimmed:
    """Cut ghosts, set links and page headers aside, leave out what is not kept."""
    head, data, tail = _three(xml)
    links, headers = _links(xml, tail), _headers(xml, tail)
    for name in _LEFT_OUT:
        tail = _element(name).sub(b"", tail)
    data, ghosts = _without_ghosts(data)
    tail, merged, dropped = _sane_merges(tail)
    return Trimmed(head + data + tail, links, headers, ghosts, dropped, merged)


def without_looks(xml: bytes) -> bytes:
    """A sheet stripped of all that may be faulty: styles, rules, tables."""
    head, data, tail = _three(xml)
    for name in _IN_PLAIN:
        tail = _element(name).sub(b"", tail)
    return _LOOKS.sub(b"", head) + _LOOKS.sub(b"", data) + tail


def _three(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before the cells, the cells, and what stands after; a text of a cell is in none of the others."""
    opening = _OPENING.search(xml)
    end = max((match.end() for match in _DATA.finditer(xml)), default=0)
    if opening is None or not end:
        return b"", b"", xml
    return xml[: opening.start()], xml[opening.start() : end], xml[end:]


def _element(name: str) -> re.Pattern[bytes]:
    word = _P + name.encode()
    return re.compile(rb"<" + word + rb"(?=[\s/>])[^>]*?(?:/>|>.*?</" + word + rb"\s*>)", re.DOTALL)


def _parsed(xml: bytes, tail: bytes, name: str) -> list[ET.Element]:
    root = _ROOT.search(xml)
    if root is None:
        return []
    closing = b"</" + root[1] + b"worksheet>"
    return [ET.fromstring(root[0] + match[0] + closing)[0] for match in _element(name).finditer(tail)]


def _links(xml: bytes, tail: bytes) -> tuple[Link, ...]:
    return tuple(
        Link(link.get("ref", ""), link.get(f"{REL}id", ""), link.get("location", ""), link.get("tooltip", ""))
        for element in _parsed(xml, tail, "hyperlinks")
        for link in element
    )


def _headers(xml: bytes, tail: bytes) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The attributes of the page headers, and their texts; a picture's code is left out with its picture."""
    for element in _parsed(xml, tail, "headerFooter"):
        texts = ((part.tag.removeprefix(MAIN), (part.text or "").replace("&G", "")[:255]) for part in element)
        return tuple(sorted(element.attrib.items())), tuple(texts)
    return (), ()


def _without_ghosts(data: bytes) -> tuple[bytes, bool]:
    """Rows and cells that hold nothing, where there are more than a person makes."""
    before = len(data)
    if data.count(b"row ") + data.count(b"row>") > _ROWS_KEPT:
        numbers = count()
        data = _ROW.sub(lambda row: row[0] if next(numbers) < _ROWS_KEPT or _HELD.search(row[0]) else b"", data)
    if data.count(b"<c ") + data.count(b":c ") > _CELLS_KEPT:
        data = _BLANK_CELL.sub(b"", data)
    return data, len(data) != before


def _sane_merges(tail: bytes) -> tuple[bytes, tuple[tuple[int, int, int, int], ...], int]:
    """Merges are opened cell by cell: those of whole columns would take all memory."""
    kept: list[tuple[int, int, int, int]] = []
    total = dropped = 0

    def judge(match: re.Match[bytes]) -> bytes:
        nonlocal total, dropped
        corners = _CORNERS.fullmatch(match[1].decode("ascii", "replace").replace("$", ""))
        if corners is None:
            dropped += 1
            return b""
        left, right = column_number(corners[1]), column_number(corners[3])
        top, bottom = int(corners[2]), int(corners[4])
        size = (right - left + 1) * (bottom - top + 1)
        if not 1 < size <= _MERGE_KEPT or total + size > _MERGED_KEPT:
            dropped += size != 1
            return b""
        total += size
        kept.append((top, left, bottom, right))
        return match[0]

    tail = _MERGE.sub(judge, tail)
    return (tail if kept else _element("mergeCells").sub(b"", tail)), tuple(kept), dropped


def column_number(letters: str) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
