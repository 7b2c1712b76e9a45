"""Write the first sheet of the measures workbook: figures over all agencies, by indicator, and two charts.

Takes a ``MeasuresReport``; the figures are formulas over the list of steps.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.round_measures import tally
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_shares, insert_stacked
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import DASH, copy_of
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MOST_LIVE, MeasuresReport, write_blanks
from ita_xlsx.output.sheets import ONE_LINE, join_parts, open_sheet, round_heading, round_title
from ita_xlsx.output.styles import BODY, DENSE
from ita_xlsx.output.texts import framework_notice

_WIDTHS = (6, 34, 11, 11, 15, 15, 14, 16, 12, 11, 12, 12)
_CARDS = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11))
_CARD_ROW = 3
_CHART = (1180, 350)
# A chart covers so many rows of the usual height.
_CHART_ROWS = 13
_ROW = 22.0
# A chart with more columns than this cannot be read.
_MOST_COLUMNS = 60


def write_overview(book: Book, report: MeasuresReport) -> None:
    """Write cards, the table of indicators with its totals, and the charts on a separate page."""
    measures = report.measures
    round_state = measures.province
    sheet = open_sheet(book, round_state, layout.OVERVIEW, round_title(texts.TITLE, round_state), _WIDTHS)
    reporting = len(measures.agencies_with_reports)
    counted = texts.COUNTED.format(reporting=reporting, all=len(round_state.members)) if reporting else texts.NOTHING
    follows = texts.FOLLOWS if report.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE)
    line = join_parts((texts.AS_OF_LINE.format(day=texts.as_of(measures)), counted, follows))
    report.write_dated_sentence(sheet, 1, 0, line, "subtitle")
    notice = framework_notice(report.framework, notes=False)
    if notice:
        sheet.worksheet.merge_range(2, 0, 2, len(_WIDTHS) - 1, "", book.format("warning"))
        sheet.text(2, 0, notice, "warning")
        sheet.height(2, safe_height([(notice, sum(_WIDTHS))], BODY) + 4)
    table = layout.indicators_table(tuple(measures.by_indicator) or ("",))
    _write_cards(sheet, report, table)
    sheet.text(table.header_row - 1, 0, texts.SHARE_NOTE, "muted")
    last = _write_indicators(sheet, report, table)
    blocks = [(0, last)]
    if measures.steps:
        blocks += _write_charts(sheet, report, table, last + 2)
    sheet.print_setup(round_heading(round_state))
    sheet.worksheet.print_area(0, 0, blocks[-1][1], len(_WIDTHS) - 1)
    sheet.keep_together(blocks, len(_WIDTHS) - 1)
    sheet.worksheet.hide_gridlines(2)


def _write_cards(sheet: Sheet, report: MeasuresReport, table: Table) -> None:
    measures = report.measures
    counts = tally(measures.steps)
    total_row = table.last_row + 1
    bare = sum(item.lacks_proof for item in measures.steps)

    def total(key: str, value: float | str) -> Live:
        return copy_of(a1(total_row, table.col(key)), value)

    share = DASH if counts.share is None else float(counts.share)
    of_steps = texts.OF_STEPS.format(count=counts.steps)
    contents: tuple[tuple[str, Live | int, str, str], ...] = (
        (texts.REPORTED, len(measures.agencies_with_reports), "card_count",
         texts.OF_AGENCIES.format(count=len(measures.province.members))),
        (texts.STEPS_CARD, total("steps", counts.steps), "card_count", ""),
        (texts.DONE_CARD, total("share", share), "card_share", texts.OF_DUTY),
        (texts.OVERDUE_CARD, total("overdue", counts.overdue), "card_count", of_steps),
        (texts.PROVED_CARD, total("proved", counts.proved), "card_count", of_steps),
        (texts.BARE_CARD, bare, "card_count", texts.BARE_NOTE),
    )  # fmt: skip
    for (first, last), (name, figure, style, note) in zip(_CARDS, contents, strict=True):
        for offset, look in ((0, "header"), (1, style), (2, "card_note")):
            row = _CARD_ROW + offset
            sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(look))
        sheet.text(_CARD_ROW, first, name, "header")
        if isinstance(figure, Live):
            sheet.live(_CARD_ROW + 1, first, figure, style)
        else:
            sheet.number(_CARD_ROW + 1, first, figure, style)
        sheet.text(_CARD_ROW + 2, first, note, "card_note")
    for offset, height in enumerate((24, 46, 24)):
        sheet.height(_CARD_ROW + offset, height)


def _write_indicators(sheet: Sheet, report: MeasuresReport, table: Table) -> int:
    measures, nodes = report.measures, report.framework.nodes
    sheet.header(table.header_row, 0, [column.header for column in table.columns], _WIDTHS)
    for code in table.items:
        row = table.row(code)
        name = nodes[code].name if code else texts.NO_INDICATOR
        sheet.text(row, 0, code or "-", "centre")
        sheet.text(row, 1, name, "text")
        steps = measures.by_indicator.get(code, ())
        report.write_figures(sheet, table, row, ("group", f"$A{row + 1}"), tally(steps))
        sheet.height(row, safe_height([(name, _WIDTHS[1])], DENSE, least=_ROW))
    total = table.last_row + 1
    write_blanks(sheet, total, (0,), "figure_name")
    sheet.text(total, 1, texts.ALL_INDICATORS, "figure_name")
    report.write_totals(sheet, table, total, tally(measures.steps))
    sheet.height(total, ONE_LINE + 4)
    late = (table.first_row, table.col("overdue"), table.last_row, table.col("overdue"))
    condition = formulas.is_above_zero(a1(late[0], late[1]))
    look = sheet.book.format("bad", plain=True)
    sheet.worksheet.conditional_format(*late, {"type": "formula", "criteria": condition, "format": look})
    return total


def _write_charts(sheet: Sheet, report: MeasuresReport, table: Table, row: int) -> list[tuple[int, int]]:
    """Insert the charts; return the blocks of rows (first, last) that they cover."""
    for offset in range(2 * _CHART_ROWS + 1):
        sheet.height(row + offset, _ROW)
    names = "=" + table.span("name", "")
    series = [
        Series(label_of(progress), names, "=" + table.span(progress.value, ""))
        for progress in layout.FIGURE_STATUSES
    ]  # fmt: skip
    insert_stacked(sheet, row, 0, texts.BY_INDICATOR, series, _CHART, texts.BY_INDICATOR_ALT)
    members = len(report.measures.province.members)
    if members > _MOST_COLUMNS:
        return [(row, row + _CHART_ROWS)]
    agencies = layout.agencies_table(members)
    shares = Series(texts.DONE_CARD, "=" + agencies.span("code", ""), "=" + agencies.span("share", ""))
    insert_shares(sheet, row + _CHART_ROWS, 0, texts.BY_AGENCY, shares, _CHART, texts.BY_AGENCY_ALT)
    return [(row, row + 2 * _CHART_ROWS)]
