"""What the counted agencies come to: exact means, medians, ranks and counts, to be cached beside the formulas."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.layout.province import ProvinceLayout
from ita_xlsx.model.province import EarlierRound, Province, Reading
from ita_xlsx.model.results import two_decimals

Scores = Sequence[Fraction | None]
_HALF = Fraction(1, 200)


class Counted(NamedTuple):
    """An agency in ranks and averages; ``number`` is its place in the roster, from one."""

    number: int
    agency: Agency
    reading: Reading

    @property
    def asked(self) -> dict[str, int]:
        """The respondents by instrument, told by its code or by the field of the form (``respondents_iit``)."""
        return {name.rpartition("_")[2].upper(): count for name, count in self.reading.respondents}


class Compared(NamedTuple):
    """A counted agency with its scores of an earlier year, and whether the form gave them."""

    counted: Counted
    before: tuple[Fraction | None, ...]
    from_form: bool


@dataclass(frozen=True)
class Whole:
    """One consolidated workbook to write: the province, its layout, and what is worked out from it."""

    province: Province
    earlier: tuple[EarlierRound, ...]
    issued: date
    layout: ProvinceLayout

    @property
    def framework(self) -> Framework:
        """What the year asks."""
        return self.province.framework

    @cached_property
    def index(self) -> dict[str, int]:
        """Where a subject stands in the scores of a reading."""
        return {subject: index for index, subject in enumerate(self.framework.nodes)}

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The agencies in ranks and averages, in the roster's order."""
        return tuple(
            Counted(number, member.agency, member.reading)
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
        wanted = [item.code for item in self.layout.asked] if instrument == OVERALL else [instrument]
        found: list[Fraction | None] = []
        for item in self.counted:
            asked = item.asked
            known = [asked[code.upper()] for code in wanted if code.upper() in asked]
            found.append(Fraction(sum(known)) if len(known) == len(wanted) else None)
        return found

    @cached_property
    def compared_with(self) -> EarlierRound | None:
        """The newest earlier round before this year, if one was given."""
        before = [item for item in self.earlier if item.year < self.framework.year]
        return max(before, key=lambda item: item.year, default=None)

    @property
    def compared_year(self) -> int:
        """The year of comparison: of the earlier round, or the last one as the forms tell it."""
        return self.compared_with.year if self.compared_with else self.framework.year - 1

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The counted agencies that have an earlier overall score or indicator."""
        known = {code_key(code): scores for code, scores in self.compared_with.scores} if self.compared_with else {}
        # What the form says of last year stands in only where last year is what is compared.
        may_use_form = self.compared_year == self.framework.year - 1
        places = [self.index[subject] for subject in self.layout.subjects]
        found = []
        for item in self.counted:
            before = known.get(code_key(item.agency.code))
            from_form = before is None
            if before is None:
                before = item.reading.previous if may_use_form else ()
            if any(score_at(before, place) is not None for place in places):
                found.append(Compared(item, before, from_form))
        return tuple(found)


def score_at(scores: Scores, index: int) -> Fraction | None:
    """A score by its place; scores that were never filled in are none."""
    return scores[index] if index < len(scores) else None


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum, over one denominator: far faster than adding fractions one by one."""
    pairs = [(value.numerator, value.denominator) for value in values]
    scale = lcm(*{denominator for _, denominator in pairs})
    return Fraction(sum(top * (scale // bottom) for top, bottom in pairs), scale)


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
