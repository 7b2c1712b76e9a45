"""Read what a person can edit in a Word document: its paragraphs, in tables too, its footnotes and comments.

Takes the bytes of a document; returns its paragraphs, or raises UnreadableWorkbook. Works on values only. Results of
fields, such as the number of a table, are left out: a program computes them anew when it saves the document.
"""

from __future__ import annotations

from ita_xlsx.intake.contents.workbook_texts import plain_text
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.shared_parts import parse

_MAIN = "word/document.xml"
_PARTS = (_MAIN, "word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")


def read_document_texts(data: bytes) -> tuple[str, ...]:
    """Return the paragraphs that hold a text; raise UnreadableWorkbook for what is no safe document."""
    package = open_container(data, main=_MAIN)
    paragraphs: list[str] = []
    for name in _PARTS:
        if part := package.parts.get(name, b""):
            paragraphs += read_paragraphs(part)
    return tuple(paragraphs)


def read_paragraphs(part: bytes) -> tuple[str, ...]:
    """Return the paragraphs of a part that hold a text; raise UnreadableWorkbook if it is not well formed."""
    reader = _Paragraphs()
    parse(part, reader.start, reader.end, reader.data)
    return tuple(reader.texts)


class _Paragraphs:
    """Collects the paragraphs of a part; a text that a program stores a second time for older ones is left out."""

    def __init__(self) -> None:
        """Begin without paragraphs."""
        self.texts: list[str] = []
        self._open: list[list[str]] = []
        self._in_text = False
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a paragraph, a text, the result of a field, or what stands in for a drawing in older programs."""
        name = tag.rpartition(":")[2]
        self._in_text = name in ("t", "delText") and tag.startswith("w:")
        if name in ("Fallback", "fldSimple"):
            self._hidden += 1
        elif name == "fldChar":
            self._hidden += {"separate": 1, "end": -1}.get(attributes.get("w:fldCharType", ""), 0) if self._open else 0
            self._hidden = max(self._hidden, 0)
        elif name == "p" and tag.startswith("w:"):
            self._open.append([])
        elif name in ("tab", "br") and self._open:
            self._open[-1].append(" ")

    def end(self, tag: str) -> None:
        """Close a paragraph; keep it if it holds a text."""
        name = tag.rpartition(":")[2]
        self._in_text = False
        if name in ("Fallback", "fldSimple"):
            self._hidden = max(self._hidden - 1, 0)
        elif name == "p" and tag.startswith("w:") and self._open and (text := plain_text("".join(self._open.pop()))):
            self.texts.append(text)

    def data(self, text: str) -> None:
        """Keep a piece of text of a paragraph."""
        if self._in_text and self._open and not self._hidden:
            self._open[-1].append(text)
