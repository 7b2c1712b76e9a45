"""Check the loop of a form: sent back marked, mended, returned; corrected by telephone; joined from halves."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.decisions.decision_book import load_decisions, record_decisions
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Choice, Correction, Decisions, FileDecision
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.round_state import ChoiceBasis, ReturnSummary, State, bare_name
from ita_xlsx.output.province import write_consolidated, write_handover
from tests.conftest import EDITION, full_scores, submission_of
from tests.libreoffice.office import Office
from tests.support.forms import fill_by_openpyxl
from tests.support.program import run

FRAMEWORK = load_framework(2568)
SCORES = full_scores(FRAMEWORK)
SUBJECTS = list(SCORES)
FIRST = AgencyLayout(FRAMEWORK).answer(FRAMEWORK.answers[0])
POSITION = list(FRAMEWORK.nodes).index(SUBJECTS[0])


def write(path: Path, code: str, scores: Mapping[str, str]) -> Path:
    """A filled form of an agency."""
    agency = Agency(code, f"หน่วยงานที่ {code}", "ตราด")
    submission = replace(submission_of(FRAMEWORK, dict(scores)), agency=agency)
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of two agencies: a rejected form and a good one."""
    (tmp_path / "inbox").mkdir()
    roster = "code,name,province\nP01,หน่วยงานที่ P01,ตราด\nP02,หน่วยงานที่ P02,ตราด\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    settings = 'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n'
    (tmp_path / "round.toml").write_text(settings, encoding="utf-8")
    write(tmp_path / "inbox" / "one.xlsx", "P01", {**SCORES, SUBJECTS[0]: "960.5"})
    write(tmp_path / "inbox" / "two.xlsx", "P02", SCORES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded() -> LoadedRound:
    """The round as a command reads it."""
    return load_round(("inbox",), load_context("round.toml"))


def codes(read: LoadedRound) -> set[str]:
    """The codes of all findings."""
    return {item.code for item in read.findings}


def summary_of(read: LoadedRound, place: int = 0) -> ReturnSummary:
    """The form of an agency that counts."""
    summary = read.province.members[place].summary
    assert summary is not None
    return summary


def send_back(*more: str) -> None:
    """Write the marked copies of all faulty forms."""
    run("check", "inbox", "--feedback", "feedback", "--force", "-q", *more)


def test_a_copy_mended_in_libreoffice_takes_the_place_of_its_original(folder: Path, office: Office) -> None:
    send_back()
    office.type_into(
        Path("feedback/one - แก้ไข.xlsx"), Path("inbox/one - แก้ไข.xlsx"), [(FIRST.sheet, FIRST.a1, "96.05")]
    )
    read = loaded()
    member = read.province.members[0]
    assert (member.state, member.basis) == (State.RETURNED, ChoiceBasis.MENDS)
    assert summary_of(read).file == "inbox/one - แก้ไข.xlsx"
    assert codes(read) == {"N140"}
    shutil.rmtree("feedback")
    send_back()
    assert not list(Path("feedback").glob("*")) if Path("feedback").exists() else True


def test_a_copy_may_be_mended_in_two_steps(folder: Path) -> None:
    send_back()
    fill_by_openpyxl(Path("feedback/one - แก้ไข.xlsx"), Path("inbox/b.xlsx"), [(FIRST.sheet, FIRST.a1, "961.5")])
    assert loaded().province.members[0].state is State.REJECTED
    assert summary_of(loaded()).file == "inbox/b.xlsx"
    send_back()
    fill_by_openpyxl(Path("feedback/b - แก้ไข.xlsx"), Path("inbox/c.xlsx"), [(FIRST.sheet, FIRST.a1, "96.05")])
    # Also where the step between was lost.
    for step in ("kept", "lost"):
        read = loaded()
        assert read.province.members[0].basis is ChoiceBasis.MENDS
        assert summary_of(read).file == "inbox/c.xlsx"
        assert len(read.province.members[0].superseded) == (2 if step == "kept" else 1)
        Path("inbox/b.xlsx").unlink(missing_ok=True)


def correct(was: str | None, becomes: str, subject: str = SUBJECTS[0]) -> None:
    """Record a correction of the second agency."""
    context = load_context("round.toml")
    row = Correction(
        code="P02", subject=subject, was=None if was is None else Fraction(was), becomes=Fraction(becomes),
        informant="คุณสมศรี", decided=date(2026, 10, 1), by="ผม", reason="พิมพ์ผิด",
    )  # fmt: skip
    record_decisions(load_decisions(context), context, Decisions(corrections=(row,)), EDITION)


def test_a_correction_is_followed_marked_handed_over_and_done(folder: Path) -> None:
    before = summary_of(loaded(), 1)
    data = Path("inbox/two.xlsx").read_bytes()
    correct(SCORES[SUBJECTS[0]], "99.99")
    read = loaded()
    after = summary_of(read, 1)
    assert Path("inbox/two.xlsx").read_bytes() == data
    assert "N151" in codes(read)
    assert after.values[POSITION] == Fraction("99.99")
    overall = list(FRAMEWORK.nodes).index(OVERALL)
    assert (after.values[overall] or 0) > (before.values[overall] or 0)
    Path("p.xlsx").write_bytes(write_consolidated(read.province, (), EDITION))
    book = openpyxl.load_workbook("p.xlsx")
    marked = {sheet.title: sum(cell.font.u is not None for row in sheet for cell in row) for sheet in book}
    assert (marked["รายข้อ"], marked["ตัวชี้วัด"]) == (1, 3)
    Path("h.xlsx").write_bytes(write_handover(read.province, EDITION))
    (row,) = openpyxl.load_workbook("h.xlsx")["การตัดสินใจ"].iter_rows(min_row=4, max_row=4, values_only=True)
    assert row[0] == "P02"
    assert "99.99" in str(row[3])
    assert row[4:] == ("พิมพ์ผิด", "1 ตุลาคม 2569", "คุณสมศรี · ผม")
    write(Path("inbox/two.xlsx"), "P02", {**SCORES, SUBJECTS[0]: "99.99"})
    read = loaded()
    assert "N152" in codes(read)
    assert not {"N151", "N153"} & codes(read)
    assert summary_of(read, 1).corrections == ()


@pytest.mark.parametrize(
    ("rows", "value", "code"),
    [
        ([(SCORES[SUBJECTS[0]], "90")], "90", "N151"),
        ([("50", "90")], SCORES[SUBJECTS[0]], "N153"),
        ([(None, "90")], SCORES[SUBJECTS[0]], "N153"),
        ([(SCORES[SUBJECTS[0]], "90"), ("90", "91")], "91", "N151"),
        ([(SCORES[SUBJECTS[0]], "90"), (SCORES[SUBJECTS[0]], "92")], "92", "N151"),
        ([("50", SCORES[SUBJECTS[0]])], SCORES[SUBJECTS[0]], "N152"),
    ],
)
def test_a_correction_is_applied_only_where_its_former_value_stands(
    folder: Path, rows: list[tuple[str | None, str]], value: str, code: str
) -> None:
    for was, becomes in rows:
        correct(was, becomes)
    read = loaded()
    assert summary_of(read, 1).values[POSITION] == Fraction(value)
    assert {"N151", "N152", "N153"} & codes(read) == {code}


def test_a_correction_of_no_question_is_told(folder: Path) -> None:
    correct(None, "90", "i99")
    assert "N154" in codes(loaded())


def test_a_missing_score_can_be_told_by_telephone(folder: Path) -> None:
    write(Path("inbox/two.xlsx"), "P02", {key: SCORES[key] for key in SUBJECTS[1:]})
    assert loaded().province.members[1].state is State.REJECTED
    correct(None, "96.5")
    read = loaded()
    assert read.province.members[1].state is State.RETURNED
    assert summary_of(read, 1).values[POSITION] == Fraction("96.5")


HALVES = ({key: SCORES[key] for key in SUBJECTS[:30]}, {key: SCORES[key] for key in SUBJECTS[30:]})


@pytest.fixture
def halves(folder: Path) -> list[str]:
    """Two halves of the form of the second agency, in place of it."""
    Path("inbox/two.xlsx").unlink()
    for name, scores in zip(("a", "b"), HALVES, strict=True):
        write(Path(f"inbox/{name}.xlsx"), "P02", scores)
    return ["inbox/a.xlsx", "inbox/b.xlsx"]


def test_halves_are_joined_into_a_form_that_takes_their_place(halves: list[str]) -> None:
    assert "N143" in codes(loaded())
    assert run("join", *halves, "-o", "inbox/two.xlsx", "--issued", "20/11/2569") == 0
    read = loaded()
    member = read.province.members[1]
    assert (member.state, member.basis) == (State.RETURNED, ChoiceBasis.MENDS)
    assert len(member.superseded) == 2
    assert (summary_of(read, 1).answered, summary_of(read, 1).complete) == (61, True)
    assert not [item.code for item in summary_of(read, 1).findings]
    rows = openpyxl.load_workbook("inbox/two.xlsx")["ที่มาของคะแนน"].iter_rows(min_row=3, values_only=True)
    files = [row[1] for row in rows]
    assert files == ["a.xlsx"] * 30 + ["b.xlsx"] * 31


def test_the_order_of_the_halves_changes_no_score(halves: list[str]) -> None:
    run("join", *halves, "-o", "ab.xlsx")
    run("join", *reversed(halves), "-o", "ba.xlsx")
    values = []
    for name in ("ab.xlsx", "ba.xlsx"):
        shutil.copy(name, "inbox/two.xlsx")
        values.append(summary_of(loaded(), 1).values)
    assert values[0] == values[1]


@pytest.mark.parametrize(
    ("other", "code", "exit_code"),
    [
        ({**HALVES[1], SUBJECTS[0]: "12.34"}, "N147", 1),
        ({**HALVES[1], SUBJECTS[0]: SCORES[SUBJECTS[0]]}, "", 0),
    ],
)
def test_what_overlaps_must_agree(
    halves: list[str], other: Mapping[str, str], code: str, exit_code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path(halves[1]), "P02", other)
    assert run("join", *halves, "-o", "two.xlsx", "--lang", "en") == exit_code
    printed = capsys.readouterr().out
    assert not code or code in printed
    assert not code or f"{FIRST.sheet} {FIRST.a1}".replace(" ", "!") in printed.replace("\n", " ").replace("  ", "")
    assert Path("two.xlsx").exists() is not bool(code)


@pytest.mark.parametrize(
    ("first", "answer", "code"), [(SCORES[SUBJECTS[0]], "", "N143"), ("12.34", "", "N180"), ("", "รวม", "N146")]
)
def test_parts_of_a_form_get_no_marked_copy(
    halves: list[str], first: str, answer: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path(halves[1]), "P02", {**HALVES[1], **({SUBJECTS[0]: first} if first else {})})
    if answer:
        files = tuple(map(bare_name, halves))
        row = FileDecision(code="P02", choice=Choice.JOIN, files=files, reason="สองคนกรอก")
        context = load_context("round.toml")
        record_decisions(load_decisions(context), context, Decisions(files=(row,)), EDITION)
    run("check", "--feedback", "feedback", "--lang", "en")
    printed = capsys.readouterr().out
    assert printed.count(code) == 2
    assert [path.name for path in Path("feedback").glob("[ab]*")] == []


@pytest.mark.parametrize(
    ("changes", "words", "not_words"),
    [
        ({"i3": "0.9654"}, "โปรดยืนยันคะแนนหรือแก้ไข", "ไม่มีรายการที่ต้องแก้ไข"),
        ({"i3": "", "i4": "101"}, "โปรดแก้ไขและส่งกลับ", "โปรดยืนยันคะแนน"),
    ],
)
def test_a_letter_asks_for_what_is_still_open(
    folder: Path, changes: Mapping[str, str], words: str, not_words: str
) -> None:
    write(Path("inbox/two.xlsx"), "P02", {**SCORES, **changes})
    with Path("round.toml").open("a", encoding="utf-8") as settings:
        settings.write('deadline = "30/9/2599"\n')
    run("check", "--feedback", "feedback", "-q")
    (letter,) = Path("feedback").glob("two*.txt")
    text = letter.read_text(encoding="utf-8-sig")
    assert words in text
    assert not_words not in text
    assert "ผลการตรวจ: รับแล้ว" not in text


@pytest.mark.parametrize(("out", "is_outside"), [("two.xlsx", True), ("inbox/two.xlsx", False)])
def test_a_joined_form_outside_the_inbox_is_told(
    halves: list[str], out: str, is_outside: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("join", *halves, "-o", out, "--lang", "en") == 0
    assert ("N181" in capsys.readouterr().out) is is_outside


@pytest.mark.parametrize("other", [[], ["inbox/one.xlsx"], ["nosuch.xlsx"], ["roster.csv"]])
def test_what_is_no_half_is_refused_and_nothing_written(halves: list[str], other: list[str]) -> None:
    assert run("join", halves[0], *other, "-o", "two.xlsx", "-q") in (1, 3)
    assert not Path("two.xlsx").exists()


def test_no_half_is_ever_written_over(halves: list[str]) -> None:
    data = Path("inbox/a.xlsx").read_bytes()
    assert run("join", *halves, "-o", "inbox/a.xlsx", "--force", "-q") == 3
    assert Path("inbox/a.xlsx").read_bytes() == data


@pytest.mark.parametrize(
    ("scores", "held"),
    [
        (SCORES, False),
        ({key: f"{float(text) / 20:.2f}" for key, text in SCORES.items()}, True),
        ({key: f"{float(text) / 100:.4f}" for key, text in SCORES.items()}, True),
        ({**SCORES, "i3": "0.9654"}, True),
        ({**SCORES, "i3": "1"}, True),
        ({**SCORES, "i3": "0"}, True),
        ({**SCORES, "i1": "0.9"}, True),
        ({**SCORES, "i3": "1.5"}, False),
        ({**SCORES, "i3": "0.9", "i4": "40"}, False),
        ({**SCORES, "o5": "0"}, False),
        ({**SCORES, "o5": "1"}, True),
        ({**SCORES, **{key: text.partition(".")[0] for key, text in SCORES.items() if key.startswith("i")}}, True),
    ],
)
def test_a_form_of_a_doubtful_magnitude_is_held_back(folder: Path, scores: Mapping[str, str], held: bool) -> None:
    write(Path("inbox/two.xlsx"), "P02", scores)
    read = loaded()
    assert (read.province.members[1].state is State.HELD_BACK) is held
    assert ("N144" in codes(read)) is held
    assert len(read.province.counted) == (0 if held else 1)
