"""Say in Thai and English what is wrong in a line of a TOML file, and which line it is.

Takes the text of the file and the message of the parser; works on texts only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_AT_LINE = re.compile(r"at line (\d+)")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?|true|false|\d{4}-\d{2}-\d{2}")
_HINTS = {
    "bracket": ("ขาดวงเล็บปิด ]", "the closing bracket ] is missing"),
    "equals": ("ขาดเครื่องหมาย = ระหว่างชื่อกับค่า", "the sign = between name and value is missing"),
    "value": ("ขาดค่าหลังเครื่องหมาย =", "the value after the sign = is missing"),
    "curly": ('ใช้เครื่องหมายคำพูดตรง " แทนเครื่องหมายคำพูดโค้ง', 'use straight quotes " instead of curly ones'),
    "backslash": ("ใช้ / แทน \\ ในตำแหน่งของไฟล์", "use / instead of \\ in the path of a file"),
    "open": ('ขาดเครื่องหมายคำพูด " ปิดท้ายค่า', 'the quote " at the end of the value is missing'),
    "unquoted": ('ขาดเครื่องหมายคำพูด " ครอบค่า', 'the quotes " around the value are missing'),
    "twice": ("ชื่อนี้มีอยู่แล้วในบรรทัดก่อนหน้า", "this name stands in an earlier line too"),
    "other": ('บรรทัดนี้ไม่ใช่รูปแบบ ชื่อ = "ค่า"', 'the line has not the form name = "value"'),
}


@dataclass(frozen=True)
class TomlFault:
    """A fault: the number of its line from 1, the text of the line, and what is missing in (Thai, English)."""

    line: int
    text: str
    hint: tuple[str, str]


def find_toml_fault(text: str, message: str) -> TomlFault:
    """Return the fault that the parser described by ``message``."""
    lines = text.splitlines() or [""]
    match = _AT_LINE.search(message)
    repeated = _repeated_line(lines) if "overwrite" in message or "twice" in message else 0
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
    number = repeated or min(int(match[1]) if match else last, len(lines))
    line = lines[number - 1].strip()
    return TomlFault(number, line, _HINTS["twice" if repeated else _kind_of(line)])


def _repeated_line(lines: list[str]) -> int:
    """Return the number of the first line whose name stands in its table already; 0 if there is none."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip().startswith("["):
            seen = {item for item in seen if item.startswith("[")}
        name = line.strip() if line.strip().startswith("[") else (match[1] if (match := _KEY.match(line)) else "")
        if name and name in seen:
            return number
        seen.add(name)
    return 0


def _kind_of(line: str) -> str:
    """Return the kind of the fault in a line."""
    if line.startswith("["):
        return "other" if "]" in line else "bracket"
    name, equals, value = line.partition("=")
    value = value.strip()
    if not equals:
        return "equals"
    if not value:
        return "value"
    if set(value) & set("“”„‘’"):
        return "curly"
    if value[0] in "\"'":
        closed = value.count(value[0]) > 1
        return "open" if not closed else "backslash" if "\\" in value else "other"
    return "other" if _NUMBER.fullmatch(value) or not name.strip() else "unquoted"
