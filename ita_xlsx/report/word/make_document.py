"""Make the file of a document or of letters over a master, which keeps everything that is not generated.

Takes values; returns the bytes of the file. The same values give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ita_xlsx.model.document import BODY_MARK, Document, FilledForm, Letters, Master, Program
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.report.word.body_parts import BodyParts, number_captions
from ita_xlsx.report.word.body_xml import Section, body_sections, section_end, simple_xml
from ita_xlsx.report.word.complete_styles import complete_styles
from ita_xlsx.report.word.docx_package import DocxPackage
from ita_xlsx.report.word.fill_controls import Filling, fill_controls
from ita_xlsx.report.word.master_look import last_section, read_look, text_width
from ita_xlsx.report.word.render_xml import joined, on_one_line, render_part
from ita_xlsx.report.word.spans import Element, parse_part, replace_spans

if TYPE_CHECKING:
    from markupsafe import Markup

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE = "docProps/core.xml"
_PAGE_PART = re.compile(r"word/(?:header|footer)[^/]*\.xml")
# The number of a page in a header, as the text of a field or as the attribute of a simple one.
_PAGE_FIELD = re.compile(rb"""(<w:instrText\b[^>]*>|w:instr=")(\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b)[^<"]*""")
_TEMPLATE = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_DRAWING = re.compile(rb'(<wp:docPr\b[^>]*?\bid=")[0-9]+(")')
_BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")


def make_document(document: Document, master: Master, program: Program = Program.WORD) -> bytes:
    """Return the file of a document; raise ValueError for a reference to a caption that there is not."""
    package = _open(document, master)
    captions, keys = number_captions(document.blocks)
    look = read_look(package)
    parts = BodyParts(package=package, look=look, digits=document.digits, program=program, captions=captions, keys=keys)
    sections = body_sections(document.blocks, parts)
    # Controls are filled before the body stands in the part: its texts are no marks.
    part = fill_controls(package.parts[package.document], _values_by_tag(_values(document), parts))
    root = parse_part(part)
    place = body_place(root)
    if place is None:
        raise ValueError("the master has no place for the body")
    content = joined([item for section in sections for item in _closed(section, section is sections[-1], parts)])
    changes = [(place.start, place.end, str(content))]
    last = last_section(root)
    properties = sections[-1].properties
    is_turned = properties in (look.landscape_section, look.cover_section)
    if last and not _text_after(root, place):
        # Only a lone section may have a first page of another look.
        changes.append((last.start, last.end, look.section if len(sections) == 1 and not is_turned else properties))
    package.parts[package.document] = replace_spans(part, changes)
    _fill_headers(document, parts)
    return _packed(document, parts)


def make_letters(letters: Letters, master: Master, program: Program = Program.WORD) -> bytes:
    """Return the file of letters, each on a new page that has number 1; raise ValueError for a caption in one."""
    package = _open(letters, master)
    if any(number_captions(control.blocks)[0] for letter in letters.letters for control in letter.controls):
        raise ValueError("a letter has no captions")
    look = read_look(package)
    width = text_width(look.section)
    parts = BodyParts(package=package, look=look, digits=letters.digits, program=program, width=width)
    part = package.parts[package.document]
    root = parse_part(part)
    body, last = root.child("w:body"), last_section(root)
    if body is None:
        raise ValueError("the master has no body")
    end = last.start if last else body.close
    made: list[bytes] = []
    for number, letter in enumerate(letters.letters):
        filled = fill_controls(part, _fillings(letter, parts))
        # Nothing behind the place where the content ends is filled.
        content = filled[body.inner : len(filled) - len(part) + end]
        if number:
            content = _again(content, parts)
        if number < len(letters.letters) - 1:
            content += str(section_end(look.numbered_section, parts)).encode()
        made.append(content)
    package.parts[package.document] = b"".join((part[: body.inner], *made, part[end:]))
    if len(letters.letters) > 1 and last:
        merged = package.parts[package.document]
        closing = last_section(parse_part(merged))
        if closing:
            package.parts[package.document] = replace_spans(
                merged, [(closing.start, closing.end, look.numbered_section)]
            )
    _fill_headers(letters, parts)
    return _packed(letters, parts)


def body_place(document: Element) -> Element | None:
    """Return the paragraph, or the control around it, in which the mark for the body stands; None without one."""
    body = document.child("w:body")
    if body is None:
        return None
    mark = text_key(BODY_MARK)
    return next((item for item in body.children if mark in text_key(item.shown_text)), None)


def _open(document: Document | Letters, master: Master) -> DocxPackage:
    package = DocxPackage(master.parts)
    complete_styles(package)
    settings = next(package.targets(package.document, "settings"), "")
    if settings in package.parts:
        # The template that Word had attached names a folder of somebody's computer.
        package.parts[settings] = _TEMPLATE.sub(b"", package.parts[settings])
        package.remove_relations(settings, "attachedTemplate")
    values = {key: on_one_line(text) for key, text in _values(document).items()}
    core = render_part("core.xml", day=document.issued.isoformat(), **values)
    name = next(package.targets("", "core-properties"), "")
    if not name:
        name = _CORE
        package.relate("", _CORE_KIND, name)
    package.add_part(name, core.encode(), _CORE_TYPE)
    return package


def _closed(section: Section, is_last: bool, parts: BodyParts) -> list[Markup]:
    return [*section.content] if is_last else [*section.content, section_end(section.properties, parts)]


def _text_after(root: Element, place: Element) -> bool:
    body = root.child("w:body")
    later = [item for item in body.children if item.start > place.start] if body else []
    return any(item.name != "w:sectPr" for item in later)


def _fillings(letter: FilledForm, parts: BodyParts) -> Callable[[str], Filling | None]:
    controls = {item.tag: item for item in letter.controls}

    def filling_of(tag: str) -> Filling | None:
        control = controls.get(tag)
        if control is None:
            return None
        return Filling(str(parts.runs(control.pieces)), str(joined(simple_xml(control.blocks, parts, keeps_last=True))))

    return filling_of


def _again(content: bytes, parts: BodyParts) -> bytes:
    """Return the content of a further letter: without bookmarks, whose names may stand once, with new drawings."""
    content = _BOOKMARK.sub(b"", content)
    return _DRAWING.sub(lambda match: match[1] + str(parts.next_number()).encode() + match[2], content)


def _fill_headers(document: Document | Letters, parts: BodyParts) -> None:
    values = _values(document)
    package = parts.package
    for name in [name for name in package.parts if _PAGE_PART.fullmatch(name)]:
        package.parts[name] = fill_controls(package.parts[name], _values_by_tag(values, parts))


def _values(document: Document | Letters) -> dict[str, str]:
    return {"title": document.title, "subject": document.subject, "agency": document.agency}


def _values_by_tag(values: dict[str, str], parts: BodyParts) -> Callable[[str], Filling | None]:
    return lambda tag: Filling(str(parts.runs((values[tag],)))) if tag in values else None


def _packed(document: Document | Letters, parts: BodyParts) -> bytes:
    package = parts.package
    names = [name for name in package.parts if _PAGE_PART.fullmatch(name)]
    # LibreOffice shows letters for the Thai digits of Word.
    is_thai = document.digits == "thai" and parts.program is Program.WORD
    switch = rb"\1\2 \\* ThaiArabic " if is_thai else rb"\1\2 \\* ARABIC "
    for name in names:
        package.parts[name] = _PAGE_FIELD.sub(switch, package.parts[name])
    if parts.program is Program.LIBREOFFICE:
        # It does not know the alignment that Word has for Thai; in its own it moves marks of vowels away from letters.
        styles = package.targets(package.document, "styles")
        _replace(package, (package.document, *styles), b'"thaiDistribute"', b'"left"')
    return package.pack()


def _replace(package: DocxPackage, names: Iterable[str], old: bytes, new: bytes) -> None:
    for name in names:
        package.parts[name] = package.parts[name].replace(old, new)
