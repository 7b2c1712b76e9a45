"""What parts does a workbook's zip hold, and how do they hang together?"""

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

# Strict workbooks say the same under other names; readers of the usual names find no sheet in them.
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = (
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
    """A tie from one part to another, or to something outside; ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook part lists it; ``part`` is empty when there is none."""

    name: str
    state: str
    kind: str
    part: str


@dataclass(frozen=True)
class Package:
    """The parts of a zip by name; a name is found whatever its case and slashes."""

    parts: Mapping[str, bytes]
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Package:
        """Unpack a zip that has passed the safe door."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename.replace("\\", "/").lstrip("/"): archive.read(entry) for entry in archive.infolist()}
        return cls(parts, {name.lower(): name for name in parts})

    def part(self, name: str) -> bytes | None:
        """A part as UTF-8 XML under the usual names, or None."""
        found = self._names.get(name.lower())
        return None if found is None else usual(self.parts[found])

    def raw(self, name: str) -> bytes | None:
        """A part as it is, or None."""
        found = self._names.get(name.lower())
        return None if found is None else self.parts[found]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The ties of a part; the package's own for an empty name."""
        folder, name = posixpath.split(part)
        xml = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if xml is None:
            return ()
        ties = []
        for element in ET.fromstring(xml):
            target, outside = element.get("Target", ""), element.get("TargetMode", "") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            ties.append(Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, outside))
        return tuple(ties)

    def of_kind(self, part: str, kind: str) -> tuple[Relation, ...]:
        """The ties of one kind to parts that are there."""
        return tuple(
            tie for tie in self.relations(part) if tie.kind == kind and not tie.outside and self.raw(tie.target)
        )

    @property
    def workbook(self) -> str:
        """The name of the workbook part."""
        ties = self.of_kind("", "officeDocument")
        return ties[0].target if ties else next((n for n in self.parts if n.lower().endswith("workbook.xml")), "")

    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets in the order of their tabs."""
        xml = self.part(self.workbook)
        ties = {tie.id: tie for tie in self.relations(self.workbook) if not tie.outside}
        listed = []
        for element in ET.fromstring(xml or b"<none/>").iter(f"{MAIN}sheet"):
            tie = ties.get(element.get(f"{REL}id", ""))
            part = tie.target if tie and self.raw(tie.target) else ""
            state = element.get("state", "visible")
            listed.append(Sheet(element.get("name", ""), state, tie.kind if tie else "", part))
        return tuple(listed)


def usual(xml: bytes) -> bytes:
    """A part in UTF-8 and without the names of the strict dialect."""
    if xml.startswith(_UTF16):
        xml = _DECLARATION.sub("", xml.decode("utf-16")).encode()
    if _STRICT in xml:
        for strict, name in _USUAL:
            xml = xml.replace(_STRICT + strict, name)
    return xml


def relations_xml(ties: Iterable[tuple[str, str, str]]) -> bytes:
    """A part's ties to parts inside: their ids, kinds and targets."""
    rows = (
        f'<Relationship Id={quoteattr(id)} Type="{OFFICE}/relationships/{kind}" Target={quoteattr(target)}/>'
        for id, kind, target in ties
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS[1:-1]}">{"".join(rows)}</Relationships>'.encode()
