"""Hold the plan of a province that is drafted from weak points that agencies share.

Works on values only; ``ita_xlsx.diagnosis.province_plan`` drafts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ita_xlsx.model.measures import Measure, Plan

# A weak point of fewer agencies is a matter of those agencies.
LEAST_AGENCIES = 3


class MeasureOrigin(StrEnum):
    """The source of a measure of the province's plan.

    DRAFTED: a standard measure. CONTINUED: a measure of the plan that was carried out in the year of the results.
    IN_FORCE: a measure of the plan that is carried out after the results.
    """

    DRAFTED = "drafted"
    CONTINUED = "continued"
    IN_FORCE = "in_force"


@dataclass(frozen=True)
class SharedPoint:
    """A weak point that several counted agencies share.

    ``units`` are the codes of the agencies, ``urgent`` counts those below the threshold. ``mean`` is that of all
    counted agencies (0-100, two decimals), or None if none has a score.
    """

    subject: str
    units: tuple[str, ...]
    urgent: int
    mean: Decimal | None


@dataclass(frozen=True)
class ProvinceMeasure:
    """A measure of the province's plan, with the shared weak points that it answers.

    ``needed_by`` are the codes of the agencies that have one of these weak points, in the order of the roster.
    """

    origin: MeasureOrigin
    measure: Measure
    points: tuple[SharedPoint, ...]
    needed_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProvincePlan:
    """The plan that is drafted for a province.

    ``year`` is the fiscal year in which it is carried out, ``counted`` the number of agencies that count. ``not_used``
    are the ids of the measures of the plan in force that were chosen for no shared weak point; of those that could
    answer one, the first is chosen.
    """

    year: int
    results_year: int
    least: int
    counted: int
    points: tuple[SharedPoint, ...] = ()
    entries: tuple[ProvinceMeasure, ...] = ()
    not_used: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """Return the measures as a plan."""
        return Plan(tuple(item.measure for item in self.entries), self.year)

    def count(self, origin: MeasureOrigin) -> int:
        """Return the number of measures of an origin."""
        return sum(item.origin is origin for item in self.entries)
