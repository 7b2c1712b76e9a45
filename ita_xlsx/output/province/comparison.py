"""Write the sheet that compares this year with an earlier year.

Takes a ``ProvinceReport``; writes the averages of the agencies that have scores of both years, a chart, and a table
with a row per agency.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.exact import as_float
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import COMPARISON
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province.year_comparison import Compared
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_columns
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import (
    ONE_LINE,
    dense_height,
    fit_row,
    list_of_names,
    open_sheet,
    round_heading,
    write_wrapped_line,
)

_NUMBER, _CODE, _NAME, _SOURCE, _SCORE = 6.0, 17.0, 40.0, 14.0, 15.0
_CHART = (520, 440)
_NAMES, _NAME_ROOM = 20, 900


def write_comparison(book: Book, report: ProvinceReport) -> None:
    """Write the sheet that compares two years; a sentence alone if no agency has scores of both."""
    table, averages = report.layout.compared(len(report.compared)), report.layout.averages
    widths = [_NUMBER, _CODE, _NAME, _SOURCE, *[_SCORE] * (3 * len(report.layout.subjects)), _SCORE]
    title = texts.COMPARISON_TITLE.format(now=report.framework.year, before=report.compared_year)
    sheet = open_sheet(book, report.province, COMPARISON, title, widths)
    _write_sentences(sheet, report, widths[:12])
    if not report.compared:
        sheet.print_setup(round_heading(report.province))
        sheet.worksheet.print_area(0, 0, 4, 11)
        return
    _write_averages(sheet, report, table, widths)
    names = "=" + averages.span("short", "")
    series = [
        Series(f"ปี {report.framework.year}", names, "=" + averages.span("now", "")),
        Series(f"ปี {report.compared_year}", names, "=" + averages.span("before", "")),
    ]
    insert_columns(
        sheet, averages.header_row, averages.last_col + 1, "คะแนนเฉลี่ยสองปี", series, _CHART,
        "แผนภูมิแท่งคะแนนเฉลี่ยของหน่วยงานที่มีคะแนนทั้งสองปี ปีนี้เทียบกับปีก่อน แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip
    _write_agencies(sheet, report, table, widths)
    sheet.worksheet.freeze_panes(2, table.col("name") + 1)
    _set_up_print(sheet, report, table)


def _set_up_print(sheet: Sheet, report: ProvinceReport, table: Table) -> None:
    """Set the sheet to print one page wide: the averages, and of each agency the columns that fit."""
    indicators, averages = report.framework.of_kind(Kind.INDICATOR), report.layout.averages
    last_col = table.col(f"before {indicators[0].subject}") - 1
    sheet.print_setup(round_heading(report.province), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, table.last_row, last_col)
    rows = [(row, row) for row in range(table.first_row + 3, table.last_row - 2)]
    head = (table.header_row - 1, min(table.first_row + 2, table.last_row))
    tail = max(head[1] + 1, table.last_row - 2)
    blocks = [(0, averages.last_row), head, *rows]
    sheet.keep_together([*blocks, (tail, table.last_row)] if tail <= table.last_row else blocks, last_col)


def _write_sentences(sheet: Sheet, report: ProvinceReport, widths: Sequence[float]) -> None:
    year, compared = report.compared_year, report.compared
    if report.compared_with is None:
        source = texts.FROM_FORM
    elif any(item.from_form for item in compared):
        source = texts.FROM_BOTH.format(year=year)
    else:
        source = texts.FROM_ROUND.format(year=year)
    line = texts.COMPARED_LINE.format(count=len(compared), counted=len(report.counted))
    write_wrapped_line(sheet, 2, f"{source}   {line}" if compared else texts.NOTHING_COMPARED, widths)
    compared_numbers = {item.counted.number for item in compared}
    not_compared = [item.agency.name for item in report.counted if item.number not in compared_numbers]
    if not_compared and compared:
        write_wrapped_line(
            sheet, 3, texts.NOT_COMPARED.format(names=list_of_names(not_compared, _NAMES, _NAME_ROOM)), widths
        )


def _write_averages(sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    averages = report.layout.averages
    headers = [column.header for column in averages.columns]
    sheet.header(averages.header_row, 0, headers, widths[:10])
    for subject in averages.items:
        row, node = averages.row(subject), report.framework.nodes[subject]
        means = report.comparison.means(subject)
        cells = {key: table.span(f"{key} {subject}", COMPARISON) for key in ("before", "now", "change")}
        sheet.text(row, averages.col("short"), report.layout.short_label(subject), "centre")
        sheet.text(row, averages.col("label"), subject_label(report.framework, node), "text")
        sheet.text(row, averages.col("name"), node.name, "text")
        for key, value in (("before", means.before), ("now", means.now)):
            live = formulas.mean_where(cells[key], cells["change"], value)
            sheet.live(row, averages.col(key), live, "score_strong")
        cell = {key: a1(row, averages.col(key)) for key in ("before", "now")}
        live = formulas.difference(cell["now"], cell["before"], means.change)
        sheet.live(row, averages.col("change"), live, "change")
        sheet.live(row, averages.col("count"), formulas.count(cells["change"], means.agencies), "count")
        pairs = report.comparison.pairs(subject)
        changes = [_change(now, before) for now, before in pairs if now is not None and before is not None]
        for key, condition, count in (
            ("rose", ">0", sum(change > 0 for change in changes)),
            ("fell", "<0", sum(change < 0 for change in changes)),
            ("stayed", "=0", sum(change == 0 for change in changes)),
        ):
            sheet.live(row, averages.col(key), formulas.counted_if(cells["change"], condition, count), "count")
        fit_row(sheet, row, [(node.name, _NAME), (subject_label(report.framework, node), _CODE)])


def _change(now: Fraction, before: Fraction) -> Decimal:
    return two_decimals(now) - two_decimals(before)


def _write_agencies(sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    sheet.text(table.header_row - 1, 0, f"รายหน่วยงาน  {texts.BESIDE}", "heading")
    sheet.height(table.header_row - 1, 31)
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers[:-1], widths[:-1])
    # Long words in a narrow header break where the estimate of the height does not expect it.
    height = dense_height(list(zip(headers[:-1], widths[:-1], strict=True)))
    sheet.height(table.header_row, height + ONE_LINE)
    sheet.text(table.header_row, table.col("at"), headers[-1], "helper_header")
    matrix = report.layout.indicators(len(report.counted))
    rows = {item.number: place for place, item in enumerate(report.counted, 1)}
    spans = {subject: matrix.span(subject, COMPARISON) for subject in report.layout.subjects}
    numbers = matrix.span("number", COMPARISON)
    with sheet.fast_rows():
        for row, item in enumerate(report.compared, table.first_row):
            sheet.number(row, 0, item.counted.number, "count")
            live = formulas.row_of(a1(row, 0), numbers, rows[item.counted.number])
            sheet.live(row, table.col("at"), live, "helper_count")
            _write_agency(sheet, report, table, row, item, spans)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.col("at") - 1)


def _write_agency(
    sheet: Sheet, report: ProvinceReport, table: Table, row: int, item: Compared, spans: dict[str, str]
) -> None:
    agency = item.counted.agency
    source = texts.SOURCE_FORM if item.from_form else texts.SOURCE_ROUND.format(year=report.compared_year)
    sheet.text(row, table.col("code"), agency.code, "centre")
    sheet.text(row, table.col("name"), agency.name, "text")
    sheet.text(row, table.col("source"), source, "centre")
    matrix_row = f"${a1(row, table.col('at'))}"
    col = table.col(f"before {OVERALL}")
    for subject, cells in spans.items():
        place = report.index[subject]
        before, now = score_at(item.before, place), score_at(item.counted.summary.values, place)
        if before is None:
            sheet.text(row, col, "", "score")
        else:
            sheet.number(row, col, as_float(before), "score")
        sheet.live(row, col + 1, formulas.fetch_exact(cells, matrix_row, "" if now is None else as_float(now)), "score")
        difference = None if now is None or before is None else _change(now, before)
        sheet.live(row, col + 2, formulas.change(a1(row, col + 1), a1(row, col), difference), "change")
        col += 3
    fit_row(sheet, row, [(agency.name, _NAME), (agency.code, _CODE)])
