"""Check that broken, hostile and encrypted files are refused in plain words, or read right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.hostile_disk import _names as names_gate
from benchmarks.hostile_text import Seen, _compare, _filled, _look, _outputs
from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.findings import CATALOGUE
from tests.conftest import full_scores, submission_of, write_form
from tests.hostile.attacks import attacks
from tests.hostile.case import Case
from tests.hostile.doctype import doctypes
from tests.hostile.encrypted import encrypted
from tests.hostile.injections import injections
from tests.hostile.mutants import mutants
from tests.hostile.verdict import REFUSED, RIGHT, WRONG, Verdict, judge, receive_data, truth_of
from tests.support.forms import NOWHERE, read
from tests.support.paths import CORPUS

SEED = 11


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    framework = load_framework(2568)
    folder = tmp_path_factory.mktemp("good")
    return write_form(folder / "form.xlsx", framework, submission_of(framework, full_scores(framework))).read_bytes()


@pytest.fixture(scope="module")
def truth(good: bytes, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Fraction]:
    return truth_of(next(receive_data(tmp_path_factory.mktemp("truth"), [("form", good)])))


def verdicts(folder: Path, cases: Iterable[Case], truth: Mapping[str, Fraction]) -> list[tuple[Case, Verdict]]:
    made = list(cases)
    received = receive_data(folder, [(case.name, case.data) for case in made])
    return [(case, judge(case.name, item, truth)) for case, item in zip(made, received, strict=True)]


def test_attacks_are_refused_in_plain_words_or_read_right(
    good: bytes, truth: Mapping[str, Fraction], tmp_path: Path
) -> None:
    told = verdicts(tmp_path, attacks(good, SEED), truth)
    assert [case.name for case, verdict in told if verdict.outcome not in (REFUSED, RIGHT)] == []
    assert [case.name for case, verdict in told if not verdict.plain] == []
    refused = [(case, verdict) for case, verdict in told if verdict.outcome == REFUSED]
    fair = [case for case, verdict in refused if verdict.codes & case.codes or any(c[0] in "SW" for c in verdict.codes)]
    assert len(fair) >= 0.95 * len(refused)


@pytest.mark.parametrize("cases", [doctypes, encrypted])
def test_entities_and_passwords_are_always_told_as_such(
    good: bytes, truth: Mapping[str, Fraction], tmp_path: Path, cases: object
) -> None:
    assert callable(cases)
    told = verdicts(tmp_path, cases(good, SEED), truth)
    assert told
    assert [case.name for case, verdict in told if not verdict.codes & case.codes] == []


def test_damage_is_never_read_as_other_scores(good: bytes, truth: Mapping[str, Fraction], tmp_path: Path) -> None:
    made = list(mutants(good, SEED, 400))
    told = [judge(name, item, truth) for (name, _), item in zip(made, receive_data(tmp_path, made), strict=True)]
    assert [verdict.name for verdict in told if verdict.outcome == WRONG or not verdict.plain] == []
    assert {verdict.outcome for verdict in told} >= {REFUSED, RIGHT}


def test_text_of_agencies_is_text_in_every_output(good: bytes, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(good)
    base, seen = read(form, NOWHERE), Seen()
    ours = set().union(*(formulas for _, formulas in _outputs(tmp_path, _filled(base, "x", tmp_path), seen)))
    for text in islice(injections(SEED), 0, None, 25):
        clean = clean_text(text)
        try:
            path = _filled(base, clean, tmp_path)
        except OutputError:
            continue
        for output, formulas in _outputs(tmp_path, path, seen):
            assert formulas <= ours, text
            _look(output, seen)
        _compare(path, clean, seen)
    assert seen.opened > 10
    assert (seen.links, seen.forbidden, seen.unopened, seen.changed, seen.unequal) == (0, 0, 0, 0, 0)


def test_names_of_files_stay_in_their_folder(tmp_path: Path) -> None:
    assert names_gate(tmp_path / "names", SEED).failed == 0


@pytest.mark.parametrize("path", sorted((CORPUS / "should_pass").iterdir()), ids=lambda path: path.name)
def test_a_file_that_should_pass(path: Path) -> None:
    returned = read(path)
    assert returned.usable
    assert returned.results is not None
    assert returned.results.answered == len(returned.results.answers)


@pytest.mark.parametrize("path", sorted((CORPUS / "should_fail").iterdir()), ids=lambda path: path.name)
def test_a_file_that_should_fail(path: Path) -> None:
    """Its name begins with the code it is refused with."""
    code = path.name.partition("-")[0]
    assert code in CATALOGUE
    assert code in [finding.code for finding in read(path).findings if finding.severity.value == "error"]


def test_a_source_is_read_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.xlsx").write_bytes(b"")
    assert Source("x.xlsx", Path("x.xlsx")).with_full_path.path == tmp_path / "x.xlsx"
