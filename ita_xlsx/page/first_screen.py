"""Show the first screen: two doors, each the place to drop what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.cycle.frameworks import shelf
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.wording import word


def show(request: Request) -> Answer:
    """Return the first screen with the fiscal years on the shelf."""
    frameworks = sorted(shelf(), key=lambda item: item.year)
    confirmed = [item.year for item in frameworks if not item.is_draft]
    drafts = [item.year for item in frameworks if item.is_draft]
    html = render("first.html", request.lang, confirmed=confirmed, drafts=drafts)
    return Answer(html, word(request.lang, "title"))


CALLS: Mapping[str, Call] = {"first": show}
