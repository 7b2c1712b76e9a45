"""Write the sheet that compares this year with an earlier year.

Takes a ``ProvinceReport``; writes the averages of the agencies that have scores of both years, a chart, and a table
with a row per agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import COMPARISON
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell, formula
from ita_xlsx.output.charts import Series, insert_changes
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    few_names,
    fold_columns,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import due_of_round
from ita_xlsx.output.sheets import fit_row, join_parts, round_heading

_NUMBER, _CODE, _NAME, _SCORE, _CHANGE, _SOURCE = 5.0, 8.0, 32.0, 8.7, 7.2, 12.0
_CHART = (470, 380)
_NAMES, _LONGEST_NAME = 3, 30
_AVERAGE_ROW = 18.5


def write_comparison(book: Book, report: ProvinceReport) -> None:
    """Write the sheet that compares two years; a sentence alone if no agency has scores of both."""
    table, averages = report.layout.compared(len(report.compared)), report.layout.averages
    averaged = len(averages.columns) - table.col("name") - 1
    changes = table.col("source") - len(averages.columns)
    hidden = table.last_col - table.col("source")
    widths = [_NUMBER, _CODE, _NAME, *[_SCORE] * averaged, *[_CHANGE] * changes, _SOURCE, *[_SCORE] * hidden]
    title = texts.COMPARISON_TITLE.format(now=report.framework.year, before=report.compared_year)
    sheet = open_list(book, report.province, COMPARISON, title, widths)
    last_col = table.col("source") - 1
    if not report.compared:
        write_message(sheet, speaker_of(sheet).words(texts.NOTHING_COMPARED).live, last_col)
        write_note(sheet, 2, texts.HOW_TO_COMPARE)
        sheet.print_setup(round_heading(report.province))
        sheet.worksheet.print_area(0, 0, 2, last_col)
        return
    write_message(sheet, _message(sheet, report), last_col, due=due_of_round(report, sheet.name))
    write_note(sheet, 2, _sources(report))
    _write_averages(sheet, report, table, widths)
    change_chart = Series(
        sheet.book.words(texts.CHANGE_CHART.format(before=report.compared_year)),
        "=" + averages.span("name", ""), "=" + averages.span("change", ""),
    )  # fmt: skip
    insert_changes(
        sheet, averages.header_row, averages.last_col + 1, change_chart.name, change_chart, _CHART,
        "แผนภูมิแท่งการเปลี่ยนแปลงของคะแนนเฉลี่ยจากปีก่อน เพิ่มขึ้นอยู่ขวาของศูนย์ ลดลงอยู่ซ้าย",
    )  # fmt: skip
    _write_agencies(sheet, report, table, widths)
    fold_columns(sheet, table.col("source"), table.last_col, widths)
    _set_up_print(sheet, report, last_col)


def _set_up_print(sheet: Sheet, report: ProvinceReport, last_col: int) -> None:
    """Set the sheet to print the averages and the chart on one page."""
    sheet.print_setup(round_heading(report.province))
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, 0, report.layout.averages.last_row + 1, last_col)


def _sources(report: ProvinceReport) -> str:
    """Return where the scores of the year before come from, and who has none."""
    year, compared = report.compared_year, report.compared
    if report.compared_with is None:
        source = texts.FROM_FORM
    elif any(item.from_form for item in compared):
        source = texts.FROM_BOTH.format(year=year)
    else:
        source = texts.FROM_ROUND.format(year=year)
    compared_numbers = {item.counted.number for item in compared}
    names = [report.brief_name(item.agency) for item in report.counted if item.number not in compared_numbers]
    if not names:
        return source
    listed = few_names(names, _NAMES, _LONGEST_NAME, ", ", texts.MORE_AGENCIES)
    return join_parts((source, texts.NOT_COMPARED.format(names=listed)))


def _message(sheet: Sheet, report: ProvinceReport) -> Live:
    """Return the mean of this year with its change, and the indicators that rose and fell most."""
    speaker, averages = speaker_of(sheet), report.layout.averages
    means = report.comparison.means(OVERALL)
    cell = {key: averages.place(OVERALL, key).a1 for key in ("now", "change", "count")}
    text = speaker.words(texts.OVERALL_MEAN) + speaker.score(cell["now"], means.now)
    text += speaker.words(texts.FROM_BEFORE.format(year=report.compared_year))
    text += speaker.change(cell["change"], means.change) + speaker.words(texts.SAME_AGENCIES[0].replace(")", ""))
    text += speaker.count(cell["count"], means.agencies) + speaker.words(texts.SAME_AGENCIES[1])
    indicators = tuple(node.subject for node in report.framework.of_kind(Kind.INDICATOR))
    changes = averages.span("change", COMPARISON, indicators)
    names = averages.span("name", COMPARISON, indicators)
    figures = [
        (change, subject) for subject in indicators
        if (change := report.comparison.means(subject).change) is not None
    ]  # fmt: skip
    for words, lowest in ((texts.ROSE_MOST, False), (texts.FELL_MOST, True)):
        pick = formulas.lowest_expression(changes) if lowest else formulas.highest_expression(changes)
        # Of equal changes the first one is named.
        best = (min if lowest else max)(figures, key=lambda pair: pair[0], default=(Decimal(0), ""))
        is_so = best[0] < 0 if lowest else best[0] > 0
        name = sheet.book.words(_label(report, best[1])) if best[1] else ""
        phrase = speaker.words(words) + speaker.cell(formulas.beside_extreme(names, changes, lowest=lowest), name)
        phrase += speaker.words(" (") + speaker.change(pick, best[0]) + speaker.words(")")
        condition = formulas.below_zero(pick) if lowest else formulas.above_zero(pick)
        text += speaker.when(condition, is_true=is_so, phrase=phrase)
    return text.live


def _label(report: ProvinceReport, subject: str) -> str:
    """Return the words for a subject in the table of averages, such as ``8 การปรับปรุงการทำงาน``."""
    node = report.framework.nodes[subject]
    if node.kind is Kind.OVERALL:
        return texts.OVERALL_LABEL
    return f"{node.code} {node.name}" if node.kind is Kind.INDICATOR else node.code


def _write_averages(sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    averages = report.layout.averages
    write_headers(sheet, averages, widths[: len(averages.columns)])
    for subject in averages.items:
        row = averages.row(subject)
        means = report.comparison.means(subject)
        cells = {key: table.span(f"{key} {subject}", COMPARISON) for key in ("before", "now", "change")}
        sheet.number(row, averages.col("short"), row - averages.header_row, "count")
        sheet.words(row, averages.col("name"), _label(report, subject), "text")
        for key, value in (("before", means.before), ("now", means.now)):
            live = formulas.mean_where(cells[key], cells["change"], value)
            sheet.live(row, averages.col(key), live, "score_strong")
        cell = {key: a1(row, averages.col(key)) for key in ("before", "now")}
        live = formulas.difference(cell["now"], cell["before"], means.change)
        sheet.live(row, averages.col("change"), live, "change")
        sheet.live(row, averages.col("count"), formulas.count(cells["change"], means.agencies), "count")
        changes = [change for change in report.comparison.changes(subject) if change is not None]
        for key, condition, count in (
            ("rose", ">0", sum(change > 0 for change in changes)),
            ("fell", "<0", sum(change < 0 for change in changes)),
            ("stayed", "=0", sum(change == 0 for change in changes)),
        ):
            sheet.live(row, averages.col(key), formulas.counted_if(cells["change"], condition, count), "count")
        sheet.height(row, _AVERAGE_ROW)


def _write_agencies(sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float]) -> None:
    sheet.text(table.header_row - 1, 0, texts.BY_AGENCY, "heading")
    sheet.height(table.header_row - 1, 31)
    write_headers(sheet, table, widths)
    matrix = report.layout.indicators(len(report.counted))
    place_of = {item.number: place for place, item in enumerate(report.counted, 1)}
    numbers = matrix.span("number", COMPARISON)
    source = {
        True: sheet.book.words(texts.SOURCE_FORM),
        False: sheet.book.words(texts.SOURCE_ROUND.format(year=report.compared_year)),
    }
    cells = {
        0: Cell("count"),
        table.col("at"): formula(lambda row: formulas.row_of(a1(row, 0), numbers, 0), "helper_count"),
        table.col("code"): Cell("centre"), table.col("name"): Cell("text"), table.col("source"): Cell("centre"),
    }  # fmt: skip
    for subject in report.layout.subjects:
        cells |= _cells_of(subject, table, matrix)
    figures = [column for subject in report.layout.subjects for column in _figures_of(subject, report)]
    with sheet.fast_rows() as columns:
        write = columns.rows(cells)
        agencies = zip(report.compared, *figures, strict=True)
        for row, (item, *figures_of_agency) in enumerate(agencies, table.first_row):
            number, agency = item.counted.number, item.counted.agency
            contents = (number, place_of[number], agency.code, agency.name, source[item.from_form])
            write(row, (*contents, *figures_of_agency))
            fit_row(sheet, row, [(agency.name, _NAME), (agency.code, _CODE)])


def _cells_of(subject: str, table: Table, matrix: Table) -> Mapping[int, Cell]:
    """Return the columns of a subject: its score of the earlier year, that of this year, and the change."""
    before, now, change = (table.col(f"{key} {subject}") for key in ("before", "now", "change"))
    scores, at = matrix.span(subject, COMPARISON), table.col("at")
    return {
        before: Cell("score"),
        now: formula(lambda row: formulas.fetch_exact(scores, f"${a1(row, at)}", ""), "score"),
        change: formula(lambda row: formulas.change(a1(row, now), a1(row, before), None), "change"),
    }


def _figures_of(subject: str, report: ProvinceReport) -> Iterator[Iterable[float | str]]:
    """Yield the values of these columns, and what stands where an agency has none."""
    compared = report.comparison
    changes = (None if change is None else change / 100 for change in compared.changes(subject))
    columns = (compared.before(subject).floats(), ""), (compared.now(subject).floats(), ""), (changes, formulas.DASH)
    for values, missing in columns:
        yield [missing if value is None else value for value in values]
