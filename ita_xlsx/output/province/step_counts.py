"""Write the sheet that counts the steps of measures that agencies report.

Takes a ``ProvinceReport``; writes one row per agency: steps by status, and steps with evidence.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import TRACKING
from ita_xlsx.model.round_measures import Tally, reporting_members, tally_reports, total_of
from ita_xlsx.model.round_state import AgencyReturn
from ita_xlsx.model.submission import StepReport
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.measures import share
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow
from ita_xlsx.output.texts import MEASURES_NOT_READ, STEPS_NOT_REPORTED

_WIDTHS = {
    "number": 6, "code": 10, "name": 52, "steps": 14, "done": 12, "doing": 15, "not_yet": 16, "no_duty": 13,
    "unsaid": 14, "share": 15, "proved": 15, "remark": 26,
}  # fmt: skip
_STATUS_KEYS = ("done", "doing", "not_yet", "no_duty", "unsaid")


def write_step_counts(book: Book, report: ProvinceReport) -> None:
    """Write the counts of steps; an agency that reported no step gets a remark instead of figures."""
    members = list(reporting_members(report.province))
    with_steps = sum(any(step.is_reported for step in _steps_of(member)) for _, member in members)
    table = report.layout.step_counts(len(members))
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, report.province, TRACKING, texts.STEP_COUNTS_TITLE, widths)
    line = texts.STEP_COUNTS_LINE.format(count=len(members), reporting=with_steps) if with_steps else texts.NO_STEPS
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    tallies = [tally_reports(_steps_of(member)) for _, member in members]
    _write_totals(sheet, table, total_of(tallies))
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    with sheet.fast_rows():
        for row, (number, member) in enumerate(members, table.first_row):
            agency = member.agency
            sheet.number(row, 0, number, "count")
            sheet.text(row, table.col("code"), agency.code, "centre")
            sheet.text(row, table.col("name"), agency.name, "text")
            _write_row(sheet, table, row, tallies[row - table.first_row], _remark_of(member))
            remark = (_remark_of(member), _WIDTHS["remark"])
            fit_row(sheet, row, [(agency.name, _WIDTHS["name"]), (agency.code, _WIDTHS["code"]), remark])
    if not members:
        sheet.text(table.first_row, table.col("name"), texts.NO_STEPS, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    print_narrow(
        sheet, report.province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _steps_of(member: AgencyReturn) -> tuple[StepReport, ...]:
    """Return the steps that an agency reports; none if their statuses could not be read."""
    return member.summary.steps if member.summary and not member.summary.statuses_lost else ()


def _remark_of(member: AgencyReturn) -> str:
    """Return the reason why an agency has no figures, or not all; empty if it has them."""
    if member.summary is not None and member.summary.measures_lost:
        return MEASURES_NOT_READ
    return "" if any(step.is_reported for step in _steps_of(member)) else STEPS_NOT_REPORTED


def _write_row(sheet: Sheet, table: Table, row: int, counts: Tally, remark: str) -> None:
    if not counts.steps:
        for key in ("steps", *_STATUS_KEYS, "share", "proved"):
            sheet.text(row, table.col(key), "", "centre")
        sheet.text(row, table.col("remark"), remark, "centre")
        return
    for key in (*_STATUS_KEYS, "proved"):
        sheet.number(row, table.col(key), getattr(counts, key), "count")
    sheet.text(row, table.col("remark"), remark, "centre")
    sheet.live(row, table.col("steps"), formulas.total(table.row_span(row, "done", "unsaid"), counts.steps), "rank")
    _write_share(sheet, table, row, counts, "percent")


def _write_totals(sheet: Sheet, table: Table, sums: Tally) -> None:
    """Write the sums over all agencies above the header, where they stay visible in a long table."""
    row = table.header_row - 1
    for col in range(table.col("name")):
        sheet.text(row, col, "", "figure_name")
    sheet.text(row, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    for key in ("steps", *_STATUS_KEYS, "proved"):
        live = formulas.total(table.span(key, TRACKING), getattr(sums, key))
        sheet.live(row, table.col(key), live, "figure_count")
    _write_share(sheet, table, row, sums, "figure_share")
    sheet.text(row, table.col("remark"), "", "figure_name")


def _write_share(sheet: Sheet, table: Table, row: int, counts: Tally, style: str) -> None:
    """Write the share of steps that are done, of those that are a duty, as the measures workbook does."""
    done, steps, no_duty = (a1(row, table.col(key)) for key in ("done", "steps", "no_duty"))
    value = formulas.DASH if counts.share is None else float(counts.share)
    sheet.live(row, table.col("share"), share(done, steps, no_duty, value), style)
