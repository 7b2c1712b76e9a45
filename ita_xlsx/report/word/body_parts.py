"""Hold what the pieces of a body share while it is made: the package, the look, the digits, the numbers given out.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ita_xlsx.model.document import (
    Blank,
    Block,
    Caption,
    Chart,
    Heading,
    NoteMark,
    Pieces,
    Program,
    Reference,
    Strong,
    Table,
    simple_blocks,
)
from ita_xlsx.model.text.digits import thai, thai_words
from ita_xlsx.report.word.docx_package import DocxPackage
from ita_xlsx.report.word.master_look import BLANK, NOTE_MARK, MasterLook
from ita_xlsx.report.word.render_xml import body_macros, joined, lines_of

if TYPE_CHECKING:
    from markupsafe import Markup

_BLANK_TEXT = "…… ({what}) ……"
# Bookmarks and drawings of a master have small numbers.
_FIRST_NUMBER = 90_001


@dataclass(frozen=True)
class Numbered:
    """The number of a table or chart, and the bookmark around it; ``kind`` is its name in a field."""

    label: str
    kind: str
    number: int
    bookmark: str


@dataclass(kw_only=True)
class BodyParts:
    """The things that are shared by the pieces of a body; ``width`` is that of the text, in twentieths of a point."""

    package: DocxPackage
    look: MasterLook
    digits: str
    program: Program = Program.WORD
    width: int = 0
    is_wide: bool = False
    captions: Mapping[int, Numbered] = field(default_factory=dict)
    keys: Mapping[str, Numbered] = field(default_factory=dict)
    headings: list[tuple[str, Heading]] = field(default_factory=list)
    headings_made: int = 0
    last_number: int = _FIRST_NUMBER

    def next_number(self) -> int:
        """Return a number for a bookmark or a drawing that nothing else has."""
        self.last_number += 1
        return self.last_number

    def words(self, text: str) -> str:
        """Return a text in the digits of the document."""
        return thai_words(text) if self.digits == "thai" else str(text)

    def number(self, number: int) -> str:
        """Return a number in the digits of the document."""
        return thai(str(number)) if self.digits == "thai" else str(number)

    def runs(self, pieces: Pieces, *, is_strong: bool = False) -> Markup:
        """Return pieces of text as runs."""
        macros = body_macros()
        made: list[Markup] = []
        for piece in pieces:
            match piece:
                case Strong(text=text):
                    made.append(macros.strong_run(lines_of(self.words(text))))
                case Blank(what=what):
                    text = lines_of(self.words(_BLANK_TEXT.format(what=what)))
                    made.append(macros.styled_run(text, self.look.style(BLANK)))
                case NoteMark(mark=mark):
                    made.append(macros.styled_run(lines_of(self.words(mark)), self.look.style(NOTE_MARK)))
                case Reference(key=key):
                    made.append(self._reference(key, is_strong=is_strong))
                case str():
                    run = macros.strong_run if is_strong else macros.run
                    made.append(run(lines_of(self.words(piece))))
        return joined(made)

    def paragraph(self, style: str, pieces: Pieces, look: str = "", *, is_strong: bool = False) -> Markup:
        """Return a paragraph of text in a style of the master; ``look`` is XML for its further properties."""
        style = self.look.style(style)
        if all(isinstance(piece, str) for piece in pieces):
            return _text_paragraph(style, tuple(self.words(str(piece)) for piece in pieces), look, is_strong=is_strong)
        return _paragraph(style, self.runs(pieces, is_strong=is_strong), look)

    def numbered_field(self, item: Numbered) -> Markup:
        """Return the number of a caption: a field in Word, plain text for LibreOffice, which counts in letters."""
        from markupsafe import Markup

        macros = body_macros()
        content = macros.strong_run(lines_of(self.number(item.number)))
        if self.program is Program.WORD:
            switch = r" \* ThaiArabic" if self.digits == "thai" else r" \* ARABIC"
            content = macros.field(f"SEQ {item.kind}{switch}", content)
        return Markup(macros.bookmark(self.next_number(), item.bookmark, content))

    def _reference(self, key: str, *, is_strong: bool) -> Markup:
        from markupsafe import Markup

        item = self.keys[key]
        macros = body_macros()
        run = macros.strong_run if is_strong else macros.run
        content = run(lines_of(self.number(item.number)))
        if self.program is Program.WORD:
            # Without the switch the number would be in bold type, as it is in its caption.
            content = macros.field(rf"REF {item.bookmark} \h \* MERGEFORMAT", content)
        return Markup(content)


@lru_cache(maxsize=2048)
def _text_paragraph(style_id: str, texts: tuple[str, ...], look: str, *, is_strong: bool) -> Markup:
    """Return a paragraph of plain text; the letters of a round have many in common."""
    macros = body_macros()
    run = macros.strong_run if is_strong else macros.run
    return _paragraph(style_id, joined([run(lines_of(text)) for text in texts]), look)


def _paragraph(style_id: str, content: Markup, look: str) -> Markup:
    from markupsafe import Markup

    return Markup(body_macros().paragraph(style_id, content, Markup(look)))


def number_captions(blocks: Iterable[Block]) -> tuple[dict[int, Numbered], dict[str, Numbered]]:
    """Return the numbers of the captions, by the identity of the block and by key; raise ValueError for a key twice."""
    by_block: dict[int, Numbered] = {}
    by_key: dict[str, Numbered] = {}
    counts = {"Table": 0, "Chart": 0}
    for block in simple_blocks(blocks):
        caption: Caption | None = block.caption if isinstance(block, (Table, Chart)) else None
        if caption is None:
            continue
        kind, label = ("Table", "ตารางที่") if isinstance(block, Table) else ("Chart", "แผนภูมิที่")
        counts[kind] += 1
        item = Numbered(label, kind, counts[kind], f"_Ref{kind}{counts[kind]:04}")
        by_block[id(block)] = item
        if caption.key in by_key:
            raise ValueError(f"two captions have the key {caption.key}")
        if caption.key:
            by_key[caption.key] = item
    return by_block, by_key
