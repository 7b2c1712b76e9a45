"""Assign returned files to agencies, and decide which file of each agency counts.

Takes summaries of the files, the roster and the decisions of the officer; returns the state of the round.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ita_xlsx.cycle.arrivals.attribute_files import attributed, unopened_files, with_other_files
from ita_xlsx.cycle.arrivals.from_table import with_absent_from_table
from ita_xlsx.cycle.decisions.agency_decisions import (
    NOTHING_DECIDED,
    AgencyDecisions,
    as_decisions,
    decisions_by_agency,
)
from ita_xlsx.cycle.decisions.choose_file import FileChoice, choose_file, file_meant, file_of_decision
from ita_xlsx.cycle.ownership import agency_of_file, conflicting_identity, nearest_agency
from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.decisions import NO_DECISIONS, Choice, Decisions
from ita_xlsx.model.findings import Status
from ita_xlsx.model.round_state import (
    AgencyReturn,
    ChoiceBasis,
    Decision,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
)


@dataclass
class SortedFiles:
    """The files of a round by what became of them; ``returned`` and ``agencies`` have the key of the agency's code."""

    unreadable: list[UnassignedFile] = field(default_factory=list)
    wrong_year: list[UnassignedFile] = field(default_factory=list)
    unknown: list[UnassignedFile] = field(default_factory=list)
    returned: dict[str, list[ReturnSummary]] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)


def assign_files(
    province: RoundState,
    summaries: Iterable[ReturnSummary],
    roster: Roster | None,
    decisions: Decisions | Sequence[Decision] = NO_DECISIONS,
    use: Sequence[str] = (),
) -> RoundState:
    """Return the round with a return for each agency and the files that belong to none.

    ``use`` holds the files that the officer named on the command line. Without a roster the agencies are those that
    returned something.
    """
    rows = as_decisions(decisions)
    files = sort_files(tuple(summaries), province.framework.year, roster, rows, use)
    return choose_files(province, files, roster, rows, use)


def choose_files(
    province: RoundState, files: SortedFiles, roster: Roster | None, decisions: Decisions, use: Sequence[str] = ()
) -> RoundState:
    """Return the round with a return for each agency, from files that are sorted already."""
    by_agency = decisions_by_agency(decisions, roster)
    agencies = roster.agencies if roster else tuple(files.agencies.values())
    all_paths = {Path(item.file) for several in files.returned.values() for item in several} if use else set()
    members = []
    for agency in agencies:
        key = code_key(agency.code)
        returned = files.returned.get(key, [])
        used = files_in_use(returned, use, all_paths)
        members.append(_return_of(province, agency, returned, by_agency.get(key, NOTHING_DECIDED), used))
    state = replace(
        province,
        decisions=decisions,
        members=tuple(members),
        unknown=_by_name(files.unknown),
        wrong_year=_by_name(files.wrong_year),
        unreadable=_by_name(files.unreadable),
        unopened=tuple(unopened_files(province, roster)),
        has_roster=roster is not None,
    )
    return with_absent_from_table(with_other_files(state))


def _by_name(files: Iterable[UnassignedFile]) -> tuple[UnassignedFile, ...]:
    """Return the files in the order of their names, in whatever order they were read."""
    return tuple(sorted(files, key=lambda item: item.summary.file))


def sort_files(
    summaries: Sequence[ReturnSummary],
    year: int,
    roster: Roster | None,
    decisions: Decisions,
    use: Sequence[str] = (),
) -> SortedFiles:
    """Sort the files into those of an agency and those of none, in their order.

    A decision says whose a file is before its stamp does.
    """
    files = SortedFiles()
    by_agency = decisions_by_agency(decisions, roster)
    assigned = dict(_assigned(summaries, roster, decisions))
    names = tuple(item.name for item in roster.agencies) if roster else ()
    for summary in summaries:
        owner = assigned.get(id(summary))
        agency = owner or agency_of_file(summary, roster)
        if summary.year is None:
            files.unreadable.append(UnassignedFile(summary, owner) if owner else attributed(summary, roster))
        elif summary.year != year:
            files.wrong_year.append(UnassignedFile(summary))
        elif agency is None:
            files.unknown.append(UnassignedFile(summary, nearest_agency(summary.name, names, roster)))
        elif (
            owner is None
            and (unassigned := conflicting_identity(summary, agency, roster))
            and not _is_decided(summary, by_agency.get(code_key(agency.code), NOTHING_DECIDED), use)
        ):
            files.unknown.append(unassigned)
        else:
            files.agencies.setdefault(code_key(agency.code), agency)
            files.returned.setdefault(code_key(agency.code), []).append(summary)
    return files


def _assigned(
    summaries: Sequence[ReturnSummary], roster: Roster | None, decisions: Decisions
) -> Iterator[tuple[int, Agency]]:
    """Yield each file of which a decision says whose it is, with that agency; copies of one content go together."""
    for decision in decisions.files:
        agency = roster.find(decision.code) if roster else None
        if decision.choice is Choice.ASSIGN and agency is not None:
            meant = file_of_decision(summaries, decision)
            if meant is not None:
                same = (item for item in summaries if item is meant or (meant.digest and item.digest == meant.digest))
                yield from ((id(item), agency) for item in same)


def _is_decided(summary: ReturnSummary, decided: AgencyDecisions, use: Sequence[str]) -> bool:
    """Return True if the officer named this very file, which then counts for the agency of its code."""
    if file_meant((summary,), use) is not None:
        return True
    rows = (item for item in decided.files if item.choice in (Choice.USE, Choice.CONFIRM))
    return any(file_of_decision((summary,), item) is not None for item in rows)


def all_files(member: AgencyReturn) -> tuple[ReturnSummary, ...]:
    """Return every file of an agency, the one that counts first."""
    return (*((member.summary,) if member.summary else ()), *member.others)


def _return_of(
    province: RoundState,
    agency: Agency,
    summaries: Sequence[ReturnSummary],
    decided: AgencyDecisions,
    used: Sequence[ReturnSummary],
) -> AgencyReturn:
    """Return the state of an agency and the file that counts; ``used`` are its files named on the command line."""
    if not summaries:
        return AgencyReturn(agency=agency, state=State.MISSING, decision=decided.as_row(None))
    choice = choose_file(summaries, decided.files, used, province.framework)
    summary = choice.summary
    received = decided.received[-1].received if decided.received else summary.received
    return AgencyReturn(
        agency=agency,
        state=_state(choice),
        summary=summary,
        others=tuple(
            sorted((item for item in summaries if item is not summary and not item.joined), key=lambda item: item.file)
        ),
        received=received,
        late=received.is_after(province.deadline),
        decision=decided.as_row(choice.decision),
        basis=choice.basis,
        superseded=choice.superseded,
        refused=choice.refused,
        halves=choice.halves,
    )


def _state(choice: FileChoice) -> State:
    summary = choice.summary
    if choice.basis is ChoiceBasis.OPEN:
        return State.UNDECIDED
    if summary.status is Status.REJECTED or summary in choice.refused:
        return State.REJECTED
    if summary.is_held_back and not choice.is_confirmed:
        return State.HELD_BACK
    return State.DECLARED_NOTHING if summary.declares_nothing else State.RETURNED


def files_in_use(
    summaries: Sequence[ReturnSummary], use: Sequence[str], all_paths: set[Path]
) -> tuple[ReturnSummary, ...]:
    """Return the files of an agency that ``use`` names, each content once.

    A path of ``all_paths``, the files of all agencies, means that file only; a bare name may mean any.
    """
    if not use:
        return ()
    own_paths = {Path(item.file) for item in summaries}
    meant = (file_name for file_name in use if Path(file_name) in own_paths or Path(file_name) not in all_paths)
    files = (file_meant(summaries, (file_name,)) for file_name in meant)
    return tuple({item.digest: item for item in files if item is not None}.values())


def counts_by_state(members: Iterable[AgencyReturn]) -> Mapping[State, int]:
    """Return how many agencies are in each state."""
    counts = dict.fromkeys(State, 0)
    for member in members:
        counts[member.state] += 1
    return counts
