"""Replace the texts of whole cells in a file of the officer, and leave everything else in it as it is.

Takes the bytes of a workbook or of a CSV file, and new texts by the key of the old ones; returns bytes. Works in memory
only.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.spelling import text_key

_TEXT = re.compile(r"<t\b[^>]*?(?:/>|>(.*?)</t>)", re.DOTALL)
_SHARED, _INLINE = (re.compile(rf"<{name}\b[^>]*>(.*?)</{name}>", re.DOTALL) for name in ("si", "is"))
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_NUMBER = re.compile(r"(<c\b(?:(?!\bt=)[^>])*)>\s*<v>([0-9.]+)</v>\s*</c>")
_PREFIXED = re.compile(r"<[A-Za-z0-9]+:(?:si|sheetData|c)\b")
# The person who made or saved a workbook.
_MAKER = re.compile(r"(<(?:dc:creator|cp:lastModifiedBy)\b[^>]*>).*?(</(?:dc:creator|cp:lastModifiedBy)>)", re.DOTALL)
_CELLS = ("xl/sharedstrings.xml", "xl/worksheets/")


def replace_in_workbook(data: bytes, new_texts: Mapping[str, str]) -> tuple[bytes, int] | None:
    """Return the workbook with the texts replaced, and how many; None if it is written in a way that is not handled.

    A text that several cells share is counted once. The names of the persons who made and saved the file are emptied.
    """
    counter = _Counter(new_texts)
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                part = old.read(entry)
                name = text_key(entry.filename)
                if name.startswith(_CELLS):
                    part = counter.replace_cells(part.decode("utf-8")).encode("utf-8")
                elif name == "docprops/core.xml":
                    part = _MAKER.sub(r"\1\2", part.decode("utf-8")).encode("utf-8")
                new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    except (_NotHandled, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    return buffer.getvalue(), counter.count


def replace_in_csv(data: bytes, new_texts: Mapping[str, str]) -> tuple[bytes, int] | None:
    """Return the table with the texts replaced, in UTF-8, and how many; None if it cannot be read."""
    try:
        rows = read_csv(data)
    except ValueError:
        return None
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    count = 0
    for row in rows:
        cells = [new_texts.get(text_key(text), text) for text in row]
        count += sum(new != old for new, old in zip(cells, row, strict=True))
        writer.writerow(cells)
    return stream.getvalue().encode("utf-8-sig"), count


class _NotHandled(Exception):
    """A workbook whose texts cannot be replaced safely."""


class _Counter:
    """The replaced texts of a workbook, counted."""

    def __init__(self, new_texts: Mapping[str, str]) -> None:
        """Begin with no text replaced."""
        self._new_texts = new_texts
        self.count = 0

    def replace_cells(self, xml: str) -> str:
        """Return a part with its texts replaced; raise _NotHandled for a part with prefixed names."""
        if _PREFIXED.search(xml):
            raise _NotHandled
        xml = _SHARED.sub(self._with("si"), xml)
        xml = _INLINE.sub(self._with("is"), xml)
        return _NUMBER.sub(self._number, xml)

    def _with(self, name: str) -> Callable[[re.Match[str]], str]:
        def replaced(match: re.Match[str]) -> str:
            pieces = _TEXT.findall(_PHONETIC.sub("", match[1]))
            new = self._new_texts.get(text_key(html.unescape("".join(pieces))))
            if new is None:
                return match[0]
            self.count += 1
            return f'<{name}><t xml:space="preserve">{escape(new)}</t></{name}>'

        return replaced

    def _number(self, match: re.Match[str]) -> str:
        """Return an empty cell for a number that is to go, such as a telephone number without its first zero."""
        if text_key(match[2].removesuffix(".0")) not in self._new_texts:
            return match[0]
        self.count += 1
        return f"{match[1]}/>"
