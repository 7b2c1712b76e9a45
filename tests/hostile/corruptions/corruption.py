"""Define a corruption: something done to a filled form, and the findings that it must give."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from tests.libreoffice.office import Edit, Office
from tests.support.cells import cell, header_cell, info_cell, stamp_cell

IIT, EIT, OIT, INFO, STAMP = "IIT", "EIT", "OIT", "ข้อมูลหน่วยงาน", "_ita"

YEAR = 2568
# Where the form of that year has what the corruptions touch, as it is issued.
ISSUED = (
    *(
        (*header_cell(YEAR, sheet, what), text)
        for sheet in (IIT, OIT)
        for what, text in (("code", "ข้อ"), ("text", "ประเด็น"), ("score", "คะแนน"))
    ),
    (*header_cell(YEAR, EIT, "score public"), "คะแนน EIT Public"),
    (*header_cell(YEAR, EIT, "score survey"), "คะแนน EIT Survey"),
    (*header_cell(YEAR, IIT, "previous"), "คะแนนปีก่อน (ถ้ามี)"),
    *((*cell(YEAR, f"i{number}", "code"), f"i{number}") for number in range(1, 16)),
    *((*cell(YEAR, f"e{number} public", "code"), f"e{number}") for number in range(1, 10)),
    *((*cell(YEAR, f"o{number}", "code"), f"o{number}") for number in range(1, 29)),
    (*info_cell(YEAR, "code", "label"), "รหัสหน่วยงาน *"),
    (*info_cell(YEAR, "year", "label"), "ปีงบประมาณ *"),
    (*info_cell(YEAR, "reporting", "label"), "การรายงาน *"),
    (*stamp_cell("agency", "field"), "agency"),
)


@dataclass(frozen=True)
class Corruption:
    """What happened to a form: how to make it, and what is to be told of it.

    The edits are done by LibreOffice, then `rewrite` on the bytes, by nobody's program. `told` holds the code and
    the place, after the corruption, of findings that must be among those given: "IIT!D14", "IIT", or "" for none.
    `same_scores` says that every score must still be read as it was typed.
    """

    name: str
    edits: tuple[Edit, ...] = ()
    rewrite: Callable[[bytes], bytes] | None = None
    told: tuple[tuple[str, str], ...] = ()
    same_scores: bool = True
    suffix: str = ".xlsx"


def apply(corruption: Corruption, office: Office, form: Path, folder: Path) -> Path:
    """Do to a form what happened, and return the file in the folder that came of it."""
    target = folder / f"{corruption.name}{corruption.suffix}"
    if corruption.edits:
        office.edit(form, target, corruption.edits)
    else:
        target.write_bytes(form.read_bytes())
    if corruption.rewrite is not None:
        target.write_bytes(corruption.rewrite(target.read_bytes()))
    return target


def stands_elsewhere(form: Path) -> list[tuple[str, str, str]]:
    """Return what a form does not have where the corruptions take it to be; they suit the form when there is none."""
    book = load_workbook(form)
    return [place for place in ISSUED if place[0] not in book.sheetnames or book[place[0]][place[1]].value != place[2]]


def on(sheet: str, *edits: Edit) -> tuple[Edit, ...]:
    """The edits of one sheet, named once, after the protection that has no password was taken off."""
    return ("unprotect", sheet, ""), *((verb, sheet, *how) for verb, *how in edits)


def told(code: str, sheet: str, *cells: str) -> tuple[tuple[str, str], ...]:
    """The same finding at each of these cells of a sheet."""
    return tuple((code, f"{sheet}!{address}") for address in cells)
