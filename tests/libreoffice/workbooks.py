"""Read the package of a workbook: its parts, its formulas and their cached values."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, TypeAlias
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

Key: TypeAlias = tuple[str, str]
Difference: TypeAlias = tuple[str, str, object, object]

ABSENT = "(no such formula cell)"

# Attributes are matched one by one, so that an empty cell <c .../> does not swallow the one after it.
CELL = re.compile(rb'<c((?:\s+[\w:]+="[^"]*")*)\s*>(.*?)</c>', re.DOTALL)
FORMULA = re.compile(rb"<f[\s/>]")
VALUE = re.compile(rb"<v\s*/>|<v(?:\s[^>]*)?>.*?</v>", re.DOTALL)
TYPE = re.compile(rb'\s+t="[^"]*"')


def package_parts(path: Path | BinaryIO) -> dict[str, bytes]:
    """Return the uncompressed bytes of every part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def malformed_part(path: Path) -> str | None:
    """Return the name of the first part that is not well-formed, or None; only a package has parts."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            try:
                content = package.read(name)
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(content)
            except (ElementTree.ParseError, zipfile.BadZipFile, zlib.error):
                return name
    return None


def empty_cached_values(source: Path, target: Path) -> int:
    """Copy a workbook without the cached values of its formulas, and return how many formulas there are.

    Only a program that computes can fill them again. Raises ValueError when there is no formula.
    """
    emptied = 0

    def empty(match: re.Match[bytes]) -> bytes:
        nonlocal emptied
        attributes, content = match.groups()
        if not FORMULA.search(content):
            return match.group()
        emptied += 1
        return b"<c" + TYPE.sub(b"", attributes) + b">" + VALUE.sub(b"", content) + b"</c>"

    parts = package_parts(source)
    for name, content in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            parts[name] = CELL.sub(empty, content)
    if not emptied:
        raise ValueError(f"{source} holds no formula")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return emptied


def formula_cells(path: Path) -> dict[Key, str]:
    """Return the text of every formula, '=' included, by sheet name and cell."""
    found: dict[Key, str] = {}
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = cell.value
                    found[sheet.title, cell.coordinate] = str(value.text if isinstance(value, ArrayFormula) else value)
    return found


def cached_values(path: Path) -> dict[Key, object]:
    """Return the cached value of every formula cell: None when empty, and the text of an error."""
    sheets = load_workbook(path, data_only=True)
    return {(sheet, cell): sheets[sheet][cell].value for sheet, cell in formula_cells(path)}


def differences(
    expected: Mapping[Key, object], actual: Mapping[Key, object], tolerance: float = 1e-9
) -> list[Difference]:
    """Return (sheet, cell, expected, actual) wherever two readings differ, or only one has the cell.

    Numbers may differ by the tolerance, texts not at all; None is the same as ''.
    """
    found = []
    for key in sorted({*expected, *actual}):
        left, right = expected.get(key, ABSENT), actual.get(key, ABSENT)
        if not _alike(left, right, tolerance):
            found.append((*key, left, right))
    return found


def _alike(left: object, right: object, tolerance: float) -> bool:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) <= tolerance
    return ("" if left is None else left) == ("" if right is None else right)
