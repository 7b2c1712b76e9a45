"""Write the two matrices of scores: agencies by indicator, and agencies by answer.

Takes a ``ProvinceReport``; writes a row per agency, live figures over all agencies above them, and a heat map.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ita_xlsx.model import province_results as results
from ita_xlsx.model.exact import as_float, exact_sum
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1, column_name
from ita_xlsx.model.layout.province_layout import (
    INDICATORS,
    QUESTIONS,
    STATISTICS,
    STATISTICS_HEADER,
    statistic,
)
from ita_xlsx.model.province_results import RankedAgency, score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text import words
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import ONE_LINE, dense_height, fit_row, join_parts, open_sheet, print_wide, round_heading
from ita_xlsx.output.texts import LIMIT_ERROR

_NUMBER, _CODE, _NAME, _SCORE, _ANSWER, _RESPONDENTS = 5.0, 8.0, 34.0, 10.0, 10.5, 9.0
# A score that is more points below the threshold than this gets a darker shade.
_FAR = 15


def write_indicators(book: Book, report: ProvinceReport) -> None:
    """Write the matrix of indicators; overall and instruments are formulas over the indicators of their row."""
    layout, table = report.layout, report.layout.indicators(len(report.counted))
    scores = len(layout.subjects) + 1
    widths = [_NUMBER, _CODE, _NAME, *[_SCORE] * scores, *[_RESPONDENTS] * (len(layout.surveys) + 1)]
    sheet = open_sheet(book, report.province, INDICATORS, texts.INDICATORS_TITLE, widths)
    _write_head(sheet, report, table, widths, layout.subjects)
    indicators = report.framework.of_kind(Kind.INDICATOR)
    with sheet.fast_rows():
        for row, item in enumerate(report.counted, table.first_row):
            _write_agency(sheet, row, item.number, item.agency.code, item.agency.name)
            _write_indicator_row(sheet, report, table, row, item)
    spare = table.last_row + 1
    last = _write_incomplete(sheet, report, table, layout.subjects, spare)
    _color_scores(sheet, report, table, layout.subjects[0], layout.subjects[-1], last)
    _finish_sheet(sheet, report, table, indicators[0].subject if not report.counted else "")
    groups = [table.col(OVERALL), table.col(indicators[0].subject), table.col("below") + 1]
    print_wide(sheet, report.province, table, widths, groups, last)


def write_questions(book: Book, report: ProvinceReport) -> None:
    """Write the matrix of answers: a row per agency, a column per answer."""
    table = report.layout.questions(len(report.counted))
    leaves = report.framework.answers
    subjects = tuple(leaf.subject for leaf in leaves)
    widths = [_NUMBER, _CODE, _NAME, *[_ANSWER] * len(leaves)]
    sheet = open_sheet(book, report.province, QUESTIONS, texts.QUESTIONS_TITLE, widths, "heading")
    _write_head(sheet, report, table, widths, subjects)
    places = [report.index[subject] for subject in subjects]
    first = table.col(subjects[0])
    with sheet.fast_rows():
        for row, item in enumerate(report.counted, table.first_row):
            _write_agency(sheet, row, item.number, item.agency.code, item.agency.name)
            scores = [score_at(item.summary.values, place) for place in places]
            sheet.numbers(row, first, [None if score is None else as_float(score) for score in scores], "heat")
    last = _write_incomplete(sheet, report, table, subjects, table.last_row + 1)
    _color_scores(sheet, report, table, subjects[0], subjects[-1], last)
    _finish_sheet(sheet, report, table, subjects[0] if not report.counted else "")
    indicators = report.framework.of_kind(Kind.INDICATOR)
    groups = [table.col(item.leaves[0].subject) for item in indicators]
    print_wide(sheet, report.province, table, widths, [*groups, table.last_col + 1], last)


def _write_head(
    sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float], subjects: Sequence[str]
) -> None:
    """Write all rows above the agencies: the lines under the title, the figures and the header."""
    counted, everyone = len(report.counted), len(report.province.members)
    line = texts.COUNTED_LINE.format(counted=counted, all=everyone) if counted else texts.NOBODY
    wide = table.sheet == QUESTIONS
    first_col = table.col("name") + 1 if wide else 0
    if wide:
        # Every page repeats the first columns with the text above them, so the lines start right of these columns.
        sheet.text(1, 0, "", "subtitle")
        sheet.text(1, first_col, line, "muted")
    else:
        sheet.text(1, first_col, join_parts((round_heading(report.province), line)), "subtitle")
    best = report.framework.levels[0].overall
    sheet.text(2, first_col, texts.LEGEND.format(far=_FAR, best=f"{float(best):g}"), "helper_line" if wide else "muted")
    _write_row_head(sheet, table, STATISTICS_HEADER, "ตัวเลขรวม", "header")
    for subject in subjects:
        sheet.text(STATISTICS_HEADER, table.col(subject), _label_above(report, table, subject), "header")
    sheet.height(STATISTICS_HEADER, ONE_LINE * 2 + 2 if table.sheet == QUESTIONS else ONE_LINE)
    for name, row in STATISTICS.items():
        is_input = name == "limit" and table.sheet == INDICATORS
        _write_row_head(sheet, table, row, texts.LIMIT_INPUT if is_input else texts.STATISTICS[name], "figure_name")
        for subject in subjects:
            _write_statistic(sheet, report, table, name, subject)
        sheet.height(row, ONE_LINE)
    if table.sheet == QUESTIONS:
        # The number of respondents of a single question is not known.
        sheet.worksheet.set_row(STATISTICS["weighted"], ONE_LINE, None, {"hidden": True})
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers, widths)
    # Long words in a narrow header break where the estimate of the height does not expect it.
    sheet.height(table.header_row, dense_height(list(zip(headers, widths, strict=True))) + 2 * ONE_LINE)


def _write_row_head(sheet: Sheet, table: Table, row: int, text: str, style: str) -> None:
    for col in range(table.col("name")):
        sheet.text(row, col, "", style)
    sheet.text(row, table.col("name"), text, style)


def _label_above(report: ProvinceReport, table: Table, subject: str) -> str:
    """Return the label above the figures of a column: the short label, or the indicator of an answer."""
    if table.sheet == INDICATORS:
        return report.layout.short_label(subject)
    return f"ตัวชี้วัด\n{report.framework.indicator_of(subject).code}"


def _write_statistic(sheet: Sheet, report: ProvinceReport, table: Table, name: str, subject: str) -> None:
    """Write one figure over all agencies above the column of a subject."""
    values, cells, col = report.column(subject), table.span(subject, table.sheet), table.col(subject)
    limit, threshold = statistic(table, "limit", subject), report.province.threshold
    row = STATISTICS[name]
    if name == "mean":
        sheet.live(row, col, formulas.mean(cells, results.mean(values)), "figure")
    elif name == "weighted" and table.sheet == INDICATORS:
        _write_weighted_mean(sheet, report, table, subject)
    elif name == "least":
        sheet.live(row, col, formulas.least(cells, results.least(values)), "figure")
    elif name == "below":
        sheet.live(row, col, formulas.below(cells, limit.fixed, results.below(values, threshold)), "figure_count")
    elif name == "count":
        sheet.live(row, col, formulas.count(cells, results.count(values)), "figure_count")
    elif limit == report.layout.limit:
        sheet.number(row, col, float(two_decimals(threshold)), "threshold")
        sheet.scores_only((row, col, row, col), LIMIT_ERROR)
    elif name == "limit":
        origin = report.layout.limit.seen_from(table.sheet, fixed=True)
        sheet.live(row, col, formulas.copy_of(origin, float(two_decimals(threshold))), "figure")


def _write_weighted_mean(sheet: Sheet, report: ProvinceReport, table: Table, subject: str) -> None:
    """Write the mean weighted by respondents, for the overall score and for surveys; a dash for the rest."""
    codes = [item.code for item in report.layout.surveys]
    owner = next((code for code in (subject, *report.framework.ancestors(subject)) if code in codes), "")
    row, col = STATISTICS["weighted"], table.col(subject)
    if subject != OVERALL and not owner:
        sheet.text(row, col, formulas.DASH, "figure")
        return
    key = f"asked {owner}" if owner else "asked"
    weights = report.weights(owner or OVERALL)
    cells, beside = table.span(subject, table.sheet), table.span(key, table.sheet)
    live = formulas.weighted_mean(cells, beside, results.weighted_mean(report.column(subject), weights))
    sheet.live(row, col, live, "figure")


def _write_agency(sheet: Sheet, row: int, number: int, code: str, name: str) -> None:
    sheet.number(row, 0, number, "heat_count")
    sheet.text(row, 1, code, "centre_middle")
    sheet.text(row, 2, name, "heat_name")
    height = dense_height([(name, _NAME), (code, _CODE)])
    if height > ONE_LINE:
        sheet.height(row, height)


def _write_indicator_row(sheet: Sheet, report: ProvinceReport, table: Table, row: int, item: RankedAgency) -> None:
    framework, layout = report.framework, report.layout
    for subject in layout.subjects:
        node, col = framework.nodes[subject], table.col(subject)
        value = score_at(item.summary.values, report.index[subject])
        if value is None:
            sheet.text(row, col, "", "heat")
        elif node.kind is not Kind.INDICATOR and _is_mean_of_children(report, node, item, value):
            cells = [a1(row, table.col(child.subject)) for child in node.children]
            sheet.live(row, col, formulas.node_mean(node, cells, as_float(value)), "heat")
        else:
            sheet.number(row, col, as_float(value), "heat")
    indicators = framework.of_kind(Kind.INDICATOR)
    span = table.row_span(row, indicators[0].subject, indicators[-1].subject)
    limit = statistic(table, "limit", OVERALL).fixed
    below_count = results.below(
        [score_at(item.summary.values, report.index[node.subject]) for node in indicators], report.province.threshold
    )
    sheet.live(row, table.col("below"), formulas.below(span, limit, below_count), "heat_count")
    respondents = item.respondents_by_instrument
    for instrument in layout.surveys:
        count = respondents.get(instrument.code.upper())
        if count is not None:
            sheet.number(row, table.col(f"asked {instrument.code}"), count, "helper_count")
    if respondents:
        codes = [instrument.code for instrument in layout.surveys]
        count_cells = table.row_span(row, f"asked {codes[0]}", f"asked {codes[-1]}")
        complete = all(code.upper() in respondents for code in codes)
        total = sum(respondents[code.upper()] for code in codes) if complete else ""
        live = formulas.sum_if_complete(count_cells, len(codes), total)
        sheet.live(row, table.col("asked"), live, "helper_count")


def _is_mean_of_children(report: ProvinceReport, node: Node, item: RankedAgency, value: Fraction) -> bool:
    """Return True if a score is the weighted mean of its children; False if it is an announced figure."""
    parts: list[Fraction] = []
    for child in node.children:
        score = score_at(item.summary.values, report.index[child.subject])
        if score is None:
            return False
        parts.append(score if child.weight == 1 else score * child.weight)
    return exact_sum(parts) == value * sum(child.weight for child in node.children)


def _write_incomplete(sheet: Sheet, report: ProvinceReport, table: Table, subjects: Sequence[str], spare: int) -> int:
    """Write the agencies with an incomplete form below the matrix; return the last row used.

    No figure above the matrix counts these agencies.
    """
    partial = [
        (number, member)
        for number, member in enumerate(report.province.members, 1)
        if member.state is State.RETURNED and member.summary is not None and not member.counts
    ]
    if not report.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "heat_name")
    if not partial:
        return table.last_row
    sheet.text(spare + 1, 0, texts.INCOMPLETE_TITLE, "strong")
    sheet.height(spare + 1, 26)
    row = spare + 1
    places = [(table.col(subject), report.index[subject]) for subject in subjects]
    for row, (number, member) in enumerate(partial, spare + 2):
        _write_agency(sheet, row, number, member.agency.code, member.agency.name)
        values = member.summary.values if member.summary else ()
        for col, place in places:
            value = score_at(values, place)
            if value is None:
                sheet.text(row, col, words.INCOMPLETE, "heat_part")
            else:
                sheet.number(row, col, as_float(value), "heat_part")
    return row


def _color_scores(sheet: Sheet, report: ProvinceReport, table: Table, first: str, last: str, last_row: int) -> None:
    """Shade and mark the scores by the threshold; the mark repeats the shade for prints without color."""
    span = (table.first_row, table.col(first), last_row, table.col(last))
    cell = a1(span[0], span[1])
    limit = f"${column_name(span[1])}${STATISTICS['limit'] + 1}"
    best = two_decimals(report.framework.levels[0].overall)
    for condition, style in (
        (formulas.is_below(cell, limit, _FAR), "heat_worst"),
        (formulas.is_below(cell, limit), "heat_bad"),
        (formulas.is_at_least(cell, best), "heat_good"),
    ):
        rule = {
            "type": "formula", "criteria": condition, "format": sheet.book.format(style, plain=True),
            "stop_if_true": True,
        }  # fmt: skip
        sheet.worksheet.conditional_format(*span, rule)


def _finish_sheet(sheet: Sheet, report: ProvinceReport, table: Table, blank: str) -> None:
    if blank:
        fit_row(sheet, table.first_row, [(texts.NOBODY, _NAME)])
    last_col = table.col("below") if table.has("below") else table.last_col
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
