"""Write the first sheet of the analysis: what a director sees on one screen, and signs on one page.

Takes a Report; changes the workbook in memory only. The lower part, below the first screen, is in ``page_end``.
"""

from __future__ import annotations

from functools import partial

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.results_layout import SCORE
from ita_xlsx.model.layout.summary_layout import (
    BAR,
    CHANGE,
    FIGURE,
    FIRST,
    LAST,
    NAME,
    NUMBER,
    PLACES,
    PLAN_ROW,
    POSITION,
    SUBJECT,
    SUMMARY,
    WHAT,
    WHAT_END,
    WHY,
)
from ita_xlsx.model.layout.summary_layout import SCORE as SCORE_COL
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.across import write_across
from ita_xlsx.output.analysis.page_end import write_page_end
from ita_xlsx.output.analysis.plan_sheet import plan_cells
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.strengths import helper_values
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas.fill_counts import mirror
from ita_xlsx.output.formulas.summary import SummaryFormulas
from ita_xlsx.output.formulas.weak_places import PlaceFormulas
from ita_xlsx.output.styles import BAR as BAR_COLOR
from ita_xlsx.output.styles import TAB_READ

# Margin, name (two), score, change, bar, gutter, subject, what (two), score or end, why or owner; in pixels of Excel.
_COLUMNS = (12, 108, 80, 58, 72, 54, 18, 84, 176, 178, 78, 312)
_HELPER = 60
# The rows of the first screen; together with the ten rows of indicators they take 474 of 480 pixels.
_TITLE, _MESSAGE, _GAP, _CARD, _FIGURE_ROW, _HEADS, _LINE = 35, 32, 6, 25, 56, 29, 26


def write_summary(book: Book, report: Report) -> None:
    """Write the summary, which is whole on one screen and on one page."""
    layout = report.layout.summary
    sheet = book.sheet(SUMMARY)
    sheet.tab(TAB_READ)
    sheet.widths(*map(_characters, (*_COLUMNS, *[_HELPER] * (PLAN_ROW - LAST))))
    for row, pixels in enumerate((_TITLE, _MESSAGE, _GAP, _CARD, _FIGURE_ROW, _CARD, _GAP, _HEADS)):
        sheet.height(row, pixels * 0.75)
    for row in range(layout.first_row, layout.first_row + layout.rows):
        sheet.height(row, _LINE * 0.75)
    formulas = summary_formulas(report)
    places = PlaceFormulas(
        report.layout, report.results, report.diagnosis, plan_cells(report), partial(helper_values, report),
        formulas.lack(report.layout.framework.tree),
    )  # fmt: skip
    write_across(sheet, layout.title.row, FIRST, LAST, texts.summary_title(report), "summary_title")
    write_across(sheet, layout.message.row, FIRST, LAST, formulas.message(), "message")
    threshold = Place(SUMMARY, layout.heads_row, POSITION)
    sheet.live(threshold.row, threshold.col, mirror(report.layout.threshold, float(report.results.threshold), SUMMARY),
               "exact_two")  # fmt: skip
    _write_cards(sheet, report, formulas)
    _write_indicators(sheet, report, formulas, threshold)
    _write_points(sheet, report, formulas, places, threshold)
    _mark_incomplete(sheet, report, formulas)
    sheet.hide_columns(LAST + 1, PLAN_ROW)
    write_page_end(sheet, report)


def summary_formulas(report: Report) -> SummaryFormulas:
    """Return the formulas of the summary; other sheets repeat its sentence."""
    before = texts.YEAR_BEFORE if report.is_year_before else report.years[1]
    values = partial(helper_values, report)
    return SummaryFormulas(report.layout, report.results, report.previous, report.diagnosis, values, before)


def _characters(pixels: int) -> float:
    """Return the width of a column of Excel in characters."""
    return (pixels - 5) / 7


def _write_cards(sheet: Sheet, report: Report, formulas: SummaryFormulas) -> None:
    layout = report.layout.summary
    row = layout.overall.row
    write_across(sheet, row - 1, FIRST, BAR, formulas.card_title(), "hero_head")
    sheet.live(row, layout.overall.col, formulas.score(OVERALL), "hero_score", "no_right")
    write_across(sheet, row, layout.level.col, BAR, formulas.level(), "hero_level", "no_left")
    write_across(sheet, row + 1, FIRST, BAR, formulas.below_overall(), "hero_below")
    for node, first, last in layout.cards:
        title = texts.CARD_TITLE.format(code=node.code, weight=f"{float(node.weight):g}")
        write_across(sheet, row - 1, first, last, title, "hero_head")
        write_across(sheet, row, first, last, formulas.score(node.subject), "hero_score")
        write_across(sheet, row + 1, first, last, formulas.below_score(node), "hero_below")


def _write_indicators(sheet: Sheet, report: Report, formulas: SummaryFormulas, threshold: Place) -> None:
    layout = report.layout.summary
    row, nodes = layout.heads_row, [node for node, _ in layout.indicators]
    write_across(sheet, row, NAME, NAME + 1, texts.INDICATORS_TITLE.format(count=len(nodes)), "section")
    sheet.text(row, SCORE_COL, texts.SCORE_WORD, "section_right")
    sheet.text(row, CHANGE, texts.CHANGE_WORD, "section_right")
    start = layout.bar_start
    sheet.live(start.row, start.col, formulas.bar_start(nodes), "count")
    sheet.live(row, BAR, formulas.bar_title(start), "section_right")
    for node, at in layout.indicators:
        write_across(sheet, at, NAME, NAME + 1, f"{node.code} {node.name}", "on_line")
        sheet.live(at, SCORE_COL, formulas.score(node.subject), "on_line_score")
        sheet.live(at, CHANGE, formulas.change(node), "on_line_change")
        score = report.layout.results.place(node.subject, SCORE)
        value = report.value(node.subject)
        sheet.live(at, BAR, formulas.bar(score, value if isinstance(value, float) else ""), "on_line_bar")
    first, last = layout.first_row, layout.first_row + len(nodes) - 1
    bar = {
        "type": "data_bar", "data_bar_2010": True, "bar_only": True, "bar_solid": True, "bar_color": BAR_COLOR,
        "min_type": "formula", "min_value": f"={start.fixed}", "max_type": "num", "max_value": 100,
    }  # fmt: skip
    sheet.worksheet.conditional_format(first, BAR, last, BAR, bar)
    cell = Place(SUMMARY, first, SCORE_COL)
    _mark(sheet, (first, SCORE_COL, last, SCORE_COL), f"=AND(ISNUMBER({cell.a1}),{cell.a1}<{threshold.fixed})", "below")
    cell = Place(SUMMARY, first, CHANGE)
    _mark(sheet, (first, CHANGE, last, CHANGE), f"=AND(ISNUMBER({cell.a1}),{cell.a1}<0)", "fall")
    _mark(sheet, (first, CHANGE, last, CHANGE), f"=AND(ISTEXT({cell.a1}),LEN({cell.a1})>1)", "lack")


def _write_points(
    sheet: Sheet, report: Report, formulas: SummaryFormulas, places: PlaceFormulas, threshold: Place
) -> None:
    layout = report.layout.summary
    row = layout.heads_row
    write_across(sheet, row, SUBJECT, WHAT_END, formulas.weak_title(), "section")
    sheet.text(row, FIGURE, texts.SCORE_OR_END, "section_right")
    sheet.text(row, WHY, texts.WHY_OR_OWNER, "section_word")
    measure = "measure" if "measure" in plan_cells(report).columns else "steps"
    for number in range(1, PLACES + 1):
        at = layout.place(number, SUBJECT).row
        for col, live in (
            (NUMBER, places.number(number)),
            (POSITION, places.position(number)),
            (PLAN_ROW, places.plan_row(number)),
        ):
            sheet.live(at, col, live, "count")
        sheet.live(at, SUBJECT, places.pick(number, "label"), "point")
        write_across(sheet, at, WHAT, WHAT_END, places.pick(number, "name"), "point")
        sheet.live(at, FIGURE, places.pick(number, "score"), "point_score")
        sheet.live(at, WHY, places.pick(number, "short"), "point_why")
        sheet.live(at + 1, SUBJECT, places.word(number), "on_line_muted")
        write_across(sheet, at + 1, WHAT, WHAT_END, places.planned(number, measure), "on_line")
        sheet.live(at + 1, FIGURE, places.planned(number, "period"), "on_line_right")
        sheet.live(at + 1, WHY, places.planned(number, "responsible"), "on_line", "indented")
    first, last = layout.first_row, layout.first_row + 2 * PLACES - 1
    score = f"${Place(SUMMARY, first, FIGURE).a1}"
    _mark(sheet, (first, SUBJECT, last, WHY), f"=AND(ISNUMBER({score}),{score}<{threshold.fixed})", "below")


def _mark_incomplete(sheet: Sheet, report: Report, formulas: SummaryFormulas) -> None:
    """Color the sentence of a result that is not computed, and the place that says what to fill in."""
    layout = report.layout.summary
    # A condition may look at its own sheet only, if old programs are to understand it.
    doubt = Place(SUMMARY, layout.heads_row, PLAN_ROW)
    total = len(report.layout.framework.answers)
    sheet.live(
        doubt.row, doubt.col, Live(f"=IF({formulas.is_doubtful()},1,0)", int(report.results.answered < total)), "count"
    )
    row = layout.message.row
    _mark(sheet, (row, FIRST, row, LAST), f"={doubt.fixed}=1", "alarm")
    test = f"=NOT(ISNUMBER({layout.overall.fixed}))"
    _mark(sheet, (layout.first_row, SUBJECT, layout.first_row + 1, LAST), test, "alarm")


def _mark(sheet: Sheet, span: tuple[int, int, int, int], criteria: str, style: str) -> None:
    rule = {"type": "formula", "criteria": criteria, "format": sheet.book.format(style, plain=True)}
    sheet.worksheet.conditional_format(*span, rule)
