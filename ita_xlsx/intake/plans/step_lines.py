"""Split a cell into the steps of a measure, written on lines with numbers, with bullets or without either.

Takes the value of a cell; returns its lines, and from the lines the numbered steps. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.intake.plans.steps_on_a_line import divided_lines
from ita_xlsx.intake.workbook.cells import Value, clean_text, text_of
from ita_xlsx.model.text.dates import THAI_MONTH
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.late_patterns import late_pattern

# The number of a step: ``1.``, ``๑)``, ``(1)``, but not ``1.2`` or ``9.30``.
_NUMBER = late_pattern(r"(?:ขั้นตอนที่|ขั้นที่)?\s*\(?\s*([0-9๐-๙]{1,2})\s*[.)](?![0-9๐-๙])\s*")
# The same without a stop, or with another sign; it counts only if it continues the count.
_BARE_NUMBER = late_pattern(r"(?:ขั้นตอนที่|ขั้นที่|ข้อที่|ข้อ)?\s*\(?\s*([0-9๐-๙]{1,2})(?:\s*[-–:/,]\s*|\s+)(?=\D)")
# A word after a number that makes it an amount or a day.
_UNIT = late_pattern(
    r"(?:ครั้ง|คน|ราย|วัน|เดือน|ปี|ชั่วโมง|ชม\.|นาที|สัปดาห์|ไตรมาส|บาท|แห่ง|หน่วยงาน|กลุ่ม|ฝ่าย|เรื่อง|ข้อ|ด้าน|ช่องทาง|ขั้นตอน|โครงการ|กิจกรรม"
    rf"|ฉบับ|ชุด|หลักสูตร|รอบ|%|เปอร์เซ็นต์|{THAI_MONTH})"
)
_BULLET = late_pattern(r"[-–—•●▪*]\s*")
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

    If any line has a number, a line without one continues the step above it. Otherwise each line is a step. A number
    without a stop counts if it continues the count (``3 ค`` after ``2. ข``). Several steps on one line are divided if
    their numbers rise one by one.
    """
    numbered = _numbers(divided_lines(lines))
    if any(number is not None for number, _ in numbered):
        return tuple(item for item in _joined_steps(numbered) if item[1])
    bare = (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines)
    return tuple((0, line) for line in bare if line)


def unclear_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines that begin with the next number of the count, but read like the rest of a sentence."""
    unclear, last = [], 0
    lines = divided_lines(lines)
    for line, (number, _) in zip(lines, _numbers(lines), strict=True):
        match = _BARE_NUMBER.match(line)
        if number is None and last and match and int(arabic(match[1])) == last + 1:
            unclear.append(line)
        last = number or last
    return tuple(unclear)


def _numbers(lines: tuple[str, ...]) -> list[tuple[int | None, str]]:
    """Return each line with its number and without it; the number is None if the line has none."""
    numbered: list[tuple[int | None, str]] = []
    last = 0
    for index, line in enumerate(lines):
        match = _NUMBER.match(line) or _counted(lines, index, last)
        if match is None:
            numbered.append((None, line))
            continue
        last = int(arabic(match[1]))
        numbered.append((last, line[match.end() :]))
    return numbered


def _counted(lines: tuple[str, ...], index: int, last: int) -> re.Match[str] | None:
    """Return the match of a number without a stop that continues the count; None if there is none.

    A first number counts only if a later line has the second one.
    """
    match = _BARE_NUMBER.match(lines[index])
    if match is None or _UNIT.match(lines[index][match.end() :]) or int(arabic(match[1])) != last + 1:
        return None
    if last == 0 and not any(_begins_with(line, 2) for line in lines[index + 1 :]):
        return None
    return match


def _begins_with(line: str, number: int) -> bool:
    match = _NUMBER.match(line) or _BARE_NUMBER.match(line)
    return match is not None and int(arabic(match[1])) == number


def _joined_steps(numbered: list[tuple[int | None, str]]) -> Iterator[tuple[int, str]]:
    """Yield the steps of lines of which some have a number; lines above the first number belong to the first step."""
    current, texts = 0, [""]
    is_first = True
    for number, text in numbered:
        if number is not None:
            if not is_first:
                yield current, _joined(texts)
                texts = []
            current, is_first = number, False
        texts.append(text)
    yield current, _joined(texts)


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
