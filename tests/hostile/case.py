"""Define one bad file, and take a workbook apart and put it together again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.hostile.rawzip import Entry, archive, deflated

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Case:
    """One bad file: its name, its bytes, and the codes that are a right refusal.

    ``may_read`` is set when reading every value right is as good as refusing.
    """

    name: str
    data: bytes
    codes: frozenset[str]
    may_read: bool = False


def case(name: str, data: bytes, codes: str, may_read: bool = False) -> Case:
    """A case whose codes are written as one text with spaces between them."""
    return Case(name, data, frozenset(codes.split()), may_read)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a good package by name, in the order of its directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def package(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """The zip of the parts; a name may come twice when pairs are given."""
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    return archive(deflated(name, data) for name, data in pairs)


@dataclass(frozen=True)
class Relationship:
    """One line of a .rels part; ``kind`` is the last word of its type and ``part`` the name its target leads to."""

    id: str
    kind: str
    target: str
    part: str


def relationships(parts: Mapping[str, bytes], source: str) -> tuple[Relationship, ...]:
    """The relationships of one part, with absolute and relative targets resolved alike."""
    folder, name = posixpath.split(source)
    found = []
    for tag in re.findall(rb"<Relationship\s[^>]*>", parts.get(posixpath.join(folder, "_rels", name + ".rels"), b"")):
        values = {key.decode(): value.decode() for key, value in re.findall(rb'(\w+)\s*=\s*"([^"]*)"', tag)}
        target = values.get("Target", "")
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relationship(values.get("Id", ""), posixpath.basename(values.get("Type", "")), target, part))
    return tuple(found)


def workbook_part(parts: Mapping[str, bytes]) -> str:
    """The name of the workbook part."""
    return next(each.part for each in relationships(parts, "") if each.kind == "officeDocument")


def sheet_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the worksheet parts in the order of the tabs."""
    workbook = workbook_part(parts)
    by_id = {each.id: each.part for each in relationships(parts, workbook) if each.kind == "worksheet"}
    ids = re.findall(rb'<sheet\s[^>]*?\br:id="([^"]*)"', parts[workbook])
    return tuple(by_id[each.decode()] for each in ids if each.decode() in by_id)


def sheet_part(parts: Mapping[str, bytes], k: int) -> str:
    """The name of the part of the k-th worksheet, from 0."""
    return sheet_parts(parts)[k]


@dataclass(frozen=True)
class Book:
    """A good workbook in parts, with the places an attack needs; ``sheets`` are those that hold values."""

    parts: dict[str, bytes]
    workbook: str
    sheets: tuple[str, ...]
    strings: str | None
    styles: str | None

    @property
    def rels(self) -> str:
        """The name of the part with the workbook's relationships."""
        folder, name = posixpath.split(self.workbook)
        return posixpath.join(folder, "_rels", name + ".rels")

    def entries(self, changes: Mapping[str, bytes | Entry | None]) -> list[Entry]:
        """The entries of the workbook with some parts changed, added (at the end) or, for None, left out."""
        wanted: dict[str, bytes | Entry | None] = {**self.parts, **changes}
        return [
            part if isinstance(part, Entry) else deflated(name, part)
            for name, part in wanted.items()
            if part is not None
        ]

    def changed(self, changes: Mapping[str, bytes | Entry | None]) -> bytes:
        """The package with some parts changed, added or, for None, left out."""
        return archive(self.entries(changes))

    def joined(self, name: str, data: bytes, content_type: str, kind: str) -> dict[str, bytes]:
        """The changes that add a part, declare it and relate the workbook to it as ``rIdNew``."""
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
        line = f'<Relationship Id="rIdNew" Type="{kind}" Target="/{name}"/></Relationships>'.encode()
        return {
            name: data,
            CONTENT_TYPES: self.parts[CONTENT_TYPES].replace(b"</Types>", override),
            self.rels: self.parts[self.rels].replace(b"</Relationships>", line),
        }


def open_book(good: bytes) -> Book:
    """The good workbook in parts."""
    found = parts(good)
    workbook = workbook_part(found)
    by_kind = {each.kind: each.part for each in relationships(found, workbook) if each.part in found}
    filled = tuple(
        dict.fromkeys(name for name in sheet_parts(found) if b"<v>" in found[name] or b"<is>" in found[name])
    )
    return Book(found, workbook, filled, by_kind.get("sharedStrings"), by_kind.get("styles"))
