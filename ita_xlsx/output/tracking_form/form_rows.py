"""Make the rows of a tracking form from the steps that an agency reported, or from the steps of a drafted plan.

Takes reported steps or planned measures; returns a tuple of rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.words import step_status_word
from ita_xlsx.output import texts as shared_texts


@dataclass(frozen=True, kw_only=True)
class TrackedRow:
    """One step as it stands on the form; an empty field is still to be filled in.

    ``measure`` and ``period`` stand on printed pages, which have room for them.
    """

    id: str
    instrument: str
    indicator: str
    step: str
    responsible: str
    status: str = ""
    url: str = ""
    note: str = ""
    measure: str = ""
    period: str = ""


def reported_rows(steps: Iterable[StepReport]) -> tuple[TrackedRow, ...]:
    """Return the steps of a returned form in its order, with status, evidence and note."""
    return tuple(
        TrackedRow(
            id=step.id,
            instrument=step.instrument,
            indicator=step.indicator,
            step=_numbered(step.number, step.step or step.measure),
            responsible=step.owner,
            status=step_status_word(step.status) or step.status.strip(),
            url=step.url.strip(),
            note=step.note.strip(),
            measure=step.measure.strip(),
            period=step.period.strip(),
        )
        for step in steps
    )


def drafted_rows(framework: Framework, plan: Iterable[PlannedMeasure]) -> tuple[TrackedRow, ...]:
    """Return the steps of a drafted plan, with no status or evidence yet."""
    return tuple(
        TrackedRow(
            id=planned.step_id(number),
            instrument=shared_texts.instrument_of(framework, planned.measure.indicator),
            indicator=shared_texts.indicator_title(framework, planned.measure.indicator),
            step=_numbered(str(number), step),
            responsible=planned.measure.responsible,
        )
        for planned in plan
        for number, step in enumerate(planned.measure.steps, 1)
    )


def _numbered(number: str, step: str) -> str:
    """Return the step with its number, unless it was typed with one."""
    return f"{number}. {step}" if number and step and not step[0].isdigit() else step
