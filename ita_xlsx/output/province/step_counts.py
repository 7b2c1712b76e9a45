"""What agencies report of their measures: steps by status, with evidence or without."""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import TRACKING, row_span
from ita_xlsx.model.tracking import Tally, reporting, tally_reports
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.measures import share
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow

_WIDTHS = {
    "number": 6, "code": 10, "name": 52, "steps": 14, "done": 12, "doing": 15, "not_yet": 16, "no_duty": 13,
    "unsaid": 14, "share": 15, "proved": 15, "remark": 26,
}  # fmt: skip
_SAID = ("done", "doing", "not_yet", "no_duty", "unsaid")


def write_tracking(book: Book, whole: ProvinceReport) -> None:
    """The sheet of measures; an agency that reported no step has no figures, and a word says so."""
    members = [
        (number, member.agency, member.reading.steps if member.reading else ())
        for number, member in reporting(whole.province)
    ]
    told = sum(any(step.is_told for step in steps) for _, _, steps in members)
    table = whole.layout.tracking(len(members))
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, whole.province, TRACKING, texts.TRACKING_TITLE, widths)
    line = texts.TRACKING_LINE.format(count=len(members), told=told) if told else texts.NO_STEPS
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    everyone = [tally_reports(steps) for _, _, steps in members]
    _totals(sheet, table, Tally(*map(sum, zip(*everyone, strict=True))) if everyone else Tally())
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    with sheet.row_after_row():
        for row, (number, agency, steps) in enumerate(members, table.first_row):
            sheet.number(row, 0, number, "count")
            sheet.text(row, table.col("code"), agency.code, "centre")
            sheet.text(row, table.col("name"), agency.name, "text")
            _row(sheet, table, row, everyone[row - table.first_row], told=any(step.is_told for step in steps))
            fit_row(sheet, row, [(agency.name, _WIDTHS["name"]), (agency.code, _WIDTHS["code"])])
    if not members:
        sheet.text(table.first_row, table.col("name"), texts.NO_STEPS, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    print_narrow(
        sheet, whole.province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _row(sheet: Sheet, table: Table, row: int, counts: Tally, *, told: bool) -> None:
    if not counts.steps:
        for key in ("steps", *_SAID, "share", "proved"):
            sheet.text(row, table.col(key), "", "centre")
        sheet.text(row, table.col("remark"), texts.NOT_TOLD, "centre")
        return
    for key in (*_SAID, "proved"):
        sheet.number(row, table.col(key), getattr(counts, key), "count")
    sheet.text(row, table.col("remark"), "" if told else texts.NOT_TOLD, "centre")
    sheet.live(row, table.col("steps"), formulas.total(row_span(table, "done", "unsaid", row), counts.steps), "rank")
    _share(sheet, table, row, counts, "percent")


def _totals(sheet: Sheet, table: Table, sums: Tally) -> None:
    """Over all agencies, above the header, where a long table keeps it in sight."""
    row = table.header_row - 1
    for col in range(table.col("name")):
        sheet.text(row, col, "", "figure_name")
    sheet.text(row, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    for key in ("steps", *_SAID, "proved"):
        live = formulas.total(table.span(key, TRACKING), getattr(sums, key))
        sheet.live(row, table.col(key), live, "figure_count")
    _share(sheet, table, row, sums, "figure_share")
    sheet.text(row, table.col("remark"), "", "figure_name")


def _share(sheet: Sheet, table: Table, row: int, counts: Tally, style: str) -> None:
    """Done, of the steps that are a duty, as the workbook of measures has it."""
    done, steps, no_duty = (a1(row, table.col(key)) for key in ("done", "steps", "no_duty"))
    value = formulas.DASH if counts.share is None else float(counts.share)
    sheet.live(row, table.col("share"), share(done, steps, no_duty, value), style)
