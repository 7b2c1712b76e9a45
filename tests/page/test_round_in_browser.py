"""Walk the round of the demonstration in Chromium, and set every file it makes against those of the commands."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Dialog

from tests.page.driver import Screen
from tests.support.program import run

ROUND = "round"
# The step, the call of its button, and the command that makes the same.
OF_STEPS = (
    ("แบบฟอร์ม", "issue_forms", ("template", "--missing", "-o", "round/forms")),
    ("สถานะ", "save_status", ("status", "round/returned", "-o", "round/status.xlsx")),
    ("สถานะ", "save_reminders", ("status", "round/returned", "--reminders", "round/reminders")),
    ("ตรวจ", "save_feedback", ("check", "round/returned", "--feedback", "round/feedback")),
    ("ผลจังหวัด", "save_consolidated", ("consolidate", "round/returned", "-o", "round/consolidated.xlsx")),
    (
        "ผลจังหวัด",
        "save_export",
        ("consolidate", "round/returned", "-o", "extra.xlsx", "--export", "round/export", "--force"),
    ),
    ("มาตรการ", "save_measures", ("track", "round/returned", "-o", "round/measures.xlsx")),
)
MADE = (
    "forms", "status.xlsx", "reminders", "feedback", "consolidated.xlsx", "measures.xlsx", "report.docx", "letters",
)  # fmt: skip
DOCUMENTS = (
    ("report", "round", "-o", "round/report.docx"),
    ("letters", "follow-up", "-o", "round/letters"),
    ("letters", "memo", "-o", "round/letters"),
)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path; of a database what it holds: versions of its library differ in bytes."""
    found = {}
    for path in (item for item in folder.rglob("*") if item.is_file()):
        data = path.read_bytes()
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as database:
                data = "\n".join(database.iterdump()).encode()
        found[path.relative_to(folder).as_posix()] = data
    return found


@pytest.fixture
def both_folders(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The round twice, for the page and for the commands, without what was made of it before."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    folders = (tmp_path / "page", tmp_path / "commands")
    for folder in folders:
        shutil.copytree(demo_folder, folder / ROUND)
        for name in MADE:
            path = folder / ROUND / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return folders


def test_the_page_makes_the_files_of_the_commands(
    screen: Screen, both_folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, commands = both_folders
    screen.open_round(page / ROUND)
    for step, call, _ in OF_STEPS:
        screen.step(step)
        screen.tab.locator(f"main [data-call={call}]").first.click()
        screen.tab.locator(".verdict.good, main [role=alert]").first.wait_for()
        assert not screen.tab.locator("main [role=alert]").count(), screen.text
    with screen.tab.expect_download() as waiting:
        screen.tab.locator("[data-call=save_folder]:not([data-open])").first.click()
    saved = tmp_path / "saved"
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        archive.extractall(saved)
    monkeypatch.chdir(commands)
    for _, _, command in OF_STEPS:
        run(*command, "--round", "round/round.toml", "--issued", date.today().isoformat(), "-q")
    made, expected = contents(saved / ROUND), contents(commands / ROUND)
    assert sorted(made) == sorted(expected)
    assert [name for name in expected if made[name] != expected[name]] == []


def test_the_page_writes_the_report_and_the_letters_of_the_commands(
    screen: Screen, both_folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, commands = both_folders
    screen.open_round(page / ROUND)
    screen.step("พิมพ์")
    screen.tab.locator("main [data-call=round_documents]").click()
    screen.tab.locator("main [data-call=save_report]").click()
    screen.tab.locator(".verdict.good").wait_for()
    for kind in ("follow-up", "memo"):
        screen.tab.locator("main select[name=kind]").select_option(kind)
        screen.tab.locator("main form[data-call=save_letters] button[type=submit]").click()
        screen.tab.locator(f"main select[name=kind] option[value={kind}][selected]").wait_for(state="attached")
    with screen.tab.expect_download() as waiting:
        screen.tab.locator("[data-call=save_folder]:not([data-open])").first.click()
    saved = tmp_path / "saved"
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        archive.extractall(saved)
    monkeypatch.chdir(commands)
    for command in DOCUMENTS:
        run(*command, "--round", "round/round.toml", "--issued", date.today().isoformat(), "-q")
    made, expected = contents(saved / ROUND), contents(commands / ROUND)
    assert [name for name in expected if name.endswith(".docx") and made.get(name) != expected[name]] == []
    # The report, the memo, and a letter to each agency but the province itself.
    assert sum(name.endswith(".docx") for name in expected) == 32


def test_another_round_is_opened_only_when_asked(screen: Screen, both_folders: tuple[Path, Path]) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    screen.tab.on("dialog", refuse)
    screen.open_round(both_folders[0] / ROUND)
    assert not screen.tab.locator(".keep").first.is_visible()
    screen.step("สถานะ")
    screen.tab.locator("[data-call=save_status]").click()
    screen.tab.locator(".verdict.good").wait_for()
    assert screen.tab.locator(".keep").first.is_visible()
    screen.tab.locator("button.brand").click()
    screen.tab.locator(f"main [data-call=round][data-folder={ROUND}]").wait_for()
    screen.tab.locator("#f2").set_input_files(both_folders[1] / ROUND)
    screen.tab.wait_for_timeout(500)
    assert len(asked) == 1
    assert screen.tab.evaluate(f"() => files.has('{ROUND}/status.xlsx')")
    screen.tab.locator(f"main [data-call=round][data-folder={ROUND}]").click()
    screen.wait_for("nav.steps")


def test_back_goes_to_the_screen_before_and_stays_on_the_page(
    screen: Screen, both_folders: tuple[Path, Path], good_form: Path
) -> None:
    screen.open_round(both_folders[0] / ROUND)
    screen.step("สถานะ")
    screen.step("ผลจังหวัด")
    screen.tab.evaluate("history.back()")
    screen.tab.locator("nav.steps [aria-current=page]", has_text="สถานะ").wait_for()
    screen.tab.evaluate("history.forward()")
    screen.tab.locator("nav.steps [aria-current=page]", has_text="ผลจังหวัด").wait_for()
    screen.tab.evaluate("history.go(-3)")
    screen.tab.locator("#f1").wait_for(state="attached")
    screen.check(good_form)
    screen.tab.evaluate("history.back()")
    screen.tab.locator("#f2").wait_for(state="attached")
