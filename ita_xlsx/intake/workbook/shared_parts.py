"""Read the parts that all sheets of a workbook share: its texts and its number formats; stream a part to handlers.

Takes the bytes of a part; returns values, or raises UnreadableWorkbook. Works on values only. Belongs to our own
reader; the fast library reader reads these parts itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.parsers import expat

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.plain_rows import parse_plain_strings
from ita_xlsx.model.findings.codes import Code

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats that have a number in Excel and no code in the file.
_PERCENT, _DATES = frozenset({9, 10}), frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_MOST_FORMAT = 255


def decoded(text: str) -> str:
    """Return a text with escapes such as ``_x000D_`` replaced by the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


@dataclass(frozen=True)
class Strings:
    """The shared texts of a workbook; ``plain`` is True if all of them are written the plain way (``plain_rows``)."""

    texts: tuple[str, ...] = ()
    plain: bool = True

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
        return Strings(tuple(map(decoded, plain)))
    collector = _StringCollector()
    parse(part, collector.start, collector.end, collector.data)
    return Strings(tuple(collector.texts), plain=False)


class _StringCollector:
    """Collects the shared texts from the events of the parser; a text may consist of several runs."""

    def __init__(self) -> None:
        """Begin without texts."""
        self.texts: list[str] = []
        self._runs: list[str] = []
        self._pieces: list[str] = []
        self._text_depth = self._phonetic_depth = 0
        self._has_text = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Open a text, a run or a phonetic text."""
        name = tag.rpartition(":")[2]
        if name in ("si", "r"):
            self._has_text = False
            if name == "si":
                self._runs.clear()
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
            self.texts.append("".join(self._runs))
        elif name == "t" and not self._phonetic_depth:
            self._text_depth -= 1
            # An escape never continues in the next run.
            self._runs.append(decoded("".join(self._pieces)))
        elif name == "rPh":
            self._phonetic_depth -= 1

    def data(self, text: str) -> None:
        """Keep a piece of text inside a run."""
        if self._text_depth:
            self._pieces.append(text)


@dataclass(frozen=True)
class Formats:
    """The cell styles, by their index, that show a number as per cent, and those that show it as a date."""

    percent: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()


@lru_cache(maxsize=8)
def read_formats(part: bytes) -> Formats:
    """Read the styles that show a number as per cent or as a date; cached, as most forms of a round have the same.

    Raise UnreadableWorkbook if the part is not well formed.
    """
    codes: dict[int, str] = {}
    styles: list[int] = []
    section = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal section
        name = tag.rpartition(":")[2]
        if name in ("cellXfs", "cellStyleXfs"):
            section = name
        elif name == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:_MOST_FORMAT]
        elif name == "xf" and section == "cellXfs":
            styles.append(_number(attributes.get("numFmtId")))

    if part:
        parse(part, start)
    patterns = {number: _QUOTED.sub("", code).lower() for number, code in codes.items()}
    percent = {number for number, code in patterns.items() if "%" in code} | _PERCENT
    dates = {number for number, code in patterns.items() if set(code) & set("ymdhs") and "%" not in code} | _DATES
    return Formats(
        frozenset(index for index, number in enumerate(styles) if number in percent),
        frozenset(index for index, number in enumerate(styles) if number in dates),
    )


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

    def refuse(*_: object) -> None:
        raise UnreadableWorkbook(Code.UNSAFE_XML, detail="")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error


def _number(text: str | None) -> int:
    """Return the id of a format; 0 if it is missing or no id."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
