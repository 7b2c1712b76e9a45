"""Write the sheet of preliminary results, which follows the scores as they are typed: results, level, counts, radar.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import a1
from ita_xlsx.model.layout.agency_layout import PRELIMINARY
from ita_xlsx.model.layout.results_layout import ANSWERED
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.cell_rules import color_where
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import write_agency_line
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_quiet_radar
from ita_xlsx.output.formulas import FillCountFormulas, Live, ResultFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.formulas.live import count_text, quote
from ita_xlsx.output.results_tables import ResultTables
from ita_xlsx.output.styles import TAB_READ

_WIDTHS = {
    "label": 24,
    "name": 40,
    "score": 14,
    "progress": 17,
    "verdict": 14,
    "origin": 28,
    "exact": 12,
    "announced_list": 18,
    "known": 15,
    "lowest": 12,
    "highest": 12,
    "stands_in": 15,
    "replaced": 15,
    "chart_name": 15,
    "chart_ring": 15,
}
_TITLE = "คะแนนรายตัวชี้วัด"
_CHART = (470, 460)
_CHART_COLUMNS, _CHART_COLUMN = 8, 8.43


def write_preliminary(book: Book, form: Form) -> None:
    """Write the sheet of preliminary results."""
    layout = form.layout
    sheet = book.sheet(PRELIMINARY)
    sheet.tab(TAB_READ)
    formulas = ResultFormulas(layout, form.results, layout.threshold_line)
    fill_counts = FillCountFormulas(layout, form.results, PRELIMINARY)
    widths = [_WIDTHS[column.key] for column in layout.results.columns]
    sheet.widths(*widths, *[_CHART_COLUMN] * _CHART_COLUMNS)
    helper, last_helper = layout.results.tables[0].col("exact"), layout.results.tables[0].last_col
    sheet.hide_columns(helper, last_helper)
    sheet.text(0, 0, "ผลเบื้องต้น", "title")
    sheet.height(0, 34)
    sheet.height(1, 26)
    write_agency_line(sheet, 1, 0, form, "subtitle")
    sheet.text(2, 0, texts.PRELIMINARY_HINT, "muted")
    _write_lines(sheet, form, formulas, fill_counts)
    result_tables = ResultTables(sheet, layout, form.results, formulas, _WIDTHS, _contents(form, formulas))
    result_tables.write()
    _hide_missing(sheet, form)
    result_tables.footnotes(layout.results.last_row + 2)
    _write_radar(sheet, form)
    sheet.worksheet.freeze_panes(3, 0)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, layout.framework))
    # What stands below the indicators and the chart beside them are for the screen; the hint says so.
    indicators = layout.results.table_of(layout.framework.of_kind(Kind.INDICATOR)[0].subject)
    sheet.worksheet.print_area(0, 0, indicators.last_row, last_helper)
    sheet.worksheet.fit_to_pages(1, 1)


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
        style = "score_strong" if place == layout.overall_line else "line_value"
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


def _contents(form: Form, formulas: ResultFormulas) -> Mapping[str, Callable[[Node], Live | str]]:
    """Return what makes the columns that only this sheet has: the progress, and what the chart draws."""
    layout, results = form.layout, form.layout.results
    indicators = layout.framework.of_kind(Kind.INDICATOR)
    cells = results.table_of(indicators[0].subject).span("exact", PRELIMINARY)
    is_drawn = _is_drawn(form)

    def progress(node: Node) -> Live:
        answered, total = results.place(node.subject, ANSWERED).a1, f"/{len(node.leaves)}"
        return Live(f"={count_text(answered)}&{quote(total)}", f"{formulas.answered(node).value}{total}")

    def chart_name(node: Node) -> Live | str:
        name = results.place(node.subject, "name").a1
        return Live(f'=IF(COUNT({cells})>0,{name},"")', node.name if is_drawn else "") if node in indicators else ""

    def chart_ring(node: Node) -> Live | str:
        return Live(f"=IF(COUNT({cells})>0,100,0)", 100 if is_drawn else 0) if node in indicators else ""

    made = {"progress": progress, "chart_name": chart_name, "chart_ring": chart_ring}
    return {column.key: made[column.key] for column in results.columns if column.key in made}


def _is_drawn(form: Form) -> bool:
    """Return True if an indicator is complete, so that the chart shows something."""
    indicators = form.layout.framework.of_kind(Kind.INDICATOR)
    return any(form.results.by_subject[node.subject].value is not None for node in indicators)


def _hide_missing(sheet: Sheet, form: Form) -> None:
    """Hide the words of results that are not complete; their progress says it."""
    for table in form.layout.results.tables:
        score = f"${a1(table.first_row, table.col('score'))}"
        for key in ("score", "verdict", "origin"):
            span = (table.first_row, table.col(key), table.last_row, table.col(key))
            color_where(sheet, span, f"=NOT(ISNUMBER({score}))", "unseen")


def _label(sheet: Sheet, row: int, text: str) -> None:
    sheet.worksheet.merge_range(row, 0, row, 1, "", sheet.book.format("label"))
    sheet.text(row, 0, text, "label")


def _write_radar(sheet: Sheet, form: Form) -> None:
    layout, results = form.layout, form.layout.results
    indicators = layout.framework.of_kind(Kind.INDICATOR)
    table, first = results.table_of(indicators[0].subject), results.tables[0]
    if not table.has("chart_name"):
        return
    series = Series("คะแนน", "=" + table.span("chart_name", ""), "=" + table.span("score", ""))
    ring = results.place(indicators[0].subject, "chart_ring")
    title = Live(f'=IF({ring.a1}=100,{quote(_TITLE)},"")', _TITLE if _is_drawn(form) else "")
    sheet.live(layout.overall_line.row - 1, first.last_col + 1, title, "heading")
    insert_quiet_radar(
        sheet, layout.overall_line.row, first.last_col + 1, series, "=" + table.span("chart_ring", ""), _CHART,
        "แผนภูมิเรดาร์คะแนนรายตัวชี้วัด 0 ถึง 100 คะแนน แสดงเมื่อกรอกครบอย่างน้อยหนึ่งตัวชี้วัด",
    )  # fmt: skip
