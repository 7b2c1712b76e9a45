"""Make file names that every system accepts from the names of agencies, and complete paths by their suffix.

Takes texts and paths; returns texts and paths. Works on values only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

# Excel opens no file with square brackets in its name, since they mark the file in a formula.
_UNSAFE = re.compile(r'[<>:"/\\|?*\[\]\x00-\x1f\x7f-\x9f]+')
# Characters that are invisible in a name; some reverse its reading direction.
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD])
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in (*range(1, 10), "¹", "²", "³")}
)
_LONGEST, _LONGEST_BYTES = 80, 220


def safe_name(text: str) -> str:
    """Return a text as a file name for Windows, Linux and Excel; at most 80 characters and 220 bytes."""
    encodable = text.encode("utf-8", "replace").decode("utf-8")
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", encodable).translate(_INVISIBLE))
    name = " ".join(name.split()).strip(". ")
    while len(name) > _LONGEST or len(name.encode()) > _LONGEST_BYTES:
        name = name[:-1].rstrip(". ")
    if name.split(".")[0].rstrip().upper() in _RESERVED or not name:
        name = f"_{name}"
    return name


class NamesTaken:
    """The file names given out so far; a name that a system takes for an earlier one gets a number."""

    def __init__(self) -> None:
        """Start with no name given out."""
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """Return the name, or the first free one of ``name (2)``, ``name (3)`` …, and remember it."""
        stem, dot, suffix = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{stem} ({number}){dot}{suffix}"
        self._taken.add(candidate.casefold())
        return candidate


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the same names, with a number where a system would take two of them for the same."""
    taken = NamesTaken()
    return [taken.free(name) for name in names]


def workbook_path(path: Path) -> Path:
    """Return the path, with ``.xlsx`` added if it does not end so."""
    return path if path.suffix.lower() == ".xlsx" else path.parent / f"{path.name}.xlsx"


def pdf_path(path: Path) -> Path:
    """Return the path, with ``.pdf`` added if it does not end so."""
    return path if path.suffix.lower() == ".pdf" else path.parent / f"{path.name}.pdf"
