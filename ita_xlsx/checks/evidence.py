"""Is there proof where proof is due."""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.checks.case import Case
from ita_xlsx.checks.places import cells_of
from ita_xlsx.model.findings import Finding, found
from ita_xlsx.model.words import NO_MISSION, PROGRESS

_SHOWN = 8
_DONE = PROGRESS[2]


def check_evidence(case: Case) -> Iterator[Finding]:
    """E301: scored items without URL and note, in a form that gives them elsewhere."""
    proved = {item.code for item in case.submission.evidence}
    if not any(item.url for item in case.submission.evidence):
        return
    bare = [
        answer
        for answer in case.submission.answers
        if answer.value and answer.subject not in proved and case.framework.has_evidence(answer.subject)
    ]
    if bare:
        codes = ", ".join(answer.subject for answer in bare[:_SHOWN]) + (" …" if len(bare) > _SHOWN else "")
        yield found("E301", **cells_of(bare), codes=codes, count=str(len(bare)))


def check_steps(case: Case) -> Iterator[Finding]:
    """E302, E303: a status that is none, and a step said to be done, or not due, without proof or reason."""
    for step in case.submission.steps:
        place = step.status_place
        about = {"sheet": place.sheet, "cell": place.a1} if place else {}
        if step.status and step.status not in PROGRESS:
            yield found("E302", **about, value=step.status, choices=", ".join(PROGRESS))
        elif step.status in (_DONE, NO_MISSION) and not (step.url or step.note):
            yield found("E303", **about, value=step.status)
