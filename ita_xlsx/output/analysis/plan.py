"""What is to be done: the drafted plan of measures."""

from __future__ import annotations

from ita_xlsx.model.layout.analysis import PLAN
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.output import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ListFormulas
from ita_xlsx.output.styles import DENSE

_PLAN_WIDTHS = {
    "subjects": 12, "indicator": 19, "measure": 26, "analysis": 36, "steps": 56, "period": 17,
    "responsible": 22, "follow_up": 30,
}  # fmt: skip
# Few enough that the last drafted row is always on their page.
_PLAN_SPARES = 3
_SPARE_HEIGHT = 42


def write_plan(book: Book, report: Report) -> None:
    """The plan: drafted rows for every weak point, then spare ones for the officer."""
    table = report.layout.plan(len(report.plan) + _PLAN_SPARES)
    sheet = book.sheet(PLAN)
    _open(sheet, report, texts.plan_title(report.layout.framework), list(_PLAN_WIDTHS.values()))
    sheet.text(3, 1, _hint(report), "muted")
    for index, planned in enumerate(report.plan):
        _plan_row(sheet, report, table.first_row + index, planned)
    for row in range(table.first_row + len(report.plan), table.last_row + 1):
        for col in range(table.last_col + 1):
            sheet.text(row, col, "", "plan")
        sheet.height(row, _SPARE_HEIGHT)
    place = report.layout.plan_uncovered
    lists = ListFormulas(report.layout, report.diagnosis, PLAN)
    # From the header to the last spare row, so that the range outlives the deletion of every drafted one.
    span = f"$A${table.header_row + 1}:$A${table.last_row + 1}"
    covered = sum(len(planned.points) for planned in report.plan)
    sheet.live(place.row, place.col, lists.uncovered(texts.UNCOVERED, span, covered), "strong")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(_PLAN_WIDTHS.values()))
    _close(sheet, report, (table.header_row, table.header_row), table.last_row, table.last_col)
    sheet.rows_together(table.first_row, table.last_row, table.last_col)


def _hint(report: Report) -> str:
    if report.plan:
        return texts.PLAN_HINT
    return texts.NO_WEAK_POINTS if report.has_scores else texts.NOTHING_SCORED


def _plan_row(sheet: Sheet, report: Report, row: int, planned: PlannedMeasure) -> None:
    measure, framework = planned.measure, report.layout.framework
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(measure.steps, 1))
    contents = {
        "subjects": ";" + ";".join(point.subject for point in planned.points) + ";",
        "indicator": texts.indicator_title(framework, measure.indicator),
        "measure": measure.measure,
        "analysis": texts.analysis_sentence(framework, planned),
        "steps": steps,
        "period": texts.next_period(framework),
        "responsible": measure.responsible,
        "follow_up": texts.follow_up_words(measure),
    }
    for col, text in enumerate(contents.values()):
        sheet.text(row, col, text, "plan")
    cells = [(text, _PLAN_WIDTHS[key]) for key, text in contents.items() if key]
    sheet.height(row, row_height(cells, DENSE, least=22))


def _open(sheet: Sheet, report: Report, title: str, widths: list[int]) -> None:
    sheet.widths(*widths)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 1, title, "title")
    sheet.height(0, 34)
    sheet.text(1, 1, texts.agency_line(report.submission.agency), "strong")
    sheet.height(1, 26)


def _close(sheet: Sheet, report: Report, repeat: tuple[int, int], last_row: int, last_col: int) -> None:
    sheet.worksheet.freeze_panes(repeat[1] + 1, 0)
    sheet.print_setup(texts.heading(report.submission.agency, report.layout.framework), repeat)
    sheet.worksheet.print_area(0, 0, last_row, last_col)
