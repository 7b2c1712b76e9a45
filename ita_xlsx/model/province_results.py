"""What a province comes to: exact means, medians, ranks and counts over the agencies that count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.exact import exact_sum
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import ReturnSummary, RoundState

Scores = Sequence[Fraction | None]
_HALF = Fraction(1, 200)


class RankedAgency(NamedTuple):
    """An agency in ranks and averages; ``number`` is its place in the roster, from one."""

    number: int
    agency: Agency
    reading: ReturnSummary

    @property
    def asked(self) -> dict[str, int]:
        """The respondents by instrument, told by its code or by the field of the form (``respondents_iit``)."""
        return {name.rpartition("_")[2].upper(): count for name, count in self.reading.respondents}


@dataclass(frozen=True)
class ProvinceResults:
    """Figures over the counted agencies of a province: exact, and rounded where they are shown or compared."""

    province: RoundState

    @property
    def framework(self) -> Framework:
        """What the year asks."""
        return self.province.framework

    @cached_property
    def index(self) -> dict[str, int]:
        """Where a subject stands in the scores of a reading."""
        return {subject: index for index, subject in enumerate(self.framework.nodes)}

    @cached_property
    def counted(self) -> tuple[RankedAgency, ...]:
        """The agencies in ranks and averages, in the roster's order."""
        return tuple(
            RankedAgency(number, member.agency, member.reading)
            for number, member in enumerate(self.province.members, 1)
            if member.counts and member.reading is not None
        )

    def column(self, subject: str) -> Scores:
        """The exact scores of a subject over the counted agencies."""
        return self._columns[self.index[subject]]

    @cached_property
    def _columns(self) -> tuple[Scores, ...]:
        places = range(len(self.framework.nodes))
        return tuple([score_at(item.reading.values, place) for item in self.counted] for place in places)

    @cached_property
    def overall(self) -> tuple[Decimal, ...]:
        """The overall scores at two decimals; a counted agency always has one."""
        return tuple(two_decimals(value) for value in self.column(OVERALL) if value is not None)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The counted agencies by their place in ``counted``, best first, ties in the roster's order."""
        return tuple(sorted(range(len(self.counted)), key=lambda index: (-self.overall[index], index)))

    @cached_property
    def _ascending(self) -> list[Decimal]:
        return sorted(self.overall)

    def rank(self, score: Decimal) -> int:
        """The rank of an overall score; ties share."""
        return len(self._ascending) - self.tied(score) - bisect_left(self._ascending, score) + 1

    def tied(self, score: Decimal) -> int:
        """How many agencies have this overall score."""
        start = bisect_left(self._ascending, score)
        return bisect_left(self._ascending, score + Decimal("0.001")) - start

    def weights(self, instrument: str) -> list[Fraction | None]:
        """Respondents of an instrument, or of all of them for the overall score, by counted agency."""
        wanted = (
            [item.code for item in self.framework.instruments if not item.evidence]
            if instrument == OVERALL
            else [instrument]
        )
        found: list[Fraction | None] = []
        for item in self.counted:
            asked = item.asked
            known = [asked[code.upper()] for code in wanted if code.upper() in asked]
            found.append(Fraction(sum(known)) if len(known) == len(wanted) else None)
        return found

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """How many counted agencies reached each level of the year, the best first."""
        counts = {level.name: 0 for level in self.framework.levels}
        for item in self.counted:
            if item.reading.level in counts:
                counts[item.reading.level] += 1
        return counts

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The rank of each counted agency, by its code."""
        pairs = zip(self.counted, self.overall, strict=True)
        return {item.agency.code: self.rank(score) for item, score in pairs}


def score_at(scores: Scores, index: int) -> Fraction | None:
    """A score by its place; scores that were never filled in are none."""
    return scores[index] if index < len(scores) else None


def mean(values: Scores) -> Decimal | None:
    """The mean of what is there at two decimals; None when nothing is."""
    known = [value for value in values if value is not None]
    return two_decimals(exact_sum(known) / len(known)) if known else None


def weighted_mean(values: Scores, weights: Scores) -> Decimal | None:
    """The mean weighted by what both sides know; None when no weight is known."""
    pairs = [
        (value, weight)
        for value, weight in zip(values, weights, strict=True)
        if value is not None and weight is not None
    ]
    total = exact_sum(weight for _, weight in pairs)
    return two_decimals(exact_sum(value * weight for value, weight in pairs) / total) if total else None


def median(values: Scores) -> Decimal | None:
    """The median of what is there at two decimals."""
    known = sorted((value for value in values if value is not None), key=float)
    if not known:
        return None
    middle = len(known) // 2
    exact = known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2
    return two_decimals(exact)


def least(values: Scores) -> Decimal | None:
    """The lowest at two decimals."""
    known = [value for value in values if value is not None]
    return two_decimals(min(known, key=float)) if known else None


def count(values: Scores) -> int:
    """How many are there."""
    return sum(value is not None for value in values)


def below(values: Scores, threshold: Fraction) -> int:
    """How many are under the threshold, compared on two decimals."""
    # Rounded half up, a value is under a limit of two decimals exactly when it is under the limit less 0.005.
    limit = Fraction(two_decimals(threshold)) - _HALF
    top, bottom = limit.numerator, limit.denominator
    return sum(value is not None and value.numerator * bottom < top * value.denominator for value in values)
