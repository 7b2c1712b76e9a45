"""Is there proof where proof is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.checks.answer_cells import cells_of
from ita_xlsx.checks.case import Case
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout.grid import Place, spans
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.words import NO_MISSION, STEP_STATUSES, step_status_word

_SHOWN = 8
_DONE = STEP_STATUSES[2]


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
        yield make_finding("E301", **cells_of(bare), codes=codes, count=str(len(bare)))


def check_steps(case: Case) -> Iterator[Finding]:
    """E303: a step said to be done, or not due, without proof or reason; and what ``check_statuses`` tells."""
    yield from check_statuses(case.submission.steps)
    for step in case.submission.steps:
        place = step.status_place
        about = {"sheet": place.sheet, "cell": place.a1} if place else {}
        if step_status_word(step.status) in (_DONE, NO_MISSION) and not (step.url or step.note):
            yield make_finding("E303", **about, value=step.status)


def check_statuses(steps: Iterable[StepReport]) -> Iterator[Finding]:
    """E302, E304: a status that is not understood, and one that is, in other words than the list's; each once."""
    places: dict[str, list[Place]] = {}
    for step in steps:
        said = " ".join(step.status.split())
        if said and said not in STEP_STATUSES:
            known = places.setdefault(said, [])
            known += [step.status_place] if step.status_place else []
    for said, cells in places.items():
        about = {"sheet": cells[0].sheet, "cell": spans(cells)} if cells else {}
        if word := step_status_word(said):
            yield make_finding("E304", **about, value=said, word=word)
        else:
            yield make_finding("E302", **about, value=said, choices=", ".join(STEP_STATUSES))
