"""Write the list of all steps of all agencies.

Takes a ``MeasuresReport``; writes one row per step. The figures of the other sheets are formulas over these rows.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.round_measures import StepStatus, TrackedStep
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport
from ita_xlsx.output.sheets import day_number, fit_row, join_parts, open_sheet, print_narrow

_WIDTHS = {
    "number": 6, "code": 8, "name": 22, "measure": 24, "step": 39, "status": 14, "url": 31, "open": 7, "verdict": 13,
    "due": 16, "late": 12, "reported": 16, "note": 22, "owner": 42, "indicator": 36, "instrument": 13, "period": 40,
    "origin": 20, "id": 20, "agency": 13, "group": 13, "key": 13, "mark": 13, "proved": 13,
}  # fmt: skip
_CENTERED = frozenset({"code", "status", "verdict", "instrument", "origin", "id"})
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
    """Write the rows with filters; the reader may change the day above them, and overdue steps follow it."""
    table, measures = report.steps_table, report.measures
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, measures.province, table.sheet, texts.STEPS_TITLE, widths)
    place = layout.AS_OF
    sheet.text(place.row, 0, texts.AS_OF_INPUT if report.is_live else texts.AS_OF_LINE.format(day=""), "strong")
    sheet.number(place.row, place.col, day_number(measures.as_of), "input_date")
    if not report.is_live:
        sheet.text(place.row, place.col + 1, _row_limit_note(report), "muted")
    sheet.height(place.row, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, item in enumerate(report.listed_steps, table.first_row):
        _write_row(sheet, report, table, row, item)
    if not measures.steps:
        sheet.text(table.first_row, table.col("step"), texts.NOTHING, "text")
    _tint_rows(sheet, table)
    last = table.col(layout.LAST_PRINTED)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    sheet.hide_columns(table.col(layout.FIRST_HELPER), table.last_col)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, measures.province, table.header_row, (table.last_row, last), rows)


def _row_limit_note(report: MeasuresReport) -> str:
    """Return the note that figures are values, and how many of all rows are listed."""
    note, count = texts.VALUES_ONLY.format(limit=MOST_LIVE), len(report.measures.steps)
    listed = len(report.listed_steps)
    left = texts.STEPS_LEFT.format(listed=listed, count=count) if listed < count else ""
    return join_parts((note, left))


def _write_row(sheet: Sheet, report: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    step_report = item.report
    contents = {
        "code": item.agency.code, "name": item.agency.name, "measure": item.measure, "step": item.step,
        "status": status_word(item), "verdict": texts.verdict_words(item.link), "note": item.reason,
        "owner": item.owner, "indicator": step_report.indicator, "instrument": step_report.instrument,
        "period": item.period, "origin": texts.origin_words(item), "id": step_report.id,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in _CENTERED else "text")
    sheet.text(row, table.col("url"), item.url, "text")
    sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
    _write_days(sheet, report, table, row, item)
    sheet.number(row, table.col("agency"), item.number, "helper_count")
    sheet.text(row, table.col("group"), item.indicator or "-", "helper")
    if (number := report.step_key(item)) is not None:
        sheet.number(row, table.col("key"), number, "helper_count")
    sheet.number(row, table.col("proved"), int(item.proved), "helper_count")
    fit_row(sheet, row, [*((text, _WIDTHS[key]) for key, text in contents.items()), (item.url, _WIDTHS["url"])])


def _write_days(sheet: Sheet, report: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    """Write the due date, the days late, the date of the report and the mark of a step."""
    sheet.number(row, table.col("due"), day_number(item.due), "date")
    if item.reported is not None:
        sheet.number(row, table.col("reported"), day_number(item.reported), "date")
    else:
        sheet.text(row, table.col("reported"), "", "centre")
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
