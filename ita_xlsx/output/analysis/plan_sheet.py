"""Write the sheet of the drafted plan of measures, with the weak points that it does not cover yet.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.measures import Measure, PlannedMeasure, Step
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.opening import print_list
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ListFormulas
from ita_xlsx.output.formulas.weak_places import PlanCells
from ita_xlsx.output.plan_rows import plan_rows, table_widths, write_plan_row
from ita_xlsx.output.styles import TAB_FILL

# Few enough that the last drafted row is always on the page of the empty rows.
_SPARE_ROWS = 3
_SPARE_HEIGHT = 42
_TARGETS_WIDTH = 19
# The columns of the plan are so much narrower than those of a form that a page has letters of ten points.
_SCALE = 0.92


def write_plan(book: Book, report: Report) -> None:
    """Write the plan in its layout: at least one row for each weak point, then empty rows for the officer."""
    plan_layout = PLAN_LAYOUTS[report.plan_layout]
    rows = [row for row, _ in _labeled_rows(report)]
    table = report.layout.plan(len(rows) + _SPARE_ROWS, report.plan_layout)
    widths = [_TARGETS_WIDTH, *(round(width * _SCALE) for width in table_widths(plan_layout, table)[1:])]
    sheet = book.sheet(PLAN)
    sheet.tab(TAB_FILL)
    _open(sheet, report, texts.plan_title(report.plan_year), widths)
    # Beside the count of weak points, so that the frozen head stays small.
    sheet.text(report.layout.plan_uncovered.row, table.col("steps"), _hint(report), "muted")
    sheet.height(3, 4)
    for row, contents in enumerate(rows, table.first_row):
        write_plan_row(sheet, plan_layout, table, row, contents, scale=_SCALE)
    for row in range(table.first_row + len(rows), table.last_row + 1):
        write_plan_row(sheet, plan_layout, table, row, {}, least=_SPARE_HEIGHT)
    place = report.layout.plan_uncovered
    lists = ListFormulas(report.layout, report.diagnosis, PLAN)
    # From the header to the last empty row, so that the range stays valid if every drafted row is deleted.
    span = f"$A${table.header_row + 1}:$A${table.last_row + 1}"
    covered = len({point.subject for planned in report.plan for point in planned.points})
    sheet.live(place.row, place.col, lists.uncovered(texts.UNCOVERED, span, covered), "strong")
    sheet.height(place.row, 22)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    # The units are for the officer and stand right of the printed columns; the ids are hidden.
    sheet.hide_columns(table.col("units") + 1, table.last_col)
    last_printed = table.col("units") - 1
    _close(sheet, report, table.header_row, table.last_row, last_printed)
    sheet.rows_together(table.first_row, table.last_row, last_printed)


def plan_cells(report: Report) -> PlanCells:
    """Return the rows of the plan, and where its columns stand, for the sheet that picks from them."""
    rows, labels = map(list, zip(*_labeled_rows(report), strict=True)) if report.plan else ([], [])
    table = report.layout.plan(len(rows) + _SPARE_ROWS, report.plan_layout)
    columns = {column.key: table.col(column.key) for column in table.columns}
    return PlanCells(table.first_row, table.last_row, columns, rows, labels)


def _labeled_rows(report: Report) -> list[tuple[Mapping[str, str], list[str]]]:
    """Return the rows of the plan, each with the labels of the weak points that it answers."""
    plan_layout, framework = PLAN_LAYOUTS[report.plan_layout], report.layout.framework
    rows: list[tuple[Mapping[str, str], list[str]]] = []
    for planned in report.plan:
        measure = _measure(report, planned)
        for row in plan_rows(framework, plan_layout, measure):
            targets = measure.targets if row.get("targets") else ()
            labels = [texts.target_label(framework, target) for target in targets]
            rows.append(({**row, "targets": ", ".join(labels)}, labels))
    return rows


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
        period=shared_texts.fiscal_period(report.plan_year),
        follow_up=shared_texts.follow_up_words(drafted),
        targets=subjects,
    )


def _open(sheet: Sheet, report: Report, title: str, widths: list[int]) -> None:
    sheet.widths(*widths)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 1, title, "plan_title")
    sheet.height(0, 28)
    sheet.text(1, 1, shared_texts.agency_line(report.submission.agency), "strong")
    sheet.height(1, 22)


def _close(sheet: Sheet, report: Report, repeat: int, last_row: int, last_col: int) -> None:
    sheet.worksheet.freeze_panes(repeat + 1, 0)
    print_list(sheet, report, repeat)
    # The codes in the first column are for formulas, and not for a page that somebody signs.
    sheet.worksheet.print_area(0, 1, last_row, last_col)
