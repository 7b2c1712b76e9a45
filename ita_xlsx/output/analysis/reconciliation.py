"""Write the sheet that compares announced figures with each other: agreement, causes, and likely misprints.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.analysis_layout import RECONCILIATION
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.model.results import Basis
from ita_xlsx.model.submission import values_of
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.opening import fit_row, mark_sentence, open_analysis_sheet, print_list
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import AnnouncedFormulas
from ita_xlsx.output.formulas.announced import DIFFERS, DISAGREE, ROUNDING, agreement_words

_WIDTHS = {
    "label": 22, "name": 37, "announced": 11, "announced_second": 14, "computed": 13, "difference": 8, "verdict": 20,
    "ours": 13, "cause": 32, "suggestion": 18,
}  # fmt: skip


def write_reconciliation(book: Book, report: Report) -> None:
    """Write the sheet of announced figures; a sentence where the form has none."""
    order = {subject: number for number, subject in enumerate(report.layout.framework.nodes)}
    rows = sorted(report.reconciliation.rows, key=lambda row: (_gravity(row), order.get(row.subject, len(order))))
    table = report.layout.reconciliation(tuple(row.subject for row in rows))
    sheet = book.sheet(RECONCILIATION)
    sheet.widths(*_WIDTHS.values())
    open_analysis_sheet(sheet, report, "กระทบยอดคะแนนที่ประกาศ")
    place = report.layout.reconciled
    if not rows:
        sheet.text(place.row, place.col, texts.NO_ANNOUNCED, "strong")
        sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework))
        return
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(_WIDTHS.values()))
    formulas = AnnouncedFormulas(report.layout, table, frozenset(values_of(report.submission.announced)))
    sheet.live(place.row, place.col, formulas.counts(rows), "strong")
    mark_sentence(sheet, place, table.last_col, f'COUNTIF({table.span("verdict", table.sheet)},"{DIFFERS}*")>0')
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
    print_list(sheet, report, table.header_row)
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    sheet.rows_together(table.first_row, table.last_row, table.last_col)
    sheet.text(table.last_row + 2, 0, texts.RECONCILIATION_HINT, "muted")


def _gravity(row: Row) -> int:
    """Return a number that sorts what differs first, then two sources that disagree, then what agrees."""
    text = agreement_words(row)
    for number, word in enumerate((DIFFERS, DISAGREE, ROUNDING)):
        if text.startswith(word):
            return number
    return 4 if text else 3


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
        (agreement_words(row), _WIDTHS["verdict"]),
    ]
    fit_row(sheet, line, cells)
