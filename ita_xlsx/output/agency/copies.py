"""Forms for a whole roster: one is written, the others are that one with another agency's name in its place.

Nearly all of a form is the same for every agency of a round. What differs are five texts; the form that is written
has marks where they stand, and each agency's form is made by putting its texts there.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.output.agency.cover import info_height
from ita_xlsx.output.styles import header_text
from ita_xlsx.output.texts import heading

_TEXTS = ("code", "name", "province", "website", "contact")
# Characters of private use stand in nobody's name.
_MARK = {key: f"\ue0a0{number}\ue0a1" for number, key in enumerate(_TEXTS)}
_MARKED = re.compile("|".join(map(re.escape, _MARK.values())).encode())
# What is written otherwise than it is (escapes, codes of page headers, signs of a formula) goes the long way.
_OF_XML = "&<>\"'\x00-\x1f\ue000-\uf8ff"
_PLAIN = re.compile(f"(?![=+@-])(?!.*_x)[^ {_OF_XML}](?:[^{_OF_XML}]*[^ {_OF_XML}])?")
_LONGEST = 200


@dataclass(frozen=True)
class Master:
    """A written form with marks, part by part in the order of its package; ``marked`` names the parts with any."""

    parts: tuple[tuple[zipfile.ZipInfo, bytes], ...]
    marked: frozenset[str]

    def stamped(self, agency: Agency) -> bytes:
        """The form of an agency of this shape; its texts are plain, so XML has them as they are."""
        values = {_MARK[key].encode(): getattr(agency, key).encode() for key in _TEXTS}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in self.parts:
                if entry.filename in self.marked:
                    data = _MARKED.sub(lambda mark: values[mark[0]], data)
                archive.writestr(entry, data)
        return stream.getvalue()


def marked_agency(agency: Agency) -> Agency:
    """The agency with a mark for each text it has; what is empty stays so."""
    return Agency(*(_MARK[key] if getattr(agency, key) else "" for key in _TEXTS))


def read_master(form: bytes) -> Master:
    """The form of a marked agency, ready to be stamped."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = tuple((entry, archive.read(entry)) for entry in archive.infolist())
    return Master(parts, frozenset(entry.filename for entry, data in parts if _MARKED.search(data)))


def shape_of(agency: Agency, framework: Framework) -> tuple[bool, ...] | None:
    """Which texts an agency has, as agencies with one master share it; None where its form must be written itself."""
    texts = [getattr(agency, key) for key in _TEXTS]
    plain = all(not text or (len(text) <= _LONGEST and text.isprintable() and _PLAIN.fullmatch(text)) for text in texts)
    shown = heading(agency, framework)
    usual = header_text(shown) == shown and len(set(map(info_height, ("", *texts)))) == 1
    if not plain or not usual or len(set(filter(None, texts))) < len(list(filter(None, texts))):
        return None
    return tuple(map(bool, texts))
