"""Compare the counted agencies of a province with an earlier year.

Takes the results of a round and the earlier rounds; returns scores of both years (0-100). Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province_results import ProvinceResults, RankedAgency, mean, score_at
from ita_xlsx.model.results import from_hundredths, in_hundredths
from ita_xlsx.model.round_state import EarlierRound

_KINDS = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)


class Compared(NamedTuple):
    """A counted agency with its scores (0-100) of an earlier year.

    ``from_form`` is True if the agency's own form gave the earlier scores.
    """

    counted: RankedAgency
    before: tuple[Fraction | None, ...]
    from_form: bool


class MeanChange(NamedTuple):
    """The means of a subject in both years, at two decimals, over the ``agencies`` that have both scores."""

    now: Decimal | None
    before: Decimal | None
    agencies: int

    @property
    def change(self) -> Decimal | None:
        """Return this year's mean less the earlier one; None if no agency has both scores."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class YearComparison:
    """The results of a round beside those of the newest earlier year."""

    results: ProvinceResults
    earlier: tuple[EarlierRound, ...] = ()

    @cached_property
    def earlier_round(self) -> EarlierRound | None:
        """Return the newest round before this year; None if there is none."""
        before = [item for item in self.earlier if item.year < self.results.framework.year]
        return max(before, key=lambda item: item.year, default=None)

    @property
    def year(self) -> int:
        """Return the year of comparison: that of the earlier round, else last year, which the forms report."""
        return self.earlier_round.year if self.earlier_round else self.results.framework.year - 1

    @cached_property
    def agencies(self) -> tuple[Compared, ...]:
        """Return the counted agencies with an earlier score, overall or of an instrument or indicator."""
        earlier, results = self.earlier_round, self.results
        scores_of_code = {code_key(code): scores for code, scores in earlier.scores} if earlier else {}
        # Forms report the scores of last year only, so they help only if last year is compared.
        may_use_form = self.year == results.framework.year - 1
        places = [results.index[node.subject] for kind in _KINDS for node in results.framework.of_kind(kind)]
        compared = []
        for item in results.counted:
            before = scores_of_code.get(code_key(item.agency.code))
            from_form = before is None
            if before is None:
                before = item.summary.previous if may_use_form else ()
            if any(score_at(before, place) is not None for place in places):
                compared.append(Compared(item, before, from_form))
        return tuple(compared)

    def pairs(self, subject: str) -> Sequence[tuple[Fraction | None, Fraction | None]]:
        """Return the scores of a subject of this year and the earlier one, for each compared agency."""
        if subject not in self._pairs:
            place = self.results.index[subject]
            self._pairs[subject] = [
                (score_at(item.counted.summary.values, place), score_at(item.before, place)) for item in self.agencies
            ]
        return self._pairs[subject]

    @cached_property
    def _pairs(self) -> dict[str, Sequence[tuple[Fraction | None, Fraction | None]]]:
        return {}

    def changes(self, subject: str) -> Sequence[Decimal | None]:
        """Return this year's score of a subject less the earlier one, both at two decimals, for each compared agency.

        The change is None for an agency without one of the scores.
        """
        if subject not in self._changes:
            self._changes[subject] = [
                None if now is None or before is None else from_hundredths(in_hundredths(now) - in_hundredths(before))
                for now, before in self.pairs(subject)
            ]
        return self._changes[subject]

    @cached_property
    def _changes(self) -> dict[str, Sequence[Decimal | None]]:
        return {}

    def means(self, subject: str) -> MeanChange:
        """Return the means of a subject in both years, over the agencies that have both scores."""
        both = [(now, before) for now, before in self.pairs(subject) if now is not None and before is not None]
        return MeanChange(mean([pair[0] for pair in both]), mean([pair[1] for pair in both]), len(both))
