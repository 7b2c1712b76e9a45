"""Write the sheet of weak points that agencies share.

Takes a ``ProvinceReport``; writes a row per subject with the number and names of the agencies, and a chart.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ita_xlsx.model import province_results as results
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import SHARED, statistic
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_counts
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    cut_text,
    few_names,
    freeze,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import due_of_round
from ita_xlsx.output.sheets import print_narrow

_WIDTHS = {
    "number": 5, "label": 17, "name": 60, "mean": 9, "below": 12, "share": 11, "other": 11, "total": 11, "who": 47,
    "names": 47,
}  # fmt: skip
_MOST_NAMES, _LONGEST_NAME, _TOP = 3, 16, 10
_ROW = 19.0
_CHART = (1250, 290)


class _Weak(NamedTuple):
    """A subject that is weak in some agencies.

    ``mean`` is 0-100 at two decimals, ``scored`` counts the agencies with a score, ``below`` those under the threshold,
    ``other`` those that are weak by another rule; ``names`` are the brief names of the agencies.
    """

    subject: str
    mean: Decimal | None
    scored: int
    below: int
    other: int
    names: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.below + self.other


def write_shared_weak_points(book: Book, report: ProvinceReport) -> None:
    """Write the weak points, those with most agencies below the threshold first, and a chart of the first ten."""
    weak = _weak_subjects(report)
    table = report.layout.shared(len(weak))
    widths = list(_WIDTHS.values())
    title = texts.SHARED_TITLE if len(report.counted) > 1 else texts.SHARED_TITLE_OF_ONE
    sheet = open_list(book, report.province, SHARED, title, widths)
    last_col = table.col("who")
    write_message(sheet, _message(sheet, report, table, weak), last_col, due=due_of_round(report, sheet.name))
    write_note(sheet, 2, texts.SHARED_HINT)
    write_headers(sheet, table, widths)
    matrices = {Kind.INDICATOR: report.layout.indicators(len(report.counted))}
    matrices[Kind.ANSWER] = report.layout.questions(len(report.counted))
    for number, item in enumerate(weak, 1):
        kind = report.framework.nodes[item.subject].kind
        _write_row(sheet, report, table, matrices[kind], table.header_row + number, number, item)
    below = [item.below for item in weak if item.below]
    if below:
        _write_chart(sheet, table, below[0], min(len(below), _TOP))
    if not weak:
        sheet.text(table.first_row, table.col("name"), texts.NO_SHARED, "text")
    freeze(sheet, table, "label")
    sheet.hide_columns(table.col("names"), table.last_col)
    # The chart is for the screen: on paper it would stand alone on a page.
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, report.province, table.header_row, (table.last_row, last_col), rows)


def _weak_subjects(report: ProvinceReport) -> list[_Weak]:
    """Return indicators and answers that are weak in a counted agency, the most often below the threshold first."""
    urgent_names: dict[str, list[str]] = {}
    other_names: dict[str, list[str]] = {}
    for item in report.counted:
        name = report.brief_name(item.agency)
        for subject, remedy in item.summary.weak:
            names_by_subject = urgent_names if remedy == Remedy.URGENT else other_names
            names_by_subject.setdefault(subject, []).append(name)
    weak = []
    for kind in (Kind.INDICATOR, Kind.ANSWER):
        for node in report.framework.of_kind(kind):
            subject, values = node.subject, report.column(node.subject)
            below = results.below(values, report.province.threshold)
            other = other_names.get(subject, [])
            if below or other:
                names = (*urgent_names.get(subject, ()), *other)
                weak.append(_Weak(subject, results.mean(values), results.count(values), below, len(other), names))
    return sorted(weak, key=lambda item: (-item.below, -item.other, item.mean or 0))


def _message(sheet: Sheet, report: ProvinceReport, table: Table, weak: list[_Weak]) -> Live:
    """Return what most agencies share, in how many of them, and how many weak points there are."""
    speaker = speaker_of(sheet)
    below = table.span("below", SHARED)
    most = max((item.below for item in weak), default=0)
    label = sheet.book.words(texts.subject_words(report.framework, weak[0].subject)) if weak else ""
    text = speaker.words(texts.SHARED_MOST)
    text += speaker.cell(formulas.beside_extreme(table.span("label", SHARED), below, lowest=False), label)
    text += speaker.words(texts.SHARED_COUNT[0]) + speaker.count(formulas.highest_expression(below), most)
    text += speaker.words(texts.SHARED_COUNT[1]) + speaker.count(formulas.numbers_in(below), len(weak))
    text += speaker.words(texts.SHARED_COUNT[2])
    is_there = formulas.above_zero(formulas.highest_expression(below))
    other = texts.NONE_BELOW_LIMIT if report.counted else texts.NOBODY
    return speaker.when(is_there, is_true=most > 0, phrase=text, otherwise=other).live


def _write_row(
    sheet: Sheet, report: ProvinceReport, table: Table, matrix: Table, row: int, number: int, item: _Weak
) -> None:
    node = report.framework.nodes[item.subject]
    label = texts.subject_words(report.framework, item.subject)
    names = few_names(item.names, _MOST_NAMES, _LONGEST_NAME, ", ", texts.MORE_AGENCIES)
    sheet.number(row, 0, number, "count")
    sheet.words(row, table.col("label"), label, "text")
    sheet.words(row, table.col("name"), cut_text(node.name, _WIDTHS["name"]), "text")
    figure = {name: statistic(matrix, name, item.subject).seen_from(SHARED, fixed=True) for name in ("mean", "below")}
    scored = statistic(matrix, "count", item.subject).seen_from(SHARED, fixed=True)
    mean = formulas.DASH if item.mean is None else float(item.mean)
    sheet.live(row, table.col("mean"), formulas.copy_of(figure["mean"], mean), "score")
    sheet.live(row, table.col("below"), formulas.copy_of(figure["below"], item.below), "count")
    share = item.below / item.scored if item.scored else None
    below_cell = a1(row, table.col("below"))
    sheet.live(row, table.col("share"), formulas.share_of(below_cell, scored, share), "percent")
    sheet.number(row, table.col("other"), item.other, "count")
    live = formulas.total(f"{below_cell},{a1(row, table.col('other'))}", item.total)
    sheet.live(row, table.col("total"), live, "rank")
    sheet.words(row, table.col("names"), names, "helper_line")
    who = _names_or_sheet(sheet, a1(row, table.col("names")), names, below_cell, item.below, matrix.sheet)
    sheet.live(row, table.col("who"), who, "cut")
    sheet.height(row, _ROW)


def _names_or_sheet(sheet: Sheet, cell: str, names: str, below: str, count: int, matrix: str) -> Live:
    """Return the names while so many agencies are below the threshold; else the sheet that has all scores."""
    speaker = speaker_of(sheet)
    listed = speaker.cell(cell, writable_text(sheet.book.words(names)))
    other = texts.LOOK_AT.format(sheet=matrix)
    return speaker.when(formulas.is_count(below, count), is_true=True, phrase=listed, otherwise=other).live


def _write_chart(sheet: Sheet, table: Table, most: int, top: int) -> None:
    first = table.items[:top]
    series = Series(
        "จำนวนหน่วยงาน", "=" + table.span("label", "", first), "=" + table.span("below", "", first)
    )  # fmt: skip
    row = table.last_row + 2
    insert_counts(
        sheet, row, 0, sheet.book.words(texts.SHARED_CHART.format(count=top)), series, _CHART,
        "แผนภูมิแท่งจำนวนหน่วยงานที่มีจุดอ่อนเดียวกัน เรียงจากมากไปน้อย", most=most,
    )  # fmt: skip
