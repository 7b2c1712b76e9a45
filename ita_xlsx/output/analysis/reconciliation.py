"""What was announced against what the scores come to."""

from __future__ import annotations

from ita_xlsx.model.layout import subject_label
from ita_xlsx.model.layout.analysis import RECONCILIATION
from ita_xlsx.model.submission import Answer
from ita_xlsx.output import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ReconciliationFormulas
from ita_xlsx.output.styles import DENSE, row_height

_WIDTHS = {
    "label": 28, "name": 50, "given": 16, "given_second": 20, "computed": 16, "difference": 12, "verdict": 40,
}  # fmt: skip


def write_reconciliation(book: Book, report: Report) -> None:
    """The sheet of announced figures; a sentence when none was filled in."""
    first, second = _figures(report.submission.given), _figures(report.submission.given_second)
    nodes = report.layout.framework.nodes
    subjects = tuple(item for item in nodes if nodes[item].children and (item in first or item in second))
    table = report.layout.reconciliation(subjects)
    sheet = book.sheet(RECONCILIATION)
    sheet.widths(*_WIDTHS.values())
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 0, "กระทบยอดคะแนนที่ประกาศกับคะแนนที่คำนวณ", "title")
    sheet.height(0, 34)
    sheet.text(1, 0, texts.heading(report.submission.agency, report.layout.framework), "subtitle")
    sheet.text(2, 0, texts.RECONCILIATION_HINT if subjects else texts.NO_ANNOUNCED, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(_WIDTHS.values()))
    formulas = ReconciliationFormulas(report.layout, report.results, table)
    for subject in subjects:
        row, node = table.row(subject), nodes[subject]
        sheet.text(row, table.col("label"), subject_label(report.layout.framework, node), "text")
        sheet.text(row, table.col("name"), node.name or texts.OVERALL_NAME, "text")
        _figure(sheet, row, table.col("given"), first.get(subject))
        _figure(sheet, row, table.col("given_second"), second.get(subject))
        sheet.live(row, table.col("computed"), formulas.computed(node, report.shown(subject)), "score_strong")
        pair = (first.get(subject), second.get(subject))
        sheet.live(row, table.col("difference"), formulas.difference(node, pair), "change")
        sheet.live(row, table.col("verdict"), formulas.verdict(node, pair), "text")
        sheet.height(row, row_height([(node.name, _WIDTHS["name"])], DENSE, least=22))
    sheet.worksheet.freeze_panes(table.first_row, 1)
    sheet.print_setup(texts.heading(report.submission.agency, report.layout.framework), (table.header_row,) * 2)
    if subjects:
        sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
        sheet.rows_together(table.first_row, table.last_row, table.last_col)


def _figures(answers: tuple[Answer, ...]) -> dict[str, float]:
    return {answer.subject: float(answer.value) for answer in answers if answer.in_range and answer.value is not None}


def _figure(sheet: Sheet, row: int, col: int, value: float | None) -> None:
    if value is None:
        sheet.text(row, col, "", "score")
    else:
        sheet.number(row, col, value, "score")
