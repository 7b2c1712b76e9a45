"""Which weak points agencies share: a subject, in how many agencies it is weak, and where."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ita_xlsx.model import province_results as standing
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
    subject: str
    mean: Decimal | None
    known: int
    below: int
    other: int
    names: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.below + self.other


def write_shared(book: Book, whole: ProvinceReport) -> None:
    """The sheet of shared weak points, the most shared first, and a chart of the first ten."""
    weak = _weak_subjects(whole)
    table = whole.layout.shared(len(weak))
    widths = list(_WIDTHS.values())
    title = texts.SHARED_TITLE if len(whole.counted) > 1 else texts.SHARED_TITLE_OF_ONE
    sheet = open_sheet(book, whole.province, SHARED, title, widths)
    sheet.text(2, 0, texts.SHARED_HINT, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    matrices = {Kind.INDICATOR: whole.layout.indicators(len(whole.counted))}
    matrices[Kind.ANSWER] = whole.layout.questions(len(whole.counted))
    for number, item in enumerate(weak, 1):
        kind = whole.framework.nodes[item.subject].kind
        _row(sheet, whole, table, matrices[kind], table.header_row + number, number, item)
    last_row = table.last_row
    if weak:
        last_row = _chart(sheet, table, weak[0].total, min(len(weak), _TOP))
    else:
        sheet.text(table.first_row, table.col("name"), texts.NO_SHARED, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    chart = [(table.last_row + 1, last_row)] if weak else []
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, whole.province, table.header_row, (last_row, table.last_col), rows, chart)


def _weak_subjects(whole: ProvinceReport) -> list[_Weak]:
    """Indicators and answers that are weak in a counted agency; below the threshold as the sheet counts it."""
    urgent: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for item in whole.counted:
        for subject, remedy in item.reading.weak:
            found = urgent if remedy == Remedy.URGENT else others
            found.setdefault(subject, []).append(item.agency.name)
    weak = []
    for kind in (Kind.INDICATOR, Kind.ANSWER):
        for node in whole.framework.of_kind(kind):
            subject, values = node.subject, whole.column(node.subject)
            below = standing.below(values, whole.province.threshold)
            other = others.get(subject, [])
            if below or other:
                names = (*urgent.get(subject, ()), *other)
                weak.append(_Weak(subject, standing.mean(values), standing.count(values), below, len(other), names))
    return sorted(weak, key=lambda item: (-item.total, -item.below, item.mean or 0))


def _row(sheet: Sheet, whole: ProvinceReport, table: Table, matrix: Table, row: int, number: int, item: _Weak) -> None:
    node = whole.framework.nodes[item.subject]
    label, who = texts.subject_words(whole.framework, item.subject), list_of_names(item.names, _MOST_NAMES, _NAME_ROOM)
    sheet.number(row, 0, number, "count")
    sheet.text(row, table.col("label"), label, "text")
    sheet.text(row, table.col("name"), node.name, "text")
    figure = {name: statistic(matrix, name, item.subject).seen_from(SHARED, fixed=True) for name in ("mean", "below")}
    known = statistic(matrix, "count", item.subject).seen_from(SHARED, fixed=True)
    mean = formulas.DASH if item.mean is None else float(item.mean)
    sheet.live(row, table.col("mean"), formulas.same(figure["mean"], mean), "score")
    sheet.live(row, table.col("below"), formulas.same(figure["below"], item.below), "count")
    share = item.below / item.known if item.known else None
    own = a1(row, table.col("below"))
    sheet.live(row, table.col("share"), formulas.share_of(own, known, share), "percent")
    sheet.number(row, table.col("other"), item.other, "count")
    live = formulas.total(f"{own},{a1(row, table.col('other'))}", item.total)
    sheet.live(row, table.col("total"), live, "rank")
    sheet.text(row, table.col("who"), who, "text")
    cells = [(label, _WIDTHS["label"]), (node.name, _WIDTHS["name"]), (who, _WIDTHS["who"])]
    fit_row(sheet, row, cells)


def _chart(sheet: Sheet, table: Table, most: int, top: int) -> int:
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
