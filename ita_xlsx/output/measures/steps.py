"""Every step of every agency: the sheet that holds the rows, which all figures look at."""

from __future__ import annotations

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.tracking import StepStatus, TrackedStep
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
_CENTRED = frozenset({"code", "status", "verdict", "instrument", "origin", "id"})
_TINTS = (
    (StepStatus.DONE, "good"),
    (StepStatus.DOING, "caution"),
    (StepStatus.GONE, "bad"),
    (StepStatus.NO_DUTY, "quiet"),
)


def status_word(item: TrackedStep) -> str:
    """The status as the sheets say it; a word that is not understood is shown as it came, and called so."""
    if item.strange_status:
        return texts.STRANGE_STATUS.format(status=item.strange_status)
    return layout.ALL_STATUS_WORDS[item.progress]


def mark_of(item: TrackedStep) -> str:
    """The short word of a status in the matrix."""
    return layout.MARKS[item.progress] + (layout.OVERDUE_MARK if item.overdue else "")


def write_steps(book: Book, pages: MeasuresReport) -> None:
    """The rows, with filters; the day above them may be changed, and what is overdue follows."""
    table, tracking = pages.steps, pages.tracking
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, tracking.province, table.sheet, texts.STEPS_TITLE, widths)
    at = layout.AS_OF
    sheet.text(at.row, 0, texts.AS_OF_HERE if pages.is_live else texts.AS_OF_LINE.format(day=""), "strong")
    sheet.number(at.row, at.col, day_number(tracking.as_of), "input_date")
    if not pages.is_live:
        sheet.text(at.row, at.col + 1, _line(pages), "muted")
    sheet.height(at.row, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, item in enumerate(pages.shown, table.first_row):
        _row(sheet, pages, table, row, item)
    if not tracking.steps:
        sheet.text(table.first_row, table.col("step"), texts.NOTHING, "text")
    _tint(sheet, table)
    last = table.col(layout.LAST_PRINTED)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    sheet.hide_columns(table.col(layout.FIRST_HELPER), table.last_col)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, tracking.province, table.header_row, (table.last_row, last), rows)


def _line(pages: MeasuresReport) -> str:
    """That figures are values, and how many rows there was room for."""
    said, count = texts.VALUES_ONLY.format(limit=MOST_LIVE), len(pages.tracking.steps)
    left = texts.STEPS_LEFT.format(shown=len(pages.shown), count=count) if len(pages.shown) < count else ""
    return join_parts((said, left))


def _row(sheet: Sheet, pages: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    report = item.report
    contents = {
        "code": item.agency.code, "name": item.agency.name, "measure": item.measure, "step": item.step,
        "status": status_word(item), "verdict": texts.verdict_words(item.link), "note": item.reason,
        "owner": item.owner, "indicator": report.indicator, "instrument": report.instrument,
        "period": item.period, "origin": texts.origin_words(item), "id": report.id,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in _CENTRED else "text")
    sheet.text(row, table.col("url"), item.url, "text")
    sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
    _days(sheet, pages, table, row, item)
    sheet.number(row, table.col("agency"), item.number, "helper_count")
    sheet.text(row, table.col("group"), item.indicator or "-", "helper")
    if (number := pages.key_of(item)) is not None:
        sheet.number(row, table.col("key"), number, "helper_count")
    sheet.number(row, table.col("proved"), int(item.proved), "helper_count")
    fit_row(sheet, row, [*((text, _WIDTHS[key]) for key, text in contents.items()), (item.url, _WIDTHS["url"])])


def _days(sheet: Sheet, pages: MeasuresReport, table: Table, row: int, item: TrackedStep) -> None:
    """When it is due, how late it is, when it was reported, and its mark."""
    sheet.number(row, table.col("due"), day_number(item.due), "date")
    if item.reported is not None:
        sheet.number(row, table.col("reported"), day_number(item.reported), "date")
    else:
        sheet.text(row, table.col("reported"), "", "centre")
    status, due, late = (a1(row, table.col(key)) for key in ("status", "due", "late"))
    pages.put(sheet, row, table.col("late"), formulas.days_late(status, due, layout.AS_OF.fixed, item.late), "count")
    pages.put(sheet, row, table.col("mark"), formulas.mark(status, late, mark_of(item)), "helper")


def _tint(sheet: Sheet, table: Table) -> None:
    """Colours that say again what a word or a number says."""
    for key, condition, style in (
        *(("status", is_word(a1(table.first_row, table.col("status")), layout.ALL_STATUS_WORDS[progress]), style)
          for progress, style in _TINTS),
        ("late", formulas.is_above_none(a1(table.first_row, table.col("late"))), "bad"),
    ):  # fmt: skip
        span = (table.first_row, table.col(key), table.last_row, table.col(key))
        look = sheet.book.format(style, plain=True)
        sheet.worksheet.conditional_format(*span, {"type": "formula", "criteria": condition, "format": look})
