"""Check what the program prints, what it writes, and with which code it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import QUESTIONS, AnalysisLayout
from tests.conftest import full_scores, submission_of, write_form
from tests.support.cells import announced_cell, cell
from tests.support.program import printed, run


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def form(framework: Framework, tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))


@pytest.mark.parametrize(
    ("imported", "late"),
    [
        ("cli.consolidate", ("xlsxwriter", "openpyxl", "email", "pebble", "ita_xlsx.output.province")),
        ("cli.consolidate", ("ita_xlsx.cycle.templates", "ita_xlsx.intake.forms.form", "ita_xlsx.checks")),
        ("cycle.runs.consolidate_round", ("ita_xlsx.intake.forms.form", "ita_xlsx.checks", "openpyxl", "email")),
        ("cli.template", ("ita_xlsx.cycle.documents.round_letters", "ita_xlsx.cycle.mails.write_mails", "openpyxl")),
        ("cli.template", ("ita_xlsx.cycle.analyze", "ita_xlsx.cycle.receive", "ita_xlsx.checks", "rich")),
        ("cycle.summarize", ("ita_xlsx.catalogue", "ita_xlsx.intake.roster", "ita_xlsx.model.labels")),
        ("cli.check", ("rich", "ita_xlsx.intake.forms.form", "ita_xlsx.checks", "ita_xlsx.feedback")),
    ],
)
def test_a_command_imports_late_what_it_needs_late_or_never(imported: str, late: tuple[str, ...]) -> None:
    """The rest is imported while children start and read, or by them, or only where somebody asks for it."""
    code = f"import sys, ita_xlsx.{imported}; print([name for name in {late} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_help_imports_no_workbook_library() -> None:
    script = (
        "import sys\nfrom ita_xlsx.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit as e: assert e.code == 0\n"
        "print([m for m in ('xlsxwriter', 'openpyxl', 'python_calamine', 'rich', 'httpcore') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"
    for command in ("demo", "new", "template", "import", "check", "links", "analyze"):
        assert f"\n  {command} " in told.stdout


@pytest.mark.parametrize("command", ["demo", "new", "template", "import", "check", "links", "analyze"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert "--lang" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["template", "--nonsense"],
        ["template", "-o", "x.xlsx"],
        ["template", "-o", "x.xlsx", "--framework", "2568"],
        ["template", "-o", "x.xlsx", "--framework", "2568", "--blank", "--agency", "x"],
        ["template", "-o", "x.xlsx", "--framework", "2568", "--blank", "--issued", "soon"],
        ["check"],
        ["analyze"],
        ["analyze", "x.xlsx", "--threshold", "101"],
        ["analyze", "x.xlsx", "--format", "yaml"],
        ["new", "x", "--framework", "2568"],
        ["new", "x", "--province", "ตราด"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err.strip()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["template", "-o", "x.xlsx", "--framework", "1999", "--blank"], "1999"),
        (["template", "-o", "x.xlsx", "--framework", "2568", "--roster", "no.csv"], "no.csv"),
        (["check", "no.xlsx", "--round", "no.toml"], "no.toml"),
    ],
)
def test_what_cannot_run_exits_3_with_one_sentence(
    arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 3
    told = capsys.readouterr().err
    assert told.startswith("ita: ")
    assert len(told.splitlines()) == 1
    assert code in told


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04junk", b"a,b"])
@pytest.mark.parametrize("command", ["check", "analyze"])
def test_an_unreadable_file_is_one_sentence_and_exits_3(
    content: bytes, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    assert run(command, path, "--lang", "th") == 3
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    code, document = printed(capsys, command, path, "--format", "json")
    assert code == 3
    assert len(document["findings"]) == 1
    assert document["status"] == "rejected"


def test_one_bad_file_never_stops_the_rest(form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"junk")
    code, document = printed(capsys, "check", tmp_path, "--format", "json")
    assert code == 1
    assert [entry["status"] for entry in document["results"]] == ["rejected", "accepted"]


def test_check_counts_answers(form: Path, framework: Framework, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = printed(capsys, "check", form, "--format", "json")
    assert (code, document["status"]) == (0, "accepted")
    entry = document["results"][0]
    assert entry["answered"] == entry["expected"] == len(framework.answers)


def test_check_tells_the_cell(form: Path, framework: Framework, capsys: pytest.CaptureFixture[str]) -> None:
    place = cell(framework, "i1")
    book = openpyxl.load_workbook(form)
    place.of(book).value = 500
    book.save(form)
    assert run("check", form) == 1
    assert str(place) in capsys.readouterr().out
    code, document = printed(capsys, "check", form, "--format", "json")
    finding = document["findings"][0]
    assert (code, finding["code"], finding["sheet"], finding["cell"]) == (1, "S203", *place)
    assert finding["value"] == "500"


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_warnings_count_only_when_strict(form: Path, framework: Framework, strict: list[str], code: int) -> None:
    book = openpyxl.load_workbook(form)
    place = cell(framework, "i1")
    place.of(book).value = 90.125
    book.save(form)
    assert run("check", form, *strict) == code


def test_analyze_by_the_schema(form: Path, framework: Framework, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = printed(capsys, "analyze", form, "--format", "json", "-o", "a.xlsx")
    results = document["results"]
    assert (code, results["complete"], results["year"]) == (0, True, framework.year)
    assert len(results["indicators"]) == 10
    assert bool(results["question_parts"]) == bool(framework.views)
    assert len(results["questions"]) + 2 * len(results["question_parts"].get("public", {})) == len(framework.answers)
    assert Path("a.xlsx").exists()


def test_analyze_figures_of_samut_prakan(capsys: pytest.CaptureFixture[str]) -> None:
    run("demo", "d", "-q")
    _, document = printed(capsys, "analyze", "d/samut-prakan-2568/2-returned.xlsx", "--format", "json")
    results = document["results"]
    assert results["overall"] == "94.90"
    assert results["level"] == "ผ่านดี"
    assert results["indicator_parts"]["survey"]["7"] == "97.92"
    assert results["instrument_parts"]["EIT"]["public"] == "89.21"
    assert results["weighted"] == {"IIT": "28.95", "EIT": "27.95", "OIT": "38.00"}


def test_a_threshold_is_taken(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("analyze", form, "--threshold", "99.5", "-o", "a.xlsx") == 0
    assert "below 99.50" in capsys.readouterr().out
    sheet = openpyxl.load_workbook("a.xlsx")[QUESTIONS]
    assert 99.5 in [cell.value for cell in sheet[AnalysisLayout(load_framework(2568)).threshold.row + 1]]


def test_nothing_is_overwritten_without_force(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = form.read_bytes()
    for arguments in (
        ["template", "--framework", "2568", "--blank", "-o", form],
        ["analyze", form, "-o", form],
        ["analyze", form, "-o", form, "--force"],
        ["template", "--framework", "2568", "--blank", "-o", form, "--force"],
    ):
        assert run(*arguments) == 3
        assert form.read_bytes() == before
    assert run("analyze", form, "-o", "a.xlsx", "-q") in (0, 1)
    assert run("analyze", form, "-o", "a.xlsx", "-q") == 3
    assert run("analyze", form, "-o", "a.xlsx", "-q", "--force") in (0, 1)


def test_a_round_from_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "trat", "--framework", "2568", "--province", "ตราด") == 0
    assert run("new", "trat", "--framework", "2568", "--province", "ตราด") == 3
    assert run("template", "--round", "trat/round.toml", "-o", "trat/forms") == 0
    forms = sorted(Path("trat/forms").iterdir())
    assert len(forms) == 31
    assert forms[0].name == "ITA2568 P01 ที่ทำการปกครองจังหวัดตราด.xlsx"
    assert not [name for name in forms if name.name.startswith(".")]
    assert run("template", "--round", "trat/round.toml", "-o", "trat/forms") == 3
    assert run("template", "--round", "trat/round.toml", "--agency", "P02", "-o", "one.xlsx") == 0
    sheet = openpyxl.load_workbook("one.xlsx")["ข้อมูลหน่วยงาน"]
    assert [sheet.cell(row, 2).value for row in (4, 5, 6, 7)] == ["P02", "สำนักงานจังหวัดตราด", "ตราด", 2568]
    capsys.readouterr()
    assert run("check", "one.xlsx", "--round", "trat/round.toml") == 1
    assert "S233" in capsys.readouterr().out


def test_a_round_in_the_current_folder_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new", "trat", "--framework", "2562", "--province", "ตราด", "-q") == 0
    monkeypatch.chdir("trat")
    assert run("template", "-o", "forms", "-q") == 0
    assert len(list(Path("forms").iterdir())) == 31


def test_the_demo_labels_what_was_corrected() -> None:
    assert run("demo", "d", "-q", "--issued", "20/11/2569") == 0
    assert run("demo", "d", "-q") == 3
    book = openpyxl.load_workbook("d/pathum-thani-2562/2-returned.xlsx")
    assert announced_cell(2562, "9.2", "label").of(book).value == "ตัวชี้วัดย่อย 9.2"
    assert announced_cell(2562, "9.2").of(book).value == 87.5
    assert "ต้นฉบับพิมพ์ 98.75" in str(announced_cell(2562, "9.2", "note").of(book).value)
    cover = " ".join(str(cell.value) for line in book["คำชี้แจง"].iter_rows() for cell in line if cell.value)
    assert "98.75" in cover


@pytest.mark.parametrize(("lang", "word"), [("th", "ระดับ"), ("en", "Level")])
def test_both_languages(lang: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", "d", "--lang", lang) == 0
    told = capsys.readouterr().out
    assert word in told
    assert "94.90" in told
    assert "92.69" in told


def test_thai_survives_a_console_of_another_encoding(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ita_xlsx", "demo", str(tmp_path / "d"), "--lang", "th"],
        capture_output=True, check=True, env={"PYTHONIOENCODING": "cp1252", "PATH": "", "NO_COLOR": "1"},
    )  # fmt: skip
    assert "จังหวัดสมุทรปราการ" in done.stdout.decode("utf-8")


def test_no_traceback_for_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ita_xlsx.cli.check.load_context", fail)
    assert run("check", "x.xlsx") == 3
    told = capsys.readouterr().err
    assert told.startswith("ita: ")
    assert "Traceback" not in told


def test_the_pass_mark_is_the_default_threshold(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    framework = load_framework(2568)
    form = write_form(tmp_path / "f.xlsx", framework, submission_of(framework, full_scores(framework)))
    assert run("analyze", form) == 0
    assert "below 85.00" in capsys.readouterr().out


def test_an_earlier_workbook_is_never_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, then = (
        write_form(tmp_path / f"{year}.xlsx", found, submission_of(found, full_scores(found)))
        for year in (2568, 2567)
        for found in (load_framework(year),)
    )
    before = then.read_bytes()
    assert run("analyze", now, "--previous", then, "-o", then, "--force") == 3
    assert then.read_bytes() == before
    assert run("analyze", now, "--previous", then, "-o", tmp_path / "a.xlsx") == 0
    capsys.readouterr()
    (tmp_path / "bad.xlsx").write_bytes(b"")
    assert run("analyze", now, "--previous", tmp_path / "bad.xlsx") == 1
    told = capsys.readouterr().out
    assert "accepted" in told
    assert "bad.xlsx" in told
