"""What of a foreign workbook is opened at all: a small package of cells, looks and rules, and nothing that acts."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ita_xlsx.feedback.package_parts import MAIN, OFFICE, Package, Sheet, relations_xml
from ita_xlsx.feedback.strip_sheet import Trimmed, trim_sheet, without_looks
from ita_xlsx.model.layout.stamp import STAMP_TABLE

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VT = f"{{{OFFICE}/docPropsVTypes}}"
_CUSTOM = f"{{{OFFICE}/custom-properties}}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FORBIDDEN = re.compile(r"[\\*?:/\[\]\x00-\x1f]")

_AREA = r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7}"
_REFERENCE = re.compile(rf"(?:'((?:[^'\[\]]|'')+)'|([^'!\[\],\s()=+\"&:]+))!(?:{_AREA})")
# Names that run something when the workbook opens.
_STARTER = re.compile(r"(?:_xlnm\.)?_?auto_", re.IGNORECASE)
# Longer names of printing areas have hung readers.
_LONGEST = 500

# What a table asks from elsewhere, or computes.
_TABLE_OUT = ("calculatedColumnFormula", "totalsRowFormula", "xmlColumnPr", "extLst")
_TABLE_TIES = ("tableType", "connectionId", "queryTableFieldId")


@dataclass(frozen=True)
class PlainSheet:
    """A sheet by the name it is opened under, and by its part in the original."""

    name: str
    part: str
    trimmed: Trimmed


@dataclass(frozen=True)
class Plain:
    """The sheets that are kept, the parts to open, the title, and how many names were left out."""

    sheets: tuple[PlainSheet, ...]
    parts: Mapping[str, bytes]
    title: str
    names_dropped: int


def plain_package(package: Package) -> Plain:
    """Gather what may be opened; sheets of charts, macros and dialogs are left out."""
    listed = package.sheets()
    kept = [(n, sheet) for n, sheet in enumerate(listed) if sheet.kind == "worksheet" and sheet.part]
    names = _names([sheet for _, sheet in kept])
    sheets = tuple(
        PlainSheet(name, sheet.part, trim_sheet(package.part(sheet.part) or b""))
        for name, (_, sheet) in zip(names, kept, strict=True)
    )
    places = {n: place for place, (n, _) in enumerate(kept)}
    defined, dropped = _defined_names(package, places, frozenset(names))
    seen = [(name, sheet.state) for name, (_, sheet) in zip(names, kept, strict=True)]
    ties = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)]
    parts = {"xl/workbook.xml": _workbook(package, seen, defined), "xl/_rels/workbook.xml.rels": relations_xml(ties)}
    parts |= _shared(package)
    for number, sheet in enumerate(sheets, 1):
        parts |= _sheet_parts(package, sheet, number)
    return Plain(sheets, parts, _title(package), dropped)


def zipped(parts: Mapping[str, bytes], *, plain: bool) -> bytes:
    """The parts as a workbook to open; ``plain`` leaves out whatever may be faulty: styles, rules, notes, tables."""
    chosen = {}
    for name, xml in parts.items():
        if plain and (
            name.startswith(("xl/styles", "xl/theme", "xl/comments", "xl/tables", "docProps")) or "/_rels/sheet" in name
        ):
            continue
        chosen[name] = without_looks(xml) if plain and name.startswith("xl/worksheets/sheet") else xml
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _content_types(chosen))
        for name, xml in chosen.items():
            archive.writestr(name, xml)
    return buffer.getvalue()


def points_inside(text: str, sheets: frozenset[str]) -> bool:
    """Whether a text is nothing but references to cells of these sheets."""
    if len(text) > _LONGEST:
        return False
    found = list(_REFERENCE.finditer(text))
    rest = _REFERENCE.sub("", text).strip("() ").replace(",", "")
    return bool(found) and not rest.strip() and all(_sheet_of(match) in sheets for match in found)


def _sheet_of(match: re.Match[str]) -> str:
    return match[1].replace("''", "'") if match[1] else match[2]


def _names(sheets: Iterable[Sheet]) -> list[str]:
    """Names that Excel takes, no two the same."""
    taken: set[str] = set()
    names = []
    for sheet in sheets:
        base = _FORBIDDEN.sub("_", sheet.name).strip("'")[:31] or "_"
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base[:27]}_{number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _defined_names(package: Package, places: Mapping[int, int], sheets: frozenset[str]) -> tuple[str, int]:
    """Print areas, print titles and plain names; filters are written anew from the sheets."""
    kept, dropped = [], 0
    for element in ET.fromstring(package.part(package.workbook) or b"<none/>").iter(f"{MAIN}definedName"):
        name, text, local = element.get("name", ""), element.text or "", element.get("localSheetId")
        if name.startswith(("_xlnm._FilterDatabase", "_xlfn", "_xlpm")) or "#REF!" in text:
            continue
        place = places.get(int(local)) if local and local.isdecimal() else None
        if (local is not None and place is None) or _STARTER.match(name) or not points_inside(text, sheets):
            dropped += 1
            continue
        where = "" if place is None else f' localSheetId="{place}"'
        hidden = ' hidden="1"' if element.get("hidden") in ("1", "true") else ""
        kept.append(f"<definedName name={quoteattr(name)}{where}{hidden}>{escape(text)}</definedName>")
    return "".join(kept), dropped


def _workbook(package: Package, sheets: Iterable[tuple[str, str]], defined: str) -> bytes:
    root = ET.fromstring(package.part(package.workbook) or b"<none/>")
    settings = root.find(f"{MAIN}workbookPr")
    mac = settings is not None and settings.get("date1904") in ("1", "true")
    guard = root.find(f"{MAIN}workbookProtection")
    guarded = "" if guard is None else ET.tostring(guard, "unicode")
    rows = []
    for number, (name, state) in enumerate(sheets, 1):
        # LibreOffice makes the stamp's sheet merely hidden.
        seen = "veryHidden" if name == STAMP_TABLE.sheet else state
        seen = seen if seen in ("hidden", "veryHidden") else "visible"
        rows.append(f'<sheet name={quoteattr(name)} sheetId="{number}" state="{seen}" r:id="rId{number}"/>')
    return (
        f'<?xml version="1.0"?><workbook xmlns="{MAIN[1:-1]}" xmlns:r="{OFFICE}/relationships">'
        f'<workbookPr date1904="{int(mac)}"/>{guarded}<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{''.join(rows)}</sheets><definedNames>{defined}</definedNames>"
        '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    ).encode()


def _shared(package: Package) -> dict[str, bytes]:
    """Strings, styles, theme and our own document properties."""
    parts = {}
    for kind, name in (("sharedStrings", "sharedStrings"), ("styles", "styles"), ("theme", "theme/theme1")):
        for tie in package.of_kind(package.workbook, kind)[:1]:
            xml = package.part(tie.target) or b""
            # A theme that shows a picture would need the picture.
            if kind != "theme" or b"r:embed" not in xml:
                parts[f"xl/{name}.xml"] = xml
    return parts | _our_properties(package)


def _sheet_parts(package: Package, sheet: PlainSheet, number: int) -> dict[str, bytes]:
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.trimmed.xml}
    ties = []
    for count, tie in enumerate(package.of_kind(sheet.part, "comments")[:1], 1):
        parts[f"xl/comments{number}.xml"] = package.part(tie.target) or b""
        ties.append((f"notes{count}", "comments", f"../comments{number}.xml"))
    for count, tie in enumerate(package.of_kind(sheet.part, "table"), 1):
        name = f"table{number}_{count}.xml"
        parts[f"xl/tables/{name}"] = _table(package.part(tie.target) or b"")
        ties.append((tie.id, "table", f"../tables/{name}"))
    if ties:
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations_xml(ties)
    return parts


def _table(xml: bytes) -> bytes:
    root = ET.fromstring(xml)
    for element in root.iter():
        for child in list(element):
            if child.tag.removeprefix(MAIN) in _TABLE_OUT:
                element.remove(child)
        for name in _TABLE_TIES:
            element.attrib.pop(name, None)
    return ET.tostring(root)


def _our_properties(package: Package) -> dict[str, bytes]:
    """The copy of the stamp in the document's properties; all others are left out."""
    rows: list[str] = []
    for tie in package.of_kind("", "custom-properties")[:1]:
        for element in ET.fromstring(package.part(tie.target) or b"<none/>"):
            name, text = element.get("name", ""), element.findtext(f"{_VT}lpwstr")
            if name.startswith("ita_") and text is not None:
                rows.append(
                    f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{len(rows) + 2}" '
                    f"name={quoteattr(name)}><vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
                )
    if not rows:
        return {}
    root = f'<Properties xmlns="{_CUSTOM[1:-1]}" xmlns:vt="{_VT[1:-1]}">{"".join(rows)}</Properties>'
    return {"docProps/custom.xml": root.encode()}


def _title(package: Package) -> str:
    for tie in package.of_kind("", "core-properties")[:1]:
        return (ET.fromstring(package.part(tie.target) or b"<none/>").findtext(_TITLE) or "")[:255]
    return ""


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    kinds = {
        "xl/workbook": "sheet.main+xml", "xl/sharedStrings": "sharedStrings+xml", "xl/styles": "styles+xml",
        "xl/comments": "comments+xml", "xl/tables": "table+xml", "xl/worksheets/sheet": "worksheet+xml",
    }  # fmt: skip
    rows = [
        f'<Override PartName="/{name}" ContentType="{_TYPES}{kind}"/>'
        for name in parts
        for start, kind in kinds.items()
        if name.startswith(start)
    ]
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(rows)}</Types>'
    ).encode()
