"""Assign returned files to agencies, and decide which file of each agency counts.

Takes summaries of the files, the roster and the decisions of the officer; returns the state of the round.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.ownership import agency_in_name, agency_of_file, conflicting_identity, nearest_agency
from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.findings import Status, Trait, has_trait
from ita_xlsx.model.round_state import (
    AgencyReturn,
    Decision,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
    bare_name,
)
from ita_xlsx.model.text.spelling import text_key

_EARLIEST = date(1, 1, 1)


@dataclass
class _Sorted:
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
    decisions: Sequence[Decision] = (),
    use: Sequence[str] = (),
) -> RoundState:
    """Return the round with a return for each agency and the files that belong to none.

    ``use`` holds the files that the officer named on the command line. Without a roster the agencies are those that
    returned something.
    """
    decided = {_key(item.code, roster): item for item in decisions}
    files = _sort_files(summaries, province.framework.year, roster, decided, use)
    agencies = roster.agencies if roster else tuple(files.agencies.values())
    all_paths = {Path(item.file) for several in files.returned.values() for item in several}
    members = []
    for agency in agencies:
        key = code_key(agency.code)
        returned = files.returned.get(key, [])
        used = files_in_use(returned, use, all_paths)
        members.append(_return_of(province, agency, returned, decided.get(key), used))
    return replace(
        province,
        members=tuple(members),
        unknown=tuple(files.unknown),
        wrong_year=tuple(files.wrong_year),
        unreadable=tuple(files.unreadable),
        unopened=tuple(_unopened(province, roster)),
        has_roster=roster is not None,
    )


def _unopened(province: RoundState, roster: Roster | None) -> Iterator[UnassignedFile]:
    """Yield the files that were passed over, but are named after an agency."""
    for finding in province.passed_over:
        file = finding.file or ""
        is_hidden = bare_name(file).startswith((".", "~"))
        agency = None if is_hidden or not has_trait(finding, Trait.NAMES_RETURN) else agency_in_name(file, roster)
        if agency is not None:
            yield UnassignedFile(ReturnSummary(file=file, findings=(finding,)), agency)


def _sort_files(
    summaries: Iterable[ReturnSummary],
    year: int,
    roster: Roster | None,
    decided: Mapping[str, Decision],
    use: Sequence[str],
) -> _Sorted:
    """Sort the files into those of an agency and those of none, in their order."""
    files = _Sorted()
    names = tuple(item.name for item in roster.agencies) if roster else ()
    for summary in summaries:
        agency = agency_of_file(summary, roster)
        if summary.year is None:
            files.unreadable.append(UnassignedFile(summary, agency_in_name(summary.file, roster)))
        elif summary.year != year:
            files.wrong_year.append(UnassignedFile(summary))
        elif agency is None:
            files.unknown.append(UnassignedFile(summary, nearest_agency(summary.name, names, roster)))
        elif (unassigned := conflicting_identity(summary, agency, roster)) and not _is_decided(
            summary, agency, decided, use
        ):
            files.unknown.append(unassigned)
        else:
            files.agencies.setdefault(code_key(agency.code), agency)
            files.returned.setdefault(code_key(agency.code), []).append(summary)
    return files


def _key(code: str, roster: Roster | None) -> str:
    """Return the key of a code as the roster writes it."""
    agency = roster.find(code) if roster else None
    return code_key(agency.code if agency else code)


def _is_decided(summary: ReturnSummary, agency: Agency, decided: Mapping[str, Decision], use: Sequence[str]) -> bool:
    """Return True if the officer named this very file, which then counts for the agency of its code."""
    decision = decided.get(code_key(agency.code))
    return file_meant((summary,), (*use, decision.file if decision else "")) is not None


def all_files(member: AgencyReturn) -> tuple[ReturnSummary, ...]:
    """Return every file of an agency, the one that counts first."""
    return (*((member.summary,) if member.summary else ()), *member.others)


def _return_of(
    province: RoundState,
    agency: Agency,
    summaries: Sequence[ReturnSummary],
    decision: Decision | None,
    used: Sequence[ReturnSummary],
) -> AgencyReturn:
    """Return the state of an agency and the file that counts; ``used`` are its files named on the command line."""
    if not summaries:
        return AgencyReturn(agency=agency, state=State.MISSING, decision=decision)
    file_names = (decision.file,) if decision and decision.file else ()
    # Of two files named on the command line none counts, whatever was decided before.
    several = len(used) > 1
    decided_file = None if several else (used[0] if used else file_meant(summaries, file_names))
    decided = decided_file is not None or (not several and len({item.digest for item in summaries}) == 1)
    proposed = decided_file or _newest_accepted(summaries)
    others = tuple(item for item in summaries if item is not proposed)
    received = decision.received if decision and decision.received else proposed.modified
    recorded = bool(decision and decision.received)
    late = bool(province.deadline and received and received > province.deadline)
    return AgencyReturn(
        agency=agency,
        state=_state(proposed, decided=decided),
        summary=proposed,
        others=others,
        received=received,
        recorded=recorded,
        late=late,
        decision=decision,
    )


def _state(summary: ReturnSummary, *, decided: bool) -> State:
    if not decided:
        return State.UNDECIDED
    if summary.status is Status.REJECTED:
        return State.REJECTED
    return State.DECLARED_NOTHING if summary.declares_nothing else State.RETURNED


def _newest_accepted(summaries: Sequence[ReturnSummary]) -> ReturnSummary:
    """Return the file to propose: accepted before rejected, then the newest, then the last by name."""
    return max(summaries, key=lambda item: (item.status is not Status.REJECTED, item.modified or _EARLIEST, item.file))


def files_in_use(
    summaries: Sequence[ReturnSummary], use: Iterable[str], all_paths: set[Path]
) -> tuple[ReturnSummary, ...]:
    """Return the files of an agency that ``use`` names, each content once.

    A path of ``all_paths``, the files of all agencies, means that file only; a bare name may mean any.
    """
    own_paths = {Path(item.file) for item in summaries}
    meant = (file_name for file_name in use if Path(file_name) in own_paths or Path(file_name) not in all_paths)
    files = (file_meant(summaries, (file_name,)) for file_name in meant)
    return tuple({item.digest: item for item in files if item is not None}.values())


def file_meant(summaries: Sequence[ReturnSummary], file_names: Iterable[str]) -> ReturnSummary | None:
    """Return the first file that one of the names means by its path or its name; None if it means several contents."""
    for file_name in file_names:
        paths = [item for item in summaries if Path(item.file) == Path(file_name)]
        meant = Path(file_name).name
        matching = paths or [item for item in summaries if Path(item.file).name == meant]
        matching = matching or [item for item in summaries if text_key(Path(item.file).name) == text_key(meant)]
        if matching and len({item.digest for item in matching}) == 1:
            return matching[0]
    return None


def counts_by_state(members: Iterable[AgencyReturn]) -> Mapping[State, int]:
    """Return how many agencies are in each state."""
    counts = dict.fromkeys(State, 0)
    for member in members:
        counts[member.state] += 1
    return counts
