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
from xml.etree.ElementTree import Element, ParseError

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import Package, open_container
from ita_xlsx.intake.workbook.shared_parts import parse
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
# A list of sheets and their relationships are far smaller.
_LARGEST_KEPT = 1 << 20
# Smaller parts are the same in most forms of a round, and their trees are cached.
_LARGEST_CACHED = 1 << 15
_NOT_CELLS = ("chartsheet", "dialogsheet", "macrosheet", "xlintlmacrosheet")


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, its state (``visible``, ``hidden`` …), the name of the part with its cells."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class Contents:
    """The package of a workbook; its properties and methods raise UnreadableWorkbook if parts do not fit together."""

    package: Package

    @cached_property
    def _exact_names(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self.package.names}

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
        kinds = {*_kinds_of_names(self.package.names), *self._kinds_of_relations()}
        if b"macroEnabled" in self.part("[Content_Types].xml") and self._has_macro_type():
            kinds.add("macros")
        return frozenset(kinds)

    def _has_macro_type(self) -> bool:
        """Return True if the type of a part says that the workbook may carry macros; a word elsewhere says nothing."""
        return any("macroenabled" in item.get("ContentType", "").lower() for item in self._parse("[Content_Types].xml"))

    def _kinds_of_relations(self) -> Iterator[str]:
        """Yield the kinds of content that the relationships of any part name by their type."""
        for name, part in self.package.parts.items():
            if not name.lower().endswith(".rels"):
                continue
            if (_cached_may_carry if len(part) < _LARGEST_CACHED else _may_carry)(part):
                for item in self._parse(name):
                    kind = item.get("Type", "").rpartition("/")[2].lower()
                    if kind in _EXTRA_RELATIONS:
                        yield _EXTRA_RELATIONS[kind]

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """Return the custom document properties by name."""
        if "docprops/custom.xml" not in self._exact_names:
            return {}
        items = self._parse("docProps/custom.xml")
        return {item.get("name", ""): "".join(item.itertext()) for item in items}

    def related_part(self, part: str, kind: str) -> str:
        """Return the name of the part of a kind (``sharedstrings``, ``styles``, ``comments``) that a part refers to.

        Return ``""`` if there is none.
        """
        relations = self._relations(part).values()
        targets = (target for relation, target, outside in relations if relation == kind and not outside)
        return next((self._exact_names.get(target.casefold(), "") for target in targets), "")

    def links(self, part: str) -> Mapping[str, str]:
        """Return the addresses of the links of a part that lead outside the package, by relationship id."""
        relations = self._relations(part).items()
        return {identity: target for identity, (kind, target, outside) in relations if kind == "hyperlink" and outside}

    def part(self, name: str) -> bytes:
        """Return the bytes of an XML part by its name, in upper or lower case; empty if there is none."""
        return self.package.parts.get(self._exact_names.get(name.casefold(), ""), b"")

    def _sheets(self) -> Iterator[SheetPart]:
        """Yield the sheets with cells; raise UnreadableWorkbook (F115) if one has no sheet part."""
        relations = self._relations(self.workbook_part)
        is_small = len(self.part(self.workbook_part)) < _LARGEST_CACHED
        for name, identity, state in (_cached_list if is_small else _listed_in)(self._parse(self.workbook_part)):
            kind, target, outside = relations.get(identity, ("", "", True))
            if kind in _NOT_CELLS:
                continue
            if outside:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
            part = self._existing(target, name)
            if b"worksheet" not in self.part(part)[:_HEAD]:
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
            yield SheetPart(name, state, part)

    @cached_property
    def _relations_by_part(self) -> dict[str, Mapping[str, tuple[str, str, bool]]]:
        return {}

    def _relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Return the relationships of a part: id -> (kind, target, True if the target is outside the package)."""
        if part not in self._relations_by_part:
            self._relations_by_part[part] = self._read_relations(part)
        return self._relations_by_part[part]

    def _read_relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Read the relationships of a part; raise UnreadableWorkbook (F115) if two have one id."""
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name.casefold() not in self._exact_names:
            return {}
        is_small = len(self.part(name)) < _LARGEST_CACHED
        return (_cached_relations if is_small else _relations_in)(self._parse(name), folder, name)

    def _existing(self, name: str, detail: str = "") -> str:
        """Return the exact name of an XML part; raise UnreadableWorkbook (F115, with ``detail``) if there is none."""
        exact = self._exact_names.get(name.casefold())
        if exact is None or exact not in self.package.parts:
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=detail or name)
        return exact

    def _parse(self, name: str) -> Element:
        """Return the tree of a part; raise UnreadableWorkbook if it declares a DTD (F114) or is damaged (F105)."""
        from defusedxml.common import DefusedXmlException

        part = self.part(name)
        try:
            return _cached_tree(part) if len(part) < _LARGEST_CACHED else _parse_tree(part)
        except DefusedXmlException as error:
            raise UnreadableWorkbook(Code.UNSAFE_XML, detail=name) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableWorkbook(Code.FILE_DAMAGED) from error


def _parse_tree(part: bytes) -> Element:
    """Return a part as a tree."""
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(part, forbid_dtd=True)
    return root


@lru_cache(maxsize=64)
def _cached_tree(part: bytes) -> Element:
    """Return a part as a tree that nobody may change; cached, as most forms of a round have the same small parts."""
    return _parse_tree(part)


def _relations_in(tree: Element, folder: str, name: str) -> Mapping[str, tuple[str, str, bool]]:
    """Return the relationships in the tree of a part, as ``Contents`` returns them; ``name`` is that of the part."""
    relations: dict[str, tuple[str, str, bool]] = {}
    for item in tree:
        target = item.get("Target", "")
        outside = item.get("TargetMode", "").lower() == "external"
        inside = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if item.get("Id", "") in relations:
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=name)
        relations[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2].lower(), inside, outside)
    return relations


def _listed_in(tree: Element) -> tuple[tuple[str, str, str], ...]:
    """Return the name, the relationship id and the state of each sheet that the tree of a part lists."""
    return tuple(
        (
            item.get("name", ""),
            next((value for key, value in item.attrib.items() if _local(key) == "id"), ""),
            item.get("state", "visible"),
        )
        for item in tree.iter()
        if _local(item.tag) == "sheet"
    )


_cached_list = lru_cache(maxsize=64)(_listed_in)


@lru_cache(maxsize=64)
def _kinds_of_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of content that the names of parts tell; cached, as most forms of a round have the same."""
    folded = [name.casefold() for name in names]
    return frozenset(kind for kind, sign in _EXTRA_CONTENT if any(map(sign.search, folded)))


def _may_carry(part: bytes) -> bool:
    """Return True if the relationships in a part may name more than cells by their type."""
    return _RELATION_MARK.search(part) is not None


# The search takes long, and most forms of a round have the same small parts.
_cached_may_carry = lru_cache(maxsize=64)(_may_carry)


# A tree is known by its identity, and most forms of a round have the same small trees.
_cached_relations = lru_cache(maxsize=64)(_relations_in)


def check_package(data: bytes) -> None:
    """Raise UnreadableWorkbook unless the data is a workbook with all its sheets, and each part is well-formed XML."""
    # The sheets of a nation are never in memory together.
    package = open_container(data, what_to_keep=_beginning_of_checked)
    if not Contents(package).sheets:
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail="xl/workbook.xml")


def _beginning_of_checked(part: bytes) -> bytes:
    """Return a part, or the beginning of a large one, such as a sheet; raise as ``_check_part`` does."""
    _check_part(part)
    return part if len(part) < _LARGEST_KEPT else part[:_HEAD]


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
