"""Check that mistakes in a round cost nothing: mistyped paths, equal names, old reminders, Thai digits, titles."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.errors import InputError
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.agency import Agency
from tests.conftest import full_scores, submission_of, write_form
from tests.support.program import printed, run

NAMES = ("สำนักงานหนึ่ง", "สำนักงานสอง", "สำนักงานสาม")
THEN = load_framework(2568)


def form(path: Path, number: int) -> Path:
    """A filled form of one of the three agencies."""
    from dataclasses import replace

    agency = Agency(f"P{number:02d}", NAMES[number - 1], "ตราด")
    return write_form(path, THEN, replace(submission_of(THEN, full_scores(THEN, number)), agency=agency))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of three agencies, of which one has returned its form; the current folder."""
    monkeypatch.chdir(tmp_path)
    lines = [f"P{number:02d},{name}" for number, name in enumerate(NAMES, 1)]
    Path("roster.csv").write_text("\n".join(["code,name", *lines]), encoding="utf-8-sig")
    text = 'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n'
    Path("round.toml").write_text(text, encoding="utf-8")
    Path("in").mkdir()
    form(Path("in/1.xlsx"), 1)
    return tmp_path


@pytest.mark.parametrize("command", ["status", "consolidate", "track"])
def test_a_mistyped_path_beside_good_ones_accuses_nobody(
    here: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--reminders", "r") if command == "status" else ()
    code, said = printed(capsys, command, "in", "im", "-o", "x.xlsx", *more, "--format", "json")
    assert code == 3
    codes = [item["code"] for item in said["findings"]]
    assert codes[0] == "F101"
    assert not {"N102", "N103", "N111"} & set(codes)
    if command != "track":
        assert said["results"]["missing"] == []
    assert not Path("x.xlsx").exists()
    assert not Path("r").exists()
    assert run(command, "in", "-o", "x.xlsx", "-q") == 1
    assert Path("x.xlsx").exists()


def test_status_says_what_it_wrote(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("status", "in", "-o", "s", "--reminders", "r")
    shown = capsys.readouterr().out
    assert "s.xlsx" in shown
    assert shown.index("s.xlsx") < shown.rindex(" r")


def test_a_reminder_goes_when_nothing_is_awaited_any_more(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", "in", "--reminders", "r", "-q") == 1
    first, second = sorted(Path("r").iterdir())
    third = Path("r/P01 สำนักงานหนึ่ง.txt")
    third.write_text("เรียน สำนักงานหนึ่ง\nบันทึกของเจ้าหน้าที่เอง\n", encoding="utf-8")
    form(Path("in/2.xlsx"), 2)
    assert run("status", "in", "--reminders", "r", "-q") == 3
    assert first.exists()
    assert run("status", "in", "--reminders", "r", "--force") == 1
    assert first.name in capsys.readouterr().out
    assert sorted(Path("r").iterdir()) == sorted([second, third])


def test_two_agencies_of_one_name_are_told_apart_by_code(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("roster.csv").write_text("code,name\nP01,อบต.\nP02,อบต.\nP03,อื่น\nP04,อื่น\n", encoding="utf-8-sig")
    assert run("template", "--agency", "อบต.", "-o", "x.xlsx") == 2
    shown = capsys.readouterr().err
    assert "P01" in shown
    assert "P02" in shown
    assert run("template", "--agency", "P02", "-o", "x.xlsx", "-q") == 0
    info = openpyxl.load_workbook("x.xlsx")["ข้อมูลหน่วยงาน"]
    assert "P02" in [cell.value for row in info.iter_rows() for cell in row]
    _, said = printed(capsys, "status", "in", "--format", "json")
    (shared,) = [item for item in said["findings"] if item["code"] == "N117"]
    assert shared["severity"] == "warning"
    assert all(code in shared["value"] for code in ("P01", "P02", "P03", "P04"))


@pytest.mark.parametrize("returned", ["nowhere", "empty"])
def test_a_hand_over_of_nothing_is_not_made(here: Path, returned: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert run("new", "next", "--from", ".", "--returned", returned) == 3
    assert returned in capsys.readouterr().err
    assert not Path("next").exists()
    assert run("new", "next", "--from", ".", "--lang", "en") == 0
    assert "--returned" in capsys.readouterr().out
    assert Path("next/round.toml").exists()
    assert not Path("next/handover.xlsx").exists()
    assert run("new", "again", "--from", ".", "--returned", "in", "-q") == 0
    assert Path("again/handover.xlsx").exists()


@pytest.mark.parametrize(("province", "told"), [("จังหวัดตราด", True), ("จ.ตราด", True), ("ตราด", False)])
def test_a_province_and_a_year_are_read_as_people_write_them(
    tmp_path: Path, province: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "r"
    assert run("new", folder, "--province", province, "--framework", "๒๕๖๘", "--lang", "en") == 0
    assert ("province: ตราด" in capsys.readouterr().out) is told
    settings = folder / "round.toml"
    assert 'province = "ตราด"' in settings.read_text(encoding="utf-8")
    assert "ตราด,ตราด" in (folder / "roster.csv").read_text(encoding="utf-8-sig")
    settings.write_text(settings.read_text(encoding="utf-8").replace("2568", '"๒๕๖๘"', 1), encoding="utf-8")
    context = load_context(str(settings))
    assert context.framework == THEN


def test_settings_of_another_encoding_are_a_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_bytes('framework = 2568\nprovince = "ตราด"\n'.encode("cp874"))
    with pytest.raises(InputError) as told:
        read_round(path)
    assert told.value.code == "R608"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_title_above_the_roster_is_passed_over(tmp_path: Path, kind: str) -> None:
    rows = [["ทะเบียนหน่วยงาน จังหวัดตราด"], [], ["ที่", "รหัส", "ชื่อหน่วยงาน"], ["1", "001", NAMES[0]], ["2", "002", NAMES[1]]]
    path = tmp_path / f"roster.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8-sig")
    assert [(item.code, item.name) for item in read_roster(path).agencies] == [("001", NAMES[0]), ("002", NAMES[1])]
    rows[2] = ["ที่", "รหัส", "อื่น"]
    path.unlink()
    path = tmp_path / "bad.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8-sig")
    with pytest.raises(InputError) as told:
        read_roster(path)
    assert told.value.code == "R601"
