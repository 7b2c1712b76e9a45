"""Write the sheet of ranks: the counted agencies by overall score.

Takes a ``ProvinceReport``; the agencies that are not counted stand below, with the reason.
"""

from __future__ import annotations

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, RANKING, statistic
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import RankedAgency, score_at
from ita_xlsx.model.results import Basis, two_decimals
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, State
from ita_xlsx.model.text import words
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import groups as group_formulas
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import Live, number
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    LINE_ROW,
    cut_text,
    fit_low,
    freeze,
    open_list,
    score_bars,
    speaker_of,
    write_headers,
    write_message,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import due_of_round
from ita_xlsx.output.sheets import print_narrow
from ita_xlsx.output.styles import DENSE

_WIDTHS = {
    "rank": 7.3, "name": 40.5, OVERALL: 13, "level": 16, "tie": 10.2, "number": 8.5, "code": 7, "kind": 17,
    "kind_rank": 9, "origin": 18.5, "district": 17, "at": 12, "order": 12, "brief": 24,
}  # fmt: skip
_SCORE, _WEIGHTED, _NAME_LINES = 9, 11.6, 2
_NOT_COUNTED = ("rank", "name", OVERALL, "level", "number", "code")
# The columns of each group.
_OF_GROUP = {GroupBy.KIND: ("kind", "kind_rank"), GroupBy.DISTRICT: ("district",)}
_HIDDEN = ("at", "order", "brief")


def write_ranking(book: Book, report: ProvinceReport) -> None:
    """Write the ranks, and the agencies that are not counted below them."""
    layout = report.layout
    table = layout.ranking(len(report.counted))
    instruments = {item.code: _SCORE for item in report.framework.instruments}
    weighted = {f"weighted {code}": _WEIGHTED for code in instruments}
    by_key: dict[str, float] = {**_WIDTHS, **instruments, **weighted}
    widths = [by_key[column.key] for column in table.columns]
    sheet = open_list(book, report.province, RANKING, texts.RANKING_TITLE, widths)
    last_col = table.col("origin")
    message_end = max([last_col, *(table.col(_OF_GROUP[groups.by][-1]) for groups in report.grouped)])
    write_message(sheet, _message(sheet, report, table), message_end, due=due_of_round(report, sheet.name))
    _write_means(sheet, report)
    write_headers(sheet, table, widths)
    matrix = layout.indicators(len(report.counted))
    with sheet.fast_rows():
        for row, index in enumerate(report.order, table.first_row):
            _write_ranked(sheet, report, table, matrix, row, index)
    if not report.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "text")
    lowest = axis_below(report.overall).start if report.overall else 0
    score_bars(sheet, (table.first_row, table.col(OVERALL), table.last_row, table.col(OVERALL)), str(lowest))
    last_row = _write_not_counted(sheet, report, table)
    head = min(table.last_row + 5, last_row)
    blocks = [(table.last_row + 1, head), *((row, row) for row in range(head + 1, last_row + 1))]
    freeze(sheet, table, "name")
    sheet.hide_columns(table.col(_HIDDEN[0]), table.col(_HIDDEN[-1]))
    for by, groups in report.groups.items():
        if not groups.is_given:
            sheet.hide_columns(table.col(_OF_GROUP[by][0]), table.col(_OF_GROUP[by][-1]))
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, report.province, table.header_row, (last_row, last_col), rows, blocks)


def _message(sheet: Sheet, report: ProvinceReport, table: Table) -> Live:
    """Return how many agencies are ranked, and which is the first and which the last."""
    speaker, counted = speaker_of(sheet), len(report.counted)
    keys, names, scores = (table.span(key, RANKING) for key in ("order", "name", OVERALL))
    sentence = speaker.words(texts.RANKED) + speaker.count(formulas.numbers_in(scores), counted)
    for lead, lowest in ((texts.HIGHEST, False), (texts.LOWEST_OF, True)):
        index = report.order[-1 if lowest else 0] if counted else None
        name = formulas.nth_expression(names, keys, 1, lowest=lowest)
        score = formulas.nth_expression(scores, keys, 1, lowest=lowest)
        text = "" if index is None else writable_text(report.counted[index].agency.name)
        value = None if index is None else report.overall[index]
        sentence += speaker.words(lead) + speaker.cell(name, text) + speaker.words(" ") + speaker.score(score, value)
    is_there = formulas.at_least_so_many(scores, 1)
    return speaker.when(is_there, is_true=counted > 0, phrase=sentence, otherwise=texts.NOBODY).live


def _write_means(sheet: Sheet, report: ProvinceReport) -> None:
    """Write the mean, the median and the mean weighted by respondents, as one live line."""
    speaker, matrix = speaker_of(sheet), report.layout.indicators(len(report.counted))
    overall, weights = matrix.span(OVERALL, RANKING), matrix.span("asked", RANKING)
    values, respondents = report.column(OVERALL), report.weights(OVERALL)
    figure = {
        name: statistic(matrix, name, OVERALL).seen_from(RANKING) for name in ("mean", "weighted")
    }  # fmt: skip
    line = speaker.words(texts.MEAN) + speaker.score(figure["mean"], results.mean(values))
    line += speaker.words(texts.MIDDLE) + speaker.score(formulas.median_expression(overall), results.median(values))
    line += speaker.words(texts.WEIGHTED)
    line += speaker.score(figure["weighted"], results.weighted_mean(values, respondents))
    reported = [weight for weight in respondents if weight is not None]
    both = speaker.words(texts.RESPONDENTS[0]) + speaker.count(formulas.rows_with_both(overall, weights), len(reported))
    both += speaker.words(texts.RESPONDENTS[1]) + speaker.count(formulas.sum_of(weights), int(sum(reported)))
    line += both + speaker.words(texts.RESPONDENTS[2]) + speaker.words(texts.RANKING_HINT)
    sheet.live(2, 0, line.live, "muted")
    sheet.height(2, LINE_ROW)


def _write_ranked(sheet: Sheet, report: ProvinceReport, table: Table, matrix: Table, row: int, index: int) -> None:
    item, score = report.counted[index], report.overall[index]
    cell = {key: a1(row, table.col(key)) for key in ("at", OVERALL, "rank", "number")}
    matrix_row = f"${cell['at']}"
    ranks, scores = table.span("rank", RANKING), table.span(OVERALL, RANKING)
    sheet.live(row, table.col("rank"), formulas.rank(cell[OVERALL], scores, report.rank(score)), "rank")
    sheet.live(row, table.col("tie"), formulas.tie_mark(cell["rank"], ranks, report.tied(score) > 1), "centre")
    sheet.number(row, table.col("number"), item.number, "count")
    sheet.text(row, table.col("code"), item.agency.code, "centre")
    # A name of more than two lines is cut here; the matrices hold it whole.
    name = cut_text(item.agency.name, _WIDTHS["name"], _NAME_LINES)
    _write_groups(sheet, report, table, row, item.number, index)
    sheet.text(row, table.col("name"), name, "text")
    sheet.live(
        row,
        table.col(OVERALL),
        formulas.fetch_rounded(matrix.span(OVERALL, RANKING), matrix_row, score),
        "score_strong",
    )
    write_level(sheet, report.framework, table, row, item)
    sheet.words(row, table.col("origin"), _origin_of(item.summary), "centre")
    for instrument in report.framework.instruments:
        value = score_at(item.summary.values, report.index[instrument.code])
        cells = matrix.span(instrument.code, RANKING)
        rounded = None if value is None else two_decimals(value)
        sheet.live(row, table.col(instrument.code), formulas.fetch_rounded(cells, matrix_row, rounded), "score")
        part = None if value is None else two_decimals(value * instrument.weight / 100)
        live = formulas.fetch_rounded(cells, matrix_row, part, f"*{number(instrument.weight)}/100")
        sheet.live(row, table.col(f"weighted {instrument.code}"), live, "score")
    live = formulas.row_of(cell["number"], matrix.span("number", RANKING), index + 1)
    sheet.live(row, table.col("at"), live, "helper_count")
    key = float(score) - item.number * 1e-8
    sheet.live(row, table.col("order"), formulas.order_key(cell[OVERALL], cell["number"], key), "exact")
    sheet.words(row, table.col("brief"), report.short_brief(item.agency), "helper_line")
    contents = ((name, "name"), (item.agency.code, "code"), (_origin_of(item.summary), "origin"))
    fit_low(sheet, row, [(text, _WIDTHS[key]) for text, key in contents])


def _write_groups(
    sheet: Sheet, report: ProvinceReport, table: Table, row: int, number: int, index: int | None = None
) -> None:
    """Write the kind and the district of an agency, and its rank within its kind if it counts (``index``)."""
    for by, groups in report.groups.items():
        if groups.is_given:
            sheet.text(row, table.col(_OF_GROUP[by][0]), groups.name_of(number), "cut")
    kinds = report.groups[GroupBy.KIND]
    if kinds.is_given and index is not None:
        names, name = table.span("kind", RANKING), a1(row, table.col("kind"))
        rank = kinds.group_of(number).rank(index)
        live = group_formulas.rank_in(names, name, table.span(OVERALL, RANKING), a1(row, table.col(OVERALL)), rank)
        sheet.live(row, table.col("kind_rank"), live, "count")


def _origin_of(summary: ReturnSummary) -> str:
    """Return whether the overall score is computed, announced, or computed with announced figures, in words."""
    origin = _origin_without_corrections(summary)
    return f"{origin} {texts.CORRECTED}" if summary.corrections else origin


def _origin_without_corrections(summary: ReturnSummary) -> str:
    if OVERALL in summary.announced:
        score = f"{words.ANSWERED}{summary.answered}{words.ANSWERED_OF}{summary.expected}{words.ANSWERED_TAIL}"
        return words.GIVEN + (score if summary.answered else "")
    return texts.PARTLY_ANNOUNCED if summary.announced else words.COMPUTED


def level_of_agency(item: RankedAgency) -> str:
    """Return the level of an agency as the engine decided it; the word for incomplete if it has none."""
    return item.summary.level or words.INCOMPLETE


def write_level(sheet: Sheet, framework: Framework, table: Table, row: int, item: RankedAgency) -> None:
    """Write the level as a formula; as plain text if it was announced and not computed."""
    level = level_of_agency(item)
    if item.summary.level_basis is Basis.GIVEN:
        sheet.text(row, table.col("level"), level, "centre")
        return
    codes = [part.code for part in framework.instruments]
    cells = table.row_span(row, codes[0], codes[-1])
    live = formulas.level(framework, a1(row, table.col(OVERALL)), cells, level)
    sheet.live(row, table.col("level"), live, "centre")


def _write_not_counted(sheet: Sheet, report: ProvinceReport, table: Table) -> int:
    not_counted = [(number, member) for number, member in enumerate(report.province.members, 1) if not member.counts]
    row = table.last_row + 2
    if not not_counted:
        sheet.text(row, 0, texts.ALL_RANKED, "muted")
        return row
    sheet.text(row, 0, texts.NOT_RANKED, "heading")
    sheet.height(row, 31)
    row += 1
    headers = {column.key: column.header for column in table.columns} | {"level": texts.WHY_HEADER}
    keys = (*_NOT_COUNTED, *(_OF_GROUP[groups.by][0] for groups in report.grouped))
    for key in keys:
        sheet.words(row, table.col(key), headers[key], "header")
    sheet.height(row, row_height([(headers[key], _WIDTHS[key]) for key in keys], DENSE, least=28))
    head = row
    for row, (place, member) in enumerate(not_counted, head + 1):
        for key in ("rank", OVERALL):
            sheet.text(row, table.col(key), formulas.DASH, "flag")
        sheet.number(row, table.col("number"), place, "count")
        sheet.text(row, table.col("code"), member.agency.code, "centre")
        sheet.text(row, table.col("name"), member.agency.name, "text")
        _write_groups(sheet, report, table, row, place)
        sheet.words(row, table.col("level"), why_not_counted(member), "centre")
        fit_low(sheet, row, [(member.agency.name, _WIDTHS["name"]), (why_not_counted(member), _WIDTHS["level"])])
    return row


def why_not_counted(member: AgencyReturn) -> str:
    """Return why an agency does not count in ranks and averages, in words."""
    if member.state is not State.RETURNED or member.summary is None:
        return label_of(member.state)
    return f"{INCOMPLETE_RETURN} ({member.summary.answered}/{member.summary.expected})"
