"""What the consolidated workbook is written from: the province's standing, and the year it is compared with."""

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
    """A counted agency with its scores of an earlier year, and whether the form gave them."""

    counted: RankedAgency
    before: tuple[Fraction | None, ...]
    from_form: bool


@dataclass(frozen=True)
class ProvinceReport(ProvinceResults):
    """One consolidated workbook to write: the province, its layout, and what is worked out from it."""

    earlier: tuple[EarlierRound, ...]
    issued: date
    layout: ProvinceLayout

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
