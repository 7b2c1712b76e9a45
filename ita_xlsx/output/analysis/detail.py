"""Write the sheets behind the summary: results by indicator, every score, and the findings.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Callable

from ita_xlsx.model.findings import Finding, message_and_fix, sort_by_severity
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.analysis_layout import FINDINGS, INDICATORS, QUESTIONS
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.summary import tint_below
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_bars
from ita_xlsx.output.formulas import ChangeFormulas, Live, QuestionFormulas, ResultFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.results_tables import ResultTables
from ita_xlsx.output.styles import DENSE

_RESULT_WIDTHS = {
    "label": 30, "name": 44, "score": 11, "rank": 13, "verdict": 15, "weight": 16, "weighted": 17, "previous": 10,
    "change": 13,
    "origin": 44, "announced": 15, "exact": 13, "announced_list": 26, "known": 15,
    "lowest": 13, "highest": 13, "stands_in": 15, "replaced": 15,
}  # fmt: skip
_QUESTION_WIDTHS = {
    "indicator": 26, "code": 7, "part": 13, "text": 72, "score": 11, "rank": 13, "distance": 12, "flag": 16,
    "rounded": 12, "analysed": 12,
}  # fmt: skip
_FINDING_WIDTHS = {
    "number": 6, "severity": 12, "code": 8, "sheet": 16, "cell": 12, "value": 18, "message": 56, "fix": 44,
    "subject": 13,
}  # fmt: skip
_BARS = (900, 400)
_BAR_ROWS = 14


def write_indicators(book: Book, report: Report) -> None:
    """Write the results of all kinds of nodes, with ranks, weighted scores and changes."""
    layout = report.layout
    sheet = book.sheet(INDICATORS)
    _open(sheet, report, "คะแนนรายตัวชี้วัด", list(_RESULT_WIDTHS.values()))
    formulas = ResultFormulas(layout, report.results, layout.threshold)
    changes = ChangeFormulas(layout, report.results, report.previous)
    previous_layout = layout.comparison.results
    extra: dict[str, Callable[[Node], Live]] = {
        "previous": lambda node: mirror(
            previous_layout.place(node.subject, "score"), report.previous_value(node.subject), INDICATORS
        ),
        "change": lambda node: changes.change(node, INDICATORS),
    }
    tables = ResultTables(sheet, layout, report.results, formulas, _RESULT_WIDTHS, extra)
    tables.write()
    for table in layout.results.tables:
        tint_below(sheet, table.first_row, table.last_row, table.col("verdict"))
    level = layout.level
    sheet.live(level.row, level.col, formulas.level(layout.announced_level), "centre_strong")
    sheet.text(level.row - 1, level.col, "ระดับ / อันดับ", "header")
    announced = layout.announced_level
    sheet.text(announced.row, announced.col - 1, "ระดับที่ประกาศ", "muted")
    sheet.text(announced.row, announced.col, report.submission.announced_word("level"), "centre")
    last_row = tables.footnotes(layout.results.last_row + 2)
    levels_row = last_row + 2
    last_row = _write_levels(sheet, report, levels_row)
    bars_row = last_row + 2
    if report.has_scores:
        _write_bars(sheet, report, bars_row)
    sheet.worksheet.freeze_panes(3, 2)
    sheet.print_setup(shared_texts.heading(report.submission.agency, layout.framework))
    last_col = layout.results.tables[0].col("announced")
    sheet.worksheet.print_area(0, 0, bars_row + _BAR_ROWS, last_col)
    blocks = [(table.header_row - 1, table.last_row) for table in layout.results.tables]
    blocks += [(layout.results.last_row + 2, levels_row - 2), (levels_row, bars_row + _BAR_ROWS)]
    sheet.keep_together(blocks, last_col)


def write_questions(book: Book, report: Report) -> None:
    """Write every score with its rank, its distance to the threshold and its flag."""
    layout = report.layout
    table = layout.questions
    sheet = book.sheet(QUESTIONS)
    widths = [_QUESTION_WIDTHS[column.key] for column in table.columns]
    _open(sheet, report, table.title, widths)
    place = layout.threshold
    sheet.text(place.row, place.col - 1, texts.THRESHOLD_LABEL, "muted_right")
    sheet.number(place.row, place.col, float(report.results.threshold), "threshold")
    sheet.scores_only((place.row, place.col, place.row, place.col), shared_texts.LIMIT_ERROR)
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers, widths)
    formulas = QuestionFormulas(layout, report.results)
    for number, indicator in enumerate(layout.framework.of_kind(Kind.INDICATOR)):
        for leaf in indicator.leaves:
            _question(sheet, report, formulas, indicator, leaf, "band" if number % 2 else "text")
    if not any(item.parts for item in layout.framework.instruments):
        sheet.hide_columns(table.col("part"), table.col("part"))
    sheet.hide_columns(table.col("analysed"), table.col("analysed"))
    score = table.place(table.items[0], "score")
    sheet.scores_or_words((table.first_row, score.col, table.last_row, score.col), score.a1)
    tint_below(sheet, table.first_row, table.last_row, table.col("flag"))
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, 2)
    sheet.print_setup(shared_texts.heading(report.submission.agency, layout.framework), (table.header_row,) * 2)
    sheet.worksheet.print_area(0, 0, table.last_row, table.col("flag"))
    sheet.rows_together(table.first_row, table.last_row, table.col("flag"))


def write_findings(book: Book, report: Report) -> None:
    """Write the findings of the returned form, the gravest first, each with its correction."""
    ordered = sort_by_severity(report.findings)
    table = report.layout.findings(len(ordered))
    sheet = book.sheet(FINDINGS)
    widths = [_FINDING_WIDTHS[column.key] for column in table.columns]
    _open(sheet, report, table.title, widths)
    sheet.text(2, 0, texts.FINDINGS_HINT if ordered else texts.NO_FINDINGS, "muted")
    if ordered:
        sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for number, finding in enumerate(ordered, 1):
        _finding(sheet, report, table.row(str(number)), number, finding)
    repeat = (table.header_row, table.header_row) if ordered else None
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework), repeat)
    if ordered:
        sheet.worksheet.freeze_panes(table.first_row, 0)
        sheet.rows_together(table.first_row, table.last_row, table.last_col)


def _open(sheet: Sheet, report: Report, title: str, widths: list[int]) -> None:
    sheet.widths(*widths)
    sheet.text(0, 0, title, "title")
    sheet.height(0, 34)
    sheet.text(1, 0, shared_texts.heading(report.submission.agency, report.layout.framework), "subtitle")
    sheet.height(1, 24)
    sheet.worksheet.hide_gridlines(2)


def _question(
    sheet: Sheet, report: Report, formulas: QuestionFormulas, indicator: Node, leaf: Node, style: str
) -> None:
    layout = report.layout
    table, row = layout.questions, layout.answer(leaf).row
    group = f"{indicator.code} {indicator.name}"
    sheet.text(row, table.col("indicator"), group, style)
    sheet.text(row, table.col("code"), leaf.code, style, "code")
    part = part_label(layout.framework, leaf.part) if leaf.part else ""
    sheet.text(row, table.col("part"), part, style)
    sheet.text(row, table.col("text"), leaf.name, style)
    answer = report.submission.by_subject.get(leaf.subject)
    for key, style in (("score", "score_strong"), ("analysed", "exact_two")):
        if answer is not None and answer.in_range and answer.value is not None:
            sheet.number(row, table.col(key), float(answer.value), style)
        else:
            sheet.text(row, table.col(key), answer.declared if answer else "", style)
    sheet.live(row, table.col("rank"), formulas.rank(leaf, indicator), "count")
    sheet.live(row, table.col("distance"), formulas.distance(leaf), "score")
    sheet.live(row, table.col("flag"), formulas.flag(leaf), "centre")
    sheet.live(row, table.col("rounded"), formulas.rounded(leaf), "exact_two")
    cells = [(leaf.name, _QUESTION_WIDTHS["text"]), (group, _QUESTION_WIDTHS["indicator"])]
    sheet.height(row, safe_height(cells, DENSE, least=22))


def _finding(sheet: Sheet, report: Report, row: int, number: int, finding: Finding) -> None:
    table = report.layout.findings(1)
    message, fix = message_and_fix(finding, "th")
    contents = {
        "severity": label_of(finding.severity), "code": finding.code, "sheet": finding.sheet or "",
        "cell": finding.cell or "", "value": finding.value or "", "message": message, "fix": fix,
    }  # fmt: skip
    sheet.number(row, 0, number, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in ("severity", "code", "cell") else "text")
    col = table.col("subject")
    questions = report.layout.questions
    if finding.subject and finding.subject in questions:
        place = questions.place(finding.subject, "score")
        sheet.cell_link(row, col, f"'{place.sheet}'!{place.a1}", finding.subject, "link")
    else:
        sheet.text(row, col, finding.subject or "", "centre")
    cells = [(text, _FINDING_WIDTHS[key]) for key, text in contents.items()]
    sheet.height(row, safe_height(cells, DENSE, least=22))


def _write_levels(sheet: Sheet, report: Report, row: int) -> int:
    """Write the table of levels with their conditions and return its last row."""
    sheet.text(row, 0, "เกณฑ์ระดับผลการประเมิน", "heading")
    sheet.height(row, 30)
    for col, text in enumerate(("ระดับ", "เงื่อนไข")):
        sheet.text(row + 1, col, text, "header")
    for offset, (name, rule) in enumerate(texts.level_rules(report.layout.framework), 2):
        sheet.text(row + offset, 0, name, "text")
        sheet.text(row + offset, 1, rule, "text")
        sheet.height(row + offset, safe_height([(rule, _RESULT_WIDTHS["name"])], DENSE, least=22))
    return row + 1 + len(report.layout.framework.levels)


def _write_bars(sheet: Sheet, report: Report, row: int) -> None:
    layout = report.layout
    table = layout.results.table_of(layout.framework.of_kind(Kind.INDICATOR)[0].subject)
    series = Series("คะแนน", "=" + table.span("name", ""), "=" + table.span("score", ""))
    insert_bars(
        sheet, row, 0, "คะแนนรายตัวชี้วัด (เต็ม 100)", series, _BARS,
        "แผนภูมิแท่งคะแนนสิบตัวชี้วัด เรียงตามลำดับตัวชี้วัด แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip
