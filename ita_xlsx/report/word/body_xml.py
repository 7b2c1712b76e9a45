"""Make the body of a document from its blocks: paragraphs, headings, contents, tables, charts, and sections of pages.

Takes values; returns XML, and adds the parts of charts and pictures to the package.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_xlsx.model.document import (
    Block,
    Chart,
    Contents,
    Cover,
    Figure,
    Heading,
    Landscape,
    Note,
    PageBreak,
    Paragraph,
    Program,
    Simple,
    Table,
    TextList,
    TextStyle,
    simple_blocks,
)
from ita_xlsx.report.word.body_parts import BodyParts
from ita_xlsx.report.word.chart_part import chart_xml, figure_paragraph
from ita_xlsx.report.word.master_look import CONTENTS, HEADINGS, LIST, OF_TEXT, SECTION_END, text_width
from ita_xlsx.report.word.pictures import picture_run
from ita_xlsx.report.word.render_xml import body_macros, joined, lines_of, xml
from ita_xlsx.report.word.table_xml import note_xml, table_xml

if TYPE_CHECKING:
    from markupsafe import Markup

_TITLE_OF_CONTENTS = "สารบัญ"
# LibreOffice computes a page only where the field has a result already.
_ANY_PAGE = "0"
_COVER_GAP = '<w:spacing w:before="3400" w:after="0"/>'
_KEEP = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


@dataclass
class Section:
    """Pages of one kind: the XML on them, and the properties that close them."""

    properties: str
    content: list[Markup]


def body_sections(blocks: Iterable[Block], parts: BodyParts) -> list[Section]:
    """Return the body as sections of pages; there is at least one, and only a lone one may be empty."""
    blocks = tuple(blocks)
    parts.headings = [
        (f"_Toc{number:06}", block)
        for number, block in enumerate((item for item in simple_blocks(blocks) if isinstance(item, Heading)), 1)
    ]
    look = parts.look
    upright = look.section_without_start
    sections: list[Section] = []
    rest: list[Simple] = []

    def close(properties: str, items: Iterable[Simple]) -> None:
        parts.width, parts.is_wide = text_width(properties), properties == look.landscape_section
        content = simple_xml(items, parts)
        if content and properties == look.cover_section and parts.program is Program.LIBREOFFICE:
            # It does not set a page in the middle.
            content.insert(0, body_macros().paragraph(look.style(SECTION_END), "", xml(_COVER_GAP)))
        if content:
            sections.append(Section(properties, content))

    for block in blocks:
        if isinstance(block, (Cover, Landscape)):
            close(upright, rest)
            rest = []
            close(look.cover_section if isinstance(block, Cover) else look.landscape_section, block.blocks)
        else:
            rest.append(block)
    close(upright, rest)
    return sections or [Section(upright, [])]


def section_end(properties: str, parts: BodyParts) -> Markup:
    """Return the paragraph that ends a section, so low that it fits on every page."""
    end: Markup = body_macros().paragraph(parts.look.style(SECTION_END), "", xml(properties))
    return end


def simple_xml(blocks: Iterable[Simple], parts: BodyParts, *, keeps_last: bool = False) -> list[Markup]:
    """Return the XML of blocks; a page break stands in the paragraph after it, so that no page begins with a gap.

    ``keeps_last`` holds the last paragraph on the page of what follows, such as a signature.
    """
    made: list[Markup] = []
    on_new_page = False
    blocks = tuple(blocks)
    for block in blocks:
        if isinstance(block, PageBreak):
            on_new_page = bool(made)
            continue
        if on_new_page and isinstance(block, (Table, Chart, Figure, TextList, Note, Contents)):
            made.append(body_macros().paragraph(parts.look.style(SECTION_END), "", xml(_NEW_PAGE)))
            on_new_page = False
        look = _NEW_PAGE if on_new_page else ""
        if keeps_last and block is blocks[-1]:
            look = _KEEP + look
        if isinstance(block, Table):
            made.append(table_xml(block, parts, is_last=block is blocks[-1]))
        else:
            made.append(_block_xml(block, parts, look))
        on_new_page = False
    return made


def _block_xml(block: Simple, parts: BodyParts, look: str) -> Markup:
    match block:
        case Heading():
            return _heading(block, parts, look)
        case Paragraph(pieces=pieces, style=style):
            return parts.paragraph(OF_TEXT[style], pieces, look)
        case TextList():
            return _list(block, parts)
        case Note():
            return note_xml(block, parts)
        case Chart():
            return chart_xml(block, parts)
        case Figure():
            return figure_paragraph(picture_run(block, parts), parts, keeps=False)
        case Contents():
            return _contents(parts)
        case Table() | PageBreak():
            return joined([])


def _heading(heading: Heading, parts: BodyParts, look: str) -> Markup:
    macros = body_macros()
    content = macros.run(lines_of(parts.words(heading.text)))
    # A letter has no contents, and no bookmarks for it.
    if parts.headings:
        bookmark, _ = parts.headings[parts.headings_made]
        parts.headings_made += 1
        content = macros.bookmark(parts.next_number(), bookmark, content)
    style = HEADINGS[min(max(heading.level, 1), len(HEADINGS)) - 1]
    made: Markup = macros.paragraph(parts.look.style(style), content, xml(look))
    return made


def _list(block: TextList, parts: BodyParts) -> Markup:
    """Return a list whose marks are text: a sentence may refer to a number, and every program shows the same."""
    marks = (f"{number}." if block.is_numbered else "•" for number in range(1, len(block.items) + 1))
    return joined([parts.paragraph(LIST, (f"{mark}\t", *item)) for mark, item in zip(marks, block.items, strict=True)])


def _contents(parts: BodyParts) -> Markup:
    """Return the contents: a field with our own entries in it, which Word brings up to date.

    LibreOffice computes the pages of the same entries only where no field is around them.
    """
    macros = body_macros()
    in_word = parts.program is Program.WORD
    paragraphs: list[Markup] = []
    for number, (bookmark, heading) in enumerate(parts.headings, 1):
        page = macros.field(rf"PAGEREF {bookmark} \h", macros.run(lines_of("" if in_word else _ANY_PAGE)), in_word)
        text = macros.run(lines_of(f"{parts.words(heading.text)}\t"))
        content = [macros.link(bookmark, joined([text, page]))]
        if in_word and number == 1:
            content.insert(0, macros.field_begin(r'TOC \o "1-3" \h \z \u'))
        if in_word and number == len(parts.headings):
            content.append(macros.field_end())
        style = CONTENTS[min(max(heading.level, 1), len(CONTENTS)) - 1]
        paragraphs.append(macros.paragraph(parts.look.style(style), joined(content)))
    listed = joined(paragraphs)
    title = parts.paragraph(OF_TEXT[TextStyle.PART_TITLE], (_TITLE_OF_CONTENTS,))
    return joined([title, macros.contents_control(listed) if in_word and paragraphs else listed])
