"""The invented table of forty agencies is imported, reconciled, ranked and compared with last year."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.demo.demo_table import (
    MISPRINTS,
    OF_OVERALL,
    ONE_DIGIT,
    make_demo_table,
    printed_table,
    table_agencies,
)
from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import two_decimals
from tests.support.program import printed, run

ISSUED = ("--issued", "2026-11-20")
YEAR, BEFORE = 2568, 2567


@pytest.fixture(autouse=True)
def _in_the_folder_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_demo_table(Target(path=tmp_path / "table"), Edition(issued=date(2026, 11, 20)))
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path / "table")


def overall_scores(year: int) -> dict[str, object]:
    """The overall score of each agency as it is printed in a table, by name."""
    framework = load_framework(year)
    table = printed_table(framework, misprints=year == YEAR)
    col = next(number for number, column in enumerate(table.columns) if column.header == "คะแนนรวม")
    return {str(row[1]): row[col] for row in table.rows}


def test_six_rows_are_named_and_two_with_their_digit(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json", *ISSUED)
    assert code == 1
    assert document["results"]["agencies"] == 40
    assert sorted(document["results"]["disagreeing"]) == sorted(MISPRINTS)
    messages = [item["message"] for item in document["findings"] if item["severity"] != "info"]
    assert sorted(message.split()[0] for message in messages) == sorted(MISPRINTS)
    with_digit = {message.split()[0]: message.rpartition(": ")[2] for message in messages if "→" in message}
    right = {agency.name: agency.code for agency in table_agencies()}
    true_overall = {right[name]: score for name, score in overall_scores(YEAR).items()}[OF_OVERALL]
    assert with_digit.keys() == {ONE_DIGIT, OF_OVERALL}
    assert with_digit[ONE_DIGIT] == "87.78 → 97.78"
    assert with_digit[OF_OVERALL].startswith(f"{true_overall} → ")


def test_the_round_is_ranked_and_charted_and_compared_with_last_year() -> None:
    assert (
        run("import", f"table-{BEFORE}.xlsx", "--all", "--framework", BEFORE, "--export", "tables", "-q", *ISSUED) == 0
    )
    assert not Path("inbox").exists()
    assert run("import", f"table-{YEAR}.xlsx", "--all", "-q", *ISSUED) == 1
    assert len(list(Path("inbox/from-table").glob("*.xlsx"))) == 40
    assert run("consolidate", "--previous", "tables", "-o", "all.xlsx", "-q", *ISSUED) == 0
    context = load_context("round.toml")
    loaded = load_round(("inbox",), context, cached=False)
    results, printed_scores = ProvinceResults(loaded.province), overall_scores(YEAR)
    found = {
        member.agency.name: two_decimals(results.values(member)[OVERALL] or 0) for member in loaded.province.members
    }
    assert found == printed_scores
    order = sorted(printed_scores, key=lambda name: -printed_scores[name])  # type: ignore[operator]
    ranks = {member.agency.name: results.ranks[member.agency.code] for member in loaded.province.members}
    assert [ranks[name] for name in order] == list(range(1, 41))
    assert context.framework is not None
    earlier, findings = read_earlier_rounds(("tables",), context, context.framework)
    assert findings == ()
    position = list(context.framework.nodes).index(OVERALL)
    codes = {agency.code.casefold(): agency.name for agency in table_agencies()}
    last_year = {codes[code.casefold()]: two_decimals(scores[position] or 0) for code, scores in earlier[0].scores}
    assert (earlier[0].year, last_year) == (BEFORE, overall_scores(BEFORE))
    book = openpyxl.load_workbook("all.xlsx")
    assert any(sheet._charts for sheet in book.worksheets)
    texts = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert any(str(BEFORE) in text for text in texts)


def test_the_same_table_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", f"table-{YEAR}.xlsx", "--all", *ISSUED)
    before = {path: path.read_bytes() for path in Path("inbox").rglob("*.xlsx")}
    _, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json")
    assert (document["results"]["forms"], len(document["results"]["unchanged"])) == ([], 40)
    assert {path: path.read_bytes() for path in Path("inbox").rglob("*.xlsx")} == before


def corrected_table() -> None:
    """Correct the figure of one agency in the table."""
    book = openpyxl.load_workbook(f"table-{YEAR}.xlsx")
    for row in book.active.iter_rows(min_row=4):
        if row[1].value == next(item.name for item in table_agencies() if item.code == ONE_DIGIT):
            next(cell for cell in row if cell.value == 87.78).value = 97.78
    book.save(f"table-{YEAR}.xlsx")


def test_a_corrected_table_replaces_its_forms_only_with_force(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", f"table-{YEAR}.xlsx", "--all", "-q")
    corrected_table()
    _, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json")
    differing = [item["message"] for item in document["findings"] if item["code"] == "X845"]
    assert [message.split(" of ")[1].split()[0] for message in differing] == [ONE_DIGIT]
    _, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json", "--force")
    assert len(document["results"]["forms"]) == 1
    assert ONE_DIGIT not in document["results"]["disagreeing"]


def test_a_form_that_an_agency_sent_stays(capsys: pytest.CaptureFixture[str]) -> None:
    run("template", "--agency", "T03", "-o", "inbox/sent.xlsx", *ISSUED)
    before = Path("inbox/sent.xlsx").read_bytes()
    _, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json", "--force")
    kept = [item for item in document["findings"] if item["code"] == "X836"]
    assert [(item["message"].split()[0], Path(item["value"]).name) for item in kept] == [("T03", "sent.xlsx")]
    assert len(document["results"]["forms"]) == 39
    assert Path("inbox/sent.xlsx").read_bytes() == before


def test_a_year_in_the_database_is_replaced_only_with_force(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("import", f"table-{BEFORE}.xlsx", "--all", "--framework", BEFORE, "--export", "tables")
    assert run(*arguments, "-q") == 0
    before = Path("tables/ita.sqlite").read_bytes()
    code, document = printed(capsys, *arguments, "--format", "json")
    assert (code, document["results"]["database"]) == (3, None)
    assert "H914" in {item["code"] for item in document["findings"]}
    assert Path("tables/ita.sqlite").read_bytes() == before
    assert run(*arguments, "-q", "--force") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--agency"),
        (("--agency", "T01", "--all"), "--all"),
        (("--agency", "T01"), "-o"),
        (("--agency", "T01", "--export", "tables", "-o", "a.xlsx"), "--export"),
        (("--all", "--framework", "2567"), "2567"),
        (("--all", "-o", "roster.csv"), "folder"),
    ],
)
def test_a_call_that_is_not_clear_is_refused(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", f"table-{YEAR}.xlsx", *arguments) == 2
    assert words in capsys.readouterr().err
    assert not Path("inbox/from-table").exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04junk", b"\0\0\0"])
def test_a_file_that_is_no_table_is_told(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.xlsx").write_bytes(content)
    assert run("import", "other.xlsx", "--all", "--format", "json") == 3
    assert json.loads(capsys.readouterr().out)["findings"]


def test_only_two_indicators_give_no_overall_score() -> None:
    book = openpyxl.Workbook()
    for row in [["หน่วยงาน", "ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10", "OIT (ร้อยละ 40)"]] + [
        [agency.name, 90, 80, 34] for agency in table_agencies()
    ]:
        book.active.append(row)
    book.save("oit.xlsx")
    assert run("import", "oit.xlsx", "--all", "-q") == 0
    loaded = load_round(("inbox",), load_context("round.toml"), cached=False)
    for member in loaded.province.members[:3]:
        assert member.summary is not None
        values = dict(zip(loaded.province.framework.nodes, member.summary.values, strict=True))
        assert (values["9"], values["10"], values["OIT"], values[OVERALL], member.counts) == (90, 80, 85, None, False)
