"""Tell a round that was made from a table of all agencies, in which no agency was asked for a form.

Takes the state of a round; returns it with a state of its own for agencies that the table gives no score. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ita_xlsx.model.province.table_forms import is_from_table
from ita_xlsx.model.round_state import ReturnSummary, RoundState, State


def made_from_table(round_state: RoundState) -> bool:
    """Return True if every file of a round was made from a table; False for a round without a file."""
    files = [item.file for item in _files(round_state)]
    return bool(files) and all(map(is_from_table, files))


def with_absent_from_table(round_state: RoundState) -> RoundState:
    """Return the round in which nobody is called missing if it was made from a table, as nobody was asked for a form.

    Once an agency sends a file, or a mail, the round is one of forms.
    """
    if not made_from_table(round_state):
        return round_state
    members = tuple(
        replace(item, state=State.NO_TABLE_SCORE) if item.state is State.MISSING else item
        for item in round_state.members
    )
    return replace(round_state, members=members)


def _files(round_state: RoundState) -> Iterator[ReturnSummary]:
    for member in round_state.members:
        yield from (item for item in (member.summary, *member.others, *member.refused) if item is not None)
    strays = (round_state.unknown, round_state.wrong_year, round_state.unreadable, round_state.unopened)
    yield from (item.summary for several in strays for item in several)
