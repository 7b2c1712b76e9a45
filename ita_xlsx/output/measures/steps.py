"""Write the list of all steps of all agencies.

Takes a ``MeasuresReport``; writes one row per step. The figures of the other sheets are formulas over these rows.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.round_measures import StepStatus, TrackedStep
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.list_sheets import ROW_HEIGHT, open_list, write_list_header
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport
from ita_xlsx.output.sheets import day_number, join_parts, round_heading

_WIDTHS = {
    "number": 6, "code": 7, "name": 28, "measure": 28, "step": 60, "status": 15, "url": 32, "open": 7, "verdict": 18,
    "due": 14, "late": 11, "reported": 14, "note": 24, "owner": 30, "indicator": 26, "instrument": 12, "period": 30,
    "origin": 20, "id": 14, "agency": 13, "group": 13, "key": 13, "mark": 13, "proved": 13,
}  # fmt: skip
_CENTERED = frozenset({"code", "status", "verdict", "instrument", "origin", "id"})
_AS_TYPED = frozenset({"code", "id"})
_TINTS = (
    (StepStatus.DONE, "good"),
    (StepStatus.DOING, "caution"),
    (StepStatus.ROW_DELETED, "bad"),
    (StepStatus.NO_DUTY, "quiet"),
)


def status_word(item: TrackedStep) -> str:
    """Return the Thai word for the status of a step; a word that was not understood is quoted and marked so."""
    if item.strange_status:
        return texts.STRANGE_STATUS.format(status=item.strange_status)
    return label_of(item.step_status)


def matrix_mark(item: TrackedStep) -> str:
    """Return the short word for the status in the matrix, with a mark if the step is overdue."""
    return layout.MARKS[item.step_status] + (layout.OVERDUE_MARK if item.overdue else "")


def write_steps(book: Book, report: MeasuresReport) -> None:
    """Write the rows with filters; the reader may change the day above them, and overdue steps follow it.

    A row has one line, and the sheet is for the screen: on paper only its first lines stand.
    """
    table, measures = report.steps_table, report.measures
    widths = list(_WIDTHS.values())
    sheet = open_list(book, report.round_of_plan, table.sheet, texts.STEPS_TITLE, widths)
    sheet.text(1, 0, join_parts((round_heading(report.round_of_plan), texts.NOT_PRINTED)), "muted")
    place = layout.AS_OF
    sheet.text(place.row, 0, texts.AS_OF_INPUT if report.is_live else texts.AS_OF_LINE.format(day=""), "strong")
    sheet.number(place.row, place.col, day_number(measures.as_of), "input_date")
    if not report.is_live:
        sheet.text(place.row, place.col + 1, _row_limit_note(report), "muted")
    sheet.height(place.row, 24)
    write_list_header(sheet, table, widths)
    for row, item in enumerate(report.listed_steps, table.first_row):
        _write_row(sheet, report, table, row, item)
    if not measures.steps:
        sheet.text(table.first_row, table.col("step"), texts.NOTHING, "cut")
    _tint_rows(sheet, table)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    sheet.hide_columns(table.col(layout.FIRST_HELPER), table.last_col)
    sheet.print_setup(round_heading(report.round_of_plan))
    sheet.worksheet.print_area(0, 0, place.row, table.col("step"))


def _row_limit_note(report: MeasuresReport) -> str:
    """Return the note that figures are values, and how many of all rows are listed."""
    note, count = texts.VALUES_ONLY.format(limit=MOST_LIVE), len(report.measures.steps)
    listed = len(report.listed_steps)
    left = texts.STEPS_LEFT.format(listed=listed, count=count) if listed < count else ""
    return join_parts((note, left))


def _write_row(sheet: Sheet, report: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    step_report = item.report
    contents = {
        "code": item.agency.code, "name": report.name_of(item.agency), "measure": item.measure, "step": item.step,
        "status": status_word(item), "verdict": texts.verdict_words(item.link), "note": item.reason,
        "owner": item.owner, "indicator": step_report.indicator, "instrument": step_report.instrument,
        "period": item.period, "origin": texts.origin_words(item), "id": step_report.id,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        text = AsTyped(text) if key in _AS_TYPED else text
        sheet.text(row, table.col(key), text, "cut_centre" if key in _CENTERED else "cut")
    sheet.text(row, table.col("url"), item.url, "cut")
    sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
    _write_days(sheet, report, table, row, item)
    sheet.number(row, table.col("agency"), item.number, "helper_count")
    sheet.text(row, table.col("group"), item.indicator or "-", "helper")
    if (number := report.step_key(item)) is not None:
        sheet.number(row, table.col("key"), number, "helper_count")
    sheet.number(row, table.col("proved"), int(item.proved), "helper_count")
    sheet.height(row, ROW_HEIGHT)


def _write_days(sheet: Sheet, report: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    """Write the due date, the days late, the date of the report and the mark of a step."""
    sheet.number(row, table.col("due"), day_number(item.due), "date")
    if item.reported is not None:
        sheet.number(row, table.col("reported"), day_number(item.reported), "date")
    else:
        sheet.text(row, table.col("reported"), "", "cut_centre")
    status, due, late = (a1(row, table.col(key)) for key in ("status", "due", "late"))
    report.write_figure(
        sheet, row, table.col("late"), formulas.days_late(status, due, layout.AS_OF.fixed, item.late), "count"
    )
    report.write_figure(sheet, row, table.col("mark"), formulas.status_mark(status, late, matrix_mark(item)), "helper")


def _tint_rows(sheet: Sheet, table: Table) -> None:
    """Color statuses and overdue days; the word or number in the cell repeats the color."""
    for key, condition, style in (
        *(("status", is_word(a1(table.first_row, table.col("status")), label_of(progress)), style)
          for progress, style in _TINTS),
        ("late", formulas.is_above_zero(a1(table.first_row, table.col("late"))), "bad"),
    ):  # fmt: skip
        span = (table.first_row, table.col(key), table.last_row, table.col(key))
        look = sheet.book.format(style, plain=True)
        sheet.worksheet.conditional_format(*span, {"type": "formula", "criteria": condition, "format": look})
