"""Last year beside this year: on average over the agencies that have both, and agency by agency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model import province_results as standing
from ita_xlsx.model.exact import as_float
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import COMPARISON
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_columns
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import Compared, ProvinceReport
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


def write_comparison(book: Book, whole: ProvinceReport) -> None:
    """The sheet of two years."""
    table, averages = whole.layout.compared(len(whole.compared)), whole.layout.averages
    widths = [_NUMBER, _CODE, _NAME, _SOURCE, *[_SCORE] * (3 * len(whole.layout.subjects)), _SCORE]
    title = texts.COMPARISON_TITLE.format(now=whole.framework.year, before=whole.compared_year)
    sheet = open_sheet(book, whole.province, COMPARISON, title, widths)
    _sentences(sheet, whole, widths[:12])
    if not whole.compared:
        sheet.print_setup(round_heading(whole.province))
        sheet.worksheet.print_area(0, 0, 4, 11)
        return
    _averages(sheet, whole, table, widths)
    names = "=" + averages.span("short", "")
    series = [
        Series(f"ปี {whole.framework.year}", names, "=" + averages.span("now", "")),
        Series(f"ปี {whole.compared_year}", names, "=" + averages.span("before", "")),
    ]
    insert_columns(
        sheet, averages.header_row, averages.last_col + 1, "คะแนนเฉลี่ยสองปี", series, _CHART,
        "แผนภูมิแท่งคะแนนเฉลี่ยของหน่วยงานที่มีคะแนนทั้งสองปี ปีนี้เทียบกับปีก่อน แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip
    _agencies(sheet, whole, table, widths)
    sheet.worksheet.freeze_panes(2, table.col("name") + 1)
    _print(sheet, whole, table)


def _print(sheet: Sheet, whole: ProvinceReport, table: Table) -> None:
    """One page wide: the averages of everything, and of each agency what a page holds."""
    indicators, averages = whole.framework.of_kind(Kind.INDICATOR), whole.layout.averages
    last_col = table.col(f"before {indicators[0].subject}") - 1
    sheet.print_setup(round_heading(whole.province), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, table.last_row, last_col)
    rows = [(row, row) for row in range(table.first_row + 3, table.last_row - 2)]
    head = (table.header_row - 1, min(table.first_row + 2, table.last_row))
    tail = max(head[1] + 1, table.last_row - 2)
    blocks = [(0, averages.last_row), head, *rows]
    sheet.keep_together([*blocks, (tail, table.last_row)] if tail <= table.last_row else blocks, last_col)


def _sentences(sheet: Sheet, whole: ProvinceReport, widths: Sequence[float]) -> None:
    year, compared = whole.compared_year, whole.compared
    if whole.compared_with is None:
        source = texts.FROM_FORM
    elif any(item.from_form for item in compared):
        source = texts.FROM_BOTH.format(year=year)
    else:
        source = texts.FROM_ROUND.format(year=year)
    line = texts.COMPARED_LINE.format(count=len(compared), counted=len(whole.counted))
    write_wrapped_line(sheet, 2, f"{source}   {line}" if compared else texts.NOTHING_COMPARED, widths)
    known = {item.counted.number for item in compared}
    left = [item.agency.name for item in whole.counted if item.number not in known]
    if left and compared:
        write_wrapped_line(sheet, 3, texts.NOT_COMPARED.format(names=list_of_names(left, _NAMES, _NAME_ROOM)), widths)


def _averages(sheet: Sheet, whole: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    averages = whole.layout.averages
    headers = [column.header for column in averages.columns]
    sheet.header(averages.header_row, 0, headers, widths[:10])
    for subject in averages.items:
        row, node = averages.row(subject), whole.framework.nodes[subject]
        pairs = [(now, before) for now, before in _pairs(whole, subject) if now is not None and before is not None]
        now, before = standing.mean([pair[0] for pair in pairs]), standing.mean([pair[1] for pair in pairs])
        cells = {key: table.span(f"{key} {subject}", COMPARISON) for key in ("before", "now", "change")}
        sheet.text(row, averages.col("short"), whole.layout.short(subject), "centre")
        sheet.text(row, averages.col("label"), subject_label(whole.framework, node), "text")
        sheet.text(row, averages.col("name"), node.name, "text")
        for key, value in (("before", before), ("now", now)):
            live = formulas.mean_where(cells[key], cells["change"], value)
            sheet.live(row, averages.col(key), live, "score_strong")
        own = {key: a1(row, averages.col(key)) for key in ("before", "now")}
        apart = None if now is None or before is None else now - before
        sheet.live(row, averages.col("change"), formulas.difference(own["now"], own["before"], apart), "change")
        sheet.live(row, averages.col("count"), formulas.count(cells["change"], len(pairs)), "count")
        changes = [_change(*pair) for pair in pairs]
        for key, condition, found in (
            ("rose", ">0", sum(change > 0 for change in changes)),
            ("fell", "<0", sum(change < 0 for change in changes)),
            ("stayed", "=0", sum(change == 0 for change in changes)),
        ):
            sheet.live(row, averages.col(key), formulas.counted_if(cells["change"], condition, found), "count")
        fit_row(sheet, row, [(node.name, _NAME), (subject_label(whole.framework, node), _CODE)])


def _pairs(whole: ProvinceReport, subject: str) -> list[tuple[Fraction | None, Fraction | None]]:
    place = whole.index[subject]
    return [
        (score_at(item.counted.reading.values, place), score_at(item.before, place)) for item in whole.compared
    ]  # fmt: skip


def _change(now: Fraction, before: Fraction) -> Decimal:
    return two_decimals(now) - two_decimals(before)


def _agencies(sheet: Sheet, whole: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    sheet.text(table.header_row - 1, 0, f"รายหน่วยงาน  {texts.BESIDE}", "heading")
    sheet.height(table.header_row - 1, 31)
    headers = [column.header for column in table.columns]
    sheet.header(table.header_row, 0, headers[:-1], widths[:-1])
    # Long words of a narrow header break where no estimate sees it.
    height = dense_height(list(zip(headers[:-1], widths[:-1], strict=True)))
    sheet.height(table.header_row, height + ONE_LINE)
    sheet.text(table.header_row, table.col("at"), headers[-1], "helper_header")
    matrix = whole.layout.indicators(len(whole.counted))
    rows = {item.number: place for place, item in enumerate(whole.counted, 1)}
    spans = {subject: matrix.span(subject, COMPARISON) for subject in whole.layout.subjects}
    numbers = matrix.span("number", COMPARISON)
    with sheet.row_after_row():
        for row, item in enumerate(whole.compared, table.first_row):
            sheet.number(row, 0, item.counted.number, "count")
            live = formulas.row_of(a1(row, 0), numbers, rows[item.counted.number])
            sheet.live(row, table.col("at"), live, "helper_count")
            _agency(sheet, whole, table, row, item, spans)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.col("at") - 1)


def _agency(sheet: Sheet, whole: ProvinceReport, table: Table, row: int, item: Compared, spans: dict[str, str]) -> None:
    agency = item.counted.agency
    source = texts.SOURCE_FORM if item.from_form else texts.SOURCE_ROUND.format(year=whole.compared_year)
    sheet.text(row, table.col("code"), agency.code, "centre")
    sheet.text(row, table.col("name"), agency.name, "text")
    sheet.text(row, table.col("source"), source, "centre")
    at = f"${a1(row, table.col('at'))}"
    col = table.col(f"before {OVERALL}")
    for subject, cells in spans.items():
        place = whole.index[subject]
        before, now = score_at(item.before, place), score_at(item.counted.reading.values, place)
        if before is None:
            sheet.text(row, col, "", "score")
        else:
            sheet.number(row, col, as_float(before), "score")
        sheet.live(row, col + 1, formulas.fetched(cells, at, "" if now is None else as_float(now)), "score")
        apart = None if now is None or before is None else _change(now, before)
        sheet.live(row, col + 2, formulas.change(a1(row, col + 1), a1(row, col), apart), "change")
        col += 3
    fit_row(sheet, row, [(agency.name, _NAME), (agency.code, _CODE)])
