"""Which pictures, shapes and charts can be carried over as they are, and which can not?"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ita_xlsx.feedback.minimal_package import points_inside
from ita_xlsx.feedback.package_parts import REL, Package, relations_xml

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PREFIXES = {"xdr": XDR, "a": _A, "c": _C, "r": REL}

# What is taken off without changing what is seen: links, extensions, ties to a printer.
_TAKEN_OFF = frozenset(
    {"extLst", "hlinkClick", "hlinkHover", "hlinkMouseOver", "printSettings", "externalData", "userShapes"}
)
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}


@dataclass(frozen=True)
class Carried:
    """A drawing ready to be put into the copy: its XML, and each tie's id, kind, file ending and bytes."""

    xml: bytes
    ties: tuple[tuple[str, str, str, bytes], ...]


@dataclass(frozen=True)
class Dropped:
    """What of the drawings had to go."""

    pictures: int = 0
    charts: int = 0
    shapes: int = 0

    def __add__(self, other: Dropped) -> Dropped:
        return Dropped(self.pictures + other.pictures, self.charts + other.charts, self.shapes + other.shapes)


def carry_drawing(package: Package, sheet: str, names: frozenset[str]) -> tuple[Carried | None, Dropped]:
    """The drawing of a sheet's part, without whatever acts or points outside."""
    dropped = Dropped()
    for tie in package.of_kind(sheet, "drawing")[:1]:
        root = _parsed(package.part(tie.target) or b"")
        if root is None:
            return None, Dropped(shapes=1)
        children = {
            child.id: _child(package, child.kind, child.target, names)
            for child in package.relations(tie.target)
            if not child.outside
        }
        used: dict[str, tuple[str, str, bytes]] = {}
        for anchor in list(root):
            ties = _ties_of(anchor, children) if _is_plain(anchor) else None
            if ties is None:
                dropped += _kind_of(anchor)
                root.remove(anchor)
            else:
                used |= ties
        if len(root):
            return Carried(_written(root), tuple((id, *used[id]) for id in sorted(used))), dropped
    return None, dropped


def _parsed(xml: bytes) -> ET.Element | None:
    """A part without what is taken off; None if it is not well-formed."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        return None
    # Extensions are named there that are taken off.
    root.attrib.pop(f"{_MC}Ignorable", None)
    for element in root.iter():
        for child in list(element):
            name = child.tag.rpartition("}")[2]
            if name in _TAKEN_OFF or (child.tag == f"{_MC}AlternateContent" and element is not root):
                element.remove(child)
        for action in ("macro", "textlink"):
            if element.get(action):
                element.set(action, "")
    return root


def _is_plain(anchor: ET.Element) -> bool:
    """Whether an anchor holds only drawing, chart and text elements of the published vocabularies."""
    return all(element.tag.startswith((XDR, _A, _C)) for element in anchor.iter())


def _ties_of(
    anchor: ET.Element, children: Mapping[str, tuple[str, str, bytes] | None]
) -> dict[str, tuple[str, str, bytes]] | None:
    """The parts an anchor shows; None when one of them can not be carried over."""
    ties = {}
    for element in anchor.iter():
        for name, id in element.attrib.items():
            if not name.startswith(REL):
                continue
            child = children.get(id)
            if child is None or (element.tag, name) not in ((f"{_A}blip", f"{REL}embed"), (f"{_C}chart", f"{REL}id")):
                return None
            ties[id] = child
    return ties


def _child(package: Package, kind: str, part: str, names: frozenset[str]) -> tuple[str, str, bytes] | None:
    data = package.raw(part) or b""
    if kind == "image":
        ending = next((ending for sign, ending in _PICTURES.items() if data.startswith(sign)), None)
        return ("image", ending, data) if ending else None
    if kind == "chart":
        chart = _chart(package.part(part) or b"", names)
        return ("chart", "xml", chart) if chart else None
    return None


def _chart(xml: bytes, names: frozenset[str]) -> bytes | None:
    """A chart that shows cells of this workbook's own sheets and nothing else."""
    root = _parsed(xml)
    if root is None or not all(element.tag.startswith((_A, _C)) for element in root.iter()):
        return None
    for element in root.iter():
        shown = element.text or ""
        foreign = element.tag == f"{_C}f" and not (_TEXT.fullmatch(shown) or points_inside(shown, names))
        if foreign or any(name.startswith(REL) for name in element.attrib):
            return None
    return _written(root)


def _kind_of(anchor: ET.Element) -> Dropped:
    names = {element.tag.rpartition("}")[2] for element in anchor.iter()}
    if "chart" in names:
        return Dropped(charts=1)
    if "pic" in names:
        return Dropped(pictures=1)
    # What stands in alternatives is a control, a slicer or a later kind of chart.
    return Dropped(charts=1) if "chartex" in names else Dropped(shapes=1)


def _written(root: ET.Element) -> bytes:
    for prefix, name in _PREFIXES.items():
        ET.register_namespace(prefix, name[1:-1])
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(root)


def parts_of(drawings: Iterable[tuple[str, Carried]]) -> tuple[dict[str, bytes], dict[str, str], dict[str, str]]:
    """The parts of all drawings; the drawing of each sheet's part; the content type of each part or file ending."""
    parts: dict[str, bytes] = {}
    of_sheet: dict[str, str] = {}
    types: dict[str, str] = {}
    start = "application/vnd.openxmlformats-officedocument.drawing"
    for number, (sheet, drawing) in enumerate(drawings, 1):
        name, rows = f"xl/drawings/drawing{number}.xml", []
        for count, (id, kind, ending, data) in enumerate(drawing.ties, 1):
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
