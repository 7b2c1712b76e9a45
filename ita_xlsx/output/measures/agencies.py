"""Write the sheet with the progress of each agency of the roster.

Takes a ``MeasuresReport``; writes one row per agency: counts of its steps, or the reason why it has none.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.round_measures import TrackedStep, reporting_members, tally
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport, write_blanks
from ita_xlsx.output.sheets import day_number, fit_row, open_sheet, print_narrow
from ita_xlsx.output.texts import MEASURES_NOT_READ, STEPS_NOT_REPORTED

_WIDTHS = {
    "number": 6, "code": 9, "name": 44, "reported": 17, "steps": 10, "done": 11, "doing": 14, "not_yet": 15,
    "unsaid": 13, "gone": 14, "no_duty": 12, "share": 11, "overdue": 11, "proved": 12, "remark": 20,
}  # fmt: skip


def write_agencies(book: Book, report: MeasuresReport) -> None:
    """Write the agencies in the roster's order, with the totals above them."""
    measures = report.measures
    members = measures.province.members
    table, widths = layout.agencies_table(len(members)), list(_WIDTHS.values())
    sheet = open_sheet(book, measures.province, table.sheet, texts.AGENCIES_TITLE, widths)
    line = texts.SHARE_NOTE if report.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE)
    sheet.text(2, 0, line, "muted")
    total = table.header_row - 1
    write_blanks(sheet, total, (0, 1, 3), "figure_name")
    sheet.text(total, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    report.write_totals(sheet, table, total, tally(measures.steps))
    write_blanks(sheet, total, (table.col("remark"),), "figure_name")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    reports_steps = {number for number, _ in reporting_members(measures.province)}
    for number, member in enumerate(members, 1):
        _write_row(sheet, report, table, number, member, counted=number in reports_steps)
    span = (table.first_row, table.col("overdue"), table.last_row, table.col("overdue"))
    look = sheet.book.format("bad", plain=True)
    condition = formulas.is_above_zero(a1(span[0], span[1]))
    sheet.worksheet.conditional_format(*span, {"type": "formula", "criteria": condition, "format": look})
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, measures.province, table.header_row, (table.last_row, table.last_col), rows)


def _write_row(
    sheet: Sheet, report: MeasuresReport, table: Table, number: int, member: AgencyReturn, *, counted: bool
) -> None:
    row = table.header_row + number
    steps = report.measures.by_agency.get(number, ())
    sheet.number(row, 0, number, "count")
    sheet.text(row, table.col("code"), member.agency.code, "centre")
    sheet.text(row, table.col("name"), member.agency.name, "text")
    day = _reported_day(member, steps) if counted else None
    if day is not None:
        sheet.number(row, table.col("reported"), day, "date")
    else:
        sheet.text(row, table.col("reported"), "", "centre")
    if steps:
        report.write_figures(sheet, table, row, ("agency", f"$A{row + 1}"), tally(steps))
    else:
        write_blanks(sheet, row, range(table.col("steps"), table.col("proved") + 1), "centre")
    remark = _remark_of(member, reports_steps=number in report.measures.agencies_with_reports, counted=counted)
    sheet.text(row, table.col("remark"), remark, "centre")
    name, width = member.agency.name, _WIDTHS["name"]
    fit_row(sheet, row, [(name, width), (member.agency.code, _WIDTHS["code"]), (remark, _WIDTHS["remark"])])


def _reported_day(member: AgencyReturn, steps: tuple[TrackedStep, ...]) -> int | None:
    day = steps[0].reported if steps else member.received
    return None if day is None else day_number(day)


def _remark_of(member: AgencyReturn, *, reports_steps: bool, counted: bool) -> str:
    """Return the reason why an agency has no figures, or that its form was rejected for other faults."""
    if not counted or member.state is State.REJECTED:
        return label_of(member.state)
    if member.summary is not None and member.summary.measures_lost:
        return MEASURES_NOT_READ
    return "" if reports_steps else STEPS_NOT_REPORTED
