"""Write the sheet of preliminary results, which follows the scores as they are typed: results, level, counts, radar.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.agency_layout import PRELIMINARY
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_radar
from ita_xlsx.output.formulas import FillCountFormulas, ResultFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.results_tables import ResultTables

_WIDTHS = {
    "label": 30,
    "name": 40,
    "score": 16,
    "verdict": 15,
    "origin": 36,
    "exact": 12,
    "announced_list": 18,
    "known": 15,
    "lowest": 12,
    "highest": 12,
    "stands_in": 15,
    "replaced": 15,
}
_CHART = (610, 600)
_CHART_COLUMNS, _CHART_COLUMN = 10, 8.43


def write_preliminary(book: Book, form: Form) -> None:
    """Write the sheet of preliminary results."""
    layout = form.layout
    sheet = book.sheet(PRELIMINARY)
    formulas = ResultFormulas(layout, form.results, layout.threshold_line)
    fill_counts = FillCountFormulas(layout, form.results, PRELIMINARY)
    widths = [_WIDTHS[column.key] for column in layout.results.columns]
    sheet.widths(*widths, *[_CHART_COLUMN] * _CHART_COLUMNS)
    helper, last_helper = layout.results.tables[0].col("exact"), layout.results.tables[0].last_col
    sheet.hide_columns(helper, last_helper)
    sheet.text(0, 0, "ผลเบื้องต้น", "title")
    sheet.height(0, 34)
    sheet.height(1, 26)
    sheet.live(1, 0, fill_counts.agency_line(form.agency.name, layout.framework.year), "subtitle")
    sheet.text(2, 0, texts.PRELIMINARY_HINT, "muted")
    _write_lines(sheet, form, formulas, fill_counts)
    result_tables = ResultTables(sheet, layout, form.results, formulas, _WIDTHS)
    result_tables.write()
    last_row = result_tables.footnotes(layout.results.last_row + 2)
    _write_radar(sheet, form)
    sheet.worksheet.freeze_panes(3, 0)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, layout.framework))
    last_col = last_helper + _CHART_COLUMNS
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    # The chart stands beside everything down to the indicators, so all of that is one block.
    indicators = layout.results.table_of(layout.framework.of_kind(Kind.INDICATOR)[0].subject)
    tables_below = [table for table in layout.results.tables if table.header_row > indicators.last_row]
    blocks = [(0, indicators.last_row), *((table.header_row - 1, table.last_row) for table in tables_below)]
    sheet.keep_together([*blocks, (layout.results.last_row + 2, last_row)], last_col)
    sheet.worksheet.hide_gridlines(2)


def _write_lines(sheet: Sheet, form: Form, formulas: ResultFormulas, fill_counts: FillCountFormulas) -> None:
    layout = form.layout
    results = form.results
    overall = results.by_subject["overall"].rounded
    expected = fill_counts.expected(layout.scores)
    score = layout.results.place("overall", "score")
    lines = (
        (
            layout.overall_line,
            "คะแนนรวม",
            mirror(score, words.INCOMPLETE if overall is None else float(overall), PRELIMINARY),
        ),
        (layout.level_line, "ระดับผลการประเมิน", formulas.level(layout.announced("level"))),
        (layout.answered_line, f"กรอกแล้ว (จาก {expected} ช่อง)", fill_counts.filled(layout.scores)),
        (layout.below_line, "ข้อที่ต่ำกว่าเกณฑ์ (ข้อ)", fill_counts.below(layout.threshold_line)),
    )
    for place, label, live in lines:
        _label(sheet, place.row, label)
        style = "score_strong" if place == layout.overall_line else "centre_strong"
        sheet.live(place.row, place.col, live, style)
        sheet.height(place.row, 26)
    limit = layout.threshold_line
    _label(sheet, limit.row, "เกณฑ์ (คะแนน)")
    sheet.number(limit.row, limit.col, float(form.threshold), "score")
    sheet.height(limit.row, 26)
    note = layout.answered_line
    sheet.text(note.row, 3, "ช่องที่ไม่ใช่คะแนน", "label")
    sheet.live(note.row, 4, fill_counts.unreadable(), "count")
    announced = layout.announced("level")
    if announced:
        live = formulas.announced_level(announced, PRELIMINARY)
        sheet.live(layout.level_line.row, 3, live, "line_centre")


def _label(sheet: Sheet, row: int, text: str) -> None:
    sheet.worksheet.merge_range(row, 0, row, 1, "", sheet.book.format("label"))
    sheet.text(row, 0, text, "label")


def _write_radar(sheet: Sheet, form: Form) -> None:
    layout, results = form.layout, form.layout.results
    indicators = layout.framework.of_kind(Kind.INDICATOR)
    table = results.table_of(indicators[0].subject)
    series = Series("คะแนน", "=" + table.span("name", ""), "=" + table.span("score", ""))
    first = results.tables[0]
    insert_radar(
        sheet, layout.overall_line.row, first.last_col + 1, "คะแนนรายตัวชี้วัด", [series], _CHART,
        "แผนภูมิเรดาร์คะแนนรายตัวชี้วัด 0 ถึง 100 คะแนน ตัวชี้วัดที่ยังกรอกไม่ครบอยู่ที่จุดศูนย์กลาง",
    )  # fmt: skip
