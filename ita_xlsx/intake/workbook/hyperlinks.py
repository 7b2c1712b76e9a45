"""Find the addresses that the cells of a column link to, whatever text the cells show.

Takes the XML of a sheet and its formulas; returns addresses by row. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ita_xlsx.intake.workbook.cell_addresses import area_of, cell_of
from ita_xlsx.intake.workbook.shared_parts import parse
from ita_xlsx.intake.workbook.sheet_details import SheetDetails
from ita_xlsx.model.links import same_address

# A sheet whose XML does not hold these bytes has no link, and need not be parsed.
LINK_MARK = b"hyperlink"
# No column of ours has more rows than this; one link may cover a million rows.
_MOST_LINKED_ROWS = 20_000
_PIECE = r'"(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?[0-9]{1,7}'
_FORMULA = re.compile(
    rf"(?<![\w.])(?:_xlfn\.)?HYPERLINK\(\s*((?:{_PIECE})(?:\s*&\s*(?:{_PIECE}))*+)\s*[,)]", re.IGNORECASE
)
_PIECES = re.compile(_PIECE, re.IGNORECASE)
_LINK_FORMULA = re.compile(r"(?<![\w.])HYPERLINK\(", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:", re.IGNORECASE)


def read_links(part: bytes, targets: Mapping[str, str], col: int) -> Mapping[int, str]:
    """Return the target of the link in each row of one column; leave out links within the workbook.

    ``targets`` are the addresses by relationship id. Raise UnreadableWorkbook for a cell range that no sheet can have.
    """
    addresses: dict[int, str] = {}
    rows_left = _MOST_LINKED_ROWS

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal rows_left
        if tag.rpartition(":")[2] != "hyperlink":
            return
        identity = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        target = targets.get(identity, "#")
        if target.startswith("#"):
            return
        top, left, bottom, right = area_of(attributes.get("ref", ""))
        rows = range(top, min(bottom, top + rows_left) + 1) if left <= col <= right else range(0)
        rows_left = max(rows_left - len(rows), 0)
        location = attributes.get("location", "")
        addresses.update(dict.fromkeys(rows, _absolute(f"{target}#{location}" if location else target)))

    parse(part, start, lambda tag: None, lambda text: None)
    return addresses


def read_formula_links(details: SheetDetails, col: int) -> Mapping[int, str]:
    """Return the address in each row of one column whose formula is HYPERLINK.

    The address is a text, or texts and cells of this sheet joined by ``&``. A formula around it, such as IF, makes
    no difference; of two HYPERLINKs none is taken.
    """
    addresses = {}
    for (row, formula_col), formula in details.formulas.items():
        matches = _FORMULA.findall(formula.text) if formula_col == col else []
        if len(matches) == 1:
            target = _joined(matches[0], details)
            if target and not target.startswith("#"):
                addresses[row] = _absolute(target)
    return addresses


def is_link_formula(formula: str) -> bool:
    """Return True if a formula makes a link, with whatever address."""
    return _LINK_FORMULA.search(formula.replace("_xlfn.", "")) is not None


def _joined(expression: str, details: SheetDetails) -> str:
    """Return the text of literals and cells joined by ``&``; empty if a cell holds another value."""
    text = ""
    for piece in _PIECES.findall(expression):
        if piece.startswith('"'):
            text += piece[1:-1].replace('""', '"')
            continue
        value = details.values.get(cell_of(piece.replace("$", "")), "")
        if isinstance(value, float) and value.is_integer():
            value = f"{value:.0f}"
        if not isinstance(value, str):
            return ""
        text += value
    return text


def address_of_cell(text: str, target: str, *, unknown: bool = False) -> tuple[str, str]:
    """Return the address of a cell, and the text that the cell shows if this is another text, else ``""``.

    ``text`` is what the cell shows, ``target`` the address of its link; both may be empty. If one of them is empty,
    the address is the text. If the cell holds a formula that was never computed (``unknown``), it is the target.
    """
    if not text or not target:
        return (target, "") if unknown else (text, "")
    if same_address(text, target):
        # A program that turns a typed address into a link writes its spaces as %20.
        return (target if " " in text and " " not in target else text), ""
    return target, text


def _absolute(target: str) -> str:
    """Return an address with a scheme; a path relative to the workbook is a file on somebody's own computer."""
    if _SCHEME.match(target) or target.startswith(("\\\\", "//")):
        return target
    return f"file:{target}"
