"""Make the rows of the tables of arrivals, decisions, corrections and of the trace of scores.

Takes the state of a round; yields rows. Works on values only. No row names a person, apart from what a free text or
the name of a file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.decisions import Alias, Correction, FileDecision, ReceivedDecision
from ita_xlsx.model.round_state import AgencyReturn, RoundState, bare_name
from ita_xlsx.model.trace.arrivals import arrivals
from ita_xlsx.model.trace.file_decisions import cell_of_decision
from ita_xlsx.model.trace.file_place import INSIDE, file_place
from ita_xlsx.model.trace.trail import BETWEEN_FILES, TraceRow, agency_rows, trace_rows
from ita_xlsx.store.record_columns import ALIAS, RECEIVED
from ita_xlsx.store.shapes import Row


def arrival_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield a row for each file that came."""
    for item in arrivals(round_state):
        summary, received = item.summary, item.received
        yield (
            round_state.framework.year, item.agency or None, *_file_cells(summary.file), summary.digest or None,
            received.iso, received.origin if received.is_known else None, item.state, item.basis is not None,
            item.basis, summary.status, summary.year,
        )  # fmt: skip


def decision_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield a row for each file of each decision, and one for a decision about none."""
    codes = _codes(round_state)
    decisions = round_state.decisions
    rows: tuple[FileDecision | ReceivedDecision | Alias, ...] = (
        *decisions.files, *decisions.received, *decisions.aliases,
    )  # fmt: skip
    for number, item in enumerate(rows, 1):
        head = round_state.framework.year, codes.get(code_key(item.code)), number
        if isinstance(item, FileDecision):
            for file, digest in zip_longest(item.files, item.digests):
                yield *head, item.choice, file, digest, None, None, *_decision_cells(item)
        elif isinstance(item, ReceivedDecision):
            yield *head, RECEIVED, None, None, item.received.iso, None, *_decision_cells(item)
        else:
            yield *head, ALIAS, None, None, None, item.name, *_decision_cells(item)


def correction_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield a row for each correction, with the cell whose score it changes if it is applied."""
    codes = _codes(round_state)
    members = {code_key(member.agency.code): member for member in round_state.members}
    for item in round_state.decisions.corrections:
        row = _corrected_row(members.get(code_key(item.code)), item, round_state)
        yield (
            round_state.framework.year, codes.get(code_key(item.code)), item.subject, item.was, item.becomes,
            row is not None, row.file if row else None, (row.digest or None) if row else None,
            (row.sheet or None) if row else None, (row.cell or None) if row else None, *_decision_cells(item),
        )  # fmt: skip


def trace_table_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield a row for each score of this and of last year, with its cell or with what it is computed from."""
    year = round_state.framework.year
    for row in trace_rows(round_state):
        yield (
            year, row.agency.code, row.year, row.subject, row.kind, row.value, *_file_cells(row.file),
            row.digest or None, row.sheet or None, row.cell or None, ", ".join(row.below) or None, row.choice,
            "; ".join(item.text for item in row.choices) or None, row.correction.text if row.correction else None,
        )  # fmt: skip


def _corrected_row(member: AgencyReturn | None, item: Correction, round_state: RoundState) -> TraceRow | None:
    """Return the row of the score that a correction changed; None if it is not applied to the file that counts."""
    if member is None or member.summary is None or item not in member.summary.corrections:
        return None
    wanted = (round_state.framework.year, item.subject)
    return next(agency_rows(member, round_state, lambda *score: score == wanted), None)


def _codes(round_state: RoundState) -> Mapping[str, str]:
    """Return the codes of the agencies of the round by their keys."""
    return {code_key(member.agency.code): member.agency.code for member in round_state.members}


def _file_cells(name: str) -> tuple[str | None, str | None]:
    """Return the cells file and container; a joined form has several of each."""
    places = [file_place(part) for part in name.split(BETWEEN_FILES)]
    containers = dict.fromkeys(INSIDE.join(place.containers) for place in places if place.containers)
    return BETWEEN_FILES.join(place.file for place in places) or None, BETWEEN_FILES.join(containers) or None


def _decision_cells(item: FileDecision | ReceivedDecision | Alias | Correction) -> Row:
    """Return the cells decided, decision_file, decision_sheet and decision_cell."""
    cell = cell_of_decision(item)
    return item.decided, bare_name(cell.book) or None, cell.sheet or None, cell.cell or None
