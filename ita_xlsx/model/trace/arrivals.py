"""List every file that came in a round with what became of it.

Takes the state of a round; yields rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.findings import Trait, has_trait
from ita_xlsx.model.received import Received
from ita_xlsx.model.round_state import (
    AgencyReturn,
    ChoiceBasis,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
    bare_name,
)


class ArrivalState(StrEnum):
    """The state of a file that came: it counts, or the reason why it does not."""

    COUNTS = "counts"
    INCOMPLETE = "incomplete"
    PART = "part"
    COPY = "copy"
    SUPERSEDED = "superseded"
    REFUSED = "refused"
    NOT_CHOSEN = "not_chosen"
    REJECTED = "rejected"
    DECLARED_NOTHING = "declared_nothing"
    UNDECIDED = "undecided"
    HELD_BACK = "held_back"
    OTHER_YEAR = "other_year"
    UNKNOWN_AGENCY = "unknown_agency"
    NO_FORM = "no_form"
    NOT_OPENED = "not_opened"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A file that came: the code of its agency if that is known, when it came, and what became of it.

    ``basis`` is why the file counts among those of its agency; None for a file that does not count.
    """

    agency: str
    summary: ReturnSummary
    received: Received
    state: ArrivalState
    basis: ChoiceBasis | None = None


_OF_STATE = {
    State.REJECTED: ArrivalState.REJECTED,
    State.DECLARED_NOTHING: ArrivalState.DECLARED_NOTHING,
    State.UNDECIDED: ArrivalState.UNDECIDED,
    State.HELD_BACK: ArrivalState.HELD_BACK,
    State.NOT_A_FORM: ArrivalState.NO_FORM,
}


def arrivals(round_state: RoundState) -> Iterator[Arrival]:
    """Yield the files of each agency in the order of the roster, then those of no agency; each file once."""
    codes = {member.agency.code for member in round_state.members}
    yielded: set[tuple[str, str]] = set()
    for item in (*_of_agencies(round_state), *_of_none(round_state, codes)):
        key = item.summary.file, item.summary.digest
        if key not in yielded:
            yielded.add(key)
            yield item


def _of_agencies(round_state: RoundState) -> Iterator[Arrival]:
    for member in round_state.members:
        if member.summary is not None:
            yield from _counting(member, member.summary)
        for summary in member.others:
            state = _state_of_other(member, summary)
            yield Arrival(agency=member.agency.code, summary=summary, received=summary.received, state=state)


def _counting(member: AgencyReturn, summary: ReturnSummary) -> Iterator[Arrival]:
    """Yield the file that stands for the agency; a joined form is no file, its parts came."""
    if summary.joined:
        return
    is_used = member.state is State.RETURNED
    state = _OF_STATE.get(member.state, ArrivalState.COUNTS if member.counts else ArrivalState.INCOMPLETE)
    if summary in member.refused:
        state = ArrivalState.REFUSED
    basis = member.basis if is_used else None
    yield Arrival(agency=member.agency.code, summary=summary, received=member.received, state=state, basis=basis)


def _state_of_other(member: AgencyReturn, summary: ReturnSummary) -> ArrivalState:
    counting = member.summary
    if counting is not None and summary.file in counting.joined:
        return ArrivalState.PART
    if summary in member.superseded:
        return ArrivalState.SUPERSEDED
    if summary in member.refused:
        return ArrivalState.REFUSED
    if counting is not None and summary.digest and _says_the_same(counting, summary):
        return ArrivalState.COPY
    return ArrivalState.UNDECIDED if member.state is State.UNDECIDED else ArrivalState.NOT_CHOSEN


def _says_the_same(one: ReturnSummary, other: ReturnSummary) -> bool:
    return one.digest == other.digest or one.content == other.content != ""


def _of_none(round_state: RoundState, codes: set[str]) -> Iterator[Arrival]:
    groups: tuple[tuple[Iterable[UnassignedFile], ArrivalState], ...] = (
        (round_state.unknown, ArrivalState.UNKNOWN_AGENCY),
        (round_state.wrong_year, ArrivalState.OTHER_YEAR),
        (round_state.unreadable, ArrivalState.NO_FORM),
        (round_state.unopened, ArrivalState.NOT_OPENED),
    )
    for files, state in groups:
        for item in files:
            # A guess at the agency by a similar name is none of the facts of an arrival.
            agency = item.nearest if item.basis is not None else None
            code = agency.code if agency is not None and agency.code in codes else ""
            yield Arrival(agency=code, summary=item.summary, received=item.summary.received, state=state)
    mails = dict(round_state.mails)
    for finding in round_state.passed_over:
        file = finding.file or ""
        if has_trait(finding, Trait.NAMES_RETURN) and not bare_name(file).startswith((".", "~")):
            summary = ReturnSummary(file=file, mail=mails.get(file))
            yield Arrival(agency="", summary=summary, received=summary.received, state=ArrivalState.NOT_OPENED)
