"""Take persons out of an output that this program made: a workbook, a document or a text.

Takes the bytes of the file and the persons; returns bytes. Works in memory only.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from xml.sax.saxutils import escape

from ita_xlsx.model.again.persons import REMOVED, REMOVED_SENDER, KnownPersons
from ita_xlsx.model.text.spelling import text_key

_TEXTS = frozenset({".txt", ".csv", ".html", ".md", ".json"})
_PACKAGES = frozenset({".xlsx", ".docx"})
_PREFIXED = re.compile(r"<[A-Za-z0-9]+:(?:si|sheetData|c|comment)\b")
# What holds one text of a workbook, possibly in pieces: a shared text, one in a cell, and a note.
_WHOLE = re.compile(r"<(si|is|text)\b[^>]*>(.*?)</\1>", re.DOTALL)
_PIECE = re.compile(r"(<(?:a:|w:)?t\b[^>]*?(?<!/)>)(.*?)(</(?:a:|w:)?t>)", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
# The result of a formula, a number, and the address of a link.
_RESULT = re.compile(r'(<c\b[^>]*\bt="str"[^>]*>(?:(?!</c>).)*?<v>)(.*?)(</v>)', re.DOTALL)
_NUMBER = re.compile(r"(<c\b(?:(?!\bt=)[^>])*)>\s*<v>([0-9.]+)</v>\s*</c>")
_LINK = re.compile(r'(Target="mailto:)([^"]+)(")', re.IGNORECASE)
_PARAGRAPH = re.compile(r"<w:p\b[^>]*?(?<!/)>.*?</w:p>", re.DOTALL)
_MAKER = re.compile(
    r"(<(?:dc:creator|cp:lastModifiedBy|author|Manager)\b[^>]*>)([^<]+)(</(?:dc:creator|cp:lastModifiedBy|author|Manager)>)"
)
_PLAIN = re.compile(r"(<text\b[^>]*>)([^<]+)(</text>)")
_ACCOUNT = re.compile(r'((?:displayName|userId)=")([^"]+)(")')


def clean_file(data: bytes, suffix: str, persons: KnownPersons) -> tuple[bytes, int] | None:
    """Return the file without the persons, and in how many places they stood; None for a file that is not handled."""
    cleaner = _Cleaner(persons)
    try:
        if suffix in _TEXTS:
            return cleaner.text(data.decode("utf-8")).encode("utf-8"), cleaner.count
        if suffix in _PACKAGES:
            return cleaner.package(data), cleaner.count
    except (ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    return None


class _Cleaner:
    """Takes persons out of texts, and counts the places."""

    def __init__(self, persons: KnownPersons) -> None:
        """Begin with no place."""
        self._persons = persons
        self.count = 0

    def text(self, text: str) -> str:
        """Return a text without persons."""
        return "".join(map(self._clean, text.splitlines(keepends=True)))

    def package(self, data: bytes) -> bytes:
        """Return a workbook or a document without persons; raise ValueError for one that is not handled."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                part = old.read(entry)
                if text_key(entry.filename).endswith((".xml", ".rels")):
                    xml = part.decode("utf-8")
                    cleaned = self._part(xml)
                    part = part if cleaned == xml else cleaned.encode("utf-8")
                new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
        return buffer.getvalue() if self.count else data

    def _part(self, xml: str) -> str:
        if _PREFIXED.search(xml):
            raise ValueError("prefixed names")
        if "<w:p" in xml:
            return _PARAGRAPH.sub(self._pieces, xml)
        xml = _WHOLE.sub(self._whole, xml)
        xml = _PIECE.sub(self._piece, xml)
        xml = _NUMBER.sub(self._number, xml)
        for pattern in (_RESULT, _PLAIN, _MAKER, _ACCOUNT):
            xml = pattern.sub(self._piece, xml)
        return _LINK.sub(self._link, xml)

    def _clean(self, text: str) -> str:
        cleaned = self._persons.clean(text)
        self.count += cleaned != text
        return cleaned

    def _piece(self, match: re.Match[str]) -> str:
        text = html.unescape(match[2])
        cleaned = self._clean(text)
        return match[0] if cleaned == text else f"{match[1]}{escape(cleaned)}{match[3]}"

    def _whole(self, match: re.Match[str]) -> str:
        """Return a text of several pieces as one piece without persons; one without persons stays as it is."""
        inner = _PHONETIC.sub("", match[2])
        text = html.unescape("".join(piece[1] for piece in _PIECE.findall(inner)))
        cleaned = self._clean(text)
        return (
            match[0] if cleaned == text else f'<{match[1]}><t xml:space="preserve">{escape(cleaned)}</t></{match[1]}>'
        )

    def _pieces(self, match: re.Match[str]) -> str:
        """Return a paragraph without persons: all of its text stands in its first piece then."""
        text = html.unescape("".join(piece[1] for piece in _PIECE.findall(match[0])))
        cleaned = self._clean(text)
        if cleaned == text:
            return match[0]
        rest = iter([escape(cleaned)])
        return _PIECE.sub(lambda piece: f"{piece[1]}{next(rest, '')}{piece[3]}", match[0])

    def _number(self, match: re.Match[str]) -> str:
        if not self._persons.holds_number(match[2].removesuffix(".0")):
            return match[0]
        self.count += 1
        cell = re.sub(r"\s+s=", " s=", match[1])
        return f'{cell} t="inlineStr"><is><t>{REMOVED}</t></is></c>'

    def _link(self, match: re.Match[str]) -> str:
        if match[2] == REMOVED_SENDER:
            return match[0]
        self.count += 1
        return f"{match[1]}{REMOVED_SENDER}{match[3]}"
