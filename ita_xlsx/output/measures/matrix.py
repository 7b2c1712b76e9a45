"""Steps down, agencies across: a short word in each cell, which follows the list of steps."""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.tracking import Origin, StepRow, StepStatus, TrackedStep
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport
from ita_xlsx.output.measures.steps import mark_of
from ita_xlsx.output.sheets import fit_row, join_parts, open_sheet, print_wide, short_name
from ita_xlsx.output.styles import DENSE

_NUMBER, _INDICATOR, _STEP, _COUNT, _AGENCY = 5.0, 7.0, 50.0, 6.0, 6.4
_NAMES = 150.0
_USUAL = 16
_LONGEST_NAME = 64
# What a person can still look across and down; formulas look each cell up in the list of steps.
_MOST_AGENCIES, _MOST_ROWS = 100, 400
_TINTS = (
    (StepStatus.DONE, "good"),
    (StepStatus.DOING, "caution"),
    (StepStatus.NO_DUTY, "quiet"),
    (StepStatus.GONE, "bad"),
)


def write_matrix(book: Book, pages: MeasuresReport) -> None:
    """The matrix of the steps that have an id; the totals alone where there is no room for agencies."""
    tracking = pages.tracking
    rows, agencies = tracking.rows, list(tracking.by_agency)
    if len(agencies) > _MOST_AGENCIES or len(rows) > _MOST_ROWS:
        agencies = []
    table = layout.matrix_table(len(rows), agencies)
    # With few agencies the page is as wide, so that what stands above the table fits.
    step_width = _STEP + _AGENCY * max(_USUAL - len(agencies), 0)
    widths = [_NUMBER, _INDICATOR, step_width, _COUNT, _COUNT, *[_AGENCY] * len(agencies)]
    sheet = open_sheet(book, tracking.province, table.sheet, texts.MATRIX_TITLE, widths)
    pages.put_dated(sheet, 1, 0, _line(pages, has_agencies=bool(agencies)), "subtitle")
    # Within a column that every page repeats, so that no page cuts it.
    sheet.text(2, table.col("name"), texts.MATRIX_LEGEND, "muted", "wrapped")
    sheet.height(2, safe_height([(texts.MATRIX_LEGEND, step_width)], DENSE))
    _header(sheet, pages, table, agencies)
    found: dict[str, dict[int, TrackedStep]] = {}
    for item in tracking.steps:
        if item.origin is Origin.PLAN:
            found.setdefault(item.report.id, {})[item.number] = item
    above = ""
    for number, step in enumerate(rows, 1):
        # A measure is named with its first step.
        named = f"{step.measure}\n{step.step}" if step.measure not in ("", above, step.step) else step.step
        above = step.measure
        _row(sheet, pages, table, number, replace(step, step=named), found.get(step.id, {}), agencies, step_width)
    if not rows:
        sheet.text(table.first_row, table.col("name"), texts.NO_SHARED_STEPS, "text")
        fit_row(sheet, table.first_row, [(texts.NO_SHARED_STEPS, step_width)])
    if agencies:
        _tint(sheet, table)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.col("all"))
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    groups = [table.col("done"), *range(table.col("all") + 1, table.last_col + 2)]
    print_wide(sheet, tracking.province, table, widths, groups, table.last_row)


def _line(pages: MeasuresReport, *, has_agencies: bool) -> str:
    tracking = pages.tracking
    own = sum(item.origin is not Origin.PLAN for item in tracking.steps)
    wide = "" if has_agencies or not tracking.rows else texts.TOO_WIDE.format(limit=_MOST_AGENCIES, rows=_MOST_ROWS)
    return join_parts(
        (
            texts.AS_OF_LINE.format(day=texts.as_of(tracking)),
            wide or texts.COUNTED.format(told=len(tracking.told), all=len(tracking.province.members)),
            texts.OWN_ROWS.format(count=own) if own else "",
            "" if pages.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE),
        )
    )


def _header(sheet: Sheet, pages: MeasuresReport, table: Table, agencies: list[int]) -> None:
    """Names stand upright, so that thirty of them fit two pages."""
    row = table.header_row
    for key in ("number", "indicator", "name", "done", "all"):
        sheet.text(row, table.col(key), table.columns[table.col(key)].header, "header")
    for number in agencies:
        agency = pages.tracking.by_agency[number][0].agency
        sheet.text(row, table.col(f"agency {number}"), _named(agency), "upright")
    sheet.height(row, _NAMES if agencies else 44)


def _named(agency: Agency) -> str:
    return short_name(f"{agency.code} {agency.name}".strip(), _LONGEST_NAME)


def _row(
    sheet: Sheet,
    pages: MeasuresReport,
    table: Table,
    number: int,
    step: StepRow,
    found: dict[int, TrackedStep],
    agencies: list[int],
    width: float,
) -> None:
    row = table.header_row + number
    sheet.number(row, 0, number, "heat_count")
    sheet.text(row, table.col("indicator"), step.indicator or "-", "centre_middle")
    sheet.text(row, table.col("name"), step.step, "heat_name")
    marks, keys = pages.steps.span("mark", table.sheet), pages.steps.span("key", table.sheet)
    for at in agencies:
        col, item = table.col(f"agency {at}"), found.get(at)
        if item is None:
            sheet.text(row, col, "", "centre_middle")
        else:
            key = pages.key_of(item) or 0
            pages.put(sheet, row, col, formulas.marked(marks, keys, key, mark_of(item)), "centre_middle")
    done = sum(item.progress is StepStatus.DONE for item in found.values())
    duty = sum(item.progress is not StepStatus.NO_DUTY for item in found.values())
    if agencies:
        cells = layout.neighbours(table, row, f"agency {agencies[0]}", f"agency {agencies[-1]}")
        sheet.live(row, table.col("done"), formulas.says(cells, layout.MARKS[StepStatus.DONE], done), "heat_count")
        no_duty = layout.MARKS[StepStatus.NO_DUTY]
        sheet.live(row, table.col("all"), formulas.filled_but(cells, no_duty, duty), "heat_count")
    else:
        sheet.number(row, table.col("done"), done, "heat_count")
        sheet.number(row, table.col("all"), duty, "heat_count")
    fit_row(sheet, row, [(step.step, width)])


def _tint(sheet: Sheet, table: Table) -> None:
    """Overdue first; a word says what the colour says."""
    span = (table.first_row, table.col("all") + 1, table.last_row, table.last_col)
    cell = a1(span[0], span[1])
    conditions = [(formulas.is_overdue_mark(cell), "bad")]
    conditions += [(is_word(cell, layout.MARKS[progress]), style) for progress, style in _TINTS]
    for condition, style in conditions:
        look = sheet.book.format(style, plain=True)
        rule = {"type": "formula", "criteria": condition, "format": look, "stop_if_true": True}
        sheet.worksheet.conditional_format(*span, rule)
