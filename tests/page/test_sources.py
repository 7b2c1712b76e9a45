"""Check the sources of the page for what the policy cannot forbid, and for what would break under it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import ita_xlsx

ROOM = Path(ita_xlsx.__file__).parent / "page"
TEMPLATES = sorted([*ROOM.glob("templates/*.html"), ROOM / "page.html"])
SCRIPTS = [ROOM / "page.js", ROOM / "worker.js"]
PYTHON = sorted(ROOM.rglob("*.py"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_style_no_script_and_no_address(path: Path) -> None:
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "<script" not in text
    assert not re.search(r"https?:|//\w", text)
    assert not re.search(r"<(?:iframe|object|embed|base|link)\b", text)
    assert "http-equiv" not in text.replace('http-equiv="Content-Security-Policy"', "")


def test_html_is_trusted_in_one_place_only() -> None:
    """The QR code that segno draws holds numbers alone; every other value is escaped."""
    trusted = [line for path in TEMPLATES for line in re.findall(r"[^{]*\|\s*safe\b", path.read_text(encoding="utf-8"))]
    assert [line.strip() for line in trusted] == ["code.svg|safe"]
    assert not [path for path in PYTHON if "Markup(" in path.read_text(encoding="utf-8")]
    assert not [path for path in TEMPLATES if "autoescape" in path.read_text(encoding="utf-8")]


def test_html_is_put_in_place_once() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert re.findall(r"\.(?:innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write", text) == [".innerHTML"]


def test_no_script_leaves_the_page() -> None:
    """Navigation is the way out that no policy closes."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert not re.search(r"\blocation\b|window\.open|\.submit\(|requestSubmit|sendBeacon|XMLHttp", text)
    # What stands in the history of the tab is a screen, never an address.
    assert set(re.findall(r"\bhistory\.\w+(?:\([^)]*\)[^)]*\))?", text)) == {
        "history.state",
        'history.pushState(screenShown(), "")',
        'history.replaceState(screenShown(), "")',
    }
    assert not re.search(r"\beval\(|new Function|setTimeout\(\s*[\"'`]|\bimport\(", text)
    addresses = set(re.findall(r"https?://[\w.]+", text))
    assert addresses == {"https://page.invalid"}


def test_the_words_are_there_in_both_languages_and_no_key_twice() -> None:
    rows = [row for path in sorted(ROOM.glob("words/*.csv")) for row in csv.DictReader(path.open(encoding="utf-8"))]
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert not [row["key"] for row in rows if not (row["th"] and row["en"]) or None in row or None in row.values()]
    # One language may say with a word what the other says with a number, but Thai is the one that has all.
    assert [row["key"] for row in rows if not values_in(row["en"]) <= values_in(row["th"])] == []


def values_in(text: str) -> set[str]:
    return set(re.findall(r"\{\w+", text))


def test_every_word_of_a_template_exists() -> None:
    keys = {row["key"] for path in ROOM.glob("words/*.csv") for row in csv.DictReader(path.open(encoding="utf-8"))}
    used = {
        word
        for path in TEMPLATES
        for word in re.findall(r"\bt\(\s*[\"'](\w+)[\"']\s*[,)]", path.read_text(encoding="utf-8"))
    }
    assert used - keys == set()
