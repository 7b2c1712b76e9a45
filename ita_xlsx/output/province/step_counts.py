"""Write the sheet that counts the steps of measures that agencies report.

Takes a ``ProvinceReport``; writes one row per agency: steps by status, and steps with evidence.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import TRACKING
from ita_xlsx.model.round_measures import Tally
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell, Columns, formula
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.measures import share
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    LINE_ROW,
    fit_low,
    freeze,
    open_list,
    speaker_of,
    write_headers,
    write_message,
)
from ita_xlsx.output.province.province_report import ProvinceReport, StepsOfAgency
from ita_xlsx.output.sheets import print_narrow
from ita_xlsx.output.texts import MEASURES_NOT_READ, STEPS_NOT_REPORTED

_WIDTHS = {
    "number": 5, "code": 8, "name": 40, "steps": 11, "done": 10, "doing": 13, "not_yet": 14, "no_duty": 11,
    "unsaid": 13, "share": 11, "overdue": 11, "proved": 11, "remark": 26,
}  # fmt: skip
_STATUS_KEYS = ("done", "doing", "not_yet", "no_duty", "unsaid")


def write_step_counts(book: Book, report: ProvinceReport) -> None:
    """Write the counts of steps, the agencies that need work first; one that reported no step gets a remark instead."""
    agencies = report.reporting
    table = report.layout.step_counts(len(agencies))
    widths = list(_WIDTHS.values())
    sheet = open_list(book, report.province, TRACKING, texts.STEP_COUNTS_TITLE, widths)
    overdue = formulas.copy_of(a1(table.header_row - 1, table.col("overdue")), sum(report.overdue.values()))
    write_message(sheet, _message(sheet, report, table), table.last_col, due=overdue)
    _write_totals(sheet, report, table)
    write_headers(sheet, table, widths)
    with sheet.fast_rows() as columns:
        counted = _CountedColumns(columns, table)
        for row, item in enumerate(agencies, table.first_row):
            remark = _remark_of(item)
            counted.write(row, item, remark)
            cells = ((item.member.agency.code, "code"), (remark, "remark"))
            fit_low(sheet, row, [(text, _WIDTHS[key]) for text, key in cells])
    if not agencies:
        sheet.text(table.first_row, table.col("name"), texts.NO_STEPS, "text")
    freeze(sheet, table, "name")
    print_narrow(
        sheet, report.province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _message(sheet: Sheet, report: ProvinceReport, table: Table) -> Live:
    """Return how many agencies report, the share of done steps, and how many steps are overdue."""
    speaker, counts, overdue = speaker_of(sheet), report.step_counts, sum(report.overdue.values())
    total = {key: a1(table.header_row - 1, table.col(key)) for key in ("share", "overdue", "steps")}
    remarks = table.span("remark", TRACKING)
    without = [f"-{formulas.word_count_expression(remarks, word)}" for word in (STEPS_NOT_REPORTED, MEASURES_NOT_READ)]
    expression = formulas.filled_in(table.span("name", TRACKING)) + "".join(without)
    reporting = sum(not _remark_of(item) for item in report.reporting)
    share_now = None if counts.share is None else float(counts.share)
    text = speaker.words(texts.REPORTING)
    text += speaker.count(f"({expression})", reporting)
    text += speaker.words(f"{texts.OF}{len(report.province.members):,}{texts.AGENCIES}{texts.DONE}")
    text += speaker.share(total["share"], share_now)
    day = thai_date(report.measures.as_of if report.measures else report.issued)
    late = speaker.words(texts.OVERDUE) + speaker.count(total["overdue"], overdue)
    late += speaker.words(texts.STEPS + texts.COUNTED_TO.format(day=day))
    text += speaker.when(formulas.above_zero(total["overdue"]), is_true=overdue > 0, phrase=late)
    is_there = formulas.above_zero(total["steps"])
    return speaker.when(is_there, is_true=counts.steps > 0, phrase=text, otherwise=texts.NO_STEPS).live


def _remark_of(item: StepsOfAgency) -> str:
    """Return the reason why an agency has no figures, or not all; empty if it has them."""
    if item.member.summary is not None and item.member.summary.measures_lost:
        return MEASURES_NOT_READ
    return "" if item.reports else STEPS_NOT_REPORTED


class _CountedColumns:
    """The columns of the agencies with the numbers of their steps."""

    def __init__(self, columns: Columns, table: Table) -> None:
        counted = (*_STATUS_KEYS, "proved", "overdue")
        blank = ("steps", *_STATUS_KEYS, "share", "overdue", "proved")
        agency = {"number": Cell("count"), "code": Cell("centre"), "name": Cell("cut"), "remark": Cell("centre")}
        steps = formula(lambda row: formulas.total(table.row_span(row, "done", "unsaid"), 0), "rank")
        share_of_done = formula(lambda row: _share(table, row, Tally()), "percent")
        counts = dict.fromkeys(counted, Cell("count")) | {"steps": steps, "share": share_of_done}
        self._write, self._write_blank = (
            columns.rows({table.col(key): cell for key, cell in (agency | cells).items()})
            for cells in (counts, dict.fromkeys(blank, Cell("centre")))
        )
        self._blank = ("",) * len(blank)

    def write(self, row: int, item: StepsOfAgency, remark: str) -> None:
        """Write an agency and its numbers; blanks if it has no steps."""
        counts, agency = item.counts, item.member.agency
        contents = (item.number, agency.code, agency.name, remark)
        if counts.steps:
            numbers = [getattr(counts, key) for key in (*_STATUS_KEYS, "proved")]
            self._write(row, (*contents, *numbers, item.overdue, counts.steps, _share_value(counts)))
        else:
            self._write_blank(row, (*contents, *self._blank))


def _write_totals(sheet: Sheet, report: ProvinceReport, table: Table) -> None:
    """Write the sums over all agencies above the header, where they stay visible in a long table."""
    row, sums = table.header_row - 1, report.step_counts
    for col in range(table.col("name")):
        sheet.text(row, col, "", "figure_name")
    sheet.text(row, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    for key in ("steps", *_STATUS_KEYS, "proved"):
        live = formulas.total(table.span(key, TRACKING), getattr(sums, key))
        sheet.live(row, table.col(key), live, "figure_count")
    live = formulas.total(table.span("overdue", TRACKING), sum(report.overdue.values()))
    sheet.live(row, table.col("overdue"), live, "figure_count")
    sheet.live(row, table.col("share"), _share(table, row, sums), "figure_share")
    sheet.height(row, LINE_ROW)
    sheet.text(row, table.col("remark"), "", "figure_name")


def _share(table: Table, row: int, counts: Tally) -> Live:
    """Return the share of steps that are done, of those that are a duty, as the measures workbook does."""
    done, steps, no_duty = (a1(row, table.col(key)) for key in ("done", "steps", "no_duty"))
    return share(done, steps, no_duty, _share_value(counts))


def _share_value(counts: Tally) -> float | str:
    return formulas.DASH if counts.share is None else float(counts.share)
