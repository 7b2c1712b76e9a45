"""What the workbook of measures is written from, and whether its figures are formulas or values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.tracking import Origin, RoundMeasures, StepStatus, Tally, TrackedStep
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import DASH, total
from ita_xlsx.output.measures import texts

# Above so many steps a program would count for minutes; the figures are values then.
MOST_LIVE = 10_000
# More rows make a workbook that mail and our own reader refuse; what needs attention takes its place first.
MOST_ROWS = 20_000


@dataclass(frozen=True)
class MeasuresReport:
    """One workbook of measures to write."""

    tracking: RoundMeasures
    issued: date

    @property
    def framework(self) -> Framework:
        """What the year asks."""
        return self.tracking.province.framework

    @property
    def is_live(self) -> bool:
        """Whether the figures are formulas over the list of steps."""
        return len(self.tracking.steps) <= MOST_LIVE

    @cached_property
    def shown(self) -> tuple[TrackedStep, ...]:
        """The steps that are listed: all of them, or as many as there is room for."""
        steps = self.tracking.steps
        if len(steps) <= MOST_ROWS:
            return steps
        order = sorted(range(len(steps)), key=lambda index: not (steps[index].overdue or steps[index].bare))
        return tuple(steps[index] for index in sorted(order[:MOST_ROWS]))

    @cached_property
    def steps(self) -> Table:
        """Where every step stands."""
        return layout.steps_table(len(self.shown))

    @cached_property
    def row_numbers(self) -> Mapping[str, int]:
        """The number of each step that has an id, from one."""
        return {row.id: number for number, row in enumerate(self.tracking.rows, 1)}

    def key_of(self, item: TrackedStep) -> int | None:
        """The number by which a step of an agency is found again; none for an agency's own row."""
        if item.origin is not Origin.PLAN:
            return None
        return item.number * layout.KEY_SCALE + self.row_numbers[item.report.id]

    def put(self, sheet: Sheet, row: int, col: int, live: Live, style: str) -> None:
        """A figure: as a formula, or as its value where there are too many steps."""
        if self.is_live:
            sheet.live(row, col, live, style)
        elif isinstance(live.value, str):
            sheet.text(row, col, live.value, style)
        else:
            sheet.number(row, col, live.value, style)

    def put_dated(self, sheet: Sheet, row: int, col: int, words: str, style: str) -> None:
        """A sentence that names the day the steps are held against, and follows the cell that holds it."""
        cell = layout.AS_OF.seen_from("", fixed=True)
        self.put(sheet, row, col, formulas.day_in_words(cell, words, texts.as_of(self.tracking)), style)

    def figures(self, sheet: Sheet, table: Table, row: int, keyed: tuple[str, str], counts: Tally) -> None:
        """The figures of a row: counts of the steps whose column ``keyed[0]`` holds what the cell ``keyed[1]`` does."""
        keys, key = self.steps.span(keyed[0], table.sheet), keyed[1]
        words = self.steps.span("status", table.sheet)
        self.put(sheet, row, table.col("steps"), formulas.of_key(keys, key, counts.steps), "rank")
        for progress in layout.SHOWN:
            value = count_of(counts, progress)
            if progress is StepStatus.UNSAID:
                live = formulas.rest(_cell(table, row, "steps"), _others(table, row), value)
            else:
                live = formulas.of_key_saying(keys, key, words, layout.ALL_STATUS_WORDS[progress], value)
            self.put(sheet, row, table.col(progress.value), live, "count")
        self._share(sheet, table, row, counts, "percent")
        late = self.steps.span("late", table.sheet)
        live = formulas.of_key_above_none(keys, key, late, counts.overdue)
        self.put(sheet, row, table.col("overdue"), live, "count")
        proved = self.steps.span("proved", table.sheet)
        live = formulas.of_key_above_none(keys, key, proved, counts.proved)
        self.put(sheet, row, table.col("proved"), live, "count")

    def totals(self, sheet: Sheet, table: Table, row: int, counts: Tally) -> None:
        """The sums of the figures over all rows of a table."""
        values = {"steps": counts.steps, "overdue": counts.overdue, "proved": counts.proved}
        values |= {progress.value: count_of(counts, progress) for progress in layout.SHOWN}
        for key, value in values.items():
            sheet.live(row, table.col(key), total(table.span(key, table.sheet), value), "figure_count")
        self._share(sheet, table, row, counts, "figure_share")

    def _share(self, sheet: Sheet, table: Table, row: int, counts: Tally, style: str) -> None:
        done, steps, no_duty = (_cell(table, row, key) for key in ("done", "steps", "no_duty"))
        value = DASH if counts.share is None else float(counts.share)
        sheet.live(row, table.col("share"), formulas.share(done, steps, no_duty, value), style)


def count_of(counts: Tally, progress: StepStatus) -> int:
    """How many steps are so far."""
    return counts[list(StepStatus).index(progress)]


def blanks(sheet: Sheet, row: int, cols: Sequence[int], style: str) -> None:
    """Formatted cells with nothing in them."""
    for col in cols:
        sheet.text(row, col, "", style)


def _cell(table: Table, row: int, key: str) -> str:
    return layout.neighbours(table, row, key, key).partition(":")[0]


def _others(table: Table, row: int) -> str:
    """The cells of every status but the one that is what they leave."""
    first, last = layout.SHOWN[0], layout.SHOWN[-1]
    middle = layout.SHOWN.index(StepStatus.UNSAID)
    before = layout.neighbours(table, row, first.value, layout.SHOWN[middle - 1].value)
    after = layout.neighbours(table, row, layout.SHOWN[middle + 1].value, last.value)
    return f"{before},{after}"
