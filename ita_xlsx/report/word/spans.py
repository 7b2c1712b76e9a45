"""Find the elements of an XML part with the places at which they stand, so that a part is changed as text.

What is not changed stays as it was, byte for byte: also prefixes of names that only an attribute mentions. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SEPARATOR = "\n"
_SMALL = 64_000


@dataclass(kw_only=True)
class Element:
    """An element: it stands in ``part[start:end]``, its content in ``part[inner:close]``.

    Names in the main namespace of Word begin with ``w:``, others are as in the part, without their namespace.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all elements in it, in the order in which they start."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *names: str) -> Element | None:
        """Return the first element in this one with one of these names, or None."""
        return next((item for item in self.walk() if item.name in names), None)

    def find_all(self, name: str) -> Iterator[Element]:
        """Yield all elements in this one with this name."""
        return (item for item in self.walk() if item.name == name)

    def child(self, name: str) -> Element | None:
        """Return the first child with this name, or None."""
        return next((item for item in self.children if item.name == name), None)

    @property
    def shown_text(self) -> str:
        """Return the text of a document in this element and in all elements in it."""
        return "".join(item.text for item in self.find_all("w:t"))


class _Builder:
    def __init__(self, part: bytes) -> None:
        self.part = part
        self.open: list[Element] = []
        self.root: Element | None = None
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def parse(self) -> Element:
        self.parser.Parse(self.part, True)
        if self.root is None:
            raise ValueError("no element")
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._place()
        by_name = {_short(key): value for key, value in attributes.items()}
        element = Element(name=_short(name), attributes=by_name, start=start, inner=_tag_end(self.part, start))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        element = self.open.pop()
        place = self._place()
        if self.part[element.inner - 2 : element.inner] == b"/>":
            element.close = element.end = element.inner
        else:
            element.close, element.end = place, self.part.index(b">", place) + 1

    def _text(self, text: str) -> None:
        self.open[-1].text += text

    def _place(self) -> int:
        return int(self.parser.CurrentByteIndex)


def _short(name: str) -> str:
    namespace, found, local = name.rpartition(_SEPARATOR)
    return f"w:{local}" if found and namespace == _MAIN else local


def _tag_end(part: bytes, start: int) -> int:
    """Return the place after a start tag; a ``>`` may stand in the value of an attribute."""
    place, quote = start, b""
    while True:
        char = part[place : place + 1]
        if quote:
            quote = b"" if char == quote else quote
        elif char in (b'"', b"'"):
            quote = char
        elif char == b">":
            return place + 1
        place += 1


def parse_part(part: bytes) -> Element:
    """Return the root element of a part in UTF-8, which nobody changes; raise ExpatError if it is not well-formed XML.

    Small parts are kept: those of a master are the same for every letter.
    """
    return _parse_small(part) if len(part) <= _SMALL else _Builder(part).parse()


@lru_cache(maxsize=16)
def _parse_small(part: bytes) -> Element:
    return _Builder(part).parse()


def replace_spans(part: bytes, changes: Iterable[tuple[int, int, str]]) -> bytes:
    """Return a part with the text of some places replaced; a place within a replaced one is left out."""
    pieces: list[bytes] = []
    place = 0
    for start, end, text in sorted(changes, key=lambda item: (item[0], -item[1])):
        if start < place:
            continue
        pieces += (part[place:start], text.encode())
        place = end
    return b"".join((*pieces, part[place:]))
