"""Fill the content controls of a part by their tags; what else stands in the part stays as it is.

Takes the bytes of a part and the contents by tag; returns the changed bytes. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ita_xlsx.model.document import CONTROL_MARKS
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.report.word.spans import Element, parse_part, replace_spans

_TAGS = {text_key(mark): tag for tag, mark in CONTROL_MARKS.items()}
_STYLE_OF_SAMPLE = re.compile(r'<w:rStyle w:val="PlaceholderText"\s*/>')
_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)


@dataclass(frozen=True)
class Filling:
    """The XML for a control: ``runs`` in a line, or ``blocks`` in place of its paragraph; neither empties it."""

    runs: str = ""
    blocks: str = ""


def fill_controls(part: bytes, filling_of: Callable[[str], Filling | None]) -> bytes:
    """Return a part whose controls are filled; a control for whose tag there is no filling keeps its content."""
    root = parse_part(part)
    return replace_spans(part, _changes(part, root, None, filling_of))


def _changes(
    part: bytes, element: Element, parent: Element | None, filling_of: Callable[[str], Filling | None]
) -> Iterator[tuple[int, int, str]]:
    for item in element.children:
        is_control = item.name == "w:sdt"
        filling = filling_of(_tag(item)) if is_control or _is_plain_mark(item) else None
        if filling is not None and not is_control:
            yield from _fill_paragraph(part, item, element, filling)
        elif filling is None:
            yield from _changes(part, item, element, filling_of)
        else:
            yield from _fill(part, item, element, filling, parent)


def _fill(
    part: bytes, control: Element, holder: Element, filling: Filling, above: Element | None
) -> Iterator[tuple[int, int, str]]:
    content = control.child("w:sdtContent")
    properties = control.child("w:sdtPr")
    if content is None or properties is None:
        return
    is_in_line = holder.name == "w:p"
    outer = holder if is_in_line else control
    if filling.blocks:
        yield outer.start, outer.end, filling.blocks
        return
    is_alone = is_in_line and not "".join(item.shown_text for item in holder.children if item is not control).strip()
    around = above if is_in_line else holder
    if not filling.runs and (is_alone or not is_in_line) and around is not None and around.name != "w:tc":
        yield outer.start, outer.end, ""
        return
    for name in ("w:showingPlcHdr", "w:id", "w:dataBinding", "w:placeholder"):
        found = properties.child(name)
        if found:
            yield found.start, found.end, ""
    yield content.start, content.end, f"<w:sdtContent>{_in_form(part, content, filling.runs)}</w:sdtContent>"


def _is_plain_mark(element: Element) -> bool:
    """Return True for a paragraph with nothing but a mark: a program other than Word may have dropped its control."""
    if element.name != "w:p" or "[" not in (text := element.shown_text):
        return False
    return text_key(text) in _TAGS and element.find("w:sdt") is None


def _fill_paragraph(
    part: bytes, paragraph: Element, holder: Element, filling: Filling
) -> Iterator[tuple[int, int, str]]:
    if filling.blocks or (not filling.runs and holder.name != "w:tc"):
        yield paragraph.start, paragraph.end, filling.blocks
        return
    properties = paragraph.child("w:pPr")
    yield (properties.end if properties else paragraph.inner), paragraph.close, _formed(part, paragraph, filling.runs)


def _in_form(part: bytes, content: Element, runs: str) -> str:
    """Return runs in the form of the sample text of a control; a control around a paragraph keeps the paragraph's."""
    runs = _formed(part, content, runs)
    paragraph = content.child("w:p")
    if paragraph is None:
        return runs
    properties = paragraph.child("w:pPr")
    before = part[properties.start : properties.end].decode() if properties else ""
    return f"<w:p>{before}{runs}</w:p>"


def _formed(part: bytes, sample: Element, runs: str) -> str:
    """Return runs with the properties that the characters of a sample have."""
    samples = list(sample.find_all("w:r"))
    # LibreOffice puts an empty run of another form before the text.
    first = next((item for item in samples if item.child("w:t")), next(iter(samples), None))
    look = first.child("w:rPr") if first else None
    form = _STYLE_OF_SAMPLE.sub("", part[look.inner : look.close].decode()) if look else ""
    return _PROPERTIES.sub(lambda match: _merged(match[0], form), runs) if form else runs


def _merged(properties: str, form: str) -> str:
    """Return the properties of a run of ours in the form of a master; a blank keeps its own look."""
    return properties if "<w:rStyle" in properties else f"<w:rPr>{form}</w:rPr>"


def _tag(control: Element) -> str:
    """Return the tag of a control or a plain mark; one without a tag is known by its text in the shipped master."""
    properties = control.child("w:sdtPr")
    tag = properties.child("w:tag") if properties else None
    value = tag.attributes.get("w:val", "") if tag else ""
    return value or _TAGS.get(text_key(control.shown_text), "")
