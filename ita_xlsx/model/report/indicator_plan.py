"""Hold the graded weak points of a report, and the row that each indicator has in its plan, weak or not.

Works on values only; ``ita_xlsx.diagnosis.indicator_plans`` makes them, ``ita_xlsx.report`` words the analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.diagnosis import Judgement, Remedy
from ita_xlsx.model.measures import PlannedMeasure


class AnalysisPattern(StrEnum):
    """The way in which the analysis of an indicator is worded.

    QUESTION quotes the lowest question. PARTS lists the questions of each group of respondents. ITEMS names the range
    of items, and those below full marks.
    """

    QUESTION = "question"
    PARTS = "parts"
    ITEMS = "items"


@dataclass(frozen=True)
class GradedPoint:
    """A subject with the remedy that a report prints; ``is_officers`` is True if the officer set it."""

    judgement: Judgement
    remedy: Remedy
    is_officers: bool = False


@dataclass(frozen=True, kw_only=True)
class IndicatorPlan:
    """The row of one indicator in the plan; ``remedy`` is MAINTAIN for an indicator without a weak point.

    ``subjects`` are the answers that the analysis quotes: the lowest questions, or all answers in the order of the
    framework. It is empty if no answer is known. ``measures`` are those of the officer's plan, else those drafted.
    ``answered_by`` are measures of the plan that stand under another indicator and answer questions of this one.
    ``unanswered`` are weak points that no measure of the plan names, though it has others for the indicator.
    """

    indicator: str
    remedy: Remedy
    pattern: AnalysisPattern
    subjects: tuple[str, ...] = ()
    measures: tuple[PlannedMeasure, ...] = ()
    answered_by: tuple[PlannedMeasure, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[PlannedMeasure, ...]:
        """Return the measures that the program drafted."""
        return tuple(item for item in self.measures if item.officer_measure is None)
