"""Read the parts that all sheets of a workbook share: its texts; define its styles; stream a part to handlers.

Takes the bytes of a part; returns values, or raises UnreadableWorkbook. Works on values only. Belongs to our own
reader; the fast library reader reads these parts itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.plain_strings import decoded, parse_plain_strings
from ita_xlsx.model.findings.codes import Code


@dataclass(frozen=True)
class Look:
    """The unusual look of a cell: struck through, in the color of its ground, or with a format that hides its value.

    ``code`` is the number format, if it can show something else than the stored number; else it is empty.
    """

    struck: bool = False
    unseen: bool = False
    code: str = ""


@dataclass(frozen=True)
class Formats:
    """The cell styles by their index: those that show a number as per cent, or as a date, and unusual looks.

    ``months`` are those dates that show no day.
    """

    percent: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    looks: Mapping[int, Look] = field(default_factory=dict)

    @cached_property
    def unusual(self) -> frozenset[int]:
        """Return the styles that say more of a number or a cell than its value."""
        return self.percent | self.dates | self.looks.keys()


class Run(NamedTuple):
    """A piece of a text in one font; ``mark`` is ``raised``, ``lowered``, ``struck``, or empty for a plain font."""

    text: str
    mark: str


@dataclass(frozen=True)
class Strings:
    """The shared texts of a workbook; ``plain`` is True if all of them are written the plain way (``plain_strings``).

    ``runs`` are the pieces of the texts that are raised, lowered or struck in places, by the number of the text.
    """

    texts: tuple[str, ...] = ()
    plain: bool = True
    runs: Mapping[int, tuple[Run, ...]] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """Return the number of characters of the longest text; 0 if there is none."""
        return max(map(len, self.texts), default=0)


def read_strings(part: bytes) -> Strings:
    """Read the shared texts, without the phonetic texts that only help with pronunciation.

    Raise UnreadableWorkbook if the part is not well formed.
    """
    plain = parse_plain_strings(part)
    if plain is not None:
        return Strings(plain)
    collector = _StringCollector()
    parse(part, collector.start, collector.end, collector.data)
    return Strings(tuple(collector.texts), plain=False, runs=collector.marked)


class _StringCollector:
    """Collects the shared texts from the events of the parser; a text may consist of several runs."""

    def __init__(self) -> None:
        """Begin without texts."""
        self.texts: list[str] = []
        self.marked: dict[int, tuple[Run, ...]] = {}
        self._runs: list[Run] = []
        self._mark = ""
        self._pieces: list[str] = []
        self._text_depth = self._phonetic_depth = 0
        self._has_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a text, a run or a phonetic text."""
        name = tag.rpartition(":")[2]
        if name == "si":
            self._runs.clear()
        if name in ("si", "r"):
            self._mark, self._has_text = "", False
        elif mark := mark_of(name, attributes):
            self._mark = mark
        elif name == "t" and not self._phonetic_depth:
            if self._has_text:
                # Programs differ on which of two texts they show.
                raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail="<t>")
            self._has_text = True
            self._text_depth += 1
            self._pieces.clear()
        elif name == "rPh":
            self._phonetic_depth += 1

    def end(self, tag: str) -> None:
        """Close a text, a run or a phonetic text."""
        name = tag.rpartition(":")[2]
        if name == "si":
            if any(run.mark for run in self._runs):
                self.marked[len(self.texts)] = tuple(self._runs)
            self.texts.append("".join(run.text for run in self._runs))
        elif name == "t" and not self._phonetic_depth:
            self._text_depth -= 1
            # An escape never continues in the next run.
            self._runs.append(Run(decoded("".join(self._pieces)), self._mark))
        elif name == "rPh":
            self._phonetic_depth -= 1

    def data(self, text: str) -> None:
        """Keep a piece of text inside a run."""
        if self._text_depth:
            self._pieces.append(text)


def mark_of(name: str, attributes: Mapping[str, str]) -> str:
    """Return the mark of a run that a property of its font sets; empty for any other property."""
    value = attributes.get("val", "")
    if name == "vertAlign":
        return {"superscript": "raised", "subscript": "lowered"}.get(value, "")
    return "struck" if name == "strike" and value in ("", "1", "true") else ""


def parse(
    part: bytes,
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Parse a part and call a handler at the start of each element, at its end, and at its text.

    Raise UnreadableWorkbook if the part is not well formed (F105) or declares a DTD (F114). No tree is built, as a
    sheet may hold a million rows.
    """
    _parse((part,), start, end, data)


def check_well_formed(chunks: Iterable[bytes]) -> None:
    """Raise as ``parse`` does unless the chunks of a part together are well-formed XML; hold one of them at a time."""
    _parse(chunks)


def _parse(
    chunks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    def refuse(*_: object) -> None:
        raise UnreadableWorkbook(Code.UNSAFE_XML, detail="")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
