"""Show the first screen: two doors, each the place to drop what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.cycle.context import ROUND_FILE
from ita_xlsx.cycle.frameworks import shelf
from ita_xlsx.page.ahead.prepare import STEPS
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.wording import word


def show(request: Request) -> Answer:
    """Return the first screen with the fiscal years on the shelf."""
    frameworks = sorted(shelf(), key=lambda item: item.year)
    confirmed = [item.year for item in frameworks if not item.is_draft]
    drafts = [item.year for item in frameworks if item.is_draft]
    html = render("first.html", request.lang, confirmed=confirmed, drafts=drafts, rounds=rounds_here(), steps=STEPS)
    return Answer(html, word(request.lang, "title"))


def rounds_here() -> list[str]:
    """Return the folders of all rounds that the page holds."""
    return sorted(str(path.parent) for path in Path().glob(f"*/{ROUND_FILE}"))


CALLS: Mapping[str, Call] = {"first": show}
