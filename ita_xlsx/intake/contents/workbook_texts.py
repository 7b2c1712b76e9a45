"""Read what a person can edit in a workbook of ours: values, formulas, notes, links, text boxes; no looks.

Takes the bytes of a workbook; returns texts by sheet and cell, or raises UnreadableWorkbook. Works on values only. The
texts are the same after Excel or LibreOffice saved the file again: results of formulas play no part.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from ita_xlsx.intake.contents.formula_text import plain_formula
from ita_xlsx.intake.workbook.cell_addresses import Cell, cell_of
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.intake.workbook.shared_parts import parse
from ita_xlsx.intake.workbook.sheet_details import Raw
from ita_xlsx.intake.workbook.workbook import Workbook

# Each kind of content of a cell stands behind a mark, so that a note is never taken for a value.
_FORMULA, _VALUE, _NOTE, _LINK, _DRAWN = "=", "", "\nnote ", "\nlink ", "\ndrawn "


def read_workbook_texts(data: bytes) -> Mapping[str, Mapping[Cell, str]]:
    """Return the text of each cell by sheet; raise UnreadableWorkbook for what is no safe workbook."""
    workbook = Workbook(data)
    return {sheet.name: _read_sheet(workbook, workbook.verified(sheet)) for sheet in workbook.sheets}


def _read_sheet(workbook: Workbook, sheet: SheetCells) -> Mapping[Cell, str]:
    details = sheet.details
    pieces: dict[Cell, list[str]] = defaultdict(list)
    for cell, value in details.values.items():
        if cell not in details.formulas and (text := _text_of(value)):
            pieces[cell].append(f"{_VALUE}{text}")
    for cell, formula in details.formulas.items():
        pieces[cell].append(f"{_FORMULA}{plain_formula(formula.text)}")
    for cell, note in workbook.comments(sheet, with_marks=True).items():
        pieces[cell].append(f"{_NOTE}{plain_text(note)}")
    for cell, target in _links(workbook, sheet):
        pieces[cell].append(f"{_LINK}{target}")
    for item in workbook.drawn(sheet):
        pieces[item.area[0], item.area[1]].append(f"{_DRAWN}{plain_text(item.text)}")
    return {cell: "".join(sorted(texts)) for cell, texts in pieces.items()}


def _links(workbook: Workbook, sheet: SheetCells) -> list[tuple[Cell, str]]:
    """Return the links of a sheet by their first cell, also those to other sheets."""
    part, targets = workbook.sheet_part(sheet)
    links: list[tuple[Cell, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "hyperlink":
            identity = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            address = f"{targets.get(identity, '')}#{attributes.get('location', '')}"
            first = attributes.get("ref", "").partition(":")[0]
            links.append((cell_of(first), address.replace("'", "").strip("#/")))

    if b"hyperlink" in part:
        parse(part, start, lambda tag: None, lambda text: None)
    return links


def _text_of(value: Raw) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    # A program may keep fewer digits of a number than another one.
    return f"{value:.12g}" if isinstance(value, float) else plain_text(value)


def plain_text(text: str) -> str:
    """Return a text in Unicode form NFC with single spaces; line ends are spaces too."""
    return " ".join(unicodedata.normalize("NFC", text).split())
