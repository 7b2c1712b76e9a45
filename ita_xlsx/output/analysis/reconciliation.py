"""Write the sheet that compares announced figures with each other: agreement, causes, and likely misprints.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.analysis_layout import RECONCILIATION
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.model.results import Basis
from ita_xlsx.model.submission import values_of
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import AnnouncedFormulas
from ita_xlsx.output.formulas.announced import DISAGREE, ROUNDING
from ita_xlsx.output.styles import DENSE

_WIDTHS = {
    "label": 31, "name": 44, "announced": 15, "announced_second": 18, "computed": 17, "difference": 11, "verdict": 42,
    "ours": 18, "cause": 44, "suggestion": 24,
}  # fmt: skip


def write_reconciliation(book: Book, report: Report) -> None:
    """Write the sheet of announced figures; a sentence where the form has none."""
    order = {subject: number for number, subject in enumerate(report.layout.framework.nodes)}
    rows = sorted(report.reconciliation.rows, key=lambda row: order.get(row.subject, len(order)))
    table = report.layout.reconciliation(tuple(row.subject for row in rows))
    sheet = book.sheet(RECONCILIATION)
    sheet.widths(*_WIDTHS.values())
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 0, "กระทบยอดคะแนนที่ประกาศ", "title")
    sheet.height(0, 34)
    sheet.height(1, 26)
    sheet.text(1, 0, shared_texts.heading(report.submission.agency, report.layout.framework), "subtitle")
    sheet.text(2, 0, texts.RECONCILIATION_HINT if rows else texts.NO_ANNOUNCED, "muted")
    if not rows:
        sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework))
        return
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(_WIDTHS.values()))
    formulas = AnnouncedFormulas(report.layout, table, frozenset(values_of(report.submission.announced)))
    for row in rows:
        _write_row(sheet, report, table, formulas, row)
    col = table.col("verdict")
    rule = {
        "type": "text",
        "criteria": "containing",
        "value": "ไม่ตรงกัน",
        "format": sheet.book.format("caution", plain=True),
    }
    sheet.worksheet.conditional_format(table.first_row, col, table.last_row, col, rule)
    sheet.worksheet.freeze_panes(table.first_row, 1)
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework), (table.header_row,) * 2)
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    sheet.rows_together(table.first_row, table.last_row, table.last_col)


def _workbook_score(report: Report, subject: str) -> float | str:
    """Return the score that the workbook computes; empty where the announced figure stands in for questions."""
    announced = report.results.by_subject[subject].basis is Basis.GIVEN
    return "" if announced else report.value(subject)


def _write_row(sheet: Sheet, report: Report, table: Table, formulas: AnnouncedFormulas, row: Row) -> None:
    line, node = table.row(row.subject), report.layout.framework.nodes.get(row.subject)
    name = (node.name or shared_texts.OVERALL_NAME) if node else ""
    sheet.text(line, table.col("label"), announced_label(report.layout.framework, row.subject), "text")
    sheet.text(line, table.col("name"), name, "text")
    for key, figures in (
        ("announced", report.submission.announced),
        ("announced_second", report.submission.announced_second),
    ):
        sheet.figure(line, table.col(key), values_of(figures).get(row.subject), "score")
    sheet.live(line, table.col("computed"), formulas.computed(row), "score_strong")
    sheet.live(line, table.col("difference"), formulas.difference(row), "change")
    sheet.live(line, table.col("verdict"), formulas.verdict(row), "text")
    if node:
        sheet.live(
            line, table.col("ours"), formulas.workbook_score(row.subject, _workbook_score(report, row.subject)), "score"
        )
    else:
        sheet.text(line, table.col("ours"), "", "score")
    cause, suggestion = texts.cause_words(row), texts.suggestion_words(row)
    sheet.text(line, table.col("cause"), cause, "text")
    sheet.text(line, table.col("suggestion"), suggestion, "text")
    cells = [
        (name, _WIDTHS["name"]),
        (cause, _WIDTHS["cause"]),
        (suggestion, _WIDTHS["suggestion"]),
        (f"{ROUNDING}; {DISAGREE}", _WIDTHS["verdict"]),
    ]
    sheet.height(line, safe_height(cells, DENSE, least=22))
