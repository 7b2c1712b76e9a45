"""Write the sheet of strengths and weak points: groups, lowest answers and weak points as lists over one helper table.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.diagnosis import Remedy, judged_nodes
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import RULE_MEANINGS
from ita_xlsx.model.layout import Table, subject_label
from ita_xlsx.model.layout.page import row_height, safe_height
from ita_xlsx.model.layout.weak_points_layout import STRENGTHS
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ListFormulas, Live, WeakPointFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.formulas.lists import NONE
from ita_xlsx.output.styles import DENSE

WIDTHS = (23, 72, 11, 13, 20, 62, 8)
_HELPER_WIDTH = 12
# This number of weak points stays on the page of the title.
_TOGETHER = 6
# The longest reason of an indicator: all rules at once.
LONGEST_WHY = "ต่ำกว่าเกณฑ์ 85.00 อยู่ 35.00; ปีก่อนผ่านเกณฑ์ (85.00); ผลแต่ละส่วนต่างกัน 35.00; ลดลงจากปีก่อน 35.00; ต่ำที่สุดในทุกตัวชี้วัด"


def write_strengths(book: Book, report: Report) -> None:
    """Write the sheet of strengths and weak points."""
    layout = report.layout.weak_points
    sheet = book.sheet(STRENGTHS)
    helpers = layout.rules.last_col - len(WIDTHS) + 1
    sheet.widths(*WIDTHS, *[_HELPER_WIDTH] * helpers)
    sheet.worksheet.hide_gridlines(2)
    sheet.text(0, 0, "จุดแข็งและจุดอ่อน", "title")
    sheet.height(0, 34)
    sheet.height(1, 26)
    sheet.height(layout.counts.row, 26)
    sheet.text(1, 0, shared_texts.heading(report.submission.agency, report.layout.framework), "subtitle")
    lists = ListFormulas(report.layout, report.diagnosis, STRENGTHS)
    printed = max(len(report.diagnosis.weak_points), 1)
    sheet.live(layout.counts.row, layout.counts.col, lists.counts(printed), "strong")
    _write_groups(sheet, report, lists)
    _write_lowest(sheet, report, lists)
    _write_weak(sheet, report, lists)
    _write_judged(sheet, report)
    _write_rules(sheet, report)
    sheet.hide_columns(layout.weak.col("position"), layout.weak.col("position"))
    last_row, last_col = layout.weak.header_row + printed, layout.weak.col("why")
    sheet.worksheet.freeze_panes(3, 0)
    # The lists pick from the helper table beside them: deleting a row of a list would delete one of the table.
    sheet.lock()
    # The header of the list is repeated on the pages after it.
    head = layout.weak.header_row
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework), (head, head))
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    blocks = [(table.header_row - 1, table.last_row) for table in (layout.groups, layout.lowest)]
    together = min(last_row, layout.weak.first_row + _TOGETHER - 1)
    blocks += [(head - 1, together), *((row, row) for row in range(together + 1, last_row + 1))]
    sheet.keep_together(blocks, last_col)


def _open_table(sheet: Sheet, table: Table) -> None:
    sheet.text(table.header_row - 1, table.first_col, table.title, "heading")
    sheet.height(table.header_row - 1, 30)
    headers = [column.header for column in table.columns if column.key != "position"]
    sheet.header(table.header_row, table.first_col, headers, WIDTHS[: len(headers)])


def _write_groups(sheet: Sheet, report: Report, lists: ListFormulas) -> None:
    table = report.layout.weak_points.groups
    _open_table(sheet, table)
    for node in report.layout.weak_points.group_nodes:
        judgement, row = report.diagnosis.by_subject[node.subject], table.row(node.subject)
        sheet.text(row, table.col("label"), subject_label(report.layout.framework, node), "text")
        sheet.text(row, table.col("name"), node.name, "text")
        why = shared_texts.all_why_words(judgement)
        cells = {
            "score": lists.cell(node, "score", report.value(node.subject)),
            "class": lists.group_class(node),
            "remedy": lists.cell(node, "remedy", judgement.remedy or ""),
            "why": lists.cell(node, "why", why),
        }
        _live_row(sheet, table, row, cells)
        # Leave room for the longest reason after a change of scores, and for today's reason in any font.
        longest = row_height([(LONGEST_WHY, WIDTHS[5])], DENSE, least=22)
        sheet.height(row, safe_height([(why, WIDTHS[5])], DENSE, least=longest))
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


def _write_lowest(sheet: Sheet, report: Report, lists: ListFormulas) -> None:
    table = report.layout.weak_points.lowest
    _open_table(sheet, table)
    lowest = {item.subject for item in lists.lowest()}
    for node in report.layout.framework.of_kind(Kind.INDICATOR):
        row = table.row(node.subject)
        label = f"{node.code} {node.name}"
        sheet.text(row, table.col("label"), label, "text")
        lowest_answers = [leaf for leaf in node.leaves if leaf.subject in lowest]
        position = table.place(node.subject, "position").a1
        sheet.live(row, table.col("position"), lists.lowest_position(node), "flag")
        sources = {"name": "name", "score": "score", "question": "label", "remedy": "remedy", "why": "why"}
        empty: dict[str, float | str] = dict.fromkeys(sources.values(), "")
        values = helper_values(report, lowest_answers[0].subject) if lowest_answers else empty
        cells = {key: lists.pick(source, position, values[source]) for key, source in sources.items()}
        cells["name"] = lists.pick_or("name", position, values["name"], texts.NO_LOWEST)
        _live_row(sheet, table, row, cells)
        tallest = max((leaf.name for leaf in node.leaves), key=len)
        sheet.height(row, safe_height([(tallest, WIDTHS[1]), (label, WIDTHS[0])], DENSE, least=22))
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


def _write_weak(sheet: Sheet, report: Report, lists: ListFormulas) -> None:
    table = report.layout.weak_points.weak
    _open_table(sheet, table)
    weak = report.diagnosis.weak_points
    # Any subject may come to stand in any row.
    names = [node.name for node in judged_nodes(report.layout.framework)]
    tallest = safe_height([(name, WIDTHS[1]) for name in names], DENSE, least=44)
    for number, item in enumerate(table.items, 1):
        row = table.row(item)
        position = table.place(item, "position").a1
        values = helper_values(report, weak[number - 1].subject) if number <= len(weak) else None
        cells: dict[str, Live | float] = {
            key: lists.pick(key, position, values[key] if values else "")
            for key in ("label", "name", "score", "remedy", "why")
        }
        cells["number"] = lists.number(number, position)
        sheet.live(row, table.col("position"), lists.position(number), "flag")
        _live_row(sheet, table, row, cells)
        sheet.height(row, tallest)
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


def _write_judged(sheet: Sheet, report: Report) -> None:
    table = report.layout.weak_points.judged
    formulas = WeakPointFormulas(report.layout, report.results, report.diagnosis, report.rules)
    sheet.text(table.header_row - 1, table.first_col, table.title, "muted")
    for column in table.columns:
        sheet.text(table.header_row, table.col(column.key), column.header, "helper_header")
    for node in judged_nodes(report.layout.framework):
        row, values = table.row(node.subject), helper_values(report, node.subject)
        for key in ("subject", "label", "name"):
            sheet.text(row, table.col(key), str(values[key]), "helper_line")
        before = report.previous_value(node.subject) if node.children else _blank(report.previous_value(node.subject))
        cells: dict[str, Live | float] = {
            "score": formulas.score(node, values["score"]),
            "previous": formulas.previous(node, before),
            **{code.value: formulas.flag(node, code) for code in RuleCode},
            "remedy": formulas.remedy(node),
            "why": formulas.why(node),
            "key": formulas.key(node),
            "order": formulas.order(node),
        }
        for key, cell in cells.items():
            _cell(
                sheet,
                row,
                table.col(key),
                cell,
                "exact_two" if key in ("score", "previous") else "helper_line",
            )


def _write_rules(sheet: Sheet, report: Report) -> None:
    table = report.layout.weak_points.rules
    by_code = {rule.code: rule for rule in report.rules}
    sheet.text(table.header_row - 1, table.first_col, table.title, "muted")
    for column in table.columns:
        sheet.text(table.header_row, table.col(column.key), column.header, "helper_header")
    for code in RuleCode:
        row, rule = table.row(code.value), by_code.get(code)
        sheet.text(row, table.col("rule"), code.value, "helper_line")
        sheet.text(row, table.col("words"), RULE_MEANINGS[code] if rule else texts.RULE_OFF, "helper_line")
        col = table.col("limit")
        sheet.scores_only((row, col, row, col), texts.RULE_LIMIT_ERROR)
        if rule is None or rule.limit is None:
            sheet.text(row, col, NONE, "threshold")
        elif code in (RuleCode.BELOW, RuleCode.FELL_THROUGH) and rule.limit == report.results.threshold:
            sheet.live(row, col, mirror(report.layout.threshold, float(rule.limit), STRENGTHS), "threshold")
        else:
            sheet.number(row, col, float(rule.limit), "threshold")


def _live_row(sheet: Sheet, table: Table, row: int, cells: dict[str, Live] | dict[str, Live | float]) -> None:
    for key, cell in cells.items():
        _cell(sheet, row, table.col(key), cell, _STYLES[key])


def _cell(sheet: Sheet, row: int, col: int, cell: Live | float, style: str) -> None:
    if isinstance(cell, Live):
        sheet.live(row, col, cell, style)
    else:
        sheet.number(row, col, cell, style)


def helper_values(report: Report, subject: str) -> dict[str, float | str]:
    """Return the cells of a subject in the helper table by column key, as the engine computes them."""
    node = report.layout.framework.nodes[subject]
    judgement = report.diagnosis.by_subject[subject]
    score = report.value(subject)
    return {
        "subject": subject,
        "label": texts.point_label(report.layout.framework, node),
        "name": node.name,
        "score": score if node.children else _blank(score),
        "remedy": judgement.remedy or "",
        "why": shared_texts.all_why_words(judgement),
    }


def _blank(value: float | str) -> float | str:
    """Return a score; for a question without one an empty cell instead of a word."""
    return value if isinstance(value, float) else ""


def tint_remedy(sheet: Sheet, first: int, last: int, col: int) -> None:
    """Color the cells by their word of remedy; in grey print the words remain."""
    for word, style in ((Remedy.URGENT, "bad"), (Remedy.DEVELOP, "caution"), (Remedy.MAINTAIN, "good")):
        rule = {
            "type": "cell", "criteria": "==", "value": f'"{word}"',
            "format": sheet.book.format(style, plain=True),
        }  # fmt: skip
        sheet.worksheet.conditional_format(first, col, last, col, rule)


_STYLES = {
    "label": "text", "name": "text", "score": "score_strong", "class": "centre", "number": "count",
    "question": "centre", "remedy": "centre", "why": "text",
}  # fmt: skip
