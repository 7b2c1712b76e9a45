"""Rewrite one part of the package of a workbook without a spreadsheet program."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

Rewrite = Callable[[bytes], bytes]

CONTENT_TYPES, CUSTOM = "[Content_Types].xml", "docProps/custom.xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ATTRIBUTES = r'(?:\s+[\w:]+="[^"]*")*'
LAST_ROW = 1048576


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of every sheet, by the name of the sheet, in the order of the tabs."""
    targets = {
        item.get("Id", ""): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip("/")
        for item in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    sheets = (item for item in ElementTree.fromstring(parts["xl/workbook.xml"]).iter() if item.tag.endswith("}sheet"))
    return {sheet.get("name", ""): targets[sheet.get(RELATIONSHIP, "")] for sheet in sheets}


def replace_once(text: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> str:
    """Replace what matches first; raise LookupError where nothing does, or the corruption would not happen."""
    changed, count = re.subn(pattern, new if callable(new) else lambda _: new, text, count=1, flags=re.DOTALL)
    if not count:
        raise LookupError(f"nothing matches {pattern}")
    return changed


def on_sheet(sheet: str, change: Callable[[str], str]) -> Rewrite:
    """A rewriting of the part of one sheet, as text."""

    def rewrite(data: bytes) -> bytes:
        parts = unpack(data)
        name = sheet_parts(parts)[sheet]
        parts[name] = change(parts[name].decode("utf-8")).encode("utf-8")
        return pack(parts)

    return rewrite


def lose_cached_value(sheet: str, cell: str, formula: str) -> Rewrite:
    """Put in a formula that no program has calculated yet, as libraries leave them."""
    pattern = rf'<c(?={ATTRIBUTES}\s+r="{cell}")({ATTRIBUTES})\s*(?:/>|>.*?</c>)'

    def uncalculated(match: re.Match[str]) -> str:
        style = re.search(r'\s+s="\d+"', match.group(1))
        return f'<c r="{cell}"{style.group() if style else ""}><f>{formula}</f></c>'

    return on_sheet(sheet, lambda text: replace_once(text, pattern, uncalculated))


def fill_last_row(sheet: str, column: str, content: str) -> Rewrite:
    """Leave something in the very last row, so that the used area goes down to it.

    LibreOffice takes seconds to save a workbook after that.
    """
    cell = f"{column}{LAST_ROW}"
    kind, inside = "n", f"<v>{content}</v>"
    if not content.isdigit():
        kind, inside = "inlineStr", f'<is><t xml:space="preserve">{content}</t></is>'
    row = f'<row r="{LAST_ROW}"><c r="{cell}" t="{kind}">{inside}</c></row>'

    def change(text: str) -> str:
        text = replace_once(text, r'<dimension ref="[^"]*"', f'<dimension ref="A1:{cell}"')
        return replace_once(text, "</sheetData>", f"{row}</sheetData>")

    return on_sheet(sheet, change)


def without_properties(data: bytes) -> bytes:
    """Drop the custom properties of the document, as programs do that know only the sheets."""
    parts = unpack(data)
    del parts[CUSTOM]
    for name, tag in ((CONTENT_TYPES, "Override"), ("_rels/.rels", "Relationship")):
        text = parts[name].decode("utf-8")
        pattern = rf'<{tag}(?={ATTRIBUTES}\s+(?:PartName|Target)="/?{re.escape(CUSTOM)}"){ATTRIBUTES}\s*/>'
        parts[name] = replace_once(text, pattern, "").encode("utf-8")
    return pack(parts)


def with_macros(data: bytes) -> bytes:
    """Make it a workbook with macros, by its content type and a part for their code."""
    parts = unpack(data)
    types = parts[CONTENT_TYPES].decode("utf-8")
    types = types.replace("spreadsheetml.sheet.main+xml", "MACRO").replace(
        "application/vnd.openxmlformats-officedocument.MACRO", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    code = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    parts[CONTENT_TYPES] = replace_once(types, r"(?=<Default)", code).encode("utf-8")
    relation = (
        '<Relationship Id="rIdMacros" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>'
    )
    links = parts["xl/_rels/workbook.xml.rels"].decode("utf-8")
    parts["xl/_rels/workbook.xml.rels"] = replace_once(links, "</Relationships>", relation).encode("utf-8")
    # The head of a compound file is enough: nobody here runs it.
    parts["xl/vbaProject.bin"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return pack(parts)
