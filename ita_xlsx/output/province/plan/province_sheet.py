"""Write the sheet of the plan of a province, which is itself a plan that the program reads.

Takes the drafted plan and the state of a round; changes the workbook in memory only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.plan_layouts import PROVINCE_LAYOUT, PROVINCE_PLAN, province_plan_table
from ita_xlsx.model.province.shared_plan import ProvinceMeasure, ProvincePlan
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.plan_rows import Row, plan_rows, table_widths, write_plan_row
from ita_xlsx.output.province.list_sheets import LINE_ROW, MESSAGE, TITLE_ROW
from ita_xlsx.output.province.plan import texts
from ita_xlsx.output.province.plan.unit_lists import unit_list
from ita_xlsx.output.sheets import round_heading
from ita_xlsx.output.styles import TAB_FILL

# Rows for the officer's own measures; few enough that the last drafted row is on their page.
_SPARE_ROWS, _SPARE_HEIGHT = 3, 42
_SOURCE, _HINT = 2, 3
_FIRST = 1
# Codes of a roster and of measures keep their digits, as the form and the reader of plans have them.
_CODES = ("units", "id")


def write_province_plan_sheet(book: Book, plan: ProvincePlan, round_state: RoundState) -> None:
    """Write a row for each measure, with its agencies, then empty rows for the officer."""
    rows = [
        {key: text if key in _CODES else book.words(text) for key, text in row.items()}
        for row in _rows(plan, round_state)
    ]
    table = province_plan_table(len(rows) + _SPARE_ROWS)
    widths = table_widths(PROVINCE_LAYOUT, table)
    sheet = book.sheet(PROVINCE_PLAN)
    sheet.widths(*widths)
    sheet.tab(TAB_FILL)
    sheet.worksheet.hide_gridlines(2)
    last_col = table.col("note")
    _write_head(sheet, plan, round_state, last_col)
    headers = [sheet.book.words(column.header) for column in table.columns]
    sheet.header(table.header_row, 0, headers, widths)
    for row in range(table.first_row, table.last_row + 1):
        index = row - table.first_row
        is_spare = index >= len(rows)
        least = _SPARE_HEIGHT if is_spare else 0
        write_plan_row(sheet, PROVINCE_LAYOUT, table, row, {} if is_spare else rows[index], least=least)
    sheet.worksheet.freeze_panes(table.first_row, table.col("measure") + 1)
    sheet.hide_columns(table.col("id"), table.last_col)
    sheet.print_setup(round_heading(round_state), (table.header_row, table.header_row))
    # The points in the first column are for the reader of plans; the column of the analysis has them in words.
    sheet.worksheet.print_area(0, _FIRST, table.last_row, last_col)
    sheet.rows_together(table.first_row, table.last_row, last_col)


def _write_head(sheet: Sheet, plan: ProvincePlan, round_state: RoundState, last_col: int) -> None:
    """Write the lines above the table, row by row: a large workbook goes back to no row."""
    sheet.words(0, _FIRST, texts.plan_title(plan, round_state), "list_title")
    sheet.height(0, TITLE_ROW)
    for col in range(_FIRST, last_col + 1):
        sheet.text(MESSAGE, col, "", "list_message")
    sheet.words(MESSAGE, _FIRST, texts.message(plan), "list_message")
    sheet.height(MESSAGE, TITLE_ROW)
    source = texts.SOURCE.format(year=plan.results_year, counted=plan.counted)
    sheet.words(_SOURCE, _FIRST, source, "muted")
    if plan.not_used:
        sheet.text(_SOURCE, _FIRST + 4, texts.NOT_USED.format(ids=", ".join(plan.not_used)), "muted")
    sheet.height(_SOURCE, LINE_ROW)
    sheet.words(_HINT, _FIRST, texts.HINT, "muted")
    sheet.height(_HINT, LINE_ROW)


def _rows(plan: ProvincePlan, round_state: RoundState) -> list[Row]:
    """Return the rows of all measures; one with a very long text goes on in further rows."""
    roster = [member.agency.code or member.agency.name for member in round_state.members]
    rows: list[Row] = []
    for number, entry in enumerate(plan.entries, 1):
        rows += _rows_of(entry, str(number), roster, round_state)
    return rows


def _rows_of(entry: ProvinceMeasure, number: str, roster: list[str], round_state: RoundState) -> list[Row]:
    framework, measure = round_state.framework, entry.measure
    units = unit_list(measure.units, roster, has_roster=round_state.has_roster)
    needed = unit_list(entry.needed_by, roster, has_roster=round_state.has_roster)
    analysis = texts.analysis_words(framework, entry, "" if needed == units else needed)
    pieces = plan_rows(framework, PROVINCE_LAYOUT, replace(measure, analysis=analysis))
    targets = texts.target_labels(framework, measure.targets)
    first = {"targets": targets, "number": number, "note": label_of(entry.origin)}
    return [{**row, "units": units, **({} if index else first)} for index, row in enumerate(pieces)]
