"""Write the sheet with the progress of each agency of the roster.

Takes a ``MeasuresReport``; writes one row per agency: counts of its steps, or the reason why it has none.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.round_measures import TrackedStep, reporting_members, tally
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.list_sheets import ROW_HEIGHT, close_list, open_list, write_line, write_list_header
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, SHARE_BAR, MeasuresReport, write_blanks
from ita_xlsx.output.sheets import day_number, join_parts, round_heading
from ita_xlsx.output.texts import MEASURES_NOT_READ, STEPS_NOT_REPORTED

_WIDTHS = {
    "number": 5, "code": 8, "name": 31, "reported": 14, "steps": 9, "done": 9, "doing": 11, "not_yet": 11,
    "unsaid": 10, "gone": 12, "no_duty": 9, "overdue": 10, "proved": 10, "share": 11, "remark": 20,
}  # fmt: skip


def write_agencies(book: Book, report: MeasuresReport) -> None:
    """Write the agencies, those to look after first, with the totals above them."""
    measures = report.measures
    members = measures.province.members
    table, widths = layout.agencies_table(len(members)), list(_WIDTHS.values())
    sheet = open_list(book, report.round_of_plan, table.sheet, texts.AGENCIES_TITLE, widths)
    note = texts.SHARE_NOTE if report.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE)
    sheet.text(1, 0, join_parts((round_heading(report.round_of_plan), note)), "muted")
    total = table.header_row - 1
    write_blanks(sheet, total, (0, 1, 3), "figure_name")
    sheet.text(total, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    report.write_totals(sheet, table, total, tally(measures.steps))
    write_blanks(sheet, total, (table.col("remark"),), "figure_name")
    sheet.height(total, ROW_HEIGHT)
    write_list_header(sheet, table, widths)
    reports_steps = {number for number, _ in reporting_members(measures.province)}
    for row, number in enumerate(report.agency_order, table.first_row):
        _write_row(sheet, report, table, row, number, members[number - 1], counted=number in reports_steps)
    late, share = ((table.first_row, table.col(key), table.last_row, table.col(key)) for key in ("overdue", "share"))
    rule = {"type": "formula", "criteria": formulas.is_above_zero(a1(late[0], late[1]))}
    sheet.worksheet.conditional_format(*late, {**rule, "format": book.format("bad", plain=True)})
    sheet.worksheet.conditional_format(*share, SHARE_BAR)
    close_list(sheet, report.round_of_plan, table, "remark")


def _write_row(
    sheet: Sheet, report: MeasuresReport, table: Table, row: int, number: int, member: AgencyReturn, *, counted: bool
) -> None:
    steps = report.measures.by_agency.get(number, ())
    remark = _remark_of(member, reports_steps=number in report.measures.agencies_with_reports, counted=counted)
    contents = {"code": AsTyped(member.agency.code), "name": report.name_of(member.agency)}
    write_line(sheet, table, row, contents, _WIDTHS, "code")
    sheet.text(row, table.col("remark"), remark, "cut_centre", "fitted")
    # The formulas find the steps of an agency by its number in the roster.
    sheet.number(row, 0, number, "count")
    day = _reported_day(member, steps) if counted else None
    if day is not None:
        sheet.number(row, table.col("reported"), day, "date")
    else:
        sheet.text(row, table.col("reported"), "", "cut_centre")
    if steps:
        report.write_figures(sheet, table, row, ("agency", f"$A{row + 1}"), tally(steps))
    else:
        write_blanks(sheet, row, range(table.col("steps"), table.col("share") + 1), "cut_centre")


def _reported_day(member: AgencyReturn, steps: tuple[TrackedStep, ...]) -> int | None:
    day = steps[0].reported if steps else member.received.day
    return None if day is None else day_number(day)


def _remark_of(member: AgencyReturn, *, reports_steps: bool, counted: bool) -> str:
    """Return the reason why an agency has no figures, or that its form was rejected for other faults."""
    if not counted or member.state is State.REJECTED:
        return label_of(member.state)
    if member.summary is not None and member.summary.measures_lost:
        return MEASURES_NOT_READ
    return "" if reports_steps else STEPS_NOT_REPORTED
