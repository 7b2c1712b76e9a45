"""The invented table of forty agencies is imported, reconciled, ranked and compared with last year."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.demo.demo_table import (
    MISPRINTS,
    OF_OVERALL,
    ONE_DIGIT,
    make_demo_table,
    printed_table,
    table_agencies,
)
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import ReturnSummary
from tests.support.program import printed, run

ISSUED = ("--issued", "2026-11-20")
YEAR, BEFORE = 2568, 2567

pytestmark = pytest.mark.slow


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


def mean(scores: dict[str, object]) -> Fraction:
    return sum((Fraction(str(score)) for score in scores.values()), Fraction(0)) / len(scores)


def summaries(loaded: LoadedRound) -> list[ReturnSummary]:
    return [member.summary for member in loaded.province.members if member.summary is not None]


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
    position = list(loaded.province.framework.nodes).index(OVERALL)
    found = {item.name: two_decimals(item.values[position] or Fraction(0)) for item in summaries(loaded)}
    assert found == printed_scores
    ranks = {member.agency.name: results.ranks[member.agency.code] for member in loaded.province.members}
    scores = {name: Fraction(str(score)) for name, score in printed_scores.items()}
    assert ranks == {name: 1 + sum(other > score for other in scores.values()) for name, score in scores.items()}
    book: Any = openpyxl.load_workbook("all.xlsx", data_only=True)
    assert any(sheet._charts for sheet in book.worksheets)
    sheet = book["เปรียบเทียบปี"]
    row = next(row for row in sheet.iter_rows(min_col=2, max_col=6, values_only=True) if row[1] == "คะแนนรวม")
    before, now = (two_decimals(mean(overall_scores(year))) for year in (BEFORE, YEAR))
    assert row[:4] == (40, "คะแนนรวม", float(before), float(now))
    assert row[4] == pytest.approx(float(now - before), abs=0.011)


def test_the_same_table_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", f"table-{YEAR}.xlsx", "--all", *ISSUED)
    before = {path: path.read_bytes() for path in Path("inbox").rglob("*.xlsx")}
    _, document = printed(capsys, "import", f"table-{YEAR}.xlsx", "--all", "--format", "json")
    assert (document["results"]["forms"], len(document["results"]["unchanged"])) == ([], 40)
    assert {path: path.read_bytes() for path in Path("inbox").rglob("*.xlsx")} == before


def corrected_table() -> None:
    """Correct the figure of one agency in the table."""
    book: Any = openpyxl.load_workbook(f"table-{YEAR}.xlsx")
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


def test_a_form_of_an_earlier_table_is_not_told_as_sent(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", f"table-{YEAR}.xlsx", "--all", "-q")
    corrected_table()
    Path(f"table-{YEAR}.xlsx").rename("corrected.xlsx")
    _, document = printed(capsys, "import", "corrected.xlsx", "--all", "-o", "elsewhere", "--format", "json")
    codes = [item["code"] for item in document["findings"]]
    assert (codes.count("X836"), codes.count("X845"), len(document["results"]["unchanged"])) == (0, 1, 39)


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
    book: Any = openpyxl.Workbook()
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
        assert [values[subject] for subject in ("9", "10", "OIT", OVERALL)] == [Fraction(90), Fraction(80), 85, None]
        assert not member.counts


ABSENT = "ไม่มีคะแนนในตาราง"


def without_the_score_of_two() -> list[str]:
    """Give one agency a row again with other figures, and take the row of another away; return both codes."""
    book: Any = openpyxl.load_workbook(f"table-{YEAR}.xlsx")
    sheet, (first, second) = book.active, table_agencies()[10:12]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=4)}
    sheet.append([cell.value if not isinstance(cell.value, float) else 50 for cell in rows[first.name]])
    sheet.delete_rows(rows[second.name][0].row)
    book.save(f"table-{YEAR}.xlsx")
    return [first.code, second.code]


def test_nobody_is_accused_in_a_round_made_from_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("round.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[calendar]\nforms_due = "30/9/2569"\n')
    codes = without_the_score_of_two()
    run("import", f"table-{YEAR}.xlsx", "--all", "-q", *ISSUED)
    code, document = printed(capsys, "status", "--reminders", "reminders", "--format", "json", *ISSUED)
    results = document["results"]
    assert (code, results["missing"], [item["code"] for item in results["no_table_score"]]) == (0, [], codes)
    assert not any(stage["behind"] for stage in results.get("calendar", ()))
    assert not Path("reminders").exists()
    assert [item["code"] for item in document["findings"] if item["code"] in ("N103", "X847")] == ["X847", "X847"]
    assert run("consolidate", "-o", "all.xlsx", "-q", *ISSUED) == 0
    book: Any = openpyxl.load_workbook("all.xlsx", data_only=True)
    states = [row[3] for row in book["สถานะการส่ง"].iter_rows(values_only=True) if row[1] in codes]
    assert states == [ABSENT, ABSENT]
    texts = [str(cell.value) for row in book["ภาพรวม"].iter_rows() for cell in row if cell.value]
    assert not any("ยังไม่ส่ง" in text for text in texts if text != "ยังไม่ส่ง")
    assert not any("เร่งรัดการส่ง" in text for text in texts)
    assert any(text.startswith("2: ") for text in texts)


def test_a_form_that_an_agency_sends_makes_it_a_round_of_forms(capsys: pytest.CaptureFixture[str]) -> None:
    codes = without_the_score_of_two()
    run("import", f"table-{YEAR}.xlsx", "--all", "-q", *ISSUED)
    form = sorted(Path("inbox/from-table").glob("*.xlsx"))[0]
    form.rename(Path("inbox") / form.name)
    _, document = printed(capsys, "status", "--format", "json", *ISSUED)
    assert [item["code"] for item in document["results"]["missing"]] == codes
    assert "no_table_score" not in document["results"]


def test_what_could_not_be_checked_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    names = [agency.name for agency in table_agencies()[:3]]
    only_scores = [["หน่วยงาน", "คะแนนรวม"], *([name, 90] for name in names)]
    with_levels = [["หน่วยงาน", "คะแนนรวม", "ระดับ"], [names[0], 90, "ผ่านดี"], [names[1], 90, None]]
    said = []
    for rows in (only_scores, with_levels):
        book: Any = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save("scores.xlsx")
        run("import", "scores.xlsx", "--all", "-o", "forms", "--force", *ISSUED)
        said.append(" ".join(capsys.readouterr().out.split()))
    assert "nothing could be checked" in said[0]
    assert "0 by the weights, 1 by the levels, of 2" in said[1]
    assert not any("every row agrees" in text for text in said)
