"""Turn the files that are named on a command line into decisions with a reason.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_xlsx.cycle.assign_files import all_files
from ita_xlsx.cycle.decisions.choose_file import file_meant
from ita_xlsx.cycle.decisions.decision_rows import digest_mark
from ita_xlsx.model.decisions import Choice, Decisions, FileDecision
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.round_state import RoundState, State, bare_name


@dataclass(frozen=True)
class Reason:
    """The reason for using the named files, and the edition that says the day of the decision."""

    text: str
    edition: Edition


def decisions_to_use(province: RoundState, use: Sequence[str], reason: Reason) -> Decisions:
    """Return a decision for each named file: to use it, or to confirm it where only that is open."""
    return Decisions(files=tuple(_decisions(province, use, reason)))


def _decisions(province: RoundState, use: Sequence[str], reason: Reason) -> Iterator[FileDecision]:
    for member in province.members:
        for name in use:
            file = file_meant(all_files(member), (name,))
            if file is None:
                continue
            counting = member.summary if member.state is State.HELD_BACK else None
            confirms = counting is not None and counting.digest == file.digest
            yield FileDecision(
                code=member.agency.code,
                choice=Choice.CONFIRM if confirms else Choice.USE,
                files=(bare_name(file.file),),
                digests=(digest_mark(file),),
                reason=reason.text,
                decided=reason.edition.issued,
            )
