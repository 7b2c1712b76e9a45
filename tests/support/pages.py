"""Hold pages of the documents to what the program says, and make them again on request."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.paths import ROOT

UPDATE = "ITA_UPDATE_PAGES"
DOCS = ROOT / "docs"


def check_page(path: Path, text: str, test: str) -> None:
    """Assert that a page holds a text; with ``ITA_UPDATE_PAGES=1`` write it first. ``test`` is the file of the test."""
    if os.environ.get(UPDATE) == "1":
        path.write_text(text, encoding="utf-8")
    name = Path(test).relative_to(ROOT)
    assert path.read_text(encoding="utf-8") == text, f"make it again: {UPDATE}=1 python3 -m pytest -n 0 {name}"


def table(headers: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """Return a table in Markdown; a line break in a cell becomes a space."""
    lines = [headers, ("---",) * len(headers), *rows]
    return "\n".join(f"| {' | '.join(cell.replace(chr(10), ' ') for cell in line)} |" for line in lines)
