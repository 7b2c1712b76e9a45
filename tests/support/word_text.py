"""Read the words of a Word document as they stand: paragraphs and rows of tables in order, controls and blanks."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLANK_STYLE = "ITABlank"


@dataclass(frozen=True)
class WordText:
    """The words of a document: lines of text outside tables, the rows of its tables, and the number of blanks."""

    lines: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    blanks: int

    @property
    def text(self) -> str:
        """All words, one line a paragraph or cell."""
        cells = [cell for table in self.tables for row in table for cell in row]
        return "\n".join((*self.lines, *cells))


def read_word(path: Path) -> WordText:
    """The words of the main part of a document."""
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))[0]
    tables = tuple(
        tuple(tuple(words_of(cell) for cell in row.iter(f"{W}tc")) for row in table.iter(f"{W}tr"))
        for table in body.iter(f"{W}tbl")
    )
    in_tables = {paragraph for table in body.iter(f"{W}tbl") for paragraph in table.iter(f"{W}p")}
    lines = tuple(words_of(item) for item in body.iter(f"{W}p") if item not in in_tables)
    return WordText(tuple(line for line in lines if line.strip()), tables, len(blanks_in(body)))


def words_of(element: ElementTree.Element) -> str:
    """The words in an element; a blank that no line breaks is a blank."""
    texts = []
    for item in element.iter():
        if item.tag == f"{W}t":
            texts.append(item.text or "")
        elif item.tag in (f"{W}tab", f"{W}br"):
            texts.append(" ")
    return "".join(texts).replace("\u00a0", " ")


def blanks_in(body: ElementTree.Element) -> list[ElementTree.Element]:
    """The runs that are marked as blanks."""
    styles = body.iter(f"{W}rStyle")
    return [style for style in styles if style.get(f"{W}val") == BLANK_STYLE]
