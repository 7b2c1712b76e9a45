"""Check the first sheet of the analysis: whole on one screen, live, and honest about what is missing."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from unicodedata import category

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.intake.forms.analysis import read_analysis
from ita_xlsx.intake.workbook.workbook import read_sheets_in_process
from ita_xlsx.model.diagnosis import Judgement, Reason
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.summary_layout import CHANGE, FIGURE, PLACES, SUBJECT, WHAT, WHY
from ita_xlsx.model.rules import MARKS, RuleCode
from ita_xlsx.output.formulas.missing import MissingFormulas
from ita_xlsx.output.texts import short_why_words
from tests.conftest import EDITION, ISSUED, full_scores, published, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values
from tests.support.forms import analysed
from tests.support.screen_room import HEIGHT, WIDTH, column_pixels, room_of, row_pixels

YEARS = range(2562, 2570)
MISSING = ("i4", "i5", "i10", "i11", "o16", "o17", "o18", "o19", "o20", "o21")
THAI = Edition(issued=ISSUED, digits="thai")
# Sheets whose rows are as tall as the steps of a measure.
OF_STEPS = ("แผนมาตรการ", "ติดตามมาตรการ")


def write_analysis(
    folder: Path, framework: Framework, missing: tuple[str, ...] = (), edition: Edition = EDITION
) -> Path:
    scores = full_scores(framework) | dict.fromkeys(missing, "")
    form = write_form(folder / "form.xlsx", framework, submission_of(framework, scores))
    path = folder / "analysis.xlsx"
    path.write_bytes(make_analysis(analysed(form), edition))
    return path


def address(place: Place) -> tuple[str, str]:
    return place.sheet, place.a1


@pytest.mark.parametrize("edition", [EDITION, THAI], ids=["arabic", "thai"])
@pytest.mark.parametrize("missing", [(), MISSING], ids=["complete", "incomplete"])
@pytest.mark.parametrize("year", YEARS)
def test_the_page_is_whole_on_one_screen(tmp_path: Path, year: int, missing: tuple[str, ...], edition: Edition) -> None:
    framework = load_framework(year)
    sheet = openpyxl.load_workbook(write_analysis(tmp_path, framework, missing, edition))["สรุปผล"]
    layout = AnalysisLayout(framework).summary
    assert sum(row_pixels(sheet, row) for row in range(1, layout.below_row + 1)) <= HEIGHT
    assert room_of(sheet).width <= WIDTH
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert sheet.sheet_properties.tabColor is not None


@pytest.mark.parametrize("missing", [(), MISSING], ids=["complete", "incomplete"])
@pytest.mark.parametrize("year", YEARS)
def test_every_list_has_room(tmp_path: Path, year: int, missing: tuple[str, ...]) -> None:
    book = openpyxl.load_workbook(write_analysis(tmp_path, load_framework(year), missing))
    visible = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title not in OF_STEPS)
    rooms = [room_of(sheet) for sheet in visible]
    assert [(room.sheet, room.short()) for room in rooms if room.short()] == []
    ours = (sheet for sheet in book.worksheets if sheet.title not in ("_ita", "ติดตามมาตรการ"))
    assert all(sheet.sheet_properties.tabColor for sheet in ours)


def test_the_page_follows_when_scores_are_erased_and_typed(office: Office, tmp_path: Path) -> None:
    framework = load_framework(2568)
    layout = AnalysisLayout(framework)
    page = layout.summary
    path = write_analysis(tmp_path, framework)
    first, second = page.place(1, SUBJECT), page.place(2, SUBJECT)
    changes = {node.code: Place(page.message.sheet, row, CHANGE) for node, row in page.indicators}
    codes = page.place(1, WHAT, second=True)
    cells = [address(place) for place in (page.message, page.level, first, second, changes["2"], changes["3"], codes)]
    answers = {subject: layout.answer(framework.nodes[subject]) for subject in MISSING}
    whole = office.values(path, cells)
    assert whole == [cached_values(path)[cell] for cell in cells]
    assert str(whole[0]).startswith("ได้ ")
    erased = office.values(path, cells, [(*address(place), "") for place in answers.values()])
    assert erased[0] == "ยังไม่ครบ: ขาด 10 ข้อ จาก 61 จึงยังไม่มีคะแนนรวมและระดับ · ขาด i4–i5, i10–i11, o16–o21"
    assert erased[1:] == ["ยังไม่มี", "กรอกก่อน", whole[2], "ขาด 2 ข้อ", whole[5], "i4–i5, i10–i11, o16–o21"]

    incomplete = write_analysis(tmp_path, framework, MISSING)
    assert [cached_values(incomplete)[cell] for cell in cells][:3] == erased[:3]
    scores = full_scores(framework)
    typed = [(*address(place), scores[subject]) for subject, place in answers.items()]
    completed = office.values(incomplete, cells, typed)
    assert completed[:3] == whole[:3]
    assert completed[4:6] == whole[4:6]


def test_each_weak_point_has_its_measure_owner_and_end(tmp_path: Path) -> None:
    example = published("samut-prakan-2568")
    form = write_form(tmp_path / "form.xlsx", load_framework(2568), example.submission)
    path = tmp_path / "analysis.xlsx"
    path.write_bytes(make_analysis(analysed(form), EDITION))
    values = cached_values(path)
    page = AnalysisLayout(load_framework(2568)).summary
    first = [values[address(page.place(1, col))] for col in (SUBJECT, FIGURE, WHY)]
    assert first == ["ข้อ o27", 50, "ต่ำกว่าเกณฑ์ 85 อยู่ 35.00 · ยังไม่ถึง 100.00"]
    for number in range(1, PLACES + 1):
        measure, end, owner = (values[address(page.place(number, col, second=True))] for col in (WHAT, FIGURE, WHY))
        assert len(str(measure)) > 10
        assert end == "30 ก.ย. 69"
        assert len(str(owner)) > 5
        assert _letters(str(values[address(page.place(number, WHY))])) <= 40


def _letters(text: str) -> int:
    """Return the number of characters that take room: marks above or below a letter take none."""
    return sum(category(char) != "Mn" for char in text)


@pytest.mark.parametrize(("limit", "words"), [("85", "85 อยู่ 35.00"), ("82.5", "82.50 อยู่ 35.00")])
def test_a_short_reason_tells_the_threshold_from_the_distance(limit: str, words: str) -> None:
    reason = Reason(RuleCode.BELOW, Decimal(limit), Decimal(35))
    assert short_why_words(Judgement("6", Decimal(limit) - 35, None, (reason,))) == f"ต่ำกว่าเกณฑ์ {words}"


def test_a_short_reason_has_at_most_forty_letters() -> None:
    codes = [code for code in RuleCode if code not in MARKS]
    for one, other in combinations(codes, 2):
        reasons = (Reason(one, Decimal(100), Decimal(0)), Reason(other, Decimal(100), Decimal(0)))
        assert _letters(short_why_words(Judgement("6", Decimal(0), Decimal(100), reasons))) <= 40


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (("i1",), "i1"),
        (("i1", "i2", "i3"), "i1–i3"),
        (("i30", "o1"), "o1"),
        (("e1 public", "e2 public", "e1 survey"), "e1–e2 EIT Public, e1 EIT Survey"),
        (("o34", "o35"), "o34–o35"),
    ],
)
def test_missing_answers_are_listed_in_runs(tmp_path: Path, missing: tuple[str, ...], text: str) -> None:
    framework = load_framework(2567)
    scores = full_scores(framework) | {subject: "" for subject in missing if subject in framework.nodes}
    form = write_form(tmp_path / "form.xlsx", framework, submission_of(framework, scores))
    results = analysed(form).results
    words = MissingFormulas(AnalysisLayout(framework), results).words(framework.answers)
    assert words.text.endswith(text)
    assert set(words.subjects) == set(results.missing)


# Our machinery, which nobody outside needs to see.
MACHINERY = re.compile(r";[eio0-9]\w*;|\bita [a-z]|\b[A-Z][0-9]{3}\b")


@pytest.mark.parametrize("edition", [EDITION, THAI], ids=["arabic", "thai"])
def test_no_machinery_and_one_kind_of_digits(tmp_path: Path, edition: Edition) -> None:
    path = write_analysis(tmp_path, load_framework(2569), MISSING, edition)
    book = openpyxl.load_workbook(path, data_only=True)
    texts = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell, pixels in zip(row, column_pixels(sheet), strict=False)
        if isinstance(cell.value, str) and pixels
    ]
    assert [item for item in texts if MACHINERY.search(item[2])] == []
    digits = re.compile(r"(?<![A-Za-z0-9])[0-9]") if edition is THAI else re.compile(r"[๐-๙]")
    assert [item for item in texts if digits.search(re.sub(r"https?://\S+", "", item[2]))] == []


def test_thai_digits_are_live(office: Office, tmp_path: Path) -> None:
    framework = load_framework(2568)
    page = AnalysisLayout(framework).summary
    path = write_analysis(tmp_path, framework, edition=THAI)
    cells = [address(place) for place in (page.message, page.below_overall, page.place(1, WHY))]
    assert office.values(path, cells) == [cached_values(path)[cell] for cell in cells]


@pytest.mark.parametrize("edition", [EDITION, THAI], ids=["arabic", "thai"])
@pytest.mark.parametrize("year", [2562, 2565, 2567, 2569])
def test_an_analysis_is_read_back(tmp_path: Path, year: int, edition: Edition) -> None:
    framework = load_framework(year)
    sheets = read_sheets_in_process(write_analysis(tmp_path, framework, (), edition).read_bytes())
    submission, found, findings = read_analysis(sheets, "analysis.xlsx", lambda _: framework)
    assert submission is not None
    assert (found, findings) == (framework, ())
    scores = {answer.subject: answer.value for answer in submission.answers}
    assert scores == {subject: Fraction(text) for subject, text in full_scores(framework).items()}
