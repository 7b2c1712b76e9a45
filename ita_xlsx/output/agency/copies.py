"""Make the forms of a whole roster from one written form, by putting each agency's texts into it.

Takes the bytes of a form and agencies; returns the bytes of their forms. Works in memory only. Nearly all of a form
is the same for every agency of a round; five texts differ. The written form has marks in their places.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.output.agency.info_sheet import info_height
from ita_xlsx.output.page_headers import header_text
from ita_xlsx.output.texts import heading

_TEXTS = ("code", "name", "province", "website", "contact", "phone", "email")
# Characters for private use, which no name holds.
_MARK = {key: f"\ue0a0{letter}\ue0a1" for letter, key in zip("abcdefg", _TEXTS, strict=True)}
_MARKED = re.compile("|".join(map(re.escape, _MARK.values())).encode())
# An agency with a text that must be escaped, or that begins like a formula, gets a form written by itself.
_OF_XML = "&<>\"'\x00-\x1f\ue000-\uf8ff"
_PLAIN = re.compile(f"(?![=+@-])(?!.*_x)[^ {_OF_XML}](?:[^{_OF_XML}]*[^ {_OF_XML}])?")
_LONGEST = 200


@dataclass(frozen=True)
class Master:
    """A written form with marks, part by part in the order of its package.

    ``marked`` holds the names of the parts that have marks.
    """

    parts: tuple[tuple[zipfile.ZipInfo, bytes], ...]
    marked: frozenset[str]

    def form_of(self, agency: Agency) -> bytes:
        """Return the bytes of an agency's form, with the agency's texts in place of the marks.

        The agency must have the shape of this master. Its texts need no escape in XML.
        """
        values = {_MARK[key].encode(): getattr(agency, key).encode() for key in _TEXTS}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in self.parts:
                if entry.filename in self.marked:
                    data = _MARKED.sub(lambda mark: values[mark[0]], data)
                archive.writestr(entry, data)
        return stream.getvalue()


def marked_agency(agency: Agency) -> Agency:
    """Return the agency with a mark in place of each text; an empty text stays empty."""
    marks = {key: _MARK[key] if getattr(agency, key) else "" for key in _TEXTS}
    first = [marks[key] for key in _TEXTS[:5]]
    return Agency(*first, phone=marks["phone"], email=marks["email"])


def read_master(form: bytes) -> Master:
    """Return the form of a marked agency as a master."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = tuple((entry, archive.read(entry)) for entry in archive.infolist())
    return Master(parts, frozenset(entry.filename for entry, data in parts if _MARKED.search(data)))


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
