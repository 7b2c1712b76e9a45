"""Check that the import command reports what it understood of a table."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.intake.printed import written
from tests.support.forms import read
from tests.support.program import SCHEMA, run


@pytest.fixture
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


ASKED = ("--agency", "จังหวัดทดสอบ", "--framework", "2568", "-o", "filled.xlsx")


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("content", "code", "understood_answers", "not_understood"),
    [
        (b"i1,90\ni2,91\n", 0, 2, 0),
        (b"i1,90\ni99,91\n", 1, 1, 1),
        (b"x,90\n", 3, 0, 2),
        (b"\0\0\0", 3, None, None),
        (b"%PDF-1.4", 3, None, None),
        (b"PK\x03\x04junk", 3, None, None),
        (b'"i1,90\n', 3, None, None),
        (None, 3, None, None),
    ],
)
def test_import_by_the_schema(
    content: bytes | None,
    code: int,
    understood_answers: int | None,
    not_understood: int | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        Path("t.csv").write_bytes(content)
    assert run("import", "t.csv", *ASKED, "--format", "json") == code
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    assert document["command"] == "import"
    assert Path("filled.xlsx").exists() == (code != 3)
    if understood_answers is None:
        assert (document["results"], document["status"], len(document["findings"])) == (None, "rejected", 1)
        return
    results = document["results"]
    assert results["file"] == (None if code == 3 else "filled.xlsx")
    assert results["understood"] == {"answers": understood_answers, "expected": 61, "given": 0, "previous": 0}
    assert results["not_understood"] == not_understood


@pytest.mark.usefixtures("_english")
def test_the_screen_says_what_was_understood_and_what_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.csv").write_text("i1,90\nIIT,91\ni99,92\n", encoding="utf-8")
    assert run("import", "t.csv", *ASKED) == 1
    shown = capsys.readouterr().out
    for word in ("IIT  1/15 answered", "EIT  0/18 answered", "1 announced: IIT", "X810", "A3", "filled.xlsx"):
        assert word in shown


@pytest.mark.usefixtures("_english")
def test_the_table_is_never_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    table = written(Path("t.xlsx"), [["i1", 90]])
    before = table.read_bytes()
    asked = ("import", table, "--agency", "x", "--framework", "2568", "-o")
    assert run(*asked, table, "--force") == 3
    assert table.read_bytes() == before
    assert run(*asked, "filled.xlsx") == 0
    assert run(*asked, "filled.xlsx") == 3
    assert run(*asked, "filled.xlsx", "--force") == 0


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    "arguments",
    [
        ["t.csv", "-o", "f.xlsx", "--framework", "2568"],
        ["t.csv", "--agency", "x", "--framework", "2568"],
        ["t.csv", "--agency", "x", "-o", "f.xlsx"],
        ["t.csv", "--agency", " ", "-o", "f.xlsx", "--framework", "2568"],
        ["t.csv", "--agency", "P9", "-o", "f.xlsx", "--framework", "2568", "--roster", "r.csv"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    Path("r.csv").write_text("code,name\nP1,หนึ่ง\n", encoding="utf-8")
    assert run("import", *arguments) == 2


@pytest.mark.usefixtures("_english")
def test_the_agency_is_found_in_the_roster() -> None:
    Path("r.csv").write_text("code,name,province\nP1,หนึ่ง,ตราด\n", encoding="utf-8")
    Path("t.csv").write_text("i1,90\n", encoding="utf-8")
    assert run("import", "t.csv", "--agency", "p1", "--framework", "2568", "--roster", "r.csv", "-o", "f") == 0
    submission = read(Path("f.xlsx")).submission
    assert submission is not None
    assert (submission.agency.code, submission.agency.name, submission.agency.province) == ("P1", "หนึ่ง", "ตราด")
