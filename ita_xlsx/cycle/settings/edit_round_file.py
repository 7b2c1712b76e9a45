"""Write new values of a few settings into ``round.toml``, and leave every other line and comment as it is.

Reads and writes one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import toml_string
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import parse_round, read_round_text
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.round_settings import Contact, RoundSettings

_TABLE = re.compile(r"\s*\[")
_CONTACT = re.compile(r"\s*\[\s*contact\s*\]\s*(#.*)?$")
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#\r\n]*?)"""
_PLAIN_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_HINT = (
    "เขียนค่านี้ไว้ในบรรทัดเดียวใน round.toml ด้วยโปรแกรมแก้ไขข้อความ แล้วลองใหม่",
    "write this setting on one line of round.toml with a text editor, then try again",
)


@dataclass(frozen=True, kw_only=True)
class TypedSettings:
    """The settings that a person can change, as typed; an empty text removes a setting.

    ``measures`` is the file of the plan in force, relative to the folder of the settings.
    """

    deadline: str = ""
    threshold: str = ""
    measures: str = ""
    contact: Contact = field(default_factory=Contact)


def edit_round_file(path: Path, typed: TypedSettings) -> RoundSettings:
    """Write the typed settings where they differ from those in the file, and return what then holds.

    Raise InputError (R607) for a value that cannot be used, and for a file in which a setting is not on one line.
    """
    text = original = read_round_text(path)
    settings = parse_round(text, path)
    for table, key, value in _entries(typed):
        line = f"{key} = {value}" if value else ""
        wanted = _value_of(parse_round(f"[{table}]\n{line}" if table else line, path), table, key)
        if wanted != _value_of(settings, table, key):
            text = _with_line(text, table, key, value)
            settings = _checked(text, path, _changed(settings, table, key, wanted), key)
    if text != original:
        mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        Target(path=path, force=True).put(mark + text.encode())
    return settings


def clear_contact(path: Path) -> bytes | None:
    """Return the file of the settings with an empty contact; None if it has none. Nothing is written.

    Raise InputError (R607) for a file in which the contact is not on single lines.
    """
    text = read_round_text(path)
    settings = parse_round(text, path)
    if not settings.contact.has_details:
        return None
    for key in ("name", "phone", "email"):
        if getattr(settings.contact, key):
            text = _with_line(text, "contact", key, toml_string(""))
    _checked(text, path, replace(settings, contact=Contact()), "contact")
    mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def _value_of(settings: RoundSettings, table: str, key: str) -> object:
    return getattr(settings.contact if table else settings, key)


def _changed(settings: RoundSettings, table: str, key: str, value: Any) -> RoundSettings:
    if table:
        return replace(settings, contact=replace(settings.contact, **{key: value}))
    return replace(settings, **{key: value})


def _checked(text: str, path: Path, expected: RoundSettings, key: str) -> RoundSettings:
    """Return the settings of the new text; raise InputError if they are not the expected ones."""
    try:
        settings = parse_round(text, path)
    except InputError as error:
        if error.params.get("key", "").startswith("calendar."):
            # A deadline that is not the one of the calendar.
            raise
        settings = None
    if settings != expected:
        raise InputError(Code.SETTING_INVALID, name=str(path), key=key, value="…", hint_th=_HINT[0], hint_en=_HINT[1])
    return expected


def _entries(typed: TypedSettings) -> Iterator[tuple[str, str, str]]:
    """Yield the table, the key and the value as TOML writes it; an empty value removes the line."""
    number = typed.threshold.strip()
    yield "", "deadline", _string(typed.deadline)
    yield "", "threshold", number if _PLAIN_NUMBER.fullmatch(number) else _string(number)
    yield "", "measures", _string(typed.measures)
    # An empty line of the contact is kept, as the place to write in.
    yield "contact", "name", toml_string(typed.contact.name.strip())
    yield "contact", "phone", toml_string(typed.contact.phone.strip())
    yield "contact", "email", toml_string(typed.contact.email.strip())


def _string(text: str) -> str:
    return toml_string(text.strip()) if text.strip() else ""


def _with_line(text: str, table: str, key: str, value: str) -> str:
    """Return the text with the line of a key set, or without that line for an empty value."""
    lines = text.splitlines(keepends=True)
    end_of_line = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end_of_line
    start, stop = _range(lines, table)
    if start < 0:
        lines += [end_of_line, f"[{table}]{end_of_line}"]
        start = stop = len(lines)
    pattern = re.compile(rf"(\s*{key}\s*=\s*){_VALUE}(\s*(?:#.*)?)$")
    for number in range(start, stop):
        if match := pattern.match(lines[number].rstrip("\r\n")):
            lines[number] = f"{match[1]}{value}{match[2]}{end_of_line}" if value else match[2].lstrip()
            if not value and lines[number]:
                lines[number] += end_of_line
            return "".join(lines)
    if value:
        lines.insert(_place(lines, start, stop, key), f"{key} = {value}{end_of_line}")
    return "".join(lines)


def _range(lines: list[str], table: str) -> tuple[int, int]:
    """Return the first line of a table, and the line after its last; -1 if there is no such table."""
    heads = [number for number, line in enumerate(lines) if _TABLE.match(line)]
    if not table:
        return 0, heads[0] if heads else len(lines)
    head = next((number for number in heads if _CONTACT.match(lines[number].rstrip("\r\n"))), -1)
    return head + 1 if head >= 0 else -1, next((number for number in heads if number > head), len(lines))


def _place(lines: list[str], start: int, stop: int, key: str) -> int:
    """Return the place of a new line: after the commented example of its key, else at the start of the table."""
    example = re.compile(rf"\s*#\s*{key}\s*=")
    return next((number + 1 for number in range(start, stop) if example.match(lines[number])), start)
