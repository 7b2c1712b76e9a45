"""Write the sheet of measures of the form: a band per measure, below it one step a row with its status and evidence.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import Place, Table, a1
from ita_xlsx.model.layout.agency_layout import MEASURE_BAND, MEASURES_HINT, OF_YEAR
from ita_xlsx.model.layout.page import MARGIN_SIDE, line_count, page_breaks, row_height
from ita_xlsx.model.measures import Measure, Step
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.cell_rules import check_choices, color_statuses, color_where, prompt_first
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import (
    HEAD_HEIGHT,
    NOTE_HEIGHT,
    PAGE_WIDTH,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    chars,
    write_band,
)
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas.fill_counts import StepCountFormulas
from ita_xlsx.output.formulas.live import quote
from ita_xlsx.output.plan_rows import HIGHEST_ROW
from ita_xlsx.output.styles import DENSE, TAB_FILL

# Widths in pixels. The number and the step stay in sight; the columns after the note are for the agency's own steps.
_WIDTHS = {
    "id": 75, "number": 36, "step": 578, "status": 128, "url": 312, "note": 170, "instrument": 92, "indicator": 220,
    "measure": 280, "owner": 200, "period": 170, "follow_up": 260,
}  # fmt: skip
_HEAD_STYLES = {"id": "helper_header", "number": "form_head_right", "status": "form_head_centre"}
_OF_MEASURE = ("instrument", "indicator", "measure", "owner", "period", "follow_up")
# Fields that a plan may leave to the agency.
_OPEN_WHEN_EMPTY = ("owner", "period", "follow_up")
_DONE = words.STEP_STATUSES[2]
# Letters of 10 points on paper, so that 39 steps take two pages.
_PRINT_SCALE, _MARGIN_TOP, _MARGIN_BOTTOM = 72, 0.7, 0.4
_NO_REPORT = StepReport(id="", step="")


def write_measures(book: Book, form: Form) -> None:
    """Write the steps of measures with status and evidence: the steps of the plan, then empty rows."""
    table = form.layout.measures
    sheet = book.sheet(table.sheet)
    sheet.tab(TAB_FILL)
    sheet.widths(*(chars(_WIDTHS[column.key]) for column in table.columns))
    _write_head(sheet, form, table)
    reports = {report.id: report for report in form.submission.steps if report.id}
    for measure, _, step in form.plan.steps:
        if table.bands and step is measure.steps[0]:
            _write_measure_band(sheet, form, table, measure, table.row(step.id) - MEASURE_BAND)
        _write_planned(sheet, form, table, measure, step, reports.get(step.id, _NO_REPORT))
    _write_own_steps(sheet, form, table)
    sheet.hide_columns(0, 0)
    _check_cells(sheet, form, table)
    _close(sheet, form, table)


def _write_head(sheet: Sheet, form: Form, table: Table) -> None:
    counts = StepCountFormulas(table, written_steps(form))
    sheet.live(0, table.col("number"), counts.line(), "form_count")
    year = form.plan.year or form.layout.framework.year
    of_year = "" if year == form.layout.framework.year else OF_YEAR.format(year=year)
    sheet.text(0, table.col("status"), of_year + MEASURES_HINT, "muted")
    sheet.height(0, TITLE_HEIGHT)
    for column in table.columns:
        style = "form_head_other" if column.key in _OF_MEASURE else _HEAD_STYLES.get(column.key, "form_head")
        sheet.text(table.header_row, table.col(column.key), column.header, style)
    sheet.height(table.header_row, HEAD_HEIGHT)


def written_steps(form: Form) -> tuple[StepReport, ...]:
    """Return what the sheet of measures holds when it is written: the steps of the plan, then the agency's own."""
    reports = {report.id: report for report in form.submission.steps if report.id}
    planned = {step.id: step for _, _, step in form.plan.steps}
    first = [replace(reports.get(key, _NO_REPORT), id=key, step=step.text) for key, step in planned.items()]
    return (*first, *_own_reports(form))


def _own_reports(form: Form) -> list[StepReport]:
    planned = {step.id for _, _, step in form.plan.steps}
    return [report for report in form.submission.steps if report.id not in planned]


def _write_measure_band(sheet: Sheet, form: Form, table: Table, measure: Measure, row: int) -> None:
    """Write what holds for all steps of a measure: indicator and measure, below it who, when and how it is followed."""
    first, last = table.col("number"), table.col("note")
    write_band(sheet, row, table, "form_band", first, last)
    write_band(sheet, row + 1, table, "form_band_note", first, last)
    sheet.height(row + 1, NOTE_HEIGHT)
    title = shared_texts.indicator_title(form.layout.framework, measure.indicator)
    sheet.text(row, first, " · ".join(filter(None, (title, _one_line(measure.measure)))), "form_band")
    # The evidence has no room in one line; it stands in the column of the follow-up.
    follow_up = measure.follow_up.partition(words.EVIDENCE_LINE)[0]
    parts = (measure.responsible, measure.period, f"ติดตาม: {follow_up}" if follow_up else "")
    sheet.text(row + 1, first, " · ".join(map(_one_line, filter(None, parts))), "form_band_note")


def _one_line(text: str) -> str:
    return " · ".join(line.strip() for line in text.splitlines())


def _write_planned(sheet: Sheet, form: Form, table: Table, measure: Measure, step: Step, report: StepReport) -> None:
    """Write a step of the plan; its texts are locked, but a field that the plan leaves empty is open."""
    row, framework = table.row(step.id), form.layout.framework
    _write_number(sheet, table, step.id)
    sheet.text(row, table.col("step"), step.text, "form_text")
    sheet.text(row, table.col("status"), report.status, "form_choice", "todo")
    sheet.text(row, table.col("url"), report.url, "form_input")
    sheet.text(row, table.col("note"), report.note, "optional")
    contents = {
        "instrument": shared_texts.instrument_of(framework, measure.indicator),
        "indicator": shared_texts.indicator_title(framework, measure.indicator),
        "measure": measure.measure,
        "owner": measure.responsible,
        "period": measure.period,
        "follow_up": measure.follow_up,
    }
    for key, text in contents.items():
        is_open = not text and key in _OPEN_WHEN_EMPTY
        style = "optional" if is_open else "form_plan"
        sheet.text(row, table.col(key), getattr(report, key) if is_open else text, style)
    _fit_row(sheet, row, step.text)


def _write_own_steps(sheet: Sheet, form: Form, table: Table) -> None:
    """Write the rows of the agency's own steps, those that it reported before and empty ones."""
    planned = len(form.plan.steps)
    items, reports = table.items[planned:], _own_reports(form)
    if table.bands:
        row = table.row(items[0]) - 1
        write_band(sheet, row, table, "form_band", table.col("number"))
        title = texts.OWN_MEASURES if reports or not planned else texts.OWN_MEASURES_OFF_PAPER
        sheet.text(row, table.col("number"), title, "form_band")
    for index, item in enumerate(items):
        report = reports[index] if index < len(reports) else _NO_REPORT
        _write_number(sheet, table, item)
        for key in ("step", "status", "url", "note", *_OF_MEASURE):
            styles = ("form_choice", "optional") if key in ("status", "instrument") else ("optional",)
            sheet.text(table.row(item), table.col(key), getattr(report, key), *styles)
        _fit_row(sheet, table.row(item), report.step)


def _write_number(sheet: Sheet, table: Table, item: str) -> None:
    sheet.text(table.row(item), table.col("id"), item, "helper")
    sheet.number(table.row(item), table.col("number"), table.items.index(item) + 1, "form_number")


def _fit_row(sheet: Sheet, row: int, step: str) -> None:
    width = chars(_WIDTHS["step"])
    is_one_line = line_count(step, width, DENSE) == 1
    sheet.height(row, ROW_HEIGHT if is_one_line else min(row_height([(step, width)], DENSE), HIGHEST_ROW))


def _check_cells(sheet: Sheet, form: Form, table: Table) -> None:
    """Offer the words of lists, and color what a step still needs: a URL where it is done, a reason without a task."""

    def span(key: str) -> tuple[int, int, int, int]:
        return table.first_row, table.col(key), table.last_row, table.col(key)

    check_choices(sheet, span("status"), words.STEP_STATUSES, "สถานะ", texts.STATUS_PROMPT)
    # Rules begin below the header whatever stands there, so that they read alike in forms with and without a plan.
    top = table.header_row + 1
    status, url, note = (a1(top, table.col(key)) for key in ("status", "url", "note"))
    color_statuses(sheet, (top, *span("status")[1:]))
    color_where(sheet, (top, *span("url")[1:]), f'=AND(${status}={quote(_DONE)},{url}="")', "todo")
    color_where(sheet, (top, *span("note")[1:]), f'=AND(${status}={quote(words.NO_MISSION)},{note}="")', "todo")
    prompt_first(sheet, table.first_row, table.col("url"), texts.URL_PROMPT)
    first_own = table.row(table.items[len(form.plan.steps)])
    instruments = [item.code for item in form.layout.framework.instruments]
    col = table.col("instrument")
    check_choices(sheet, (first_own, col, table.last_row, col), instruments, "แบบสำรวจ", texts.CHOICE_PROMPT)
    first = form.layout.framework.of_kind(Kind.INDICATOR)[0]
    prompt_first(sheet, first_own, table.col("indicator"), f"เช่น {first.code} {first.name}")
    place = first_open_step(form)
    sheet.worksheet.set_selection(place.row, place.col, place.row, place.col)


def first_open_step(form: Form) -> Place:
    """Return the cell of the first step of the plan without a status, or the agency's own first step."""
    table = form.layout.measures
    reported = {report.id for report in form.submission.steps if report.status}
    item = next((step.id for _, _, step in form.plan.steps if step.id not in reported), "")
    return table.place(item, "status") if item else table.place(table.items[len(form.plan.steps)], "step")


def _close(sheet: Sheet, form: Form, table: Table) -> None:
    sheet.worksheet.freeze_panes(table.header_row + 1, table.col("step") + 1)
    sheet.lock()
    heading = shared_texts.heading(form.agency, form.layout.framework, form.plan.year)
    sheet.print_setup(heading, (table.header_row, table.header_row))
    reports = _own_reports(form)
    # Empty rows for the agency's own steps need no paper beside those of a plan, as their band says; the columns for
    # them print only where it filled them in, as all print smaller with them.
    items = table.items if reports or not form.plan.steps else table.items[: len(form.plan.steps)]
    has_own = any(getattr(report, key) for report in reports for key in _OF_MEASURE)
    last_col = table.last_col if has_own else table.col("note")
    sheet.worksheet.print_area(0, 1, table.row(items[-1]), last_col)
    bands = dict(table.bands)
    rows = [(table.row(item) - bands.get(item, 0), table.row(item)) for item in items]
    if has_own:
        sheet.keep_together(rows, last_col)
        return
    sheet.worksheet.set_print_scale(_PRINT_SCALE)
    sheet.worksheet.set_margins(MARGIN_SIDE, MARGIN_SIDE, _MARGIN_TOP, _MARGIN_BOTTOM)
    # The margins here are smaller than those that are reckoned with, so a page holds what it is to hold.
    width = PAGE_WIDTH / _PRINT_SCALE * 100
    sheet.worksheet.set_h_pagebreaks(page_breaks(rows, sheet.height_of, width, HEAD_HEIGHT, portrait=False))
