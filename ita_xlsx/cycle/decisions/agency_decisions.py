"""Group the decisions of a round by agency, and take over the rows of an old ``decisions.csv``.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ita_xlsx.model.agency import Roster, code_key
from ita_xlsx.model.decisions import NO_DECISIONS, Choice, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.received import ReceivedFrom, received_on
from ita_xlsx.model.round_state import Decision

_BETWEEN = "; "


@dataclass(frozen=True)
class AgencyDecisions:
    """The decisions about one agency, in the order of their rows."""

    files: tuple[FileDecision, ...] = ()
    received: tuple[ReceivedDecision, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def as_row(self, deciding: FileDecision | None) -> Decision | None:
        """Return the decisions as one row: the deciding one with its file, all reasons, the last day; None if none."""
        rows: tuple[FileDecision | ReceivedDecision, ...] = (*self.files, *self.received)
        if not rows:
            return None
        deciding = deciding or next((item for item in reversed(self.files) if item.choice is Choice.USE), None)
        received = self.received[-1].received.day if self.received else None
        # A decision to join or to refuse files names no file that counts by itself.
        is_choice = deciding is not None and deciding.choice is Choice.USE
        return Decision(
            rows[0].code,
            _BETWEEN.join(deciding.files) if deciding is not None and is_choice else "",
            _BETWEEN.join(dict.fromkeys(item.reason for item in rows if item.reason)),
            max((item.decided for item in rows if item.decided), default=None),
            received,
            place=deciding.place if deciding else "",
            book=deciding.book if deciding else "",
        )


NOTHING_DECIDED = AgencyDecisions()


def decisions_by_agency(decisions: Decisions, roster: Roster | None) -> dict[str, AgencyDecisions]:
    """Return the decisions about each agency, by the key of its code as the roster writes it."""
    keys = {code: _key(code, roster) for code in decisions.all_codes}
    files: dict[str, list[FileDecision]] = {}
    received: dict[str, list[ReceivedDecision]] = {}
    corrections: dict[str, list[Correction]] = {}
    for file in decisions.files:
        files.setdefault(keys[file.code], []).append(file)
    for moment in decisions.received:
        received.setdefault(keys[moment.code], []).append(moment)
    for correction in decisions.corrections:
        corrections.setdefault(keys[correction.code], []).append(correction)
    return {
        key: AgencyDecisions(tuple(files.get(key, ())), tuple(received.get(key, ())), tuple(corrections.get(key, ())))
        for key in dict.fromkeys(keys.values())
    }


def _key(code: str, roster: Roster | None) -> str:
    agency = roster.find(code) if roster else None
    return code_key(agency.code if agency else code)


def as_decisions(decisions: Decisions | Sequence[Decision]) -> Decisions:
    """Return the rows of an old decisions file as decisions; others as they are."""
    if isinstance(decisions, Decisions):
        return decisions
    return sum((_of_row(row) for row in decisions), NO_DECISIONS)


def _of_row(row: Decision) -> Decisions:
    """Return a row as one decision about a file, and one about the day of receipt if it has one."""
    about: dict[str, Any] = {"code": row.code, "reason": row.reason, "decided": row.decided}
    received: Iterable[ReceivedDecision] = ()
    if row.received is not None:
        received = (ReceivedDecision(received=received_on(row.received, ReceivedFrom.DECISION), **about),)
    files: Iterable[FileDecision] = ()
    if row.file or not row.received:
        files = (FileDecision(files=(row.file,) if row.file else (), **about),)
    return Decisions(files=tuple(files), received=tuple(received))
