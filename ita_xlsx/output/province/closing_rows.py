"""Make the rows of the hand-over about the closing of a round: its day, and what differs from it now.

Takes the state of a round; returns texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ita_xlsx.model.again.closing import ClosedRound
from ita_xlsx.model.again.snapshot import NO_FIGURE, AgencyChange, AgencyFigures
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.province import texts


class HandoverRow(NamedTuple):
    """A row of the hand-over: the agency, the subject, what is written down, and the file."""

    code: str
    name: str
    subject: str
    note: str
    file: str = ""


def closing_rows(round_state: RoundState) -> tuple[HandoverRow, ...]:
    """Return the row about the closing, and one for each difference; none for an open round."""
    closed = round_state.closed
    if closed is None:
        return ()
    day, count = thai_date(closed.closing.day), len(closed.closing.snapshot.agencies)
    first = HandoverRow("", round_state.name, texts.CLOSED, texts.CLOSED_NOTE.format(day=day, count=count))
    return (first, *_differences(closed, round_state))


def closing_line(round_state: RoundState) -> str:
    """Return the sentence about the closing; empty for an open round."""
    if round_state.closed is None:
        return ""
    day, count = thai_date(round_state.closed.closing.day), len(closing_rows(round_state)) - 1
    return texts.HANDOVER_CLOSED.format(day=day, count=count)


def _differences(closed: ClosedRound, round_state: RoundState) -> Iterator[HandoverRow]:
    for change in closed.changes.agencies:
        agency = change.agency
        if change.is_arrival:
            yield HandoverRow(agency.code, agency.name, texts.CLOSED_STATE, _arrival(change))
        if change.is_decision:
            yield HandoverRow(agency.code, agency.name, texts.CLOSED_DECISION, texts.CLOSED_OTHER_DECISION)
    for figure in closed.changes.figures:
        label = announced_label(round_state.framework, figure.subject)
        note = texts.CLOSED_CHANGE.format(was=figure.was, now=figure.now)
        yield HandoverRow(figure.code, figure.name, label, note)


def _arrival(change: AgencyChange) -> str:
    was, now = _state(change.was), _state(change.now)
    return texts.CLOSED_OTHER_FORM if was == now else texts.CLOSED_CHANGE.format(was=was, now=now)


def _state(agency: AgencyFigures | None) -> str:
    return NO_FIGURE if agency is None else label_of(State(agency.state))
