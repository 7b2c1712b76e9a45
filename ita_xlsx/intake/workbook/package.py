"""What a workbook is made of: its sheets with their parts, and what it carries besides cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element, ParseError

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import Package, open_container
from ita_xlsx.intake.workbook.shared_parts import parse

# What a workbook may carry that a form has no use for, and the sign of it in the names of parts.
_CARRIED = (
    ("macros", re.compile(r"vbaproject\.bin$|/macrosheets/|/vba[^/]*\.xml$")),
    ("external", re.compile(r"/externallinks/")),
    ("connections", re.compile(r"/connections\.xml$|/querytables/|/model/item\.data$|/mashup")),
    ("embedded", re.compile(r"/embeddings/|/activex/|/ctrlprops/")),
)
# Where a part says what it is.
_HEAD = 4096
_OFTEN_SEEN = 1 << 15
_NOT_CELLS = ("chartsheet", "dialogsheet", "macrosheet", "xlintlmacrosheet")


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, whether it is shown, and the part its cells stand in."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class Contents:
    """The package read as a workbook; raises UnreadableWorkbook where it does not hang together."""

    package: Package

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self.package.names}

    @cached_property
    def workbook_part(self) -> str:
        """The name of the part that lists the sheets."""
        targets = (target for kind, target, _ in self._relations("").values() if kind == "officedocument")
        return self._existing(next(targets, "workbook"))

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The sheets that hold cells, in the order of their tabs."""
        sheets = tuple(self._sheets())
        if not sheets or len({sheet.part for sheet in sheets}) < len(sheets):
            raise UnreadableWorkbook("F115", detail=self.workbook_part)
        return sheets

    @cached_property
    def carried(self) -> frozenset[str]:
        """Which of macros, external links, connections and embedded objects it carries."""
        names = [name.casefold() for name in self.package.names]
        found = {what for what, sign in _CARRIED if any(map(sign.search, names))}
        if b"macroEnabled" in self.part("[Content_Types].xml"):
            found.add("macros")
        return frozenset(found)

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties."""
        if "docprops/custom.xml" not in self._folded:
            return {}
        items = self._parse("docProps/custom.xml")
        return {item.get("name", ""): "".join(item.itertext()) for item in items}

    def related(self, part: str, kind: str) -> str:
        """The part of a kind (``sharedstrings``, ``styles``, ``comments``) that a part refers to; else empty."""
        targets = (target for named, target, outside in self._relations(part).values() if named == kind and not outside)
        return next((self._folded.get(target.casefold(), "") for target in targets), "")

    def links(self, part: str) -> Mapping[str, str]:
        """The addresses outside the package that the links of a part lead to, by the ids of its relationships."""
        found = self._relations(part).items()
        return {identity: target for identity, (kind, target, outside) in found if kind == "hyperlink" and outside}

    def part(self, name: str) -> bytes:
        """The bytes of a part by its name in any case; empty when there is none."""
        return self.package.parts.get(self._folded.get(name.casefold(), ""), b"")

    def _sheets(self) -> Iterator[SheetPart]:
        relations = self._relations(self.workbook_part)
        for item in self._parse(self.workbook_part).iter():
            if _local(item.tag) != "sheet":
                continue
            name = item.get("name", "")
            identity = next((value for key, value in item.attrib.items() if _local(key) == "id"), "")
            kind, target, outside = relations.get(identity, ("", "", True))
            if kind in _NOT_CELLS:
                continue
            if outside:
                raise UnreadableWorkbook("F115", detail=name)
            part = self._existing(target, name)
            if b"worksheet" not in self.part(part)[:_HEAD]:
                raise UnreadableWorkbook("F115", detail=name)
            yield SheetPart(name, item.get("state", "visible"), part)

    def _relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """The relationships of a part: id -> (kind, target, whether it lies outside the package)."""
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name.casefold() not in self._folded:
            return {}
        found = {}
        for item in self._parse(name):
            target = item.get("Target", "")
            outside = item.get("TargetMode", "").lower() == "external"
            inside = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if item.get("Id", "") in found:
                raise UnreadableWorkbook("F115", detail=name)
            found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2].lower(), inside, outside)
        return found

    def _existing(self, name: str, shown: str = "") -> str:
        known = self._folded.get(name.casefold())
        if known is None or known not in self.package.parts:
            raise UnreadableWorkbook("F115", detail=shown or name)
        return known

    def _parse(self, name: str) -> Element:
        from defusedxml.common import DefusedXmlException

        part = self.part(name)
        try:
            return _root_of(part) if len(part) < _OFTEN_SEEN else _root_of.__wrapped__(part)
        except DefusedXmlException as error:
            raise UnreadableWorkbook("F114", detail=name) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableWorkbook("F105") from error


@lru_cache(maxsize=64)
def _root_of(part: bytes) -> Element:
    """A part as a tree that nobody changes; what names the parts of a form is the same in most forms of a round."""
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(part, forbid_dtd=True)
    return root


def check_package(data: bytes) -> None:
    """Raise UnreadableWorkbook unless it is a workbook whose sheets are all there and every part is well formed."""
    package = open_container(data)
    if not Contents(package).sheets:
        raise UnreadableWorkbook("F115", detail="xl/workbook.xml")
    for part in package.parts.values():
        parse(part)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
