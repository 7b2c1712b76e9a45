"""Check that no text from outside stops a command: whatever stands in a name, a file or a cell is written or told."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.receive import receive_path
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Evidence, StepReport, Submission
from tests.conftest import EDITION, full_scores, submission_of
from tests.support.forms import NOWHERE
from tests.support.program import printed, run

FRAMEWORK = load_framework(2568)
LONG = "ยาว" * 14_000
# Each is refused by XML or by a cell, or is taken for something else.
HOSTILE = {
    "escape": "ก\x1b[31m\x01\x0b\x7fข",
    "not_a_character": "=ก\ufffe\uffffข",
    "long": LONG,
    "markup": "<r>&amp;</r>_x0041_x0041_",
}


def hostile_form(path: Path, text: str, agency: Agency) -> Path:
    """Write a form in which every free text is hostile."""
    base = submission_of(FRAMEWORK, full_scores(FRAMEWORK))
    steps = tuple(
        StepReport(id=f"own-{number}", step=text, status=status, url=text, note=text)
        for number, status in enumerate(("แล้วเสร็จ", text, "ไม่มีภารกิจ"), 1)
    )
    submission = Submission(
        agency=agency,
        answers=base.answers,
        steps=steps,
        evidence=(Evidence(code="o1", url=f"https://www.example.go.th/{text}", note=text),),
    )
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the commands run, in English."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(out: Path) -> dict[str, tuple[object, ...]]:
    """The commands that read a round, each with what it writes."""
    out.mkdir(exist_ok=True)
    return {
        "status": ("status", "in", "-o", out / "s.xlsx", "--reminders", out / "r", "--force"),
        "check": ("check", "in", "--feedback", out / "f", "--force"),
        "consolidate": ("consolidate", "in", "-o", out / "c.xlsx", "--export", out / "e", "--force"),
        "track": ("track", "in", "-o", out / "t.xlsx", "--by-owner", "--force"),
        "links": ("links", "in", "-o", out / "l.xlsx", "--force"),
        "analyze": ("analyze", min(Path("in").glob("*.xlsx")), "-o", out / "a.xlsx", "--force"),
    }


def told_of_failure(text: str) -> list[str]:
    """The codes of failures of our own in what was printed."""
    return [code for code in ("C704", "C706", "C713", "F117") if code in text]


def assert_all_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Run every command; none may stop, fail by a fault of ours, or leave its workbook unwritten."""
    for name, words in commands(Path("out")).items():
        assert run(*words) in (0, 1), (name, capsys.readouterr().err)
        shown = capsys.readouterr()
        assert not told_of_failure(shown.out + shown.err), name
        for path in (word for word in words if isinstance(word, Path) and word.suffix == ".xlsx"):
            openpyxl.load_workbook(path)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["escape", "not_a_character", "long"])
def test_texts_of_a_round_stop_nothing(folder: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = HOSTILE[kind]
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [("code", "name", "province", "website", "contact", text), ("P01", "หนึ่ง", "ตราด", "", "", "x")]
        csv.writer(stream).writerows(
            [*rows, ("P02", text, text, text, text, text), (text[:40], "สาม", "ตราด", "", "", "")]
        )
    escaped = "".join(f"\\U{ord(char):08X}" for char in text)
    (folder / "round.toml").write_text(
        f'framework = 2568\nprovince = "{escaped}"\nroster = "roster.csv"\n'
        f'[contact]\nname = "{escaped}"\nphone = "{escaped}"\n',
        encoding="utf-8",
    )
    with (folder / "decisions.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("code", "file", "why"), ("P01", "", text), ("P02", text, text)])
    hostile_form(folder / "in" / "P01.xlsx", text, Agency("P01", "หนึ่ง", "ตราด"))
    assert_all_run(capsys)
    assert run("template", "-o", "forms", "--force") == 0
    assert len(list(Path("forms").iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.slow
@pytest.mark.parametrize("name", [b"P01 \xa1\xa2.xlsx", b"P01 \x1b[31m\x01.xlsx"])
def test_names_of_files_stop_nothing(folder: Path, name: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "roster.csv").write_text("code,name,province\nP01,หนึ่ง,ตราด\n", encoding="utf-8")
    (folder / "round.toml").write_text('framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n', encoding="utf-8")
    made = hostile_form(folder / "made.xlsx", "ก", Agency("P01", "หนึ่ง", "ตราด"))
    (folder / "in").mkdir()
    shutil.copy(os.fsencode(made), os.path.join(os.fsencode(folder), b"in", name))
    (folder / "in" / "P02.xlsx").write_bytes(b"PK broken")
    assert_all_run(capsys)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["not_a_character", "long", "markup"])
def test_a_plan_and_a_definition_stop_nothing(folder: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = HOSTILE[kind]
    with (folder / "plan.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [("ตัวชี้วัด", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"), ("1", text, f"1. {text}", text, text)]
        csv.writer(stream).writerows(rows)
    (folder / "roster.csv").write_text("code,name,province\nP01,หนึ่ง,ตราด\n", encoding="utf-8")
    words = ("template", "--framework", "2568", "--roster", "roster.csv", "--measures", "plan.csv", "-o", "forms")
    assert run(*words) in (0, 1, 3)
    shown = capsys.readouterr()
    assert not told_of_failure(shown.out + shown.err)
    assert run("frameworks", "export", "2568", "-o", "def.xlsx") == 0
    book = openpyxl.load_workbook("def.xlsx")
    readable = "".join(char for char in text if char >= " " and char not in "\ufffe\uffff")[:32_000]
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str) and len(cell.value) > 12 and not cell.value.startswith("="):
                    cell.value = readable
    book.save("def.xlsx")
    assert run("frameworks", "check", "def.xlsx") in (0, 1, 3)
    run("template", "--framework", "def.xlsx", "--blank", "-o", "blank.xlsx")
    shown = capsys.readouterr()
    assert not told_of_failure(shown.out + shown.err)


def test_a_text_that_a_workbook_would_cut_is_told_at_its_cell(folder: Path) -> None:
    path = hostile_form(folder / "in" / "P01.xlsx", "ก" * 9_000, Agency("P01", "หนึ่ง", "ตราด"))
    layout = AgencyLayout(FRAMEWORK, (), 3)
    sheet = layout.measures.sheet
    found = [item for item in receive_path(path, NOWHERE).findings if item.code == "F130"]
    assert {item.sheet for item in found} >= {sheet, "OIT"}
    assert all(item.cell and dict(item.params)["count"].startswith("9,0") for item in found)


def test_a_text_of_usual_length_is_not_told(folder: Path) -> None:
    path = hostile_form(folder / "in" / "P01.xlsx", "ก" * 2_000, Agency("P01", "หนึ่ง", "ตราด"))
    assert "F130" not in [item.code for item in receive_path(path, NOWHERE).findings]


def test_an_error_of_one_form_leaves_json_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile_form(folder / "in" / "P01.xlsx", LONG, Agency("P01", "หนึ่ง", "ตราด"))
    _, document = printed(capsys, "check", "in", "--format", "json")
    assert "F130" in [item["code"] for item in document["findings"]]
