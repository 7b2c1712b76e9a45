"""Read the parts of a workbook's zip, and the relations between them.

Takes the bytes of a workbook that passed the check of its container; returns parts, relations and sheets. Works in
memory only.
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
REL = f"{{{OFFICE}/relationships}}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# Workbooks of the strict dialect use other namespaces; readers of the transitional ones find no sheet in them.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
    (b"officeDocument/customProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    (b"officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Relation:
    """A relation from one part to another part, or to a target outside the workbook.

    ``kind`` is the last word of its type.
    """

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook part lists it; ``part`` is empty if the sheet has no part."""

    name: str
    state: str
    kind: str
    part: str


@dataclass(frozen=True)
class Package:
    """The parts of a zip by name; a part is found regardless of capital letters and kind of slashes."""

    parts: Mapping[str, bytes]
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_bytes(cls, data: bytes) -> Package:
        """Return the package of a zip that has passed the check of its container."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename.replace("\\", "/").lstrip("/"): archive.read(entry) for entry in archive.infolist()}
        return cls(parts, {name.lower(): name for name in parts})

    def part(self, name: str) -> bytes | None:
        """Return a part as UTF-8 XML with transitional namespaces, or None if there is no such part."""
        stored_name = self._names.get(name.lower())
        return None if stored_name is None else normalize_xml(self.parts[stored_name])

    def raw(self, name: str) -> bytes | None:
        """Return the unchanged bytes of a part, or None if there is no such part."""
        stored_name = self._names.get(name.lower())
        return None if stored_name is None else self.parts[stored_name]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of a part, or those of the whole package for an empty name."""
        folder, name = posixpath.split(part)
        xml = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if xml is None:
            return ()
        relations = []
        for element in ET.fromstring(xml):
            target, outside = element.get("Target", ""), element.get("TargetMode", "") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            relations.append(
                Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, outside)
            )
        return tuple(relations)

    def relations_of_kind(self, part: str, kind: str) -> tuple[Relation, ...]:
        """Return the relations of one kind whose target is a part of the package."""
        return tuple(
            relation
            for relation in self.relations(part)
            if relation.kind == kind and not relation.outside and self.raw(relation.target)
        )

    @property
    def workbook(self) -> str:
        """Return the name of the workbook part, empty if there is none."""
        relations = self.relations_of_kind("", "officeDocument")
        return (
            relations[0].target
            if relations
            else next((n for n in self.parts if n.lower().endswith("workbook.xml")), "")
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """Return all sheets in the order of their tabs."""
        xml = self.part(self.workbook)
        relations = {relation.id: relation for relation in self.relations(self.workbook) if not relation.outside}
        sheets = []
        for element in ET.fromstring(xml or b"<none/>").iter(f"{MAIN}sheet"):
            relation = relations.get(element.get(f"{REL}id", ""))
            part = relation.target if relation and self.raw(relation.target) else ""
            state = element.get("state", "visible")
            sheets.append(Sheet(element.get("name", ""), state, relation.kind if relation else "", part))
        return tuple(sheets)


def normalize_xml(xml: bytes) -> bytes:
    """Return a part in UTF-8 and with transitional instead of strict namespaces."""
    if xml.startswith(_UTF16):
        xml = _DECLARATION.sub("", xml.decode("utf-16")).encode()
    if _STRICT in xml:
        for strict, name in _TRANSITIONAL:
            xml = xml.replace(_STRICT + strict, name)
    return xml


def relations_xml(relations: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the XML of a part's relations to other parts, each given as (id, kind, target)."""
    rows = (
        f'<Relationship Id={quoteattr(id)} Type="{OFFICE}/relationships/{kind}" Target={quoteattr(target)}/>'
        for id, kind, target in relations
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS[1:-1]}">{"".join(rows)}</Relationships>'.encode()
