"""Check that the page says what the first sheets of the workbooks say: the same words in the same order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.cycle.analyze import Analysis, analyze_return, make_analysis
from ita_xlsx.cycle.first_pages import overview_page_of, summary_page_of
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.runs.consolidate_round import consolidate_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.province_layout import OVERVIEW
from ita_xlsx.model.layout.province_layout import STATUS as STATUS_SHEET
from ita_xlsx.model.layout.summary_layout import PLACES, SUMMARY, SummaryLayout
from ita_xlsx.model.submission import Answer
from ita_xlsx.page.render import render
from ita_xlsx.page.results.overview_words import worded_overview
from ita_xlsx.page.results.summary_view import summary_view
from ita_xlsx.page.results.summary_words import worded_summary
from tests.conftest import full_scores, submission_of, write_form
from tests.page.conftest import FRAMEWORK, ISSUED
from tests.support.page_round import ask, copy_of, make_small_round

ANSWERS = [node.subject for node in FRAMEWORK.answers]
LAST_YEAR = tuple(Answer(subject, Fraction("88.25")) for subject in ANSWERS)
WEAK = dict(zip(ANSWERS[:7], ("61.5", "70.25", "79", "81.75", "84", "84.5", "84.75"), strict=True))


@dataclass(frozen=True)
class Case:
    """A form: the scores that are left out or low, those of last year, and what was announced."""

    left_out: Sequence[str] = ()
    low: bool = True
    last_year: bool = True
    announced: tuple[Answer, ...] = ()
    announced_words: tuple[Answer, ...] = ()


CASES = {
    "complete": Case(),
    "without last year": Case(last_year=False),
    "nothing weak": Case(low=False, last_year=False),
    "incomplete": Case(left_out=(*ANSWERS[3:5], *ANSWERS[9:11], *ANSWERS[-6:])),
    "incomplete with an announced result": Case(
        left_out=ANSWERS[-6:],
        last_year=False,
        announced=(Answer("overall", Fraction("93.5")),),
        announced_words=(Answer("level", None, "ผ่านดี"),),
    ),
    "announced figures stand in": Case(
        left_out=[leaf.subject for leaf in FRAMEWORK.nodes["10"].leaves], announced=(Answer("10", Fraction(88)),)
    ),
    "almost empty": Case(left_out=ANSWERS[1:], last_year=False),
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def returned(request: pytest.FixtureRequest, tmp_path: Path) -> Returned:
    """A form as the page reads it."""
    case: Case = request.param
    scores = full_scores(FRAMEWORK) | (WEAK if case.low else {})
    kept = {subject: score for subject, score in scores.items() if subject not in case.left_out}
    submission = replace(
        submission_of(FRAMEWORK, kept),
        previous=LAST_YEAR if case.last_year else (),
        announced=case.announced,
        announced_words=case.announced_words,
    )
    sources, _ = find_returns([str(write_form(tmp_path / "form.xlsx", FRAMEWORK, submission))])
    return next(iter(receive_all(sources, load_context())))


def analysis_of(returned: Returned) -> Analysis:
    analysis = analyze_return(returned, load_context())
    assert analysis is not None
    return analysis


def words_in(html: str) -> str:
    """The words that a reader sees, with single blanks."""
    seen = re.sub(r'<(?:span|thead|h1) class="(?:lab|hide)">.*?</(?:span|thead|h1)>', " ", html)
    return " ".join(unescape(re.sub("<[^>]+>", " ", seen)).split())


def shown(sheet: Worksheet, rows: range, cols: Sequence[int]) -> Iterator[str]:
    """The texts of cells row by row (both from zero), as their number formats show them."""
    for row in rows:
        for col in cols:
            cell = sheet.cell(row + 1, col + 1)
            if cell.value is not None and cell.value != "":
                yield as_text(cell.value, cell.number_format)


def as_text(value: object, number_format: str) -> str:
    if not isinstance(value, (int, float)):
        return " ".join(str(value).split())
    if "%" in number_format:
        return f"{value:.1%}"
    if "0.00" not in number_format:
        return f"{value:,.0f}"
    return f"{value:+.2f}".replace("-", "−") if number_format.startswith("+") and value else f"{value:.2f}"


def missing_in_order(words: str, expected: Sequence[str]) -> list[str]:
    """Those of the expected texts that do not follow the ones before them."""
    at, missing = 0, []
    for text in expected:
        found = words.find(text, at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    return missing


def test_the_screen_of_an_agency_says_what_the_summary_says(returned: Returned) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(make_analysis(analysis_of(returned), Edition(issued=ISSUED))), data_only=True
    )
    sheet, layout = book[SUMMARY], SummaryLayout(FRAMEWORK)
    html = render("results.html", "th", view=summary_view(returned, "th", ISSUED), number=1)
    first, places = layout.first_row, range(layout.first_row, layout.first_row + 2 * PLACES)
    cards = [(first - 4 + row, col) for col in (1, *(card[1] for card in layout.cards)) for row in range(3)]
    # A card says its figure, the level beside it, and the line below.
    cards.insert(2, (first - 4 + 1, layout.level.col))
    expected = [
        *shown(sheet, range(2), [1]),
        *(text for row, col in cards for text in shown(sheet, range(row, row + 1), [col])),
        *shown(sheet, range(first - 1, first), [1, 3, 4, 5]),
        *shown(sheet, range(first, first + len(layout.indicators)), [1, 3, 4]),
        *shown(sheet, range(first - 1, first), [7, 10, 11]),
        *shown(sheet, places, [7, 8, 10, 11]),
        *shown(sheet, range(layout.below_row + 1, layout.below_row + 2 + len(layout.divided)), [1, 3, 4, 5]),
        "ความเห็นและข้อสั่งการของผู้บริหาร",
    ]
    assert len(expected) > 50
    assert missing_in_order(words_in(html), expected) == []
    assert returned.results is not None
    assert ('class="message due"' in html) is (returned.results.answered < len(ANSWERS))


def test_the_words_of_the_screens_are_those_of_the_summary(returned: Returned) -> None:
    """The English page has the same structure, because the same code says in Thai what the sheet says."""
    analysis = analysis_of(returned)
    page = summary_page_of(analysis, Edition(issued=ISSUED))
    assert worded_summary(page, analysis, "th") == page
    english = worded_summary(page, analysis, "en")
    assert [len(place.why.split(" · ")) for place in english.places] == [len(p.why.split(" · ")) for p in page.places]
    ours = (english.sentence, english.title, *english.heads, *english.weak_heads, *(c.title for c in english.cards))
    names = (
        analysis.submission.agency.name,
        analysis.results.level.name or "-",
        analysis.results.announced_level or "-",
    )
    for text in ours:
        for name in names:
            text = text.replace(name, "")
        assert not re.search("[ก-๛]", text), text


@pytest.fixture(scope="module", params=[6, 31], ids=["6 agencies", "31 agencies with last year"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a round in which not all is well: a small one, or that of the demonstration."""
    root = tmp_path_factory.mktemp("root")
    if request.param == 6:
        make_small_round(root, request.param)
    else:
        copy_of(request.getfixturevalue("demo_folder"), root / "round")
    return root


def test_the_screen_of_the_province_says_what_the_overview_says(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    answer = ask(root, "save_consolidated", issued=ISSUED.isoformat())
    sheet = openpyxl.load_workbook(root / "round" / "consolidated.xlsx", data_only=True)[OVERVIEW]
    cards = [(row, col) for col in (1, 4, 7, 10) for row in (2, 3, 4)]
    follow_up = range(6, 6 + 8)
    column = [str(cell.value) for cell in sheet["B"]]
    proposal = next(at for at, text in enumerate(column) if text.startswith("เสนอเพื่อพิจารณาสั่งการ"))
    expected = [
        *shown(sheet, range(1), [1, 8]),
        *shown(sheet, range(1, 2), [1]),
        *(text for row, col in cards for text in shown(sheet, range(row, row + 1), [col])),
        *shown(sheet, range(5, 6), [1, 4, 5, 7]),
        *shown(sheet, range(6, 16), [1, 4, 7]),
        *shown(sheet, range(5, 6), [8]),
        *shown(sheet, follow_up, [8, 9]),
        *shown(sheet, range(proposal, proposal + 2), [1]),
    ]
    assert len(expected) > 60
    assert expected[-1] == "ข้อสั่งการ"
    assert missing_in_order(words_in(answer["html"]), expected) == []
    assert 'class="message due"' in answer["html"]


def test_the_list_of_the_status_says_what_the_sheet_says(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    answer = ask(root, "save_status", issued=ISSUED.isoformat())
    sheet = openpyxl.load_workbook(root / "round" / "status.xlsx", data_only=True)[STATUS_SHEET]
    words = words_in(answer["html"])
    assert as_text(sheet["A2"].value, "") in words
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if isinstance(row[0].value, (int, float))]
    assert missing_in_order(words, [f"{row[3]} {row[1]} {row[2]}" for row in rows]) == []
    # What a row says is not said again below the list.
    assert "ยังไม่ส่งแบบฟอร์ม" not in words


def test_the_words_of_the_screens_are_those_of_the_overview(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    context = load_context("round/round.toml")
    loaded = load_round(["round/returned"], context)
    run = consolidate_round(loaded, context, loaded.province.framework)
    for issued in (ISSUED, date(2027, 1, 1)):
        page = overview_page_of(run, issued)
        assert worded_overview(page, run, issued, "th") == page
        english = worded_overview(page, run, issued, "en")
        assert len(english.follow_up) == len(page.follow_up)
        assert english.sentence.count(" · ") == page.sentence.count(" · ")
        assert english.proposal.count(" · ") == page.proposal.count(" · ")
