"""Check the texts of a submission for those that are so long that a workbook may not show all of them.

Takes a Case; yields the finding F130. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.checks.case import Case
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.text.writable import LONGEST_CELL

# A cell of a report joins at most four texts of a form, so that shorter ones are never cut.
_LONGEST = LONGEST_CELL // 4 - 200
_SHOWN = 60


def check_long_texts(case: Case) -> Iterator[Finding]:
    """Yield F130, once for a cell, for each text from which a workbook of results may cut something."""
    seen: set[Place | None] = set()
    for place, text in _long_texts(case):
        if not (place and place in seen):
            seen.add(place)
            cell = {"sheet": place.sheet, "cell": place.a1} if place else {}
            yield make_finding(Code.TEXT_VERY_LONG, **cell, value=text[:_SHOWN] + "…", count=f"{len(text):,}")


def _long_texts(case: Case) -> list[tuple[Place | None, str]]:
    """Return each long text of the form with its cell; a note has that of its row's first text."""
    submission = case.submission
    places = dict(submission.info_places)
    texts: list[tuple[Place | None, str]] = [(places.get(name), text) for name, text in submission.info]
    for step in submission.steps:
        texts += [(step.status_place or step.place, step.status), (step.url_place or step.place, step.url)]
        further = (step.step, step.note, step.measure, step.owner, step.period, step.follow_up, step.display_text)
        texts += [(step.place, text) for text in further]
    for _, url, note, place, display_text in submission.evidence:
        # A form has many of these, and hardly one is long.
        if len(url) + len(note) + len(display_text) > _LONGEST:
            texts += [(place, url), (place, note), (place, display_text)]
    texts += [(answer.place, answer.raw) for answer in submission.answers if len(answer.raw) > _LONGEST]
    texts += [(None, text) for _, text in submission.notes]
    return [item for item in texts if len(item[1]) > _LONGEST]
