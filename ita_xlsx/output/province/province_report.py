"""Hold what the consolidated workbook is written from.

Adds the earlier rounds, the day of issue and the layout to the results of a round. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.province.year_comparison import Compared, YearComparison
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import EarlierRound


@dataclass(frozen=True)
class ProvinceReport(ProvinceResults):
    """One consolidated workbook to write: the results of the round, its layout and the earlier rounds."""

    earlier: tuple[EarlierRound, ...]
    issued: date
    layout: ProvinceLayout

    @cached_property
    def comparison(self) -> YearComparison:
        """Return the results beside those of the earlier year."""
        return YearComparison(self, self.earlier)

    @property
    def compared_with(self) -> EarlierRound | None:
        """Return the newest round before this year; None if there is none."""
        return self.comparison.earlier_round

    @property
    def compared_year(self) -> int:
        """Return the year of comparison: that of the earlier round, else last year, which the forms report."""
        return self.comparison.year

    @property
    def compared(self) -> tuple[Compared, ...]:
        """Return the counted agencies with an earlier score, overall or of an instrument or indicator."""
        return self.comparison.agencies
