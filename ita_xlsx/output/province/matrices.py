"""The two matrices: every agency by indicator as a heat map, and by answer, with figures over them that follow."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ita_xlsx.model import province_results as standing
from ita_xlsx.model.exact import as_float, exact_sum
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1, column_name
from ita_xlsx.model.layout.province_layout import (
    INDICATORS,
    QUESTIONS,
    STATISTICS,
    STATISTICS_HEADER,
    row_span,
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

_NUMBER, _CODE, _NAME, _SCORE, _ANSWER, _ASKED = 5.0, 8.0, 34.0, 10.0, 10.5, 9.0
# So far below the threshold a score is marked twice.
_FAR = 15


def write_indicators(book: Book, whole: ProvinceReport) -> None:
    """The heat map; overall and instruments follow the indicators of their row."""
    layout, table = whole.layout, whole.layout.indicators(len(whole.counted))
    scores = len(layout.subjects) + 1
    widths = [_NUMBER, _CODE, _NAME, *[_SCORE] * scores, *[_ASKED] * (len(layout.asked) + 1)]
    sheet = open_sheet(book, whole.province, INDICATORS, texts.INDICATORS_TITLE, widths)
    _heads(sheet, whole, table, widths, layout.subjects)
    indicators = whole.framework.of_kind(Kind.INDICATOR)
    with sheet.row_after_row():
        for row, item in enumerate(whole.counted, table.first_row):
            _agency(sheet, row, item.number, item.agency.code, item.agency.name)
            _indicator_row(sheet, whole, table, row, item)
    spare = table.last_row + 1
    last = _incomplete(sheet, whole, table, layout.subjects, spare)
    _colour(sheet, whole, table, layout.subjects[0], layout.subjects[-1], last)
    _finish(sheet, whole, table, indicators[0].subject if not whole.counted else "")
    groups = [table.col(OVERALL), table.col(indicators[0].subject), table.col("below") + 1]
    print_wide(sheet, whole.province, table, widths, groups, last)


def write_questions(book: Book, whole: ProvinceReport) -> None:
    """Every answer of every agency."""
    table = whole.layout.questions(len(whole.counted))
    leaves = whole.framework.answers
    subjects = tuple(leaf.subject for leaf in leaves)
    widths = [_NUMBER, _CODE, _NAME, *[_ANSWER] * len(leaves)]
    sheet = open_sheet(book, whole.province, QUESTIONS, texts.QUESTIONS_TITLE, widths, "heading")
    _heads(sheet, whole, table, widths, subjects)
    places = [whole.index[subject] for subject in subjects]
    first = table.col(subjects[0])
    with sheet.row_after_row():
        for row, item in enumerate(whole.counted, table.first_row):
            _agency(sheet, row, item.number, item.agency.code, item.agency.name)
            scores = [score_at(item.reading.values, place) for place in places]
            sheet.numbers(row, first, [None if score is None else as_float(score) for score in scores], "heat")
    last = _incomplete(sheet, whole, table, subjects, table.last_row + 1)
    _colour(sheet, whole, table, subjects[0], subjects[-1], last)
    _finish(sheet, whole, table, subjects[0] if not whole.counted else "")
    indicators = whole.framework.of_kind(Kind.INDICATOR)
    groups = [table.col(item.leaves[0].subject) for item in indicators]
    print_wide(sheet, whole.province, table, widths, [*groups, table.last_col + 1], last)


def _heads(sheet: Sheet, whole: ProvinceReport, table: Table, widths: Sequence[float], subjects: Sequence[str]) -> None:
    """All that stands above the agencies, row after row."""
    counted, everyone = len(whole.counted), len(whole.province.members)
    line = texts.COUNTED_LINE.format(counted=counted, all=everyone) if counted else texts.NOBODY
    wide = table.sheet == QUESTIONS
    at = table.col("name") + 1 if wide else 0
    if wide:
        # What stands over the repeated columns is printed on every page, and what reaches past the first page
        # ends on the second: both keep to their own.
        sheet.text(1, 0, "", "subtitle")
        sheet.text(1, at, line, "muted")
    else:
        sheet.text(1, at, join_parts((round_heading(whole.province), line)), "subtitle")
    best = whole.framework.levels[0].overall
    sheet.text(2, at, texts.LEGEND.format(far=_FAR, best=f"{float(best):g}"), "helper_line" if wide else "muted")
    _row_head(sheet, table, STATISTICS_HEADER, "ตัวเลขรวม", "header")
    for subject in subjects:
        sheet.text(STATISTICS_HEADER, table.col(subject), _above(whole, table, subject), "header")
    sheet.height(STATISTICS_HEADER, ONE_LINE * 2 + 2 if table.sheet == QUESTIONS else ONE_LINE)
    for name, row in STATISTICS.items():
        here = name == "limit" and table.sheet == INDICATORS
        _row_head(sheet, table, row, texts.LIMIT_HERE if here else texts.STATISTICS[name], "figure_name")
        for subject in subjects:
            _statistic(sheet, whole, table, name, subject)
        sheet.height(row, ONE_LINE)
    if table.sheet == QUESTIONS:
        # Nobody counts respondents of a single question.
        sheet.worksheet.set_row(STATISTICS["weighted"], ONE_LINE, None, {"hidden": True})
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers, widths)
    # Long words of a narrow header break where no estimate sees it.
    sheet.height(table.header_row, dense_height(list(zip(headers, widths, strict=True))) + 2 * ONE_LINE)


def _row_head(sheet: Sheet, table: Table, row: int, text: str, style: str) -> None:
    for col in range(table.col("name")):
        sheet.text(row, col, "", style)
    sheet.text(row, table.col("name"), text, style)


def _above(whole: ProvinceReport, table: Table, subject: str) -> str:
    """What stands above the figures of a column: of an answer, its indicator."""
    if table.sheet == INDICATORS:
        return whole.layout.short(subject)
    return f"ตัวชี้วัด\n{whole.framework.indicator_of(subject).code}"


def _statistic(sheet: Sheet, whole: ProvinceReport, table: Table, name: str, subject: str) -> None:
    """One figure over all agencies, above its column."""
    values, cells, col = whole.column(subject), table.span(subject, table.sheet), table.col(subject)
    limit, threshold = statistic(table, "limit", subject), whole.province.threshold
    row = STATISTICS[name]
    if name == "mean":
        sheet.live(row, col, formulas.mean(cells, standing.mean(values)), "figure")
    elif name == "weighted" and table.sheet == INDICATORS:
        _weighted(sheet, whole, table, subject)
    elif name == "least":
        sheet.live(row, col, formulas.least(cells, standing.least(values)), "figure")
    elif name == "below":
        sheet.live(row, col, formulas.below(cells, limit.fixed, standing.below(values, threshold)), "figure_count")
    elif name == "count":
        sheet.live(row, col, formulas.count(cells, standing.count(values)), "figure_count")
    elif limit == whole.layout.limit:
        sheet.number(row, col, float(two_decimals(threshold)), "threshold")
        sheet.scores_only((row, col, row, col), LIMIT_ERROR)
    elif name == "limit":
        origin = whole.layout.limit.seen_from(table.sheet, fixed=True)
        sheet.live(row, col, formulas.same(origin, float(two_decimals(threshold))), "figure")


def _weighted(sheet: Sheet, whole: ProvinceReport, table: Table, subject: str) -> None:
    """The mean by respondents, for overall and for what respondents answer."""
    codes = [item.code for item in whole.layout.asked]
    owner = next((code for code in (subject, *whole.framework.ancestors(subject)) if code in codes), "")
    row, col = STATISTICS["weighted"], table.col(subject)
    if subject != OVERALL and not owner:
        sheet.text(row, col, formulas.DASH, "figure")
        return
    key = f"asked {owner}" if owner else "asked"
    weights = whole.weights(owner or OVERALL)
    cells, beside = table.span(subject, table.sheet), table.span(key, table.sheet)
    live = formulas.weighted_mean(cells, beside, standing.weighted_mean(whole.column(subject), weights))
    sheet.live(row, col, live, "figure")


def _agency(sheet: Sheet, row: int, number: int, code: str, name: str) -> None:
    sheet.number(row, 0, number, "heat_count")
    sheet.text(row, 1, code, "centre_middle")
    sheet.text(row, 2, name, "heat_name")
    height = dense_height([(name, _NAME), (code, _CODE)])
    if height > ONE_LINE:
        sheet.height(row, height)


def _indicator_row(sheet: Sheet, whole: ProvinceReport, table: Table, row: int, item: RankedAgency) -> None:
    framework, layout = whole.framework, whole.layout
    for subject in layout.subjects:
        node, col = framework.nodes[subject], table.col(subject)
        value = score_at(item.reading.values, whole.index[subject])
        if value is None:
            sheet.text(row, col, "", "heat")
        elif node.kind is not Kind.INDICATOR and _follows(whole, node, item, value):
            cells = [a1(row, table.col(child.subject)) for child in node.children]
            sheet.live(row, col, formulas.node_mean(node, cells, as_float(value)), "heat")
        else:
            sheet.number(row, col, as_float(value), "heat")
    indicators = framework.of_kind(Kind.INDICATOR)
    span = row_span(table, indicators[0].subject, indicators[-1].subject, row)
    limit = statistic(table, "limit", OVERALL).fixed
    under = standing.below(
        [score_at(item.reading.values, whole.index[node.subject]) for node in indicators], whole.province.threshold
    )
    sheet.live(row, table.col("below"), formulas.below(span, limit, under), "heat_count")
    asked = item.asked
    for instrument in layout.asked:
        count = asked.get(instrument.code.upper())
        if count is not None:
            sheet.number(row, table.col(f"asked {instrument.code}"), count, "helper_count")
    if asked:
        codes = [instrument.code for instrument in layout.asked]
        both = row_span(table, f"asked {codes[0]}", f"asked {codes[-1]}", row)
        complete = all(code.upper() in asked for code in codes)
        value_of_both = sum(asked[code.upper()] for code in codes) if complete else ""
        live = formulas.added(both, len(codes), value_of_both)
        sheet.live(row, table.col("asked"), live, "helper_count")


def _follows(whole: ProvinceReport, node: Node, item: RankedAgency, value: Fraction) -> bool:
    """Whether a score is the mean of its children, and not an announced figure."""
    parts: list[Fraction] = []
    for child in node.children:
        score = score_at(item.reading.values, whole.index[child.subject])
        if score is None:
            return False
        parts.append(score if child.weight == 1 else score * child.weight)
    return exact_sum(parts) == value * sum(child.weight for child in node.children)


def _incomplete(sheet: Sheet, whole: ProvinceReport, table: Table, subjects: Sequence[str], spare: int) -> int:
    """Below, apart from every figure: agencies that returned a form that is not complete."""
    partial = [
        (number, member)
        for number, member in enumerate(whole.province.members, 1)
        if member.state is State.RETURNED and member.reading is not None and not member.counts
    ]
    if not whole.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "heat_name")
    if not partial:
        return table.last_row
    sheet.text(spare + 1, 0, texts.INCOMPLETE_TITLE, "strong")
    sheet.height(spare + 1, 26)
    row = spare + 1
    places = [(table.col(subject), whole.index[subject]) for subject in subjects]
    for row, (number, member) in enumerate(partial, spare + 2):
        _agency(sheet, row, number, member.agency.code, member.agency.name)
        values = member.reading.values if member.reading else ()
        for col, place in places:
            value = score_at(values, place)
            if value is None:
                sheet.text(row, col, words.INCOMPLETE, "heat_part")
            else:
                sheet.number(row, col, as_float(value), "heat_part")
    return row


def _colour(sheet: Sheet, whole: ProvinceReport, table: Table, first: str, last: str, last_row: int) -> None:
    """Marks and shades by the threshold; a mark says what the shade says."""
    span = (table.first_row, table.col(first), last_row, table.col(last))
    cell = a1(span[0], span[1])
    limit = f"${column_name(span[1])}${STATISTICS['limit'] + 1}"
    best = two_decimals(whole.framework.levels[0].overall)
    for condition, style in (
        (formulas.is_below(cell, limit, _FAR), "heat_worst"),
        (formulas.is_below(cell, limit), "heat_bad"),
        (formulas.reaches(cell, best), "heat_good"),
    ):
        rule = {
            "type": "formula", "criteria": condition, "format": sheet.book.format(style, plain=True),
            "stop_if_true": True,
        }  # fmt: skip
        sheet.worksheet.conditional_format(*span, rule)


def _finish(sheet: Sheet, whole: ProvinceReport, table: Table, blank: str) -> None:
    if blank:
        fit_row(sheet, table.first_row, [(texts.NOBODY, _NAME)])
    last_col = table.col("below") if table.has("below") else table.last_col
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
