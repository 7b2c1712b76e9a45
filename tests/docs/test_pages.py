"""Check that the pages are short where a newcomer begins, and that their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

import ita_xlsx
from tests.docs.blocks import anchors_of, links_of, page_names, page_text
from tests.support.paths import ROOT


@pytest.mark.parametrize(("page", "limit"), [("README.md", 120), ("README.th.md", 160)])
def test_the_first_pages_stay_short(page: str, limit: int) -> None:
    assert len(page_text(page).splitlines()) <= limit


def broken_links(page: str, text: str) -> list[str]:
    """Return the links of a page to a file or a heading that is not there."""
    broken = []
    for target in links_of(text):
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        if not file.exists() or (anchor and anchor not in anchors_of(file.read_text(encoding="utf-8"))):
            broken.append(target)
    return broken


@pytest.mark.parametrize("page", page_names())
def test_links_lead_to_a_file_and_a_heading(page: str) -> None:
    assert broken_links(page, page_text(page)) == []


@pytest.mark.parametrize("target", ["nowhere.md", "docs/findings.md#nowhere", "#nowhere", "docs/pictures/nowhere.png"])
def test_a_link_to_nothing_is_found(target: str) -> None:
    assert broken_links("README.md", f"[a](docs/findings.md#f101--error-ต้องแก้ไข) ![b]({target})") == [target]


def test_the_map_names_every_page() -> None:
    pages = {page for page in page_names() if page.startswith("docs/") and page.count("/") == 1}
    linked = {(PurePosixPath("docs") / target).as_posix() for target in links_of(page_text("docs/index.md"))}
    assert pages - linked - {"docs/index.md", "docs/decisions.md"} == set()


def test_the_changelog_begins_with_the_version_of_the_program() -> None:
    releases = re.findall(r"^## (\S+)", page_text("CHANGELOG.md"), re.MULTILINE)
    assert next(name for name in releases if name != "Unreleased") == ita_xlsx.__version__
    assert releases.index(ita_xlsx.__version__) == int("Unreleased" in releases)
