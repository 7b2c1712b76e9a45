"""Who stands where: the counted agencies by overall score, and below them who is not counted and why."""

from __future__ import annotations

from fractions import Fraction

from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, RANKING, STATES, row_span
from ita_xlsx.model.province_results import RankedAgency, score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text import words
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import number
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow

_WIDTHS = {"rank": 9, "tie": 10, "number": 12, "code": 10, "name": 52, OVERALL: 11, "level": 20}
_SCORE, _HELPER = 16, 12


def write_ranking(book: Book, whole: ProvinceReport) -> None:
    """The sheet of ranks."""
    layout = whole.layout
    table = layout.ranking(len(whole.counted))
    extra = 2 * len(whole.framework.instruments)
    widths = [*_WIDTHS.values(), *[_SCORE] * extra, _HELPER, _HELPER]
    sheet = open_sheet(book, whole.province, RANKING, texts.RANKING_TITLE, widths)
    sheet.text(2, 0, texts.RANKING_HINT if whole.counted else texts.NOBODY, "muted")
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers[:-2], widths[:-2])
    for col in (table.col("at"), table.col("order")):
        sheet.text(table.header_row, col, headers[col], "helper_header")
    matrix = layout.indicators(len(whole.counted))
    with sheet.row_after_row():
        for row, index in enumerate(whole.order, table.first_row):
            _ranked(sheet, whole, table, matrix, row, index)
    if not whole.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "text")
    last_row = _not_ranked(sheet, whole, table)
    head = min(table.last_row + 5, last_row)
    blocks = [(table.last_row + 1, head), *((row, row) for row in range(head + 1, last_row + 1))]
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.col("at") - 1)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    print_narrow(
        sheet,
        whole.province,
        table.header_row,
        (last_row, table.col("at") - 1),
        (table.first_row, table.last_row),
        blocks,
    )


def _ranked(sheet: Sheet, whole: ProvinceReport, table: Table, matrix: Table, row: int, index: int) -> None:
    item, score = whole.counted[index], whole.overall[index]
    own = {column.key: a1(row, col) for col, column in enumerate(table.columns)}
    at = f"${own['at']}"
    ranks, scores = table.span("rank", RANKING), table.span(OVERALL, RANKING)
    sheet.live(row, table.col("rank"), formulas.rank(own[OVERALL], scores, whole.rank(score)), "rank")
    sheet.live(row, table.col("tie"), formulas.joint(own["rank"], ranks, whole.tied(score) > 1), "centre")
    sheet.number(row, table.col("number"), item.number, "count")
    sheet.text(row, table.col("code"), item.agency.code, "centre")
    sheet.text(row, table.col("name"), item.agency.name, "text")
    sheet.live(
        row, table.col(OVERALL), formulas.fetched_rounded(matrix.span(OVERALL, RANKING), at, score), "score_strong"
    )
    _level(sheet, whole.framework, table, row, item)
    for instrument in whole.framework.instruments:
        value = score_at(item.reading.values, whole.index[instrument.code])
        cells = matrix.span(instrument.code, RANKING)
        shown = None if value is None else two_decimals(value)
        sheet.live(row, table.col(instrument.code), formulas.fetched_rounded(cells, at, shown), "score")
        part = None if value is None else two_decimals(value * instrument.weight / 100)
        live = formulas.fetched_rounded(cells, at, part, f"*{number(instrument.weight)}/100")
        sheet.live(row, table.col(f"weighted {instrument.code}"), live, "score")
    live = formulas.row_of(own["number"], matrix.span("number", RANKING), index + 1)
    sheet.live(row, table.col("at"), live, "helper_count")
    key = float(score) - item.number * 1e-8
    sheet.live(row, table.col("order"), formulas.order_key(own[OVERALL], own["number"], key), "exact")
    fit_row(sheet, row, [(item.agency.name, _WIDTHS["name"]), (item.agency.code, _WIDTHS["code"])])


def level_of(framework: Framework, scores: tuple[Fraction | None, ...], overall: Fraction | None) -> str:
    """The level that the scores reach, as the formula of the sheet has it."""
    known = [two_decimals(score) for score in scores if score is not None]
    each = any(item.each_instrument is not None for item in framework.levels)
    if overall is None or (each and len(known) < len(framework.instruments)):
        return words.INCOMPLETE
    for level in framework.levels:
        lowest = min(known, default=two_decimals(overall))
        enough = level.each_instrument is None or lowest >= level.each_instrument
        if two_decimals(overall) >= level.overall and enough:
            return level.name
    return framework.levels[-1].name


def shown_level(framework: Framework, item: RankedAgency) -> str:
    """The level of an agency: announced where one was, else what the scores reach."""
    return item.reading.level or _computed_level(framework, item)


def _computed_level(framework: Framework, item: RankedAgency) -> str:
    places = {subject: index for index, subject in enumerate(framework.nodes)}
    scores = tuple(score_at(item.reading.values, places[part.code]) for part in framework.instruments)
    return level_of(framework, scores, score_at(item.reading.values, places[OVERALL]))


def _level(sheet: Sheet, framework: Framework, table: Table, row: int, item: RankedAgency) -> None:
    """Live where the scores tell it; the announced word where they do not."""
    computed, shown = _computed_level(framework, item), shown_level(framework, item)
    if shown != computed:
        sheet.text(row, table.col("level"), shown, "centre")
        return
    codes = [part.code for part in framework.instruments]
    cells = row_span(table, codes[0], codes[-1], row)
    sheet.live(
        row, table.col("level"), formulas.level(framework, a1(row, table.col(OVERALL)), cells, computed), "centre"
    )


def _not_ranked(sheet: Sheet, whole: ProvinceReport, table: Table) -> int:
    out = [(number, member) for number, member in enumerate(whole.province.members, 1) if not member.counts]
    row = table.last_row + 2
    if not out:
        sheet.text(row, 0, texts.ALL_RANKED, "muted")
        return row
    sheet.text(row, 0, texts.NOT_RANKED, "heading")
    sheet.height(row, 31)
    row += 1
    headers = {column.key: column.header for column in table.columns} | {"level": texts.WHY_HEADER}
    for key in _WIDTHS:
        sheet.text(row, table.col(key), headers[key], "header")
    sheet.height(row, 49)
    head = row
    for row, (place, member) in enumerate(out, head + 1):
        for key in ("rank", "tie", OVERALL):
            sheet.text(row, table.col(key), formulas.DASH, "flag")
        sheet.number(row, table.col("number"), place, "count")
        sheet.text(row, table.col("code"), member.agency.code, "centre")
        sheet.text(row, table.col("name"), member.agency.name, "text")
        sheet.text(row, table.col("level"), _why(member), "centre")
        fit_row(sheet, row, [(member.agency.name, _WIDTHS["name"]), (_why(member), _WIDTHS["level"])])
    return row


def _why(member: AgencyReturn) -> str:
    if member.state is not State.RETURNED or member.reading is None:
        return STATES[member.state]
    return f"{INCOMPLETE_RETURN} ({member.reading.answered}/{member.reading.expected})"
