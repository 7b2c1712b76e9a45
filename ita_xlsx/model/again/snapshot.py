"""Hold the figures of a round at one moment, and compare two moments: who arrived, which figures moved.

Works on values only. A snapshot holds no name of a person, no telephone number and no mail address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

# Subject and score with two decimals; an answer that is missing is left out.
Figures: TypeAlias = tuple[tuple[str, str], ...]
NO_FIGURE = "–"


@dataclass(frozen=True, kw_only=True)
class AgencyFigures:
    """An agency with its state, the digests of the file that counts and of its decisions, and its figures.

    ``content`` is the digest of what the form says; it stays when a program merely saves the file again.
    """

    code: str
    name: str
    state: str
    digest: str = ""
    content: str = ""
    decided: str = ""
    figures: Figures = ()

    def has_form_of(self, other: AgencyFigures) -> bool:
        """Return True if the form that counts is the same for both."""
        if self.content and other.content:
            return self.content == other.content
        return self.digest == other.digest


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The figures of a round: its agencies in the order of the roster, the averages, and digests of its sources.

    ``sources`` are pairs of a name, such as ``roster``, and a digest of what it says without persons.
    """

    year: int
    agencies: tuple[AgencyFigures, ...] = ()
    averages: Figures = ()
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AgencyChange:
    """An agency whose state, form or decisions are others; ``was`` and ``now`` are None if it was not there."""

    was: AgencyFigures | None
    now: AgencyFigures | None

    @property
    def agency(self) -> AgencyFigures:
        """Return the agency as it is, else as it was."""
        found = self.now or self.was
        if found is None:
            raise ValueError("no agency")
        return found

    @property
    def is_arrival(self) -> bool:
        """Return True if its state changed, or another form counts."""
        if self.was is None or self.now is None:
            return True
        return self.was.state != self.now.state or not self.was.has_form_of(self.now)

    @property
    def is_decision(self) -> bool:
        """Return True if a decision about the agency changed."""
        return self.was is not None and self.now is not None and self.was.decided != self.now.decided


@dataclass(frozen=True)
class FigureChange:
    """A figure that moved; ``code`` and ``name`` are those of its agency, empty for an average of the province."""

    subject: str
    was: str
    now: str
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class RoundChanges:
    """The changes between two moments of a round."""

    agencies: tuple[AgencyChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    averages: tuple[FigureChange, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def arrived(self) -> tuple[AgencyChange, ...]:
        """Return the agencies whose state changed, or of which another form counts."""
        return tuple(item for item in self.agencies if item.is_arrival)

    def __bool__(self) -> bool:
        """Return True if anything changed."""
        return bool(self.agencies or self.figures or self.averages or self.sources)


def compare_snapshots(before: Snapshot, now: Snapshot) -> RoundChanges:
    """Return what changed from one moment to another, in the order of the roster."""
    was, is_now = ({item.code: item for item in moment.agencies} for moment in (before, now))
    pairs = [(was.get(code), is_now.get(code)) for code in dict.fromkeys((*is_now, *was))]
    agencies = tuple(change for pair in pairs if _differs(change := AgencyChange(*pair)))
    sources_before = dict(before.sources)
    sources = tuple(name for name, digest in now.sources if sources_before.get(name, digest) != digest)
    return RoundChanges(
        agencies=agencies,
        figures=tuple(item for pair in pairs for item in _moved(*pair)),
        averages=tuple(_moved_figures(dict(before.averages), dict(now.averages))),
        sources=sources,
    )


def _differs(change: AgencyChange) -> bool:
    return change.is_arrival or change.is_decision


def _moved(was: AgencyFigures | None, now: AgencyFigures | None) -> Iterator[FigureChange]:
    agency = AgencyChange(was, now).agency
    before, after = (dict(item.figures) if item else {} for item in (was, now))
    yield from _moved_figures(before, after, agency.code, agency.name)


def _moved_figures(
    before: Mapping[str, str], now: Mapping[str, str], code: str = "", name: str = ""
) -> Iterator[FigureChange]:
    for subject in dict.fromkeys((*now, *before)):
        was, is_now = before.get(subject, NO_FIGURE), now.get(subject, NO_FIGURE)
        if was != is_now:
            yield FigureChange(subject, was, is_now, code, name)
