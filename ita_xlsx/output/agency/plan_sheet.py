"""Write the agency's part of the plan of measures as a sheet to print, in one of the plan layouts.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS, plan_table
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import HEAD_HEIGHT, TITLE_HEIGHT
from ita_xlsx.output.book import Book
from ita_xlsx.output.plan_rows import plan_rows, table_widths, write_plan_row
from ita_xlsx.output.styles import TAB_WORK

_GAP, _LINE = 14, 21


def write_plan(book: Book, form: Form) -> None:
    """Write the sheet of the plan; nothing where the form has no plan layout."""
    if not form.edition.plan_layout:
        return
    framework, plan_layout = form.layout.framework, PLAN_LAYOUTS[form.edition.plan_layout]
    rows = [row for measure in form.plan.measures for row in plan_rows(framework, plan_layout, measure)]
    # Between semicolons the codes are for formulas, which this sheet does not have.
    rows = [
        {key: text.strip(";").replace(";", ", ") if key == "targets" else text for key, text in row.items()}
        for row in rows
    ]
    table = plan_table(plan_layout, max(1, len(rows)))
    widths = table_widths(plan_layout, table)
    sheet = book.sheet(PLAN)
    sheet.widths(*widths)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 1, texts.issued_plan_title(framework, form.plan), "title")
    sheet.height(0, TITLE_HEIGHT)
    sheet.text(1, 1, shared_texts.agency_line(form.agency), "strong")
    sheet.height(1, HEAD_HEIGHT)
    sheet.height(2, _GAP)
    sheet.height(3, _GAP if rows else _LINE)
    if not rows:
        sheet.text(3, 1, texts.NO_MEASURES, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row in range(table.first_row, table.last_row + 1):
        index = row - table.first_row
        write_plan_row(sheet, plan_layout, table, row, rows[index] if index < len(rows) else {})
    sheet.tab(TAB_WORK)
    # Columns that the layouts of printed reports do not have.
    sheet.hide_columns(0, 0)
    sheet.hide_columns(table.col("units"), table.last_col)
    sheet.lock()
    sheet.worksheet.freeze_panes(table.first_row, 0)
    sheet.print_setup(
        shared_texts.heading(form.agency, framework, form.plan.year), (table.header_row, table.header_row)
    )
    last_col = table.col("units") - 1
    sheet.worksheet.print_area(0, 0, table.last_row, last_col)
    sheet.rows_together(table.first_row, table.last_row, last_col)
