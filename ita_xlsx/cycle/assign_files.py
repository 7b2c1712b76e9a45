"""Settle a round: which agency each file is of, which file counts, who is missing or late."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.ownership import (
    OTHER_NAME,
    OTHER_PROVINCE,
    agency_in_name,
    agency_of_file,
    conflicting_identity,
    nearest_agency,
)
from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.findings import Finding, Severity, Status, make_finding
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, RoundState, State, UnassignedFile
from ita_xlsx.model.text.dates import BUDDHIST

# What sync programs and browsers add to the name of a second copy.
_CONFLICT = re.compile(
    r"conflicted copy|conflict(?:ing)?[ _-]|\(\d+\)$|-[A-Z0-9]+-PC$|-DESKTOP-\w+$|- Copy$|สำเนา", re.IGNORECASE
)
_SHOWN = 10
_EARLIEST = date(1, 1, 1)


def assign_files(
    province: RoundState,
    readings: Iterable[ReturnSummary],
    roster: Roster | None,
    decisions: Sequence[Decision] = (),
    use: Sequence[str] = (),
) -> RoundState:
    """The province with its members and strays; without a roster its members are those that returned something."""
    year = province.framework.year
    unreadable: list[UnassignedFile] = []
    wrong_year: list[UnassignedFile] = []
    unknown: list[UnassignedFile] = []
    returned: dict[str, list[ReturnSummary]] = {}
    found_here: dict[str, Agency] = {}
    names = tuple(item.name for item in roster.agencies) if roster else ()
    decided = {_key(item.code, roster): item for item in decisions}
    for reading in readings:
        agency = agency_of_file(reading, roster)
        if reading.year is None:
            unreadable.append(UnassignedFile(reading, agency_in_name(reading.file, roster)))
        elif reading.year != year:
            wrong_year.append(UnassignedFile(reading))
        elif agency is None:
            unknown.append(UnassignedFile(reading, nearest_agency(reading.name, names, roster)))
        elif (stray := conflicting_identity(reading, agency, roster)) and not _is_wished(reading, agency, decided, use):
            unknown.append(stray)
        else:
            found_here.setdefault(code_key(agency.code), agency)
            returned.setdefault(code_key(agency.code), []).append(reading)
    agencies = roster.agencies if roster else tuple(found_here.values())
    everywhere = {Path(item.file) for several in returned.values() for item in several}
    members = tuple(
        _member(
            province,
            agency,
            returned.get(code_key(agency.code), []),
            decided.get(code_key(agency.code)),
            _picked(returned.get(code_key(agency.code), []), use, everywhere),
        )
        for agency in agencies
    )
    return replace(
        province,
        members=members,
        unknown=tuple(unknown),
        wrong_year=tuple(wrong_year),
        unreadable=tuple(unreadable),
        has_roster=roster is not None,
    )


def _key(code: str, roster: Roster | None) -> str:
    """The code as the roster writes it."""
    known = roster.find(code) if roster else None
    return code_key(known.code if known else code)


def _is_wished(reading: ReturnSummary, agency: Agency, decided: Mapping[str, Decision], use: Sequence[str]) -> bool:
    """Whether the officer names this very file, which then counts for the agency of its code."""
    decision = decided.get(code_key(agency.code))
    return _chosen((reading,), (*use, decision.file if decision else "")) is not None


def check_round(province: RoundState, decisions: Sequence[Decision] = (), use: Sequence[str] = ()) -> Iterator[Finding]:
    """What is to be done about the round: missing, undecided, rejected, late, unknown, of another year, unreadable."""
    for member in province.members:
        yield from _tell_member(member)
    yield from _tell_wishes(province, decisions, use)
    yield from _tell_numbers(province, decisions)
    for stray in province.unknown:
        yield _tell_unknown(stray)
    for stray in province.wrong_year:
        yield make_finding("N106", file=stray.reading.file, value=str(stray.reading.year))
    for stray in province.unreadable:
        yield from stray.reading.findings
    yield from province.passed_over


def _tell_wishes(province: RoundState, decisions: Sequence[Decision], use: Sequence[str]) -> Iterator[Finding]:
    """N111, N112, N118, N119: choices of files nobody returned, of no agency, of several files, against each other."""
    for wish in use:
        if not any(_chosen(_all(member), (wish,)) for member in province.members):
            yield make_finding("N111", value=wish)
    everywhere = {Path(item.file) for member in province.members for item in _all(member)}
    for member in province.members:
        picked = _picked(_all(member), use, everywhere)
        about = {"agency": member.agency.code, "name": member.agency.name}
        if len(picked) > 1:
            yield make_finding("N118", files=", ".join(item.file for item in picked), **about)
        elif picked and member.decision and member.decision.file:
            before = _chosen(_all(member), (member.decision.file,))
            if before is not None and before.digest != picked[0].digest:
                yield make_finding("N119", value=Path(picked[0].file).name, other=Path(before.file).name, **about)
    roster = Roster(tuple(member.agency for member in province.members))
    for decision in decisions:
        if roster.find(decision.code) is None:
            yield make_finding("N112", value=decision.code)


def _tell_numbers(province: RoundState, decisions: Sequence[Decision]) -> Iterator[Finding]:
    """N116, once: codes that lost their leading zeros, and were known by their number."""
    roster = Roster(tuple(member.agency for member in province.members))
    said = [(item.code, member.agency.code) for member in province.members for item in _all(member) if item.code]
    said += [(item.code, known.code) for item in decisions if (known := roster.find(item.code))]
    pairs = list(dict.fromkeys(pair for pair in said if code_key(pair[0]) != code_key(pair[1])))
    if pairs:
        shown = ", ".join(f"{one} = {other}" for one, other in pairs[:_SHOWN])
        yield make_finding("N116", count=str(len(pairs)), value=shown + (" …" if len(pairs) > _SHOWN else ""))


def _tell_unknown(stray: UnassignedFile) -> Finding:
    """N105, N114, N115: of no agency of the roster, of two, or of another province."""
    reading, agency_of_code, near = stray.reading, stray.agency_of_code, stray.nearest
    if agency_of_code is None:
        value = f"{reading.code} {reading.name}".strip()
        return make_finding("N105", file=reading.file, value=value, nearest=f"{near.code} {near.name}" if near else "-")
    about = {"file": reading.file, "value": reading.name, "agency": agency_of_code.code, "name": agency_of_code.name}
    bare = Path(reading.file).name
    if near is not None:
        return make_finding("N114", other=near.code, bare=bare, **about)
    told = next(item for item in reading.findings if item.code == OTHER_PROVINCE)
    return make_finding("N115", found=told.value, expected=dict(told.params).get("expected", ""), bare=bare, **about)


def _tell_member(member: AgencyReturn) -> Iterator[Finding]:
    about = {"agency": member.agency.code, "name": member.agency.name}
    files = ", ".join(Path(item.file).name for item in _all(member))
    reading = member.reading
    if member.state is State.MISSING:
        yield make_finding("N103", **about)
    elif member.state is State.UNDECIDED and reading is not None:
        count = str(len({item.digest for item in _all(member)}))
        yield make_finding("N101", file=reading.file, value=Path(reading.file).name, count=count, files=files, **about)
    elif member.state is State.REJECTED and reading is not None:
        errors = sum(item.severity is Severity.ERROR for item in reading.findings)
        yield make_finding("N107", file=reading.file, count=str(errors), **about)
    if member.decision and member.decision.file and not _chosen(_all(member), (member.decision.file,)):
        yield make_finding("N102", value=member.decision.file, **about)
    if member.late and member.received is not None:
        day = member.received
        shown = f"{day.day}/{day.month}/{day.year + BUDDHIST}{'' if member.recorded else ' *'}"
        yield make_finding("N104", value=shown, **about)
    if reading is not None:
        told = (item for item in reading.findings if item.code in (OTHER_NAME, OTHER_PROVINCE))
        yield from (replace(item, params=tuple(sorted({**dict(item.params), **about}.items()))) for item in told)
    for other in member.others:
        if reading is not None and other.digest == reading.digest:
            yield make_finding("N108", file=other.file, value=Path(other.file).name, other=Path(reading.file).name)
    for item in _all(member):
        if len({other.digest for other in _all(member)}) > 1 and _CONFLICT.search(Path(item.file).stem):
            yield make_finding("N109", file=item.file, value=Path(item.file).name)


def _all(member: AgencyReturn) -> tuple[ReturnSummary, ...]:
    return (*((member.reading,) if member.reading else ()), *member.others)


def _member(
    province: RoundState,
    agency: Agency,
    readings: Sequence[ReturnSummary],
    decision: Decision | None,
    picked: Sequence[ReturnSummary],
) -> AgencyReturn:
    if not readings:
        return AgencyReturn(agency, State.MISSING, decision=decision)
    wished = (decision.file,) if decision and decision.file else ()
    # Of two files named on the line neither counts, whatever was decided before.
    several = len(picked) > 1
    chosen = None if several else (picked[0] if picked else _chosen(readings, wished))
    decided = chosen is not None or (not several and len({item.digest for item in readings}) == 1)
    proposed = chosen or _newest_accepted(readings)
    others = tuple(item for item in readings if item is not proposed)
    received = decision.received if decision and decision.received else proposed.modified
    recorded = bool(decision and decision.received)
    late = bool(province.deadline and received and received > province.deadline)
    return AgencyReturn(agency, _state(proposed, decided=decided), proposed, others, received, recorded, late, decision)


def _state(reading: ReturnSummary, *, decided: bool) -> State:
    if not decided:
        return State.UNDECIDED
    if reading.status is Status.REJECTED:
        return State.REJECTED
    return State.DECLARED_NOTHING if reading.declares_nothing else State.RETURNED


def _newest_accepted(readings: Sequence[ReturnSummary]) -> ReturnSummary:
    """The proposal: accepted before rejected, then the newest, then the last by name."""
    return max(readings, key=lambda item: (item.status is not Status.REJECTED, item.modified or _EARLIEST, item.file))


def _picked(readings: Sequence[ReturnSummary], use: Iterable[str], everywhere: set[Path]) -> tuple[ReturnSummary, ...]:
    """The files of an agency that are named on the line, each content once; the path of another's file is not meant."""
    own = {Path(item.file) for item in readings}
    meant = (wish for wish in use if Path(wish) in own or Path(wish) not in everywhere)
    chosen = (_chosen(readings, (wish,)) for wish in meant)
    return tuple({item.digest: item for item in chosen if item is not None}.values())


def _chosen(readings: Sequence[ReturnSummary], wished: Iterable[str]) -> ReturnSummary | None:
    """The one file that a wish names, by its path or its name."""
    for wish in wished:
        paths = [item for item in readings if Path(item.file) == Path(wish)]
        named = paths or [item for item in readings if Path(item.file).name == Path(wish).name]
        if named and len({item.digest for item in named}) == 1:
            return named[0]
    return None


def counts_by_state(members: Iterable[AgencyReturn]) -> Mapping[State, int]:
    """How many members are in each state."""
    counts = dict.fromkeys(State, 0)
    for member in members:
        counts[member.state] += 1
    return counts
