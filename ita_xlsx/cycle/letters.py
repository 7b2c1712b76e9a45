"""Make the letter about a returned form, and the text with which an agency sends its form.

Takes a read form; returns values and Thai text.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.feedback.cover_letter import sending_text
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Status, Trait, has_trait, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.digits import thai_words


def letter_to(returned: Returned, context: RunContext, edition: Edition) -> Letter:
    """Return the letter to the agency: its findings in Thai, errors first, and the contact of the round."""
    submission, results = returned.submission, returned.results
    is_held_back = any(has_trait(item, Trait.HOLDS_BACK) for item in returned.findings)
    waits = is_held_back and returned.status is not Status.REJECTED
    return Letter(
        file=Path(returned.file).name,
        agency=submission.agency.name if submission else "",
        year=str(returned.framework.year) if returned.framework else "",
        status=label_of(State.HELD_BACK if waits else returned.status),
        answered=f"{results.answered}/{len(results.answers)}" if results else "",
        faults=tuple(_fault(item, edition.digits) for item in sort_by_severity(returned.findings)),
        issued=edition.issued,
        deadline=context.round.mending_deadline,
        contact=context.round.contact,
        digits=edition.digits,
        mends=(returned.digest, *submission.stamp.mends) if submission and returned.digest else (),
        is_held_back=is_held_back,
    )


def sending_text_of(returned: Returned, context: RunContext, edition: Edition) -> str:
    """Return the text with which the agency itself sends this form to the province."""
    return sending_text(letter_to(returned, context, edition))


def _fault(finding: Finding, digits: str) -> Fault:
    message, fix = message_and_fix(finding, "th")
    if digits == "thai":
        message, fix = thai_words(message), thai_words(fix)
    cells = tuple(part for part in (finding.cell or "").replace("…", "").split(", ") if part.strip())
    return Fault(
        severity=finding.severity,
        code=finding.code,
        problem=message,
        fix=fix,
        sheet=finding.sheet or "",
        cells=tuple(map(str.strip, cells)),
        value=finding.value or "",
    )
