"""Find the stages of a round that are due, and the agencies that are behind in each.

Takes the calendar, the state of a round and a day; returns the stages. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.round_measures import StepStatus, step_status_of
from ita_xlsx.model.round_settings import CalendarEntry, Stage
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State

# Reminders and the screen speak of a stage from so many days before it.
IN_SIGHT = 30
# Agencies in these states have not sent their form yet.
_AWAITED = (State.MISSING, State.NOT_A_FORM)
# The province has to choose one of several files, or to confirm the scores.
_UNDECIDED = (State.UNDECIDED, State.HELD_BACK)
_TRACKING = (Stage.TRACKING_6, Stage.TRACKING_12)


@dataclass(frozen=True)
class DueStage:
    """A stage of the calendar with the days until it, negative after it, and the agencies that are behind in it.

    ``undecided`` are those for which the province has to choose a file or confirm one; they are not behind.
    """

    entry: CalendarEntry
    days: int
    behind: tuple[AgencyReturn, ...] = ()
    undecided: tuple[AgencyReturn, ...] = ()

    @property
    def is_over(self) -> bool:
        """Return True if the day of the stage is over."""
        return self.days < 0


def stages_due(calendar: Iterable[CalendarEntry], round_state: RoundState, today: date) -> tuple[DueStage, ...]:
    """Return the stages that are over and in which something is open, then those that come, in the order of days."""
    undecided = tuple(item for item in round_state.members if item.state in _UNDECIDED)
    stages = [
        DueStage(
            entry,
            (entry.day - today).days,
            agencies_behind_in(entry.stage, round_state),
            undecided if entry.stage is Stage.MENDING_DUE else (),
        )
        for entry in calendar_of(calendar, round_state)
    ]
    return tuple(item for item in stages if not item.is_over or item.behind or item.undecided)


def stages_to_show(stages: Iterable[DueStage]) -> tuple[DueStage, ...]:
    """Return the stages that are over and not done, then the next one."""
    listed = tuple(stages)
    return (*(item for item in listed if item.is_over), *[item for item in listed if not item.is_over][:1])


def calendar_of(calendar: Iterable[CalendarEntry], round_state: RoundState) -> tuple[CalendarEntry, ...]:
    """Return the calendar in the order of days; the deadline of the round is the day on which forms are due.

    Without any entry there is no calendar, also if the round has a deadline.
    """
    entries = list(calendar)
    if entries and round_state.deadline is not None:
        entries = [item for item in entries if item.stage is not Stage.FORMS_DUE]
        entries.append(CalendarEntry(Stage.FORMS_DUE.value, round_state.deadline, Stage.FORMS_DUE))
    return tuple(sorted(entries, key=lambda item: item.day))


def agencies_behind_in(stage: Stage | None, round_state: RoundState) -> tuple[AgencyReturn, ...]:
    """Return the agencies that have not done yet what a stage asks of them."""
    if stage is Stage.FORMS_DUE:
        return tuple(item for item in round_state.members if item.state in _AWAITED)
    if stage is Stage.MENDING_DUE:
        return tuple(item for item in round_state.members if item.state is State.REJECTED)
    if stage in _TRACKING and any(item.readable_steps for item in round_state.members):
        return tuple(item for item in round_state.members if _lacks_report(item, stage))
    return ()


def _lacks_report(member: AgencyReturn, stage: Stage | None) -> bool:
    """Return True if an agency has not reported on its measures: on any after 6 months, on all after 12 months."""
    if member.summary is None:
        return True
    if member.summary.statuses_lost or not member.summary.steps:
        return False
    unreported = [step_status_of(step.status) is StepStatus.NOT_REPORTED for step in member.summary.steps]
    return any(unreported) if stage is Stage.TRACKING_12 else all(unreported)


def stage_of(member: AgencyReturn, calendar: Sequence[CalendarEntry], today: date) -> CalendarEntry | None:
    """Return the stage of which an agency is reminded: its form, its mended form, else its report on measures.

    Return None if the calendar has no such stage, or if the report on measures is not in sight yet.
    """
    by_stage = {item.stage: item for item in calendar if item.stage}
    if member.state in (State.REJECTED, State.UNDECIDED):
        return by_stage.get(Stage.MENDING_DUE) or by_stage.get(Stage.FORMS_DUE)
    if member.state in _AWAITED:
        return by_stage.get(Stage.FORMS_DUE)
    reports = [by_stage[stage] for stage in _TRACKING if stage in by_stage and _lacks_report(member, stage)]
    in_sight = [item for item in reports if (item.day - today).days <= IN_SIGHT]
    return max(in_sight, key=lambda item: item.day, default=None)
