"""Write the sheet of ranks: the counted agencies by overall score.

Takes a ``ProvinceReport``; the agencies that are not counted stand below, with the reason.
"""

from __future__ import annotations

from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, RANKING
from ita_xlsx.model.province_results import RankedAgency, score_at
from ita_xlsx.model.results import Basis, two_decimals
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, State
from ita_xlsx.model.text import words
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import number
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow

_WIDTHS = {"rank": 9, "tie": 10, "number": 12, "code": 10, "name": 52, OVERALL: 11, "level": 20, "origin": 24}
_SCORE, _HELPER = 16, 12


def write_ranking(book: Book, report: ProvinceReport) -> None:
    """Write the ranks, and the agencies that are not counted below them."""
    layout = report.layout
    table = layout.ranking(len(report.counted))
    extra = 2 * len(report.framework.instruments)
    widths = [*_WIDTHS.values(), *[_SCORE] * extra, _HELPER, _HELPER]
    sheet = open_sheet(book, report.province, RANKING, texts.RANKING_TITLE, widths)
    sheet.text(2, 0, texts.RANKING_HINT if report.counted else texts.NOBODY, "muted")
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers[:-2], widths[:-2])
    for col in (table.col("at"), table.col("order")):
        sheet.text(table.header_row, col, headers[col], "helper_header")
    matrix = layout.indicators(len(report.counted))
    with sheet.fast_rows():
        for row, index in enumerate(report.order, table.first_row):
            _write_ranked(sheet, report, table, matrix, row, index)
    if not report.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "text")
    last_row = _write_not_counted(sheet, report, table)
    head = min(table.last_row + 5, last_row)
    blocks = [(table.last_row + 1, head), *((row, row) for row in range(head + 1, last_row + 1))]
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.col("at") - 1)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    print_narrow(
        sheet,
        report.province,
        table.header_row,
        (last_row, table.col("at") - 1),
        (table.first_row, table.last_row),
        blocks,
    )


def _write_ranked(sheet: Sheet, report: ProvinceReport, table: Table, matrix: Table, row: int, index: int) -> None:
    item, score = report.counted[index], report.overall[index]
    cell = {column.key: a1(row, col) for col, column in enumerate(table.columns)}
    matrix_row = f"${cell['at']}"
    ranks, scores = table.span("rank", RANKING), table.span(OVERALL, RANKING)
    sheet.live(row, table.col("rank"), formulas.rank(cell[OVERALL], scores, report.rank(score)), "rank")
    sheet.live(row, table.col("tie"), formulas.tie_mark(cell["rank"], ranks, report.tied(score) > 1), "centre")
    sheet.number(row, table.col("number"), item.number, "count")
    sheet.text(row, table.col("code"), item.agency.code, "centre")
    sheet.text(row, table.col("name"), item.agency.name, "text")
    sheet.live(
        row,
        table.col(OVERALL),
        formulas.fetch_rounded(matrix.span(OVERALL, RANKING), matrix_row, score),
        "score_strong",
    )
    _write_level(sheet, report.framework, table, row, item)
    sheet.text(row, table.col("origin"), _origin_of(item.summary), "centre")
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
    contents = ((item.agency.name, "name"), (item.agency.code, "code"), (_origin_of(item.summary), "origin"))
    fit_row(sheet, row, [(text, _WIDTHS[key]) for text, key in contents])


def _origin_of(summary: ReturnSummary) -> str:
    """Return whether the overall score is computed, announced, or computed with announced figures, in words."""
    if OVERALL in summary.announced:
        score = f"{words.ANSWERED}{summary.answered}{words.ANSWERED_OF}{summary.expected}{words.ANSWERED_TAIL}"
        return words.GIVEN + (score if summary.answered else "")
    return texts.PARTLY_ANNOUNCED if summary.announced else words.COMPUTED


def level_of_agency(item: RankedAgency) -> str:
    """Return the level of an agency as the engine decided it; the word for incomplete if it has none."""
    return item.summary.level or words.INCOMPLETE


def _write_level(sheet: Sheet, framework: Framework, table: Table, row: int, item: RankedAgency) -> None:
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
    for key in _WIDTHS:
        sheet.text(row, table.col(key), headers[key], "header")
    sheet.height(row, 49)
    head = row
    for row, (place, member) in enumerate(not_counted, head + 1):
        for key in ("rank", "tie", OVERALL, "origin"):
            sheet.text(row, table.col(key), formulas.DASH, "flag")
        sheet.number(row, table.col("number"), place, "count")
        sheet.text(row, table.col("code"), member.agency.code, "centre")
        sheet.text(row, table.col("name"), member.agency.name, "text")
        sheet.text(row, table.col("level"), _why_not_counted(member), "centre")
        fit_row(sheet, row, [(member.agency.name, _WIDTHS["name"]), (_why_not_counted(member), _WIDTHS["level"])])
    return row


def _why_not_counted(member: AgencyReturn) -> str:
    if member.state is not State.RETURNED or member.summary is None:
        return label_of(member.state)
    return f"{INCOMPLETE_RETURN} ({member.summary.answered}/{member.summary.expected})"
