"""Copy the pictures, shapes and charts of a sheet without anything that acts or points outside the workbook.

Takes the package of the original; returns the XML and bytes for the copy, and counts of what was removed. Works in
memory only.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ita_xlsx.feedback.minimal_package import is_internal_reference
from ita_xlsx.feedback.package_parts import REL, Package, relations_xml

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PREFIXES = {"xdr": XDR, "a": _A, "c": _C, "r": REL}

# Elements that are removed and change nothing in the picture: links, extensions, printer settings, outside data.
_REMOVED_ELEMENTS = frozenset(
    {"extLst", "hlinkClick", "hlinkHover", "hlinkMouseOver", "printSettings", "externalData", "userShapes"}
)
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}


@dataclass(frozen=True)
class CopiedDrawing:
    """A drawing ready to be put into the copy: its XML and the parts it uses.

    Each of ``related_parts`` is (relation id, kind, file ending, bytes).
    """

    xml: bytes
    related_parts: tuple[tuple[str, str, str, bytes], ...]


@dataclass(frozen=True)
class RemovedDrawings:
    """The numbers of pictures, charts and shapes that are not in the copy."""

    pictures: int = 0
    charts: int = 0
    shapes: int = 0

    def __add__(self, other: RemovedDrawings) -> RemovedDrawings:
        """Return the sums of both."""
        return RemovedDrawings(self.pictures + other.pictures, self.charts + other.charts, self.shapes + other.shapes)


def copy_drawing(
    package: Package, sheet: str, sheet_names: frozenset[str]
) -> tuple[CopiedDrawing | None, RemovedDrawings]:
    """Return the safe rest of a sheet's drawing, None if nothing is left, and the counts of what was removed."""
    removed = RemovedDrawings()
    for relation in package.relations_of_kind(sheet, "drawing")[:1]:
        root = _parse_safely(package.part(relation.target) or b"")
        if root is None:
            return None, RemovedDrawings(shapes=1)
        children = {
            child.id: _read_child(package, child.kind, child.target, sheet_names)
            for child in package.relations(relation.target)
            if not child.outside
        }
        used: dict[str, tuple[str, str, bytes]] = {}
        for anchor in list(root):
            related = _related_parts(anchor, children) if _has_only_known_elements(anchor) else None
            if related is None:
                removed += _count_removed(anchor)
                root.remove(anchor)
            else:
                used |= related
        if len(root):
            return CopiedDrawing(_to_xml(root), tuple((id, *used[id]) for id in sorted(used))), removed
    return None, removed


def _parse_safely(xml: bytes) -> ET.Element | None:
    """Return the root of a part without the elements to remove; None if the XML is not well-formed."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        return None
    # The attribute names extensions that are removed below.
    root.attrib.pop(f"{_MC}Ignorable", None)
    for element in root.iter():
        for child in list(element):
            name = child.tag.rpartition("}")[2]
            if name in _REMOVED_ELEMENTS or (child.tag == f"{_MC}AlternateContent" and element is not root):
                element.remove(child)
        for action in ("macro", "textlink"):
            if element.get(action):
                element.set(action, "")
    return root


def _has_only_known_elements(anchor: ET.Element) -> bool:
    """Return True if an anchor holds only drawing, chart and text elements of the published vocabularies."""
    return all(element.tag.startswith((XDR, _A, _C)) for element in anchor.iter())


def _related_parts(
    anchor: ET.Element, children: Mapping[str, tuple[str, str, bytes] | None]
) -> dict[str, tuple[str, str, bytes]] | None:
    """Return the parts an anchor uses, by relation id; None if one of them cannot be copied."""
    related = {}
    for element in anchor.iter():
        for name, id in element.attrib.items():
            if not name.startswith(REL):
                continue
            child = children.get(id)
            if child is None or (element.tag, name) not in ((f"{_A}blip", f"{REL}embed"), (f"{_C}chart", f"{REL}id")):
                return None
            related[id] = child
    return related


def _read_child(package: Package, kind: str, part: str, sheet_names: frozenset[str]) -> tuple[str, str, bytes] | None:
    """Return (kind, file ending, bytes) of a picture or chart; None if it cannot be copied."""
    data = package.raw(part) or b""
    if kind == "image":
        ending = next((ending for sign, ending in _PICTURES.items() if data.startswith(sign)), None)
        return ("image", ending, data) if ending else None
    if kind == "chart":
        chart = _read_chart(package.part(part) or b"", sheet_names)
        return ("chart", "xml", chart) if chart else None
    return None


def _read_chart(xml: bytes, sheet_names: frozenset[str]) -> bytes | None:
    """Return the XML of a chart that uses only cells of these sheets; None for any other chart."""
    root = _parse_safely(xml)
    if root is None or not all(element.tag.startswith((_A, _C)) for element in root.iter()):
        return None
    for element in root.iter():
        text = element.text or ""
        foreign = element.tag == f"{_C}f" and not (_TEXT.fullmatch(text) or is_internal_reference(text, sheet_names))
        if foreign or any(name.startswith(REL) for name in element.attrib):
            return None
    return _to_xml(root)


def _count_removed(anchor: ET.Element) -> RemovedDrawings:
    """Return the counts for one removed anchor."""
    names = {element.tag.rpartition("}")[2] for element in anchor.iter()}
    if "chart" in names:
        return RemovedDrawings(charts=1)
    if "pic" in names:
        return RemovedDrawings(pictures=1)
    # Other anchors with alternative content are controls, slicers or newer kinds of charts.
    return RemovedDrawings(charts=1) if "chartex" in names else RemovedDrawings(shapes=1)


def _to_xml(root: ET.Element) -> bytes:
    for prefix, name in _PREFIXES.items():
        ET.register_namespace(prefix, name[1:-1])
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(root)


def drawing_parts(
    drawings: Iterable[tuple[str, CopiedDrawing]],
) -> tuple[dict[str, bytes], dict[str, str], dict[str, str]]:
    """Return the parts of all drawings, the drawing part of each sheet part, and the content types.

    The content types are by part name (with a leading slash) or by file ending.
    """
    parts: dict[str, bytes] = {}
    of_sheet: dict[str, str] = {}
    types: dict[str, str] = {}
    start = "application/vnd.openxmlformats-officedocument.drawing"
    for number, (sheet, drawing) in enumerate(drawings, 1):
        name, rows = f"xl/drawings/drawing{number}.xml", []
        for count, (id, kind, ending, data) in enumerate(drawing.related_parts, 1):
            folder = "charts" if kind == "chart" else "media"
            part = f"xl/{folder}/{kind}{number}_{count}.{ending}"
            parts[part] = data
            types |= {f"/{part}": f"{start}ml.chart+xml"} if kind == "chart" else {ending: f"image/{ending}"}
            rows.append((id, kind, posixpath.join("..", folder, posixpath.basename(part))))
        parts[name], of_sheet[sheet] = drawing.xml, name
        types[f"/{name}"] = f"{start}+xml"
        if rows:
            parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = relations_xml(rows)
    return parts, of_sheet, types
