"""Write the first sheet of the analysis: one page with overall score, level, indicators, radar and weakest points.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.findings import Severity
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.analysis_layout import SUMMARY
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.page import row_height, safe_height
from ita_xlsx.model.layout.subjects import origin_words, subject_label
from ita_xlsx.model.layout.weak_points_layout import LISTED_WEAK_POINTS
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.strengths import LONGEST_WHY, helper_values, tint_remedy
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_radar
from ita_xlsx.output.formulas import QuestionFormulas, ResultFormulas
from ita_xlsx.output.formulas.changes import UNKNOWN
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.styles import BODY, DENSE

_WIDTHS = (22, 46, 12, 13, 9, 16, 3, 18, 18, 18, 18, 18, 18)
_LAST_BLOCK_COL = 5
_CHART_COL = 7
_BLOCK_HEADERS = ("รายการ", "ชื่อ", "คะแนน", "เปลี่ยนแปลง", "อันดับ", "เทียบเกณฑ์")
_CHART = (770, 480)


def write_summary(book: Book, report: Report) -> None:
    """Write the summary, which fits on one page."""
    framework = report.layout.framework
    sheet = book.sheet(SUMMARY)
    sheet.widths(*_WIDTHS)
    sheet.text(0, 0, texts.analysis_title(framework), "title")
    sheet.height(0, 36)
    sheet.text(1, 0, shared_texts.heading(report.submission.agency, framework), "strong")
    sheet.height(1, 24)
    row = _headline(sheet, report)
    for notice in (shared_texts.framework_notice(framework, notes=False), report.edition.remark):
        row = _notice(sheet, row, notice)
    chart_row = row
    nodes = (*framework.of_kind(Kind.INSTRUMENT), *framework.of_kind(Kind.INDICATOR))
    row = _block(sheet, row, report, "ผลรายเครื่องมือและรายตัวชี้วัด", nodes)
    if report.has_scores:
        _radar(sheet, chart_row, report)
    row = _five_weakest(sheet, row, report)
    row = _data_notes(sheet, row, report)
    for line in shared_texts.note_lines(framework):
        sheet.text(row, 0, line, "muted")
        row += 1
    sheet.print_setup(shared_texts.heading(report.submission.agency, framework))
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, 0, row - 1, len(_WIDTHS) - 1)
    sheet.worksheet.hide_gridlines(2)


def _notice(sheet: Sheet, row: int, text: str) -> int:
    if not text:
        return row
    sheet.worksheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", sheet.book.format("warning"))
    sheet.text(row, 0, text, "warning")
    sheet.height(row, safe_height([(text, sum(_WIDTHS))], BODY) + 4)
    return row + 1


def _headline(sheet: Sheet, report: Report) -> int:
    layout, results = report.layout, report.results
    overall = results.by_subject["overall"]
    score = words.INCOMPLETE if overall.rounded is None else float(overall.rounded)
    level = results.level.name or words.NO_LEVEL
    origin = layout.results.place("overall", "origin")
    cells = (
        (layout.summary_overall, "คะแนนรวม", layout.results.place("overall", "score"), score, "big"),
        (layout.summary_level, "ระดับผลการประเมิน", layout.level, level, "big_word"),
        (layout.summary_origin, "ที่มาของคะแนนรวม", origin, origin_words(layout.framework, overall), "centre_middle"),
    )
    row, col = layout.summary_origin.row, layout.summary_origin.col
    for offset, style in ((-1, "header"), (0, "centre_middle")):
        sheet.worksheet.merge_range(row + offset, col, row + offset, _LAST_BLOCK_COL, "", sheet.book.format(style))
    for place, title, source, value, style in cells:
        sheet.text(place.row - 1, place.col, title, "header")
        sheet.live(place.row, place.col, mirror(source, value, SUMMARY), style)
    sheet.height(row - 1, 24)
    sheet.height(row, 58)
    _below_headline(sheet, report, row + 1)
    return row + 2


def _below_headline(sheet: Sheet, report: Report, row: int) -> None:
    """Write below the figures that the results are not complete, and the announced level that is not the result."""
    layout, last_col = report.layout, len(_WIDTHS) - 1
    formulas = ResultFormulas(layout, report.results, layout.threshold)
    level = layout.summary_level
    sheet.live(row, level.col, formulas.announced_level(layout.announced_level, SUMMARY), "line_centre")
    first_col = layout.summary_origin.col
    sheet.worksheet.merge_range(row, first_col, row, last_col, "", sheet.book.format("strong"))
    sheet.live(row, first_col, formulas.not_complete(SUMMARY), "strong")
    caution = sheet.book.format("caution", plain=True)
    rule = {"type": "formula", "criteria": f'={Place(SUMMARY, row, first_col).fixed}<>""', "format": caution}
    sheet.worksheet.conditional_format(row, first_col, row, last_col, rule)
    sheet.height(row, 26)


def _block(sheet: Sheet, row: int, report: Report, title: str, nodes: tuple[Node, ...]) -> int:
    layout, results = report.layout, report.results
    sheet.text(row, 0, title, "heading")
    sheet.height(row, 30)
    sheet.header(row + 1, 0, _BLOCK_HEADERS, _WIDTHS[: len(_BLOCK_HEADERS)])
    row += 2
    for node in nodes:
        mark = f" {shared_texts.NOTE_MARK}" if layout.framework.notes_on(node.subject) else ""
        sheet.text(row, 0, subject_label(layout.framework, node) + mark, "text")
        sheet.text(row, 1, node.name, "text")
        score = results.by_subject[node.subject]
        change = report.diagnosis.by_subject[node.subject].change
        below = words.BELOW if results.below_threshold(node.subject) else words.PASSES
        for col, key, style, value in (
            (2, "score", "score_strong", words.INCOMPLETE if score.rounded is None else float(score.rounded)),
            (3, "change", "change", UNKNOWN if change is None else float(change)),
            (4, "rank", "count", results.rank_of.get(node.subject, "-")),
            (5, "verdict", "centre", words.INCOMPLETE if score.value is None else below),
        ):
            sheet.live(row, col, mirror(layout.results.place(node.subject, key), value, SUMMARY), style)
        sheet.height(row, safe_height([(node.name, _WIDTHS[1])], DENSE, least=21))
        row += 1
    tint_below(sheet, row - len(nodes), row - 1, 5)
    return row + 1


def tint_below(sheet: Sheet, first: int, last: int, col: int) -> None:
    """Color the words that report a score below the threshold; in grey print the words remain."""
    bad = sheet.book.format("bad", plain=True)
    rule = {"type": "cell", "criteria": "==", "value": f'"{words.BELOW}"', "format": bad}
    sheet.worksheet.conditional_format(first, col, last, col, rule)


def _radar(sheet: Sheet, row: int, report: Report) -> None:
    results = report.layout.results
    indicators = report.layout.framework.of_kind(Kind.INDICATOR)
    table: Table = results.table_of(indicators[0].subject)
    series = Series("คะแนน", "=" + table.span("name", ""), "=" + table.span("score", ""))
    insert_radar(
        sheet, row, _CHART_COL, "คะแนนรายตัวชี้วัด (เต็ม 100)", [series], _CHART,
        "แผนภูมิเรดาร์คะแนนสิบตัวชี้วัด แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip


def _data_notes(sheet: Sheet, row: int, report: Report) -> int:
    sheet.text(row, 0, "ข้อสังเกตเกี่ยวกับข้อมูล", "heading")
    sheet.height(row, 30)
    counts = {level: sum(item.severity is level for item in report.findings) for level in Severity}
    counts_text = "  ".join(f"{label_of(level)} {count} รายการ" for level, count in counts.items() if count)
    sheet.text(row + 1, 0, texts.FINDINGS_LINE.format(counts=counts_text) if counts_text else texts.NO_FINDINGS, "line")
    sheet.height(row + 1, 24)
    formulas = QuestionFormulas(report.layout, report.results)
    for offset, live in ((2, formulas.below_line(SUMMARY)), (3, formulas.changed(SUMMARY))):
        sheet.live(row + offset, 0, live, "line")
        sheet.height(row + offset, 24)
    return row + 4


def _five_weakest(sheet: Sheet, row: int, report: Report) -> int:
    """Write the first five rows of the list of weak points, and return the next free row."""
    weak = report.layout.weak_points.weak
    points = report.diagnosis.weak_points
    sheet.text(row, 0, texts.FIVE_WEAKEST, "heading")
    sheet.height(row, 30)
    last_col = len(_WIDTHS) - 1
    for offset in range(1, LISTED_WEAK_POINTS + 2):
        style = "header" if offset == 1 else "text"
        for first, last in ((1, 4), (6, 8), (9, last_col)):
            sheet.worksheet.merge_range(row + offset, first, row + offset, last, "", sheet.book.format(style))
    columns = (
        (0, "label", "รายการ"),
        (1, "name", "ชื่อ/ประเด็น"),
        (5, "score", "คะแนน"),
        (6, "remedy", "แนวทาง"),
        (9, "why", "เหตุผล"),
    )
    for col, _, header in columns:
        sheet.text(row + 1, col, header, "header")
    names = [node.name for node in report.layout.framework.answers]
    longest_texts = [(name, sum(_WIDTHS[1:5])) for name in names] + [(LONGEST_WHY, sum(_WIDTHS[9:]))]
    tallest = row_height(longest_texts, DENSE)
    for number in range(1, LISTED_WEAK_POINTS + 1):
        subject = points[number - 1].subject if number <= len(points) else ""
        values = helper_values(report, subject) if subject else {}
        for col, key, _ in columns:
            live = mirror(weak.place(str(number), key), values.get(key, ""), SUMMARY)
            sheet.live(row + 1 + number, col, live, {"score": "score_strong", "remedy": "centre"}.get(key, "text"))
        cells = [(str(values.get("name", "")), sum(_WIDTHS[1:5])), (str(values.get("why", "")), sum(_WIDTHS[9:]))]
        sheet.height(row + 1 + number, safe_height(cells, DENSE, least=tallest))
    tint_remedy(sheet, row + 2, row + 1 + LISTED_WEAK_POINTS, 6)
    return row + LISTED_WEAK_POINTS + 3
