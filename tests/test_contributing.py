"""Check that CONTRIBUTING names files and values that exist, and that its recipes stay short."""

from __future__ import annotations

import re

from tests.support.paths import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = TEXT.partition("## Five recipes\n")[2].partition("\n## ")[0]
# Capital names stand for what the reader adds.
ADDED = re.compile(r"NAME|\*")


def path_of(name: str) -> str:
    """Return a path below the project, as the page writes it; empty if there is none."""
    return next(
        (
            f"{folder}{name}"
            for folder in ("ita_xlsx/", "", "tests/", "ita_xlsx/intake/")
            if (ROOT / f"{folder}{name}").exists()
        ),
        "",
    )


def test_every_python_file_and_folder_exists() -> None:
    names = set(re.findall(r"`([a-z_]+/(?:[\w*]+/)*(?:[\w*]+\.py)?)`", TEXT))
    assert len(names) > 30
    assert [name for name in sorted(names) if not ADDED.search(name) and not path_of(name)] == []


def test_every_value_stands_in_the_file_that_is_named_with_it() -> None:
    pairs = re.findall(r"`([A-Z_]{4,})`(?:\s+in|\s+of)\s+`([\w/]+\.py)`", TEXT)
    assert len(pairs) >= 6
    missing = [
        f"{value} in {name}"
        for value, name in pairs
        if not re.search(rf"^{value}\b", (ROOT / path_of(name)).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert not missing


def test_five_recipes_of_six_steps() -> None:
    recipes = RECIPES.split("\n### ")[1:]
    assert [len(re.findall(r"^\d\. ", recipe, re.MULTILINE)) for recipe in recipes] == [6] * 5
