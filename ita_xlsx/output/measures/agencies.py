"""One row an agency of the roster: how far its steps are, or why there are none."""

from __future__ import annotations

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import STATES
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.tracking import TrackedStep, reporting, tally
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport, blanks
from ita_xlsx.output.sheets import day_number, fit_row, open_sheet, print_narrow

_WIDTHS = {
    "number": 6, "code": 9, "name": 44, "reported": 17, "steps": 10, "done": 11, "doing": 14, "not_yet": 15,
    "unsaid": 13, "gone": 14, "no_duty": 12, "share": 11, "overdue": 11, "proved": 12, "remark": 20,
}  # fmt: skip


def write_agencies(book: Book, pages: MeasuresReport) -> None:
    """The rows in the roster's order, the totals above them."""
    tracking = pages.tracking
    members = tracking.province.members
    table, widths = layout.agencies_table(len(members)), list(_WIDTHS.values())
    sheet = open_sheet(book, tracking.province, table.sheet, texts.AGENCIES_TITLE, widths)
    line = texts.SHARE_NOTE if pages.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE)
    sheet.text(2, 0, line, "muted")
    total = table.header_row - 1
    blanks(sheet, total, (0, 1, 3), "figure_name")
    sheet.text(total, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    pages.totals(sheet, table, total, tally(tracking.steps))
    blanks(sheet, total, (table.col("remark"),), "figure_name")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    told = {number for number, _ in reporting(tracking.province)}
    for number, member in enumerate(members, 1):
        _row(sheet, pages, table, number, member, counted=number in told)
    span = (table.first_row, table.col("overdue"), table.last_row, table.col("overdue"))
    look = sheet.book.format("bad", plain=True)
    condition = formulas.is_above_none(a1(span[0], span[1]))
    sheet.worksheet.conditional_format(*span, {"type": "formula", "criteria": condition, "format": look})
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, tracking.province, table.header_row, (table.last_row, table.last_col), rows)


def _row(
    sheet: Sheet, pages: MeasuresReport, table: Table, number: int, member: AgencyReturn, *, counted: bool
) -> None:
    row = table.header_row + number
    steps = pages.tracking.by_agency.get(number, ())
    sheet.number(row, 0, number, "count")
    sheet.text(row, table.col("code"), member.agency.code, "centre")
    sheet.text(row, table.col("name"), member.agency.name, "text")
    day = _reported(member, steps) if counted else None
    if day is not None:
        sheet.number(row, table.col("reported"), day, "date")
    else:
        sheet.text(row, table.col("reported"), "", "centre")
    if steps:
        pages.figures(sheet, table, row, ("agency", f"$A{row + 1}"), tally(steps))
    else:
        blanks(sheet, row, range(table.col("steps"), table.col("proved") + 1), "centre")
    remark = _remark(member, told=number in pages.tracking.told, counted=counted)
    sheet.text(row, table.col("remark"), remark, "centre")
    name, width = member.agency.name, _WIDTHS["name"]
    fit_row(sheet, row, [(name, width), (member.agency.code, _WIDTHS["code"]), (remark, _WIDTHS["remark"])])


def _reported(member: AgencyReturn, steps: tuple[TrackedStep, ...]) -> int | None:
    day = steps[0].reported if steps else member.received
    return None if day is None else day_number(day)


def _remark(member: AgencyReturn, *, told: bool, counted: bool) -> str:
    """Why there are no figures, or that the form has to be mended elsewhere."""
    if not counted or member.state is State.REJECTED:
        return STATES[member.state]
    return "" if told else texts.NOT_TOLD
