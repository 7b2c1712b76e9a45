"""Make the rows of a tracking form from the steps that an agency reported, or from the steps of a drafted plan.

Takes reported steps or planned measures; returns rows, and the rows of each measure. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.words import step_status_word
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.tracking_form import texts

_NUMBER = re.compile(r"(\d+)\. (?=\S)")


@dataclass(frozen=True, kw_only=True)
class TrackedRow:
    """One step as it stands on the form; an empty field is still to be filled in."""

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


@dataclass(frozen=True)
class Group:
    """The steps of one measure; ``owner`` is the line on its responsible owner and period, where all steps share it."""

    title: str
    owner: str
    rows: tuple[TrackedRow, ...]


def group_rows(rows: Iterable[TrackedRow]) -> tuple[Group, ...]:
    """Return the rows in groups of neighbors of one measure."""
    return tuple(_group(tuple(items)) for _, items in groupby(rows, lambda row: (row.indicator, row.measure)))


def _group(rows: tuple[TrackedRow, ...]) -> Group:
    first = rows[0]
    title = " · ".join(filter(None, (first.indicator, first.measure))) or texts.OWN_STEPS
    lines = {owner_line(row) for row in rows}
    return Group(title, lines.pop() if len(lines) == 1 else "", rows)


def owner_line(row: TrackedRow) -> str:
    """Return the responsible owner and the period of a step as one line."""
    owner = texts.OWNER_LINE.format(owner=row.responsible) if row.responsible else ""
    return " · ".join(filter(None, (owner, row.period)))


def split_number(step: str) -> tuple[str, str]:
    """Return the number of a step and its text: ``2`` and ``ทำ`` for ``2. ทำ``; no number if it begins otherwise."""
    match = _NUMBER.match(step)
    return (match[1], step[match.end() :]) if match else ("", step)


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
            measure=planned.measure.measure,
        )
        for planned in plan
        for number, step in enumerate(planned.measure.steps, 1)
    )


def _numbered(number: str, step: str) -> str:
    """Return the step with its number, unless it was typed with one."""
    return f"{number}. {step}" if number and step and not step[0].isdigit() else step
