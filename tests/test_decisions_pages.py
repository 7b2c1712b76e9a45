"""Check that every decision has a page with all its parts, and that the list of decisions names each."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.pages import DOCS, check_page, table

FOLDER = DOCS / "decisions"
LIST = FOLDER / "README.md"
PAGE = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>[^\n]+)\n\n- Date: (?P<date>\d{4}-\d\d-\d\d)\n- Status: (?P<status>[^\n]+)\n\n"
    r"## Context\n\n.+?\n\n## Decision\n\n.+?\n\n## Consequences\n\n.+?\n",
    re.DOTALL,
)
SUPERSEDED = re.compile(r"superseded by \[(\d{4})\]\((\1-[a-z0-9-]+\.md)\)")
FILES = sorted(path for path in FOLDER.glob("*.md") if path != LIST)
HEAD = """\
# Decisions, and why

Each page tells what was to be solved, what was decided, and what follows from it. A decision is never rewritten: a new
one replaces it, and the old page then names the new one. The date is the day on which the decision was first written
down. This list is made from the pages, and a test compares it with them.

A new decision takes the next number. It has a date, a status (`accepted`, or `superseded by` with a link) and the
sections Context, Decision and Consequences.
"""


class Decision(NamedTuple):
    """What the list says of a page."""

    number: str
    title: str
    date: str
    status: str


def read_decision(path: Path) -> Decision:
    """Read a page; fail if a part is missing or stands in another order."""
    match = PAGE.fullmatch(path.read_text(encoding="utf-8"))
    assert match, f"{path.name}: number and title, date, status, Context, Decision, Consequences, in this order"
    return Decision(match["number"], match["title"], match["date"], match["status"])


def page() -> str:
    """Return the list as the pages have it."""
    rows = (
        (f"[{item.number}]({path.name})", item.title, item.date, item.status)
        for path, item in ((path, read_decision(path)) for path in FILES)
    )
    return f"{HEAD}\n{table(('number', 'decision', 'date', 'status'), *rows)}\n"


def test_the_list_names_every_page() -> None:
    check_page(LIST, page(), __file__)


def test_numbers_are_unique_and_without_gap() -> None:
    assert [int(path.name[:4]) for path in FILES] == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:4])
def test_a_page_has_all_its_parts(path: Path) -> None:
    decision = read_decision(path)
    assert re.fullmatch(rf"{decision.number}-[a-z0-9-]+\.md", path.name)
    assert date.fromisoformat(decision.date)
    successor = SUPERSEDED.fullmatch(decision.status)
    assert decision.status == "accepted" or successor, decision.status
    if successor:
        assert successor[1] > decision.number
        later = (FOLDER / successor[2]).read_text(encoding="utf-8")
        assert f"({path.name})" in later, f"{successor[2]} does not name {path.name}"
