"""Group the agencies of a province by kind or district, and compute ranks, means and quartiles within a group.

Takes agencies and exact scores (0-100); returns places in the sequence, whole numbers and exact scores. Works on
values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.exact import exact_mean
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.text.spelling import text_key, word_key


class GroupBy(StrEnum):
    """The column of the roster by which agencies are grouped."""

    KIND = "kind"
    DISTRICT = "district"


# The name of the group of agencies whose cell in that column is empty.
NO_GROUP = {GroupBy.KIND: "ไม่ระบุประเภท", GroupBy.DISTRICT: "ไม่ระบุอำเภอ"}


class AgencyGroup(NamedTuple):
    """Agencies of one kind or district: its name as it is first spelled, and their places in the sequence, from 0.

    ``is_named`` is False for the agencies whose cell is empty.
    """

    name: str
    places: tuple[int, ...]
    is_named: bool = True


class RankWithin(NamedTuple):
    """The rank of a score in its group, 1 for the highest, and the number of scores that equal it, itself included."""

    rank: int
    tied: int


class Quartiles(NamedTuple):
    """The three quartiles of scores (0-100, exact); between two scores they are on the straight line."""

    lower: Fraction
    middle: Fraction
    upper: Fraction

    def quarter_of(self, score: Fraction) -> int:
        """Return the quarter of a score, 1 for the highest and 4 for the lowest, compared at two decimals.

        A score equal to a quartile is in the better quarter.
        """
        rounded = two_decimals(score)
        limits = (self.upper, self.middle, self.lower)
        return next((number for number, limit in enumerate(limits, 1) if rounded >= two_decimals(limit)), 4)


def groups_by(agencies: Sequence[Agency], by: GroupBy) -> tuple[AgencyGroup, ...]:
    """Return the groups in the order in which they first occur; agencies without a name of one are the last group.

    A cell that is empty, or holds nothing but signs such as a dash, names no group.
    """
    names: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for place, agency in enumerate(agencies):
        name = agency.kind if by is GroupBy.KIND else agency.district
        key = text_key(name) if word_key(name) else ""
        names.setdefault(key, " ".join(name.split()))
        places.setdefault(key, []).append(place)
    groups = [AgencyGroup(names[key], tuple(listed)) for key, listed in places.items() if key]
    if "" in places:
        groups.append(AgencyGroup(NO_GROUP[by], tuple(places[""]), is_named=False))
    return tuple(groups)


def ranks_within(scores: Sequence[Fraction]) -> tuple[RankWithin, ...]:
    """Return the rank of each score of a group, in their order; scores that agree at two decimals are equal."""
    rounded = [two_decimals(score) for score in scores]
    counts, rank = Counter(rounded), 1
    found: dict[Decimal, RankWithin] = {}
    for score in sorted(counts, reverse=True):
        found[score] = RankWithin(rank, counts[score])
        rank += counts[score]
    return tuple(found[score] for score in rounded)


def mean_within(scores: Sequence[Fraction]) -> Fraction | None:
    """Return the exact mean of the scores of a group; None for a group without scores."""
    return exact_mean(scores) if scores else None


def quartiles(scores: Sequence[Fraction]) -> Quartiles | None:
    """Return the exact quartiles of the scores of a group, as ``pandas`` computes them; None for no scores."""
    if not scores:
        return None
    ascending = sorted(scores)
    return Quartiles(*(_quantile(ascending, Fraction(part, 4)) for part in (1, 2, 3)))


def _quantile(ascending: Sequence[Fraction], part: Fraction) -> Fraction:
    """Return the value at a part (0-1) of the way from the first score to the last, on the line between two scores."""
    at = part * (len(ascending) - 1)
    below = at.numerator // at.denominator
    above = min(below + 1, len(ascending) - 1)
    return ascending[below] + (ascending[above] - ascending[below]) * (at - below)
