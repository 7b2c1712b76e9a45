"""Hold what the measures workbook is written from, and write the figures that several of its sheets share.

Takes the steps of a round and the day of issue; figures are formulas, or plain values if there are too many steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.round_measures import Origin, RoundMeasures, StepStatus, Tally, TrackedStep, tally
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import DASH, total
from ita_xlsx.output.measures import texts
from ita_xlsx.output.styles import BAR, PALE_BAR

# With more steps than this Excel would count for minutes, so the figures are written as values.
MOST_LIVE = 10_000
# A workbook with more rows is too large for mail and for our own reader; steps to follow up are listed first.
MOST_ROWS = 20_000

# A bar in the cell of a share, from nothing to all.
SHARE_BAR: Mapping[str, object] = MappingProxyType(
    {
        "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": PALE_BAR, "bar_border_color": BAR,
        "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1,
    }
)  # fmt: skip


@dataclass(frozen=True)
class MeasuresReport:
    """One measures workbook to write: the steps of the round and the day of issue."""

    measures: RoundMeasures
    issued: date

    @property
    def framework(self) -> Framework:
        """Return the framework of the round's fiscal year."""
        return self.measures.province.framework

    @cached_property
    def round_of_plan(self) -> RoundState:
        """Return the round as the headings name it: with the fiscal year in which the steps are carried out."""
        province, year = self.measures.province, self.measures.plan_year
        same = year == province.framework.year
        return province if same else replace(province, framework=replace(province.framework, year=year))

    @property
    def is_live(self) -> bool:
        """Return True if the figures are formulas over the list of steps; False if they are values."""
        return len(self.measures.steps) <= MOST_LIVE

    @cached_property
    def listed_steps(self) -> tuple[TrackedStep, ...]:
        """Return the steps that the workbook lists, in their order.

        If there are more than ``MOST_ROWS``, overdue steps and steps without evidence are kept before others.
        """
        steps = self.measures.steps
        if len(steps) <= MOST_ROWS:
            return steps
        order = sorted(range(len(steps)), key=lambda index: not (steps[index].overdue or steps[index].lacks_proof))
        return tuple(steps[index] for index in sorted(order[:MOST_ROWS]))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the short name of each agency by its code; the province stands in the heading."""
        province = self.measures.province
        return brief_names((member.agency for member in province.members), province.name)

    def name_of(self, agency: Agency) -> str:
        """Return the short name of an agency."""
        return self.names.get(agency.code, agency.name)

    @cached_property
    def agency_order(self) -> tuple[int, ...]:
        """Return the numbers of the agencies in the roster: most overdue first, then those without steps."""
        counts = {number: tally(steps) for number, steps in self.measures.by_agency.items()}

        def urgency(number: int) -> tuple[int, bool, Fraction]:
            found = counts.get(number)
            return (-found.overdue, True, found.share or Fraction(0)) if found else (0, False, Fraction(0))

        return tuple(sorted(range(1, len(self.measures.province.members) + 1), key=urgency))

    @cached_property
    def steps_table(self) -> Table:
        """Return the table of the list of steps."""
        return layout.steps_table(len(self.listed_steps))

    @cached_property
    def step_numbers(self) -> Mapping[str, int]:
        """Return the number (from one) of each step that has an id, by the id."""
        return {row.id: number for number, row in enumerate(self.measures.rows, 1)}

    def step_key(self, item: TrackedStep) -> int | None:
        """Return the number that formulas use to find a step of an agency; None for a row the agency added itself."""
        if item.origin is not Origin.PLAN:
            return None
        return item.number * layout.KEY_SCALE + self.step_numbers[item.report.id]

    def write_figure(self, sheet: Sheet, row: int, col: int, live: Live, *styles: str) -> None:
        """Write a figure as a formula, or as its value if there are too many steps."""
        if self.is_live:
            sheet.live(row, col, live, *styles)
        elif isinstance(live.value, str):
            sheet.text(row, col, live.value, *styles)
        else:
            sheet.number(row, col, live.value, *styles)

    def write_dated_sentence(self, sheet: Sheet, row: int, col: int, words: str, style: str) -> None:
        """Write a sentence that names the day of comparison; it changes with the cell that holds the day."""
        cell, book = layout.AS_OF.seen_from("", fixed=True), sheet.book
        day = book.words(texts.as_of(self.measures))
        self.write_figure(sheet, row, col, formulas.day_in_words(cell, book.words(words), day, book.digits), style)

    def write_figures(self, sheet: Sheet, table: Table, row: int, group: tuple[str, str], counts: Tally) -> None:
        """Write the figures of a row: counts of the steps that belong to the row.

        ``group`` is a column of the list of steps and a cell of this row; a step belongs to the row if both hold the
        same value.
        """
        keys, key = self.steps_table.span(group[0], table.sheet), group[1]
        words = self.steps_table.span("status", table.sheet)
        self.write_figure(sheet, row, table.col("steps"), formulas.count_of_key(keys, key, counts.steps), "count")
        for progress in layout.FIGURE_STATUSES:
            value = status_count(counts, progress)
            if progress is StepStatus.NOT_REPORTED:
                live = formulas.remainder(_cell(table, row, "steps"), _other_status_cells(table, row), value)
            else:
                live = formulas.count_of_key_with_word(keys, key, words, label_of(progress), value)
            self.write_figure(sheet, row, table.col(progress.value), live, "count")
        self._write_share(sheet, table, row, counts, "percent")
        late = self.steps_table.span("late", table.sheet)
        live = formulas.count_of_key_above_zero(keys, key, late, counts.overdue)
        self.write_figure(sheet, row, table.col("overdue"), live, "count")
        proved = self.steps_table.span("proved", table.sheet)
        live = formulas.count_of_key_above_zero(keys, key, proved, counts.proved)
        self.write_figure(sheet, row, table.col("proved"), live, "count")

    def write_totals(self, sheet: Sheet, table: Table, row: int, counts: Tally) -> None:
        """Write the sums of the figures over all rows of a table."""
        values = {"steps": counts.steps, "overdue": counts.overdue, "proved": counts.proved}
        values |= {progress.value: status_count(counts, progress) for progress in layout.FIGURE_STATUSES}
        for key, value in values.items():
            sheet.live(row, table.col(key), total(table.span(key, table.sheet), value), "figure_count", "indented")
        self._write_share(sheet, table, row, counts, "figure_share", "indented")

    def _write_share(self, sheet: Sheet, table: Table, row: int, counts: Tally, *styles: str) -> None:
        done, steps, no_duty = (_cell(table, row, key) for key in ("done", "steps", "no_duty"))
        value = DASH if counts.share is None else float(counts.share)
        sheet.live(row, table.col("share"), formulas.share(done, steps, no_duty, value), *styles)


def status_count(counts: Tally, progress: StepStatus) -> int:
    """Return how many steps have a status."""
    count: int = getattr(counts, progress.value)
    return count


def write_blanks(sheet: Sheet, row: int, cols: Sequence[int], style: str) -> None:
    """Write empty cells with a format."""
    for col in cols:
        sheet.text(row, col, "", style)


def _cell(table: Table, row: int, key: str) -> str:
    return table.row_span(row, key, key).partition(":")[0]


def _other_status_cells(table: Table, row: int) -> str:
    """Return the references to the counts of all statuses except "no status", which is the remainder."""
    first, last = layout.FIGURE_STATUSES[0], layout.FIGURE_STATUSES[-1]
    middle = layout.FIGURE_STATUSES.index(StepStatus.NOT_REPORTED)
    before = table.row_span(row, first.value, layout.FIGURE_STATUSES[middle - 1].value)
    after = table.row_span(row, layout.FIGURE_STATUSES[middle + 1].value, last.value)
    return f"{before},{after}"
