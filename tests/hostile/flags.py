"""Put things besides cells into a workbook that its reader must be told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.hostile.case import open_book, package
from tests.hostile.case import parts as parts_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_Change = Callable[[dict[str, bytes]], None]


@dataclass(frozen=True)
class Flagged:
    """A workbook that carries something, and the code by which that is told."""

    name: str
    data: bytes
    code: str


def flags(good: bytes) -> Iterator[Flagged]:
    """A good workbook with one thing more, for each of the things that are told."""
    made: tuple[tuple[str, str, _Change], ...] = (
        ("macros", "X301", _add("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros", "vbaProject")),
        ("macros by content type alone", "X301", _macro_type),
        ("connections", "X304", _add("xl/connections.xml", _xml("connections"), "connections")),
        ("a query table", "X304", _add("xl/queryTables/queryTable1.xml", _xml("queryTable"), "")),
        ("an external link", "X305", _add("xl/externalLinks/externalLink1.xml", _xml("externalLink"), "externalLink")),
        ("a DDE link", "X305", _add("xl/externalLinks/externalLink2.xml", _DDE, "externalLink")),
        ("an embedded object", "X306", _add("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0 object", "")),
        ("an ActiveX control", "X306", _add("xl/activeX/activeX1.xml", _xml("ocx"), "")),
        ("a form control", "X306", _add("xl/ctrlProps/ctrlProp1.xml", _xml("formControlPr"), "")),
        ("a hidden sheet", "X302", _state("hidden")),
        ("a very hidden sheet", "X303", _state("veryHidden")),
    )
    for name, code, change in made:
        parts = dict(parts_of(good))
        change(parts)
        yield Flagged(name, package(parts), code)


def _xml(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{_MAIN}"/>'.encode()


_DDE = f'<externalLink xmlns="{_MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'.encode()


def _add(part: str, content: bytes, kind: str) -> _Change:
    """A change that adds a part, referred to by the workbook where it has a kind."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part] = content
        rels = "xl/_rels/workbook.xml.rels"
        if kind:
            target = part.removeprefix("xl/")
            relation = f'<Relationship Id="rIdMore" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
            parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())

    return change


def _macro_type(parts: dict[str, bytes]) -> None:
    name = "[Content_Types].xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts[name] = parts[name].replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def _state(state: str) -> _Change:
    """A change that hides the first sheet that is shown."""

    def change(parts: dict[str, bytes]) -> None:
        name = open_book(package(parts)).workbook
        parts[name] = re.sub(rb"<sheet (?![^>]*state=)", f'<sheet state="{state}" '.encode(), parts[name], count=1)

    return change
