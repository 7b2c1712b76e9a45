"""Split a cell into the steps of a measure, written on lines with numbers, with bullets or without either.

Takes the value of a cell; returns its lines, and from the lines the numbered steps. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.intake.workbook.cells import Value, clean_text, text_of
from ita_xlsx.model.text.digits import arabic

# The number of a step: ``1.``, ``๑)``, ``(1)``, but not ``1.2`` or ``9.30``.
_NUMBER = re.compile(r"(?:ขั้นตอนที่|ขั้นที่)?\s*\(?\s*([0-9๐-๙]{1,2})\s*[.)](?![0-9๐-๙])\s*")
_BULLET = re.compile(r"[-–—•●▪*]\s*")
# Spreadsheets write a carriage return inside a cell like this.
_RETURN = "_x000D_"
# The character that a CSV file puts before a text that looks like a formula.
_GUARD = re.compile(r"\A'(?=\s*[=+\-@])")


def lines_of(value: Value) -> tuple[str, ...]:
    """Return the clean lines of a cell, without the empty ones."""
    text = _GUARD.sub("", value.replace(_RETURN, "\n"), count=1) if isinstance(value, str) else text_of(value)
    return tuple(line for line in map(clean_text, text.splitlines()) if line)


def steps_of(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Return the steps as (number, text), with number 0 if none is written.

    If any line has a number, a line without one continues the step above it. Otherwise each line is a step.
    """
    if any(_NUMBER.match(line) for line in lines):
        return tuple(item for item in _numbered(lines) if item[1])
    bare = (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines)
    return tuple((0, line) for line in bare if line)


def _numbered(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the steps of lines of which some have a number."""
    number, text = 0, [""]
    # Lines above the first number belong to the first step.
    is_first = True
    for line in lines:
        match = _NUMBER.match(line)
        if match is None:
            text.append(line)
            continue
        if not is_first:
            yield number, _joined(text)
            text = []
        number, is_first = int(arabic(match[1])), False
        text.append(line[match.end() :])
    yield number, _joined(text)


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
