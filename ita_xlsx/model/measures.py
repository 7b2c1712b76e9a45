"""Hold measures with their steps, and the plan of measures of a province or an agency.

A measure says who does what against a weak point, and how it is proved and followed up. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.layout.grid import Place


@dataclass(frozen=True, kw_only=True)
class StandardMeasure:
    """A measure that ships with the program, for one indicator of any year.

    ``keywords`` are words of the questions for which the measure is made.
    """

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
    """A step of a measure; ``id`` finds the step in every workbook, even if its text was changed."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure of the province's plan.

    ``units`` are the codes of the agencies that carry it out; an empty tuple means all agencies. ``responsible`` is
    the printed text. ``targets`` are the questions for which the measure is made, ``period`` is its period in words.
    ``places`` are the cells from which it was read, by field; they do not count when two measures are compared.
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
    def numbered_steps(self) -> tuple[tuple[int, Step], ...]:
        """Return the steps with their printed numbers.

        The numbers are those of the ids, so that a gap in the numbers stays. If an id has no number, or two ids
        have the same, the steps are numbered from 1.
        """
        numbers = [number_of(self.id, step.id) for step in self.steps]
        if 0 in numbers or len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(numbers) + 1))
        return tuple(zip(numbers, self.steps, strict=True))

    def is_for(self, agency: Agency) -> bool:
        """Return True if an agency carries the measure out: it is one of the units, or there are no units."""
        return not self.units or self.names(agency)

    def names(self, agency: Agency) -> bool:
        """Return True if the code or the name of an agency is one of the units."""
        keys = {code_key(text) for text in (agency.code, agency.name) if text}
        return any(code_key(unit) in keys for unit in self.units)

    def place(self, *fields: str) -> Place | None:
        """Return the cell of the first of these fields that was read, else of the measure or its steps, else None."""
        places = dict(self.places)
        return next((places[name] for name in (*fields, "measure", "steps") if name in places), None)


def step_id(measure: str, number: int) -> str:
    """Return the id of a step: the id of its measure, a dot and the number of the step."""
    return f"{measure}.{number}"


def number_of(measure: str, step: str) -> int:
    """Return the number in the id of a step, or 0 if ``step_id`` did not make the id for this measure."""
    tail = step.removeprefix(f"{measure}.")
    has_number = tail.isascii() and tail.isdecimal() and step_id(measure, int(tail)) == step
    return int(tail) if has_number else 0


@dataclass(frozen=True)
class Plan:
    """The measures of a province or of an agency, in printed order.

    ``year`` is the fiscal year (Buddhist era) in which they are carried out, or None if the plan does not say it.
    ``drafted_for`` is the agency from whose result the plan was drafted, or None; it does not count when two plans are
    compared.
    """

    measures: tuple[Measure, ...] = ()
    year: int | None = None
    drafted_for: Agency | None = field(default=None, compare=False)

    def of(self, agency: Agency) -> Plan:
        """Return the measures that an agency carries out: first those that name it, then those for all agencies."""
        measures = [item for item in self.measures if item.is_for(agency)]
        return Plan(tuple(sorted(measures, key=lambda item: not item.units)), self.year)

    def for_analysis_of(self, agency: Agency) -> Plan:
        """Return the measures for the analysis of an agency: its own, or all of them for a province.

        A province has no code, and no measure names it as a unit.
        """
        is_unit = bool(agency.code) or any(item.names(agency) for item in self.measures)
        return self.of(agency) if is_unit else self

    @property
    def steps(self) -> tuple[tuple[Measure, int, Step], ...]:
        """Return every step with its measure and its printed number."""
        return tuple((item, number, step) for item in self.measures for number, step in item.numbered_steps)


@dataclass(frozen=True)
class PlannedMeasure:
    """A measure for weak points of one indicator.

    ``officer_measure`` is the measure of the officer's plan, or None if the program drafted the measure.
    """

    measure: StandardMeasure
    points: tuple[Judgement, ...]
    officer_measure: Measure | None = None

    def step_id(self, number: int) -> str:
        """Return the id of a step; ``number`` counts from 1."""
        return self.officer_measure.steps[number - 1].id if self.officer_measure else step_id(self.measure.id, number)
