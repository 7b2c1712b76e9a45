"""Check that a field that may be left empty never rejects a form, and that levels have the words of their year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.model.findings import CATALOGUE, Severity, Status, message_and_fix
from ita_xlsx.model.submission import Answer, Submission
from tests.conftest import full_scores, submission_of, write_form
from tests.support.cells import Place, announced_cell, cell
from tests.support.forms import places, read
from tests.support.paths import ROOT
from tests.support.program import printed, run

LETTERS = ("AA", "A", "B", "C", "D", "E", "F")
WORDS = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")
LETTERED = range(2562, 2566)
OLD = ROOT / "tests/frozen/made_by_0_2_0"


def words_of(year: int) -> tuple[str, ...]:
    return LETTERS if year in LETTERED else WORDS


def scored(year: int, *, eit: str = "92.5", level: str = "") -> Submission:
    """A full form whose instruments score about 97, but for EIT; with an announced level."""
    framework = load_framework(year)
    scores = {}
    for number, leaf in enumerate(framework.answers):
        apart = (-3, 5, -2)[number % 3] * (1 + number // 3 % 5) / 100
        scores[leaf.subject] = f"{float(eit) + apart if leaf.code[0] == 'e' else 95.5 + number * 7 % 89 / 25:.2f}"
    words = (Answer("level", raw=level),) if level else ()
    return replace(submission_of(framework, scores), announced_words=words)


@pytest.mark.parametrize("year", list_years())
def test_each_year_has_the_levels_of_its_announcement(year: int) -> None:
    assert tuple(level.name for level in load_framework(year).levels) == words_of(year)


@pytest.mark.parametrize("year", list_years())
def test_a_level_in_the_words_of_other_years_is_a_warning_that_names_those_of_this_year(
    year: int, tmp_path: Path
) -> None:
    own = words_of(year)
    word = "ผ่านดี" if year in LETTERED else "AA"
    returned = read(write_form(tmp_path / "form.xlsx", load_framework(year), scored(year, level=word)))
    (finding,) = [item for item in returned.findings if item.subject == "level"]
    assert (finding.code, finding.severity, finding.value) == ("S213", Severity.WARNING, word)
    assert finding.place == str(announced_cell(year, "level"))
    assert returned.status is Status.ACCEPTED_WITH_WARNINGS
    for lang in ("th", "en"):
        message, fix = message_and_fix(finding, lang)
        assert str(year) in message
        assert all(name in fix for name in own)


@pytest.mark.parametrize("year", list_years())
def test_a_level_in_the_words_of_its_year_is_not_told(year: int, tmp_path: Path) -> None:
    for word in words_of(year):
        returned = read(write_form(tmp_path / "form.xlsx", load_framework(year), scored(year, level=word)))
        assert not {"S213"} & {item.code for item in returned.findings}


@pytest.mark.parametrize(("eit", "expected"), [("96", "ผ่านดีเยี่ยม"), ("94.99", "ผ่านดี"), ("84.99", "ผ่าน")])
def test_the_levels_of_2566_look_at_every_instrument(eit: str, expected: str, tmp_path: Path) -> None:
    returned = read(write_form(tmp_path / "form.xlsx", load_framework(2566), scored(2566, eit=eit)))
    assert returned.results is not None
    assert returned.results.level.name == expected


@pytest.mark.parametrize(("word", "told"), [("ผ่านดี", []), ("AA", ["S213"])])
def test_a_form_of_2566_is_counted_by_consolidate(
    word: str, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("returned").mkdir()
    write_form(Path("returned/form.xlsx"), load_framework(2566), scored(2566, level=word))
    _, checked = printed(capsys, "check", "returned", "--format", "json")
    assert [item["code"] for item in checked["findings"]] == told
    assert checked["results"][0]["status"] == ("accepted_with_warnings" if told else "accepted")
    _, document = printed(capsys, "consolidate", "returned", "--framework", "2566", "-o", "a.xlsx", "--format", "json")
    summary = document["results"]["summary"]
    assert (summary["counted"], summary["levels"]["ผ่านดี"]) == (1, 1)
    assert document["results"]["agencies"][0]["level"] == "ผ่านดี"


def test_a_form_of_2566_with_the_old_levels_is_still_a_form_of_that_year() -> None:
    returned = read(OLD / "form-2566.xlsx")
    told = [place for place in places(returned) if place[0] != "S222"]
    assert told == [("S213", str(announced_cell(2566, "level")))]
    assert returned.results is not None
    assert (returned.status, returned.results.level.name) == (Status.ACCEPTED_WITH_WARNINGS, "ผ่านดี")


YEAR = 2568
FIGURE, OTHER = announced_cell(YEAR, "9.1"), announced_cell(YEAR, "9.2")
LABEL, LEVEL = announced_cell(YEAR, "9.2", "label"), announced_cell(YEAR, "level")
BEFORE = cell(YEAR, "i1", "previous")
Spoil = Callable[[Workbook], object]


def put(place: Place, value: float | str) -> Spoil:
    return lambda book: setattr(place.of(book), "value", value)


def percent(place: Place, value: float) -> Spoil:
    def change(book: Workbook) -> None:
        place.of(book).value = value
        place.of(book).number_format = "0%"

    return change


def twice(sheet: str) -> Spoil:
    return lambda book: setattr(book.copy_worksheet(book[sheet]), "title", f"{sheet} 2")


# Every fault that a field can have that may be left empty, with its cell.
FAULTS: list[tuple[Spoil, str, str]] = [
    (put(FIGURE, "abc"), "S212", str(FIGURE)),
    (put(FIGURE, 100.5), "S212", str(FIGURE)),
    (put(FIGURE, -1), "S212", str(FIGURE)),
    (put(announced_cell(YEAR, "9.1", "announced_second"), "?"), "S212",
     str(announced_cell(YEAR, "9.1", "announced_second"))),
    (put(announced_cell(YEAR, "1", "announced_previous"), 120), "S212",
     str(announced_cell(YEAR, "1", "announced_previous"))),
    (put(FIGURE, "=A1*2"), "S219", str(FIGURE)),
    (percent(FIGURE, 97), "S226", str(FIGURE)),
    (put(LABEL, "ตัวชี้วัดย่อย 9.1"), "S207", str(LABEL)),
    (put(LABEL, "ตัวชี้วัดย่อย 9.9"), "S208", str(LABEL)),
    (put(LEVEL, "ดีมาก"), "S213", str(LEVEL)),
    (put(BEFORE, "abc"), "S211", str(BEFORE)),
    (put(BEFORE, 101), "S211", str(BEFORE)),
    (put(BEFORE, "=A1*2"), "S219", str(BEFORE)),
    (percent(BEFORE, 97), "S226", str(BEFORE)),
    (twice("คะแนนประกาศ"), "W111", "คะแนนประกาศ 2"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "place"), FAULTS)
def test_an_optional_field_never_rejects_a_form(spoil: Spoil, code: str, place: str, tmp_path: Path) -> None:
    framework = load_framework(YEAR)
    path = write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    returned = read(path)
    assert (code, place) in places(returned)
    assert {item.severity for item in returned.findings} <= {Severity.WARNING, Severity.INFO}
    assert returned.status in (Status.ACCEPTED, Status.ACCEPTED_WITH_WARNINGS)
    assert returned.results is not None
    assert returned.results.complete


def test_the_same_fault_of_a_score_still_rejects() -> None:
    assert {CATALOGUE[code].severity for code in CATALOGUE if code in ("S207", "S219", "S226")} == {Severity.ERROR}


def test_an_announced_figure_that_cannot_be_read_stands_for_no_score(tmp_path: Path) -> None:
    """What is only a warning must not be used: without it the answers below are missing."""
    framework = load_framework(YEAR)
    scores = {key: text for key, text in full_scores(framework).items() if key not in ("o1", "o2", "o3", "o4")}
    path = write_form(tmp_path / "form.xlsx", framework, submission_of(framework, scores))
    book = openpyxl.load_workbook(path)
    FIGURE.of(book).value = 100.5
    book.save(path)
    returned = read(path)
    assert {"S201", "S212"} <= {item.code for item in returned.findings}
    assert returned.status is Status.REJECTED


@pytest.mark.parametrize(
    ("year", "word", "told"),
    [(2566, "AA", True), (2568, "ระดับ A", True), (2564, "ผ่านดี", True), (2566, "ผ่าน ดี", False), (2564, "aa", False)],
)
def test_a_printed_level_in_other_words_is_told_and_kept(
    year: int,
    word: str,
    told: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(f"ข้อ,คะแนน\ni1,95.00\ni2,96.00\nระดับผลการประเมิน,{word}\n", encoding="utf-8")
    line = ("import", "table.csv", "--framework", year, "--agency", "ทดสอบ", "-o", "form.xlsx", "--format", "json")
    _, document = printed(capsys, *line)
    levels = [item for item in document["findings"] if item["code"] == "S213"]
    assert [item["severity"] for item in levels] == (["warning"] if told else [])
    typed = announced_cell(year, "level").of(openpyxl.load_workbook("form.xlsx")).value
    assert typed == (word.removeprefix("ระดับ ") if told else word.replace(" ", "").upper())
    assert run("check", "form.xlsx") == 1
