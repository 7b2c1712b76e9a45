"""Check the door of the agency in a browser: a verdict with cells, and files that equal those of the command."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

import ita_xlsx
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.page import build
from ita_xlsx.page.wording import word
from tests.conftest import submission_of, write_form
from tests.page import tools
from tests.page.conftest import FRAMEWORK, MADE
from tests.page.driver import Screen, opened
from tests.page.host import serving
from tests.page.marionette import firefox
from tests.support.program import run


def test_the_first_screen_names_version_day_and_digest(screen: Screen) -> None:
    foot = screen.tab.locator("footer").inner_text()
    assert ita_xlsx.__version__ in foot
    assert thai_date(MADE) in foot
    assert build.frameworks_digest()[:12] in foot


def test_a_good_form_is_ready_to_send(screen: Screen, good_form: Path) -> None:
    screen.check(good_form)
    assert screen.tab.locator(".verdict h1").inner_text() == "พร้อมส่ง"
    assert screen.tab.title() == "พร้อมส่ง"


def test_a_faulty_form_is_told_by_its_cells(screen: Screen, faulty_form: Path) -> None:
    screen.check(faulty_form)
    assert screen.tab.locator(".verdict h1").inner_text() == "ยังส่งไม่ได้: ต้องแก้ไข 2 ช่อง"
    group = screen.tab.locator(".group", has_text="แผ่น IIT")
    cells = group.locator("li", has=screen.tab.locator(".tag.bad")).locator(".cell").all_inner_texts()
    assert sorted(text.split()[-1] for text in cells) == ["C4", "C5"]
    assert "มาก" in group.inner_text()


def test_a_form_is_checked_from_a_web_site_too(tab: Page, page_file: Path, good_form: Path) -> None:
    with serving(page_file.parent) as address:
        screen = opened(tab, f"{address}/{page_file.name}")
        screen.check(good_form)
        assert screen.tab.locator(".verdict h1").inner_text() == "พร้อมส่ง"
        assert screen.errors == []


@pytest.mark.parametrize(
    ("call", "name"), [("agency_copy", "copy"), ("agency_analysis", "analysis")], ids=["copy", "analysis"]
)
def test_a_saved_file_equals_that_of_the_command(
    screen: Screen, faulty_form: Path, tmp_path: Path, call: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.check(faulty_form)
    button = screen.tab.locator(f"[data-call={call}]")
    # The day that stands in files; the page takes today where nobody says another.
    button.evaluate("(button) => { button.dataset.issued = '2026-11-20'; }")
    with screen.tab.expect_download() as waiting:
        button.click()
    saved = tmp_path / "saved.xlsx"
    waiting.value.save_as(saved)
    monkeypatch.chdir(faulty_form.parent)
    if name == "copy":
        run("check", faulty_form.name, "--feedback", tmp_path / "made", "--issued", "2026-11-20", "-q")
        (made,) = (tmp_path / "made").glob("*.xlsx")
        assert waiting.value.suggested_filename == made.name
    else:
        made = tmp_path / "made.xlsx"
        run("analyze", faulty_form.name, "-o", made, "--issued", "2026-11-20", "-q")
    assert saved.read_bytes() == made.read_bytes()


def test_the_covering_text_is_copied(screen: Screen, faulty_form: Path) -> None:
    screen.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.check(faulty_form)
    screen.tab.locator("[data-copy]").first.click()
    screen.tab.locator("[data-copied]").wait_for()
    copied = screen.tab.evaluate("() => navigator.clipboard.readText()")
    assert "IIT" in copied
    assert copied == screen.tab.locator("pre").first.text_content()
    assert screen.tab.locator("#said").text_content() == word("th", "copied")
    assert screen.tab.locator("#said").is_visible()


def test_the_whole_page_speaks_english_on_request(screen: Screen) -> None:
    screen.tab.locator("[data-language=en]").click()
    screen.tab.get_by_role("heading", name="Agency: check the form before sending it").wait_for()
    assert screen.tab.locator("html").get_attribute("lang") == "en"
    shown = screen.tab.locator("body").inner_text().replace("ไทย", "")
    assert not re.search("[ก-๛]", shown), shown


def test_the_verdict_stays_in_the_other_language(screen: Screen, faulty_form: Path) -> None:
    screen.check(faulty_form)
    screen.tab.locator("[data-language=en]").click()
    screen.tab.get_by_role("heading", name="Not ready: 2 cells to fix").wait_for()


def test_a_form_dropped_beside_the_box_is_checked_too(screen: Screen, good_form: Path) -> None:
    data = base64.b64encode(good_form.read_bytes()).decode()
    screen.tab.evaluate(
        """(data) => {
            const given = new DataTransfer();
            given.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], "P07.xlsx"));
            const drop = new DragEvent("drop", { dataTransfer: given, bubbles: true });
            document.querySelector("footer").dispatchEvent(drop);
        }""",
        data,
    )
    screen.tab.locator(".verdict.good").wait_for()


def test_several_forms_are_listed_first(screen: Screen, good_form: Path, faulty_form: Path, tmp_path: Path) -> None:
    other = tmp_path / "แบบ P08.xlsx"
    shutil.copy(faulty_form, other)
    screen.check(good_form, other)
    rows = screen.tab.locator("ol.files > li").all_inner_texts()
    assert [("พร้อมส่ง" in row, "ต้องแก้ไข 2 ช่อง" in row) for row in rows] == [(True, False), (False, True)]


def test_a_form_without_scores_is_told_as_such(screen: Screen, tmp_path: Path) -> None:
    screen.check(write_form(tmp_path / "P07.xlsx", FRAMEWORK, submission_of(FRAMEWORK, {})))
    assert screen.tab.locator(".verdict h1").inner_text() == word("th", "not_filled")


def test_the_page_opens_without_a_button_to_give_it_up(tab: Page, page_file: Path) -> None:
    """Nothing could be gone on with, had it been pressed."""
    tab.goto(page_file.as_uri())
    tab.locator("#f1").wait_for(state="attached", timeout=120_000)
    assert not tab.locator(".busy").count()
    tab.evaluate(
        """async () => {
            python.end(new Error("grown"));
            python = new Python();
            call("first");
            await new Promise((resolve) => setTimeout(resolve, 50));
            python.lose(new Error("cancelled"));
        }"""
    )
    tab.get_by_role("heading", name="ยกเลิกแล้ว").wait_for()
    tab.locator("button.brand").click()
    tab.locator("main [role=alert]").wait_for(state="detached")


def test_firefox_checks_a_form_too(page_file: Path, good_form: Path) -> None:
    with firefox(tools.program("firefox-esr", "firefox")) as browser:
        browser.open(page_file.as_uri())
        browser.choose("#f1", good_form)
        assert browser.text(".verdict h1") == "พร้อมส่ง"
