"""Change the package of a .docx: find its parts, add parts with their relations and types, and pack it.

Works on values only; the same parts give the same bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from html import escape

from ita_xlsx.report.word.spans import Element, parse_part, replace_spans

_TYPES = "[Content_Types].xml"
_OF_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OF_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_OF_RELATIONS}"/>'
# The day that a zip gives a file that has none.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


class DocxPackage:
    """The parts of a .docx, to which parts can be added."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Begin with the parts of a master, which stays as it is."""
        self.parts = dict(parts)
        self.document = next(self.targets("", "officeDocument"), "word/document.xml")

    def targets(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts that a part leads to by relations of a kind."""
        rels = self.parts.get(_rels_of(part))
        if rels is None:
            return
        for item in parse_part(rels).children:
            of_kind = item.attributes.get("Type", "").rpartition("/")[2] == kind
            if of_kind and item.attributes.get("TargetMode", "") != "External":
                yield posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(part), item.attributes.get("Target", ""))
                )[1:]

    def add_part(self, name: str, data: bytes, content_type: str) -> None:
        """Add or replace a part with its type."""
        self.parts[name] = data
        types = parse_part(self.parts[_TYPES])
        full = f"/{name}"
        if not any(item.attributes.get("PartName", "").casefold() == full.casefold() for item in types.children):
            self._insert(
                _TYPES,
                f'<Override xmlns="{_OF_TYPES}" PartName="{escape(full)}" ContentType="{escape(content_type)}"/>',
            )

    def add_default_type(self, ending: str, content_type: str) -> None:
        """Give the parts with this ending of their names a type, unless they have one."""
        endings = {item.attributes.get("Extension", "").lower() for item in parse_part(self.parts[_TYPES]).children}
        if ending not in endings:
            text = f'<Default xmlns="{_OF_TYPES}" Extension="{ending}" ContentType="{escape(content_type)}"/>'
            self._insert(_TYPES, text, first=True)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation from a part to another one; return its id."""
        rels = _rels_of(part)
        if rels not in self.parts:
            self.parts[rels] = _EMPTY.encode()
            self.add_default_type("rels", _RELATIONS_TYPE)
        root = parse_part(self.parts[rels])
        ids = {item.attributes.get("Id", "") for item in root.children}
        number = len(ids) + 1
        while f"rIdIta{number}" in ids:
            number += 1
        kind = kind if "/" in kind else _KINDS + kind
        relative = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        self._insert(
            rels,
            f'<Relationship xmlns="{_OF_RELATIONS}" Id="rIdIta{number}" Type="{kind}" Target="{escape(relative)}"/>',
        )
        return f"rIdIta{number}"

    def remove_relations(self, part: str, kind: str) -> None:
        """Remove the relations of a kind from a part."""
        rels = _rels_of(part)
        if rels in self.parts:
            items = parse_part(self.parts[rels]).children
            gone = [item for item in items if item.attributes.get("Type", "").rpartition("/")[2] == kind]
            self.parts[rels] = replace_spans(self.parts[rels], ((item.start, item.end, "") for item in gone))

    def free_name(self, folder: str, stem: str, ending: str) -> str:
        """Return a name for a new part that no part has yet."""
        names = {name.casefold() for name in self.parts}
        number = 1
        while f"{folder}/{stem}{number}.{ending}".casefold() in names:
            number += 1
        return f"{folder}/{stem}{number}.{ending}"

    def pack(self) -> bytes:
        """Return the bytes of the file."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            # The list of types stands first in a file of Word.
            for name in sorted(self.parts, key=lambda item: (item != _TYPES, item)):
                entry = zipfile.ZipInfo(name, _NO_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, self.parts[name])
        return target.getvalue()

    def _insert(self, name: str, text: str, *, first: bool = False) -> None:
        """Add an element at the end of a part, or before its other elements."""
        part = self.parts[name]
        root = parse_part(part)
        if root.inner == root.end:
            # The root is one empty tag.
            part = _opened(part, root)
            root = parse_part(part)
        place = root.inner if first else root.close
        self.parts[name] = replace_spans(part, [(place, place, text)])


def _opened(part: bytes, root: Element) -> bytes:
    name = part[root.start + 1 : root.inner].split(None, 1)[0].rstrip(b"/>").decode()
    return replace_spans(part, [(root.inner - 2, root.inner, f"></{name}>")])


def _rels_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")
