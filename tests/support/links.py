"""Fill in forms with addresses, and judge them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.links import judge_links
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.links import (
    AgencyLinks,
    AgencyProofs,
    Proof,
)
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import EDITION
from tests.support.forms import read
from tests.support.samut_sakhon import AGENCY, ROWS, SITE

FRAMEWORK = load_framework(2568)
STEPS = AgencyLayout(FRAMEWORK).measures
HOME = "https://www.opsmoac.go.th"


def template(path: Path, site: str = SITE) -> Path:
    """An empty form on disk."""
    path.write_bytes(
        make_form(FRAMEWORK, RoundSettings(), Submission(agency=Agency("P01", AGENCY, "สมุทรสาคร", site)), EDITION)
    )
    return path


def typed_steps() -> list[tuple[str, str, str]]:
    """What a clerk types into the sheet of measures: sheet, cell and text."""
    typed = []
    for row, (instrument, indicator, step, result) in enumerate(ROWS, STEPS.first_row + 1):
        said = {"number": str(row), "instrument": instrument, "indicator": indicator, "step": step, "url": result}
        letters = {key: STEPS.place(STEPS.items[0], key).a1.rstrip("0123456789") for key in said}
        typed += [(STEPS.sheet, f"{letters[key]}{row}", text) for key, text in said.items() if text]
    return typed


def fill(path: Path, site: str = SITE) -> Path:
    """The real form's 56 steps typed into a template by openpyxl."""
    book = openpyxl.load_workbook(template(path, site))
    for sheet, cell, text in typed_steps():
        book[sheet][cell] = text
    book.save(path)
    return path


def judge(*texts: str, site: str = f"{HOME}/samutsakhon-home", roster: str = "") -> AgencyLinks:
    """One agency's cells, judged."""
    proofs = tuple(Proof(subject=f"s.{number}", text=text) for number, text in enumerate(texts))
    return judge_links([AgencyProofs(Agency("P01", "x", website=roster), "a.xlsx", proofs, site)])[0]


def rules(*texts: str, **about: str) -> list[list[str]]:
    """The codes told of each cell."""
    return [[item.rule for item in one.results] for one in judge(*texts, **about).links]


def typed(path: Path, *cells: tuple[int, str, str], merges: tuple[tuple[str, int, int], ...] = ()) -> Returned:
    """A form with texts in rows and columns of its measures, and cells of a column merged, read back."""
    book = openpyxl.load_workbook(template(path))
    sheet = book[STEPS.sheet]
    for row, key, text in cells:
        sheet.cell(STEPS.first_row + row, STEPS.col(key) + 1, text)
    for key, first, last in merges:
        col = STEPS.col(key) + 1
        sheet.merge_cells(None, STEPS.first_row + first, col, STEPS.first_row + last, col)
    book.save(path)
    return read(path)
