"""Check that the cells in which two files of an agency differ are found, and no others."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

from ita_xlsx.cycle.runs.file_differences import differing_cells
from ita_xlsx.model.text.words import STEP_STATUSES
from tests.conftest import full_scores
from tests.support.cells import cell, info_cell, step_cell
from tests.support.filled_measures import agencies_of, fill_form, plan_of, rows_of
from tests.support.forms import fill_by_openpyxl, read
from tests.support.tracked_steps import FRAMEWORK


def two_forms(folder: Path, *typed: tuple[str, str, str]) -> tuple[Path, Path]:
    """Return a form, and the same with some cells typed anew."""
    agency = agencies_of(1)[0]
    rows = rows_of(FRAMEWORK, plan_of(FRAMEWORK), agency, Random(1))
    first = fill_form(folder / "a.xlsx", FRAMEWORK, agency, rows)
    fill_by_openpyxl(first, folder / "b.xlsx", list(typed))
    return first, folder / "b.xlsx"


def test_scores_words_and_steps_that_differ_are_found(tmp_path: Path) -> None:
    places = [cell(FRAMEWORK, "i1"), info_cell(FRAMEWORK, "website"), step_cell(FRAMEWORK, 1, "status")]
    texts = ("50.5", "https://new.example.go.th", STEP_STATUSES[1])
    typed = [(place.sheet, place.a1, text) for place, text in zip(places, texts, strict=True)]
    first, second = two_forms(tmp_path, *typed)
    found = differing_cells([read(first), read(second)])
    by_place = {item.place: item for item in found}
    score = by_place[f"{typed[0][0]}!{typed[0][1]}"]
    assert score.texts[1] == "50.5"
    assert score.change == Fraction("50.5") - Fraction(full_scores(FRAMEWORK)["i1"])
    assert by_place[f"{typed[1][0]}!{typed[1][1]}"].texts[1] == texts[1]
    assert {(item.sheet, item.cell) for item in found} == {(sheet, address) for sheet, address, _ in typed}


def test_equal_files_differ_nowhere_and_an_unreadable_one_gives_nothing(tmp_path: Path) -> None:
    first, second = two_forms(tmp_path)
    assert differing_cells([read(first), read(second)]) == ()
    second.write_bytes(second.read_bytes()[:500])
    assert differing_cells([read(first), read(second)]) == ()
