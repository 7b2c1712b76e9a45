"""Measures: what is done about a weakness, by whom, and how it is proved and followed up."""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.diagnosis import Judgement


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
class PlannedMeasure:
    """A measure drafted for some weak points of an indicator."""

    measure: StandardMeasure
    points: tuple[Judgement, ...]

    def step_id(self, number: int) -> str:
        """The id by which a step is found again, whatever becomes of its text."""
        return f"{self.measure.id}.{number}"


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


@dataclass(frozen=True)
class Plan:
    """The measures of a province or of an agency, in the order in which they are printed."""

    measures: tuple[Measure, ...] = ()
