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
