"""Check that no column, file or option is accepted and ignored, and that what came from an agency is named."""

from __future__ import annotations

import errno
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.layout.agency_layout import SCHEMA
from ita_xlsx.model.layout.stamp import STAMP_TABLE, is_newer
from tests.conftest import write_form
from tests.support.program import printed, run
from tests.support.small_round import ROUND, make_small_round

FRAMEWORK = load_framework(2568)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of two agencies of which none returned a form, and the current folder."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return make_small_round(tmp_path, "other.xlsx", "code,name\nP01,สำนักงานหนึ่ง\nP02,สำนักงานสอง\n")


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, str]:
    """The messages of a command by code."""
    _, document = printed(capsys, *words, "--format", "json")
    return {item["code"]: item["message"] for item in document["findings"]}


@pytest.mark.parametrize("header", ["fax", "โทรสาร", "ขนาด", "ตำแหน่ง", ""])
def test_a_column_of_the_roster_that_nothing_reads_is_told(
    folder: Path, header: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "roster.csv").write_text(f"code,name,{header}\nP01,ก,02\nP02,ข,\n", encoding="utf-8")
    for words in (("status", "in"), ("consolidate", "in", "-o", "c.xlsx"), ("track", "in", "-o", "t.xlsx")):
        assert (header or "(3)") in told(capsys, *words)["N120"]
    assert run("template", "-o", "forms") == 0
    assert "N120" in capsys.readouterr().out
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "--roster", "roster.csv") == 0
    assert "N120" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "code,name,size\nP01,ก,\n",
        "code,name,phone,อีเมล,ที่\nP01,ก,02,a@b.th,1\n",
        "รหัส,ชื่อ,จังหวัด,เว็บไซต์,ผู้ติดต่อ\nP01,ก,ข,ค,ง\n",
    ],
)
def test_columns_that_are_read_or_empty_are_not_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    assert read_roster(path).unused_columns == ()


@pytest.mark.parametrize("suffix", [".xlsm", ".xls", ".ods"])
def test_decisions_in_a_workbook_that_is_not_read_are_told(
    folder: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "N121" not in told(capsys, "status", "in")
    (folder / f"decisions{suffix}").write_bytes(b"PK")
    assert f"decisions{suffix}" in told(capsys, "status", "in")["N121"]


def test_an_unknown_setting_of_the_contact_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "round.toml").write_text(ROUND + '[contact]\nline = "@ita"\n', encoding="utf-8")
    assert run("status", "in") == 3
    assert "contact.line" in capsys.readouterr().err


@pytest.mark.parametrize(("setting", "is_told"), [("", True), ('measures = "measures.csv"\n', False)])
def test_a_plan_that_the_old_settings_do_not_name_is_told(
    folder: Path, setting: str, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", "old", "--framework", "2567", "--province", "ตราด", "-q") == 0
    path = folder / "old" / "round.toml"
    path.write_text(setting + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("new", "next", "--from", "old") == 0
    assert ("N122" in capsys.readouterr().out) == is_told


@pytest.mark.parametrize("name", ["P01.rar", "แบบ สำนักงานหนึ่ง.pdf", "p01 scan.jpg", "sub/สำนักงานหนึ่ง.7z", "P01.docx"])
def test_what_an_agency_sent_instead_of_a_form_is_named(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert path.name in told(capsys, "status", "in", "--reminders", "r")["N123"]
    (first,) = Path("r").glob("P01*")
    assert f"ได้รับไฟล์ {path.name} ซึ่งน่าจะเป็นของหน่วยงาน" in first.read_text(encoding="utf-8-sig")
    (second,) = Path("r").glob("P02*")
    assert "ได้รับไฟล์" not in second.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["notes.pdf", "Thumbs.db", "~$P01.xlsx", "P010.rar"])
def test_a_file_of_nobody_is_not_named_so(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in" / name).write_bytes(b"x")
    assert "N123" not in told(capsys, "status", "in")


@pytest.mark.parametrize(
    ("schema", "newer"),
    [("ita-xlsx/agency/3", True), ("ita-xlsx/agency/10", True), (SCHEMA, False), ("ita-xlsx/agency/0", False),
     ("ita-xlsx/analysis/2", False), ("ita-xlsx/agency/x", False), ("", False)],
)  # fmt: skip
def test_a_newer_kind_of_form_is_known_by_its_number(schema: str, newer: bool) -> None:
    assert is_newer(schema, SCHEMA) == newer


def test_a_form_of_a_newer_program_is_told_as_such_and_nobody_is_reminded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_form(folder / "in" / "P01.xlsx", FRAMEWORK)
    book = openpyxl.load_workbook(path)
    for row in book[STAMP_TABLE.sheet].iter_rows():
        if row[0].value == "schema":
            row[1].value = "ita-xlsx/agency/3"
    book.save(path)
    found = told(capsys, "check", path)
    assert list(found) == ["W127"]
    assert "newer version" in found["W127"]
    assert "W127" in told(capsys, "status", "in", "--reminders", "r")
    assert [path.name[:3] for path in Path("r").iterdir()] == ["P02"]


def test_an_agency_whose_file_another_program_holds_is_not_reminded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_form(folder / "in" / "P01.xlsx", FRAMEWORK)
    (folder / "in" / "P02.xlsx").write_bytes(b"PK damaged")
    real = Source._read_file

    def held(source: Source) -> bytes:
        if "P01" in source.name:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        return real(source)

    from ita_xlsx.intake.isolation import worker

    monkeypatch.setattr(worker._POOL, "is_in_child", True)
    monkeypatch.setattr(Source, "_read_file", held)
    assert "F126" in told(capsys, "status", "in", "--reminders", "r")
    assert [path.name[:3] for path in Path("r").iterdir()] == ["P02"]
