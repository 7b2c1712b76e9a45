"""Check that every file a screen of the round writes is the file of the command, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.documents.round_letters import LetterKind, LettersRun
from ita_xlsx.cycle.province_plan import MEASURES_FILE, plan_text
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.page import round_documents
from ita_xlsx.page.round_results import EARLIER
from tests.conftest import full_scores, submission_of
from tests.support.filled_measures import agencies_of, plan_of
from tests.support.page_round import ISSUED, RETURNED, ROUND, ask, contents, copy_of, make_small_round, words_of
from tests.support.program import run

SETTINGS = ("--round", ROUND / "round.toml", "--issued", ISSUED.isoformat(), "-q")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A small round, and the codes of its agencies."""
    root = tmp_path_factory.mktemp("original")
    return root, make_small_round(root)


@pytest.fixture
def roots(original: tuple[Path, tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The same round twice: for the page, and for the commands, which run in that folder."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    page, command = (copy_of(original[0], tmp_path / name) for name in ("page", "command"))
    monkeypatch.chdir(command)
    return page, command


def both(
    roots: tuple[Path, Path], call: str, command: tuple[object, ...], monkeypatch: pytest.MonkeyPatch, **values: object
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files that the page and the command made or changed."""
    page, other = roots
    before = contents(other)
    run(*command, *SETTINGS)
    answer = ask(page, call, **values)
    monkeypatch.chdir(other)
    made = {path: data for path, data in contents(other).items() if before.get(path) != data}
    return {path: (page / path).read_bytes() for path in answer["files"]}, made


OF_COMMANDS = [
    ("save_feedback", ("check", RETURNED, "--feedback", ROUND / "feedback")),
    ("save_consolidated", ("consolidate", RETURNED, "-o", ROUND / "consolidated.xlsx")),
    ("save_measures", ("track", RETURNED, "-o", ROUND / "measures.xlsx")),
    ("save_links", ("links", RETURNED, "-o", ROUND / "links.xlsx")),
    ("save_report", ("report", ROUND, "-o", ROUND / "report.docx")),
]


@pytest.mark.parametrize(("call", "command"), OF_COMMANDS, ids=[call for call, _ in OF_COMMANDS])
def test_a_file_of_a_screen_is_the_file_of_the_command(
    roots: tuple[Path, Path], call: str, command: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_page, of_command = both(roots, call, command, monkeypatch)
    assert of_page
    assert of_page == of_command


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("merged", [False, True])
def test_letters_are_those_of_the_command(
    roots: tuple[Path, Path], kind: LetterKind, merged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind is LetterKind.MEASURES:
        for root in roots:
            (root / ROUND / MEASURES_FILE).write_bytes(plan_text(plan_of(load_framework(2568))))
            with (root / ROUND / "round.toml").open("a", encoding="utf-8") as settings:
                settings.write(f'measures = "{MEASURES_FILE}"\n')
    number = ("--number", "ตร 0017/ว 5") if merged else ()
    command = ("letters", kind, "-o", ROUND / "letters", *(["--merged"] if merged else []), *number)
    typed = {"merged": "1" if merged else "", "number": "".join(number[1:])}
    of_page, of_command = both(roots, "save_letters", command, monkeypatch, kind=kind, **typed)
    assert of_page
    assert of_page == of_command


def test_reports_of_agencies_are_those_of_the_command(
    roots: tuple[Path, Path], original: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = original[1][4]
    made = ROUND / "reports" / f"{code} - รายงาน.docx"
    command = ("report", RETURNED / f"{code}.xlsx", "-o", made)
    of_page, of_command = both(roots, "save_reports", command, monkeypatch, agency=code)
    assert of_page == of_command
    assert set(of_page) == {str(made)}


def test_what_bars_a_typed_rank_is_told_once_for_all_reports(roots: tuple[Path, Path]) -> None:
    with (roots[0] / ROUND / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('[report]\nrank = 5\nrank_of = 76\nrank_agency = "X99"\n')
    assert words_of(ask(roots[0], "save_reports", agency="")).count("«X99»") == 1


def test_agencies_without_a_letter_are_told(roots: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding(Code.NO_STEP_TO_FOLLOW, count="1", agencies="P07 สำนักงานเจ็ด")
    monkeypatch.setattr(round_documents, "write_letters", lambda *_, **__: LettersRun(findings=(finding,)))
    words = words_of(ask(roots[0], "save_letters", kind=LetterKind.FOLLOW_UP))
    assert "P07 สำนักงานเจ็ด" in words


def test_measures_are_held_against_the_day_that_was_chosen(
    roots: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("track", RETURNED, "-o", ROUND / "measures.xlsx", "--as-of", "2025-03-31")
    day = {"day": "31", "month": "3", "year": "2568"}
    of_page, of_command = both(roots, "save_measures", command, monkeypatch, **day)
    assert of_page == of_command
    on_day_of_issue = ask(roots[0], "save_measures")
    assert (roots[0] / on_day_of_issue["files"][0]).read_bytes() != of_command["round/measures.xlsx"]


def test_exported_tables_are_those_of_the_command(roots: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes its workbook beside them; the page has a button for each."""
    command = ("consolidate", RETURNED, "-o", "other.xlsx", "--export", ROUND / "export")
    of_page, of_command = both(roots, "save_export", command, monkeypatch)
    assert {Path(path).name for path in of_page} >= {"agencies.csv", "scores.csv", "ita.sqlite", "datapackage.json"}
    assert {**of_page, "other.xlsx": of_command["other.xlsx"]} == of_command


def test_one_copy_has_the_name_and_bytes_that_it_has_among_all(
    roots: tuple[Path, Path], original: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = original[1][3]
    command = ("check", RETURNED, "--feedback", ROUND / "feedback")
    of_page, of_command = both(roots, "save_one_feedback", command, monkeypatch, file=str(RETURNED / f"{faulty}.xlsx"))
    assert sorted(Path(path).name for path in of_page) == [f"{faulty} - แก้ไข.txt", f"{faulty} - แก้ไข.xlsx"]
    assert of_page.items() <= of_command.items()
    assert len(of_command) > len(of_page)


def test_analyses_are_those_of_the_command(
    roots: tuple[Path, Path], original: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_page, of_command = both(
        roots, "save_analyses", ("analyze", RETURNED, "-o", ROUND / "analyses"), monkeypatch, agency=""
    )
    assert of_page == of_command
    # The first agency must choose one of its two files, the third returned none, and that of the fourth has faults.
    codes = original[1]
    assert sorted(Path(path).name.split()[2] for path in of_page) == [codes[1], codes[4], codes[5]]
    of_one = ask(roots[0], "save_analyses", agency=codes[4])["files"]
    assert [Path(path).name.split()[2] for path in of_one] == [codes[4]]
    assert (roots[0] / of_one[0]).read_bytes() == of_command[of_one[0]]


def test_an_earlier_year_that_is_dropped_is_compared_as_by_the_command(
    roots: tuple[Path, Path], original: tuple[Path, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = agencies_of(len(original[1]))[4]
    before = load_framework(2567)
    submission = replace(submission_of(before, dict.fromkeys(full_scores(before), "60")), agency=agency)
    (roots[1] / "form.xlsx").write_bytes(
        make_form(before, RoundSettings(framework="2567"), submission, Edition(issued=ISSUED))
    )
    earlier = EARLIER / "2567.xlsx"
    (roots[1] / EARLIER).mkdir()
    run("consolidate", "form.xlsx", "--framework", "2567", "-o", earlier, "-q", "--issued", ISSUED.isoformat())
    (roots[0] / EARLIER).mkdir()
    (roots[0] / earlier).write_bytes((roots[1] / earlier).read_bytes())
    command = ("consolidate", RETURNED, "-o", ROUND / "consolidated.xlsx", "--previous", earlier)
    of_page, of_command = both(roots, "save_consolidated", command, monkeypatch)
    assert of_page == of_command
    screen = words_of(ask(roots[0], "round_earlier", paths=[str(earlier)]))
    assert "ปี 2567: 60.00" in screen
    assert "เทียบกับ: 2567.xlsx" in screen
