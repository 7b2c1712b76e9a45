"""Change one place in the XML of a part by hand."""

from __future__ import annotations

import re

CELL = re.compile(rb"<c(?=[\s>/])[^>]*?(?:/>|>.*?</c>)", re.S)
ROW = re.compile(rb"<row\s[^>]*?(?:/>|>.*?</row>)", re.S)
DATA = re.compile(rb"(<sheetData[^>/]*>)(.*)(</sheetData>)", re.S)

# What may follow each group in a worksheet: a new group goes before the first of these that is there.
AFTER_MERGES = (b"<phoneticPr", b"<conditionalFormatting", b"<dataValidations")
AFTER_VALIDATIONS = (b"<hyperlinks",)
AFTER_LINKS = (
    b"<printOptions",
    b"<pageMargins",
    b"<pageSetup",
    b"<headerFooter",
    b"<rowBreaks",
    b"<colBreaks",
    b"<drawing",
    b"<legacyDrawing",
    b"<tableParts",
    b"<extLst",
    b"</worksheet>",
)


def replaced(xml: bytes, match: re.Match[bytes], new: bytes) -> bytes:
    """The part with the matched piece replaced."""
    return xml[: match.start()] + new + xml[match.end() :]


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """The first tag in ``tag`` with one attribute set, whether it had it or not."""
    pattern = re.compile(rb"(\s)" + name + rb'="[^"]*"')
    opening = tag.index(b">") + 1
    new = pattern.sub(lambda found: found[1] + name + b'="' + value + b'"', tag[:opening], count=1)
    if not pattern.search(tag[:opening]):
        new = re.sub(rb"^<([\w:]+)", lambda found: found[0] + b" " + name + b'="' + value + b'"', tag[:opening])
    return new + tag[opening:]


def attribute(tag: bytes, name: bytes) -> bytes | None:
    """The value of an attribute of the first tag in ``tag``."""
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag[: tag.index(b">") + 1])
    return found[1] if found else None


def root(xml: bytes) -> re.Match[bytes]:
    """The opening tag of the root element."""
    found = re.search(rb"<[A-Za-z_][^>]*>", xml)
    assert found is not None
    return found


def appended_rows(xml: bytes, rows: bytes) -> bytes:
    """The sheet with rows written after its last one."""
    return xml.replace(b"</sheetData>", rows + b"</sheetData>", 1)


def filled_rows(xml: bytes) -> list[re.Match[bytes]]:
    """The rows that hold a value."""
    return [row for row in ROW.finditer(xml) if b"<v>" in row[0] or b"<is>" in row[0]]


def filled_cells(xml: bytes) -> list[re.Match[bytes]]:
    """The cells that hold a value."""
    return [cell for cell in CELL.finditer(xml) if b"<v>" in cell[0] or b"<is>" in cell[0]]


def number_cells(xml: bytes) -> list[re.Match[bytes]]:
    """The cells that hold a typed number."""
    return [cell for cell in filled_cells(xml) if attribute(cell[0], b"t") in (None, b"n") and b"<f" not in cell[0]]


def shared_cells(xml: bytes) -> list[re.Match[bytes]]:
    """The cells that point into the shared strings."""
    return [cell for cell in filled_cells(xml) if attribute(cell[0], b"t") == b"s"]


def last_row(xml: bytes) -> int:
    """The greatest row number that is written in the sheet."""
    return max((int(number) for number in re.findall(rb'<row\s[^>]*?\br="(\d+)"', xml)), default=0)


def into_group(xml: bytes, group: bytes, members: bytes, later: tuple[bytes, ...]) -> bytes:
    """The part with members put at the end of a group, which is made before ``later`` if it is not there."""
    xml = re.sub(rb"<" + group + rb"\s*/>", b"", xml)
    closing = b"</" + group + b">"
    if closing in xml:
        return xml.replace(closing, members + closing, 1)
    at = min(place for place in (xml.find(tag) for tag in later) if place >= 0)
    return xml[:at] + b"<" + group + b">" + members + closing + xml[at:]
