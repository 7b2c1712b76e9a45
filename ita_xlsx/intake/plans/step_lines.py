"""The steps of a measure as people write them into one cell: a line each, with numbers, bullets or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.intake.workbook.cells import Value, clean_text, text_of
from ita_xlsx.model.text.digits import arabic

# ``1.``, ``๑)``, ``(1)``; ``1.2`` and ``9.30`` are no numbers of steps.
_NUMBER = re.compile(r"(?:ขั้นตอนที่|ขั้นที่)?\s*\(?\s*([0-9๐-๙]{1,2})\s*[.)](?![0-9๐-๙])\s*")
_BULLET = re.compile(r"[-–—•●▪*]\s*")
# Spreadsheets write a carriage return of a cell like this.
_RETURN = "_x000D_"
# What a CSV puts before a text that would be taken for a formula.
_GUARD = re.compile(r"\A'(?=\s*[=+\-@])")


def lines_of(value: Value) -> tuple[str, ...]:
    """The lines of a cell, each cleaned, empty ones left out."""
    text = _GUARD.sub("", value.replace(_RETURN, "\n"), count=1) if isinstance(value, str) else text_of(value)
    return tuple(line for line in map(clean_text, text.splitlines()) if line)


def steps_of(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The steps with their numbers, 0 where none is written.

    Where any line bears a number, a line without one goes on with the step above it; else each line is a step.
    """
    if any(_NUMBER.match(line) for line in lines):
        return tuple(item for item in _numbered(lines) if item[1])
    bare = (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines)
    return tuple((0, line) for line in bare if line)


def _numbered(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    number, text = 0, [""]
    # What stands above the first number leads in to the first step.
    leading = True
    for line in lines:
        match = _NUMBER.match(line)
        if match is None:
            text.append(line)
            continue
        if not leading:
            yield number, _joined(text)
            text = []
        number, leading = int(arabic(match[1])), False
        text.append(line[match.end() :])
    yield number, _joined(text)


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
