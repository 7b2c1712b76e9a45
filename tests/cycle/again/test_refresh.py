"""Check that outputs are made again, that what changed is told, and that nothing edited is overwritten."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.libreoffice.office import Office
from tests.support.old_round import ISSUED, arrive, change_score, copy_old_round
from tests.support.program import printed, run

pytestmark = pytest.mark.filterwarnings("ignore")


def refreshed(capsys: pytest.CaptureFixture[str], folder: Path, *options: object) -> tuple[int, dict[str, Any]]:
    """Refresh a round; give the exit code and the JSON."""
    with contextlib.chdir(folder):
        return printed(capsys, "refresh", "--format", "json", *ISSUED, *options)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round of 0.1.0 without two of its returns, refreshed once."""
    folder = copy_old_round(tmp_path_factory.mktemp("old") / "round", "P01", "P02")
    with contextlib.chdir(folder):
        assert run("refresh", "-q", *ISSUED) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the refreshed round."""
    return Path(shutil.copytree(made, tmp_path / "round"))


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of the findings about outputs, without those about reminders that nobody needs any more."""
    # Of the round itself: open questions, and that its plan is older than its results.
    of_round = {"K142", "C731"}
    return [
        item["code"]
        for item in answer["findings"]
        if "reminders/" not in item["message"] and item["code"] not in of_round
    ]


def outcomes(answer: dict[str, Any]) -> dict[str, str]:
    """What became of each output."""
    return {item["name"]: item["outcome"] for item in answer["results"]["outputs"]}


def test_two_arrivals_and_the_figures_that_moved_are_named_exactly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrive(folder, "P01", "P02")
    code, answer = refreshed(capsys, folder)
    results = answer["results"]
    assert code == 0
    assert [(item["code"], item["was"], item["now"]) for item in results["arrived"]] == [
        ("P01", "missing", "returned"),
        ("P02", "missing", "returned"),
    ]
    assert {item["agency"] for item in results["figures"]} == {"P01", "P02"}
    overall = {item["agency"]: item["now"] for item in results["figures"] if item["subject"] == "overall"}
    assert overall["P01"] == "94.90"
    assert "overall" in [item["subject"] for item in results["averages"]]
    kinds = outcomes(answer)
    assert kinds["consolidated.xlsx"] == kinds["status.xlsx"] == "replaced"
    new = [name for name, outcome in kinds.items() if outcome == "made" and not name.startswith("feedback/")]
    assert sorted(name.split()[0] + name.split()[2] for name in new) == [
        "analyses/ผลการวิเคราะห์P01",
        "analyses/ผลการวิเคราะห์P02",
        "cards/บัตรผลP01",
        "cards/บัตรผลP02",
    ]


def test_the_outputs_of_agencies_and_the_plan_are_those_of_their_commands(made: Path, tmp_path: Path) -> None:
    with contextlib.chdir(made):
        run("analyze", "-o", tmp_path / "analyses", "--cards", tmp_path / "cards", "-q", *ISSUED)
        run("consolidate", "-o", tmp_path / "consolidated.xlsx", "--plan", tmp_path / "plan.xlsx", "-q", *ISSUED)
    expected = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
    assert {path.parts[0] for path in expected} == {"analyses", "cards", "consolidated.xlsx", "plan.xlsx"}
    of_refresh = {path: (made / "out" / path).read_bytes() for path in expected}
    assert [str(path) for path in expected if of_refresh[path] != expected[path]] == []
    for name in ("analyses", "cards"):
        assert {Path(name, path.name) for path in (made / "out" / name).iterdir()} <= set(expected)


def test_a_second_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*") if path.is_file()}
    code, answer = refreshed(capsys, folder)
    assert code == 0
    assert set(outcomes(answer).values()) == {"unchanged"}
    assert not answer["results"]["figures"]
    assert not answer["results"]["arrived"]
    assert before == {path: path.stat().st_mtime_ns for path in before}
    # What the outputs are made of was told when they were made.
    assert "C731" not in {item["code"] for item in answer["findings"]}


@pytest.mark.slow
def test_the_spelling_of_the_path_of_the_round_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    for path in (Path("round/round.toml"), folder / "round.toml", "./round/../round//round.toml"):
        code, answer = printed(capsys, "refresh", "--format", "json", *ISSUED, "--round", path)
        assert code < 2
        assert set(outcomes(answer).values()) == {"unchanged"}, path
        assert answer["results"]["first"] is False
        assert not any(answer["results"][key] for key in ("arrived", "decided", "figures", "averages", "sources"))
        assert all(Path(item["file"]).exists() for item in answer["findings"] if item["file"])
    assert Path.cwd() == folder.parent


def test_one_corrected_score_moves_the_figures_above_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_score(folder, "P08", "i1", "12.5")
    _, answer = refreshed(capsys, folder)
    figures = {item["subject"]: item["now"] for item in answer["results"]["figures"]}
    assert {item["code"] for item in answer["results"]["arrived"]} == {"P08"}
    assert set(figures) == {"overall", "IIT", "1", "i1"}
    assert figures["i1"] == "12.50"


def test_an_output_with_a_note_is_kept_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "out" / "status.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B6"].comment = Comment("โทรแล้ว", "สมชาย")
    book.save(path)
    edited = path.read_bytes()
    arrive(folder, "P01")
    code, answer = refreshed(capsys, folder)
    finding = next(item for item in answer["findings"] if item["code"] == "C751")
    assert code == 0
    assert codes(answer) == ["C751"]
    assert (finding["sheet"], finding["cell"]) == (book.sheetnames[0], "B6")
    assert path.read_bytes() == edited
    beside = folder / "out" / "status (ใหม่).xlsx"
    assert beside.is_file()
    # The next run replaces the one beside, and never the edited one.
    arrive(folder, "P02")
    refreshed(capsys, folder)
    assert path.read_bytes() == edited
    assert sorted(item.name for item in beside.parent.glob("status*")) == [beside.name, path.name]


def test_an_edited_output_of_which_nothing_is_new_names_no_new_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "out" / "status.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C7"] = "โทรแล้ว"
    book.save(path)
    _, answer = refreshed(capsys, folder)
    (finding,) = [item for item in answer["findings"] if item["code"] == "C751"]
    assert "no new one" in finding["message"]
    assert "into the new one" not in finding["fix"]
    assert not (folder / "out" / "status (ใหม่).xlsx").exists()


def test_an_edited_output_is_set_aside_on_request(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "out" / "status.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C7"] = "โทรแล้ว"
    book.save(path)
    edited = path.read_bytes()
    _, answer = refreshed(capsys, folder, "--replace-edited")
    assert codes(answer) == ["C753"]
    assert (folder / "out" / "status (แก้ไขเอง).xlsx").read_bytes() == edited
    assert openpyxl.load_workbook(path).worksheets[0]["C7"].value != "โทรแล้ว"


@pytest.mark.office
def test_outputs_only_saved_again_by_libreoffice_are_replaced(
    folder: Path, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("status.xlsx", "consolidated.xlsx", "measures.xlsx")
    for name in names:
        office.recalculate(folder / "out" / name, tmp_path / name)
        shutil.copy(tmp_path / name, folder / "out" / name)
    arrive(folder, "P01")
    _, answer = refreshed(capsys, folder)
    assert codes(answer) == []
    assert [outcomes(answer)[name] for name in names] == ["replaced"] * 3
    assert not list((folder / "out").glob("*(ใหม่)*"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"<html>", "ข้อความ".encode()])
def test_an_output_replaced_by_something_else_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    path = folder / "out" / "consolidated.xlsx"
    path.write_bytes(data)
    arrive(folder, "P01")
    code, answer = refreshed(capsys, folder)
    assert code == 0
    assert codes(answer) == ["C751"]
    assert path.read_bytes() == data
    assert (folder / "out" / "consolidated (ใหม่).xlsx").is_file()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": "ita-xlsx refresh", "version": 99}'])
def test_a_damaged_record_is_told_and_loses_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    (folder / "refresh.json").write_bytes(damage)
    note = folder / "out" / "reminders" / "ของฉัน.txt"
    note.write_text("ของฉัน", encoding="utf-8")
    code, answer = refreshed(capsys, folder)
    assert code == 0
    assert codes(answer) == ["C750"]
    assert answer["results"]["first"] is True
    assert (folder / "refresh (เสีย).json").read_bytes() == damage
    assert note.read_text(encoding="utf-8") == "ของฉัน"
    assert json.loads((folder / "refresh.json").read_bytes())["format"] == "ita-xlsx refresh"


def test_an_agency_that_withdrew_loses_its_unedited_outputs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analysis = next((folder / "out" / "analyses").glob("* P08 *"))
    other = next((folder / "out" / "analyses").glob("* P07 *"))
    book = openpyxl.load_workbook(other)
    book.create_sheet("ของฉัน")
    book.save(other)
    for path in (folder / "returned").iterdir():
        if path.name.startswith(("ITA2568 P08", "ITA2568 P07")):
            path.unlink()
    _, answer = refreshed(capsys, folder)
    assert not analysis.exists()
    assert other.exists()
    kinds = outcomes(answer)
    assert kinds[f"analyses/{analysis.name}"] == "removed"
    assert kinds[f"analyses/{other.name}"] == "kept"
    assert {"C754", "C755"} <= set(codes(answer))


def test_an_output_that_is_open_stops_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out" / "~$status.xlsx").write_bytes(b"\x05somchai")
    arrive(folder, "P01")
    code, answer = refreshed(capsys, folder)
    assert code == 1
    assert codes(answer) == ["C708"]
    assert outcomes(answer)["status.xlsx"] == "failed"
    assert outcomes(answer)["consolidated.xlsx"] == "replaced"
    (folder / "out" / "~$status.xlsx").unlink()
    code, answer = refreshed(capsys, folder)
    assert code == 0
    assert outcomes(answer)["status.xlsx"] == "replaced"


def test_a_failing_output_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("ita_xlsx.cycle.again.make_outputs.write_round_report", fail)
    arrive(folder, "P01")
    report = (folder / "out" / "report.docx").read_bytes()
    code, answer = refreshed(capsys, folder)
    assert code == 1
    assert codes(answer) == ["C756"]
    assert (folder / "out" / "report.docx").read_bytes() == report
    assert outcomes(answer)["consolidated.xlsx"] == "replaced"


def test_the_record_holds_no_person(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = folder / "roster.csv"
    rows = roster.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{rows[0]},phone,email", *(f"{row},02-395-1234,somchai@example.go.th" for row in rows[1:])]
    roster.write_text("\n".join(lines), encoding="utf-8-sig")
    path = next((folder / "returned").glob("ITA2568 P15*"))
    path.rename(path.with_name("ITA2568 P15 0812345678 somchai@example.go.th.xlsx"))
    refreshed(capsys, folder)
    text = (folder / "refresh.json").read_text(encoding="utf-8")
    assert "somchai" not in text
    assert "0812345678" not in text
    assert "395-1234" not in text


def test_the_letters_are_made_on_request_and_then_stay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = refreshed(capsys, folder, "--letters")
    letters = [name for name in outcomes(answer) if name.startswith("letters/")]
    assert letters
    _, answer = refreshed(capsys, folder)
    assert not [name for name in outcomes(answer) if name.startswith("letters/")]
    assert all((folder / "out" / name).is_file() for name in letters)


def test_a_call_outside_a_round_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("refresh", "--framework", "2568") == 2
