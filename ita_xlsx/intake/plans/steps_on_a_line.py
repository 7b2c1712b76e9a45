"""Divide a line that holds several numbered steps, as printed plans have them, into a line for each step.

Takes the lines of a cell; returns lines. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_xlsx.model.text.dates import THAI_MONTH
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.late_patterns import late_pattern

# A number with a stop or a bracket that stands at the beginning or after a space: ``2.``, ``(๒)``, but not ``1.2``.
_MARK = late_pattern(
    r"(?:(?<=\s)|(?<=^)|(?<=[;,]))(?:ขั้นตอนที่\s*|ขั้นที่\s*)?\(?(?P<number>[0-9๐-๙]{1,2})"
    r"(?P<after>\s?[.)](?![0-9๐-๙])\s*)(?=[^\W\d_])"
)
# Before such a number: words that need a number after them, so that it does not begin a step.
_NEEDS_NUMBER = late_pattern(r"(?:ที่|ข้อ|มาตรา|ไตรมาส|หมวด|ประเภท|ระดับ|เวลา|จำนวน|ร้อยละ|และ|หรือ|ถึง|ตัวชี้วัด|[-–—/])\s*\Z")
# After it: words that make it an amount or an hour.
_AMOUNT = late_pattern(rf"(?:น\.|ครั้ง|คน|วัน|เดือน|ปี|ชั่วโมง|บาท|แห่ง|%|{THAI_MONTH})")


def divided_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines; one with steps whose numbers rise one by one is divided before each of them."""
    divided: list[str] = []
    last = 0
    for index, line in enumerate(lines):
        marks = _marks(line)
        numbers = [number for _, number in marks]
        if _rises(numbers, last) and not _begins_with_any(lines[index + 1 :], numbers):
            divided += _parts(line, [start for start, _ in marks])
        else:
            divided.append(line)
        if numbers and marks[0][0] == 0:
            last = numbers[-1] if _rises(numbers, last) else numbers[0]
    return tuple(part for part in divided if part)


def crowded_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that hold several numbers of steps and stay one step, because the numbers do not rise."""
    return tuple(line for line in divided_lines(lines) if len(_marks(line)) > 1)


def _marks(line: str) -> list[tuple[int, int]]:
    """Return where the numbers of steps begin in a line, with the numbers.

    All have digits of one kind, and a space after them or none, as the first one has: others are a part of the text.
    """
    found = [
        match
        for match in _MARK.finditer(line)
        if int(arabic(match["number"]))
        and not _NEEDS_NUMBER.search(line[: match.start()])
        and not _AMOUNT.match(line[match.end() :])
    ]
    return [(match.start(), int(arabic(match["number"]))) for match in found if _style(match) == _style(found[0])]


def _style(match: re.Match[str]) -> tuple[bool, bool]:
    return match["number"].isascii(), match["after"][-1:].isspace()


def _rises(numbers: Sequence[int], last: int) -> bool:
    """Return True if there are at least two numbers that rise one by one, from 1 or from the one after ``last``."""
    return len(numbers) > 1 and numbers[0] in (1, last + 1) and list(numbers) == [*range(numbers[0], numbers[-1] + 1)]


def _begins_with_any(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Return True if a line below begins with one of the numbers, which are those of parts of a step then."""
    first = (marks[0] for line in lines if (marks := _marks(line)))
    return any(start == 0 and number in numbers for start, number in first)


def _parts(line: str, starts: Sequence[int]) -> list[str]:
    """Return the line cut before each start."""
    ends = [*starts[1:], len(line)]
    return [line[: starts[0]].strip(), *(line[start:end].strip() for start, end in zip(starts, ends, strict=True))]
