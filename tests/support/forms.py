"""Fill in a form as people do: which cells to type what into, and by openpyxl."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ita_xlsx.cycle.analyze import Analysis, analyze_return
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned, receive_one
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from tests.libreoffice.office import Entry

NOWHERE = RunContext(round=RoundSettings(), framework=None, roster=None)


def entries(framework: Framework, scores: dict[str, str], given: dict[str, str] | None = None) -> list[Entry]:
    """The cells of scores and announced figures by subject, with what to type into each."""
    layout = AgencyLayout(framework)
    typed = []
    for subject, text in scores.items():
        place = layout.answer(framework.nodes[subject])
        typed.append((place.sheet, place.a1, text))
    for subject, text in (given or {}).items():
        place = layout.announced_figures.place(subject, "announced")
        typed.append((place.sheet, place.a1, text))
    return typed


def fill_by_openpyxl(source: Path, target: Path, typed: list[Entry]) -> None:
    """Write numbers as numbers and the rest as text, and save."""
    book = openpyxl.load_workbook(source)
    for sheet, cell, text in typed:
        book[sheet][cell] = float(text) if text[0].isascii() and text[0].isdigit() else text
    book.save(target)


def read(path: Path, context: RunContext = NOWHERE) -> Returned:
    """Receive one file."""
    return receive_one(Source(str(path), path), context)


def places(returned: Returned) -> list[tuple[str, str]]:
    """The findings as flat tuples of code and place."""
    return [(finding.code, finding.place) for finding in returned.findings]


def analysed(path: Path, context: RunContext = NOWHERE) -> Analysis:
    """What one returned form comes to."""
    found = analyze_return(read(path, context), context)
    assert found is not None
    return found
