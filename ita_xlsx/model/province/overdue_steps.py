"""Rank the agencies and steps of a round by what is overdue.

Takes the measures of a round; returns steps, and agencies with their counts. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_measures import RoundMeasures, Tally, TrackedStep, tally


class AgencyTally(NamedTuple):
    """An agency with the numbers of its steps."""

    agency: Agency
    counts: Tally


def agencies_behind(measures: RoundMeasures) -> tuple[AgencyTally, ...]:
    """Return the agencies with overdue steps, most overdue first, ties in the order of the roster."""
    counted = (AgencyTally(steps[0].agency, tally(steps)) for steps in measures.by_agency.values())
    return tuple(sorted((item for item in counted if item.counts.overdue), key=lambda item: -item.counts.overdue))


def overdue_steps(measures: RoundMeasures) -> tuple[TrackedStep, ...]:
    """Return the overdue steps, those that are late for most days first, ties in the order of the roster."""
    return tuple(sorted((step for step in measures.steps if step.overdue), key=lambda step: -step.late))


def percent_done(counts: Tally) -> Decimal | None:
    """Return the done steps in percent of those that must be done, at two decimals; None if none must be done."""
    return None if counts.share is None else two_decimals(counts.share * 100)
