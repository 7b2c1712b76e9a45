"""Hold what the consolidated workbook is written from.

Adds the earlier rounds, the day of issue and the layout to the results of a round. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.province_results import ProvinceResults, RankedAgency, score_at
from ita_xlsx.model.round_state import EarlierRound


class Compared(NamedTuple):
    """A counted agency with its scores (0-100) of an earlier year.

    ``from_form`` is True if the agency's own form gave the earlier scores.
    """

    counted: RankedAgency
    before: tuple[Fraction | None, ...]
    from_form: bool


@dataclass(frozen=True)
class ProvinceReport(ProvinceResults):
    """One consolidated workbook to write: the results of the round, its layout and the earlier rounds."""

    earlier: tuple[EarlierRound, ...]
    issued: date
    layout: ProvinceLayout

    @cached_property
    def compared_with(self) -> EarlierRound | None:
        """Return the newest round before this year; None if there is none."""
        before = [item for item in self.earlier if item.year < self.framework.year]
        return max(before, key=lambda item: item.year, default=None)

    @property
    def compared_year(self) -> int:
        """Return the year of comparison: that of the earlier round, else last year, which the forms report."""
        return self.compared_with.year if self.compared_with else self.framework.year - 1

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Return the counted agencies with an earlier score, overall or of an instrument or indicator."""
        scores_of_code = (
            {code_key(code): scores for code, scores in self.compared_with.scores} if self.compared_with else {}
        )
        # Forms report the scores of last year only, so they help only if last year is compared.
        may_use_form = self.compared_year == self.framework.year - 1
        places = [self.index[subject] for subject in self.layout.subjects]
        compared = []
        for item in self.counted:
            before = scores_of_code.get(code_key(item.agency.code))
            from_form = before is None
            if before is None:
                before = item.summary.previous if may_use_form else ()
            if any(score_at(before, place) is not None for place in places):
                compared.append(Compared(item, before, from_form))
        return tuple(compared)
