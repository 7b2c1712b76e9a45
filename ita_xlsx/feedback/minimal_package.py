"""Build a minimal package from a foreign workbook: cells, formatting and rules, and nothing that acts.

Takes the package of the original; returns the parts that openpyxl may open, with the sheets they come from. Works in
memory only.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ita_xlsx.feedback.package_parts import MAIN, OFFICE, Package, Sheet, relations_xml
from ita_xlsx.feedback.strip_sheet import StrippedSheet, remove_formatting, strip_sheet
from ita_xlsx.model.layout.stamp import STAMP_TABLE

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VT = f"{{{OFFICE}/docPropsVTypes}}"
_CUSTOM = f"{{{OFFICE}/custom-properties}}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FORBIDDEN = re.compile(r"[\\*?:/\[\]\x00-\x1f]")

_AREA = r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7}"
_REFERENCE = re.compile(rf"(?:'((?:[^'\[\]]|'')+)'|([^'!\[\],\s()=+\"&:]+))!(?:{_AREA})")
# Excel runs macros with such names when the workbook opens.
_AUTO_RUN_NAME = re.compile(r"(?:_xlnm\.)?_?auto_", re.IGNORECASE)
# A defined name begins with a letter or an underscore, and is no address of a cell.
_NAME = re.compile(
    r"(?!(?:[A-Z]{1,3}\d+|R\d*|(?:R\d*)?C\d*)$)[^\W\d][^\s!\"#$%&'()*+,\-/:;<=>@\[\]^`{|}~]{0,254}", re.IGNORECASE
)
# Longer texts of print areas have made readers hang.
_LONGEST = 500

# The parts of a table definition that compute something or refer to outside data.
_TABLE_ELEMENTS_REMOVED = ("calculatedColumnFormula", "totalsRowFormula", "xmlColumnPr", "extLst")
_TABLE_ATTRIBUTES_REMOVED = ("tableType", "connectionId", "queryTableFieldId")


@dataclass(frozen=True)
class KeptSheet:
    """A worksheet that is kept: its name in the copy, its part in the original, and its stripped content."""

    name: str
    part: str
    stripped: StrippedSheet


@dataclass(frozen=True)
class MinimalPackage:
    """The kept sheets, the parts to open, the title, and the number of defined names that were removed."""

    sheets: tuple[KeptSheet, ...]
    parts: Mapping[str, bytes]
    title: str
    removed_names: int


def build_minimal_package(package: Package) -> MinimalPackage:
    """Return the minimal package of a workbook; sheets of charts, macros and dialogs are left out."""
    kept = [(n, sheet) for n, sheet in enumerate(package.sheets()) if sheet.kind == "worksheet" and sheet.part]
    names = _unique_names([sheet for _, sheet in kept])
    sheets = tuple(
        KeptSheet(name, sheet.part, strip_sheet(package.part(sheet.part) or b""))
        for name, (_, sheet) in zip(names, kept, strict=True)
    )
    new_indexes = {n: index for index, (n, _) in enumerate(kept)}
    defined, removed = _defined_names(package, new_indexes, frozenset(names))
    states = [(name, sheet.state) for name, (_, sheet) in zip(names, kept, strict=True)]
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)]
    parts = {
        "xl/workbook.xml": _workbook(package, states, defined),
        "xl/_rels/workbook.xml.rels": relations_xml(relations),
    }
    parts |= _shared_parts(package)
    for number, sheet in enumerate(sheets, 1):
        parts |= _sheet_parts(package, sheet, number)
    return MinimalPackage(sheets, parts, _title(package), removed)


def zip_parts(parts: Mapping[str, bytes], *, with_formatting: bool) -> bytes:
    """Return the parts as a workbook that can be opened.

    Without formatting, everything that may be faulty is left out: styles, rules, notes and tables.
    """
    zipped = {}
    for name, xml in parts.items():
        if not with_formatting and (
            name.startswith(("xl/styles", "xl/theme", "xl/comments", "xl/tables", "docProps")) or "/_rels/sheet" in name
        ):
            continue
        is_sheet = name.startswith("xl/worksheets/sheet")
        zipped[name] = remove_formatting(xml) if is_sheet and not with_formatting else xml
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _content_types(zipped))
        for name, xml in zipped.items():
            archive.writestr(name, xml)
    return buffer.getvalue()


def is_internal_reference(text: str, sheet_names: frozenset[str]) -> bool:
    """Return True if a text consists only of references to cells of these sheets."""
    if len(text) > _LONGEST:
        return False
    references = list(_REFERENCE.finditer(text))
    rest = _REFERENCE.sub("", text).strip("() ").replace(",", "")
    return bool(references) and not rest.strip() and all(_sheet_of(match) in sheet_names for match in references)


def _sheet_of(match: re.Match[str]) -> str:
    """Return the sheet name of a reference."""
    return match[1].replace("''", "'") if match[1] else match[2]


def _unique_names(sheets: Iterable[Sheet]) -> list[str]:
    """Return names for the sheets that Excel accepts, no two equal without case."""
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


def _defined_names(package: Package, new_indexes: Mapping[int, int], sheet_names: frozenset[str]) -> tuple[str, int]:
    """Return the XML of the safe defined names, and the number of removed names.

    Safe are print areas, print titles and plain names that refer to kept sheets. Names of filters are skipped and not
    counted: openpyxl writes them again from the sheets.
    """
    kept, removed = [], 0
    for element in ET.fromstring(package.part(package.workbook) or b"<none/>").iter(f"{MAIN}definedName"):
        name, text, local = element.get("name", ""), element.text or "", element.get("localSheetId")
        if name.startswith(("_xlnm._FilterDatabase", "_xlfn", "_xlpm")) or "#REF!" in text:
            continue
        index = new_indexes.get(int(local)) if local and local.isdecimal() else None
        is_safe = is_internal_reference(text, sheet_names) and not _AUTO_RUN_NAME.match(name) and _NAME.fullmatch(name)
        if not is_safe or (local is not None and index is None):
            removed += 1
            continue
        scope = "" if index is None else f' localSheetId="{index}"'
        hidden = ' hidden="1"' if element.get("hidden") in ("1", "true") else ""
        kept.append(f"<definedName name={quoteattr(name)}{scope}{hidden}>{escape(text)}</definedName>")
    return "".join(kept), removed


def _workbook(package: Package, sheets: Iterable[tuple[str, str]], defined: str) -> bytes:
    root = ET.fromstring(package.part(package.workbook) or b"<none/>")
    settings = root.find(f"{MAIN}workbookPr")
    dates_from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    protection = root.find(f"{MAIN}workbookProtection")
    protection_xml = "" if protection is None else ET.tostring(protection, "unicode")
    rows = []
    for number, (name, state) in enumerate(sheets, 1):
        # LibreOffice changes the sheet of the stamp from very hidden to hidden.
        visibility = "veryHidden" if name == STAMP_TABLE.sheet else state
        visibility = visibility if visibility in ("hidden", "veryHidden") else "visible"
        rows.append(f'<sheet name={quoteattr(name)} sheetId="{number}" state="{visibility}" r:id="rId{number}"/>')
    return (
        f'<?xml version="1.0"?><workbook xmlns="{MAIN[1:-1]}" xmlns:r="{OFFICE}/relationships">'
        f'<workbookPr date1904="{int(dates_from_1904)}"/>{protection_xml}'
        '<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{''.join(rows)}</sheets><definedNames>{defined}</definedNames>"
        '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    ).encode()


def _shared_parts(package: Package) -> dict[str, bytes]:
    """Return shared strings, styles, theme and our own document properties."""
    parts = {}
    for kind, name in (("sharedStrings", "sharedStrings"), ("styles", "styles"), ("theme", "theme/theme1")):
        for relation in package.relations_of_kind(package.workbook, kind)[:1]:
            xml = package.part(relation.target) or b""
            # A theme with a picture is left out: the copy does not contain the picture.
            if kind != "theme" or b"r:embed" not in xml:
                parts[f"xl/{name}.xml"] = xml
    return parts | _own_properties(package)


def _sheet_parts(package: Package, sheet: KeptSheet, number: int) -> dict[str, bytes]:
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.stripped.xml}
    relations = []
    for count, relation in enumerate(package.relations_of_kind(sheet.part, "comments")[:1], 1):
        parts[f"xl/comments{number}.xml"] = package.part(relation.target) or b""
        relations.append((f"notes{count}", "comments", f"../comments{number}.xml"))
    for count, relation in enumerate(package.relations_of_kind(sheet.part, "table"), 1):
        name = f"table{number}_{count}.xml"
        parts[f"xl/tables/{name}"] = _table(package.part(relation.target) or b"")
        relations.append((relation.id, "table", f"../tables/{name}"))
    if relations:
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations_xml(relations)
    return parts


def _table(xml: bytes) -> bytes:
    root = ET.fromstring(xml)
    for element in root.iter():
        for child in list(element):
            if child.tag.removeprefix(MAIN) in _TABLE_ELEMENTS_REMOVED:
                element.remove(child)
        for name in _TABLE_ATTRIBUTES_REMOVED:
            element.attrib.pop(name, None)
    return ET.tostring(root)


def _own_properties(package: Package) -> dict[str, bytes]:
    """Return the document properties that hold the copy of our stamp; all others are left out."""
    rows: list[str] = []
    for relation in package.relations_of_kind("", "custom-properties")[:1]:
        for element in ET.fromstring(package.part(relation.target) or b"<none/>"):
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
    for relation in package.relations_of_kind("", "core-properties")[:1]:
        return (ET.fromstring(package.part(relation.target) or b"<none/>").findtext(_TITLE) or "")[:255]
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
