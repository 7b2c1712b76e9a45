"""Settle a round: which agency each file is of, which file counts, who is missing or late."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.dates import BUDDHIST
from ita_xlsx.model.findings import Finding, Severity, Status, found
from ita_xlsx.model.province import Decision, Member, Province, Reading, State, Stray

# What sync programs and browsers add to the name of a second copy.
_CONFLICT = re.compile(
    r"conflicted copy|conflict(?:ing)?[ _-]|\(\d+\)$|-[A-Z0-9]+-PC$|-DESKTOP-\w+$|- Copy$|สำเนา", re.IGNORECASE
)
_LIKE = 0.6
_EARLIEST = date(1, 1, 1)


def settle(
    province: Province,
    readings: Iterable[Reading],
    roster: Roster | None,
    decisions: Sequence[Decision] = (),
    use: Sequence[str] = (),
) -> Province:
    """The province with its members and strays; without a roster its members are those that returned something."""
    year = province.framework.year
    unreadable: list[Stray] = []
    wrong_year: list[Stray] = []
    unknown: list[Stray] = []
    returned: dict[str, list[Reading]] = {}
    found_here: dict[str, Agency] = {}
    names = tuple(item.name for item in roster.agencies) if roster else ()
    for reading in readings:
        if reading.year is None:
            unreadable.append(Stray(reading, _named_in(reading.file, roster)))
        elif reading.year != year:
            wrong_year.append(Stray(reading))
        elif (agency := _agency(reading, roster)) is None:
            unknown.append(Stray(reading, _nearest(reading.name, names, roster)))
        else:
            found_here.setdefault(code_key(agency.code), agency)
            returned.setdefault(code_key(agency.code), []).append(reading)
    agencies = roster.agencies if roster else tuple(found_here.values())
    decided = {code_key(item.code): item for item in decisions}
    members = tuple(
        _member(province, agency, returned.get(code_key(agency.code), []), decided.get(code_key(agency.code)), use)
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


def tell_round(province: Province, decisions: Sequence[Decision] = (), use: Sequence[str] = ()) -> Iterator[Finding]:
    """What is to be done about the round: missing, undecided, rejected, late, unknown, of another year, unreadable."""
    for member in province.members:
        yield from _tell_member(member)
    yield from _tell_wishes(province, decisions, use)
    for stray in province.unknown:
        value = f"{stray.reading.code} {stray.reading.name}".strip()
        nearest = f"{stray.nearest.code} {stray.nearest.name}" if stray.nearest else "-"
        yield found("N105", file=stray.reading.file, value=value, nearest=nearest)
    for stray in province.wrong_year:
        yield found("N106", file=stray.reading.file, value=str(stray.reading.year))
    for stray in province.unreadable:
        yield from stray.reading.findings
    yield from province.passed_over


def _tell_wishes(province: Province, decisions: Sequence[Decision], use: Sequence[str]) -> Iterator[Finding]:
    """N111, N112: a chosen file that no agency returned, a decision about an agency that is not in the roster."""
    for wish in use:
        if not any(_chosen(_all(member), (wish,)) for member in province.members):
            yield found("N111", value=wish)
    known = {code_key(member.agency.code) for member in province.members}
    for decision in decisions:
        if code_key(decision.code) not in known:
            yield found("N112", value=decision.code)


def _tell_member(member: Member) -> Iterator[Finding]:
    about = {"agency": member.agency.code, "name": member.agency.name}
    files = ", ".join(Path(item.file).name for item in _all(member))
    reading = member.reading
    if member.state is State.MISSING:
        yield found("N103", **about)
    elif member.state is State.UNDECIDED and reading is not None:
        count = str(len({item.digest for item in _all(member)}))
        yield found("N101", file=reading.file, value=Path(reading.file).name, count=count, files=files, **about)
    elif member.state is State.REJECTED and reading is not None:
        errors = sum(item.severity is Severity.ERROR for item in reading.findings)
        yield found("N107", file=reading.file, count=str(errors), **about)
    if member.decision and member.decision.file and not _chosen(_all(member), (member.decision.file,)):
        yield found("N102", value=member.decision.file, **about)
    if member.late and member.received is not None:
        day = member.received
        shown = f"{day.day}/{day.month}/{day.year + BUDDHIST}{'' if member.recorded else ' *'}"
        yield found("N104", value=shown, **about)
    for other in member.others:
        if reading is not None and other.digest == reading.digest:
            yield found("N108", file=other.file, value=Path(other.file).name, other=Path(reading.file).name)
    for item in _all(member):
        if len({other.digest for other in _all(member)}) > 1 and _CONFLICT.search(Path(item.file).stem):
            yield found("N109", file=item.file, value=Path(item.file).name)


def _all(member: Member) -> tuple[Reading, ...]:
    return (*((member.reading,) if member.reading else ()), *member.others)


def _agency(reading: Reading, roster: Roster | None) -> Agency | None:
    if roster is None:
        return Agency(reading.code or reading.name, reading.name)
    return roster.find(reading.code) if reading.code else roster.find_named(reading.name)


def _nearest(name: str, names: Sequence[str], roster: Roster | None) -> Agency | None:
    """The agency of the most similar name, as a suggestion only."""
    close = difflib.get_close_matches(name, names, 1, _LIKE) if name else []
    return roster.find_named(close[0]) if close and roster else None


def _named_in(file: str, roster: Roster | None) -> Agency | None:
    """The agency whose code or name stands in a file's name, as a suggestion only."""
    stem = Path(file).stem
    words = {code_key(word) for word in re.split(r"[\s_()-]+", stem)}
    agencies = roster.agencies if roster else ()
    return next((item for item in agencies if code_key(item.code) in words or item.name in stem), None)


def _member(
    province: Province, agency: Agency, readings: Sequence[Reading], decision: Decision | None, use: Sequence[str]
) -> Member:
    if not readings:
        return Member(agency, State.MISSING, decision=decision)
    wished = (decision.file,) if decision and decision.file else ()
    chosen = _chosen(readings, use) or _chosen(readings, wished)
    decided = chosen is not None or len({item.digest for item in readings}) == 1
    proposed = chosen or _newest_accepted(readings)
    others = tuple(item for item in readings if item is not proposed)
    received = decision.received if decision and decision.received else proposed.modified
    recorded = bool(decision and decision.received)
    late = bool(province.deadline and received and received > province.deadline)
    return Member(agency, _state(proposed, decided=decided), proposed, others, received, recorded, late, decision)


def _state(reading: Reading, *, decided: bool) -> State:
    if not decided:
        return State.UNDECIDED
    if reading.status is Status.REJECTED:
        return State.REJECTED
    return State.DECLARED_NOTHING if reading.declares_nothing else State.RETURNED


def _newest_accepted(readings: Sequence[Reading]) -> Reading:
    """The proposal: accepted before rejected, then the newest, then the last by name."""
    return max(readings, key=lambda item: (item.status is not Status.REJECTED, item.modified or _EARLIEST, item.file))


def _chosen(readings: Sequence[Reading], wished: Iterable[str]) -> Reading | None:
    """The one file that a wish names, by its path or its name."""
    for wish in wished:
        paths = [item for item in readings if Path(item.file) == Path(wish)]
        named = paths or [item for item in readings if Path(item.file).name == Path(wish).name]
        if named and len({item.digest for item in named}) == 1:
            return named[0]
    return None


def counts_by_state(members: Iterable[Member]) -> Mapping[State, int]:
    """How many members are in each state."""
    counts = dict.fromkeys(State, 0)
    for member in members:
        counts[member.state] += 1
    return counts
