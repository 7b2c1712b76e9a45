"""Make the forms of a whole roster from one written form, by putting each agency's texts into it.

Takes the bytes of a form and agencies; returns the bytes of their forms. Works in memory only. Nearly all of a form
is the same for every agency of a round; five texts differ. The written form has marks in their places.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.output.agency.info_sheet import info_height
from ita_xlsx.output.cells.packed_parts import END, add_packed, packed_segment
from ita_xlsx.output.page_headers import header_text
from ita_xlsx.output.texts import heading

_TEXTS = ("code", "name", "province", "website", "contact", "phone", "email")
# Characters for private use, which no name holds.
_MARK = {key: f"\ue0a0{letter}\ue0a1" for letter, key in zip("abcdefg", _TEXTS, strict=True)}
_MARKED = re.compile(f"({'|'.join(map(re.escape, _MARK.values()))})".encode())
# An agency with a text that must be escaped, or that begins like a formula, gets a form written by itself.
_OF_XML = "&<>\"'\x00-\x1f\ue000-\uf8ff"
_PLAIN = re.compile(f"(?![=+@-])(?!.*_x)[^ {_OF_XML}](?:[^{_OF_XML}]*[^ {_OF_XML}])?")
_LONGEST = 200


class _Piece(NamedTuple):
    """A piece of a part: its bytes, and the same bytes compressed."""

    data: bytes
    packed: bytes

    @classmethod
    def of(cls, data: bytes) -> _Piece:
        """Return these bytes as a piece."""
        return cls(data, packed_segment(data))


class _Part(NamedTuple):
    """A part that is the same for all agencies: its entry in the package, and its header with its compressed bytes."""

    entry: zipfile.ZipInfo
    packed: bytes


class _MarkedPart(NamedTuple):
    """A part in which texts differ: its entry, what stands before the first mark, and each mark with what follows."""

    entry: zipfile.ZipInfo
    start: _Piece
    marks: tuple[tuple[bytes, _Piece], ...]

    def filled_in(self, texts: Mapping[bytes, _Piece]) -> _Part:
        """Return the part with the texts in place of their marks."""
        pieces = [self.start]
        for mark, following in self.marks:
            pieces += (texts[mark], following)
        entry = copy(self.entry)
        entry.CRC = 0
        for piece in pieces:
            entry.CRC = zlib.crc32(piece.data, entry.CRC)
        entry.file_size = sum(len(piece.data) for piece in pieces)
        packed = b"".join(piece.packed for piece in pieces) + END
        entry.compress_size = len(packed)
        return _Part(entry, entry.FileHeader() + packed)


@dataclass(frozen=True, eq=False)
class Master:
    """A written form with marks, part by part in the order of its package.

    What stands between the marks is compressed once for all agencies.
    """

    parts: tuple[_Part | _MarkedPart, ...]

    def form_of(self, agency: Agency) -> bytes:
        """Return the bytes of an agency's form, with the agency's texts in place of the marks.

        The agency must have the shape of this master. Its texts need no escape in XML.
        """
        texts = {_MARK[key].encode(): _Piece.of(getattr(agency, key).encode()) for key in _TEXTS}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in self.parts:
                add_packed(archive, stream, *(part if isinstance(part, _Part) else part.filled_in(texts)))
        return stream.getvalue()


def marked_agency(agency: Agency) -> Agency:
    """Return the agency with a mark in place of each text; an empty text stays empty."""
    marks = {key: _MARK[key] if getattr(agency, key) else "" for key in _TEXTS}
    first = [marks[key] for key in _TEXTS[:5]]
    return Agency(*first, phone=marks["phone"], email=marks["email"])


def read_master(form: bytes) -> Master:
    """Return the form of a marked agency as a master."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        entries = archive.infolist()
        ends = [*(entry.header_offset for entry in entries[1:]), archive.start_dir]
        parts: list[_Part | _MarkedPart] = []
        for entry, end in zip(entries, ends, strict=True):
            start, *rest = _MARKED.split(archive.read(entry))
            marks = tuple((mark, _Piece.of(following)) for mark, following in zip(rest[::2], rest[1::2], strict=True))
            if marks:
                parts.append(_MarkedPart(entry, _Piece.of(start), marks))
            else:
                parts.append(_Part(entry, form[entry.header_offset : end]))
    return Master(tuple(parts))


def shape_of(agency: Agency, framework: Framework) -> tuple[bool, ...] | None:
    """Return which of the texts of the form an agency has; agencies with the same shape can share a master.

    Return None if the form of the agency must be written by itself.
    """
    texts = [getattr(agency, key) for key in _TEXTS]
    plain = all(not text or (len(text) <= _LONGEST and text.isprintable() and _PLAIN.fullmatch(text)) for text in texts)
    page_heading = heading(agency, framework)
    fits = header_text(page_heading) == page_heading and len(set(map(info_height, ("", *texts)))) == 1
    if not plain or not fits or len(set(filter(None, texts))) < len(list(filter(None, texts))):
        return None
    return tuple(map(bool, texts))
