"""Where do the cells of a column lead, whatever text they show?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ita_xlsx.intake.workbook.shared_parts import parse
from ita_xlsx.intake.workbook.sheet_xml import SheetDetails, area_of
from ita_xlsx.model.links import same_address

# A part without this mark holds no link, and need not be looked at.
MARK = b"hyperlink"
# Beyond so many rows no column of ours is filled; a link may be laid over a million.
_MOST_ROWS = 20_000
_FORMULA = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,)]', re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:", re.IGNORECASE)


def read_links(part: bytes, targets: Mapping[str, str], col: int) -> Mapping[int, str]:
    """The targets of the links of a sheet in one column, by row; links within the workbook are none.

    Raises UnreadableWorkbook for addresses that no sheet has.
    """
    found: dict[int, str] = {}
    room = _MOST_ROWS

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal room
        if tag.rpartition(":")[2] != "hyperlink":
            return
        identity = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        target = targets.get(identity, "#")
        if target.startswith("#"):
            return
        top, left, bottom, right = area_of(attributes.get("ref", ""))
        rows = range(top, min(bottom, top + room) + 1) if left <= col <= right else range(0)
        room = max(room - len(rows), 0)
        location = attributes.get("location", "")
        found.update(dict.fromkeys(rows, _absolute(f"{target}#{location}" if location else target)))

    parse(part, start, lambda tag: None, lambda text: None)
    return found


def linked_by_formula(care: SheetDetails, col: int) -> Mapping[int, str]:
    """The addresses that formulas of one column lead to, where they are written out in the formula."""
    found = {}
    for (row, at), formula in care.formulas.items():
        if at == col and (match := _FORMULA.match(formula.text)):
            target = match[1].replace('""', '"')
            if not target.startswith("#"):
                found[row] = _absolute(target)
    return found


def address_of_cell(text: str, target: str, *, unknown: bool = False) -> tuple[str, str]:
    """The address of a cell, and what it shows where that is another text; an empty cell shows no link.

    What a formula shows that was never computed is ``unknown``; where it leads is not.
    """
    if not text or not target:
        return (target, "") if unknown else (text, "")
    if same_address(text, target):
        # A program that makes a link of what is typed writes its blanks as %20.
        return (target if " " in text and " " not in target else text), ""
    return target, text


def _absolute(target: str) -> str:
    """A path beside the workbook is one on somebody's own machine."""
    if _SCHEME.match(target) or target.startswith(("\\\\", "//")):
        return target
    return f"file:{target}"
