"""Hold what a person can edit in a file: the texts of its cells, and short digests of them by which an edit is found.

Works on values only. A file that a program merely saved again has the same content; a typed value, a note or a sheet
gives another one. The digests can be kept without keeping any text.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ita_xlsx.model.layout.grid import column_name

Texts: TypeAlias = Mapping[tuple[int, int], str]
Digests: TypeAlias = tuple[tuple[int, str], ...]
_LENGTH = 8


def digest_of_text(text: str) -> str:
    """Return the beginning of the SHA-256 of a text, as 16 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class PartContent:
    """A sheet, or the text of another file, as digests; rows and columns count from zero.

    ``lines`` is True for a file of paragraphs or lines, which has no cells.
    """

    name: str
    rows: Digests = ()
    cols: Digests = ()
    lines: bool = False


@dataclass(frozen=True)
class FileContent:
    """The content of a file: its sheets, in the order of their names."""

    parts: tuple[PartContent, ...] = ()


@dataclass(frozen=True)
class Difference:
    """The first place in which a file differs from what was written; ``place`` is a cell, a row, or empty."""

    sheet: str = ""
    place: str = ""


def content_of(texts_by_part: Mapping[str, Texts], *, lines: bool = False) -> FileContent:
    """Return the content of a file with these texts by sheet; empty texts do not count."""
    parts = (_part_of(name, texts, lines=lines) for name, texts in sorted(texts_by_part.items()))
    return FileContent(tuple(parts))


def first_difference(written: FileContent, found: FileContent) -> Difference | None:
    """Return the first place in which ``found`` differs from ``written``; None if both hold the same."""
    before = {part.name: part for part in written.parts}
    after = {part.name: part for part in found.parts}
    for name in sorted({*before, *after}):
        if name not in before or name not in after:
            return Difference(name)
        if before[name] != after[name]:
            return Difference(name, _place_of(before[name], after[name]))
    return None


def _part_of(name: str, texts: Texts, *, lines: bool) -> PartContent:
    rows: dict[int, list[str]] = defaultdict(list)
    cols: dict[int, list[str]] = defaultdict(list)
    for (row, col), text in sorted(texts.items()):
        if text:
            rows[row].append(f"{col}\t{text}")
            cols[col].append(f"{row}\t{text}")
    return PartContent(name, _digests(rows), () if lines else _digests(cols), lines)


def _digests(texts: Mapping[int, list[str]]) -> Digests:
    return tuple((number, digest_of_text("\n".join(items))[:_LENGTH]) for number, items in sorted(texts.items()))


def _place_of(before: PartContent, after: PartContent) -> str:
    """Return the cell that differs; the row where several rows and several columns differ."""
    rows, cols = _differing(before.rows, after.rows), _differing(before.cols, after.cols)
    if not rows:
        return ""
    if before.lines or after.lines or not cols or (len(rows) > 1 and len(cols) > 1):
        return str(rows[0] + 1)
    return f"{column_name(cols[0])}{rows[0] + 1}"


def _differing(before: Digests, after: Digests) -> list[int]:
    return sorted({number for number, _ in set(before) ^ set(after)})
