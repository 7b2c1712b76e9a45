"""Hold what the consolidated workbook is written from.

Adds the earlier rounds, the day of issue and the layout to the results of a round. Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.labels import return_label
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.province.group_figures import GroupResults
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.year_comparison import Compared, YearComparison
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_measures import RoundMeasures, Tally, reporting_members, tally_reports, total_of
from ita_xlsx.model.round_state import AgencyReturn, EarlierRound
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.sheets import short_name, short_names

# The most characters of a name on the first sheet.
LONGEST_BRIEF = 18


class StepsOfAgency(NamedTuple):
    """An agency of the roster (``number`` from 1) with the numbers of its reported and of its overdue steps."""

    number: int
    member: AgencyReturn
    counts: Tally
    overdue: int

    @property
    def reports(self) -> bool:
        """Return True if the agency reported something on a step."""
        return any(step.is_reported for step in self.member.readable_steps)


@dataclass(frozen=True)
class ProvinceReport(ProvinceResults):
    """One consolidated workbook to write: the results of the round, its layout, the earlier rounds and the measures.

    Without ``measures`` no step is overdue, because their periods are not known. ``own_sheets`` says whether each
    kind or district gets a sheet of its own.
    """

    earlier: tuple[EarlierRound, ...]
    issued: date
    layout: ProvinceLayout
    measures: RoundMeasures | None = None
    own_sheets: tuple[GroupBy, ...] = ()

    @cached_property
    def state_words(self) -> tuple[str, ...]:
        """Return the Thai word for the state of each return, in the order of the roster."""
        return tuple(map(return_label, self.province.members))

    @cached_property
    def awaited(self) -> int:
        """Return the number of agencies that are awaited: without a complete return, a declaration or a table."""
        return self.province.awaited

    @cached_property
    def groups(self) -> Mapping[GroupBy, GroupResults]:
        """Return the agencies by kind and by district, also where the roster names none."""
        return {by: GroupResults(self, by) for by in GroupBy}

    @cached_property
    def grouped(self) -> tuple[GroupResults, ...]:
        """Return the groups by each column of the roster that names any."""
        return tuple(groups for groups in self.groups.values() if groups.is_given)

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

    @cached_property
    def reporting(self) -> tuple[StepsOfAgency, ...]:
        """Return the agencies whose steps count: without figures first, then most overdue, then least done."""
        entries = [
            StepsOfAgency(number, member, tally_reports(member.readable_steps), self.overdue.get(number, 0))
            for number, member in reporting_members(self.province)
        ]
        return tuple(sorted(entries, key=lambda item: (item.reports, -item.overdue, item.counts.share or 0)))

    @cached_property
    def step_counts(self) -> Tally:
        """Return the numbers of reported steps over all agencies."""
        return total_of(item.counts for item in self.reporting)

    @cached_property
    def overdue(self) -> Mapping[int, int]:
        """Return the number of overdue steps of each agency that has any, by the number of the agency."""
        steps = self.measures.steps if self.measures else ()
        return Counter(step.number for step in steps if step.overdue)

    def step_total(self, key: str) -> Place:
        """Return the cell with the total of a column of the sheet of reported steps."""
        table = self.layout.step_counts(len(self.reporting))
        return Place(table.sheet, table.header_row - 1, table.col(key))

    def brief_name(self, agency: Agency) -> str:
        """Return the name of an agency without the words for office and province, where that is enough."""
        return self._brief_names.get(agency.code, agency.name)

    def short_brief(self, agency: Agency, longest: int = LONGEST_BRIEF) -> str:
        """Return the brief name of an agency, cut to ``longest`` characters so that no other looks alike; writable."""
        return self._cut_names(longest).get(agency.code) or short_name(self.brief_name(agency), longest)

    def _cut_names(self, longest: int) -> Mapping[str, str]:
        if longest not in self._cut:
            names = self._brief_names
            cut = (writable_text(name) for name in short_names(list(names.values()), longest))
            self._cut[longest] = dict(zip(names, cut, strict=True))
        return self._cut[longest]

    @cached_property
    def _cut(self) -> dict[int, Mapping[str, str]]:
        return {}

    @cached_property
    def _brief_names(self) -> Mapping[str, str]:
        return brief_names((member.agency for member in self.province.members), self.province.name)
