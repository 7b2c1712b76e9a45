"""Write the sheet of the drafted plan of measures, with the weak points that it does not cover yet.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.measures import Measure, PlannedMeasure, Step
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ListFormulas
from ita_xlsx.output.plan_rows import plan_rows, table_widths, write_plan_row

# Few enough that the last drafted row is always on the page of the empty rows.
_SPARE_ROWS = 3
_SPARE_HEIGHT = 42


def write_plan(book: Book, report: Report) -> None:
    """Write the plan in its layout: at least one row for each weak point, then empty rows for the officer."""
    plan_layout = PLAN_LAYOUTS[report.plan_layout]
    measures = [_measure(report, planned) for planned in report.plan]
    rows = [row for measure in measures for row in plan_rows(report.layout.framework, plan_layout, measure)]
    table = report.layout.plan(len(rows) + _SPARE_ROWS, report.plan_layout)
    widths = table_widths(plan_layout, table)
    sheet = book.sheet(PLAN)
    _open(sheet, report, texts.plan_title(report.layout.framework), widths)
    sheet.text(3, 1, _hint(report), "muted")
    for row, contents in enumerate(rows, table.first_row):
        write_plan_row(sheet, plan_layout, table, row, contents)
    for row in range(table.first_row + len(rows), table.last_row + 1):
        write_plan_row(sheet, plan_layout, table, row, {}, least=_SPARE_HEIGHT)
    place = report.layout.plan_uncovered
    lists = ListFormulas(report.layout, report.diagnosis, PLAN)
    # From the header to the last empty row, so that the range stays valid if every drafted row is deleted.
    span = f"$A${table.header_row + 1}:$A${table.last_row + 1}"
    covered = len({point.subject for planned in report.plan for point in planned.points})
    sheet.live(place.row, place.col, lists.uncovered(texts.UNCOVERED, span, covered), "strong")
    sheet.height(place.row, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    # The units are for the officer and stand right of the printed columns; the ids are hidden.
    sheet.hide_columns(table.col("units") + 1, table.last_col)
    last_printed = table.col("units") - 1
    _close(sheet, report, (table.header_row, table.header_row), table.last_row, last_printed)
    sheet.rows_together(table.first_row, table.last_row, last_printed)


def _hint(report: Report) -> str:
    if report.plan:
        return texts.PLAN_HINT
    return texts.NO_WEAK_POINTS if report.has_scores else texts.NOTHING_SCORED


def _measure(report: Report, planned: PlannedMeasure) -> Measure:
    """Return the officer's measure with the weak points that it covers, or the drafted measure."""
    framework, drafted = report.layout.framework, planned.measure
    subjects = tuple(point.subject for point in planned.points)
    analysis = texts.analysis_sentence(framework, planned)
    if planned.officer_measure is not None:
        targets = tuple(dict.fromkeys((*planned.officer_measure.targets, *subjects)))
        return replace(planned.officer_measure, targets=targets, analysis=planned.officer_measure.analysis or analysis)
    return Measure(
        id=drafted.id,
        indicator=drafted.indicator,
        measure=drafted.measure,
        steps=tuple(Step(planned.step_id(number), text) for number, text in enumerate(drafted.steps, 1)),
        analysis=analysis,
        responsible=drafted.responsible,
        units=(),
        period=shared_texts.next_period(framework),
        follow_up=shared_texts.follow_up_words(drafted),
        targets=subjects,
    )


def _open(sheet: Sheet, report: Report, title: str, widths: list[int]) -> None:
    sheet.widths(*widths)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 1, title, "title")
    sheet.height(0, 34)
    sheet.text(1, 1, shared_texts.agency_line(report.submission.agency), "strong")
    sheet.height(1, 26)


def _close(sheet: Sheet, report: Report, repeat: tuple[int, int], last_row: int, last_col: int) -> None:
    sheet.worksheet.freeze_panes(repeat[1] + 1, 0)
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework), repeat)
    # The codes in the first column are for formulas, and not for a page that somebody signs.
    sheet.worksheet.print_area(0, 1, last_row, last_col)
