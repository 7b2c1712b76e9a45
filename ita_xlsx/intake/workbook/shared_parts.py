"""What the sheets of a workbook share: their texts, and how numbers are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.parsers import expat

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.plain_rows import parse_plain_strings

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats that Excel knows by number alone.
_PERCENT, _DATES = frozenset({9, 10}), frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_MOST_FORMAT = 255


def decoded(text: str) -> str:
    """A text with ``_x000D_`` and its like turned into the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


@dataclass(frozen=True)
class Strings:
    """The shared texts, and whether all of them are written the plain way."""

    texts: tuple[str, ...] = ()
    plain: bool = True

    @cached_property
    def longest(self) -> int:
        """The number of characters of the longest."""
        return max(map(len, self.texts), default=0)


def read_strings(part: bytes) -> Strings:
    """The shared texts; what is there to help with pronunciation is left out."""
    tiled = parse_plain_strings(part)
    if tiled is not None:
        return Strings(tuple(map(decoded, tiled)))
    found: list[str] = []
    runs: list[str] = []
    texts: list[str] = []
    inside = phonetic = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        name = tag.rpartition(":")[2]
        if name == "si":
            runs.clear()
        elif name == "t" and not phonetic:
            inside += 1
            texts.clear()
        elif name == "rPh":
            phonetic += 1

    def end(tag: str) -> None:
        nonlocal inside, phonetic
        name = tag.rpartition(":")[2]
        if name == "si":
            found.append("".join(runs))
        elif name == "t" and not phonetic:
            inside -= 1
            runs.append(decoded("".join(texts)))
        elif name == "rPh":
            phonetic -= 1

    def data(text: str) -> None:
        if inside:
            texts.append(text)

    parse(part, start, end, data)
    return Strings(tuple(found), plain=False)


@dataclass(frozen=True)
class Formats:
    """Which cell styles show a number as per cent, and which as a date."""

    percent: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()


@lru_cache(maxsize=8)
def read_formats(part: bytes) -> Formats:
    """The number formats of the styles that cells refer to by number; the same in most forms of a round."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    within = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal within
        name = tag.rpartition(":")[2]
        if name in ("cellXfs", "cellStyleXfs"):
            within = name
        elif name == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:_MOST_FORMAT]
        elif name == "xf" and within == "cellXfs":
            styles.append(_number(attributes.get("numFmtId")))

    if part:
        parse(part, start)
    shown = {number: _QUOTED.sub("", code).lower() for number, code in codes.items()}
    percent = {number for number, code in shown.items() if "%" in code} | _PERCENT
    dates = {number for number, code in shown.items() if set(code) & set("ymdhs") and "%" not in code} | _DATES
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
    """Stream a part through handlers; UnreadableWorkbook for what is not well formed or declares a DTD.

    The library beneath is called without a tree on top: a sheet may hold a million rows.
    """

    def refuse(*_: object) -> None:
        raise UnreadableWorkbook("F114", detail="")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableWorkbook("F105") from error


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
