"""Read the package of a workbook: its sheets and their parts, relationships, properties, and content besides cells.

Takes an unpacked package; returns names, bytes and properties of parts, or raises UnreadableWorkbook. Works on values
only.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from xml.etree.ElementTree import Element, ParseError

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import Package, open_container
from ita_xlsx.intake.workbook.shared_parts import check_well_formed, parse
from ita_xlsx.model.findings.codes import Code

# The digests of parts that this process found well formed before, at most so many.
_WELL_FORMED: set[bytes] = set()
_MOST_CHECKED = 4096
# Content that a workbook may carry and a form does not need, and how the names of its parts look.
_EXTRA_CONTENT = (
    ("macros", re.compile(r"vbaproject\.bin$|/macrosheets/|/vba[^/]*\.xml$")),
    ("external", re.compile(r"/externallinks/")),
    ("connections", re.compile(r"/connections\.xml$|/querytables/|/model/item\.data$|/mashup")),
    ("embedded", re.compile(r"/embeddings/|/activex/|/ctrlprops/")),
)
# The same by the type of a relationship: a part may have any name.
_EXTRA_RELATIONS = {
    "vbaproject": "macros",
    "vbaprojectsignature": "macros",
    "xlmacrosheet": "macros",
    "xlintlmacrosheet": "macros",
    "wordvbadata": "macros",
    "externallink": "external",
    "externallinkpath": "external",
    "connections": "connections",
    "querytable": "connections",
    "oleobject": "embedded",
    "package": "embedded",
    "control": "embedded",
    "activexcontrolbinary": "embedded",
    "ctrlprop": "embedded",
}
_RELATION_MARK = re.compile(
    rb"(?i)vbaproject|macrosheet|externallink|connections|querytable|oleobject|package\b|control|ctrlprop|&#"
)
# The root element of a part stands within so many bytes.
_HEAD = 4096
# Smaller parts are the same in most forms of a round, and what they say is kept.
_LARGEST_CACHED = 1 << 15
_NO_RELATIONS: Mapping[str, tuple[str, str, bool]] = {}
_NOT_CELLS = ("chartsheet", "dialogsheet", "macrosheet", "xlintlmacrosheet")


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, its state (``visible``, ``hidden`` …), the name of the part with its cells."""

    name: str
    state: str
    part: str


class _Names:
    """The names of the parts of a package and what follows from them, the same in most forms of a round."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Read the names: by their lower case, the kinds of content, the parts that hold relationships."""
        self.exact: Mapping[str, str] = {name.casefold(): name for name in names}
        self.kinds = frozenset(kind for kind, sign in _EXTRA_CONTENT if any(map(sign.search, self.exact)))
        self.of_relations = tuple(name for name in names if name.lower().endswith(".rels"))
        self.relations_of: Mapping[str, str] = {
            part: self.exact[name] for part in ("", *names) if (name := _relations_name(part)) in self.exact
        }


def _relations_name(part: str) -> str:
    """Return the name, in lower case, of the part with the relationships of a part; those of the package for ``""``."""
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels").casefold()


_cached_names = lru_cache(maxsize=64)(_Names)


@dataclass(frozen=True)
class Contents:
    """The package of a workbook; its properties and methods raise UnreadableWorkbook if parts do not fit together."""

    package: Package

    @cached_property
    def _names(self) -> _Names:
        names = self.package.names
        return (_cached_names if sum(map(len, names)) < _LARGEST_CACHED else _Names)(names)

    @cached_property
    def workbook_part(self) -> str:
        """Return the name of the part that lists the sheets."""
        targets = [target for kind, target, _ in self._relations("").values() if kind == "officedocument"]
        if len(targets) > 1:
            # Programs differ on which of them they open.
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail="_rels/.rels")
        return self._existing(targets[0] if targets else "workbook")

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """Return the sheets that hold cells, in the order of their tabs."""
        sheets = tuple(self._sheets())
        if not sheets or len({sheet.part for sheet in sheets}) < len(sheets):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=self.workbook_part)
        return sheets

    @cached_property
    def extra_content(self) -> frozenset[str]:
        """Return the kinds of content besides cells: ``macros``, ``external`` links, ``connections``, ``embedded``."""
        kinds = set(self._names.kinds)
        for name in self._names.of_relations:
            part = self.package.parts[name]
            kinds |= (_cached_kinds if len(part) < _LARGEST_CACHED else _kinds_in)(part, name)
        if b"macroEnabled" in self.part("[Content_Types].xml") and self._has_macro_type():
            kinds.add("macros")
        return frozenset(kinds)

    def _has_macro_type(self) -> bool:
        """Return True if the type of a part says that the workbook may carry macros; a word elsewhere says nothing."""
        types = _parse(self.part("[Content_Types].xml"), "[Content_Types].xml")
        return any("macroenabled" in item.get("ContentType", "").lower() for item in types)

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """Return the custom document properties by name."""
        if "docprops/custom.xml" not in self._names.exact:
            return {}
        items = _parse(self.part("docProps/custom.xml"), "docProps/custom.xml")
        return {item.get("name", ""): "".join(item.itertext()) for item in items}

    def related_part(self, part: str, kind: str) -> str:
        """Return the name of the part of a kind (``sharedstrings``, ``styles``, ``comments``) that a part refers to.

        Return ``""`` if there is none.
        """
        for relation, target, outside in self._relations(part).values():
            if relation == kind and not outside:
                return self._names.exact.get(target.casefold(), "")
        return ""

    def links(self, part: str) -> Mapping[str, str]:
        """Return the addresses of the links of a part that lead outside the package, by relationship id."""
        relations = self._relations(part).items()
        return {identity: target for identity, (kind, target, outside) in relations if kind == "hyperlink" and outside}

    def part(self, name: str) -> bytes:
        """Return the bytes of an XML part by its name, in upper or lower case; empty if there is none."""
        parts = self.package.parts
        return parts[name] if name in parts else parts.get(self._names.exact.get(name.casefold(), ""), b"")

    def _sheets(self) -> Iterator[SheetPart]:
        """Yield the sheets with cells; raise UnreadableWorkbook (F115) if one has no sheet part."""
        name, relations = self.workbook_part, self._relations(self.workbook_part)
        workbook = self.part(name)
        listed = (_cached_list if len(workbook) < _LARGEST_CACHED else _listed_in)(workbook, name)
        for name, identity, state in listed:
            kind, target, outside = relations.get(identity, ("", "", True))
            if kind in _NOT_CELLS:
                continue
            if outside:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
            part = self._existing(target, name)
            if b"worksheet" not in self.part(part)[:_HEAD]:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
            yield SheetPart(name, state, part)

    def _relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Return the relationships of a part: id -> (kind, target, True if the target is outside the package).

        Raise UnreadableWorkbook (F115) if two have one id.
        """
        name = self._names.relations_of.get(part)
        if name is None:
            return _NO_RELATIONS
        written = self.part(name)
        return (_cached_relations if len(written) < _LARGEST_CACHED else _relations_in)(written, part, name)

    def _existing(self, name: str, detail: str = "") -> str:
        """Return the exact name of an XML part; raise UnreadableWorkbook (F115, with ``detail``) if there is none."""
        exact = self._names.exact.get(name.casefold())
        if exact is None or exact not in self.package.parts:
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=detail or name)
        return exact


def _parse(part: bytes, name: str) -> Element:
    """Return the tree of a part; raise UnreadableWorkbook if it declares a DTD (F114) or is damaged (F105)."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableWorkbook(Code.UNSAFE_XML, detail=name) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
    return root


def _relations_in(written: bytes, part: str, name: str) -> Mapping[str, tuple[str, str, bool]]:
    """Return the relationships of a part as ``Contents`` does; ``name`` is that of the part in which they stand."""
    relations: dict[str, tuple[str, str, bool]] = {}
    folder = part.rpartition("/")[0]
    for item in _parse(written, name):
        target = item.get("Target", "")
        outside = item.get("TargetMode", "").lower() == "external"
        inside = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if item.get("Id", "") in relations:
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
        relations[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2].lower(), inside, outside)
    return relations


def _listed_in(part: bytes, name: str) -> tuple[tuple[str, str, str], ...]:
    """Return the name, the relationship id and the state of each sheet that a part lists."""
    return tuple(
        (
            item.get("name", ""),
            next((value for key, value in item.attrib.items() if _local(key) == "id"), ""),
            item.get("state", "visible"),
        )
        for item in _parse(part, name).iter()
        if _local(item.tag) == "sheet"
    )


def _kinds_in(part: bytes, name: str) -> frozenset[str]:
    """Return the kinds of content that the relationships in a part name by their type."""
    if not _RELATION_MARK.search(part):
        return frozenset()
    kinds = (item.get("Type", "").rpartition("/")[2].lower() for item in _parse(part, name))
    return frozenset(_EXTRA_RELATIONS[kind] for kind in kinds if kind in _EXTRA_RELATIONS)


# Most forms of a round have the same small parts. What is kept is not to be changed.
_cached_relations = lru_cache(maxsize=64)(_relations_in)
_cached_list = lru_cache(maxsize=64)(_listed_in)
_cached_kinds = lru_cache(maxsize=64)(_kinds_in)


def check_package(data: bytes) -> None:
    """Raise UnreadableWorkbook unless the data is a workbook with all its sheets, and each part is well-formed XML."""
    # The sheets of a nation are never in memory together.
    package = open_container(data, what_to_keep=_beginning_of_checked)
    if not Contents(package).sheets:
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail="xl/workbook.xml")


def _beginning_of_checked(chunks: Iterator[bytes]) -> bytes:
    """Return a part, or the beginning of a large one, such as a sheet; raise as ``_check_part`` does."""
    first = next(chunks, b"")
    second = next(filter(None, chunks), None)
    if second is None:
        _check_part(first)
        return first
    check_well_formed(chain((first, second), chunks))
    return first[:_HEAD]


def _check_part(part: bytes) -> None:
    """Raise UnreadableWorkbook unless a part is well-formed XML; forms of a roster have most of their parts alike."""
    digest = sha256(part).digest()
    if digest not in _WELL_FORMED:
        parse(part)
        if len(_WELL_FORMED) >= _MOST_CHECKED:
            _WELL_FORMED.clear()
        _WELL_FORMED.add(digest)


def _local(tag: str) -> str:
    """Return an XML name without its namespace."""
    return tag.rpartition("}")[2]
