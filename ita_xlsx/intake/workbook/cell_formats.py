"""Read the cell styles of a workbook: which of them show a number as a date, as per cent, or not as it is stored.

Takes the bytes of the styles part; returns Formats, or raises UnreadableWorkbook. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ita_xlsx.intake.workbook.shared_parts import Formats, Look, parse

# Formats that have a number in Excel and no code in the file; 59 to 81 are those of a Thai Excel.
_PERCENT = frozenset({9, 10, 67, 68})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)})
_MONTHS = frozenset({17, 74})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]{1,20})\]")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\])*)(?:;|$)')
_PLACES = re.compile(r"[0#?]|general|@", re.IGNORECASE)
_OWN_DIGIT = re.compile("[1-9]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_MOST_FORMAT = 255
_WHITE = "FFFFFF"
_TRUE = frozenset({"1", "true", ""})


@dataclass
class _Collector:
    """Collects fonts, fills, number formats and cell styles from the events of the parser."""

    codes: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[bool, str]] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    styles: list[tuple[int, int, int]] = field(default_factory=list)
    section: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element of the styles part."""
        name = tag.rpartition(":")[2]
        if name in ("cellXfs", "cellStyleXfs", "fonts", "fills", "dxfs", "borders"):
            self.section = name
        elif name == "numFmt" and self.section != "dxfs":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:_MOST_FORMAT]
        elif name == "xf" and self.section == "cellXfs":
            keys = ("numFmtId", "fontId", "fillId")
            number, font, fill = (_number(attributes.get(key)) for key in keys)
            self.styles.append((number, font, fill))
        elif self.section == "fonts":
            self._start_font(name, attributes)
        elif self.section == "fills":
            self._start_fill(name, attributes)

    def _start_font(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "font":
            self.fonts.append((False, ""))
        elif name == "strike" and self.fonts:
            self.fonts[-1] = (attributes.get("val", "") in _TRUE, self.fonts[-1][1])
        elif name == "color" and self.fonts:
            self.fonts[-1] = (self.fonts[-1][0], _color(attributes))

    def _start_fill(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "fill":
            self.fills.append(_WHITE)
        elif name == "patternFill" and self.fills and attributes.get("patternType", "none") != "none":
            self.fills[-1] = "" if attributes["patternType"] == "solid" else "pattern"
        elif name == "fgColor" and self.fills and self.fills[-1] == "":
            self.fills[-1] = _color(attributes) or "unknown"
        elif name == "gradientFill" and self.fills:
            self.fills[-1] = "pattern"

    def look(self, style: tuple[int, int, int]) -> Look:
        """Return the look of a cell style."""
        number, font, fill = style
        struck, color = self.fonts[font] if font < len(self.fonts) else (False, "")
        ground = self.fills[fill] if fill < len(self.fills) else _WHITE
        code = self.codes.get(number, "")
        return Look(struck, bool(color) and color == ground, code if _can_mislead(code) else "")


@lru_cache(maxsize=8)
def read_formats(part: bytes) -> Formats:
    """Read the styles of a workbook; cached, as most forms of a round have the same.

    Raise UnreadableWorkbook if the part is not well formed.
    """
    collector = _Collector()
    if part:
        parse(part, collector.start)
    patterns = {number: _QUOTED.sub("", code).lower() for number, code in collector.codes.items()}
    written = frozenset(patterns)
    percent = {number for number, code in patterns.items() if "%" in code} | (_PERCENT - written)
    dates = {number for number, code in patterns.items() if _is_date(code)} | (_DATES - written)
    months = {number for number in dates & written if not set(patterns[number]) & set("dhs")} | (_MONTHS - written)
    numbers = [number for number, _, _ in collector.styles]
    looks = {index: collector.look(style) for index, style in enumerate(collector.styles)}
    return Formats(
        frozenset(index for index, number in enumerate(numbers) if number in percent),
        frozenset(index for index, number in enumerate(numbers) if number in dates),
        frozenset(index for index, number in enumerate(numbers) if number in months),
        {index: look for index, look in looks.items() if look != Look()},
    )


def displayed_instead(code: str, number: float) -> str | None:
    """Return the text that a number format shows instead of a number, empty if nothing; None if it shows the number.

    A format that divides the number, or that writes digits of its own beside it, does not show the number either.
    """
    section = _section_of(code, number)
    literal = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section))
    bare = _LITERAL.sub("", section)
    if not _PLACES.search(bare):
        return (literal + bare).strip()
    own_digits = any(char.isdigit() for char in literal) or (_OWN_DIGIT.search(bare) and "/" not in bare)
    if own_digits or _SCALED.search(bare):
        return code
    return None


def _section_of(code: str, number: float) -> str:
    """Return the section of a number format that is used for a number: by its conditions, else by its sign."""
    sections = [match[1] for match in _SECTION.finditer(code)][:3] or [""]
    if code and not code.endswith(";") and len(sections) > 1 and sections[-1] == "":
        sections.pop()
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(condition, number):
                return section
        return sections[-1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[1] if number < 0 and len(sections) > 1 else sections[0]


def _holds(condition: re.Match[str], number: float) -> bool:
    try:
        limit = float(condition[2])
    except ValueError:
        return False
    sign = condition[1]
    equal = number == limit
    if sign in ("=", "<>"):
        return equal == (sign == "=")
    return (sign.endswith("=") and equal) or (number < limit if sign[0] == "<" else number > limit)


def _can_mislead(code: str) -> bool:
    """Return True if a number format may show something else than the number; dates and per cent are apart."""
    bare = _QUOTED.sub("", code).lower()
    if not code or "%" in bare or _is_date(bare):
        return False
    samples = (1.0, 0.0, -1.0, *(float(item[2]) for item in _CONDITION.finditer(code) if item[2].count(".") < 2))
    around = (number + step for number in samples for step in (-0.5, 0.0, 0.5))
    return any(displayed_instead(code, number) is not None for number in around)


def _is_date(code: str) -> bool:
    """Return True if a format code without its quoted texts shows a date or a time."""
    return "%" not in code and "general" not in code and bool(set(code) & set("ymdhs") or "bb" in code)


def _color(attributes: Mapping[str, str]) -> str:
    """Return a color as six digits, without its transparency; empty if it is not known."""
    if attributes.get("tint", "0").strip("0.-") != "":
        return ""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if attributes.get("theme") == "0" or attributes.get("indexed") in ("1", "9"):
        return _WHITE
    return ""


def _number(text: str | None) -> int:
    """Return the id of a format; 0 if it is missing or no id."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
