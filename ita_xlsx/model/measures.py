"""Measures: what is done about a weakness, by whom, and how it is proved and followed up."""

from __future__ import annotations

from dataclasses import dataclass, field

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.layout.grid import Place


@dataclass(frozen=True)
class StandardMeasure:
    """A measure for one indicator of any year; ``keywords`` occur in the questions it answers."""

    id: str
    indicator: str
    measure: str
    steps: tuple[str, ...]
    responsible: str
    evidence: str
    follow_up: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a planned measure; ``id`` is what it is found by in every workbook, whatever its text."""

    id: str
    text: str


@dataclass(frozen=True)
class Measure:
    """A measure of the province's plan.

    ``units`` are the codes of the agencies that carry it out, none for all of them; ``responsible`` is what is
    printed. ``targets`` are the questions it answers, ``period`` the words of its period, such as a fiscal year.
    ``places`` are the cells it was read from, by field; they make no difference between two measures.
    """

    id: str
    indicator: str
    measure: str
    steps: tuple[Step, ...]
    analysis: str = ""
    responsible: str = ""
    units: tuple[str, ...] = ()
    period: str = ""
    follow_up: str = ""
    targets: tuple[str, ...] = ()
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False)

    @property
    def numbered(self) -> tuple[tuple[int, Step], ...]:
        """The steps with the numbers they are printed with: those in their ids, so that a gap stays a gap."""
        numbers = [number_of(self.id, step.id) for step in self.steps]
        if 0 in numbers or len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(numbers) + 1))
        return tuple(zip(numbers, self.steps, strict=True))

    def is_for(self, agency: Agency) -> bool:
        """Whether an agency carries it out: it is one of the units, or there are none."""
        return not self.units or self.names(agency)

    def names(self, agency: Agency) -> bool:
        """Whether an agency is one of the units, by its code or, where it has none, by its name."""
        keys = {code_key(text) for text in (agency.code, agency.name) if text}
        return any(code_key(unit) in keys for unit in self.units)

    def place(self, *fields: str) -> Place | None:
        """The cell of the first of some fields that was there, else of the measure itself."""
        known = dict(self.places)
        return next((known[name] for name in (*fields, "measure", "steps") if name in known), None)


def step_id(measure: str, number: int) -> str:
    """The id of a step: that of its measure, and its number there."""
    return f"{measure}.{number}"


def number_of(measure: str, step: str) -> int:
    """The number in the id of a step; 0 where the id is of another make."""
    tail = step.removeprefix(f"{measure}.")
    known = tail.isascii() and tail.isdecimal() and step_id(measure, int(tail)) == step
    return int(tail) if known else 0


@dataclass(frozen=True)
class Plan:
    """The measures of a province or of an agency, in the order in which they are printed."""

    measures: tuple[Measure, ...] = ()

    def of(self, agency: Agency) -> Plan:
        """What an agency carries out: what names it first, then what is everybody's."""
        own = [item for item in self.measures if item.is_for(agency)]
        return Plan(tuple(sorted(own, key=lambda item: not item.units)))

    def seen_by(self, agency: Agency) -> Plan:
        """What the analysis of an agency takes of it: its own; the whole for a province, which no unit names."""
        is_unit = bool(agency.code) or any(item.names(agency) for item in self.measures)
        return self.of(agency) if is_unit else self

    @property
    def steps(self) -> tuple[tuple[Measure, int, Step], ...]:
        """Every step with its measure and its number there."""
        return tuple((item, number, step) for item in self.measures for number, step in item.numbered)


@dataclass(frozen=True)
class PlannedMeasure:
    """A measure for some weak points of an indicator: drafted, or the officer's ``own``."""

    measure: StandardMeasure
    points: tuple[Judgement, ...]
    own: Measure | None = None

    def step_id(self, number: int) -> str:
        """The id by which a step is found again, whatever becomes of its text; numbers count from one."""
        return self.own.steps[number - 1].id if self.own else step_id(self.measure.id, number)
