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
from ita_xlsx.model.layout.province_layout import CHART_ROWS, SHARED, statistic
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_counts
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import fit_row, list_of_names, open_sheet, print_narrow

_WIDTHS = {
    "number": 6, "label": 20, "name": 52, "mean": 12, "below": 14, "share": 14, "other": 18, "total": 15, "who": 74,
}  # fmt: skip
_MOST_NAMES, _NAME_ROOM, _TOP = 8, 220, 10
_CHART = (1250, 430)


class _Weak(NamedTuple):
    """A subject that is weak in some agencies.

    ``mean`` is 0-100 at two decimals, ``scored`` counts the agencies with a score, ``below`` those under the threshold,
    ``other`` those that are weak by another rule; ``names`` are the agencies.
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
    """Write the weak points, the most shared first, and a chart of the first ten."""
    weak = _weak_subjects(report)
    table = report.layout.shared(len(weak))
    widths = list(_WIDTHS.values())
    title = texts.SHARED_TITLE if len(report.counted) > 1 else texts.SHARED_TITLE_OF_ONE
    sheet = open_sheet(book, report.province, SHARED, title, widths)
    sheet.text(2, 0, texts.SHARED_HINT, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    matrices = {Kind.INDICATOR: report.layout.indicators(len(report.counted))}
    matrices[Kind.ANSWER] = report.layout.questions(len(report.counted))
    for number, item in enumerate(weak, 1):
        kind = report.framework.nodes[item.subject].kind
        _write_row(sheet, report, table, matrices[kind], table.header_row + number, number, item)
    last_row = table.last_row
    if weak:
        last_row = _write_chart(sheet, table, weak[0].total, min(len(weak), _TOP))
    else:
        sheet.text(table.first_row, table.col("name"), texts.NO_SHARED, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    chart = [(table.last_row + 1, last_row)] if weak else []
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, report.province, table.header_row, (last_row, table.last_col), rows, chart)


def _weak_subjects(report: ProvinceReport) -> list[_Weak]:
    """Return indicators and answers that are weak in a counted agency, the most shared first."""
    urgent_names: dict[str, list[str]] = {}
    other_names: dict[str, list[str]] = {}
    for item in report.counted:
        for subject, remedy in item.summary.weak:
            names_by_subject = urgent_names if remedy == Remedy.URGENT else other_names
            names_by_subject.setdefault(subject, []).append(item.agency.name)
    weak = []
    for kind in (Kind.INDICATOR, Kind.ANSWER):
        for node in report.framework.of_kind(kind):
            subject, values = node.subject, report.column(node.subject)
            below = results.below(values, report.province.threshold)
            other = other_names.get(subject, [])
            if below or other:
                names = (*urgent_names.get(subject, ()), *other)
                weak.append(_Weak(subject, results.mean(values), results.count(values), below, len(other), names))
    return sorted(weak, key=lambda item: (-item.total, -item.below, item.mean or 0))


def _write_row(
    sheet: Sheet, report: ProvinceReport, table: Table, matrix: Table, row: int, number: int, item: _Weak
) -> None:
    node = report.framework.nodes[item.subject]
    label = texts.subject_words(report.framework, item.subject)
    names = list_of_names(item.names, _MOST_NAMES, _NAME_ROOM)
    sheet.number(row, 0, number, "count")
    sheet.text(row, table.col("label"), label, "text")
    sheet.text(row, table.col("name"), node.name, "text")
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
    sheet.text(row, table.col("who"), names, "text")
    cells = [(label, _WIDTHS["label"]), (node.name, _WIDTHS["name"]), (names, _WIDTHS["who"])]
    fit_row(sheet, row, cells)


def _write_chart(sheet: Sheet, table: Table, most: int, top: int) -> int:
    first = table.items[:top]
    series = Series(
        "จำนวนหน่วยงาน", "=" + table.span("label", "", first), "=" + table.span("total", "", first)
    )  # fmt: skip
    row = table.last_row + 2
    insert_counts(
        sheet, row, 0, texts.SHARED_CHART.format(count=top), series, _CHART,
        "แผนภูมิแท่งจำนวนหน่วยงานที่มีจุดอ่อนเดียวกัน เรียงจากมากไปน้อย", most=most,
    )  # fmt: skip
    return row + CHART_ROWS
