"""Check the evidence of a submission: scored items without a URL or note, and the statuses of reported steps.

Takes a Case or reported steps; yields the findings E301-E304. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.checks.case import Case, cells_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place, spans
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.words import NO_MISSION, STEP_STATUSES, reason_in_status, step_status_word

_MOST_LISTED = 8
_DONE = STEP_STATUSES[2]


def check_evidence(case: Case) -> Iterator[Finding]:
    """Yield E301 for scored items without URL and note, if the form gives a URL for other items."""
    proved = {item.code for item in case.submission.evidence}
    if not any(item.url for item in case.submission.evidence):
        return
    bare = [
        answer
        for answer in case.submission.answers
        if answer.subject not in proved and case.framework.has_evidence(answer.subject) and answer.value
    ]
    if bare:
        codes = ", ".join(answer.subject for answer in bare[:_MOST_LISTED]) + (" …" if len(bare) > _MOST_LISTED else "")
        yield make_finding(Code.EVIDENCE_MISSING, **cells_of(bare), codes=codes, count=str(len(bare)))


def check_steps(case: Case) -> Iterator[Finding]:
    """Yield the findings of ``check_statuses``, and E303 for a step without evidence or reason.

    E303 concerns steps reported as done, or as no duty of the agency. It is left out if a column of the table could
    not be read, and for a step whose cells of evidence lie under a picture, which is told by itself.
    """
    yield from check_statuses(case.submission.steps)
    if case.submission.measures_lost:
        return
    for step in case.submission.steps:
        place = step.status_place
        cell = {"sheet": place.sheet, "cell": place.a1} if place else {}
        has_reason = step.url or step.note or step.display_text or reason_in_status(step.status)
        needs_proof = step_status_word(step.status) in (_DONE, NO_MISSION)
        if needs_proof and not has_reason and not step.under_picture:
            yield make_finding(Code.STEP_WITHOUT_EVIDENCE, **cell, value=step.status)


def check_statuses(steps: Iterable[StepReport]) -> Iterator[Finding]:
    """Yield E302 for a status that is not understood, and E304 for one that differs from the words of the list.

    Each such status is reported once, with all its cells.
    """
    places: dict[str, list[Place]] = {}
    for step in steps:
        status = " ".join(step.status.split())
        if status and status not in STEP_STATUSES:
            status_places = places.setdefault(status, [])
            status_places += [step.status_place] if step.status_place else []
    for status, cells in places.items():
        cell = {"sheet": cells[0].sheet, "cell": spans(cells)} if cells else {}
        if word := step_status_word(status):
            yield make_finding(Code.STEP_STATUS_READ_AS, **cell, value=status, word=word)
        else:
            yield make_finding(Code.STEP_STATUS_UNKNOWN, **cell, value=status, choices=", ".join(STEP_STATUSES))
