"""Write the sheets behind the summary: results by indicator, every score, and the findings.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Callable

from ita_xlsx.model.findings import Finding, message_and_fix, sort_by_severity
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.analysis_layout import FINDINGS, IN_SIGHT, INDICATORS, QUESTIONS
from ita_xlsx.model.layout.grid import Place, Table
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.opening import (
    BETWEEN,
    TIGHT,
    fit_row,
    mark_falls,
    mark_sentence,
    open_analysis_sheet,
    print_list,
    tint_below,
)
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.summary import summary_formulas
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ChangeFormulas, Live, QuestionFormulas, ResultFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.formulas.missing import MissingFormulas
from ita_xlsx.output.results_tables import ResultTables

_RESULT_WIDTHS = {
    "label": 23, "name": 38, "score": 9, "rank": 8, "previous": 9, "change": 12, "verdict": 13, "weighted": 16,
    "weight": 16, "origin": 44, "announced": 15, "exact": 13, "announced_list": 26, "known": 15,
    "lowest": 13, "highest": 13, "stands_in": 15, "replaced": 15,
}  # fmt: skip
_QUESTION_WIDTHS = {
    "code": 6, "part": 11, "text": 99, "score": 9, "rank": 14, "distance": 13, "flag": 12, "indicator": 26,
    "rounded": 12, "analysed": 12, "missing": 12, "missing_list": 12,
}  # fmt: skip
_FINDING_WIDTHS = {
    "number": 5, "severity": 12, "message": 103, "fix": 69, "sheet": 15, "cell": 16, "value": 14, "subject": 10,
}  # fmt: skip


def write_indicators(book: Book, report: Report) -> None:
    """Write the results of all kinds of nodes, with ranks, changes and weighted scores; the rest is in a group."""
    layout = report.layout
    sheet = book.sheet(INDICATORS)
    sheet.widths(*_RESULT_WIDTHS.values())
    open_analysis_sheet(sheet, report, "คะแนนรายตัวชี้วัด")
    sheet.live(2, 0, mirror(layout.summary.message, summary_formulas(report).message().value, INDICATORS), "strong")
    overall = layout.results.place("overall", "score")
    mark_sentence(sheet, Place(INDICATORS, 2, 0), IN_SIGHT - 1, f"NOT(ISNUMBER({overall.fixed}))")
    formulas = ResultFormulas(layout, report.results, layout.threshold)
    tables = _result_tables(sheet, report, formulas)
    level, announced = layout.level, layout.announced_level
    sheet.live(level.row, level.col, formulas.level(layout.announced_level), "strong")
    sheet.text(level.row, level.col - 1, texts.LEVEL_LABEL, "muted_right")
    sheet.text(announced.row, announced.col - 1, "ระดับที่ประกาศ", "muted")
    sheet.text(announced.row, announced.col, report.submission.announced_word("level"), "centre")
    notes_row = layout.results.last_row + 2
    last_row = _write_notes(sheet, report, tables.footnotes(notes_row) + 1)
    last_col = IN_SIGHT - 1
    sheet.hide_columns(IN_SIGHT, layout.results.tables[0].last_col, grouped=True)
    sheet.worksheet.freeze_panes(3, 2)
    print_list(sheet, report, None, portrait=True)
    sheet.worksheet.print_area(0, 0, last_row, last_col)


def _result_tables(sheet: Sheet, report: Report, formulas: ResultFormulas) -> ResultTables:
    """Write the tables; a score that reaches the threshold needs no word."""
    layout = report.layout
    changes = ChangeFormulas(layout, report.results, report.previous)
    before = layout.comparison.results
    extra: dict[str, Callable[[Node], Live | float | str]] = {
        "previous": lambda node: mirror(
            before.place(node.subject, "score"), report.previous_value(node.subject), INDICATORS
        ),
        "change": lambda node: changes.change(node, INDICATORS),
        "verdict": lambda node: formulas.verdict(node, ""),
    }
    in_sight = dict(list(_RESULT_WIDTHS.items())[:IN_SIGHT])
    tables = ResultTables(
        sheet, layout, report.results, formulas, _RESULT_WIDTHS, extra, fitted=in_sight, padding=TIGHT
    )
    tables.write()
    for table in layout.results.tables:
        sheet.height(table.last_row + 1, BETWEEN)
        tint_below(sheet, table.first_row, table.last_row, table.col("verdict"))
        mark_falls(sheet, table.first_row, table.last_row, table.col("change"))
    return tables


def write_questions(book: Book, report: Report) -> None:
    """Write every score with its rank, its distance to the threshold and its flag."""
    layout = report.layout
    table = layout.questions
    sheet = book.sheet(QUESTIONS)
    widths = [_width(table, column.key) for column in table.columns]
    sheet.widths(*widths)
    open_analysis_sheet(sheet, report, table.title)
    formulas = QuestionFormulas(layout, report.results)
    sheet.live(2, 0, formulas.below_line(QUESTIONS), "strong")
    place = layout.threshold
    sheet.text(place.row, place.col + 1, texts.THRESHOLD_LABEL, "muted")
    sheet.number(place.row, place.col, float(report.results.threshold), "threshold")
    sheet.scores_only((place.row, place.col, place.row, place.col), shared_texts.LIMIT_ERROR)
    helper = table.col("rounded")
    sheet.header(table.header_row, 0, [column.header for column in table.columns[:helper]], widths[:helper])
    for column in table.columns[helper:]:
        sheet.text(table.header_row, table.col(column.key), column.header, "helper_header")
    missing = MissingFormulas(layout, report.results)
    for index, leaf in enumerate(layout.framework.answers):
        _question(sheet, report, formulas, leaf)
        row = table.row(leaf.subject)
        sheet.live(row, table.col("missing"), missing.flag(leaf), "helper_count")
        sheet.live(row, table.col("missing_list"), missing.listed(index), "helper_line")
    sheet.hide_columns(helper, table.last_col)
    score, last_col = table.place(table.items[0], "score"), helper - 1
    sheet.scores_or_words((table.first_row, score.col, table.last_row, score.col), score.a1)
    tint_below(sheet, table.first_row, table.last_row, table.col("flag"))
    # No filter: results and checks refer to these rows by position, so sorting them would change the result.
    sheet.worksheet.freeze_panes(table.first_row, 1)
    # The programs break the pages: rows are low, so no page ends far from its edge.
    print_list(sheet, report, table.header_row)
    sheet.worksheet.print_area(0, 0, table.last_row, last_col)


def _width(table: Table, key: str) -> float:
    """Return the width of a column; without a column of parts the questions have its room."""
    return _QUESTION_WIDTHS[key] + (_QUESTION_WIDTHS["part"] if key == "text" and not table.has("part") else 0)


def write_findings(book: Book, report: Report) -> None:
    """Write the findings of the returned form, the gravest first, each with its correction."""
    ordered = sort_by_severity(report.findings)
    table = report.layout.findings(len(ordered))
    sheet = book.sheet(FINDINGS)
    widths = [_FINDING_WIDTHS[column.key] for column in table.columns]
    sheet.widths(*widths)
    open_analysis_sheet(sheet, report, table.title)
    sheet.text(2, 0, texts.findings_line(ordered), "strong")
    if ordered:
        sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for number, finding in enumerate(ordered, 1):
        _finding(sheet, report, table.row(str(number)), number, finding)
    if ordered:
        sheet.text(table.last_row + 1, 0, texts.FINDINGS_HINT, "muted")
    print_list(sheet, report, table.header_row if ordered else None)
    if ordered:
        # Where a finding stands is printed on the marked copy; here the page is for what to do.
        last_col = table.col("fix")
        sheet.worksheet.freeze_panes(table.first_row, 0)
        sheet.worksheet.print_area(0, 0, table.last_row + 1, last_col)
        sheet.rows_together(table.first_row, table.last_row, last_col)


def _question(sheet: Sheet, report: Report, formulas: QuestionFormulas, leaf: Node) -> None:
    layout = report.layout
    indicator = layout.framework.indicator_of(leaf.subject)
    style = "band" if layout.framework.of_kind(Kind.INDICATOR).index(indicator) % 2 else "text"
    table, row = layout.questions, layout.answer(leaf).row
    group = f"{indicator.code} {indicator.name}"
    sheet.text(row, table.col("indicator"), group, style)
    sheet.text(row, table.col("code"), leaf.code, style, "code")
    if table.has("part"):
        sheet.text(row, table.col("part"), part_label(layout.framework, leaf.part) if leaf.part else "", style)
    sheet.text(row, table.col("text"), leaf.name, style)
    answer = report.submission.by_subject.get(leaf.subject)
    score_style = "score_corrected" if leaf.subject in report.submission.corrected else "score_strong"
    for key, style in (("score", score_style), ("analysed", "exact_two")):
        if answer is not None and answer.in_range and answer.value is not None:
            sheet.number(row, table.col(key), float(answer.value), style)
        else:
            sheet.text(row, table.col(key), answer.declared if answer else "", style)
    sheet.live(row, table.col("rank"), formulas.rank(leaf, indicator), "count")
    sheet.live(row, table.col("distance"), formulas.distance(leaf), "score")
    sheet.live(row, table.col("flag"), formulas.flag(leaf), "centre")
    sheet.live(row, table.col("rounded"), formulas.rounded(leaf), "exact_two")
    cells = [(leaf.name, _width(table, "text")), (group, _width(table, "indicator"))]
    fit_row(sheet, row, cells)


def _finding(sheet: Sheet, report: Report, row: int, number: int, finding: Finding) -> None:
    table = report.layout.findings(1)
    message, fix = message_and_fix(finding, "th")
    contents = {
        "severity": label_of(finding.severity), "sheet": finding.sheet or "", "cell": finding.cell or "",
        "value": finding.value or "", "message": message, "fix": fix,
    }  # fmt: skip
    sheet.number(row, 0, number, "count")
    for key, text in contents.items():
        # Where it stands is kept on one line; what it is and what to do make the row as tall as they need.
        style = "one_line" if key in ("sheet", "cell", "value") else "centre" if key == "severity" else "text"
        sheet.text(row, table.col(key), text, style)
    col = table.col("subject")
    questions = report.layout.questions
    if finding.subject and finding.subject in questions:
        place = questions.place(finding.subject, "score")
        sheet.cell_link(row, col, f"'{place.sheet}'!{place.a1}", finding.subject, "link")
    else:
        sheet.text(row, col, finding.subject or "", "centre")
    cells = [(contents[key], _FINDING_WIDTHS[key]) for key in ("message", "fix")]
    fit_row(sheet, row, cells)


def _write_notes(sheet: Sheet, report: Report, row: int) -> int:
    """Write the conditions of the levels and how far the framework can be trusted; return the last row used."""
    framework = report.layout.framework
    levels = " · ".join(f"{name}: {rule}" for name, rule in texts.level_rules(framework))
    notices = shared_texts.framework_notice(framework, notes=False).split("\n")
    width = sum(list(_RESULT_WIDTHS.values())[:IN_SIGHT])
    for line in filter(None, (texts.LEVELS + levels, *notices)):
        sheet.worksheet.merge_range(row, 0, row, IN_SIGHT - 1, "", sheet.book.format("muted", "wrapped"))
        sheet.text(row, 0, line, "muted", "wrapped")
        fit_row(sheet, row, [(line, width)])
        row += 1
    return row - 1
