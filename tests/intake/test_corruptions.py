"""Check that each mistake of a clerk ends as a finding that names its cell, or as a listed repair."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import needs_feedback, write_feedback
from ita_xlsx.model.findings import Finding, Status
from ita_xlsx.model.submission import values_of
from tests.conftest import EDITION
from tests.hostile.corruptions.corpus import Corruption, apply, corruptions, stands_elsewhere
from tests.hostile.dialects import dialects
from tests.hostile.flags import flags
from tests.hostile.strict import strict
from tests.libreoffice.office import Office
from tests.support.forms import NOWHERE, read
from tests.support.program import run


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled form of Samut Prakan, as the program's own walk-through makes it."""
    folder = tmp_path_factory.mktemp("demo")
    assert run("demo", folder, "-q") == 0
    return folder / "samut-prakan-2568" / "2-returned.xlsx"


@pytest.fixture(scope="module")
def truth(form: Path) -> Mapping[str, Fraction]:
    """Its scores."""
    submission = read(form).submission
    assert submission is not None
    return values_of(submission.answers)


def cells_of(finding: Finding) -> set[tuple[str, str]]:
    """A finding's code with each of its cells, with all of them, and with its sheet."""
    cells = [cell.strip() for cell in (finding.cell or "").split(",") if cell.strip()]
    places = {f"{finding.sheet}!{cell}" for cell in cells} | {finding.place, finding.sheet or ""}
    return {(finding.code, place) for place in places}


def test_the_corruptions_suit_the_form(form: Path) -> None:
    assert stands_elsewhere(form) == []


@pytest.mark.parametrize("corruption", corruptions(), ids=lambda corruption: corruption.name)
def test_a_corruption_is_told_at_its_real_place(
    office: Office, form: Path, truth: Mapping[str, Fraction], tmp_path: Path, corruption: Corruption
) -> None:
    returned = read(apply(corruption, office, form, tmp_path))
    told = set().union(*map(cells_of, returned.findings))
    assert set(corruption.told) <= told
    assert returned.submission is not None
    if corruption.same_scores:
        assert values_of(returned.submission.answers) == truth


@pytest.mark.parametrize("number", range(21))
def test_what_other_programs_write_is_read_the_same(
    form: Path, truth: Mapping[str, Fraction], tmp_path: Path, number: int
) -> None:
    name, data = list(dialects(form.read_bytes()))[number]
    path = tmp_path / "returned.xlsx"
    path.write_bytes(data)
    returned = read(path)
    assert returned.submission is not None, name
    assert values_of(returned.submission.answers) == truth, name
    assert returned.status is not Status.REJECTED, name


@pytest.mark.parametrize("number", range(11))
def test_what_a_workbook_carries_is_told(form: Path, tmp_path: Path, number: int) -> None:
    flagged = list(flags(form.read_bytes()))[number]
    path = tmp_path / "returned.xlsx"
    path.write_bytes(flagged.data)
    returned = read(path)
    assert flagged.code in [finding.code for finding in returned.findings], flagged.name
    assert returned.usable


def test_strict_workbooks_are_read(form: Path, truth: Mapping[str, Fraction], tmp_path: Path) -> None:
    path = tmp_path / "strict.xlsx"
    path.write_bytes(strict(form.read_bytes()))
    submission = read(path).submission
    assert submission is not None
    assert values_of(submission.answers) == truth


def test_a_marked_copy_comes_back_as_the_same_form(form: Path, truth: Mapping[str, Fraction], tmp_path: Path) -> None:
    """The agency mends its copy and returns it: it is read like the form, and its notes are not taken for its own."""
    returned = read(form)
    assert needs_feedback(returned)
    made = write_feedback(returned, NOWHERE, Target(path=tmp_path), "copy", EDITION)
    assert made.copy is not None
    again = read(made.copy)
    assert again.submission is not None
    assert values_of(again.submission.answers) == truth
    assert [(item.code, item.place) for item in again.findings] == [
        (item.code, item.place) for item in returned.findings
    ]
    assert made.text.read_text(encoding="utf-8-sig").startswith("เรียน ")


def test_feedback_twice_is_the_same_bytes_and_the_form_is_untouched(form: Path, tmp_path: Path) -> None:
    before = form.read_bytes()
    first, second = (
        write_feedback(read(form), NOWHERE, Target(path=tmp_path / name), "copy", EDITION).copy for name in ("a", "b")
    )
    assert first is not None
    assert second is not None
    assert first.read_bytes() == second.read_bytes()
    assert form.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 half a copy"])
def test_what_cannot_be_read_still_gets_a_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "returned.xlsx"
    path.write_bytes(content)
    returned = read(path)
    made = write_feedback(returned, NOWHERE, Target(path=tmp_path / "out"), "x", EDITION)
    assert made.copy is None
    assert "returned.xlsx" in made.text.read_text(encoding="utf-8-sig")
