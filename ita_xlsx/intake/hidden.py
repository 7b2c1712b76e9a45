"""What the fast reader hides: cells that show an error, which it gives as empty."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import ParseError

_SIGN = b't="e"'
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(data: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Sheet name -> (row, column) -> the error shown, such as ``#DIV/0!``; counted from zero.

    Only parts that hold the sign of an error are parsed, so that a clean file costs one look.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            name for name in archive.namelist() if name.startswith("xl/worksheets/") and _SIGN in archive.read(name)
        }
        if not parts:
            return {}
        names = _sheet_names(archive)
        return {names[part]: dict(_errors(archive.read(part))) for part in parts if part in names}


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of every sheet with its name."""
    from defusedxml.ElementTree import fromstring

    targets = {
        item.get("Id", ""): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip("/")
        for item in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = (item for item in fromstring(archive.read("xl/workbook.xml")).iter() if item.tag.endswith("}sheet"))
    return {targets.get(item.get(_RELATIONSHIP, ""), ""): item.get("name", "") for item in sheets}


def _errors(part: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        for _, element in iterparse(io.BytesIO(part)):
            if not element.tag.endswith("}c"):
                continue
            match = _CELL.fullmatch(element.get("r", ""))
            if element.get("t") == "e" and match:
                values = (child.text for child in element if child.tag.endswith("}v"))
                yield (int(match[2]) - 1, _column(match[1])), next(values, None) or "#ERROR"
            element.clear()
    except (ParseError, DefusedXmlException):
        # The fast reader has read the part; what it hides here stays hidden.
        return


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
