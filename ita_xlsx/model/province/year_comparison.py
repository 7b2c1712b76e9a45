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
from ita_xlsx.model.province.score_column import ScoreColumn
from ita_xlsx.model.province_results import ProvinceResults, RankedAgency, mean, score_at
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
            before = scores_of_code.get(code_key(item.agency.code)) if scores_of_code else None
            from_form = before is None
            if before is None:
                before = item.summary.previous if may_use_form else ()
            if any(score_at(before, place) is not None for place in places):
                compared.append(Compared(item, before, from_form))
        return tuple(compared)

    def now(self, subject: str) -> ScoreColumn:
        """Return the scores of a subject of this year, for each compared agency."""
        if len(self.agencies) == len(self.results.counted):
            return self.results.column(subject)
        return self._column(subject, now=True)

    def before(self, subject: str) -> ScoreColumn:
        """Return the scores of a subject of the earlier year, for each compared agency."""
        return self._column(subject, now=False)

    def _column(self, subject: str, *, now: bool) -> ScoreColumn:
        if (subject, now) not in self._columns:
            place = self.results.index[subject]
            rows = (item.counted.summary.values if now else item.before for item in self.agencies)
            self._columns[subject, now] = ScoreColumn(score_at(row, place) for row in rows)
        return self._columns[subject, now]

    @cached_property
    def _columns(self) -> dict[tuple[str, bool], ScoreColumn]:
        return {}

    def changes(self, subject: str) -> Sequence[int | None]:
        """Return this year's score of a subject less the earlier one, both rounded, for each compared agency.

        The changes are in hundredths; None for an agency without one of the scores.
        """
        if subject not in self._changes:
            both = zip(self.now(subject).hundredths(), self.before(subject).hundredths(), strict=True)
            self._changes[subject] = [None if now is None or before is None else now - before for now, before in both]
        return self._changes[subject]

    @cached_property
    def _changes(self) -> dict[str, Sequence[int | None]]:
        return {}

    def means(self, subject: str) -> MeanChange:
        """Return the means of a subject in both years, over the agencies that have both scores."""
        if subject not in self._means:
            now, before = self.now(subject), self.before(subject)
            if not (now.is_complete and before.is_complete):
                pairs = zip(now, before, strict=True)
                both = [pair for pair in pairs if pair[0] is not None and pair[1] is not None]
                now, before = ScoreColumn(pair[0] for pair in both), ScoreColumn(pair[1] for pair in both)
            self._means[subject] = MeanChange(mean(now), mean(before), len(now))
        return self._means[subject]

    @cached_property
    def _means(self) -> dict[str, MeanChange]:
        return {}
