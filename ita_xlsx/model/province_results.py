"""Compute the figures of a province: means, medians, ranks and counts over the agencies that count.

Takes the state of a round; returns exact or rounded scores (0-100). Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import starmap
from operator import mul
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.exact import whole_numbers
from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.score_column import ScoreColumn
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import ReturnSummary, RoundState

Scores = Sequence[Fraction | None]
_HALF = Fraction(1, 200)
# A score less than this above the threshold is marked, because it may soon fall below.
_NEAR, _HIGHEST = Decimal(5), Decimal(100)


class RankedAgency(NamedTuple):
    """An agency that counts in ranks and averages; ``number`` is its place in the roster, from 1."""

    number: int
    agency: Agency
    summary: ReturnSummary

    @property
    def respondents_by_instrument(self) -> dict[str, int]:
        """Return the number of respondents by code of the instrument.

        A summary names them by the code or by the field of the form (``respondents_iit``).
        """
        return {_instrument_of(name): count for name, count in self.summary.respondents}


@lru_cache(maxsize=64)
def _instrument_of(name: str) -> str:
    return name.rpartition("_")[2].upper()


def _sums(respondents: Iterable[Mapping[str, int]], codes: Iterable[str]) -> Iterator[Fraction | None]:
    """Yield for each agency the respondents of some instruments together, None if one does not state them."""
    keys = [code.upper() for code in codes]
    for counts in respondents:
        stated = [counts[key] for key in keys if key in counts]
        yield Fraction(sum(stated)) if len(stated) == len(keys) else None


class Band(Enum):
    """The band of a score: below the threshold, less than five points above it, or higher."""

    BELOW = "below"
    NEAR = "near"
    ABOVE = "above"


class IndicatorMean(NamedTuple):
    """The mean (0-100, two decimals) of an indicator, and the number of agencies below the threshold."""

    node: Node
    mean: Decimal
    below: int


@dataclass(frozen=True)
class ProvinceResults:
    """The figures of a province over its counted agencies, exact or rounded to two decimals."""

    province: RoundState

    @property
    def framework(self) -> Framework:
        """Return the framework of the year."""
        return self.province.framework

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the place of each subject in the scores of a summary."""
        return {subject: index for index, subject in enumerate(self.framework.nodes)}

    @cached_property
    def counted(self) -> tuple[RankedAgency, ...]:
        """Return the agencies that count in ranks and averages, in the order of the roster."""
        return tuple(
            RankedAgency(number, member.agency, member.summary)
            for number, member in enumerate(self.province.members, 1)
            if member.counts and member.summary is not None
        )

    def column(self, subject: str) -> ScoreColumn:
        """Return the exact scores (0-100) of a subject, one for each counted agency."""
        return self._columns[self.index[subject]]

    @cached_property
    def _columns(self) -> tuple[ScoreColumn, ...]:
        count = len(self.framework.nodes)
        rows = [item.summary.values for item in self.counted]
        padded = [row if len(row) == count else (row + (None,) * count)[:count] for row in rows]
        return tuple(map(ScoreColumn, zip(*padded, strict=True) if padded else ((),) * count))

    @cached_property
    def overall(self) -> tuple[Decimal, ...]:
        """Return the overall scores at two decimals; every counted agency has one."""
        return tuple(two_decimals(value) for value in self.column(OVERALL) if value is not None)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the places of the agencies in ``counted``, best first, ties in the order of the roster."""
        return tuple(sorted(range(len(self.counted)), key=self.overall.__getitem__, reverse=True))

    @cached_property
    def _uses(self) -> Mapping[Decimal, int]:
        return Counter(self.overall)

    @cached_property
    def _ranks(self) -> Mapping[Decimal, int]:
        ranks, above = {}, 0
        for score in sorted(self._uses, reverse=True):
            ranks[score] = above + 1
            above += self._uses[score]
        return ranks

    def rank(self, score: Decimal) -> int:
        """Return the rank (1 is best) of the overall score of an agency; equal scores have the same rank."""
        return self._ranks[score]

    def tied(self, score: Decimal) -> int:
        """Return the number of agencies with this overall score."""
        return self._uses[score]

    def weights(self, instrument: str) -> ScoreColumn:
        """Return the number of respondents of an instrument for each counted agency, None if it is not reported.

        For ``overall`` it is the sum over all surveys (instruments without evidence).
        """
        return self._weights[instrument]

    @cached_property
    def _weights(self) -> Mapping[str, ScoreColumn]:
        respondents = [item.respondents_by_instrument for item in self.counted]
        instruments = self.framework.instruments
        codes = {OVERALL: [item.code for item in instruments if not item.evidence]}
        codes |= {item.code: [item.code] for item in instruments}
        return {name: ScoreColumn(_sums(respondents, part)) for name, part in codes.items()}

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """Return the number of counted agencies at each level of the year, the best level first."""
        counts = {level.name: 0 for level in self.framework.levels}
        for item in self.counted:
            if item.summary.level in counts:
                counts[item.summary.level] += 1
        return counts

    @property
    def good_levels(self) -> tuple[str, ...]:
        """Return the levels above the lowest one that passes, best first; that one too if there is no other."""
        passed = [item.name for item in self.framework.levels if item.overall >= self.framework.pass_mark]
        return tuple(passed[:-1] or passed)

    @property
    def at_good_level(self) -> int:
        """Return the number of counted agencies at one of the good levels."""
        return sum(self.levels[name] for name in self.good_levels)

    @cached_property
    def indicator_means(self) -> tuple[IndicatorMean, ...]:
        """Return the mean of each indicator that has one, the lowest first, ties in the order of the framework."""
        columns = [(node, self.column(node.subject)) for node in self.framework.of_kind(Kind.INDICATOR)]
        means = [
            IndicatorMean(node, value, below(column, self.province.threshold))
            for node, column in columns
            if (value := mean(column)) is not None
        ]
        return tuple(sorted(means, key=lambda item: item.mean))

    @cached_property
    def band_counts(self) -> Mapping[Band, int]:
        """Return the number of scores of indicators in each band, over all counted agencies."""
        scores = [score for node in self.framework.of_kind(Kind.INDICATOR) for score in self.column(node.subject)]
        bands = Counter(self.band(score) for score in scores if score is not None)
        return {band: bands[band] for band in Band}

    @property
    def near_limit(self) -> Decimal:
        """Return the score from which on a score is well above the threshold, at most 100."""
        return min(two_decimals(self.province.threshold) + _NEAR, _HIGHEST)

    def band(self, score: Fraction) -> Band:
        """Return the band of a score (0-100), compared at two decimals."""
        rounded = two_decimals(score)
        if rounded < two_decimals(self.province.threshold):
            return Band.BELOW
        return Band.NEAR if rounded < self.near_limit else Band.ABOVE

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Return the rank of each counted agency by its code."""
        pairs = zip(self.counted, self.overall, strict=True)
        return {item.agency.code: self.rank(score) for item, score in pairs}


def are_means_of_children(results: ProvinceResults, node: Node) -> list[bool]:
    """Return for each counted agency whether its score of a node is the weighted mean of the scores of all children.

    It is False where a score is missing, and for an announced figure that is another one.
    """
    column, parts = results.column(node.subject), [results.column(child.subject) for child in node.children]
    weights = [Fraction(1) if node.is_even else child.weight for child in node.children]
    shares = [weight / part.denominator for weight, part in zip(weights, parts, strict=True)]
    (scale, *factors), _ = whole_numbers([sum(weights, Fraction(0)) / column.denominator, *shares])
    rows = zip(*(part.with_gaps(part.numerators) for part in parts), strict=True)
    return [
        number is not None and None not in scores and number * scale == sum(map(mul, scores, factors))
        for number, scores in zip(column.with_gaps(column.numerators), rows, strict=True)
    ]


def score_at(scores: Scores, index: int) -> Fraction | None:
    """Return a score by its place, or None if there are fewer scores."""
    return scores[index] if index < len(scores) else None


def mean(values: Scores) -> Decimal | None:
    """Return the mean of the values that are not None, at two decimals; None if there is no value."""
    exact = ScoreColumn.of(values).mean
    return None if exact is None else two_decimals(exact)


def weighted_mean(values: Scores, weights: Scores) -> Decimal | None:
    """Return the weighted mean of the pairs without None, at two decimals; None if the weights sum to zero."""
    column, weighing = ScoreColumn.of(values), ScoreColumn.of(weights)
    scores, counts = column.with_gaps(column.numerators), weighing.with_gaps(weighing.numerators)
    pairs = [
        (score, weight)
        for score, weight in zip(scores, counts, strict=True)
        if score is not None and weight is not None
    ]
    total = sum([weight for _, weight in pairs])
    return two_decimals(Fraction(sum(starmap(mul, pairs)), column.denominator * total)) if total else None


def median(values: Scores) -> Decimal | None:
    """Return the median of the values that are not None, at two decimals; None if there is no value."""
    column = ScoreColumn.of(values)
    ascending = sorted(column.numerators)
    if not ascending:
        return None
    # Of an odd number of values both are the one in the middle.
    lower, upper = (ascending[place // 2] for place in (len(ascending) - 1, len(ascending)))
    return two_decimals(Fraction(lower + upper, column.denominator * 2))


def least(values: Scores) -> Decimal | None:
    """Return the lowest of the values that are not None, at two decimals; None if there is no value."""
    column = ScoreColumn.of(values)
    return two_decimals(Fraction(min(column.numerators), column.denominator)) if column.numerators else None


def count(values: Scores) -> int:
    """Return the number of values that are not None."""
    return len(ScoreColumn.of(values).numerators)


def below(values: Scores, threshold: Fraction) -> int:
    """Return the number of values below the threshold, compared at two decimals."""
    return ScoreColumn.of(values).count_below(least_not_below(threshold))


@lru_cache(maxsize=16)
def least_not_below(threshold: Fraction) -> Fraction:
    """Return the least score that is not below the threshold at two decimals.

    A value rounded half up is below a limit of two decimals exactly when the value is below the limit minus 0.005.
    """
    return Fraction(two_decimals(threshold)) - _HALF
