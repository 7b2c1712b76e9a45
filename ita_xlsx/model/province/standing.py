"""Compare an agency with all and with its kind: ranks, means, quartiles, and the national mean.

Takes the results of a province; returns an AgencyStanding for each counted agency. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores, present
from ita_xlsx.model.province.groups import GroupBy, quartiles
from ita_xlsx.model.province.national_mean import NationalMean, subjects_of
from ita_xlsx.model.province_results import ProvinceResults, Scores, mean
from ita_xlsx.model.results import two_decimals


class Spread(NamedTuple):
    """The mean and the three quartiles of some scores (0-100, two decimals)."""

    mean: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal


class PlaceAmong(NamedTuple):
    """The rank (1 is best) of an agency among ``counted`` agencies, ``tied`` of which have its score.

    ``quarter`` is 1 for the best quarter and 4 for the last; a score equal to a quartile is in the better one.
    """

    rank: int
    tied: int
    counted: int
    quarter: int


class StandingRow(NamedTuple):
    """The figures with which a score of a subject is compared; None where there are none."""

    subject: str
    everyone: Spread | None = None
    of_kind: Spread | None = None
    national: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class AgencyStanding:
    """The place of one agency among others; it has none for a single form, and none in a kind without one."""

    rows: tuple[StandingRow, ...]
    national: NationalMean
    kind: str = ""
    among_all: PlaceAmong | None = None
    in_kind: PlaceAmong | None = None

    @property
    def has_national(self) -> bool:
        """Return True if a mean of the country is given for any subject."""
        return any(row.national is not None for row in self.rows)


def standing_alone(framework: Framework, national: NationalMean) -> AgencyStanding | None:
    """Return the national means beside a single form; None if none is given for the year."""
    rows = tuple(StandingRow(subject, national=national.mean(framework, subject)) for subject in subjects_of(framework))
    standing = AgencyStanding(rows=rows, national=national)
    return standing if standing.has_national else None


def standings(results: ProvinceResults) -> Mapping[str, AgencyStanding]:
    """Return the standing of each counted agency, by the key of its code."""
    kinds = GroupResults(results, GroupBy.KIND)
    national, framework = results.province.national, results.framework
    subjects = subjects_of(framework)
    everyone = {subject: spread(results.column(subject)) for subject in subjects}
    by_kind = {group.name: {subject: spread(group.column(subject)) for subject in subjects} for group in kinds.groups}
    found: dict[str, AgencyStanding] = {}
    for place, item in enumerate(results.counted):
        group = kinds.group_of(item.number)
        has_kind = kinds.is_given and group.group.is_named
        rows = tuple(
            StandingRow(
                subject,
                everyone[subject],
                by_kind[group.name][subject] if has_kind else None,
                national.mean(framework, subject),
            )
            for subject in subjects
        )
        found[code_key(item.agency.code)] = AgencyStanding(
            rows=rows,
            national=national,
            kind=group.name if has_kind else "",
            among_all=_place(results, place),
            in_kind=_place_in(group, place) if has_kind else None,
        )
    return found


def spread(scores: Scores) -> Spread | None:
    """Return the mean and the quartiles of the scores that are there; None if there is none."""
    found = quartiles(present(scores))
    average = mean(scores)
    if found is None or average is None:
        return None
    return Spread(average, *map(two_decimals, found))


def _place(results: ProvinceResults, place: int) -> PlaceAmong:
    score = results.overall[place]
    return PlaceAmong(
        results.rank(score), results.tied(score), len(results.counted), _quarter(results.column(OVERALL), place)
    )


def _place_in(group: GroupScores, place: int) -> PlaceAmong:
    inside = group.places.index(place)
    return PlaceAmong(group.rank(place), group.tied(place), group.counted, _quarter(group.column(OVERALL), inside))


def _quarter(scores: Scores, place: int) -> int:
    """Return the quarter of the score at a place; every counted agency has an overall score."""
    found, score = quartiles(present(scores)), scores[place]
    return 4 if found is None or score is None else found.quarter_of(score)
