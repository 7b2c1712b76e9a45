"""Read from a master what a body needs of it: the ids of its styles, its last section, the width of its text.

Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ita_xlsx.model.document import TextStyle
from ita_xlsx.report.word.docx_package import DocxPackage
from ita_xlsx.report.word.spans import Element, parse_part

# The names of the styles in a master, which an officer sees in Word and may restyle.
OF_TEXT: Mapping[TextStyle, str] = {
    TextStyle.BODY: "ITA Body",
    TextStyle.FLUSH: "ITA Flush",
    TextStyle.CENTERED: "ITA Centered",
    TextStyle.COVER_TITLE: "ITA Cover Title",
    TextStyle.COVER_LINE: "ITA Cover Line",
    TextStyle.PART_TITLE: "ITA Part Title",
    TextStyle.SIGNATURE: "ITA Signature",
    TextStyle.SMALL: "ITA Small",
}
LIST, NOTE, FIGURE, CAPTION, SECTION_END = "ITA List", "ITA Note", "ITA Figure", "caption", "ITA Section End"
TABLE_TEXT, TABLE_HEAD = "ITA Table Text", "ITA Table Head"
WIDE_TABLE_TEXT, WIDE_TABLE_HEAD = "ITA Wide Table Text", "ITA Wide Table Head"
BLANK, NOTE_MARK = "ITA Blank", "ITA Note Mark"
HEADINGS, CONTENTS = ("heading 1", "heading 2", "heading 3"), ("toc 1", "toc 2", "toc 3")
NEEDED = (
    *OF_TEXT.values(), LIST, NOTE, FIGURE, CAPTION, SECTION_END, TABLE_TEXT, TABLE_HEAD, WIDE_TABLE_TEXT,
    WIDE_TABLE_HEAD, BLANK, NOTE_MARK, *HEADINGS, *CONTENTS,
)  # fmt: skip
# A4 with the margins of an official letter, in twentieths of a point.
_PLAIN_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_FONT = "TH Sarabun New"
_BETWEEN_SECTIONS = re.compile(
    r"<w:type\b[^>]*/>|<w:titlePg\b[^>]*/>|<w:vAlign\b[^>]*/>|<w:sectPrChange.*</w:sectPrChange>"
)
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference\b[^>]*/>")
_PAGE_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_NUMBER = re.compile(r'w:(w|h|left|right|gutter)="(-?[0-9]+)"')
# In the order of the format, these come after the page numbers and the alignment of a section.
_AFTER_NUMBERS = re.compile(
    r"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid)\b|</w:sectPr>"
)
_AFTER_ALIGNMENT = re.compile(
    r"<w:(?:noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings)\b|</w:sectPr>"
)


@dataclass(frozen=True)
class MasterLook:
    """The look of a master: ids of styles by their names, also in small letters, its last section, its font."""

    styles: Mapping[str, str]
    section: str
    font: str = _FONT

    def style(self, name: str) -> str:
        """Return the id of a style; one that the master lacks is looked at as plain text."""
        plain = self.styles.get("Normal", self.styles.get("normal", "Normal"))
        # LibreOffice has a caption of its own beside ours, and writes the names of headings in capital letters.
        return self.styles.get(name, self.styles.get(name.casefold(), plain))

    @property
    def width(self) -> int:
        """Return the width of the text on an upright page, in twentieths of a point."""
        return text_width(self.section)

    @property
    def section_without_start(self) -> str:
        """Return the section for a part of the document in the middle."""
        return _BETWEEN_SECTIONS.sub("", self.section)

    @property
    def cover_section(self) -> str:
        """Return the section of the cover: in the middle of its page, without header and footer."""
        section = _REFERENCE.sub("", self.section_without_start)
        return _insert_before(section, _AFTER_ALIGNMENT, '<w:vAlign w:val="center"/>')

    @property
    def landscape_section(self) -> str:
        """Return the section for pages on their side."""
        return _PAGE_SIZE.sub(_turned, self.section_without_start, count=1)

    @property
    def numbered_section(self) -> str:
        """Return the section whose pages are numbered from 1, for a letter among others."""
        section = re.sub(r"<w:pgNumType\b[^>]*/>", "", self.section)
        return _insert_before(section, _AFTER_NUMBERS, '<w:pgNumType w:start="1"/>')


def text_width(section: str) -> int:
    """Return the width of the text of a section, in twentieths of a point."""
    size = dict(_NUMBER.findall(match[0] if (match := _PAGE_SIZE.search(section)) else ""))
    margins = dict(_NUMBER.findall(match[0] if (match := re.search(r"<w:pgMar\b[^>]*/>", section)) else ""))
    sides = sum(int(margins.get(side, 0)) for side in ("left", "right", "gutter"))
    return max(int(size.get("w", 11906)) - sides, 2000)


def _turned(match: re.Match[str]) -> str:
    size = dict(_NUMBER.findall(match[0]))
    width, height = int(size.get("w", 11906)), int(size.get("h", 16838))
    return f'<w:pgSz w:w="{max(width, height)}" w:h="{min(width, height)}" w:orient="landscape"/>'


def _insert_before(section: str, place: re.Pattern[str], text: str) -> str:
    match = place.search(section)
    start = match.start() if match else len(section)
    return f"{section[:start]}{text}{section[start:]}"


def read_look(package: DocxPackage) -> MasterLook:
    """Return the look of a master."""
    styles = next(package.targets(package.document, "styles"), "word/styles.xml")
    ids, font = _styles_of(package.parts[styles]) if styles in package.parts else ({}, _FONT)
    part = package.parts[package.document]
    section = last_section(parse_part(part))
    if section is None:
        return MasterLook(ids, _PLAIN_SECTION, font)
    text = part[section.start : section.end].decode()
    return MasterLook(ids, _PLAIN_SECTION if text.endswith("/>") and "</w:sectPr>" not in text else text, font)


@lru_cache(maxsize=4)
def _styles_of(part: bytes) -> tuple[Mapping[str, str], str]:
    """Return the ids of the styles by their names, and the font; each letter of a round has the same master."""
    ids: dict[str, str] = {}
    root = parse_part(part)
    for item in root.find_all("w:style"):
        name = item.child("w:name")
        if name and "w:styleId" in item.attributes:
            label = name.attributes.get("w:val", "")
            ids[label] = item.attributes["w:styleId"]
            ids.setdefault(label.casefold(), item.attributes["w:styleId"])
    return MappingProxyType(ids), _font_of(root) or _FONT


def last_section(document: Element) -> Element | None:
    """Return the properties of the last section of a document, or None."""
    body = document.child("w:body")
    return next((item for item in reversed(body.children) if item.name == "w:sectPr"), None) if body else None


def _font_of(styles: Element) -> str:
    """Return the font of Thai text in the plain style of a master, or empty."""
    for name in ("normal", "ita body"):
        for item in styles.find_all("w:style"):
            label = item.child("w:name")
            fonts = item.find("w:rFonts")
            if label and fonts and label.attributes.get("w:val", "").casefold() == name:
                return fonts.attributes.get("w:cs", "") or fonts.attributes.get("w:ascii", "")
    defaults = styles.find("w:docDefaults")
    fonts = defaults.find("w:rFonts") if defaults else None
    return fonts.attributes.get("w:cs", "") if fonts else ""
