"""Write the matrix of steps by agencies.

Takes a ``MeasuresReport``; writes a row per step that has an id and a column per agency. Each cell holds a short word
for the status, as a formula over the list of steps.
"""

from __future__ import annotations

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.round_measures import Origin, StepRow, StepStatus, TrackedStep
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.list_sheets import FULL_WIDTH, ROW_HEIGHT, TITLE_HEIGHT, new_list
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport
from ita_xlsx.output.measures.steps import matrix_mark
from ita_xlsx.output.sheets import join_parts, one_line, print_wide, short_name
from ita_xlsx.output.styles import DENSE

_NUMBER, _INDICATOR, _STEP, _COUNT, _AGENCY = 5.0, 8.0, 62.0, 6.0, 6.6
# Points: the head of the sheet stays within a third of a small screen.
_NAMES_HEIGHT = 91.0
_LONGEST_NAME = 30
# A larger matrix cannot be read, and its formulas, which search the list of steps, would be slow.
_MOST_AGENCIES, _MOST_ROWS = 100, 400
_TINTS = (
    (StepStatus.DONE, "good"),
    (StepStatus.DOING, "caution"),
    (StepStatus.NO_DUTY, "quiet"),
    (StepStatus.ROW_DELETED, "bad"),
)


def write_matrix(book: Book, report: MeasuresReport) -> None:
    """Write the matrix; only the totals if there are too many agencies or steps."""
    measures = report.measures
    rows, agencies = measures.rows, list(measures.by_agency)
    if len(agencies) > _MOST_AGENCIES or len(rows) > _MOST_ROWS:
        agencies = []
    table = layout.matrix_table(len(rows), agencies)
    widths = [_NUMBER, _INDICATOR, _STEP, _COUNT, _COUNT, *[_AGENCY] * len(agencies), FULL_WIDTH]
    sheet = new_list(book, table.sheet, widths)
    report.write_dated_sentence(sheet, 0, 0, texts.MATRIX_TITLE.format(day=texts.as_of(measures)), "list_title")
    sheet.height(0, TITLE_HEIGHT)
    _write_header(sheet, report, table, agencies)
    steps_by_id: dict[str, dict[int, TrackedStep]] = {}
    for item in measures.steps:
        if item.origin is Origin.PLAN:
            steps_by_id.setdefault(item.report.id, {})[item.number] = item
    for number, step in enumerate(rows, 1):
        _write_row(sheet, report, table, number, step, steps_by_id.get(step.id, {}), agencies)
    if not rows:
        sheet.text(table.first_row, table.col("name"), texts.NO_SHARED_STEPS, "cut")
    if agencies:
        _tint_marks(sheet, table)
    # The legend stands below, in a column that every page repeats, so that no page break cuts it.
    notes = (_notes(report, has_agencies=bool(agencies)), texts.MATRIX_LEGEND if agencies else "")
    last = table.last_row
    for note in filter(None, notes):
        last += 1
        sheet.text(last, table.col("name"), note, "muted", "wrapped")
        sheet.height(last, row_height([(note, _STEP)], DENSE))
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    groups = [table.col("done"), *range(table.col("all") + 1, table.col("full") + 1)]
    print_wide(sheet, report.round_of_plan, table, widths, groups, last)


def _notes(report: MeasuresReport, *, has_agencies: bool) -> str:
    measures = report.measures
    own_rows = sum(item.origin is not Origin.PLAN for item in measures.steps)
    wide = "" if has_agencies or not measures.rows else texts.TOO_WIDE.format(limit=_MOST_AGENCIES, rows=_MOST_ROWS)
    return join_parts(
        (
            wide
            or texts.COUNTED.format(reporting=len(measures.agencies_with_reports), all=len(measures.province.members)),
            texts.OWN_ROWS.format(count=own_rows) if own_rows else "",
            "" if report.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE),
        )
    )


def _write_header(sheet: Sheet, report: MeasuresReport, table: Table, agencies: list[int]) -> None:
    """Write the header; agency names are turned upright, so that thirty of them fit on two pages."""
    row = table.header_row
    for key in ("number", "indicator", "name", "done", "all", "full"):
        sheet.text(row, table.col(key), table.columns[table.col(key)].header, "header")
    for number in agencies:
        agency = report.measures.by_agency[number][0].agency
        label = short_name(f"{agency.code} {report.name_of(agency)}".strip(), _LONGEST_NAME)
        sheet.text(row, table.col(f"agency {number}"), label, "upright")
    sheet.height(row, _NAMES_HEIGHT if agencies else 42)


def _write_row(
    sheet: Sheet,
    report: MeasuresReport,
    table: Table,
    number: int,
    step: StepRow,
    steps_by_agency: dict[int, TrackedStep],
    agencies: list[int],
) -> None:
    row = table.header_row + number
    sheet.number(row, 0, number, "heat_count")
    sheet.text(row, table.col("indicator"), step.indicator or "-", "cut_centre")
    sheet.text(row, table.col("name"), one_line(step.step, _STEP), "cut")
    full = (step.measure, step.step) if step.measure != step.step else (step.step,)
    sheet.text(row, table.col("full"), " · ".join(" ".join(text.split()) for text in full if text), "beside")
    marks, keys = report.steps_table.span("mark", table.sheet), report.steps_table.span("key", table.sheet)
    for agency_number in agencies:
        col, item = table.col(f"agency {agency_number}"), steps_by_agency.get(agency_number)
        if item is None:
            sheet.text(row, col, "", "cut_centre")
        else:
            key = report.step_key(item) or 0
            report.write_figure(
                sheet, row, col, formulas.cell_of_key(marks, keys, key, matrix_mark(item)), "cut_centre"
            )
    done = sum(item.step_status is StepStatus.DONE for item in steps_by_agency.values())
    duty = sum(item.step_status is not StepStatus.NO_DUTY for item in steps_by_agency.values())
    if agencies:
        cells = table.row_span(row, f"agency {agencies[0]}", f"agency {agencies[-1]}")
        sheet.live(
            row, table.col("done"), formulas.word_count(cells, layout.MARKS[StepStatus.DONE], done), "heat_count"
        )
        no_duty = layout.MARKS[StepStatus.NO_DUTY]
        sheet.live(row, table.col("all"), formulas.count_without_word(cells, no_duty, duty), "heat_count")
    else:
        sheet.number(row, table.col("done"), done, "heat_count")
        sheet.number(row, table.col("all"), duty, "heat_count")
    sheet.height(row, ROW_HEIGHT)


def _tint_marks(sheet: Sheet, table: Table) -> None:
    """Color the cells by status, overdue steps first; the word in the cell repeats the color."""
    span = (table.first_row, table.col("all") + 1, table.last_row, table.col("full") - 1)
    cell = a1(span[0], span[1])
    conditions = [(formulas.is_overdue_mark(cell), "bad")]
    conditions += [(is_word(cell, layout.MARKS[progress]), style) for progress, style in _TINTS]
    for condition, style in conditions:
        look = sheet.book.format(style, plain=True)
        rule = {"type": "formula", "criteria": condition, "format": look, "stop_if_true": True}
        sheet.worksheet.conditional_format(*span, rule)
