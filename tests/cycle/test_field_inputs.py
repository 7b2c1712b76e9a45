"""Check that files as people really sent them give the right findings at their cells, and the right figures.

``tests/corpus/field.tar.xz`` holds them: a round, one form in order (``base-good.xlsx``), and one input for each thing
that went wrong somewhere, named after it.
"""

from __future__ import annotations

import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.cycle.receive import receive_one
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.store.decisions import read_decisions
from tests.conftest import ISSUED
from tests.support.paths import CORPUS
from tests.support.program import printed, run
from tests.support.returned_steps import told

M, OIT, INFO, A = "มาตรการ", "OIT", "ข้อมูลหน่วยงาน", "คะแนนประกาศ"
SITE = "https://www.lampang.go.th"
Told = list[tuple[str, str, str]]
# Every round here lacks most of its agencies, and its files are as new as the test.
USUAL = {"N103", "N104"}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("field")
    with tarfile.open(CORPUS / "field.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture
def field(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the inputs, with a round of its own that a command may write to."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    (tmp_path / "round").mkdir()
    for path in (inputs / "round").iterdir():
        (tmp_path / "round" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(inputs)
    return tmp_path


def test_no_input_is_left_out(inputs: Path) -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [path.name for path in inputs.iterdir() if f'"{path.name}"' not in source and path.name != "round"] == []


def called(capsys: pytest.CaptureFixture[str], field: Path, *arguments: object) -> tuple[Told, Any]:
    """The findings of a command, without the usual ones, and its results."""
    _, answer = printed(capsys, *arguments, "--round", field / "round" / "round.toml", "--format", "json")
    found = [
        (item["code"], item["severity"], "!".join(filter(None, (item["sheet"], item["cell"]))))
        for item in answer["findings"]
        if item["code"] not in USUAL
    ]
    return found, answer["results"]


X311, W122 = ("X311", "info", f"{M}!M4"), ("W122", "warning", f"{M}!F4")
LINKS = [f"{SITE}/doc-{number}.pdf" for number in range(5, 9)]


@pytest.mark.parametrize(
    ("name", "found", "overall"),
    [
        ("base-good.xlsx", [], "95.71"),
        ("a10-measures-headers-sara-am", [("W117", "info", f"{M}!{col}4") for col in "CFIK"], "95.71"),
        ("b1-measures-step-header", [W122], "95.71"),
        ("b2-measures-sheet-gone", [("W107", "warning", "")], "95.71"),
        ("b5-announced-header.xlsx", [("W122", "warning", f"{A}!C4"), ("P401", "warning", f"{A}!C17")], "95.71"),
        ("b7-measures-added-status-column", [X311], "95.71"),
        ("c1-superscript-footnote.xlsx", [("S230", "error", f"{OIT}!D6")], None),
        ("c2-struck-score.xlsx", [("X314", "warning", f"{OIT}!D6")], "95.71"),
        ("d1-error-values-as-evidence",
         [("X315", "warning", f"{M}!K5"), ("X315", "warning", f"{M}!K6"), ("X315", "warning", f"{M}!L7"),
          ("E302", "warning", f"{M}!J8"), ("E303", "warning", f"{M}!J5"), ("E303", "warning", f"{M}!J6")], "95.71"),
        ("d3-picture-over-cell.xlsx",
         [("X316", "warning", f"{M}!K5:K6"), ("S203", "error", f"{OIT}!D6")], None),
        ("d4-text-box.xlsx", [("X317", "info", f"{OIT}!D6:F8")], "95.71"),
        ("f1-cp874-names.zip", [("S203", "error", f"{OIT}!D6")], None),
        ("h2-hyperlink-formulas.xlsx", [("X322", "warning", f"{M}!K6")], "95.71"),
        ("i1-rights-managed.xlsx", [("F124", "error", "")], None),
        ("j1-threaded-comments.xlsx", [("S203", "error", f"{OIT}!D6"), ("X310", "info", f"{OIT}!D7")], None),
        ("n1-fill-handle-series.xlsx", [("S236", "warning", "IIT!D5:D14")], None),
        ("r1-shown-is-not-stored.xlsx", [("S238", "warning", f"{OIT}!D8"), ("X321", "warning", f"{OIT}!D6")], None),
        ("s1-thai-percent-format.xlsx", [("S217", "info", f"{OIT}!D6")], None),
    ],
)  # fmt: skip
def test_a_form_is_told_at_its_cells(field: Path, name: str, found: Told, overall: str | None) -> None:
    sources, passed_over = find_workbooks([name])
    context = load_context(str(field / "round" / "round.toml"), None, None)
    returned = receive_one(sources[0], context)
    assert passed_over == ()
    assert sorted(told(returned)) == sorted(found)
    if overall is not None:
        assert returned.results is not None
        assert str(returned.results.by_subject[OVERALL].rounded) == overall


def scores_of(field: Path, name: str) -> dict[str, float]:
    returned = receive_one(Source(name, Path(name)), load_context(str(field / "round" / "round.toml"), None, None))
    assert returned.submission is not None
    return {subject: float(value) for subject, value in returned.submission.scores.items()}


@pytest.mark.parametrize(
    ("name", "score"),
    [("c1-superscript-footnote.xlsx", None), ("c2-struck-score.xlsx", 100), ("r1-shown-is-not-stored.xlsx", 100),
     ("s1-thai-percent-format.xlsx", 95)],
)  # fmt: skip
def test_the_score_that_counts(field: Path, name: str, score: float | None) -> None:
    assert scores_of(field, name).get("o2") == score
    assert scores_of(field, "r1-shown-is-not-stored.xlsx")["o4"] == 50


@pytest.mark.parametrize(
    ("name", "words", "absent"),
    [
        ("d4-text-box.xlsx", "ยังไม่ใช่คะแนนสุดท้าย", "#"),
        ("j1-threaded-comments.xlsx", "คะแนนข้อนี้รอผลอุทธรณ์ / ใช้ 95.50 ไปก่อน", "Excel"),
        ("b7-measures-added-status-column", "สถานะล่าสุด", "#"),
        ("n1-fill-handle-series.xlsx", "i1 – i10", "#"),
    ],
)
def test_the_words_of_a_form_are_told(
    field: Path, capsys: pytest.CaptureFixture[str], name: str, words: str, absent: str
) -> None:
    run("check", name, "--round", field / "round" / "round.toml", "--format", "json", "--feedback", field / "copies")
    printed_text = capsys.readouterr().out
    assert words in printed_text
    assert absent not in printed_text


@pytest.mark.parametrize(
    ("name", "day", "found", "states", "urls", "overdue"),
    [
        ("a3-status-double-e", "1/6/2568", [("E304", "info", f"{M}!J5:J8")], ["done"] * 4, LINKS, 0),
        ("a10-measures-headers-sara-am", "1/6/2568", [], ["done"] * 4, LINKS, 0),
        ("b1-measures-step-header", "1/6/2568", [], ["done"] * 4, LINKS, 0),
        ("b2-measures-sheet-gone", "1/6/2568", [("T614", "warning", "")], [], [], 0),
        ("d1-error-values-as-evidence", "1/6/2568",
         [("E302", "warning", f"{M}!J8"), ("T605", "warning", f"{M}!J5:J6")], ["done"] * 3 + ["unsaid"],
         [None, None, *LINKS[2:]], 0),
        ("e1-month-shown-dates", "15/5/2568", [], ["done"] * 4 + ["doing"] * 4, [*LINKS, *[None] * 4], 0),
        ("q1-checkbox-status", "1/6/2568", [("E304", "info", f"{M}!J5:J8")], ["done"] * 4, LINKS, 0),
    ],
)  # fmt: skip
def test_steps_are_tracked(
    field: Path, capsys: pytest.CaptureFixture[str], name: str, day: str, found: Told, states: list[str],
    urls: list[str | None], overdue: int,
) -> None:  # fmt: skip
    command = ("track", name, "-o", field / "t.xlsx", "--as-of", day)
    codes, steps = called(capsys, field, *command)
    assert sorted(codes) == sorted(found)
    assert sorted(step["status"] for step in steps) == sorted(states)
    assert sorted(step["url"] or "" for step in steps) == sorted(url or "" for url in urls)
    assert sum(step["overdue"] for step in steps) == overdue


def test_dates_shown_as_months_are_due_on_their_last_day(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, steps = called(capsys, field, "track", "e1-month-shown-dates", "-o", field / "t.xlsx", "--as-of", "15/5/2568")
    assert [step["due"] for step in steps if step["due"].startswith("2025-05")] == ["2025-05-31"] * 4


def test_a_name_pasted_from_a_pdf_is_the_agency(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("status", "a1-name-sara-am", "-o", field / "s.xlsx", "--reminders", field / "letters")
    found, results = called(capsys, field, *command)
    assert found == []
    assert [item["code"] for item in results["returned"]] == ["P01"]
    assert len(results["missing"]) == 30
    assert [path.name for path in (field / "letters").iterdir() if path.name.startswith("P01")] == []


def test_the_year_before_is_compared(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("consolidate", "base-good.xlsx", "--previous", "a5-previous-2567-sara-am.xlsx", "-o", field / "c.xlsx")
    found, results = called(capsys, field, *command)
    assert found == []
    assert [item["overall"] for item in results["agencies"]] == ["95.71"]


def test_an_imported_table_has_ten_figures(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("import", "a6-import-sara-am.xlsx", "--agency", "ทดสอบ", "--framework", "2568", "-o", field / "i.xlsx")
    code, answer = printed(capsys, *command, "--format", "json")
    assert (code, answer["findings"]) == (0, [])
    assert answer["results"]["understood"]["given"] == 10


def test_a_plan_names_an_agency_in_other_characters(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = ("--measures", "a8-plan-agency-sara-am.csv")
    assert run("template", "--round", field / "round" / "round.toml", *plan, "-o", field / "forms") == 0
    assert "M507" not in capsys.readouterr().out
    sheets = {
        path.name.split()[1]: openpyxl.load_workbook(path)[M] for path in (field / "forms").glob("* P0[12] *.xlsx")
    }
    ids = {code: sheet["A5"].value for code, sheet in sheets.items()}
    assert ids["P01"] == "m1.1"
    assert ids["P02"] != "m1.1"


def test_a_roster_in_other_characters_has_the_same_name(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("check", "base-good.xlsx", "--framework", "2568", "--roster", "a11-roster-sara-am.csv")
    code, answer = printed(capsys, *command, "--format", "json")
    assert (code, answer["findings"]) == (0, [])


def test_decisions_have_one_day_in_four_spellings(field: Path) -> None:
    decisions = read_decisions(Path("e3-decisions-dates.csv").read_bytes(), "decisions.csv")
    assert [str(item.received) for item in decisions] == ["2025-09-20"] * 4


def test_a_name_in_an_old_code_page_is_itself_everywhere(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ("--round", field / "round" / "round.toml")
    run("check", "f1-cp874-names.zip", *settings, "--feedback", field / "copies")
    capsys.readouterr()
    names = sorted(path.name for path in (field / "copies").iterdir())
    assert names
    assert all(name.startswith("ฉบับแก้ไข ลำปาง") for name in names)
    letters = [path.read_text("utf-8-sig") for path in (field / "copies").glob("*.txt")]
    assert all("ฉบับแก้ไข ลำปาง.xlsx" in text for text in letters)
    found, _ = called(
        capsys, field, "status", "f1-cp874-names.zip", "--use", "ฉบับแก้ไข ลำปาง.xlsx", "-o", field / "s.xlsx"
    )
    assert "N111" not in [code for code, _, _ in found]


@pytest.mark.parametrize("name", ["g1-respondents-rai", "g3-respondents-of"])
def test_respondents_weigh_the_average(field: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    found, _ = called(capsys, field, "check", name)
    assert sorted(found) == [
        ("S222", "warning", f"{OIT}!D5:D32"), ("W126", "info", f"{INFO}!B14"), ("W126", "info", f"{INFO}!B15"),
    ]  # fmt: skip
    _, results = called(capsys, field, "consolidate", name, "-o", field / "c.xlsx")
    assert (results["summary"]["weighted"], results["summary"]["weighted_over"]) == ("81.86", 2)


def test_wrapped_addresses_are_named(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, links = called(capsys, field, "links", "h1-wrapped-links.xlsx")
    assert found == [*(("L436", "warning", f"{M}!K{row}") for row in (5, 6, 7)), ("L435", "warning", f"{M}!K8")]
    assert [item["detail"] for item in links][:3] == [f"{SITE}/{name}.pdf" for name in ("plan", "plan2", "plan3")]
    assert links[3]["url"] == f"{SITE}/plan4.pdf"


def test_links_by_formula(field: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address that a formula computes is one; a link to an empty cell is told, and is no reason."""
    found, links = called(capsys, field, "links", "h2-hyperlink-formulas.xlsx")
    assert found == [("L415", "info", ""), ("X322", "warning", f"{M}!K6")]
    assert [item["url"] is not None for item in links] == [True, False, True, True]


def test_an_archive_named_after_an_agency_is_named_in_its_reminder(
    field: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("status", "k1-rar-named-after-agency", "-o", field / "s.xlsx", "--reminders", field / "letters")
    found, _ = called(capsys, field, *command)
    assert found == [("N123", "error", ""), ("F125", "warning", "")]
    texts = {path.name[:3]: path.read_text("utf-8-sig") for path in (field / "letters").iterdir()}
    archive = "ITA2568 P05 สำนักงานพัฒนาชุมชนจังหวัดลำปาง.rar"
    assert [code for code, text in texts.items() if archive in text] == ["P05"]
    assert ".xlsx" in texts["P05"]


def test_a_long_note_stands_whole_on_the_paper(field: Path) -> None:
    """Paper that is signed holds all of it; before, its end was cut, which a finding said (T615)."""
    context = load_context(str(field / "round" / "round.toml"), None, None)
    contents = collect_contents(
        PrintOptions(paths=("m1-note-cut-on-paper",), cached=False), context, Edition(issued=ISSUED)
    )
    assert [item.code.value for item in contents.findings if item.code.value not in USUAL] == []
    (sheet,) = openpyxl.load_workbook(BytesIO(contents.items[0].data)).worksheets[:1]
    assert any("จบ" in str(cell.value) for row in sheet.iter_rows() for cell in row)
