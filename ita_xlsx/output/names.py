"""File names that every system takes, made from the names of agencies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
# Nobody sees these in a name, and some turn its reading direction round.
_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD])
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in (*range(1, 10), "¹", "²", "³")}
)
_LONGEST, _LONGEST_BYTES = 80, 220


def safe_name(text: str) -> str:
    """A text as a file name that Windows and Linux both take; at most 80 characters and 220 bytes."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", whole).translate(_UNSEEN))
    name = " ".join(name.split()).strip(". ")
    while len(name) > _LONGEST or len(name.encode()) > _LONGEST_BYTES:
        name = name[:-1].rstrip(". ")
    if name.split(".")[0].rstrip().upper() in _RESERVED or not name:
        name = f"_{name}"
    return name


class NamesTaken:
    """Hands out names one after the other; one that a system takes for an earlier one gets a number."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def free(self, name: str) -> str:
        """The name, or the first of ``name (2)``, ``name (3)`` … that nobody has."""
        stem, dot, suffix = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in self._seen:
            number += 1
            candidate = f"{stem} ({number}){dot}{suffix}"
        self._seen.add(candidate.casefold())
        return candidate


def unique_names(names: Iterable[str]) -> list[str]:
    """The same names, those that a system takes for one another told apart by a number."""
    taken = NamesTaken()
    return [taken.free(name) for name in names]


def workbook_path(path: Path) -> Path:
    """A path that ends in ``.xlsx``."""
    return path if path.suffix.lower() == ".xlsx" else path.parent / f"{path.name}.xlsx"


def pdf_path(path: Path) -> Path:
    """A path that ends in ``.pdf``."""
    return path if path.suffix.lower() == ".pdf" else path.parent / f"{path.name}.pdf"
