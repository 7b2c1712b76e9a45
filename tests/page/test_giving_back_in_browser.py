"""Walk what is given back in the round of the demonstration in Chromium, and hold its files against the forms."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from playwright.sync_api import Browser

from ita_xlsx.cycle.receive import Returned, receive_path
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.layout.agency_layout import LAST_YEAR
from ita_xlsx.model.layout.last_year_layout import answers_table, open_steps_table
from ita_xlsx.model.submission import values_of
from ita_xlsx.model.text import words
from tests.cycle.test_clarification_kit import rows_of
from tests.page.conftest import FRAMEWORK
from tests.page.driver import Screen, opened

CODE = "P02"
CLOSED = (words.STEP_STATUSES[2], words.NO_MISSION)
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\d.])0[ -]?[2-9]\d{0,2}[ -]\d{3}[ -]?\d{3,4}(?!\d)")


@pytest.fixture(scope="module")
def shown(chromium: Browser, page_file: Path, demo_folder: Path) -> Iterator[Screen]:
    """One page for the whole module, with the round open."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True, timezone_id="UTC")
    screen = opened(context.new_page(), page_file.as_uri())
    screen.open_round(demo_folder)
    yield screen
    assert screen.errors == []
    context.close()


@pytest.fixture(scope="module")
def form(demo_folder: Path) -> Returned:
    """The returned form of the agency, as the package reads it outside the browser."""
    (path,) = (demo_folder / "returned").glob(f"ITA2568 {CODE} *.xlsx")
    return receive_path(path, load_context(str(demo_folder / "round.toml")))


def press(screen: Screen, selector: str, wait: str) -> None:
    screen.tab.locator(f"main {selector}").first.click()
    screen.wait_for(wait)


def saved(screen: Screen, folder: Path) -> Path:
    """Save the whole round of the page, and return the folder that it is unpacked into."""
    with screen.tab.expect_download() as waiting:
        screen.tab.locator("[data-call=save_folder]:not([data-open])").first.click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        archive.extractall(folder)
    (root,) = folder.iterdir()
    return root


def test_an_agency_short_of_respondents_is_named(shown: Screen) -> None:
    shown.step("สถานะ")
    assert re.search(r"P20\s.*มีผู้ตอบไม่ถึงขั้นต่ำ: IIT 12/20", shown.text)


def test_a_trace_leads_to_the_file_and_the_cell(shown: Screen, form: Returned) -> None:
    shown.step("ผลจังหวัด")
    press(shown, "[data-call=round_trace]", "#subject")
    shown.tab.select_option("#subject", "i1")
    shown.tab.select_option("#agency", CODE)
    press(shown, "form[data-call=round_trace] [type=submit]", ".verdict.good:has-text('คะแนน ')")
    (row,) = shown.tab.locator("main tbody tr").all_inner_texts()
    cell = re.search(r"(IIT)!([A-Z]+\d+)", row)
    assert cell is not None
    assert Path(form.file).name in row
    stands = openpyxl.load_workbook(form.file)[cell[1]][cell[2]]
    assert isinstance(stands, Cell)
    assert f"{Decimal(str(stands.value)):.2f}" in row


def test_kits_pages_and_exports(shown: Screen, form: Returned, tmp_path: Path) -> None:
    shown.step("พิมพ์")
    press(shown, "[data-call=round_oit]", "#kits-h")
    press(shown, "[data-call=save_oit_kits]", ".verdict.good")
    press(shown, "form[data-call=save_oit_pages] [type=submit]", ".verdict.good:has-text('หน้าเผยแพร่')")
    shown.step("ผลจังหวัด")
    press(shown, "[data-call=save_export]", ".verdict.good")
    root = saved(shown, tmp_path)
    assert form.submission is not None
    items = {leaf.code: leaf.subject for leaf in FRAMEWORK.answers if FRAMEWORK.has_evidence(leaf.subject)}
    values = values_of(form.submission.answers)
    below = [code for code, subject in items.items() if values[subject] < 100]
    (kit,) = (root / "clarify").glob(f"*{CODE}*.xlsx")
    assert list(rows_of(kit)) == below
    addresses = {part for item in form.submission.evidence for part in re.findall(r"https?://[^\s,;]+", item.url)}
    pages = [path.read_text(encoding="utf-8") for path in sorted((root / "evidence").glob(f"*{CODE}*.html"))]
    assert len(pages) == 2
    assert addresses
    assert all(set(re.findall(r'href="(https?://[^"]+)"', page)) == addresses for page in pages)
    tables = [path for path in (root / "export").iterdir() if path.suffix in (".csv", ".json")]
    assert len(tables) > 5
    found = {path.name: PERSONAL.findall(path.read_text(encoding="utf-8-sig")) for path in tables}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_next_years_form_shows_last_years_scores_and_open_steps(shown: Screen, form: Returned, tmp_path: Path) -> None:
    shown.step("ปีถัดไป")
    shown.tab.locator("input[name=framework][value='2569']").check()
    press(shown, "form[data-call=carry_over] [type=submit]", ".verdict.good:has-text('handover.xlsx')")
    shown.step("แบบฟอร์ม")
    press(shown, "[data-call=issue_forms]", ".verdict.good")
    root = saved(shown, tmp_path)
    (path,) = (root / "forms").glob(f"* {CODE} *.xlsx")
    sheet = openpyxl.load_workbook(path)[LAST_YEAR]
    assert form.submission is not None
    open_steps = [step for step in form.submission.steps if step.status not in CLOSED]
    still_open = [step.id for step in sorted(open_steps, key=lambda step: not step.status.strip())]
    answers = answers_table(len(FRAMEWORK.answers))
    steps = open_steps_table(len(FRAMEWORK.answers), len(still_open))
    rows = range(steps.first_row + 1, steps.first_row + len(still_open) + 1)
    assert [sheet.cell(row, steps.col("step_id") + 1).value for row in rows] == still_open
    column = answers.col("score") + 1
    shown_scores = [sheet.cell(row + 1, column).value for row in range(answers.first_row, answers.last_row + 1)]
    assert len(shown_scores) == 61
    values = values_of(form.submission.answers)
    assert [Fraction(str(value)) for value in shown_scores] == [values[leaf.subject] for leaf in FRAMEWORK.answers]
