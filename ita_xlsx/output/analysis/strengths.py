"""Write the sheet of strengths and weak points: groups, lowest answers and weak points as lists over one helper table.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.diagnosis import Remedy, judged_nodes
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import RULE_MEANINGS
from ita_xlsx.model.layout import Table, subject_label
from ita_xlsx.model.layout.page import line_count
from ita_xlsx.model.layout.weak_points_layout import STRENGTHS
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.opening import BETWEEN, fit_row, open_analysis_sheet
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import ListFormulas, Live, WeakPointFormulas
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.formulas.lists import NONE
from ita_xlsx.output.styles import DENSE

WIDTHS = (20, 86, 9, 12, 15, 37, 8)
# The height that a hidden row has when a reader shows it.
_HIDDEN_HEIGHT = 22
_HELPER_WIDTH, _RULE_WIDTH = 12, 60
# The rows of the list that are shown beyond the weak points found, for those that a changed score adds.
_ROOM = 3
# The least rows of the list that are listed.
_LEAST_SHOWN = 5


def write_strengths(book: Book, report: Report) -> None:
    """Write the sheet of strengths and weak points."""
    layout = report.layout.weak_points
    sheet = book.sheet(STRENGTHS)
    helpers = layout.rules.last_col - len(WIDTHS) + 1
    sheet.widths(*WIDTHS, *[_HELPER_WIDTH] * (helpers - 1), _RULE_WIDTH)
    open_analysis_sheet(sheet, report, "จุดอ่อนและจุดแข็ง")
    lists = ListFormulas(report.layout, report.diagnosis, STRENGTHS)
    listed = min(max(len(report.diagnosis.weak_points) + _ROOM, _LEAST_SHOWN), len(layout.weak.items))
    sheet.live(layout.counts.row, layout.counts.col, lists.counts(listed), "strong")
    _write_weak(sheet, report, lists, listed)
    _write_lowest(sheet, report, lists)
    _write_groups(sheet, report, lists)
    _write_judged(sheet, report)
    _write_rules(sheet, report)
    # What the lists pick from is hidden; the limits that a reader may change stand beside the lists.
    sheet.hide_columns(layout.weak.col("position"), layout.rules.first_col)
    last_row, last_col = layout.lowest.last_row, layout.weak.col("why")
    sheet.worksheet.freeze_panes(layout.weak.first_row, 0)
    # The lists pick from the helper table beside them: deleting a row of a list would delete one of the table.
    sheet.lock()
    # The header of the list is repeated on the pages after it.
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework))
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    rows = [(row, row) for row in range(layout.weak.first_row, layout.weak.first_row + listed)]
    sheet.keep_together([*rows, (layout.lowest.header_row - 1, layout.lowest.last_row)], last_col)


def _open_table(sheet: Sheet, table: Table, *, titled: bool = True) -> None:
    if titled:
        sheet.height(table.header_row - 2, BETWEEN)
        sheet.text(table.header_row - 1, table.first_col, table.title, "heading")
        sheet.height(table.header_row - 1, 27)
    headers = [column.header for column in table.columns if column.key != "position"]
    sheet.header(table.header_row, table.first_col, headers, WIDTHS[: len(headers)])


def _write_lowest(sheet: Sheet, report: Report, lists: ListFormulas) -> None:
    table = report.layout.weak_points.lowest
    _open_table(sheet, table)
    lowest = {item.subject for item in lists.lowest()}
    for node in report.layout.framework.of_kind(Kind.INDICATOR):
        row = table.row(node.subject)
        sheet.text(row, table.col("label"), f"{node.code} {node.name}", "one_line")
        lowest_answers = [leaf for leaf in node.leaves if leaf.subject in lowest]
        position = table.place(node.subject, "position").a1
        sheet.live(row, table.col("position"), lists.lowest_position(node), "flag")
        sources = {"name": "name", "score": "score", "question": "label", "remedy": "remedy", "why": "why"}
        empty: dict[str, float | str] = dict.fromkeys(sources.values(), "")
        values = helper_values(report, lowest_answers[0].subject) if lowest_answers else empty
        cells = {key: lists.pick(source, position, values[source]) for key, source in sources.items()}
        cells["name"] = lists.pick_or("name", position, values["name"], texts.NO_LOWEST)
        _live_row(sheet, table, row, cells)
        fit_row(sheet, row, [(str(values["name"]), WIDTHS[1]), (str(values["why"]), WIDTHS[5])])
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


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
        fit_row(sheet, row, [(why, WIDTHS[5])])
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


def _write_weak(sheet: Sheet, report: Report, lists: ListFormulas, listed: int) -> None:
    """Write the list of weak points, and hide the rows that no weak point needs."""
    table = report.layout.weak_points.weak
    _open_table(sheet, table, titled=False)
    weak = report.diagnosis.weak_points
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
        fit_row(
            sheet, row, [(str(values[key]), WIDTHS[col]) for key, col in (("name", 1), ("why", 5))] if values else []
        )
    if listed < len(table.items):
        for row in range(table.first_row + listed, table.last_row + 1):
            sheet.height(row, 0)
            sheet.worksheet.set_row(row, _HIDDEN_HEIGHT, None, {"hidden": True, "level": 1})
    tint_remedy(sheet, table.first_row, table.last_row, table.col("remedy"))


def _write_judged(sheet: Sheet, report: Report) -> None:
    table = report.layout.weak_points.judged
    formulas = WeakPointFormulas(report.layout, report.results, report.diagnosis, report.rules)
    for column in table.columns:
        sheet.text(table.header_row, table.col(column.key), column.header, "helper_header")
    for node in judged_nodes(report.layout.framework):
        row, values = table.row(node.subject), helper_values(report, node.subject)
        for key in ("subject", "label", "name"):
            sheet.text(row, table.col(key), str(values[key]), "helper" if key == "subject" else "helper_line")
        before = report.previous_value(node.subject) if node.children else _blank(report.previous_value(node.subject))
        cells: dict[str, Live | float] = {
            "score": formulas.score(node, values["score"]),
            "previous": formulas.previous(node, before),
            **{code.value: formulas.flag(node, code) for code in RuleCode},
            "remedy": formulas.remedy(node),
            "why": formulas.why(node, str(values["why"])),
            "short": formulas.short(node, str(values["short"])),
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
    sheet.text(table.header_row - 1, table.col("limit"), table.title, "muted")
    for column in table.columns:
        sheet.text(table.header_row, table.col(column.key), column.header, "header")
    for code in RuleCode:
        row, rule = table.row(code.value), by_code.get(code)
        sheet.text(row, table.col("rule"), code.value, "helper_line")
        sheet.text(row, table.col("words"), RULE_MEANINGS[code] if rule else texts.RULE_OFF, "one_line")
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
        style, text = _STYLES[key], str(cell.value) if isinstance(cell, Live) else ""
        if style == "text" and line_count(text, WIDTHS[table.col(key) - table.first_col], DENSE) == 1:
            style = "one_line"
        _cell(sheet, row, table.col(key), cell, style)


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
        "short": shared_texts.short_why_words(judgement),
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
    "question": "flag", "remedy": "centre", "why": "text",
}  # fmt: skip
