"""Compute the figures of the kinds or districts of a province: counts, means, quartiles, and ranks within a group.

Takes the results of a province; returns scores (0-100) at two decimals and whole numbers. Works on values only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.province.groups import NO_GROUP, AgencyGroup, GroupBy, Quartiles, groups_by, quartiles
from ita_xlsx.model.province_results import ProvinceResults, Scores, below, count, mean
from ita_xlsx.model.results import two_decimals


@dataclass(frozen=True, kw_only=True)
class GroupScores:
    """The figures of one group; ``places`` are those of its counted agencies in ``ProvinceResults.counted``."""

    group: AgencyGroup
    places: tuple[int, ...]
    results: ProvinceResults

    @property
    def name(self) -> str:
        """Return the name of the group."""
        return self.group.name

    @property
    def members(self) -> int:
        """Return the number of agencies of the group in the roster."""
        return len(self.group.places)

    @property
    def counted(self) -> int:
        """Return the number of agencies of the group that count in ranks and averages."""
        return len(self.places)

    def column(self, subject: str) -> Scores:
        """Return the exact scores of a subject, one for each counted agency of the group."""
        scores = self.results.column(subject)
        return [scores[place] for place in self.places]

    def mean(self, subject: str = OVERALL) -> Decimal | None:
        """Return the mean of a subject; None if no agency of the group counts."""
        return mean(self.column(subject))

    def quartiles(self, subject: str = OVERALL) -> Quartiles | None:
        """Return the exact quartiles of a subject; None if no agency of the group has a score."""
        return quartiles(present(self.column(subject)))

    @cached_property
    def five(self) -> tuple[Decimal | None, ...]:
        """Return the lowest overall score, the three quartiles and the highest; None each if no agency counts."""
        scores, middle = present(self.column(OVERALL)), self.quartiles()
        if middle is None:
            return (None,) * 5
        return tuple(two_decimals(value) for value in (min(scores), *middle, max(scores)))

    @property
    def at_good_level(self) -> int:
        """Return the number of counted agencies of the group at one of the good levels."""
        good = self.results.good_levels
        return sum(self.results.counted[place].summary.level in good for place in self.places)

    @property
    def below(self) -> int:
        """Return the number of counted agencies of the group whose overall score is below the threshold."""
        return below(self.column(OVERALL), self.results.province.threshold)

    def count(self, subject: str) -> int:
        """Return the number of agencies of the group with a score of a subject."""
        return count(self.column(subject))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the places of the counted agencies, best first, ties in the order of the roster."""
        inside = set(self.places)
        return tuple(place for place in self.results.order if place in inside)

    def rank(self, place: int) -> int:
        """Return the rank within the group (1 is best) of the counted agency at a place; equal scores share a rank."""
        return 1 + len(self._ascending) - bisect_right(self._ascending, self.results.overall[place])

    def tied(self, place: int) -> int:
        """Return the number of agencies of the group with the overall score of that agency, itself among them."""
        return self._uses[self.results.overall[place]]

    @cached_property
    def _ascending(self) -> list[Decimal]:
        return sorted(self.results.overall[place] for place in self.places)

    @cached_property
    def _uses(self) -> Mapping[Decimal, int]:
        return Counter(self.results.overall[place] for place in self.places)


@dataclass(frozen=True)
class GroupResults:
    """The groups of a province by kind or by district."""

    results: ProvinceResults
    by: GroupBy

    @cached_property
    def groups(self) -> tuple[GroupScores, ...]:
        """Return the groups, the highest mean first; then those in which none counts, and agencies without a group."""
        place_of = {item.number: place for place, item in enumerate(self.results.counted)}
        agencies = [member.agency for member in self.results.province.members]
        figures = [
            GroupScores(
                group=group,
                places=tuple(place_of[number + 1] for number in group.places if number + 1 in place_of),
                results=self.results,
            )
            for group in groups_by(agencies, self.by)
        ]
        return tuple(sorted(figures, key=lambda item: (not item.group.is_named, -(item.mean() or Decimal(-1)))))

    @cached_property
    def is_given(self) -> bool:
        """Return True if the roster names the group of any agency."""
        return any(item.group.is_named for item in self.groups)

    def name_of(self, number: int) -> str:
        """Return the name of the group of the agency with a number in the roster, from 1."""
        group = self._by_number.get(number)
        return NO_GROUP[self.by] if group is None else group.name

    def group_of(self, number: int) -> GroupScores:
        """Return the group of the agency with a number in the roster; raise KeyError for another number."""
        return self._by_number[number]

    @cached_property
    def _by_number(self) -> Mapping[int, GroupScores]:
        return {place + 1: item for item in self.groups for place in item.group.places}


def all_groups(results: ProvinceResults) -> tuple[GroupResults, ...]:
    """Return the groups by each column of the roster that names any, kinds first."""
    return tuple(item for by in GroupBy if (item := GroupResults(results, by)).is_given)


def present(scores: Scores) -> list[Fraction]:
    """Return the scores that are there."""
    return [score for score in scores if score is not None]
