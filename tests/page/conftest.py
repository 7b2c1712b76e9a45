"""Build the page once a session, and open it in Chromium as a person does: from the disk, with nothing installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.demo.demo_round import make_demo_round
from ita_xlsx.cycle.files import Target
from ita_xlsx.model.edition import Edition
from ita_xlsx.page import build
from tests.conftest import full_scores, submission_of, write_form
from tests.page import tools
from tests.page.driver import Screen, opened

MADE, ISSUED = date(2026, 11, 20), date(2025, 10, 15)
FRAMEWORK = load_framework(2568)


@pytest.fixture(scope="session")
def page_tools(tmp_path_factory: pytest.TempPathFactory) -> build.Tools:
    """The runtime and the wheels, fetched by npm and pip."""
    for name in ("node", "npm"):
        tools.program(name)
    return build.fetch(tools.kept_folder(tmp_path_factory.mktemp("tools")))


@pytest.fixture(scope="session")
def page_file(page_tools: build.Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built from the sources of this folder."""
    folder = tmp_path_factory.mktemp("page")
    path = folder / "ita.html"
    path.write_bytes(build.build(page_tools, MADE, folder / "work"))
    return path


@pytest.fixture(scope="session")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with axe, tsc and ESLint."""
    return tools.fetch_checkers(tools.kept_folder(tmp_path_factory.mktemp("checkers")))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    path = tools.program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(tools.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has never seen the page, on a screen of 1366 x 768."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True, timezone_id="UTC")
    yield context
    with suppress(Exception):
        context.close()


@pytest.fixture
def screen(context: BrowserContext, page_file: Path) -> Iterator[Screen]:
    """The page on its first screen, opened from the disk; at the end its console must be empty."""
    shown = opened(context.new_page(), page_file.as_uri())
    yield shown
    assert shown.errors == []


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def good_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with nothing to mend."""
    path = tmp_path_factory.mktemp("good") / "แบบ P07.xlsx"
    return write_form(path, FRAMEWORK, submission_of(FRAMEWORK, full_scores(FRAMEWORK)))


@pytest.fixture(scope="session")
def faulty_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with a score above 100 in ``IIT!C4`` and a word in ``IIT!C5``."""
    scores = full_scores(FRAMEWORK)
    first, second = list(scores)[:2]
    path = tmp_path_factory.mktemp("faulty") / "แบบ P07.xlsx"
    return write_form(path, FRAMEWORK, submission_of(FRAMEWORK, scores | {first: "101", second: "มาก"}))


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round of the demonstration."""
    folder = tmp_path_factory.mktemp("demo") / "round"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(folder.parent / "cache"))
        make_demo_round(Target(path=folder), Edition(issued=ISSUED))
    return folder
