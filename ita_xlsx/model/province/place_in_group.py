"""Compute the place of each agency that counts among those of its kind: rank, means and quartiles.

Takes the state of a round; returns exact scores (0-100) and whole numbers. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.groups import (
    AgencyGroup,
    GroupBy,
    Quartiles,
    groups_by,
    mean_within,
    quartiles,
    ranks_within,
)
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import RoundState

_COMPARED = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
# Of fewer agencies there is no place: an agency would be compared with itself.
LEAST_GROUP = 2
# Fewer scores have no quarters: the middle one of three is in no half.
LEAST_QUARTERS = 4


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """The figures of the agencies that are compared with each other, over those that count.

    ``kind`` is their kind as it is first spelled; empty where all agencies of the round are compared. ``means`` and
    ``quartiles`` are by subject, for subjects of which two agencies have a score; ``with_score`` says how many have.
    """

    kind: str
    count: int
    means: Mapping[str, Fraction]
    quartiles: Mapping[str, Quartiles]
    with_score: Mapping[str, int] = field(default_factory=dict)

    def size(self, subject: str) -> int:
        """Return the number of agencies with a score of a subject; all of them where nothing else is known."""
        return self.with_score.get(subject, self.count)


@dataclass(frozen=True, kw_only=True)
class PlaceInGroup:
    """The rank of an agency by its overall score, and the number of agencies with that score, itself included."""

    figures: GroupFigures
    rank: int
    tied: int


def places_in_groups(province: RoundState) -> Mapping[str, PlaceInGroup]:
    """Return the place of each agency that counts, by the key of its code; none for an agency that is alone.

    An agency without a kind is compared with all agencies, as all are where the roster has no kinds.
    """
    results = ProvinceResults(province)
    agencies = [item.agency for item in results.counted]
    everybody = AgencyGroup("", tuple(range(len(agencies))), is_named=False)
    places: dict[str, PlaceInGroup] = {}
    for group in groups_by(agencies, GroupBy.KIND):
        compared = group if group.is_named else everybody
        if len(compared.places) < LEAST_GROUP:
            continue
        figures = _figures(results, compared)
        scores = _scores(results, compared, OVERALL)
        for place, (rank, tied) in zip(compared.places, ranks_within(scores), strict=True):
            if place in group.places:
                places[code_key(agencies[place].code)] = PlaceInGroup(figures=figures, rank=rank, tied=tied)
    return places


def only_ones_of_kind(province: RoundState) -> tuple[Agency, ...]:
    """Return the agencies that count as the only one of their kind while others count."""
    agencies = [member.agency for member in province.counted]
    groups = groups_by(agencies, GroupBy.KIND)
    return tuple(
        agencies[group.places[0]]
        for group in groups
        if group.is_named and len(group.places) < LEAST_GROUP <= len(agencies)
    )


def compared_subjects(framework: Framework) -> tuple[str, ...]:
    """Return the subjects of which a group has a mean: the overall score, the instruments and the indicators."""
    return tuple(subject for subject, node in framework.nodes.items() if node.kind in _COMPARED)


def _figures(results: ProvinceResults, group: AgencyGroup) -> GroupFigures:
    by_subject = {subject: _scores(results, group, subject) for subject in compared_subjects(results.framework)}
    compared = {subject: scores for subject, scores in by_subject.items() if len(scores) >= LEAST_GROUP}
    return GroupFigures(
        kind=group.name,
        count=len(group.places),
        means={subject: mean for subject, scores in compared.items() if (mean := mean_within(scores)) is not None},
        quartiles={subject: found for subject, scores in compared.items() if (found := quartiles(scores))},
        with_score={subject: len(scores) for subject, scores in by_subject.items()},
    )


def _scores(results: ProvinceResults, group: AgencyGroup, subject: str) -> Sequence[Fraction]:
    column = results.column(subject)
    return [score for place in group.places if (score := column[place]) is not None]
